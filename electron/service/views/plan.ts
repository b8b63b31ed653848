import type { PlanDiff, PlanView, CrewDayView, FindingView, StopView } from '../../../shared/contract/week.ts'
import type { Reason } from '../../../shared/contract/base.ts'
import { stopReasons } from '../../../shared/core/compliance/stop.ts'
import { addDays, clockAt, epochAt, epochOf, utcIso, weekDates } from '../../../shared/core/lib/time.ts'
import type { OutcomeResult } from '../../../shared/model/facts.ts'
import { planability, type MatchLevel } from '../../../shared/model/location.ts'
import type { TravelMode } from '../../../shared/model/travel.ts'
import type { RequestContext } from '../context.ts'
import { nowhereToGo } from '../planning/ground.ts'
import { toReason, visitRecords, type VisitRecord } from '../database/stores/cases.ts'
import { outcomes } from '../database/stores/facts.ts'
import { parseJson } from '../database/stores/json.ts'
import { undoState } from '../database/stores/history.ts'
import { collectorViews } from '../database/stores/people.ts'
import { travelSettings } from '../database/stores/travel.ts'
import {
  currentVersion,
  findPlan,
  versionsOf,
  type StoredVersion,
  type VersionHead,
} from '../database/stores/plans.ts'
import { findingGrounds, findingsToday, type FindingGrounds } from '../planning/standingFindings.ts'
import { fingerprintOf } from '../planning/fingerprint.ts'
import { handedOutView, versionName } from './handedOut.ts'
import { outdatedBy, planTravelOf } from '../planning/travel.ts'
import type { BranchRow, CrewDayRow, OutcomeRow, PlanVersionRow, StopRow } from '../database/tables.ts'

export const emptyTotals: PlanView['totals'] = {
  planned: 0,
  made: 0,
  unplanned: 0,
  confirmed: 0,
  travelSeconds: 0,
  metres: 0,
  waitingSeconds: 0,
  serviceSeconds: 0,
  priorityServed: 0,
  priorityTotal: 0,
  hardFindings: 0,
  softFindings: 0,
}
export const emptyDiff: PlanDiff = {
  changes: [],
  moved: 0,
  added: 0,
  dropped: 0,
  retimed: 0,
  callAgain: 0,
  travelSecondsDelta: 0,
}

export function versionView(row: VersionHead): NonNullable<PlanView['version']> {
  const totals = parseJson<PlanView['totals']>(row.totals) ?? emptyTotals
  return {
    id: row.id,
    name: versionName(row),
    status: row.status === 'published' ? 'published' : 'draft',
    createdAt: row.created_at,
    publishedAt: row.published_at,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    planned: totals.planned,
    travelSeconds: totals.travelSeconds,
  }
}

/** Of each named version the newest revision, and all that were published. */
function shownVersions(rows: readonly VersionHead[], currentId: string): VersionHead[] {
  const newest = new Map<string, string>()
  for (const row of rows) newest.set(row.name, row.id)
  return rows.filter(
    (row) => row.id === currentId || newest.get(row.name) === row.id || row.status === 'published',
  )
}

/** The hours that the case file asks for and in which the stop begins; null: any hour of the shift. */
function askedWindow(
  visit: VisitRecord,
  stop: StopRow,
  zone: string,
): CrewDayView['stops'][number]['window'] {
  if (!visit.windows) return null
  const begins = clockAt(epochOf(stop.arrival) + stop.waiting_seconds, zone)
  const window = visit.windows.find(
    (each) =>
      (each.date === undefined || each.date === begins.date) &&
      (each.weekday === undefined || each.weekday === begins.weekday) &&
      each.fromMinutes <= begins.minutes &&
      begins.minutes <= each.toMinutes,
  )
  return window
    ? {
        start: utcIso(epochAt(begins.date, window.fromMinutes, zone)),
        end: utcIso(epochAt(begins.date, window.toMinutes, zone)),
      }
    : null
}

export function crewDayViews(
  stored: StoredVersion,
  visits: Map<string, VisitRecord>,
  done: Map<string, OutcomeResult>,
  zone: string,
): CrewDayView[] {
  const stopsByDay = new Map<string, StopView[]>()
  for (const stop of stored.stops) {
    const visit = visits.get(stop.visit_id)
    if (!visit || stop.lon === null || stop.lat === null) continue
    const stops = stopsByDay.get(stop.crew_day_key) ?? []
    stopsByDay.set(stop.crew_day_key, stops)
    stops.push({
      visitId: stop.visit_id,
      caseId: visit.caseId,
      caseNo: visit.caseNo,
      borrower: visit.borrower,
      address: visit.address.text,
      at: [stop.lon, stop.lat],
      order: stops.length + 1,
      arrival: stop.arrival,
      departure: stop.departure,
      waitingSeconds: stop.waiting_seconds,
      travelSeconds: stop.travel_seconds,
      metres: stop.metres,
      straight: false,
      serviceMinutes: visit.serviceMinutes,
      priority: visit.priority,
      window: visit.appointment
        ? { start: visit.appointment.start, end: visit.appointment.end }
        : askedWindow(visit, stop, zone),
      confirmed: visit.appointment !== null,
      locked: visit.lockedCrewDay === stop.crew_day_key,
      level: stop.level as MatchLevel,
      done: done.get(stop.visit_id) ?? null,
    })
  }
  const straight = new Set(planTravelOf(stored.version).straight.map(String))
  return stored.crewDays.map((row) => ({
    id: row.key,
    date: row.date,
    crewName: row.crew_name,
    collectorIds: parseJson<string[]>(row.collector_ids) ?? [],
    collectorNames: parseJson<string[]>(row.collector_names) ?? [],
    colour: row.colour,
    mode: row.mode as TravelMode,
    shift: { start: row.shift_start, end: row.shift_end },
    lunch: row.lunch_start && row.lunch_end ? { start: row.lunch_start, end: row.lunch_end } : null,
    start: row.start_lon !== null && row.start_lat !== null ? [row.start_lon, row.start_lat] : null,
    end: row.end_lon !== null && row.end_lat !== null ? [row.end_lon, row.end_lat] : null,
    stops: withStraight(stopsByDay.get(row.key) ?? [], row, straight),
    travelSeconds: row.travel_seconds,
    serviceSeconds: row.service_seconds,
    waitingSeconds: row.waiting_seconds,
    metres: row.metres,
    endsAt: row.ends_at,
  }))
}

/** Marks the ways of a day that begin or end where no road is. */
function withStraight(stops: StopView[], row: CrewDayRow, straight: ReadonlySet<string>): StopView[] {
  if (straight.size === 0) return stops
  const start = row.start_lon === null ? '' : `${row.start_lon},${row.start_lat}`
  return stops.map((stop, index) => {
    const from = index === 0 ? start : String(stops[index - 1].at)
    return { ...stop, straight: straight.has(String(stop.at)) || straight.has(from) }
  })
}

export async function doneVisits(
  context: RequestContext,
  branch: BranchRow,
): Promise<Map<string, OutcomeResult>> {
  return resultsOf(await outcomes(context.deps.database.reader, branch.id))
}

export const resultsOf = (done: readonly OutcomeRow[]) =>
  new Map(done.map((row) => [row.visit_id, row.result as OutcomeResult]))

/** Visits that were made in the week, wherever the plan had them. */
function madeInWeek(done: readonly OutcomeRow[], zone: string, week: string): number {
  const last = addDays(week, 6)
  return done.filter((row) => {
    const { date } = clockAt(epochOf(row.visited_at), zone)
    return date >= week && date <= last
  }).length
}

/** Rules of the house that a plan may come to break after it was made. */
export const sinceRules: ReadonlySet<string> = new Set(['house-stop-flags', 'house-visit-over'])

/** Why nobody must go to a planned visit any more; null when it stands. */
export function overSince(visit: VisitRecord): Reason | null {
  if (visit.stopFlag) return { code: stopReasons[visit.stopFlag] }
  if (visit.caseStatus !== 'open' || visit.status !== 'due') return { code: 'visit-over' }
  return visit.address.status === 'wrong' ? { code: 'address-marked-wrong' } : null
}

/** What has come up since the plan was made: borrowers who are not to be visited, cases that are closed. */
function findingsSince(
  stored: StoredVersion,
  visits: Map<string, VisitRecord>,
  done: Map<string, OutcomeResult>,
  now: Date,
): FindingView[] {
  return stored.stops.flatMap((stop): FindingView[] => {
    const visit = visits.get(stop.visit_id)
    const ahead = Date.parse(stop.departure) > now.getTime()
    const reason = visit && ahead && !done.has(stop.visit_id) ? overSince(visit) : null
    return reason
      ? [
          {
            rule: visit?.stopFlag ? 'house-stop-flags' : 'house-visit-over',
            hard: true,
            reason,
            visitId: stop.visit_id,
            crewDayId: stop.crew_day_key,
          },
        ]
      : []
  })
}

/** Reasons that hold no longer once the address has its place. */
const heldForAddress: ReadonlySet<string> = new Set(['location-missing', 'location-too-coarse'])
/** And those that hold no longer once the deadline is later. */
const heldForDue: ReadonlySet<string> = new Set(['visit-due-past', 'visit-due-before-start'])

/**
 * Visits that found no place and still have to be made, the most valuable first; with them those that came up after
 * the plan was made, a follow-up for one.
 */
export function unplannedViews(
  stored: StoredVersion,
  visits: ReadonlyMap<string, VisitRecord>,
  week: string,
): PlanView['unplanned'] {
  const rows = new Map(stored.unplanned.map((row) => [row.visit_id, row]))
  const placed = new Set(stored.stops.map((stop) => stop.visit_id))
  const lastDay = weekDates(week).at(-1)!
  const unplanned = [...visits.values()].flatMap((visit): PlanView['unplanned'] => {
    if (visit.status !== 'due') return []
    const row = rows.get(visit.visitId)
    const isNew =
      visit.current &&
      visit.caseStatus === 'open' &&
      visit.stopFlag === null &&
      !placed.has(visit.visitId) &&
      (visit.notBefore === null || visit.notBefore <= lastDay)
    if (!row && !isNew) return []
    const { best, status } = visit.address
    const wrong = status === 'wrong'
    const located = best !== null && planability(best.level, best.radiusMetres) !== 'review'
    const inTime = visit.dueOn === null || visit.dueOn >= (visit.notBefore ?? week)
    const stale =
      !row || (located && heldForAddress.has(row.reason)) || (inTime && heldForDue.has(row.reason))
    return [
      {
        visitId: visit.visitId,
        caseId: visit.caseId,
        caseNo: visit.caseNo,
        borrower: visit.borrower,
        address: visit.address.text,
        at: best && !wrong ? [best.lon, best.lat] : null,
        priority: visit.priority,
        reason: wrong
          ? { code: 'address-marked-wrong' }
          : stale
            ? { code: located ? 'ready-since-plan' : 'location-missing' }
            : toReason(row.reason, row.reason_params)!,
        fix: wrong
          ? { code: 'fix-new-address' }
          : stale
            ? located
              ? null
              : { code: 'fix-locate' }
            : parseJson<Reason>(row.fix),
      },
    ]
  })
  return unplanned.sort((a, b) => b.priority - a.priority || (a.caseNo < b.caseNo ? -1 : 1))
}

async function outdated(
  { deps }: RequestContext,
  branch: BranchRow,
  week: string,
  version: PlanVersionRow,
  now: Date,
): Promise<Reason[]> {
  const settings = await travelSettings(deps.database.reader, branch.id)
  const region = (await deps.regions.list()).find((one) => one.id === branch.region_id)
  return outdatedBy(version, {
    settings,
    region: region ? { id: region.id, builtAt: region.builtAt } : null,
    today: clockAt(now.getTime() / 1000, branch.time_zone).date,
    week,
  })
}

/** What a view of a plan is made from: the version, and what is known beside it. */
export interface PlanGrounds extends FindingGrounds {
  week: string
  visits: Map<string, VisitRecord>
  /** versions of the plan */
  versions: readonly VersionHead[]
}

/** All of a plan's view that comes from its version, as what is known today shows it. */
export function standingView(stored: StoredVersion, grounds: PlanGrounds) {
  const { week, zone, visits, done, now } = grounds
  const results = resultsOf(done)
  const unplanned = unplannedViews(stored, visits, week)
  const totals = parseJson<PlanView['totals']>(stored.version.totals) ?? emptyTotals
  const crewDays = crewDayViews(stored, visits, results, zone)
  const since = [...findingsSince(stored, visits, results, now), ...findingsToday(week, stored, grounds)]
  const hardFindings = since.filter((finding) => finding.hard).length
  return {
    version: versionView(stored.version),
    versions: shownVersions(grounds.versions, stored.version.id).map(versionView).reverse(),
    crewDays,
    unplanned,
    totals: {
      ...totals,
      planned: crewDays.reduce((sum, day) => sum + day.stops.filter((stop) => stop.done === null).length, 0),
      made: madeInWeek(done, zone, week),
      unplanned: unplanned.length,
      hardFindings,
      softFindings: since.length - hardFindings,
      confirmed: crewDays.reduce((sum, day) => sum + day.stops.filter((stop) => stop.confirmed).length, 0),
    },
    findings: since.sort((a, b) => Number(b.hard) - Number(a.hard)),
    notes: parseJson<Reason[]>(stored.version.notes) ?? [],
    fingerprint: fingerprintOf(stored),
  }
}

export async function planView(context: RequestContext, branch: BranchRow, week: string): Promise<PlanView> {
  const reader = context.deps.database.reader
  const [plan, stored, records, people, undo] = await Promise.all([
    findPlan(reader, branch.id, week),
    currentVersion(reader, branch.id, week),
    visitRecords(reader, branch.id),
    collectorViews(reader, branch.id),
    undoState(reader, branch.id),
  ])
  const missing: Reason[] = []
  if (people.length === 0) missing.push({ code: 'week-without-collectors' })
  if (records.length === 0) missing.push({ code: 'week-without-cases' })
  const nowhere = await nowhereToGo(context.deps, branch, records)
  if (nowhere) missing.push(nowhere)
  const base = { week, missing, ...undo }
  if (!stored || !plan)
    return {
      ...base,
      version: null,
      versions: [],
      crewDays: [],
      unplanned: [],
      totals: emptyTotals,
      findings: [],
      outdated: [],
      notes: [],
      fingerprint: null,
      handedOut: null,
    }
  const versions = await versionsOf(reader, plan.id)
  const grounds = await findingGrounds(context, branch, week, records)
  return {
    ...base,
    ...standingView(stored, {
      ...grounds,
      week,
      versions,
      visits: new Map(records.map((record) => [record.visitId, record])),
    }),
    outdated: await outdated(context, branch, week, stored.version, grounds.now),
    handedOut: await handedOutView(
      context,
      versions,
      stored,
      clockAt(grounds.now.getTime() / 1000, branch.time_zone).date,
    ),
  }
}

import type { ContactAttempt } from '../../../shared/core/compliance/attempts.ts'
import { crewSizeRequired } from '../../../shared/core/compliance/calls.ts'
import { crewDaysOfWeek } from '../../../shared/core/plan/crews.ts'
import type { SettledStop } from '../../../shared/core/plan/remaining.ts'
import { clockAt, epochOf, weekDates } from '../../../shared/core/lib/time.ts'
import { emptyDay } from '../../../shared/core/plan/readSolution.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RuleBook } from '../../../shared/core/compliance/book.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type {
  CrewDay,
  Holidays,
  PlanCollector,
  PlannedCrewDay,
  PlanVisit,
  Reason,
  RuleGrounds,
  WeekPlan,
} from '../../../shared/model/week.ts'
import type { CollectorView } from '../../../shared/contract/cases.ts'
import type { RequestContext } from '../context.ts'
import { visitRecords, type VisitRecord } from '../database/stores/cases.ts'
import { attempts, outcomes } from '../database/stores/facts.ts'
import { parseJson } from '../database/stores/json.ts'
import { branchStamp } from '../database/stores/history.ts'
import { collectorViews } from '../database/stores/people.ts'
import { currentVersion, loadVersion, type StoredVersion, versionsOf } from '../database/stores/plans.ts'
import type { BranchRow, CallAttemptRow, CrewDayRow, OutcomeRow, StopRow } from '../database/tables.ts'
import { groundsByVisit } from '../database/stores/rules.ts'
import { travelSettings } from '../database/stores/travel.ts'
import type { TravelSettings } from '../../../shared/model/travelSettings.ts'
import { branchHolidays, branchRules } from '../rules.ts'
import { branchNow } from '../scope.ts'
import { contactsByVisit } from './contacts.ts'
import { planTravelOf } from './travel.ts'

/** Everything that planning a week starts from. */
export interface WeekInputs {
  week: string
  zone: string
  regionId: string
  /** what binds the branch: its packs together, in its own words */
  pack: RuleBook | null
  holidays: Holidays
  collectors: CollectorView[]
  crewDays: CrewDay[]
  notes: Reason[]
  /** by crew name: hue and dash pattern, the same in every version */
  colours: Map<string, number>
  records: Map<string, VisitRecord>
  /** visits that are still to be made */
  visits: PlanVisit[]
  attempts: Map<string, ContactAttempt[]>
  /** calls and outcomes of the branch, as they are on record */
  calls: CallAttemptRow[]
  done: OutcomeRow[]
  /** what is on record that rules ask for, by visit */
  grounds: Map<string, RuleGrounds>
  stored: StoredVersion | null
  /** the plan that stands, as the core reads it; null before the first one */
  before: WeekPlan | null
  nowEpoch: number
  /** hours and closures as the branch has them now */
  travel: TravelSettings
  /** those that the plan that stands was made with; null before the first one */
  standingTravel: TravelSettings | null
  /** visits that have an outcome */
  visited: ReadonlySet<string>
  /** some version of the plan was published: people may have run sheets of it */
  handedOut: boolean
  /** stops that stay where they stand, by visit */
  settled: ReadonlyMap<string, SettledStop>
  /** what stood when all this was read: {@link branchStamp} */
  stamp: string
}

const toPlanCollector = (view: CollectorView): PlanCollector => ({
  id: view.id,
  name: view.name,
  skills: view.skills,
  shift: { fromMinutes: view.shiftFrom, toMinutes: view.shiftTo },
  days: view.days,
  lunch: view.lunch
    ? { fromMinutes: view.lunch.from, toMinutes: view.lunch.to, minutes: view.lunch.minutes }
    : null,
  mode: view.mode,
  start: view.start,
  end: view.end,
  maxVisits: view.maxVisits,
  crew: view.crew,
  leave: view.leave,
})

/** A lock on a crew-day that the week no longer has (a leave, another crew) holds nothing. */
export function toPlanVisit(
  record: VisitRecord,
  collectors: CollectorView[],
  crewDayKeys: ReadonlySet<string>,
  previous: Map<string, { crewDayKey: string; arrival: string }>,
  grounds: RuleGrounds | undefined,
  parkingMinutes = 0,
): PlanVisit {
  const preferred = collectors.filter((collector) => collector.name === record.preferredCollector)
  // found wrong at the door: nobody goes there again, for no case
  const best = record.address.status === 'wrong' ? null : record.address.best
  return {
    id: record.visitId,
    caseNo: record.caseNo,
    lonLat: best ? [best.lon, best.lat] : null,
    level: best?.level ?? 'none',
    ...(best ? { radiusMetres: best.radiusMetres } : {}),
    priority: record.priority,
    serviceMinutes: record.serviceMinutes,
    parkingMinutes,
    // about ten metres: one building, one gate
    placeKey: best && parkingMinutes > 0 ? `${best.lon.toFixed(4)},${best.lat.toFixed(4)}` : null,
    allowedDays: record.days && record.days.dates.length > 0 ? record.days.dates : null,
    weekdays: record.days && record.days.weekdays.length > 0 ? record.days.weekdays : null,
    windows: record.windows,
    dueOn: record.dueOn,
    notBefore: record.notBefore,
    skills: record.skills,
    crewSize: record.crewSize,
    preferredCollectors: preferred.map((collector) => collector.id),
    excludedCollectors: [],
    stopFlag: record.stopFlag,
    appointment: record.appointment ? { start: record.appointment.start, end: record.appointment.end } : null,
    locked: record.lockedCrewDay && crewDayKeys.has(record.lockedCrewDay) ? record.lockedCrewDay : null,
    previous: previous.get(record.visitId) ?? null,
    addressKind: record.address.kind as 'home',
    product: record.product,
    daysPastDue: record.dpd,
    // the call in which the visit was agreed told her of it
    grounds: { ...(record.appointment ? { noticeAt: record.appointment.agreedAt } : {}), ...grounds },
  }
}

/**
 * @param versionId a version of the week to read in place of the one that stands
 * @throws RefusalError week-without-collectors, week-without-cases, region-missing
 */
export async function loadWeekInputs(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  versionId?: string,
): Promise<WeekInputs> {
  const reader = context.deps.database.reader
  if (!branch.region_id) throw new RefusalError('region-missing', { region: branch.name })
  const zone = branch.time_zone
  // first, so that whatever is written while the rest is being read is noticed
  const stamp = await branchStamp(reader, branch.id)
  const pack = await branchRules(reader, branch)
  const [holidays, grounds, collectors, records, calls, done, stored, now, travel] = await Promise.all([
    branchHolidays(reader, branch, pack, week),
    groundsByVisit(reader, branch.id),
    collectorViews(reader, branch.id),
    visitRecords(reader, branch.id),
    attempts(reader, branch.id),
    outcomes(reader, branch.id),
    versionId ? loadVersion(reader, versionId) : currentVersion(reader, branch.id, week),
    branchNow(context.deps, branch),
    travelSettings(reader, branch.id),
  ])
  if (collectors.length === 0) throw new RefusalError('week-without-collectors', { week })
  const { crewDays, notes } = crewDaysOfWeek({
    collectors: collectors.map(toPlanCollector),
    weekStart: week,
    holidays,
    requiredCrewSize: crewSizeRequired(pack).hard,
  })
  const last = weekDates(week).at(-1)!
  // a follow-up of a later week is no concern of this one
  const due = records.filter(
    (record) =>
      record.current &&
      record.status === 'due' &&
      record.caseStatus === 'open' &&
      (record.notBefore === null || record.notBefore <= last),
  )
  if (due.length === 0) throw new RefusalError('week-without-cases', { week })
  const versions = stored ? await versionsOf(reader, stored.version.plan_id) : []
  const keys = new Set(crewDays.map((day) => day.key))
  const colours = new Map<string, number>()
  for (const day of [...crewDays].sort((a, b) => (a.crewName < b.crewName ? -1 : 1)))
    if (!colours.has(day.crewName)) colours.set(day.crewName, colours.size)
  const read: WeekInputs = {
    week,
    zone,
    regionId: branch.region_id,
    pack,
    holidays,
    collectors,
    crewDays,
    notes,
    colours,
    records: new Map(records.map((record) => [record.visitId, record])),
    visits: due.map((record) =>
      toPlanVisit(record, collectors, keys, new Map(), grounds.get(record.visitId), branch.parking_minutes),
    ),
    attempts: contactsByVisit(due, records, calls, done),
    calls,
    done,
    grounds,
    stored: null,
    before: null,
    nowEpoch: now.getTime() / 1000,
    travel,
    standingTravel: null,
    visited: new Set(done.map((row) => row.visit_id)),
    handedOut: versions.some((version) => version.published_at !== null),
    settled: new Map(),
    stamp,
  }
  return stored ? onVersion(read, stored, stamp) : read
}

/** The same week on a version of its plan; what was read beside the plan stays as it is. */
export function onVersion(inputs: WeekInputs, stored: StoredVersion, stamp: string): WeekInputs {
  const places = new Map(stored.stops.map((stop) => [stop.visit_id, stop]))
  const settled = settledStops(stored, inputs.done, inputs.zone, inputs.nowEpoch)
  return {
    ...inputs,
    visits: inputs.visits.map((visit) => standingAt(visit, places.get(visit.id))),
    stored,
    before: storedWeekPlan(stored, inputs.records.values(), inputs.zone, inputs.week),
    standingTravel: planTravelOf(stored.version).settings,
    settled: new Map(settled.map((stop) => [stop.visitId, stop])),
    stamp,
  }
}

/** The visit with the place that a plan gives it; itself, where it has that already. */
function standingAt(visit: PlanVisit, stop: StopRow | undefined): PlanVisit {
  const { previous } = visit
  if (previous?.crewDayKey === stop?.crew_day_key && previous?.arrival === stop?.arrival) return visit
  return { ...visit, previous: stop ? { crewDayKey: stop.crew_day_key, arrival: stop.arrival } : null }
}

/**
 * Stops of the plan that stands which have an outcome of their own day, and those whose hour has gone by: nobody was
 * told that such a visit failed, so it waits for its outcome where it is. One that was made on another day than the
 * plan's is not to be made again, and leaves the plan unless its hour has gone by too.
 */
function settledStops(
  stored: StoredVersion,
  done: readonly OutcomeRow[],
  zone: string,
  nowEpoch: number,
): SettledStop[] {
  const outcomeOf = new Map(done.map((row) => [row.visit_id, row]))
  const dates = new Map(stored.crewDays.map((day) => [day.key, day.date]))
  return stored.stops.flatMap((stop) => {
    if (stop.lon === null || stop.lat === null) return []
    const begins = epochOf(stop.arrival) + stop.waiting_seconds
    const settled = (epoch: number): SettledStop[] => {
      const left = clockAt(epoch, zone)
      return left.date === dates.get(stop.crew_day_key)
        ? [
            {
              visitId: stop.visit_id,
              crewDayKey: stop.crew_day_key,
              lonLat: [stop.lon!, stop.lat!],
              leftMinutes: left.minutes,
            },
          ]
        : []
    }
    const outcome = outcomeOf.get(stop.visit_id)
    const made = outcome
      ? settled(
          outcome.left_at
            ? epochOf(outcome.left_at)
            : epochOf(outcome.visited_at) + epochOf(stop.departure) - begins,
        )
      : []
    return made.length > 0 || begins > nowEpoch ? made : settled(epochOf(stop.departure))
  })
}

const minutesBetween = (start: string, end: string) => (Date.parse(end) - Date.parse(start)) / 60_000

function storedCrewDay(row: CrewDayRow): CrewDay {
  const start: LonLat | null =
    row.start_lon !== null && row.start_lat !== null ? [row.start_lon, row.start_lat] : null
  const collectorIds = parseJson<string[]>(row.collector_ids) ?? []
  return {
    key: row.key,
    date: row.date,
    crewName: row.crew_name,
    collectorIds,
    skills: [],
    mode: row.mode as TravelMode,
    shift: { fromMinutes: 0, toMinutes: minutesBetween(row.shift_start, row.shift_end) },
    lunch: null,
    start,
    end: row.end_lon !== null && row.end_lat !== null ? [row.end_lon, row.end_lat] : null,
    maxVisits: null,
    size: collectorIds.length,
    overtimeMinutes: 0,
  }
}

/** A stored version as a plan that the core can compare with and start from. */
export function storedWeekPlan(
  stored: StoredVersion,
  records: Iterable<VisitRecord>,
  zone: string,
  week: string,
): WeekPlan {
  const caseNos = new Map<string, string>()
  for (const record of records) caseNos.set(record.visitId, record.caseNo)
  const stopsOf = Map.groupBy(stored.stops, (stop) => stop.crew_day_key)
  const crewDays = stored.crewDays.map((row): PlannedCrewDay => ({
    ...emptyDay(storedCrewDay(row)),
    lunchAt: row.lunch_start && row.lunch_end ? { start: row.lunch_start, end: row.lunch_end } : null,
    endsAt: row.ends_at,
    travelSeconds: row.travel_seconds,
    metres: row.metres,
    waitingSeconds: row.waiting_seconds,
    serviceSeconds: row.service_seconds,
    stops: (stopsOf.get(row.key) ?? []).map((stop, index) => ({
      visitId: stop.visit_id,
      caseNo: caseNos.get(stop.visit_id) ?? '',
      order: index + 1,
      arrival: stop.arrival,
      departure: stop.departure,
      arrivalEpoch: Date.parse(stop.arrival) / 1000,
      departureEpoch: Date.parse(stop.departure) / 1000,
      waitingSeconds: stop.waiting_seconds,
      travelSeconds: stop.travel_seconds,
      metres: stop.metres,
      serviceSeconds: (Date.parse(stop.departure) - Date.parse(stop.arrival)) / 1000 - stop.waiting_seconds,
    })),
  }))
  const totals = parseJson<WeekPlan['totals']>(stored.version.totals)
  return {
    weekStart: week,
    zone,
    crewDays,
    unplanned: [],
    totals: totals ?? {
      planned: stored.stops.length,
      unplanned: 0,
      confirmed: 0,
      travelSeconds: 0,
      metres: 0,
      waitingSeconds: 0,
      serviceSeconds: 0,
      priorityServed: 0,
      priorityTotal: 0,
    },
  }
}

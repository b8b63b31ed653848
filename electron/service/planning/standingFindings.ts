import { findings } from '../../../shared/core/compliance/findings.ts'
import type { RuleFacts } from '../../../shared/model/ruleFacts.ts'
import type { FindingView } from '../../../shared/contract/week.ts'
import type { RuleBook } from '../../../shared/core/compliance/book.ts'
import type { Holidays, PlannedCrewDay, RuleGrounds } from '../../../shared/model/week.ts'
import type { RequestContext } from '../context.ts'
import { visitRecords, type VisitRecord } from '../database/stores/cases.ts'
import { attempts, outcomes } from '../database/stores/facts.ts'
import { currentVersion, type StoredVersion } from '../database/stores/plans.ts'
import { adjustments, groundsByVisit, packKeysOf } from '../database/stores/rules.ts'
import type { BranchRow, CallAttemptRow, OutcomeRow } from '../database/tables.ts'
import { branchHolidays, branchRules } from '../rules.ts'
import { branchNow } from '../scope.ts'
import { contactsByVisit } from './contacts.ts'
import { findingViews } from './saveVersion.ts'
import { storedWeekPlan, toPlanVisit } from './weekInputs.ts'

/** What rules ask about, beside the plan. */
export interface FindingGrounds {
  zone: string
  rules: RuleBook | null
  holidays: Holidays
  records: readonly VisitRecord[]
  calls: readonly CallAttemptRow[]
  done: readonly OutcomeRow[]
  grounds: ReadonlyMap<string, RuleGrounds>
  now: Date
}

export async function findingGrounds(
  { deps }: RequestContext,
  branch: BranchRow,
  week: string,
  records: readonly VisitRecord[],
): Promise<FindingGrounds> {
  const reader = deps.database.reader
  const rules = await branchRules(reader, branch)
  const [holidays, calls, done, grounds, now] = await Promise.all([
    branchHolidays(reader, branch, rules, week),
    attempts(reader, branch.id),
    outcomes(reader, branch.id),
    groundsByVisit(reader, branch.id),
    branchNow(deps, branch),
  ])
  return { zone: branch.time_zone, rules, holidays, records, calls, done, grounds, now }
}

/**
 * What the rules say today against a plan, whatever they said when it was made: a pack may have been added, a holiday
 * come in, a call been made. What is over cannot be mended, and stops stand beside (`overSince`).
 */
export function findingsToday(week: string, stored: StoredVersion, grounds: FindingGrounds): FindingView[] {
  const { plan, visits, contacts } = standingOf(week, stored, grounds)
  const now = grounds.now.getTime() / 1000
  const ahead: PlannedCrewDay[] = plan.crewDays.map((day) => ({
    ...day,
    stops: day.stops.filter(
      (stop) => stop.departureEpoch > now && visits.get(stop.visitId)?.stopFlag === null,
    ),
  }))
  return findingViews(
    findings({
      pack: grounds.rules,
      plan: { ...plan, crewDays: ahead },
      visits: [...visits.values()],
      holidays: grounds.holidays,
      attempts: contacts,
    }),
  )
}

/** The plan as rules look at it: what was made is a try that counts, and no stop any more. */
function standingOf(week: string, stored: StoredVersion, from: FindingGrounds) {
  const visited = new Set(from.done.map((row) => row.visit_id))
  const planned = new Set(stored.stops.map((stop) => stop.visit_id))
  const due = from.records.filter((record) => planned.has(record.visitId) && !visited.has(record.visitId))
  const visits = new Map(
    due.map((record) => [
      record.visitId,
      toPlanVisit(record, [], new Set(), new Map(), from.grounds.get(record.visitId)),
    ]),
  )
  const plan = storedWeekPlan(stored, from.records, from.zone, week)
  for (const day of plan.crewDays) day.stops = day.stops.filter((stop) => visits.has(stop.visitId))
  return { plan, visits, contacts: contactsByVisit(due, from.records, from.calls, from.done) }
}

/** The plan that stands and all that rules ask about it, for files and the command line; without a plan no stops. */
export async function ruleFacts(
  context: RequestContext,
  branch: BranchRow,
  week: string,
): Promise<RuleFacts> {
  const reader = context.deps.database.reader
  const stored = await currentVersion(reader, branch.id, week)
  const facts = {
    week,
    timeZone: branch.time_zone,
    packs: packKeysOf(branch),
    actor: branch.actor as RuleFacts['actor'],
    adjustments: (await adjustments(reader, branch.id)).map(({ id: _, ...word }) => word),
  }
  if (!stored) {
    const rules = await branchRules(reader, branch)
    return { ...facts, holidays: await branchHolidays(reader, branch, rules, week), crewDays: [], visits: [] }
  }
  const records = await visitRecords(reader, branch.id)
  const grounds = await findingGrounds(context, branch, week, records)
  const { plan, visits, contacts } = standingOf(week, stored, grounds)
  return {
    ...facts,
    holidays: grounds.holidays,
    crewDays: plan.crewDays.map((day) => ({
      key: day.key,
      date: day.date,
      crewName: day.crewName,
      people: day.collectorIds.length,
      stops: day.stops.map(({ caseNo, arrival, departure, serviceSeconds }) => ({
        caseNo,
        arrival,
        departure,
        serviceSeconds,
      })),
    })),
    visits: [...visits.values()].map((visit) => ({
      caseNo: visit.caseNo,
      product: visit.product ?? null,
      daysPastDue: visit.daysPastDue ?? null,
      addressKind: visit.addressKind ?? 'other',
      stopFlag: visit.stopFlag,
      appointment: visit.appointment && { start: visit.appointment.start, end: visit.appointment.end },
      grounds: visit.grounds ?? {},
      contacts: [...(contacts.get(visit.id) ?? [])],
    })),
  }
}

import { findings } from '../../../shared/core/compliance/findings.ts'
import type { RuleFacts } from '../../../shared/model/ruleFacts.ts'
import type { FindingView } from '../../../shared/contract/week.ts'
import type { PlannedCrewDay } from '../../../shared/model/week.ts'
import type { RequestContext } from '../context.ts'
import { visitRecords, type VisitRecord } from '../database/stores/cases.ts'
import { attempts, outcomes } from '../database/stores/facts.ts'
import { currentVersion, type StoredVersion } from '../database/stores/plans.ts'
import { adjustments, groundsByVisit, packKeysOf } from '../database/stores/rules.ts'
import type { BranchRow } from '../database/tables.ts'
import { branchHolidays, branchRules } from '../rules.ts'
import { branchNow } from '../scope.ts'
import { contactsByVisit } from './contacts.ts'
import { findingViews } from './saveVersion.ts'
import { storedWeekPlan, toPlanVisit } from './weekInputs.ts'

/**
 * What the rules say today against the plan that stands, whatever they said when it was made: a pack may have been
 * added, a holiday come in, a call been made. What is over cannot be mended, and stops stand beside (`overSince`).
 */
export async function standingFindings(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  stored: StoredVersion,
  records: VisitRecord[],
): Promise<FindingView[]> {
  const { rules, holidays, plan, visits, contacts } = await readStanding(
    context,
    branch,
    week,
    stored,
    records,
  )
  const now = (await branchNow(context.deps, branch)).getTime() / 1000
  const ahead: PlannedCrewDay[] = plan.crewDays.map((day) => ({
    ...day,
    stops: day.stops.filter(
      (stop) => stop.departureEpoch > now && visits.get(stop.visitId)?.stopFlag === null,
    ),
  }))
  return findingViews(
    findings({
      pack: rules,
      plan: { ...plan, crewDays: ahead },
      visits: [...visits.values()],
      holidays,
      attempts: contacts,
    }),
  )
}

async function readStanding(
  { deps }: RequestContext,
  branch: BranchRow,
  week: string,
  stored: StoredVersion,
  records: VisitRecord[],
) {
  const reader = deps.database.reader
  const rules = await branchRules(reader, branch)
  const [holidays, calls, done, grounds] = await Promise.all([
    branchHolidays(reader, branch, rules, week),
    attempts(reader, branch.id),
    outcomes(reader, branch.id),
    groundsByVisit(reader, branch.id),
  ])
  const visited = new Set(done.map((row) => row.visit_id))
  const planned = new Set(stored.stops.map((stop) => stop.visit_id))
  // a visit that was made is no finding any more, but a try that counts
  const due = records.filter((record) => planned.has(record.visitId) && !visited.has(record.visitId))
  const visits = new Map(
    due.map((record) => [
      record.visitId,
      toPlanVisit(record, [], new Set(), new Map(), grounds.get(record.visitId)),
    ]),
  )
  const plan = storedWeekPlan(stored, records, branch.time_zone, week)
  for (const day of plan.crewDays) day.stops = day.stops.filter((stop) => visits.has(stop.visitId))
  return { rules, holidays, plan, visits, contacts: contactsByVisit(due, records, calls, done) }
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
  const { holidays, plan, visits, contacts } = await readStanding(context, branch, week, stored, records)
  return {
    ...facts,
    holidays,
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

import type { PlanDiff, PlanView } from '../../../shared/contract/week.ts'
import type { ComparedVersion, VersionRow } from '../../../shared/contract/versions.ts'
import { fairnessOf } from '../../../shared/core/lib/fairness.ts'
import { diffPlans } from '../../../shared/core/plan/diff.ts'
import type { RequestContext } from '../context.ts'
import { visitRecords } from '../database/stores/cases.ts'
import { parseJson } from '../database/stores/json.ts'
import { findPlan, versionsOf, type StoredVersion } from '../database/stores/plans.ts'
import type { BranchRow } from '../database/tables.ts'
import { fingerprintOf } from '../planning/fingerprint.ts'
import { diffView } from '../planning/saveVersion.ts'
import { findingGrounds, findingsToday } from '../planning/standingFindings.ts'
import { versionOfWeek } from '../planning/versions.ts'
import { loadWeekInputs, storedWeekPlan } from '../planning/weekInputs.ts'
import { crewDayViews, doneVisits, emptyTotals, versionView } from './plan.ts'

/** Every version of the week, newest first. */
export async function versionRows(
  { deps }: RequestContext,
  branch: BranchRow,
  week: string,
): Promise<VersionRow[]> {
  const plan = await findPlan(deps.database.reader, branch.id, week)
  if (!plan) return []
  const rows = await versionsOf(deps.database.reader, plan.id)
  const names = new Map(rows.map((row) => [row.id, versionView(row).name]))
  return rows
    .map((row) => {
      const totals = parseJson<PlanView['totals']>(row.totals) ?? emptyTotals
      return {
        ...versionView(row),
        line: row.name,
        revision: row.revision,
        basedOn: row.based_on ? (names.get(row.based_on) ?? null) : null,
        current: row.id === plan.current_version_id,
        unplanned: totals.unplanned,
        hardFindings: totals.hardFindings,
        softFindings: totals.softFindings,
      }
    })
    .reverse()
}

/** Two versions side by side, each with its figures and the findings of today, and what `b` has otherwise than `a`. */
export async function comparedVersions(
  context: RequestContext,
  branch: BranchRow,
  { week, a, b }: { week: string; a: string; b: string },
): Promise<{ a: ComparedVersion; b: ComparedVersion; diff: PlanDiff }> {
  const [first, second] = [
    (await versionOfWeek(context, branch, { week, versionId: a })).version,
    (await versionOfWeek(context, branch, { week, versionId: b })).version,
  ]
  const [records, done, inputs] = await Promise.all([
    visitRecords(context.deps.database.reader, branch.id),
    doneVisits(context, branch),
    loadWeekInputs(context, branch, week),
  ])
  const visits = new Map(records.map((record) => [record.visitId, record]))
  const grounds = await findingGrounds(context, branch, week, records)
  const compared = (stored: StoredVersion): ComparedVersion => {
    const crewDays = crewDayViews(stored, visits, done, branch.time_zone)
    const found = findingsToday(week, stored, grounds)
    const busy = new Map<string, number>()
    for (const day of crewDays)
      for (const collector of day.collectorIds)
        busy.set(
          collector,
          (busy.get(collector) ?? 0) + day.travelSeconds + day.serviceSeconds + day.waitingSeconds,
        )
    const hardFindings = found.filter((finding) => finding.hard).length
    return {
      version: versionView(stored.version),
      totals: {
        ...(parseJson<PlanView['totals']>(stored.version.totals) ?? emptyTotals),
        confirmed: crewDays.reduce((sum, day) => sum + day.stops.filter((stop) => stop.confirmed).length, 0),
        hardFindings,
        softFindings: found.length - hardFindings,
      },
      crewDays,
      findings: found,
      fairness: fairnessOf([...busy.values()]),
      fingerprint: fingerprintOf(stored),
    }
  }
  const plans = [first, second].map((stored) => storedWeekPlan(stored, records, branch.time_zone, week))
  return {
    a: compared(first),
    b: compared(second),
    diff: diffView(diffPlans(plans[0]!, plans[1]!, inputs.visits), inputs),
  }
}

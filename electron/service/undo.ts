import { RefusalError } from '../../shared/model/refusal.ts'
import type { RequestContext } from './context.ts'
import type { Reader } from './database/open.ts'
import type { Direction, StepAnswer } from './database/steps.ts'
import { findBranch } from './database/stores/branches.ts'
import { currentVersion, plansOf } from './database/stores/plans.ts'
import type { BranchRow } from './database/tables.ts'
import { agreesWithFacts } from './planning/agrees.ts'
import { saveVersion } from './planning/saveVersion.ts'
import { onStandingPlan } from './planning/standing.ts'
import { repairWeek } from './planning/week.ts'
import { loadWeekInputs, type WeekInputs } from './planning/weekInputs.ts'

/**
 * Undo and redo. A step is taken back, the facts that came after it are not: where the plan that the step turns back to
 * no longer agrees with them (a borrower was stopped since), it is mended in the same step.
 */
export function stepThroughHistory(
  context: RequestContext,
  branch: BranchRow,
  direction: Direction,
  entryId: string | null,
): Promise<StepAnswer> {
  const { deps, actor } = context
  return onStandingPlan(deps, branch.id, async () => {
    const astray = await deps.changes.rehearse(actor, branch.id, direction, entryId, (reader, planIds) =>
      astrayAfter(context, branch, reader, planIds),
    )
    const mended = await Promise.all((astray ?? []).map((inputs) => mend(context, inputs)))
    return deps.changes.step(actor, branch.id, direction, {
      entryId,
      ...(astray?.[0] ? { standing: astray[0].stamp } : {}),
      mend: async (tx) => {
        for (const [index, version] of mended.entries())
          if (version) await saveVersion(tx, branch, astray![index], version)
      },
    })
  })
}

/** The weeks whose plan would not agree with what is known, as they would be. */
async function astrayAfter(
  context: RequestContext,
  branch: BranchRow,
  reader: Reader,
  planIds: string[],
): Promise<WeekInputs[]> {
  const { deps } = context
  const there = { ...context, deps: { ...deps, database: { ...deps.database, reader } } }
  const then = (await findBranch(reader, branch.id)) ?? branch
  const astray: WeekInputs[] = []
  for (const plan of await plansOf(reader, branch.id)) {
    if (!planIds.includes(plan.id) || plan.current_version_id === null) continue
    const standing = await currentVersion(deps.database.reader, branch.id, plan.week)
    try {
      const inputs = await loadWeekInputs(there, then, plan.week)
      if (!agreesWithFacts(inputs, new Set(standing?.stops.map((stop) => stop.visit_id)))) astray.push(inputs)
    } catch (error) {
      // a week that cannot be planned any more (nobody to visit, its region gone) cannot be mended either
      if (!(error instanceof RefusalError)) throw error
    }
  }
  return astray
}

/** Null where it cannot be mended: the step is taken all the same, and the plan says what is wrong with it. */
async function mend(context: RequestContext, inputs: WeekInputs) {
  try {
    return await repairWeek(context, inputs, inputs.visits)
  } catch (error) {
    if (error instanceof RefusalError) return null
    throw error
  }
}

import type { PlanChange } from '../../shared/contract/planChange.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { RequestContext } from './context.ts'
import type { Reader } from './database/open.ts'
import type { Direction, StepAnswer } from './database/steps.ts'
import { findBranch } from './database/stores/branches.ts'
import { currentVersion, loadVersion, plansOf } from './database/stores/plans.ts'
import type { BranchRow } from './database/tables.ts'
import { agreesWithFacts } from './planning/agrees.ts'
import { saveVersion } from './planning/saveVersion.ts'
import { onStandingPlan } from './planning/standing.ts'
import { repairWeek } from './planning/week.ts'
import { loadWeekInputs, onVersion, type WeekInputs } from './planning/weekInputs.ts'
import { weekToRead, weekTurned } from './planning/weekDesk.ts'
import { planChange } from './views/planChange.ts'

/** An answer, and what it made of the plan where that turned to another version and nothing else happened. */
export interface Stepped {
  answer: StepAnswer
  change: PlanChange | null
}

/** What the rehearsal of a step shows. */
interface Rehearsed {
  /** weeks whose plan would not agree with what is known, as they would be */
  astray: WeekInputs[]
  /** the one week that the step turns to another version, as it stands and as it would; null: it does more than that */
  turn: { before: WeekInputs; after: WeekInputs } | null
}

/**
 * Undo and redo. A step is taken back, the facts that came after it are not: where the plan that the step turns back to
 * no longer agrees with them (a borrower was stopped since), it is mended in the same step.
 */
export function stepThroughHistory(
  context: RequestContext,
  branch: BranchRow,
  direction: Direction,
  entryId: string | null,
): Promise<Stepped> {
  const { deps, actor } = context
  return onStandingPlan(deps, branch.id, async () => {
    const seen = await deps.changes.rehearse(actor, branch.id, direction, entryId, (reader, turned) =>
      rehearsed(context, branch, reader, turned),
    )
    const astray = seen?.astray ?? []
    const turn = seen?.turn ?? null
    const mended = await Promise.all(astray.map((inputs) => mend(context, inputs)))
    let stamp = ''
    const answer = await deps.changes.step(actor, branch.id, direction, {
      entryId,
      ...(astray[0] ? { standing: astray[0].stamp } : turn ? { standing: turn.before.stamp } : {}),
      stamped: (now) => (stamp = now),
      mend: async (tx) => {
        for (const [index, version] of mended.entries())
          if (version) await saveVersion(tx, branch, astray[index], version)
      },
    })
    if (answer.kind !== 'done' || !turn || astray.length > 0) return { answer, change: null }
    const { before, after } = turn
    const stands = weekTurned(context, branch, before, after.stored!, stamp)
    return { answer, change: await planChange(context, branch.id, before, stands) }
  })
}

async function rehearsed(
  context: RequestContext,
  branch: BranchRow,
  reader: Reader,
  { planIds, only }: { planIds: string[]; only: boolean },
): Promise<Rehearsed> {
  const turn = only ? await turnOf(context, branch, reader, planIds) : null
  if (!turn) return { astray: await astrayAfter(context, branch, reader, planIds), turn: null }
  const placed = new Set(turn.before.stored?.stops.map((stop) => stop.visit_id))
  return { astray: agreesWithFacts(turn.after, placed) ? [] : [turn.after], turn }
}

/** Null where it is not the week of the branch that turns, or there is no plan on one side. */
async function turnOf(
  context: RequestContext,
  branch: BranchRow,
  reader: Reader,
  planIds: string[],
): Promise<Rehearsed['turn']> {
  const plan = (await plansOf(reader, branch.id)).find((one) => one.id === planIds[0])
  if (planIds.length !== 1 || plan?.week !== branch.week || !plan.current_version_id) return null
  const stored = await loadVersion(reader, plan.current_version_id)
  try {
    const before = await weekToRead(context, branch, plan.week)
    return stored && before.stored ? { before, after: onVersion(before, stored, before.stamp) } : null
  } catch (error) {
    // what cannot be read as a week is told by the way that looks at every plan
    if (error instanceof RefusalError) return null
    throw error
  }
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

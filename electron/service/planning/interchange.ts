import { withMatrices } from '../../../shared/core/exchange/withMatrices.ts'
import { warmStartOf } from '../../../shared/core/plan/assemble.ts'
import { writeSolution } from '../../../shared/core/optimiser/solution.ts'
import type { Problem, Solution } from '../../../shared/model/problem.ts'
import type { ReasonCode } from '../../../shared/model/reasons.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'
import type { WorkReport } from '../work.ts'
import { prepareWeek } from './week.ts'
import { loadWeekInputs } from './weekInputs.ts'

/**
 * The week and the plan that stands as VROOM's problem and solution: for another optimiser, for `roundsman check`, or
 * for a colleague. Matrices are inside; a job's `description` is its case number. What is planned already costs
 * nothing to change here: the problem tells the week, not its history.
 * @throws RefusalError plan-missing
 */
export async function weekInterchange(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  report: Pick<WorkReport<never>, 'progress' | 'signal'>,
): Promise<{ problem: Problem; solution: Solution }> {
  const inputs = await loadWeekInputs(context, branch, week)
  if (!inputs.before) throw new RefusalError('plan-missing', { week })
  const visits = inputs.visits.map((visit) => ({ ...visit, previous: null }))
  const { assembled, problem } = await prepareWeek(context, inputs, visits, report)
  const reasons = new Map(
    (inputs.stored?.unplanned ?? []).map((row) => [row.visit_id, row.reason as ReasonCode]),
  )
  const solution = writeSolution(
    problem,
    warmStartOf(assembled, inputs.before),
    (job) => reasons.get(assembled.visits[job - 1]!.id) ?? 'visit-does-not-fit',
  )
  return { problem: withMatrices(problem), solution }
}

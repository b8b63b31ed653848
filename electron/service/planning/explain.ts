import type { Solution } from '../../../shared/model/problem.ts'
import type { Unplanned } from '../../../shared/model/week.ts'
import type { RequestContext } from '../context.ts'
import type { WorkReport } from '../work.ts'
import type { PreparedWeek } from './week.ts'

/** Each takes some hundredths of a second; beyond so many, the least valuable keep the optimiser's own word. */
const mostExplained = 60

/**
 * What is unplanned with the reason found by trying, and the smallest change that admits it. What was refused before
 * the search keeps its own.
 */
export async function explained(
  context: RequestContext,
  { assembled, problem }: PreparedWeek,
  solution: Solution,
  unplanned: Unplanned[],
  report: Pick<WorkReport<never>, 'progress'>,
): Promise<Unplanned[]> {
  const jobIds = solution.unassigned
    .map((job) => job.id)
    .sort((a, b) => assembled.visits[b - 1].priority - assembled.visits[a - 1].priority)
    .slice(0, mostExplained)
  if (jobIds.length === 0) return unplanned
  const answers = await context.deps.pool.run('explain-unplanned', { problem, solution, jobIds }, report)
  const byVisit = new Map(answers.map((answer) => [assembled.visits[answer.jobId - 1].id, answer]))
  return unplanned.map((entry) => {
    const answer = byVisit.get(entry.visitId)
    return answer ? { ...entry, reason: answer.reason, smallestFix: answer.fix ?? entry.smallestFix } : entry
  })
}

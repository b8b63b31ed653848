import { throwIfCancelled } from '../../../shared/core/lib/cancel.ts'
import { whyNot } from '../../../shared/core/advise/whyNot.ts'
import { routesOfSolution } from '../../../shared/core/optimiser/solve.ts'
import type { Problem, Solution } from '../../../shared/model/problem.ts'
import type { Reason } from '../../../shared/model/week.ts'
import type { Job } from '../job.ts'

export interface ExplainInput {
  problem: Problem
  solution: Solution
  /** jobs that are in no route */
  jobIds: number[]
}
export interface Explained {
  jobId: number
  reason: Reason
  /** the smallest change that admits it, tried on the plan; null when none of the small ones does */
  fix: Reason | null
}

/** Why each of these visits is not in the plan, and the least that would admit it. */
export const job: Job<ExplainInput, Explained[]> = {
  run({ problem, solution, jobIds }, { cancel, progress }) {
    const routes = routesOfSolution(solution)
    return jobIds.map((jobId, done) => {
      throwIfCancelled(cancel)
      progress({ stage: 'explain', done, total: jobIds.length })
      const { reason, fixes } = whyNot(problem, routes, jobId)
      const fix = fixes[0]
      return { jobId, reason, fix: fix ? { code: fix.code, params: fix.params } : null }
    })
  },
}

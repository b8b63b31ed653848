import { type WhyNot, whyNot } from '../../../shared/core/advise/whyNot.ts'
import type { RouteList } from '../../../shared/core/optimiser/solution.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import type { Job } from '../job.ts'

/** Why one visit is not in the plan. */
export const job: Job<{ problem: Problem; routes: RouteList; jobId: number }, WhyNot> = {
  run: ({ problem, routes, jobId }) => whyNot(problem, routes, jobId),
}

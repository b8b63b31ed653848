import { type Slot, type SlotCandidate, type SlotOptions, slots } from '../../../shared/core/advise/slots.ts'
import type { RouteList } from '../../../shared/core/optimiser/solution.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import type { Job } from '../job.ts'

export interface SlotsJobInput {
  problem: Problem
  routes: RouteList
  jobId: number
  candidates: SlotCandidate[]
  options?: SlotOptions
}

/** The best lawful windows of one visit. */
export const job: Job<SlotsJobInput, Slot[]> = {
  run: ({ problem, routes, jobId, candidates, options }) =>
    slots(problem, routes, jobId, candidates, options),
}

import * as z from 'zod'
import { id, instant } from './base.ts'

/** One line of what a re-plan changed. */
export const planChange = z.object({
  kind: z.enum(['moved', 'added', 'dropped', 'retimed']),
  visitId: id,
  caseNo: z.string(),
  borrower: z.string(),
  before: z.object({ crewName: z.string(), arrival: instant }).nullable(),
  after: z.object({ crewName: z.string(), arrival: instant }).nullable(),
  /** was told another time before, so must be rung again */
  callAgain: z.boolean(),
})
export type PlanChange = z.infer<typeof planChange>
export const planDiff = z.object({
  changes: z.array(planChange),
  moved: z.number(),
  added: z.number(),
  dropped: z.number(),
  retimed: z.number(),
  callAgain: z.number(),
  /** travel after less travel before */
  travelSecondsDelta: z.number(),
})
export type PlanDiff = z.infer<typeof planDiff>

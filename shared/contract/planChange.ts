import * as z from 'zod'
import { date, id, reason } from './base.ts'
import { crewDayView, finding, planTotals, unplannedView } from './planParts.ts'
import { handedOut, planVersion } from './versions.ts'

/**
 * What a change made of the plan that stood, for whoever shows that plan: crew-days that look otherwise, and what is
 * said of the whole. Everything else of it is as it was.
 */
export const planChange = z.object({
  week: date,
  /** the version that it is a change of */
  from: id,
  version: planVersion,
  versions: z.array(planVersion),
  crewDays: z.array(crewDayView),
  /** those that are in the plan now, or are no longer to be made; and those that came out, or are told otherwise */
  unplanned: z.object({ gone: z.array(id), shown: z.array(unplannedView) }),
  totals: planTotals,
  findings: z.array(finding),
  notes: z.array(reason),
  fingerprint: z.string(),
  handedOut: handedOut.nullable(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type PlanChange = z.infer<typeof planChange>

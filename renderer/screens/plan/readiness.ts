import type { CallRow, PlanView, UnplannedView } from '../../../shared/contract/week.ts'

/** What a week may lack before it goes out, in the order in which it is mended. */
export const lacks = ['unlocated', 'unplanned', 'never-called', 'not-agreed', 'findings'] as const
export type Lack = (typeof lacks)[number]

/** Whether a visit has no place in the plan because its address waits for a person. */
export const waitsForAddress = ({ reason }: Pick<UnplannedView, 'reason'>): boolean =>
  ['location-missing', 'location-too-coarse', 'address-marked-wrong'].includes(reason.code)

/**
 * How many of each are missing; together `unlocated` and `unplanned` are the visits that the board lists as unplanned,
 * `never-called` and `not-agreed` the planned ones without an agreed window.
 */
export function missingOf(plan: PlanView, calls: readonly CallRow[]): Record<Lack, number> {
  const unlocated = plan.unplanned.filter(waitsForAddress).length
  const open = calls.filter((row) => row.appointment === null)
  const called = open.filter((row) => row.attempts > 0).length
  return {
    unlocated,
    unplanned: plan.unplanned.length - unlocated,
    'never-called': open.length - called,
    'not-agreed': called,
    findings: plan.totals.softFindings,
  }
}

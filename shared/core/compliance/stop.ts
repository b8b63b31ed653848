import type { CallResult, OutcomeResult, StopFlag } from '../../model/facts.ts'
import type { ReasonCode } from '../../model/reasons.ts'
import type { Rules } from '../../model/rules.ts'
import { clausesOf } from './pack.ts'

/** The sentence that goes with each flag. */
export const stopReasons = {
  dispute: 'stopped-dispute',
  hardship: 'stopped-hardship',
  vulnerable: 'stopped-vulnerable',
  bereavement: 'stopped-bereavement',
  lawyer: 'stopped-lawyer',
  bankruptcy: 'stopped-bankruptcy',
  deceased: 'stopped-deceased',
  do_not_contact: 'stopped-do-not-contact',
  unsafe: 'stopped-unsafe',
} as const satisfies Record<StopFlag, ReasonCode>

/**
 * Whether the flag stops calls and visits. Every flag does, whatever the pack says and without a pack as well: that
 * is the house rule of Roundsman (compliance.md, domain practice). The clause is the pack's own, where it has one.
 */
export function stopsContact(pack: Rules | null, flag: StopFlag): { rule: string; reason: ReasonCode } {
  const clause = clausesOf(pack, 'stop').find((one) => one.flags?.includes(flag))
  return { rule: clause?.key ?? 'house-stop-flags', reason: stopReasons[flag] }
}

/** The flag that a call's result raises. */
export function flagOfCall(result: CallResult): StopFlag | null {
  if (result === 'dispute' || result === 'hardship' || result === 'deceased') return result
  return null
}

/** The flag that a visit's outcome raises. */
export function flagOfOutcome(result: OutcomeResult): StopFlag | null {
  if (result === 'dispute' || result === 'hardship' || result === 'deceased' || result === 'unsafe')
    return result
  return null
}

import * as z from 'zod'

/** What came of one try to reach the borrower by telephone. */
export const callResults = [
  'confirmed',
  'no_answer',
  'busy',
  'wrong_number',
  'third_party',
  'call_later',
  'refused',
  'dispute',
  'hardship',
  'deceased',
] as const
export const callResult = z.enum(callResults)
export type CallResult = z.infer<typeof callResult>

/**
 * Logged by a slip of the hand it may be taken back on the same day. The others have their own ways back: an appointment
 * and a wrong number are undone, a stop is lifted by a team lead.
 */
const slips: readonly CallResult[] = ['no_answer', 'busy', 'third_party', 'call_later', 'refused']
export const canBeTakenBack = (result: CallResult): boolean => slips.includes(result)

/** What happened at the door. */
export const outcomeResults = [
  'promise',
  'paid',
  'plan_agreed',
  'deferred',
  'refused',
  'not_home',
  'moved',
  'wrong_address',
  'dispute',
  'hardship',
  'deceased',
  'unsafe',
] as const
export const outcomeResult = z.enum(outcomeResults)
export type OutcomeResult = z.infer<typeof outcomeResult>

export const metPersons = ['borrower', 'guarantor', 'family', 'colleague', 'nobody'] as const
export const metPerson = z.enum(metPersons)
export type MetPerson = z.infer<typeof metPerson>

/** Why nobody may call or visit; compliance.md "What every pack can say". */
export const stopFlags = [
  'dispute',
  'hardship',
  'vulnerable',
  'bereavement',
  'lawyer',
  'bankruptcy',
  'deceased',
  'do_not_contact',
  'unsafe',
] as const
export const stopFlag = z.enum(stopFlags)
export type StopFlag = z.infer<typeof stopFlag>

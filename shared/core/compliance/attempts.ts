import type { CallResult, OutcomeResult } from '../../model/facts.ts'
import type { RuleText, Rules } from '../../model/rules.ts'
import { addDays, clockAt, epochAt, epochOf, mondayOf } from '../lib/time.ts'
import { clausesOf, concerns, type Channel, type InForce } from './pack.ts'

/** One try to reach the borrower, by telephone or at the door. */
export interface ContactAttempt {
  /** ISO instant */
  at: string
  channel: Channel
  /** the telephone or person tried; null when not known: it then counts for every contact of the case */
  contactId: string | null
  answered: boolean
  /** spoke with the borrower */
  conversation: boolean
  invalidNumber: boolean
  /** made for another case of the same borrower: counts per telephone and per borrower, not per case */
  otherCase?: boolean
}

/** How a call's result counts. */
export function attemptOfCall(call: {
  at: string
  result: CallResult
  phoneId?: string | null
}): ContactAttempt {
  const { result } = call
  return {
    at: call.at,
    channel: 'call',
    contactId: call.phoneId ?? null,
    answered: result !== 'no_answer' && result !== 'busy',
    conversation:
      result === 'confirmed' ||
      result === 'call_later' ||
      result === 'refused' ||
      result === 'dispute' ||
      result === 'hardship',
    invalidNumber: result === 'wrong_number',
  }
}

/** How a visit's outcome counts. */
export function attemptOfVisit(visit: { at: string; result: OutcomeResult; met?: string }): ContactAttempt {
  const met = visit.met === 'borrower'
  return {
    at: visit.at,
    channel: 'visit',
    contactId: null,
    answered: met,
    conversation: met,
    invalidNumber: false,
  }
}

type AttemptsClause = InForce<'attempts'>

interface Periods {
  /** `[from, until)`, seconds since 1970 */
  spans: [number, number][]
  /** when an attempt is worth trying again once one is full */
  lifts: number
}

const periodsByClause = new WeakMap<AttemptsClause, Map<string, Periods>>()
const epochs = new WeakMap<ContactAttempt, number>()

/** Attempts are looked at once for every stop and clause; their instants are read once. */
function attemptEpoch(attempt: ContactAttempt): number {
  let epoch = epochs.get(attempt)
  if (epoch === undefined) epochs.set(attempt, (epoch = epochOf(attempt.at)))
  return epoch
}

/** The periods that a local date lies in. */
function periods(clause: AttemptsClause, date: string, zone: string): Periods {
  let known = periodsByClause.get(clause)
  if (!known) periodsByClause.set(clause, (known = new Map<string, Periods>()))
  const key = `${zone} ${date}`
  let found = known.get(key)
  if (!found) known.set(key, (found = countPeriods(clause, date, zone)))
  return found
}

function countPeriods(clause: AttemptsClause, date: string, zone: string): Periods {
  const midnight = (day: string) => epochAt(day, 0, zone)
  if (clause.per === 'week') {
    const monday = mondayOf(date)
    const lifts = midnight(addDays(monday, 7))
    return { spans: [[midnight(monday), lifts]], lifts }
  }
  if (clause.per === 'month') {
    const first = date.slice(0, 8) + '01'
    const lifts = midnight(addDays(first, 31).slice(0, 8) + '01')
    return { spans: [[midnight(first), lifts]], lifts }
  }
  // "n in d days" is broken by any d days in a row, so every run that holds this day is looked at
  const days = typeof clause.per === 'object' ? clause.per.rollingDays : 1
  const spans: [number, number][] = []
  for (let start = 1 - days; start <= 0; start++)
    spans.push([midnight(addDays(date, start)), midnight(addDays(date, start + days))])
  return { spans, lifts: midnight(addDays(date, 1)) }
}

export interface Limit {
  clause: AttemptsClause | InForce<'quiet-after-conversation'>
  /** how many there were */
  count: number
  most: number
  /** when to look again: the limit may have lifted */
  lifts: number
}

const counted = (clause: AttemptsClause, attempt: ContactAttempt, contactId: string | null) =>
  concerns(clause, attempt.channel) &&
  (clause.counts === 'all' || (clause.counts === 'answered') === attempt.answered) &&
  (clause.of === 'borrower' ||
    (clause.of === 'case'
      ? !attempt.otherCase
      : contactId === null || attempt.contactId === null || attempt.contactId === contactId))

/**
 * The limit that one more attempt at `epoch` would break, hard ones first; null when none. An attempt that is not
 * known to have been made to another contact counts for this one. Only attempts of the same period count, also those
 * that are dated after `epoch` (imported late): a limit holds whatever order the calls are typed in.
 */
export function limitAgainst(
  pack: Rules | null,
  channel: Channel,
  epoch: number,
  attempts: readonly ContactAttempt[],
  zone: string,
  contactId: string | null = null,
): Limit | null {
  const limits: Limit[] = []
  const counting = clausesOf(pack, 'attempts').filter((clause) => concerns(clause, channel))
  const resting = clausesOf(pack, 'quiet-after-conversation').filter((clause) => concerns(clause, channel))
  if (counting.length + resting.length === 0) return null
  const { date } = clockAt(epoch, zone)
  const times = attempts.map(attemptEpoch)
  for (const clause of counting) {
    const { spans, lifts } = periods(clause, date, zone)
    let count = 0
    for (const [from, until] of spans) {
      let within = 0
      for (let i = 0; i < times.length; i++)
        if (from <= times[i]! && times[i]! < until && counted(clause, attempts[i]!, contactId)) within++
      count = Math.max(count, within)
    }
    if (count >= clause.most!) limits.push({ clause, count, most: clause.most!, lifts })
  }
  for (const clause of resting) {
    let last = -Infinity
    attempts.forEach((attempt, i) => {
      if (attempt.conversation && concerns(clause, attempt.channel) && times[i]! <= epoch)
        last = Math.max(last, times[i]!)
    })
    if (last === -Infinity) continue
    const lifts = epochAt(addDays(clockAt(last, zone).date, clause.days! + 1), 0, zone)
    if (epoch < lifts) limits.push({ clause, count: 1, most: 0, lifts })
  }
  limits.sort(
    (a, b) =>
      Number(b.clause.strength === 'hard') - Number(a.clause.strength === 'hard') || b.lifts - a.lifts,
  )
  return limits[0] ?? null
}

/** Why nobody but the debtor may be spoken to. */
export interface ThirdPartyLimit {
  rule: string
  texts: RuleText
  citation: string
  strength: 'hard' | 'soft'
  /** the guarantor is the one exception */
  guarantor: boolean
}

/**
 * Whether somebody else than the debtor may be asked: never, or not before the debtor counts as unreachable — the last
 * calls all failed, as many as the clause says, or the number turned out to be invalid. The clause that forbids it,
 * one that blocks before one that warns; null when it is permitted.
 */
export function thirdPartyLimit(
  pack: Rules | null,
  attempts: readonly ContactAttempt[],
): ThirdPartyLimit | null {
  const calls = attempts
    .filter((attempt) => attempt.channel === 'call')
    .sort((a, b) => epochOf(a.at) - epochOf(b.at))
  const against = clausesOf(pack, 'third-party').filter(
    (clause) => clause.allowed !== 'when-unreachable' || !unreachable(clause, calls),
  )
  const clause = against.find(({ strength }) => strength === 'hard') ?? against[0]
  if (!clause) return null
  const { key, texts, citation, strength, allowed } = clause
  return { rule: key, texts, citation, strength, guarantor: allowed === 'guarantor-only' }
}

function unreachable(clause: InForce<'third-party'>, calls: ContactAttempt[]): boolean {
  if (clause.unreachableWhenInvalidNumber && calls.at(-1)?.invalidNumber) return true
  const failures = clause.unreachableAfterFailures
  if (failures === undefined) return false
  const tail = calls.slice(-failures)
  return (
    tail.length >= failures &&
    tail.every((call) => !call.conversation && (!call.answered || call.invalidNumber))
  )
}

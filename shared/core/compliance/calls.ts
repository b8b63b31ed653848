import type { StopFlag } from '../../model/facts.ts'
import type { RuleText, RulePack } from '../../model/rules.ts'
import type { Holidays, Reason } from '../../model/week.ts'
import { addDays, clockAt, clockOfMinutes, epochAt, epochOf } from '../lib/time.ts'
import { limitAgainst, type ContactAttempt, type Limit } from './attempts.ts'
import { hoursClauseAgainst, permittedSpans, secondsOutside } from './hours.ts'
import { clausesOf, type Channel } from './pack.ts'
import { stopsContact } from './stop.ts'

/** What is known of a borrower when the question is whether she may be contacted. */
export interface ContactState {
  attempts: readonly ContactAttempt[]
  flags: readonly StopFlag[]
  zone: string
  holidays: Holidays
  /** the telephone that would be called; limits "per contact" count for it */
  contactId?: string | null
  /** the borrower agreed to another hour, on record */
  consentOutsideHours?: boolean
}

/** Why contact is not permitted: the clause, its sentence, and what the pack itself says about it. */
export interface RuleRefusal {
  /** key of the clause, or `house-stop-flags` */
  rule: string
  reason: Reason
  /** what the pack tells a person; null for a house rule */
  texts: RuleText | null
  citation: string | null
}
export type Permission =
  /** `warnings`: soft clauses that bite */
  { ok: true; warnings: RuleRefusal[] } | { ok: false; refusal: RuleRefusal }

function limitReason(channel: Channel, limit: Limit): Reason {
  if (limit.clause.kind === 'quiet-after-conversation')
    return { code: 'rule-quiet-period', params: { days: limit.clause.days! } }
  return {
    code: channel === 'call' ? 'rule-call-attempts' : 'rule-visit-attempts',
    params: { count: limit.count, most: limit.most },
  }
}

function hoursReason(pack: RulePack | null, channel: Channel, epoch: number, state: ContactState): Reason {
  const { date, minutes } = clockAt(epoch, state.zone)
  const spans = permittedSpans(pack, channel, date, state.holidays)
  if (spans.length === 0)
    return { code: channel === 'call' ? 'rule-call-day' : 'rule-visit-day', params: { date } }
  return {
    code: channel === 'call' ? 'rule-call-hours' : 'rule-visit-hours',
    params: {
      time: clockOfMinutes(minutes),
      hours: spans.map((s) => `${clockOfMinutes(s.fromMinutes)}–${clockOfMinutes(s.toMinutes)}`).join(', '),
    },
  }
}

/** Whether the pack permits a contact at `epoch` (seconds since 1970). Stop flags come first, and bind without a pack. */
export function contactPermitted(
  pack: RulePack | null,
  channel: Channel,
  epoch: number,
  state: ContactState,
): Permission {
  for (const flag of state.flags) {
    const { rule, reason } = stopsContact(pack, flag)
    return { ok: false, refusal: { rule, reason: { code: reason }, texts: null, citation: null } }
  }
  const warnings: RuleRefusal[] = []
  const hours = hoursClauseAgainst(pack, channel, epoch, state.zone, state.holidays, {
    consent: state.consentOutsideHours ?? false,
  })
  if (hours) {
    const refusal = {
      rule: hours.key,
      reason: hoursReason(pack, channel, epoch, state),
      texts: hours.texts,
      citation: hours.citation,
    }
    if (hours.strength === 'hard') return { ok: false, refusal }
    warnings.push(refusal)
  }
  const limit = limitAgainst(pack, channel, epoch, state.attempts, state.zone, state.contactId ?? null)
  if (limit) {
    const refusal = {
      rule: limit.clause.key,
      reason: limitReason(channel, limit),
      texts: limit.clause.texts,
      citation: limit.clause.citation,
    }
    if (limit.clause.strength === 'hard') return { ok: false, refusal }
    warnings.push(refusal)
  }
  return { ok: true, warnings }
}

/** Whether the borrower may be called at `epoch`. */
export function callPermitted(pack: RulePack | null, epoch: number, state: ContactState): Permission {
  return contactPermitted(pack, 'call', epoch, state)
}

/**
 * The first instant from `fromEpoch` on at which a call is permitted, as things stand now; null when a stop flag
 * forbids every call, or when none is permitted within `withinDays`.
 */
export function nextPermittedCall(
  pack: RulePack | null,
  fromEpoch: number,
  state: ContactState,
  withinDays = 62,
): number | null {
  if (state.flags.length > 0) return null
  const until = fromEpoch + withinDays * 86_400
  let at = fromEpoch
  while (at <= until) {
    const answer = callPermitted(pack, at, state)
    if (answer.ok) return at
    const limit = limitAgainst(pack, 'call', at, state.attempts, state.zone, state.contactId ?? null)
    const next =
      limit && limit.clause.strength === 'hard' && limit.clause.key === answer.refusal.rule
        ? limit.lifts
        : nextSpanStart(pack, at, state)
    // every step must move on, or the search would stand still on a pack that permits nothing
    at = Math.max(next, at + 60)
  }
  return null
}

/** The next instant after `epoch` at which a span of permitted hours begins; the next midnight where the day has none left. */
function nextSpanStart(pack: RulePack | null, epoch: number, state: ContactState): number {
  const { date } = clockAt(epoch, state.zone)
  const options = { consent: state.consentOutsideHours ?? false }
  for (const span of permittedSpans(pack, 'call', date, state.holidays, options)) {
    const start = epochAt(date, span.fromMinutes, state.zone)
    if (start > epoch) return start
  }
  return epochAt(addDays(date, 1), 0, state.zone)
}

/**
 * Whether a window may be agreed for a visit: all of it lies within the permitted hours, or the borrower's consent to
 * another hour is on record and the clause allows for that. ISO instants.
 */
export function appointmentPermitted(
  pack: RulePack | null,
  window: { start: string; end: string },
  zone: string,
  holidays: Holidays,
  consentOutsideHours = false,
): Permission {
  const start = epochOf(window.start)
  const end = epochOf(window.end)
  const state: ContactState = { attempts: [], flags: [], zone, holidays, consentOutsideHours }
  const warnings: RuleRefusal[] = []
  for (const clause of clausesOf(pack, 'hours')) {
    if (clause.channel === 'call') continue
    const alone = { ...pack!, clauses: [clause] }
    const options = { consent: consentOutsideHours, strength: clause.strength }
    const outside = secondsOutside(alone, 'visit', start, end, zone, holidays, options)
    if (outside === 0) continue
    const late = hoursClauseAgainst(alone, 'visit', start, zone, holidays, options) ? start : end
    const refusal = {
      rule: clause.key,
      reason: hoursReason(pack, 'visit', late, state),
      texts: clause.texts,
      citation: clause.citation,
    }
    if (clause.strength === 'hard') return { ok: false, refusal }
    warnings.push(refusal)
  }
  return { ok: true, warnings }
}

/** The least number of people at the door; 1 where the pack asks for no more. */
export function crewSizeRequired(pack: RulePack | null): { hard: number; soft: number } {
  let hard = 1
  let soft = 1
  for (const clause of clausesOf(pack, 'crew-size')) {
    soft = Math.max(soft, clause.least!)
    if (clause.strength === 'hard') hard = Math.max(hard, clause.least!)
  }
  return { hard, soft }
}

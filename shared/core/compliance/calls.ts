import type { StopFlag } from '../../model/facts.ts'
import type { BoundClause, RuleText, Rules } from '../../model/rules.ts'
import type { Holidays, Reason } from '../../model/week.ts'
import { addDays, clockAt, clockOfMinutes, epochAt, epochOf } from '../lib/time.ts'
import { limitAgainst, type ContactAttempt, type Limit } from './attempts.ts'
import {
  hoursClauseAgainst,
  permittedSpans,
  secondsOutsideClause,
  stretchOf,
  type HoursOptions,
} from './hours.ts'
import { clausesOf, type Channel } from './pack.ts'
import { rulesFor, type RuleSubject } from './scope.ts'
import { stopsContact } from './stop.ts'

/** What is known of a borrower when the question is whether she may be contacted. */
export interface ContactState extends RuleSubject {
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
  const source = limit.clause.citation
  if (limit.clause.kind === 'quiet-after-conversation')
    return { code: 'rule-quiet-period', params: { days: limit.clause.days!, source } }
  return {
    code: channel === 'call' ? 'rule-call-attempts' : 'rule-visit-attempts',
    params: { count: limit.count, most: limit.most, source },
  }
}

/** The sentence for an hour that `clause` forbids, with all that clauses of its strength permit on that day. */
export function hoursReason(
  pack: Rules | null,
  channel: Channel,
  epoch: number,
  zone: string,
  holidays: Holidays,
  clause: BoundClause,
  options: HoursOptions = {},
): Reason {
  const { date, minutes } = clockAt(epoch, zone)
  const source = clause.citation
  const strength = clause.strength === 'soft' ? 'soft' : 'hard'
  const spans = permittedSpans(pack, channel, date, holidays, { ...options, strength })
  if (spans.length === 0)
    return { code: channel === 'call' ? 'rule-call-day' : 'rule-visit-day', params: { date, source } }
  return {
    code: channel === 'call' ? 'rule-call-hours' : 'rule-visit-hours',
    params: {
      // a minute that has begun is not the one before it
      time: clockOfMinutes(Math.floor(minutes)),
      hours: spans.map((s) => `${clockOfMinutes(s.fromMinutes)}–${clockOfMinutes(s.toMinutes)}`).join(', '),
      source,
    },
  }
}

const refusalBy = (clause: BoundClause, reason: Reason): RuleRefusal => ({
  rule: clause.key,
  reason,
  texts: clause.texts,
  citation: clause.citation,
})

/** Whether the rules permit a contact at `epoch` (seconds since 1970). Stop flags come first, and bind without a pack. */
export function contactPermitted(
  pack: Rules | null,
  channel: Channel,
  epoch: number,
  state: ContactState,
): Permission {
  for (const flag of state.flags) {
    const { rule, reason } = stopsContact(pack, flag)
    return { ok: false, refusal: { rule, reason: { code: reason }, texts: null, citation: null } }
  }
  const rules = rulesFor(pack, state)
  const { zone, holidays } = state
  const warnings: RuleRefusal[] = []
  const options = { consent: state.consentOutsideHours ?? false, daysPastDue: state.daysPastDue ?? null }
  const hours = hoursClauseAgainst(rules, channel, epoch, zone, holidays, options)
  if (hours) {
    const refusal = refusalBy(hours, hoursReason(rules, channel, epoch, zone, holidays, hours, options))
    if (hours.strength === 'hard') return { ok: false, refusal }
    warnings.push(refusal)
  }
  const limit = limitAgainst(rules, channel, epoch, state.attempts, zone, state.contactId ?? null)
  if (limit) {
    const refusal = refusalBy(limit.clause, limitReason(channel, limit))
    if (limit.clause.strength === 'hard') return { ok: false, refusal }
    warnings.push(refusal)
  }
  return { ok: true, warnings }
}

/** Whether the borrower may be called at `epoch`. */
export function callPermitted(pack: Rules | null, epoch: number, state: ContactState): Permission {
  return contactPermitted(pack, 'call', epoch, state)
}

/**
 * The first instant from `fromEpoch` on at which a call is permitted, as things stand now; null when a stop flag
 * forbids every call, or when none is permitted within `withinDays`.
 */
export function nextPermittedCall(
  pack: Rules | null,
  fromEpoch: number,
  state: ContactState,
  withinDays = 62,
): number | null {
  if (state.flags.length > 0) return null
  const rules = rulesFor(pack, state)
  const until = fromEpoch + withinDays * 86_400
  let at = fromEpoch
  while (at <= until) {
    const answer = callPermitted(pack, at, state)
    if (answer.ok) return at
    const limit = limitAgainst(rules, 'call', at, state.attempts, state.zone, state.contactId ?? null)
    const next =
      limit && limit.clause.strength === 'hard' && limit.clause.key === answer.refusal.rule
        ? limit.lifts
        : nextSpanStart(rules, at, state)
    // every step must move on, or the search would stand still on a pack that permits nothing
    at = Math.max(next, at + 60)
  }
  return null
}

/** The next instant after `epoch` at which a span of permitted hours begins; the next midnight where the day has none left. */
function nextSpanStart(pack: Rules | null, epoch: number, state: ContactState): number {
  const { date } = clockAt(epoch, state.zone)
  const options = { consent: state.consentOutsideHours ?? false, daysPastDue: state.daysPastDue ?? null }
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
  pack: Rules | null,
  window: { start: string; end: string },
  zone: string,
  holidays: Holidays,
  consentOutsideHours = false,
  subject: RuleSubject = {},
): Permission {
  const rules = rulesFor(pack, subject)
  const start = epochOf(window.start)
  const end = epochOf(window.end)
  const warnings: RuleRefusal[] = []
  const given = { consent: consentOutsideHours, daysPastDue: subject.daysPastDue ?? null }
  const stretch = stretchOf(start, end, zone)
  for (const clause of clausesOf(rules, 'hours')) {
    if (clause.channel === 'call') continue
    const alone = { clauses: [clause] }
    const options = { ...given, strength: clause.strength }
    const outside = secondsOutsideClause(clause, stretch, holidays, given)
    if (outside === 0) continue
    const late = hoursClauseAgainst(alone, 'visit', start, zone, holidays, options) ? start : end
    const refusal = refusalBy(clause, hoursReason(rules, 'visit', late, zone, holidays, clause, given))
    if (clause.strength === 'hard') return { ok: false, refusal }
    warnings.push(refusal)
  }
  return { ok: true, warnings }
}

/** The least number of people at the door, for one case or for any; 1 where nothing asks for more. */
export function crewSizeRequired(pack: Rules | null, subject?: RuleSubject): { hard: number; soft: number } {
  let hard = 1
  let soft = 1
  for (const clause of clausesOf(subject ? rulesFor(pack, subject) : pack, 'crew-size')) {
    soft = Math.max(soft, clause.least!)
    if (clause.strength === 'hard') hard = Math.max(hard, clause.least!)
  }
  return { hard, soft }
}

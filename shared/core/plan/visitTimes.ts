import type { Rules } from '../../model/rules.ts'
import type { DayWindow } from '../../model/intake.ts'
import type { Holidays, MinuteSpan, PlanVisit, Reason } from '../../model/week.ts'
import { visitWindows } from '../compliance/hours.ts'
import { clausesOf } from '../compliance/pack.ts'
import { appointmentPermitted } from '../compliance/calls.ts'
import type { ContactAttempt } from '../compliance/attempts.ts'
import { visitDayPermitted } from '../compliance/findings.ts'
import { consentedHours, subjectOf } from '../compliance/grounds.ts'
import { rulesFor } from '../compliance/scope.ts'
import { addDays, clockAt, clockOfMinutes, epochAt, epochOf, weekDates, weekdayOf } from '../lib/time.ts'

/** When a visit may begin on one date: minutes from local midnight; `from` may equal `to`. */
export interface StartSpan extends MinuteSpan {
  date: string
}
export type VisitTimes =
  { ok: true; spans: StartSpan[] } | { ok: false; reason: Reason; smallestFix: Reason | null }

export interface TimesInput {
  weekStart: string
  zone: string
  pack: Rules | null
  holidays: Holidays
  /** seconds since 1970: notice that is asked for is not over before */
  fromEpoch?: number
  /** dates on which somebody travels, in their order */
  workDays?: readonly string[]
  /** earlier contacts of the case; attempt limits count them */
  attempts?: readonly ContactAttempt[]
}

const no = (reason: Reason, smallestFix: Reason | null = null): VisitTimes => ({
  ok: false,
  reason,
  smallestFix,
})

/**
 * Every moment of the week at which the visit may begin: permitted hours, in which the whole visit must lie, together
 * with the borrower's own windows, days and dates, or with the appointment, which takes their place. When nothing is
 * left it says which of them took the last of it, and what would give some back.
 */
export function visitTimes(visit: PlanVisit, input: TimesInput): VisitTimes {
  const bound = { ...input, pack: rulesFor(input.pack, subjectOf(visit)) }
  const times = visit.appointment
    ? appointmentTimes(visit, visit.appointment, bound)
    : openTimes(visit, bound)
  return times.ok ? afterNotice(times.spans, bound) : times
}

/** The times without those at which the notice that a rule asks for is not over. */
function afterNotice(spans: StartSpan[], { fromEpoch, pack, zone }: TimesInput): VisitTimes {
  const hours = Math.max(
    0,
    ...clausesOf(pack, 'notice').map(({ before, hours }) => (before === 'visit' ? (hours ?? 0) : 0)),
  )
  if (fromEpoch === undefined || hours === 0) return { ok: true, spans }
  const from = clockAt(fromEpoch, zone)
  const left = spans.flatMap((span): StartSpan[] => {
    if (span.date < from.date || (span.date === from.date && span.toMinutes < from.minutes)) return []
    return [
      span.date === from.date
        ? { ...span, fromMinutes: Math.max(span.fromMinutes, Math.ceil(from.minutes)) }
        : span,
    ]
  })
  const fitting = left.filter((span) => span.fromMinutes <= span.toMinutes)
  if (fitting.length > 0) return { ok: true, spans: fitting }
  const source = clausesOf(pack, 'notice').find((clause) => clause.hours === hours)!.citation
  return no({ code: 'rule-notice', params: { hours, source } }, { code: 'fix-give-notice' })
}

function appointmentTimes(
  visit: PlanVisit,
  appointment: NonNullable<PlanVisit['appointment']>,
  { weekStart, zone, pack, holidays }: TimesInput,
): VisitTimes {
  const start = clockAt(epochOf(appointment.start), zone)
  const end = clockAt(epochOf(appointment.end), zone)
  const params = { start: `${start.date} ${clockOfMinutes(start.minutes)}`, end: clockOfMinutes(end.minutes) }
  const anew: Reason = { code: 'fix-agree-new-window' }
  if (!weekDates(weekStart).includes(start.date)) return no({ code: 'appointment-other-week', params }, null)
  const consent = consentedHours(visit)
  const lawful = lawfulStarts(visit, start.date, pack, holidays, consent)
  const fromMinutes = start.minutes
  const toMinutes = start.date === end.date ? end.minutes : 1440
  const spans = cut(lawful, { fromMinutes, toMinutes }).map((span) => ({ date: start.date, ...span }))
  if (spans.length > 0) return { ok: true, spans }
  const permission = appointmentPermitted(pack, appointment, zone, holidays, consent, subjectOf(visit))
  return no(permission.ok ? { code: 'appointment-too-late', params } : permission.refusal.reason, anew)
}

function openTimes(visit: PlanVisit, input: TimesInput): VisitTimes {
  const { weekStart, zone, pack, holidays } = input
  const week = weekDates(weekStart)
  const { dueOn, notBefore } = visit
  if (dueOn !== null && dueOn < week[0]!)
    return no(
      { code: 'visit-due-past', params: { due: dueOn } },
      { code: 'fix-extend-due', params: { date: input.workDays?.at(-1) ?? week[6]! } },
    )
  if (notBefore !== null && notBefore > week[6]!)
    return no(
      { code: 'visit-not-yet', params: { date: notBefore } },
      { code: 'fix-later-week', params: { date: notBefore } },
    )
  const dates = week.filter(
    (date) => (dueOn === null || date <= dueOn) && (notBefore === null || date >= notBefore),
  )
  if (dates.length === 0)
    return no(
      { code: 'visit-due-before-start', params: { due: dueOn!, date: notBefore! } },
      { code: 'fix-extend-due', params: { date: notBefore! } },
    )

  const onDays = dates.filter(
    (date) =>
      (visit.allowedDays === null || visit.allowedDays.includes(date)) &&
      (visit.weekdays === null || visit.weekdays.includes(weekdayOf(date))),
  )
  if (onDays.length === 0)
    return no({ code: 'visit-no-day' }, { code: 'fix-allow-day', params: { date: dates[0]! } })

  const rested = onDays.filter((date) =>
    visitDayPermitted(pack, epochAt(date, 720, zone), input.attempts ?? [], zone),
  )
  if (rested.length === 0)
    return no(
      { code: 'visit-attempts-used' },
      { code: 'fix-later-week', params: { date: addDays(week[6]!, 1) } },
    )

  const lawful = rested.map((date) => ({
    date,
    spans: lawfulStarts(visit, date, pack, holidays, consentedHours(visit)),
  }))
  if (lawful.every(({ spans }) => spans.length === 0))
    return no(
      { code: 'rule-visit-day', params: { date: rested[0]!, source: hoursSource(pack) } },
      { code: 'fix-allow-day', params: { date: dates[0]! } },
    )

  const { windows } = visit
  const spans = lawful.flatMap(({ date, spans }) =>
    (windows === null || windows.length === 0
      ? [wholeDay]
      : windows.filter((window) => countsOn(window, date))
    )
      .flatMap((window) => cut(spans, window))
      .map((span) => ({ date, ...span })),
  )
  if (spans.length > 0) return { ok: true, spans: merged(spans) }
  const first = lawful.find(({ spans }) => spans.length > 0)!
  return no(
    { code: 'visit-window-closed', params: { windows: windows!.map(spanText).join(', ') } },
    { code: 'fix-widen-window', params: { hours: first.spans.map(spanText).join(', '), date: first.date } },
  )
}

/** The clauses that close a day, as a person would look them up. */
const hoursSource = (pack: Rules | null): string =>
  clausesOf(pack, 'hours')
    .filter(({ strength, channel }) => strength === 'hard' && channel !== 'call')
    .map((clause) => clause.citation)
    .join('; ')

const wholeDay: DayWindow = { fromMinutes: 0, toMinutes: 1440 }

/** When a visit may begin so that all of it, parking included, lies within permitted hours. */
function lawfulStarts(
  visit: PlanVisit,
  date: string,
  pack: Rules | null,
  holidays: Holidays,
  consent: boolean,
): MinuteSpan[] {
  const takes = visit.serviceMinutes + (visit.parkingMinutes ?? 0)
  return visitWindows(pack, date, holidays, { consent, daysPastDue: visit.daysPastDue ?? null })
    .map(({ fromMinutes, toMinutes }) => ({ fromMinutes, toMinutes: toMinutes - takes }))
    .filter((span) => span.fromMinutes <= span.toMinutes)
}

const countsOn = (window: DayWindow, date: string): boolean =>
  window.date !== undefined
    ? window.date === date
    : window.weekday === undefined || window.weekday === weekdayOf(date)

function cut(spans: MinuteSpan[], window: MinuteSpan): MinuteSpan[] {
  return spans
    .map((span) => ({
      fromMinutes: Math.max(span.fromMinutes, window.fromMinutes),
      toMinutes: Math.min(span.toMinutes, window.toMinutes),
    }))
    .filter((span) => span.fromMinutes <= span.toMinutes)
}

/** Overlapping windows of one date become one, so that the optimiser sees each moment once. */
function merged(spans: StartSpan[]): StartSpan[] {
  const sorted = [...spans].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : a.fromMinutes - b.fromMinutes,
  )
  const out: StartSpan[] = []
  for (const span of sorted) {
    const last = out.at(-1)
    if (last && last.date === span.date && span.fromMinutes <= last.toMinutes)
      last.toMinutes = Math.max(last.toMinutes, span.toMinutes)
    else out.push({ ...span })
  }
  return out
}

export const spanText = (span: MinuteSpan): string =>
  `${clockOfMinutes(span.fromMinutes)}–${clockOfMinutes(span.toMinutes)}`

import type { RuleClauseOf, Rules } from '../../model/rules.ts'
import type { Holidays, MinuteSpan } from '../../model/week.ts'
import { addDays, clockAt, epochAt, weekdayOf } from '../lib/time.ts'
import {
  clausesOf,
  concerns,
  intersectSpans,
  spanOfClocks,
  type Channel,
  type InForce,
  type Strength,
} from './pack.ts'

const wholeDay: MinuteSpan[] = [{ fromMinutes: 0, toMinutes: 1440 }]

export interface HoursOptions {
  /** the borrower agreed to another hour, on record: clauses that say "unless consent" fall away */
  consent?: boolean
  /** clauses that fall away beyond so many days past due are held against this; not known: they hold */
  daysPastDue?: number | null
  /** which clauses: `hard` (default), or `soft` for the hours that are merely better */
  strength?: Strength
}

/** Whether the clause falls away for this borrower. */
const lifted = (clause: RuleClauseOf<'hours'>, { consent, daysPastDue }: HoursOptions): boolean =>
  (consent === true && clause.unlessConsent === true) ||
  (clause.unlessDaysPastDueOver !== undefined && (daysPastDue ?? 0) > clause.unlessDaysPastDueOver)

const spansByHolidays = new WeakMap<Holidays, WeakMap<RuleClauseOf<'hours'>, Map<string, MinuteSpan[]>>>()

/** The spans that the clause permits on a date. Remembered: every stop of a day asks the same. */
function spansOf(clause: RuleClauseOf<'hours'>, date: string, holidays: Holidays): MinuteSpan[] {
  let byClause = spansByHolidays.get(holidays)
  if (!byClause) spansByHolidays.set(holidays, (byClause = new WeakMap()))
  let byDate = byClause.get(clause)
  if (!byDate) byClause.set(clause, (byDate = new Map<string, MinuteSpan[]>()))
  let spans = byDate.get(date)
  if (!spans) byDate.set(date, (spans = workedOut(clause, date, holidays)))
  return spans
}

function workedOut(clause: RuleClauseOf<'hours'>, date: string, holidays: Holidays): MinuteSpan[] {
  if (date in holidays.off) {
    if (clause.holidays === 'none') return []
    if (Array.isArray(clause.holidays)) return clause.holidays.map(spanOfClocks)
  } else if (date in holidays.working && Array.isArray(clause.adjusted))
    return clause.adjusted.map(spanOfClocks)
  const weekday = weekdayOf(date)
  return (clause.days ?? [])
    .filter((line) => line.weekdays.includes(weekday))
    .flatMap((line) => line.spans.map(spanOfClocks))
}

/**
 * The spans of `date`, on the borrower's own clock, in which the pack permits the channel. Without a pack, or without
 * a clause on hours, that is the whole day. Several clauses: what all of them permit.
 */
export function permittedSpans(
  pack: Rules | null,
  channel: Channel,
  date: string,
  holidays: Holidays,
  options: HoursOptions = {},
): MinuteSpan[] {
  const strength = options.strength ?? 'hard'
  return clausesOf(pack, 'hours')
    .filter((clause) => clause.strength === strength && concerns(clause, channel))
    .filter((clause) => !lifted(clause, options))
    .reduce((spans, clause) => intersectSpans(spans, spansOf(clause, date, holidays)), wholeDay)
}

/** When a visit may take place on `date`: minutes on the local clock, from its first moment to its last. */
export function visitWindows(
  pack: Rules | null,
  date: string,
  holidays: Holidays,
  options: HoursOptions = {},
): MinuteSpan[] {
  return permittedSpans(pack, 'visit', date, holidays, options)
}

/**
 * The clause on hours that forbids the instant, one that blocks before one that warns; null when the hour is
 * permitted. A span's last minute is outside.
 */
export function hoursClauseAgainst(
  pack: Rules | null,
  channel: Channel,
  epoch: number,
  zone: string,
  holidays: Holidays,
  options: HoursOptions = {},
): InForce<'hours'> | null {
  const { date, minutes } = clockAt(epoch, zone)
  let soft: InForce<'hours'> | null = null
  for (const clause of clausesOf(pack, 'hours')) {
    if (!concerns(clause, channel) || lifted(clause, options)) continue
    if (options.strength && clause.strength !== options.strength) continue
    const inside = spansOf(clause, date, holidays).some(
      (span) => span.fromMinutes <= minutes && minutes < span.toMinutes,
    )
    if (inside) continue
    if (clause.strength === 'hard') return clause
    soft ??= clause
  }
  return soft
}

/** A stretch of time as the borrower's clock shows it, worked out once for every clause that looks at it. */
export interface Stretch {
  startEpoch: number
  endEpoch: number
  zone: string
  /** minutes of one local day; null over midnight, or where the clock is changed on the way */
  within: (MinuteSpan & { date: string }) | null
}

export function stretchOf(startEpoch: number, endEpoch: number, zone: string): Stretch {
  const start = clockAt(startEpoch, zone)
  const end = clockAt(endEpoch, zone)
  const plain =
    start.date === end.date && Math.abs((end.minutes - start.minutes) * 60 - (endEpoch - startEpoch)) < 1
  const within = plain ? { date: start.date, fromMinutes: start.minutes, toMinutes: end.minutes } : null
  return { startEpoch, endEpoch, zone, within }
}

/** Seconds of a stretch that lie outside what clauses of `strength` permit. */
export function secondsOutside(
  pack: Rules | null,
  channel: Channel,
  stretch: Stretch,
  holidays: Holidays,
  options: HoursOptions = {},
): number {
  return outside(stretch, (date) => permittedSpans(pack, channel, date, holidays, options))
}

/** The same for one clause, whatever its strength. */
export function secondsOutsideClause(
  clause: InForce<'hours'>,
  stretch: Stretch,
  holidays: Holidays,
  options: HoursOptions = {},
): number {
  return lifted(clause, options) ? 0 : outside(stretch, (date) => spansOf(clause, date, holidays))
}

function outside(
  { startEpoch, endEpoch, zone, within }: Stretch,
  spansOn: (date: string) => readonly MinuteSpan[],
): number {
  let inside = 0
  if (within)
    for (const span of spansOn(within.date)) {
      const from = Math.max(within.fromMinutes, span.fromMinutes)
      const to = Math.min(within.toMinutes, span.toMinutes)
      if (from < to) inside += (to - from) * 60
    }
  else {
    const last = clockAt(endEpoch, zone).date
    for (let date = clockAt(startEpoch, zone).date; date <= last; date = addDays(date, 1))
      for (const span of spansOn(date)) {
        const from = Math.max(startEpoch, epochAt(date, span.fromMinutes, zone))
        const to = Math.min(endEpoch, epochAt(date, span.toMinutes, zone))
        if (from < to) inside += to - from
      }
  }
  return Math.max(0, Math.round(endEpoch - startEpoch - inside))
}

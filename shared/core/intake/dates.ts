import { Temporal } from 'temporal-polyfill'
import { fold } from './text.ts'

/** Why a date cannot be had: no such day in the calendar, two ways to read it, or not a date at all. */
export type DateProblem = 'date-impossible' | 'date-ambiguous' | 'date-unreadable'
export type DateReading = { ok: true; date: string } | { ok: false; problem: DateProblem }
export type MomentReading =
  { ok: true; instant: string; timeGiven: boolean } | { ok: false; problem: DateProblem }

/** Order of `3/4/2026`; null: not known, so a date that could be both is refused. */
export type DayOrder = 'day-first' | 'month-first' | null

export interface DateContext {
  /** a day near which dates without a year lie, `2026-11-23` */
  near: string
  order: DayOrder
}

const problem = (kind: DateProblem): { ok: false; problem: DateProblem } => ({ ok: false, problem: kind })
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const two = (n: number): string => (n < 10 ? '0' + n : String(n))

function calendar(year: number, month: number, day: number): DateReading {
  if (year < 1900 || year > 2199) return problem('date-impossible')
  if (month < 1 || month > 12 || day < 1) return problem('date-impossible')
  if (day > monthLengths[month - 1] + (month === 2 && isLeap(year) ? 1 : 0)) return problem('date-impossible')
  return { ok: true, date: `${year}-${two(month)}-${two(day)}` }
}

/** 二〇二六年十一月二十七日 → 2026年11月27日 */
function arabicDate(text: string): string {
  if (!/[〇零一二三四五六七八九十][年月日号]/.test(text)) return text
  const digits = '零一二三四五六七八九'
  const digitOf = (char: string): number => (char === '〇' ? 0 : digits.indexOf(char))
  return text.replace(/[〇零一二三四五六七八九十]+(?=[年月日号])/g, (run) => {
    const ten = run.indexOf('十')
    if (ten < 0) return [...run].map(digitOf).join('')
    const tens = ten === 0 ? 1 : digitOf(run[0])
    return String(tens * 10 + (ten + 1 < run.length ? digitOf(run[ten + 1]) : 0))
  })
}

/**
 * Year of a three-digit number: the calendar of Taiwan counts from 1912 (民國115年 is 2026).
 */
const minguo = (year: number): number => year + 1911

/** Day 1 is 1900-01-01 and 1900 is taken for a leap year, as spreadsheets do; so day 61 is 1900-03-01. */
function serialDate(serial: number): string {
  return Temporal.PlainDate.from('1899-12-30')
    .add({ days: Math.floor(serial) })
    .toString()
}

/** `12:30`, `9点半`, `下午3时05分`, `3:05 PM` → seconds from midnight; null when it is not a time, or none of a day. */
export function readTimeOfDay(text: string): number | null {
  const folded = fold(text).replace(/\s+/g, '')
  const match =
    /^(凌晨|早上|清晨|上午|中午|下午|傍晚|晚上|晚|am|pm)?(\d{1,2})(?:[:点时h.](?:(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?分?|(半)|(一刻|三刻))?(?:整|uhr)?)?(am|pm|a\.m\.|p\.m\.)?$/.exec(
      folded,
    )
  if (!match) return null
  const [, before, hourText, minuteText, secondText, half, quarter, after] = match
  let hour = Number(hourText)
  const minute = minuteText ? Number(minuteText) : half ? 30 : quarter ? (quarter === '一刻' ? 15 : 45) : 0
  const second = secondText ? Number(secondText) : 0
  const part = before ?? after?.replaceAll('.', '')
  if (part === 'pm' || part === '下午' || part === '傍晚' || part === '晚上' || part === '晚') {
    if (hour < 12) hour += 12
  } else if (part === 'am' && hour === 12) hour = 0
  else if (part === '中午' && hour < 3) hour += 12
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && (minute > 0 || second > 0))) return null
  return hour * 3600 + minute * 60 + second
}

const weekdayTail =
  /[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[.,]?/g

/** A calendar date in Chinese, ISO, European, English, Taiwanese or spreadsheet form. */
export function readDate(text: string, context: DateContext): DateReading {
  const first = text.charCodeAt(0)
  // the plain case first: 2026-11-27
  if (text.length === 10 && first === 50 && text[4] === '-' && text[7] === '-') {
    const quick = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
    if (quick) return calendar(Number(quick[1]), Number(quick[2]), Number(quick[3]))
  }
  const folded = arabicDate(fold(text)).replace(weekdayTail, ' ').replace(/\s+/g, ' ').trim()
  // midnight behind a date, as exports write it
  const plain = folded.replace(/[t ]00?:00(?::00(?:\.0+)?)?z?$/, '')
  let m = /^(民国 ?)?(\d{2,4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?$/.exec(plain)
  if (m) {
    const year = Number(m[2])
    if (m[2].length === 4) return calendar(year, Number(m[3]), Number(m[4]))
    if (m[1] || m[2].length === 3) return calendar(minguo(year), Number(m[3]), Number(m[4]))
    if (plain.includes('年')) return calendar(2000 + year, Number(m[3]), Number(m[4]))
  }
  m = /^(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/.exec(plain)
  if (m) return nearest(Number(m[1]), Number(m[2]), context.near)
  m = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(plain)
  if (m) return calendar(Number(m[3]), Number(m[2]), Number(m[1]))
  m = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(plain)
  if (m) return dayOrMonthFirst(Number(m[1]), Number(m[2]), Number(m[3]), context.order)
  m = /^(\d{1,2})[ -]([a-z]{3,9})\.?[ ,-]+(\d{4}|\d{2})$/.exec(plain)
  if (m) return named(m[2], Number(m[1]), m[3])
  m = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(plain)
  if (m) return named(m[1], Number(m[2]), m[3])
  m = /^(\d{4})(\d\d)(\d\d)$/.exec(plain)
  if (m) return calendar(Number(m[1]), Number(m[2]), Number(m[3]))
  m = /^(1\d\d)(\d\d)(\d\d)$/.exec(plain)
  if (m) return calendar(minguo(Number(m[1])), Number(m[2]), Number(m[3]))
  m = /^(\d{5})(?:\.\d+)?$/.exec(plain)
  if (m && Number(m[1]) >= 20_000 && Number(m[1]) <= 80_000)
    return { ok: true, date: serialDate(Number(m[1])) }
  return problem('date-unreadable')
}

function named(month: string, day: number, year: string): DateReading {
  const index = monthNames.findIndex((name) => month.startsWith(name))
  if (index < 0) return problem('date-unreadable')
  return calendar(year.length === 2 ? 2000 + Number(year) : Number(year), index + 1, day)
}

function dayOrMonthFirst(a: number, b: number, year: number, order: DayOrder): DateReading {
  if (a > 12) return calendar(year, b, a)
  if (b > 12) return calendar(year, a, b)
  if (a === b) return calendar(year, a, b)
  if (order === null) return problem('date-ambiguous')
  return order === 'day-first' ? calendar(year, b, a) : calendar(year, a, b)
}

/** The year that brings month and day nearest to `near`. */
function nearest(month: number, day: number, near: string): DateReading {
  const year = Number(near.slice(0, 4))
  const dayOfYear = (text: string) => Number(text.slice(5, 7)) * 31 + Number(text.slice(8))
  const here = calendar(year, month, day)
  if (!here.ok) return here
  const apart = dayOfYear(here.date) - dayOfYear(near)
  return calendar(apart > 186 ? year - 1 : apart < -186 ? year + 1 : year, month, day)
}

/** Whether a column writes day or month first, from the rows that leave no doubt; null when they don't tell. */
export function dayOrderOf(values: Iterable<string>): DayOrder {
  let dayFirst = false
  let monthFirst = false
  for (const value of values) {
    const m = /^\s*(\d{1,2})[-/](\d{1,2})[-/]\d{4}/.exec(value)
    if (!m) continue
    if (Number(m[1]) > 12) dayFirst = true
    if (Number(m[2]) > 12) monthFirst = true
  }
  return dayFirst === monthFirst ? null : dayFirst ? 'day-first' : 'month-first'
}

/**
 * A date and a time of day, local to `zone` unless the text names an offset, as an ISO instant in UTC. A date alone is
 * read as noon and says so. A local time that the clocks skip or repeat is read as the earlier offset has it.
 */
export function readMoment(text: string, zone: string, context: DateContext): MomentReading {
  const folded = arabicDate(fold(text)).replace(weekdayTail, ' ').trim()
  if (/^\d{4}-\d\d-\d\dt?\s?\d\d:?\d\d.*(?:z|[+-]\d\d:?\d\d)$/.test(folded)) {
    try {
      const iso = folded.replace(' ', 't').toUpperCase()
      return {
        ok: true,
        instant: Temporal.Instant.from(iso).toString({ smallestUnit: 'second' }),
        timeGiven: true,
      }
    } catch {
      return problem('date-impossible')
    }
  }
  const serial = /^(\d{5})\.(\d+)$/.exec(folded)
  if (serial) {
    const date = readDate(serial[1], context)
    if (!date.ok) return date
    return localInstant(date.date, Math.round(Number('0.' + serial[2]) * 86_400), zone)
  }
  const whole = readDate(folded, context)
  if (whole.ok) {
    const midnight = /[t ]00?:00/.test(folded)
    return { ...localInstant(whole.date, midnight ? 0 : 43_200, zone), timeGiven: midnight }
  }
  // the time is what follows the last blank, T or 日 that leaves a date before it
  const cut =
    /^(.+?[日号]|\S+?|[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [a-z]{3,9}\.?,? \d{4})[ t]*((?:凌晨|早上|清晨|上午|中午|下午|傍晚|晚上|晚)? ?\d{1,2}[:点时].*)$/.exec(
      folded,
    )
  if (cut) {
    const date = readDate(cut[1].replace(/[ t]+$/, ''), context)
    const seconds = readTimeOfDay(cut[2])
    if (!date.ok) return date
    return seconds === null ? problem('date-impossible') : localInstant(date.date, seconds, zone)
  }
  return whole
}

/** Seconds that local time is ahead of UTC, by zone, date and hour: calls come by the thousand on few days. */
const offsets = new Map<string, number>()

/** ISO instant of a local date and second of the day. */
export function localInstant(
  date: string,
  seconds: number,
  zone: string,
): { ok: true; instant: string; timeGiven: boolean } {
  const [year, month, day] = date.split('-').map(Number)
  const local = Date.UTC(year, month - 1, day) / 1000 + seconds
  const key = `${zone} ${date} ${Math.floor(seconds / 3600)}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    const plain = Temporal.PlainDateTime.from({ year, month, day }).add({ seconds })
    // an hour that the clocks skip is moved on by what they skip, hence not simply the zone's offset
    offset = local - plain.toZonedDateTime(zone).epochMilliseconds / 1000
    if (offsets.size > 5_000) offsets.clear()
    offsets.set(key, offset)
  }
  return {
    ok: true,
    instant: new Date((local - offset) * 1000).toISOString().replace('.000Z', 'Z'),
    timeGiven: true,
  }
}

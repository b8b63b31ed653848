import { minorDigits } from '../../shared/core/intake/amounts.ts'
import { dateText, dayText, weekdayText } from '../../shared/model/calendarDay.ts'
import type { Locale } from '../../shared/model/reasons.ts'

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>()
function dateFormat(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale}${zone}${JSON.stringify(options)}`
  let format = cache.get(key) as Intl.DateTimeFormat | undefined
  if (!format) {
    format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone: zone, ...options })
    cache.set(key, format)
  }
  return format
}
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale}${JSON.stringify(options)}`
  let format = cache.get(key) as Intl.NumberFormat | undefined
  if (!format) {
    format = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : locale, options)
    cache.set(key, format)
  }
  return format
}

/** How numbers, times and money are written: in the person's language, in the branch's zone. */
export interface Format {
  locale: Locale
  zone: string
  number(value: number): string
  percent(value: number): string
  /** minor units → `12,345.60`; without the currency, which stands in the column's head */
  amount(minor: number, currency: string): string
  /** with the currency */
  money(minor: number, currency: string): string
  /** `14:05` of an ISO instant */
  time(instant: string): string
  /** `11/24`, `24 Nov` of an ISO date, within the week; how days are written is said in `shared/model/calendarDay` */
  day(date: string): string
  /** `11/24 周二`, `Tue 24 Nov`: a day that is worked or agreed */
  weekday(date: string): string
  /** `2026/11/24`, `24 Nov 2026`: where the year matters */
  date(date: string): string
  /** `11/24 周二 14:05`, `Tue 24 Nov 14:05` */
  dayTime(instant: string): string
  /** `2026/11/24 14:05`, `24 Nov 2026 14:05`: records */
  dateTime(instant: string): string
  /** `2 h 05`, `35 min` */
  duration(seconds: number): string
  distance(metres: number): string
  bytes(bytes: number): string
  /** `+3`, `0`, `−45`: early or late; a real minus, and none before nothing */
  difference(value: number): string
  /** `08:30` of minutes from midnight */
  minuteOfDay(minutes: number): string
  /** date of an instant in the zone, `2026-11-24` */
  dateOf(instant: string): string
}

export function createFormat(locale: Locale, zone: string): Format {
  const hm: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const en = locale === 'en'
  const two = (value: number) => String(value).padStart(2, '0')
  /** nobody writes cents of these, though ISO 4217 has them */
  const shownDigits = (currency: string) => (currency === 'TWD' ? 0 : minorDigits(currency))
  const format: Format = {
    locale,
    zone,
    // minus zero is no number that a person reads
    number: (value) => numberFormat(locale, {}).format(value === 0 ? 0 : value),
    percent: (value) => numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value),
    amount(minor, currency) {
      const fraction = shownDigits(currency)
      return numberFormat(locale, {
        minimumFractionDigits: fraction,
        maximumFractionDigits: fraction,
      }).format(minor / 10 ** minorDigits(currency))
    },
    money: (minor, currency) => `${currency} ${format.amount(minor, currency)}`,
    time: (instant) => dateFormat(locale, zone, hm).format(new Date(instant)),
    day: (date) => dayText(date, locale),
    weekday: (date) => weekdayText(date, locale),
    date: (date) => dateText(date, locale),
    dayTime: (instant) => `${format.weekday(format.dateOf(instant))} ${format.time(instant)}`,
    dateTime: (instant) => `${format.date(format.dateOf(instant))} ${format.time(instant)}`,
    duration(seconds) {
      const minutes = Math.round(seconds / 60)
      const sign = minutes < 0 ? '−' : ''
      const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
      if (en)
        return hours > 0
          ? `${sign}${numberFormat(locale, {}).format(hours)} h ${two(rest)}`
          : `${sign}${rest} min`
      const [hour, minute] = locale === 'zh-CN' ? ['小时', '分'] : ['小時', '分']
      return hours > 0
        ? `${sign}${numberFormat(locale, {}).format(hours)} ${hour} ${two(rest)} ${minute}`
        : `${sign}${rest} ${minute}`
    },
    distance: (metres) =>
      metres < 1000
        ? `${numberFormat(locale, { maximumFractionDigits: 0 }).format(metres)} m`
        : `${numberFormat(locale, { maximumFractionDigits: metres < 10_000 ? 1 : 0 }).format(metres / 1000)} km`,
    difference: (value) =>
      value === 0 ? '0' : `${value > 0 ? '+' : '−'}${numberFormat(locale, {}).format(Math.abs(value))}`,
    bytes: (bytes) =>
      bytes < 1e6
        ? `${numberFormat(locale, { maximumFractionDigits: 0 }).format(Math.max(1, bytes / 1e3))} kB`
        : `${numberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1e6)} MB`,
    minuteOfDay: (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
    dateOf: (instant) => isoDate(instant, zone),
  }
  return format
}

function isoDate(instant: string, zone: string): string {
  const parts = dateFormat('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    new Date(instant),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** Instant of a wall-clock time `HH:MM` on a date in a zone; the later one is not guessed at where clocks change. */
export function instantOf(date: string, time: string, zone: string): string {
  const wanted = Date.parse(`${date}T${time}:00Z`)
  let at = wanted
  for (let i = 0; i < 2; i++) {
    const parts = Object.fromEntries(
      dateFormat('en', zone, {
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })
        .formatToParts(new Date(at))
        .map(({ type, value }) => [type, value]),
    )
    at += wanted - Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:00Z`)
  }
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

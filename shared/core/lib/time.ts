/**
 * Time as the branch's clock shows it. Inside the core an instant is whole seconds since 1970 (`epoch`), a day is
 * `2026-11-23`, and an hour is minutes from local midnight; only here are they turned into one another, so that a
 * change to summer time is right everywhere.
 */
import { Temporal } from 'temporal-polyfill'

/**
 * What the clock of a zone is ahead of UTC only ever changes on a quarter of an hour, so one answer of the zone list
 * serves the quarter. A week's findings ask tens of thousands of times.
 */
const quarterSeconds = 900
const mostRemembered = 50_000
const aheadByZone = new Map<string, Map<number, number>>()

function secondsAhead(epoch: number, zone: string): number {
  let known = aheadByZone.get(zone)
  if (!known) aheadByZone.set(zone, (known = new Map<number, number>()))
  const quarter = Math.floor(epoch / quarterSeconds)
  let ahead = known.get(quarter)
  if (ahead === undefined) {
    ahead = Math.round(zoned(quarter * quarterSeconds, zone).offsetNanoseconds / 1e9)
    if (known.size >= mostRemembered) known.clear()
    known.set(quarter, ahead)
  }
  return ahead
}

const daySeconds = 86_400

/** Answers that are asked for again and again, with a bound on how many are kept. */
function remembered<K, V>(answer: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = answer(key)
      if (known.size >= mostRemembered) known.clear()
      known.set(key, value)
    }
    return value
  }
}

const dateText = remembered((day: number) => new Date(day * daySeconds * 1000).toISOString().slice(0, 10))

/** Days since 1970-01-01. @throws RangeError for what is no date */
const dayNumber = remembered((date: string): number => {
  const milliseconds = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== date)
    throw new RangeError(`“${date}” is no date`)
  return milliseconds / 1000 / daySeconds
})

/**
 * The instant at which the clock of `zone` shows `minutes` (0–1440, whole or not) on `date`. A time that the clock
 * skips in spring is taken as the one after the gap; one that it shows twice in autumn, as the first.
 * @returns seconds since 1970
 */
export function epochAt(date: string, minutes: number, zone: string): number {
  const seconds = Math.round(minutes * 60)
  const shown = dayNumber(date) * daySeconds + seconds
  const before = secondsAhead(shown - daySeconds, zone)
  // only near a night in which the clock is changed may a time be skipped or shown twice
  if (before === secondsAhead(shown + daySeconds, zone)) return shown - before
  const days = Math.floor(seconds / daySeconds)
  const within = seconds - days * daySeconds
  const clock = Temporal.PlainDate.from(date)
    .add({ days })
    .toPlainDateTime({
      hour: Math.floor(within / 3600),
      minute: Math.floor(within / 60) % 60,
      second: within % 60,
    })
  return Math.round(clock.toZonedDateTime(zone).epochMilliseconds / 1000)
}

const zoned = (epoch: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(epoch * 1000)).toZonedDateTimeISO(zone)

/** What the clock of `zone` shows: its date, minutes from midnight (with whole seconds as a fraction), ISO weekday. */
export function clockAt(epoch: number, zone: string): { date: string; minutes: number; weekday: number } {
  const shown = Math.floor(Math.round(epoch * 1000) / 1000) + secondsAhead(epoch, zone)
  const day = Math.floor(shown / daySeconds)
  return { date: dateText(day), minutes: (shown - day * daySeconds) / 60, weekday: weekdayOfDay(day) }
}

const fullInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** Seconds since 1970 of an ISO instant with `Z` or an offset. */
export function epochOf(iso: string): number {
  if (fullInstant.test(iso)) {
    const milliseconds = Date.parse(iso)
    if (!Number.isNaN(milliseconds)) return Math.round(milliseconds / 1000)
  }
  return Math.round(Temporal.Instant.from(iso).epochMilliseconds / 1000)
}

/** `2026-11-23T09:05:00+08:00` */
export function localIso(epoch: number, zone: string): string {
  const seconds = Math.floor(Math.round(epoch * 1000) / 1000)
  const ahead = secondsAhead(seconds, zone)
  const clock = new Date((seconds + ahead) * 1000).toISOString().slice(0, 19)
  const minutes = Math.abs(Math.round(ahead / 60))
  return `${clock}${ahead < 0 ? '-' : '+'}${clockOfMinutes(minutes)}`
}

/** `2026-11-23T01:05:00Z` */
export function utcIso(epoch: number): string {
  const milliseconds = Math.floor(Math.round(epoch * 1000) / 1000) * 1000
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z')
}

export function addDays(date: string, days: number): string {
  return dateText(dayNumber(date) + days)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** 1970-01-01 was a Thursday. */
const weekdayOfDay = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** ISO weekday: Monday 1 … Sunday 7 */
export function weekdayOf(date: string): number {
  return weekdayOfDay(dayNumber(date))
}

/** The Monday of the week that `date` lies in. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date))
}

/** The seven dates from `monday` on. */
export function weekDates(monday: string): string[] {
  return [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days))
}

/** `08:30` as 510; `24:00` as 1440. */
export function minutesOfClock(text: string): number {
  const [hours, minutes] = text.split(':').map(Number)
  return hours! * 60 + minutes!
}

/** 510 as `08:30`. */
export function clockOfMinutes(minutes: number): string {
  const whole = Math.round(minutes)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}

/** True for a name that this machine's zone list knows. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/**
 * Time as the branch's clock shows it. Inside the core an instant is whole seconds since 1970 (`epoch`), a day is
 * `2026-11-23`, and an hour is minutes from local midnight; only here are they turned into one another, so that a
 * change to summer time is right everywhere.
 */
import { Temporal } from 'temporal-polyfill'

/**
 * The instant at which the clock of `zone` shows `minutes` (0–1440, whole or not) on `date`. A time that the clock
 * skips in spring is taken as the one after the gap; one that it shows twice in autumn, as the first.
 * @returns seconds since 1970
 */
export function epochAt(date: string, minutes: number, zone: string): number {
  const seconds = Math.round(minutes * 60)
  const days = Math.floor(seconds / 86_400)
  const within = seconds - days * 86_400
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

/** What the clock of `zone` shows: its date, minutes from midnight (with seconds as a fraction), ISO weekday. */
export function clockAt(epoch: number, zone: string): { date: string; minutes: number; weekday: number } {
  const at = zoned(epoch, zone)
  return {
    date: at.toPlainDate().toString(),
    minutes: at.hour * 60 + at.minute + at.second / 60,
    weekday: at.dayOfWeek,
  }
}

/** Seconds since 1970 of an ISO instant with `Z` or an offset. */
export function epochOf(iso: string): number {
  return Math.round(Temporal.Instant.from(iso).epochMilliseconds / 1000)
}

/** `2026-11-23T09:05:00+08:00` */
export function localIso(epoch: number, zone: string): string {
  return zoned(epoch, zone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** `2026-11-23T01:05:00Z` */
export function utcIso(epoch: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(epoch * 1000)).toString({ smallestUnit: 'second' })
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}

/** ISO weekday: Monday 1 … Sunday 7 */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek
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

import { epochAt } from '../lib/time.ts'

/**
 * The problem's zero is Monday 00:00 on the branch's clock, and its seconds are seconds that pass: on a day when the
 * clock is put back, 09:00 is ten hours after midnight. One of these converts for a week and remembers, because a
 * plan asks the same few hundred times over and over.
 */
export interface WeekClock {
  weekStart: string
  zone: string
  /** seconds since 1970 of the problem's zero */
  zeroEpoch: number
  /** problem seconds at which the clock shows `minutes` on `date` */
  secondsAt(date: string, minutes: number): number
}

export function weekClock(weekStart: string, zone: string): WeekClock {
  const zeroEpoch = epochAt(weekStart, 0, zone)
  const known = new Map<string, number>()
  return {
    weekStart,
    zone,
    zeroEpoch,
    secondsAt(date, minutes) {
      const key = `${date} ${minutes}`
      let seconds = known.get(key)
      if (seconds === undefined) {
        seconds = epochAt(date, minutes, zone) - zeroEpoch
        known.set(key, seconds)
      }
      return seconds
    },
  }
}

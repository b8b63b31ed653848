import type { CrewDayView } from '../../shared/contract/week.ts'

/** Minutes of the day ↔ share of the timeline's width. All days share one scale, so that hours stand in columns. */
export interface TimeScale {
  fromMinutes: number
  toMinutes: number
  /** 0–1 */
  at(minutes: number): number
  hours: number[]
}

/**
 * The full hours that hold every shift and route.
 * @param minuteOfDay minutes from midnight of an instant, on the branch's clock
 */
export function hoursOf(
  days: readonly CrewDayView[],
  minuteOfDay: (instant: string) => number,
): Pick<TimeScale, 'fromMinutes' | 'toMinutes'> {
  let from = 24 * 60
  let to = 0
  for (const day of days) {
    from = Math.min(from, minuteOfDay(day.shift.start))
    to = Math.max(to, minuteOfDay(day.shift.end), day.endsAt ? minuteOfDay(day.endsAt) : 0)
  }
  if (to <= from) [from, to] = [8 * 60, 18 * 60]
  return { fromMinutes: Math.floor(from / 60) * 60, toMinutes: Math.ceil(to / 60) * 60 }
}

/** @param stepMinutes between two of its hours */
export function timeScale(fromMinutes: number, toMinutes: number, stepMinutes = 60): TimeScale {
  const hours: number[] = []
  for (let minutes = fromMinutes; minutes <= toMinutes; minutes += stepMinutes) hours.push(minutes)
  return {
    fromMinutes,
    toMinutes,
    hours,
    at: (minutes) => (minutes - fromMinutes) / (toMinutes - fromMinutes),
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Minutes from midnight that the clock of `zone` shows. */
export function minuteOfDayIn(zone: string): (instant: string) => number {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    clocks.set(zone, clock)
  }
  const format = clock
  return (instant) => {
    const [hours, minutes, seconds] = format.format(new Date(instant)).split(':').map(Number)
    return hours * 60 + minutes + seconds / 60
  }
}

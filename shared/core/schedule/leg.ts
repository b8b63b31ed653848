/** One way of a route, the same at every hour or not, with the breaks that are taken on it. */
import { earliestIn, latestIn, type ScheduleBreak } from './breaks.ts'
import {
  arriveByHour,
  boundsByHour,
  departByHour,
  type HourTable,
  periodOf,
  shareLeftByHour,
} from './travelHours.ts'

export interface Leg {
  seconds: number
  metres: number
  /** where travel depends on the hour: this way in each period, from the problem's own zero; goes before the others */
  byHour?: HourTable & { metres: readonly number[] }
}

/** Metres for who departs then. */
export const metresOf = ({ metres, byHour }: Leg, departure: number): number =>
  byHour ? byHour.metres[periodOf(byHour, 0, departure)]! : metres

interface Way {
  arrival: number
  /** seconds on the way */
  travelled: number
  /** sum over breaks that begin after their last window */
  late: number
}

/**
 * A way with the breaks `first`…`last - 1` on it.
 * @param note told of each break: when the crew stops, when it begins, seconds and share of the way done so far
 */
export function throughBreaks(
  breaks: readonly ScheduleBreak[],
  first: number,
  last: number,
  departure: number,
  leg: Leg,
  note?: (
    rest: ScheduleBreak,
    arrival: number,
    at: number,
    travelled: number,
    done: number,
    late: number,
  ) => void,
): Way {
  const { byHour, seconds } = leg
  let clock = departure
  let late = 0
  let travelled = 0
  let share = 1
  const arrives = () =>
    !byHour ? clock + seconds - travelled : share > 0 ? arriveByHour(byHour, 0, 0, clock, share) : clock
  for (let k = first; k < last; k++) {
    const begin = earliestIn(breaks[k]!.windows, clock)
    const there = Math.min(arrives(), begin.at)
    if (byHour && share > 0)
      share = arrives() <= begin.at ? 0 : shareLeftByHour(byHour, 0, 0, clock, share, begin.at)
    travelled += there - clock
    const done = byHour ? 1 - share : seconds > 0 ? travelled / seconds : 0
    note?.(breaks[k]!, there, begin.at, travelled, done, begin.late)
    late += begin.late
    clock = begin.at + breaks[k]!.seconds
  }
  const arrival = arrives()
  return { arrival, travelled: travelled + arrival - clock, late }
}

/**
 * Latest departure from a place such that, after the way and the breaks, the crew arrives by `arrival`.
 * Backward: `total` bounds clock + travel still to do, `clock` bounds the clock alone.
 */
export function latestDeparture(arrival: number, leg: Leg, breaks: readonly ScheduleBreak[]): number {
  let total = arrival
  let clock = Infinity
  for (let i = breaks.length - 1; i >= 0; i--) {
    const rest = breaks[i]!
    clock = latestIn(rest.windows, Math.min(clock, total) - rest.seconds)
    total -= rest.seconds
  }
  const { byHour } = leg
  if (!byHour || !Number.isFinite(total)) return Math.min(clock, total - leg.seconds)
  if (breaks.length === 0) return departByHour(byHour, 0, 0, arrival)
  if (clock === -Infinity) return clock
  const [least, most] = boundsByHour(byHour, 0)
  // between a way that is always the slowest and one that is always the quickest
  let low = Math.min(clock, total - most)
  let high = Math.min(clock, total - least)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (throughBreaks(breaks, 0, breaks.length, middle, leg).arrival <= arrival) low = middle
    else high = middle - 1
  }
  return low
}

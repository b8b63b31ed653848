/**
 * Travel by hour of day (see `TravelByHour`): between periods speed changes, not time. A way is looked at as a share
 * that is still to do; in a period in which it is closed nobody gets on. Clocks count from any zero, and `zero` is what
 * has to be added to one to count from a midnight.
 */

/** Ways in each period of the day: way `leg` takes `seconds[leg + p · stride]` in period p. */
export interface HourTable {
  /** seconds from midnight, ascending */
  starts: Int32Array
  seconds: Int32Array
  stride: number
}

/** Seconds of a way that does not exist in a period; more than any clock shows. */
export const CLOSED = 1_050_000_000
const day = 86_400
/** What was lost by rounding on the way to a whole second does not make another one. */
const tiny = 1e-6

const timeOfDay = (time: number): number => {
  const rest = time % day
  return rest < 0 ? rest + day : rest
}

/**
 * Number of the period that began before a time of day, -1: yesterday's last one. Period k of a day begins at
 * `starts[k]` and ends at the next start.
 */
function periodBefore(starts: Int32Array, at: number): number {
  let p = starts.length - 1
  while (p >= 0 && starts[p]! > at) p--
  return p
}

/** Period that holds at `clock`. */
export function periodOf({ starts }: HourTable, zero: number, clock: number): number {
  const p = periodBefore(starts, timeOfDay(clock + zero))
  return p < 0 ? starts.length - 1 : p
}

/** Arrival of who departs at `clock` with `share` of the way to do, rounded up to a whole second. */
export function arriveByHour(
  { starts, seconds, stride }: HourTable,
  leg: number,
  zero: number,
  clock: number,
  share: number,
): number {
  const last = starts.length - 1
  const began = timeOfDay(clock + zero)
  let at = began
  let p = periodBefore(starts, at)
  let midnight = 0
  if (p < 0) {
    p = last
    midnight = -day
  }
  let left = share
  let closed = 0
  for (;;) {
    const needs = seconds[leg + p * stride]!
    const border = p < last ? midnight + starts[p + 1]! : midnight + day + starts[0]!
    if (needs >= CLOSED) {
      if (++closed > last) return clock + CLOSED
    } else {
      closed = 0
      if (at + left * needs <= border) return clock + Math.ceil(at + left * needs - began - tiny)
      left -= (border - at) / needs
    }
    at = border
    if (++p > last) {
      p = 0
      midnight += day
    }
  }
}

/** Share of the way that is left at `until`, when it is not done by then. */
export function shareLeftByHour(
  { starts, seconds, stride }: HourTable,
  leg: number,
  zero: number,
  clock: number,
  share: number,
  until: number,
): number {
  const last = starts.length - 1
  let at = timeOfDay(clock + zero)
  const stop = at + until - clock
  let p = periodBefore(starts, at)
  let midnight = 0
  if (p < 0) {
    p = last
    midnight = -day
  }
  let left = share
  while (at < stop) {
    const needs = seconds[leg + p * stride]!
    const border = p < last ? midnight + starts[p + 1]! : midnight + day + starts[0]!
    const end = border < stop ? border : stop
    if (needs < CLOSED) left -= needs > 0 ? (end - at) / needs : left
    at = end
    if (++p > last) {
      p = 0
      midnight += day
    }
  }
  return left > 0 ? left : 0
}

/** Latest whole second at which one may depart and arrive by `arrival`. */
export function departByHour(table: HourTable, leg: number, zero: number, arrival: number): number {
  const { starts, seconds, stride } = table
  const last = starts.length - 1
  const ended = timeOfDay(arrival + zero)
  let at = ended
  // a border belongs to the period that ends there
  let p = periodBefore(starts, at - 1)
  let midnight = 0
  if (p < 0) {
    p = last
    midnight = -day
  }
  let left = 1
  let closed = 0
  for (;;) {
    const needs = seconds[leg + p * stride]!
    const border = midnight + starts[p]!
    if (needs >= CLOSED) {
      if (++closed > last) return arrival - CLOSED
    } else {
      closed = 0
      if (at - left * needs >= border) break
      left -= (at - border) / needs
    }
    at = border
    if (--p < 0) {
      p = last
      midnight -= day
    }
  }
  let departs = arrival - Math.ceil(ended - at + left * seconds[leg + p * stride]! - tiny)
  // the last digits of shares
  while (arriveByHour(table, leg, zero, departs, 1) > arrival) departs--
  while (arriveByHour(table, leg, zero, departs + 1, 1) <= arrival) departs++
  return departs
}

/** Seconds for which at least, and at most, somebody is on the way: closed periods are waited for. */
export function boundsByHour({ starts, seconds, stride }: HourTable, leg: number): [number, number] {
  let least = CLOSED
  let most = 0
  let closed = 0
  for (let p = 0; p < starts.length; p++) {
    const needs = seconds[leg + p * stride]!
    if (needs >= CLOSED) {
      closed += (p + 1 < starts.length ? starts[p + 1]! : starts[0]! + day) - starts[p]!
      continue
    }
    if (needs < least) least = needs
    if (needs > most) most = needs
  }
  if (least === CLOSED) return [CLOSED, CLOSED]
  return [least, most + closed * (1 + Math.ceil(most / (day - closed)))]
}

import type { TimeWindow } from '../../model/problem.ts'
import {
  timeRoute,
  type ScheduleVehicle,
  type ScheduleVisit,
  type TimingResult,
  type Travel,
} from './timeRoute.ts'

/**
 * Times a route that people know: a visit that stood on it begins when it stood, or as little later as what is new
 * there makes necessary, and never earlier. The crew waits where a visit fell out, and sets out in time for the first
 * that stood. Where that cannot be kept the earliest of them are let go, one after the other.
 *
 * @param visits in order
 * @param begins by visit, when it began in the plan that stands, seconds; null for one that is new there. Those that
 *   are in another order than they stood in are new, too.
 */
export function timeHeld(
  vehicle: ScheduleVehicle,
  visits: readonly ScheduleVisit[],
  travel: Travel,
  begins: readonly (number | null)[],
): TimingResult {
  const stood = inOrder(begins).filter((i) => clipped(visits[i]!, begins[i]!) !== null)
  for (let skip = 0; skip < stood.length; skip++) {
    const kept = new Set(stood.slice(skip))
    const held = visits.map((visit, i) => (kept.has(i) ? clipped(visit, begins[i]!)! : visit))
    const first = stood[skip]!
    for (const leaveAt of [departureFor(vehicle, held, travel, first, begins[first]!), vehicle.from]) {
      const timed = timeRoute(vehicle, held, travel, leaveAt)
      if (!timed.ok || timed.route.lateSeconds === 0) return timed
    }
  }
  return timeRoute(vehicle, visits, travel)
}

/** The visit not before it stood; null where its windows do not allow that any more. */
function clipped(visit: ScheduleVisit, begins: number): ScheduleVisit | null {
  const windows = (visit.windows ?? [[-Infinity, Infinity] as TimeWindow]).flatMap(
    ([from, to]): TimeWindow[] => (to >= begins ? [[Math.max(from, begins), to]] : []),
  )
  return windows.length > 0 ? { ...visit, windows } : null
}

/** As late as the first that stood is still reached when it stood; no earlier than the shift. */
function departureFor(
  vehicle: ScheduleVehicle,
  visits: readonly ScheduleVisit[],
  travel: Travel,
  first: number,
  begins: number,
): number {
  const before = visits.slice(0, first)
  const timed = timeRoute(
    { ...vehicle, end: null, breaks: [] },
    [...before, { ...visits[first]!, windows: [[begins, begins]] }],
    travel,
  )
  return timed.ok && timed.route.lateSeconds === 0 ? timed.route.departure : vehicle.from
}

/** Most indices whose values never fall (longest non-decreasing subsequence), nulls left out. */
function inOrder(begins: readonly (number | null)[]): number[] {
  const length = begins.map(() => 0)
  const before = begins.map(() => -1)
  let last = -1
  begins.forEach((value, i) => {
    if (value === null) return
    length[i] = 1
    for (let j = 0; j < i; j++)
      if (length[j]! >= length[i]! && begins[j]! <= value) {
        length[i] = length[j]! + 1
        before[i] = j
      }
    if (last < 0 || length[i]! > length[last]!) last = i
  })
  const found: number[] = []
  for (let i = last; i >= 0; i = before[i]!) found.unshift(i)
  return found
}

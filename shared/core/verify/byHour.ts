/** Travel by hour of day as the judge counts it, from the definition of `TravelByHour` alone. */
import type { Problem, ProblemVehicle } from '../../model/problem.ts'
import { UNREACHABLE } from '../../model/travel.ts'

export interface Hours {
  starts: readonly number[]
  /** null: nobody gets on in that period */
  seconds(period: number, from: number, to: number): number | null
  metres(period: number, from: number, to: number): number | undefined
}

/** A piece of a way that is driven in one go. */
export interface Stretch {
  from: number
  seconds: number
}

export function hoursOf(problem: Problem, vehicle: ProblemVehicle): Hours | null {
  const profile = vehicle.profile ?? 'car'
  const factor = vehicle.speed_factor ?? 1
  const flat = problem.travelByHour?.[profile]
  if (flat)
    return {
      starts: flat.starts,
      seconds: (period, from, to) => {
        const table = flat.matrices[period]!
        const cell = table.seconds[from * table.size + to]
        return cell === undefined || cell === UNREACHABLE ? null : Math.round(cell / factor)
      },
      metres: (period, from, to) => flat.matrices[period]!.metres[from * flat.matrices[period]!.size + to],
    }
  const periods = problem.roundsman?.periods
  const rows = periods?.matrices[profile]
  if (!rows) return null
  const far = rows.every((one) => one.distances)
  return {
    starts: periods!.starts,
    seconds: (period, from, to) => {
      const cell = rows[period]!.durations[from]?.[to]
      return cell === null || cell === undefined ? null : Math.round(cell / factor)
    },
    metres: (period, from, to) => (far ? (rows[period]!.distances![from]![to] ?? 0) : undefined),
  }
}

const wholeDay = 24 * 3600

/** Which period holds at a moment, and when the next one begins. */
function periodAround({ starts }: Hours, moment: number): { period: number; until: number } {
  const midnight = Math.floor(moment / wholeDay) * wholeDay
  const begun = starts.filter((start) => midnight + start <= moment).length
  return {
    period: (begun + starts.length - 1) % starts.length,
    until: begun < starts.length ? midnight + starts[begun]! : midnight + wholeDay + starts[0]!,
  }
}

export const metresAt = (hours: Hours, from: number, to: number, moment: number): number | undefined =>
  hours.metres(periodAround(hours, moment).period, from, to)

/**
 * Drives for at most `most` seconds.
 * @returns share of the way done, and the seconds after which it was done (as a fraction), if it was
 */
function drive(hours: Hours, from: number, to: number, moment: number, left: number, most: number) {
  let spent = 0
  let done = 0
  while (spent < most) {
    const { period, until } = periodAround(hours, moment + spent)
    const needs = hours.seconds(period, from, to)
    const room = Math.min(until - moment, most) - spent
    if (needs !== null) {
      const rest = (left - done) * needs
      if (rest <= room) return { done: left, after: spent + rest }
      done += room / needs
    }
    spent += room
  }
  return { done, after: null }
}

/** Longer than any way. */
const ever = 400 * wholeDay

/**
 * Seconds that the way takes in all when it is driven in these pieces: as many as the pieces have when they are right,
 * else what they should have had. Null where there is no way at any hour.
 */
export function secondsByHour(
  hours: Hours,
  from: number,
  to: number,
  stretches: readonly Stretch[],
): number | null {
  if (hours.starts.every((_, period) => hours.seconds(period, from, to) === null)) return null
  let left = 1
  let total = 0
  for (const [i, stretch] of stretches.entries()) {
    const whole = left > 0 ? drive(hours, from, to, stretch.from, left, ever).after! : 0
    const isLast = i === stretches.length - 1
    // rounded up to a whole second, give or take what fractions lose
    const right = whole - 2e-6 <= stretch.seconds && stretch.seconds < whole + 1
    if (isLast) return total + (right ? stretch.seconds : Math.ceil(whole - 1e-6))
    if (right) left = 0
    else if (stretch.seconds > whole) return total + Math.ceil(whole - 1e-6)
    else left -= drive(hours, from, to, stretch.from, left, stretch.seconds).done
    total += stretch.seconds
  }
  return total
}

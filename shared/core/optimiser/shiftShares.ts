/** How much of the crews' work falls into each period of the day. */
import type { Problem } from '../../model/problem.ts'

const day = 86_400

/** Seconds that two spans share. */
const overlap = (from: number, to: number, start: number, end: number) =>
  Math.max(0, Math.min(to, end) - Math.max(from, start))

/**
 * @param starts of the periods, seconds from midnight
 * @returns seconds of the shifts of a profile's vehicles in each period; of whole days where shifts are not known
 */
export function shiftShares(problem: Problem, profile: string, starts: readonly number[]): number[] {
  const shares = starts.map(() => 0)
  const add = (from: number, to: number) =>
    starts.forEach((start, p) => {
      const end = starts[p + 1] ?? starts[0]! + day
      // the last period of a day runs past midnight, and so may a shift
      for (const shift of [-day, 0, day])
        shares[p] = shares[p]! + overlap(from, to, start + shift, end + shift)
    })
  for (const vehicle of problem.vehicles) {
    if ((vehicle.profile ?? 'car') !== profile) continue
    const [from, to] = vehicle.time_window ?? [0, day]
    const begin = ((from % day) + day) % day
    add(begin, begin + Math.min(to - from, day))
  }
  return shares
}

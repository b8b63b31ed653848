/** The parts of {@link Compiled} that only some problems have: costs of times, spacing of visits. */
import type { Problem, ProblemJob, ProblemVehicle, TimeWindow } from '../../model/problem.ts'
import { type Compiled, TIME_MAX } from './compiled.ts'

const clamp = (time: number) => Math.max(-TIME_MAX, Math.min(TIME_MAX, time))

/** Lists of windows with a number each, behind one another. */
function rated(
  jobs: readonly ProblemJob[],
  origin: number,
  of: (job: ProblemJob) => { window: TimeWindow; rate: number }[],
): { index: Int32Array; from: Int32Array; to: Int32Array; rate: Float64Array } {
  const lists = jobs.map(of)
  const flat = lists.flat()
  const index = new Int32Array(jobs.length + 1)
  lists.forEach((list, j) => (index[j + 1] = index[j]! + list.length))
  return {
    index,
    from: Int32Array.from(flat, ({ window }) => clamp(window[0] - origin)),
    to: Int32Array.from(flat, ({ window }) => clamp(window[1] - origin)),
    rate: Float64Array.from(flat, ({ rate }) => rate),
  }
}

type TimedParts = Pick<
  Compiled,
  'timed' | 'soft' | 'softFrom' | 'softTo' | 'softRate' | 'chances' | 'chanceFrom' | 'chanceTo' | 'chanceLoss'
>

export function timedParts({ jobs }: Problem, origin: number, costScale: number): TimedParts {
  const soft = rated(jobs, origin, ({ roundsman }) =>
    (roundsman?.soft_windows ?? []).map(({ window, cost_per_minute }) => ({
      window,
      rate: (cost_per_minute / 60) * costScale,
    })),
  )
  // whole thousandths of a point, so that sums do not depend on their order
  const chances = rated(jobs, origin, ({ roundsman, priority = 0 }) =>
    (roundsman?.chances ?? []).map(({ window, chance }) => ({
      window,
      rate: Math.round(priority * (1 - chance) * 1000),
    })),
  )
  return {
    timed: soft.rate.length > 0 || chances.rate.some((loss) => loss > 0),
    soft: soft.index,
    softFrom: soft.from,
    softTo: soft.to,
    softRate: soft.rate,
    chances: chances.index,
    chanceFrom: chances.from,
    chanceTo: chances.to,
    chanceLoss: chances.rate,
  }
}

/** Day on which the vehicle's shift begins, counted from the problem's zero. */
export const dayOf = ({ time_window: shift }: ProblemVehicle): number =>
  Math.floor((shift?.[0] ?? 0) / 86_400)

type SpacingParts = Pick<
  Compiled,
  'spaced' | 'borrower' | 'spacingDays' | 'borrowerFrom' | 'borrowerJobs' | 'day'
>

export function spacingParts({ jobs, vehicles }: Problem): SpacingParts {
  const members = new Map<number, number[]>()
  jobs.forEach(({ roundsman }, j) => {
    const key = roundsman?.spacing?.borrower
    if (key !== undefined) members.set(key, [...(members.get(key) ?? []), j])
  })
  const groups = [...members.values()].filter((list) => list.length > 1)
  const borrower = new Int32Array(jobs.length).fill(-1)
  const borrowerFrom = new Int32Array(groups.length + 1)
  groups.forEach((list, one) => {
    borrowerFrom[one + 1] = borrowerFrom[one]! + list.length
    for (const job of list) borrower[job] = one
  })
  return {
    spaced: groups.length > 0,
    borrower,
    spacingDays: Int32Array.from(jobs, ({ roundsman }) => roundsman?.spacing?.days ?? 0),
    borrowerFrom,
    borrowerJobs: Int32Array.from(groups.flat()),
    day: Int32Array.from(vehicles, dayOf),
  }
}

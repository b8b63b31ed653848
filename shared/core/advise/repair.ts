/** Mends a plan after a change: a new window, an absence, a visit that fell away. */
import type { Problem, Solution } from '../../model/problem.ts'
import { type SearchOptions, solve } from '../optimiser/solve.ts'
import type { RouteList } from '../optimiser/solution.ts'
import { routeList } from './trial.ts'

/** What moving a visit to another crew-day costs in a repair, when the problem does not say. */
const defaultChangeCost = 1_800

export interface RepairOptions extends Pick<SearchOptions, 'now' | 'cancel' | 'iterations'> {
  seed?: number
  /** default 0.25 */
  limitSeconds?: number
  changeCost?: number
}

/**
 * @param problem as it is now
 * @param previous the plan that stood before
 * @returns a lawful plan near `previous`; changes cost, so that only those that pay are made
 */
export function repair(problem: Problem, previous: Solution | RouteList, options: RepairOptions): Solution {
  const { seed = 1, limitSeconds = 0.25, changeCost = defaultChangeCost, ...rest } = options
  const routes = routeList(previous)
  const vehicleOf = new Map(routes.flatMap(({ vehicle, jobs }) => jobs.map((id) => [id, vehicle] as const)))
  const jobs = problem.jobs.map((job) => {
    const vehicle = vehicleOf.get(job.id)
    if (vehicle === undefined || job.roundsman?.previous) return job
    return {
      ...job,
      roundsman: { ...job.roundsman, previous: { vehicle, arrival: 0, change_cost: changeCost } },
    }
  })
  return solve({ ...problem, jobs }, { ...rest, seed, limitSeconds, warmStart: routes })
}

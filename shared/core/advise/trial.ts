/** A standing plan on which single insertions are tried exactly, without changing it. */
import { compile } from '../optimiser/compile.ts'
import type { Compiled } from '../optimiser/compiled.ts'
import { type RouteList, routesOfSolution, toRoutes } from '../optimiser/solve.ts'
import { Tours } from '../optimiser/tours.ts'
import type { Problem, Solution } from '../../model/problem.ts'
import { RefusalError } from '../../model/refusal.ts'

export interface Trial {
  problem: Problem
  compiled: Compiled
  /** the plan without the job */
  tours: Tours
  /** number of the job, and of each vehicle by id */
  job: number
  vehicleOf: Map<number, number>
  /** where the standing plan has the job, -1: nowhere */
  currentVehicle: number
  routes: RouteList
}

export const routeList = (plan: Solution | RouteList): RouteList =>
  Array.isArray(plan) ? plan : routesOfSolution(plan)

/**
 * Loads the plan without `jobId`. The job's own windows become one window that may be set (`setWindow`).
 * Stops that no longer hold (a window that has changed since) are left out, so that the rest can be judged.
 * @throws RefusalError `visit-unknown`
 */
export function openTrial(problem: Problem, plan: Solution | RouteList, jobId: number): Trial {
  const job = problem.jobs.findIndex(({ id }) => id === jobId)
  if (job < 0) throw new RefusalError('visit-unknown', { id: jobId })
  const compiled = compile(problem)
  const tours = new Tours(compiled)
  const list = routeList(plan)
  const routes = toRoutes(problem, list)
  let currentVehicle = -1
  for (let vehicle = 0; vehicle < compiled.vehicles; vehicle++) {
    const list = [...routes.jobs.subarray(routes.from[vehicle]!, routes.from[vehicle + 1]!)]
    if (list.includes(job)) currentVehicle = vehicle
    tours.setRoute(
      vehicle,
      list.filter((one) => one !== job),
    )
  }
  return {
    problem,
    compiled,
    tours,
    job,
    vehicleOf: new Map(problem.vehicles.map(({ id }, v) => [id, v])),
    currentVehicle,
    routes: list,
  }
}

/** Cost of the cheapest lawful insertion and the node it follows; null when there is none. */
export function tryInsertion(
  { tours }: Trial,
  job: number,
  vehicle: number,
  slot = tours.current[vehicle]!,
): { cost: number; node: number } | null {
  const entry = tours.evaluate(job, vehicle, slot, -1)
  const cost = tours.cacheCost[entry]!
  return cost === Infinity ? null : { cost, node: tours.cacheNode[entry]! }
}

/** Job ids of a slot in order. */
export function idsOf({ tours, problem }: Trial, slot: number): number[] {
  const b = slot * tours.stride
  return Array.from({ length: tours.length[slot]! }, (_, i) => problem.jobs[tours.job[b + i + 1]!]!.id)
}

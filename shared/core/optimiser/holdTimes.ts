import type { Problem, Solution } from '../../model/problem.ts'
import { writeSolution, type RouteList, type Standing } from './solution.ts'

/**
 * A plan that people know holds its hours: where a visit fell out those after it are not brought forward, and where one
 * came in nobody begins earlier, so that no one has to be told of a time that nothing makes necessary. Routes whose
 * hours cannot be held stay as the search timed them.
 * @param standing where each job stood
 * @param isRight the verifier's word on a whole answer; what it does not accept is not held
 */
export function holdTimes(
  problem: Problem,
  solution: Solution,
  standing: Standing,
  isRight: (tried: Solution) => boolean,
): Solution {
  const routes: RouteList = solution.routes.map(({ vehicle, steps }) => ({
    vehicle,
    jobs: steps.flatMap(({ type, id }) => (type === 'job' && id !== undefined ? [id] : [])),
  }))
  const reasons = new Map(solution.unassigned.map(({ id, roundsman }) => [id, roundsman?.reason]))
  const on = (vehicles: ReadonlySet<number>): Solution =>
    writeSolution(
      problem,
      routes,
      (id) => reasons.get(id) ?? 'unplanned-no-room',
      new Map([...standing].filter(([, { vehicle }]) => vehicles.has(vehicle))),
    )
  const all = new Set(routes.map(({ vehicle }) => vehicle))
  const held = on(all)
  if (isRight(held)) return held
  const some = new Set<number>()
  for (const vehicle of all) if (!isRight(on(some.add(vehicle)))) some.delete(vehicle)
  return some.size > 0 ? on(some) : solution
}

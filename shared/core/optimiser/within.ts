/** A search that may change some vehicles' routes only: what a change has not hit stands still, to the minute. */
import type { Compiled } from './compiled.ts'
import { partOf } from './part.ts'
import { Tours } from './tours.ts'
import { listsOf, type Routes, routesOf } from './worth.ts'

export interface Within {
  part: Compiled
  /** the given plan, in the part's numbers */
  start: Routes
  /** routes of the part put back into the plan */
  whole(routes: Routes): Routes
}

/**
 * @param routes the plan that stands
 * @param vehicles numbers of those that may change; the jobs on them may, those that are in no route, and those that
 * do not hold any longer where they are
 */
export function searchWithin(problem: Compiled, routes: Routes, vehicles: readonly number[]): Within {
  const open = new Set(vehicles)
  const tours = new Tours(problem)
  const seen = new Set<number>()
  const lists = listsOf(routes, problem.vehicles).map((list, vehicle) => {
    const own = list.filter((job) => !seen.has(job))
    for (const job of own) seen.add(job)
    if (open.has(vehicle) || own.length === 0) return own
    tours.setRoute(vehicle, own)
    const slot = tours.current[vehicle]!
    const b = slot * tours.stride + 1
    return [...tours.job.subarray(b, b + tours.length[slot]!)]
  })
  const vehicleOf = new Int32Array(problem.jobs).fill(-1)
  lists.forEach((list, vehicle) => list.forEach((job) => (vehicleOf[job] = vehicle)))
  const jobs = Int32Array.from(
    [...vehicleOf.keys()].filter((job) => vehicleOf[job]! < 0 || open.has(vehicleOf[job]!)),
  )
  const own = Int32Array.from([...open].sort((a, b) => a - b))
  const work = Float64Array.from(lists, (_, vehicle) => tours.work[tours.current[vehicle]!]!)
  const part = partOf(problem, jobs, own, vehicleOf, work)
  const outside = lists.flatMap((list, vehicle) => (open.has(vehicle) ? [] : list))
  part.maxMoved =
    problem.maxMoved -
    outside.filter((job) => problem.kept[job]! >= 0 && problem.kept[job] !== vehicleOf[job]).length
  const numberOf = new Map([...jobs].map((job, j) => [job, j]))
  return {
    part,
    start: routesOf([...own].map((vehicle) => lists[vehicle]!.map((job) => numberOf.get(job)!))),
    whole(found) {
      const all = [...lists]
      listsOf(found, own.length).forEach((list, v) => (all[own[v]!] = list.map((job) => jobs[job]!)))
      return routesOf(all)
    },
  }
}

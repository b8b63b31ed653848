/**
 * Selective route exchange (Nagata & Bräysy, "A Powerful Route Minimization Heuristic for the Vehicle Routing Problem
 * with Time Windows", 2010): a child has one parent's plan, but in one neighbourhood the other parent's routes.
 */
import type { Random } from '../lib/random.ts'
import type { Compiled } from './compiled.ts'
import { listsOf, type Routes, routesOf } from './worth.ts'

/** Vehicle of each job, -1: none. */
function vehiclesOf(lists: readonly (readonly number[])[], jobs: number): Int32Array {
  const of = new Int32Array(jobs).fill(-1)
  lists.forEach((list, vehicle) => list.forEach((job) => (of[job] = vehicle)))
  return of
}

/** Used routes of a plan from a random job outwards. */
function nearRoutes(problem: Compiled, of: Int32Array, seed: number, count: number): number[] {
  const found: number[] = []
  const base = seed * problem.neighbourCount
  for (let k = -1; k < problem.neighbourCount && found.length < count; k++) {
    const vehicle = of[k < 0 ? seed : problem.neighbours[base + k]!]!
    if (vehicle >= 0 && !found.includes(vehicle)) found.push(vehicle)
  }
  return found
}

/** The routes that hold most of the given jobs. */
function likest(of: Int32Array, jobs: Iterable<number>, vehicles: number, count: number): number[] {
  const shared = new Int32Array(vehicles)
  for (const job of jobs) if (of[job]! >= 0) shared[of[job]!]!++
  return [...shared.keys()]
    .filter((vehicle) => shared[vehicle]! > 0)
    .sort((a, b) => shared[b]! - shared[a]! || a - b)
    .slice(0, count)
}

/**
 * @returns routes without a job twice; jobs that neither half has are left out and have to be put in.
 */
export function crossRoutes(problem: Compiled, one: Routes, other: Routes, random: Random): Routes {
  const { vehicles, kind } = problem
  const lists = listsOf(one, vehicles)
  const donor = listsOf(other, vehicles)
  const of = vehiclesOf(lists, problem.jobs)
  const used = lists.filter((list) => list.length > 0).length
  if (used === 0 || problem.jobs === 0) return one
  const most = Math.max(1, Math.ceil(used / 2))
  const out = nearRoutes(problem, of, random.below(problem.jobs), 1 + random.below(most))
  const leaving = new Set(out.flatMap((vehicle) => lists[vehicle]!))
  const coming = likest(vehiclesOf(donor, problem.jobs), leaving, vehicles, out.length)
  const free = new Set(out)
  const give = new Map<number, number>()
  // the same vehicle where it is free, else another of its kind
  for (const vehicle of coming) if (free.delete(vehicle)) give.set(vehicle, vehicle)
  for (const vehicle of coming)
    if (!give.has(vehicle)) {
      const twin = [...free].find((one) => kind[one] === kind[vehicle])
      if (twin === undefined) continue
      free.delete(twin)
      give.set(vehicle, twin)
    }
  const given = new Set([...give.keys()].flatMap((vehicle) => donor[vehicle]!))
  // a job in both halves stays in one of them
  const keepOld = random.next() < 0.5
  const child = lists.map((list, vehicle) =>
    out.includes(vehicle) ? [] : keepOld ? list : list.filter((job) => !given.has(job)),
  )
  const kept = new Set(keepOld ? child.flat() : [])
  for (const [from, to] of give) child[to] = donor[from]!.filter((job) => !kept.has(job))
  return routesOf(child)
}

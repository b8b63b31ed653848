/** Cuts a plan into parts that are searched apart, anew in every round, so that no border stays. */
import type { Random } from '../lib/random.ts'
import type { Compiled } from './compiled.ts'
import { listsOf, type Routes } from './worth.ts'

export interface Cut {
  vehicles: Int32Array
  jobs: Int32Array
}

/** Nearest jobs of each job that say which routes lie together. */
const looked = 12

/** Routes near one another, as pairs of vehicle and how many near jobs they share. */
function nearness(problem: Compiled, vehicleOf: Int32Array): Map<number, number>[] {
  const near = Array.from({ length: problem.vehicles }, () => new Map<number, number>())
  const count = Math.min(looked, problem.neighbourCount)
  for (let job = 0; job < problem.jobs; job++) {
    const one = vehicleOf[job]!
    if (one < 0) continue
    for (let k = 0; k < count; k++) {
      const other = vehicleOf[problem.neighbours[job * problem.neighbourCount + k]!]!
      if (other < 0 || other === one) continue
      near[one]!.set(other, (near[one]!.get(other) ?? 0) + 1)
      near[other]!.set(one, (near[other]!.get(one) ?? 0) + 1)
    }
  }
  return near
}

/**
 * @param parts how many, about equal in jobs; routes that have jobs near one another come together, whatever their days
 * @returns every vehicle and every job in exactly one part
 */
export function cutPlan(problem: Compiled, routes: Routes, parts: number, random: Random): Cut[] {
  const lists = listsOf(routes, problem.vehicles)
  const vehicleOf = new Int32Array(problem.jobs).fill(-1)
  lists.forEach((list, vehicle) => list.forEach((job) => (vehicleOf[job] = vehicle)))
  const used = lists.flatMap((list, vehicle) => (list.length > 0 ? [vehicle] : []))
  const count = Math.max(1, Math.min(parts, used.length))
  const near = nearness(problem, vehicleOf)
  const partOfVehicle = new Int32Array(problem.vehicles).fill(-1)
  let left = used.reduce((sum, vehicle) => sum + lists[vehicle]!.length, 0)
  const open = new Set(used)
  for (let part = 0; part < count; part++) {
    const wanted = left / (count - part)
    // a part begins beside what was cut already, at a route with few open ones around it: no scraps are left
    let next = part === 0 ? used[random.below(used.length)]! : fewestOpen(near, open)
    let has = 0
    const pull = new Map<number, number>()
    while (next >= 0) {
      open.delete(next)
      partOfVehicle[next] = part
      has += lists[next]!.length
      pull.delete(next)
      if (part < count - 1 && has >= wanted) break
      for (const [other, strength] of near[next]!)
        if (open.has(other)) pull.set(other, (pull.get(other) ?? 0) + strength)
      next = strongest(pull)
      if (next < 0) next = open.values().next().value ?? -1
      if (open.size <= count - part - 1) break
    }
    left -= has
  }
  for (const vehicle of open) partOfVehicle[vehicle] = count - 1
  let turn = 0
  for (let vehicle = 0; vehicle < problem.vehicles; vehicle++)
    if (partOfVehicle[vehicle]! < 0) partOfVehicle[vehicle] = turn++ % count
  const jobs: number[][] = Array.from({ length: count }, () => [])
  for (let job = 0; job < problem.jobs; job++) jobs[partOfJob(job)]!.push(job)
  return jobs.map((list, part) => ({
    jobs: Int32Array.from(list),
    vehicles: Int32Array.from([...partOfVehicle.keys()].filter((vehicle) => partOfVehicle[vehicle] === part)),
  }))

  /** A job that is out goes where its nearest neighbour with a route is. */
  function partOfJob(job: number): number {
    if (vehicleOf[job]! >= 0) return partOfVehicle[vehicleOf[job]!]!
    for (let k = 0; k < problem.neighbourCount; k++) {
      const vehicle = vehicleOf[problem.neighbours[job * problem.neighbourCount + k]!]!
      if (vehicle >= 0) return partOfVehicle[vehicle]!
    }
    return job % count
  }
}

function fewestOpen(near: readonly Map<number, number>[], open: ReadonlySet<number>): number {
  let best = -1
  let least = Infinity
  for (const vehicle of open) {
    let around = 0
    for (const [other, strength] of near[vehicle]!) if (open.has(other)) around += strength
    if (around < least) {
      least = around
      best = vehicle
    }
  }
  return best
}

function strongest(pull: ReadonlyMap<number, number>): number {
  let best = -1
  let most = 0
  for (const [vehicle, strength] of pull)
    if (strength > most) {
      most = strength
      best = vehicle
    }
  return best
}

/** Removes strings of jobs from routes near a random job (Christiaens & Vanden Berghe, 2020). */
import type { Random } from '../lib/random.ts'
import type { Plan } from './plan.ts'
import type { SearchSettings } from './settings.ts'

/** Takes strings out of the routes near `seed`; the jobs are in the plan's bank then. */
export function ruin(plan: Plan, settings: SearchSettings, random: Random): void {
  const { problem, tours } = plan
  if (problem.jobs === 0) return
  let served = 0
  let used = 0
  for (let vehicle = 0; vehicle < problem.vehicles; vehicle++) {
    const length = tours.length[tours.current[vehicle]!]!
    served += length
    if (length > 0) used++
  }
  if (used === 0) return
  const longest = Math.min(settings.longest, served / used)
  const most = (4 * settings.removed) / (1 + longest) - 1
  const strings = Math.floor(random.next() * most + 1)
  const seed = random.below(problem.jobs)
  let done = 0
  const base = seed * problem.neighbourCount
  for (let k = -1; k < problem.neighbourCount && done < strings; k++) {
    const job = k < 0 ? seed : problem.neighbours[base + k]!
    const vehicle = tours.routeOf[job]!
    if (vehicle < 0 || plan.isTouched(vehicle)) continue
    const length = tours.length[tours.current[vehicle]!]!
    const size = Math.floor(random.next() * Math.min(length, longest) + 1)
    removeString(plan, settings, random, vehicle, tours.nodeOf[job]!, Math.min(size, length))
    done++
  }
}

/** Takes a string of `size` jobs that holds `node`, perhaps keeping some of its middle, and rewrites the route. */
function removeString(
  plan: Plan,
  settings: SearchSettings,
  random: Random,
  vehicle: number,
  node: number,
  size: number,
): void {
  const { tours } = plan
  const length = tours.length[tours.current[vehicle]!]!
  let kept = 0
  if (size > 1 && size < length && random.next() < settings.split) {
    kept = 1
    while (size + kept < length && random.next() < settings.grow) kept++
  }
  const span = size + kept
  const least = Math.max(1, node - span + 1)
  const most = Math.min(node, length - span + 1)
  const begin = least + random.below(most - least + 1)
  const keepFrom = kept > 0 ? begin + 1 + random.below(size - 1) : -1
  const b = tours.current[vehicle]! * tours.stride
  for (let at = begin; at < begin + span; at++)
    if (kept === 0 || at < keepFrom || at >= keepFrom + kept) plan.take(tours.job[b + at]!)
  const feasible = tours.copyWithout(vehicle, plan.removedAt, plan.tick)
  plan.touch(vehicle)
  if (!feasible) plan.emptyRoute(vehicle)
}

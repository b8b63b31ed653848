/**
 * Two routes exchange everything after a cut (2-opt*, Potvin & Rousseau, 1995). Where routes are long, strings are too
 * short to carry half a route across; this does it in one move.
 */
import type { Random } from '../lib/random.ts'
import type { Plan } from './plan.ts'

/** Partners that are looked at: the nearest ones of a random job. */
const partners = 16

/**
 * Looks for the cheapest exchange that brings a random job's route to one of the jobs near it, and makes it, cheaper
 * or not.
 * @returns whether two routes were rewritten; they are the plan's touched ones then
 */
export function swapTails(plan: Plan, random: Random): boolean {
  const { problem, tours } = plan
  const { size, classes, travelClass, neighbours, neighbourCount } = problem
  const { place, departure, latest, legCost, stride, labels } = tours
  if (problem.jobs === 0) return false
  const job = random.below(problem.jobs)
  const vehicle = tours.routeOf[job]!
  if (vehicle < 0) return false
  const at = tours.current[vehicle]! * stride + tours.nodeOf[job]!
  const { seconds, cost, hours } = classes[travelClass[vehicle]!]!
  const count = Math.min(partners, neighbourCount)
  let least = Infinity
  let cut = -1
  let partner = -1
  for (let k = 0; k < count; k++) {
    const next = neighbours[job * neighbourCount + k]!
    const other = tours.routeOf[next]!
    if (other < 0 || other === vehicle) continue
    const to = tours.current[other]! * stride + tours.nodeOf[next]!
    const there = place[at]! * size + place[to]!
    const back = place[to - 1]! * size + place[at + 1]!
    const added = cost[there]! + cost[back]! - legCost[at]! - legCost[to - 1]!
    if (added >= least) continue
    // without breaks the two joints settle it; with them, or by hour, timing the routes anew does
    if (labels === 1 && hours === null) {
      if (departure[at]! + seconds[there]! > tours.latestNear[to]!) continue
      const onward = tours.job[at + 1]! < 0 ? latest[at + 1]! : tours.latestNear[at + 1]!
      if (departure[to - 1]! + seconds[back]! > onward) continue
    }
    least = added
    partner = other
    cut = tours.nodeOf[next]! - 1
  }
  return partner >= 0 && exchange(plan, vehicle, tours.nodeOf[job]!, partner, cut)
}

/** Joins the first `cut` nodes of each route to the rest of the other one. */
function exchange(plan: Plan, one: number, cutOne: number, other: number, cutOther: number): boolean {
  const { tours } = plan
  if (!mayTake(plan, one, cutOne + 1, other) || !mayTake(plan, other, cutOther + 1, one)) return false
  const fits = tours.join(one, cutOne, other, cutOther) && tours.join(other, cutOther, one, cutOne)
  if (!fits) return false
  plan.touch(one)
  plan.touch(other)
  return true
}

/** Whether the jobs of a route from a node on may be served by another vehicle. */
function mayTake(plan: Plan, from: number, node: number, vehicle: number): boolean {
  const { tours, problem } = plan
  const slot = tours.current[from]!
  const b = slot * tours.stride
  for (let k = node; k <= tours.length[slot]!; k++) {
    const job = tours.job[b + k]!
    if (problem.allowed[job * problem.vehicles + vehicle] === 0) return false
    // on another day the borrower's other visit may be too near
    if (problem.borrower[job]! >= 0 && problem.day[from] !== problem.day[vehicle]) return false
  }
  return true
}

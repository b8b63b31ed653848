/** Sums of a slot that do not depend on the clock: cost, travel, load. */
import type { Tours } from './tours.ts'

/** Sums that do not depend on the clock. False when a limit of the vehicle is broken. */
export function account(tours: Tours, vehicle: number, slot: number): boolean {
  const problem = tours.problem
  const b = slot * tours.stride
  const length = tours.length[slot]!
  const { place, job, legCost } = tours
  const { size, dimensions, extra, vehicles, service, setup, hasSetup, keeps, kept } = problem
  const travelClass = problem.classes[problem.travelClass[vehicle]!]!
  const { seconds, cost: costs, metres } = travelClass
  let cost = 0
  let travel = 0
  let far = 0
  let action = 0
  let moved = 0
  for (let d = 0; d < dimensions; d++) {
    tours.delivered[slot * dimensions + d] = 0
    tours.pickedUp[slot * dimensions + d] = 0
  }
  for (let at = b; at <= b + length; at++) {
    const leg = place[at]! * size + place[at + 1]!
    const one = job[at]!
    legCost[at] = costs[leg]!
    cost += costs[leg]!
    travel += seconds[leg]!
    if (metres) far += metres[leg]!
    if (one < 0) continue
    action += service[one]!
    if (hasSetup && place[at - 1] !== place[at] && (at === b + 1 || !tours.near(job[at - 1]!, one)))
      action += setup[one]!
    if (keeps && kept[one]! >= 0 && kept[one] !== vehicle) moved++
    if (extra) cost += extra[one * vehicles + vehicle]!
    for (let d = 0; d < dimensions; d++) {
      const sum = slot * dimensions + d
      tours.delivered[sum] = tours.delivered[sum]! + problem.delivery[one * dimensions + d]!
      tours.pickedUp[sum] = tours.pickedUp[sum]! + problem.pickup[one * dimensions + d]!
    }
  }
  tours.moved[slot] = moved
  if (length > 0) cost += problem.fixed[vehicle]!
  tours.cost[slot] = length > 0 ? cost + action * problem.taskRate[vehicle]! : 0
  tours.travel[slot] = length > 0 ? travel : 0
  tours.metres[slot] = length > 0 ? far : 0
  tours.work[slot] = length > 0 ? travel + action : 0
  if (length === 0) legCost[b] = 0
  // an empty slot too: its peaks are read when something is put in
  const carries = dimensions === 0 || load(tours, vehicle, slot)
  if (length === 0) return true
  if (length > problem.maxTasks[vehicle]!) return false
  // by the hour these are averages, and the timing tells
  if (
    travelClass.hours === null &&
    (travel > problem.maxTravel[vehicle]! || far > problem.maxMetres[vehicle]!)
  )
    return false
  return carries
}

function load(tours: Tours, vehicle: number, slot: number): boolean {
  const { dimensions, mixedLoad, delivery, pickup, capacity } = tours.problem
  const b = slot * tours.stride
  const length = tours.length[slot]!
  for (let d = 0; d < dimensions; d++) {
    const most = capacity[vehicle * dimensions + d]!
    const delivered = tours.delivered[slot * dimensions + d]!
    if (delivered > most || tours.pickedUp[slot * dimensions + d]! > most) return false
    if (!mixedLoad) continue
    let load = delivered
    let peak = load
    tours.peakBefore[b * dimensions + d] = peak
    for (let node = 1; node <= length; node++) {
      const one = tours.job[b + node]! * dimensions + d
      load += pickup[one]! - delivery[one]!
      if (load > peak) peak = load
      tours.peakBefore[(b + node) * dimensions + d] = peak
    }
    if (peak > most) return false
    peak = load
    for (let node = length; node >= 0; node--) {
      if (load > peak) peak = load
      tours.peakAfter[(b + node) * dimensions + d] = peak
      if (node === 0) break
      const one = tours.job[b + node]! * dimensions + d
      load -= pickup[one]! - delivery[one]!
    }
  }
  return true
}

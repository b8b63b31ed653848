/** Times of a slot from its order: what is left of each window before and after every node. */
import { TIME_MAX } from './compiled.ts'
import { latestWithin, NEVER } from './latestWithin.ts'
import { account } from './sums.ts'
import type { Tours } from './tours.ts'

/**
 * {@link insert} where nothing but windows and sums has to be kept: only the stretch that changes is timed anew,
 * forward until a departure is as before, backward until a latest arrival is.
 */
export function insertSimple(
  tours: Tours,
  vehicle: number,
  slot: number,
  job: number,
  node: number,
): boolean {
  const { place, job: jobs, departure, latest, latestNear, legCost, problem } = tours
  const { service, windows, windowFrom, windowTo, size, dimensions, extra } = problem
  const { seconds, cost: costs, metres } = problem.classes[problem.travelClass[vehicle]!]!
  const b = slot * tours.stride
  const length = tours.length[slot]! + 1
  const own = b + node + 1
  const end = b + length
  const before = place[b + node]! * size
  const here = problem.place[job]!
  const after = place[own]!
  const there = before + here
  const onward = here * size + after
  const skipped = before + after
  const empty = length === 1
  const extraTravel = seconds[there]! + seconds[onward]! - (empty ? 0 : seconds[skipped]!)
  tours.cost[slot] =
    tours.cost[slot]! +
    costs[there]! +
    costs[onward]! -
    (empty ? -problem.fixed[vehicle]! : costs[skipped]!) +
    (extra ? extra[job * problem.vehicles + vehicle]! : 0)
  tours.travel[slot] = tours.travel[slot]! + extraTravel
  tours.work[slot] = tours.work[slot]! + extraTravel + service[job]!
  if (metres)
    tours.metres[slot] =
      tours.metres[slot]! + metres[there]! + metres[onward]! - (empty ? 0 : metres[skipped]!)
  for (let d = 0; d < dimensions; d++) {
    const sum = slot * dimensions + d
    tours.delivered[sum] = tours.delivered[sum]! + problem.delivery[job * dimensions + d]!
    tours.pickedUp[sum] = tours.pickedUp[sum]! + problem.pickup[job * dimensions + d]!
  }
  for (let at = end + 1; at > own; at--) {
    place[at] = place[at - 1]!
    jobs[at] = jobs[at - 1]!
    departure[at] = departure[at - 1]!
    latest[at] = latest[at - 1]!
    legCost[at] = legCost[at - 1]!
  }
  place[own] = here
  jobs[own] = job
  legCost[own - 1] = costs[there]!
  legCost[own] = costs[onward]!
  tours.length[slot] = length
  tours.version[slot] = tours.stamp()
  let clock = departure[own - 1]!
  for (let at = own; at <= end; at++) {
    const one = jobs[at]!
    clock += seconds[place[at - 1]! * size + place[at]!]!
    const last = windows[one + 1]! - 1
    if (clock > windowTo[last]!) return false
    let k = windows[one]!
    while (clock > windowTo[k]!) k++
    if (clock < windowFrom[k]!) clock = windowFrom[k]!
    clock += service[one]!
    if (at > own && departure[at] === clock) break
    departure[at] = clock
  }
  const close = problem.close[vehicle]!
  if (departure[end]! + seconds[place[end]! * size + place[end + 1]!]! > close) return false
  for (let at = own; at > b; at--) {
    const one = jobs[at]!
    const bound = latest[at + 1]! - seconds[place[at]! * size + place[at + 1]!]! - service[one]!
    const first = windows[one]!
    const last = windows[one + 1]! - 1
    const value =
      last > first
        ? latestWithin(windowFrom, windowTo, first, last, bound)
        : bound < windowFrom[first]!
          ? NEVER
          : bound < windowTo[first]!
            ? bound
            : windowTo[first]!
    if (at < own && latest[at] === value) break
    latest[at] = value
    latestNear[at] = value
  }
  return true
}

/** Recomputes everything that is kept about a slot. False when a window or limit is broken. */
export function retime(tours: Tours, vehicle: number, slot: number): boolean {
  const problem = tours.problem
  tours.version[slot] = tours.stamp()
  const feasible = account(tours, vehicle, slot)
  if (tours.breakTiming) return tours.breakTiming.retime(tours, vehicle, slot) && feasible
  const b = slot * tours.stride
  const length = tours.length[slot]!
  const { place, job, departure, latest, latestNear } = tours
  const { service, setup, group, windows, windowFrom, windowTo, hasSetup, size } = problem
  const seconds = problem.classes[problem.travelClass[vehicle]!]!.seconds
  let clock = problem.open[vehicle]!
  departure[b] = clock
  for (let at = b + 1; at <= b + length; at++) {
    const one = job[at]!
    const here = place[at]!
    const before = place[at - 1]!
    clock += seconds[before * size + here]!
    const lastWindow = windows[one + 1]! - 1
    if (clock > windowTo[lastWindow]!) return false
    let k = windows[one]!
    while (clock > windowTo[k]!) k++
    if (clock < windowFrom[k]!) clock = windowFrom[k]!
    clock += service[one]!
    if (
      hasSetup &&
      before !== here &&
      !(group[one]! >= 0 && at > b + 1 && group[job[at - 1]!]! === group[one]!)
    )
      clock += setup[one]!
    if (clock > TIME_MAX) return false
    departure[at] = clock
  }
  const close = problem.close[vehicle]!
  if (length > 0 && clock + seconds[place[b + length]! * size + place[b + length + 1]!]! > close) return false
  latest[b + length + 1] = close
  latestNear[b + length + 1] = close
  for (let at = b + length; at > b; at--) {
    const one = job[at]!
    const next = job[at + 1]!
    const near = hasSetup && next >= 0 && tours.near(one, next)
    const bound =
      (near ? latestNear[at + 1]! : latest[at + 1]!) -
      seconds[place[at]! * size + place[at + 1]!]! -
      service[one]!
    const first = windows[one]!
    latestNear[at] = latestWithin(windowFrom, windowTo, first, windows[one + 1]! - 1, bound)
    latest[at] =
      hasSetup && setup[one]! > 0
        ? latestWithin(windowFrom, windowTo, first, windows[one + 1]! - 1, bound - setup[one]!)
        : latestNear[at]!
  }
  if (length > 0)
    tours.addOvertime(vehicle, slot, clock + seconds[place[b + length]! * size + place[b + length + 1]!]!)
  return feasible && (tours.timedCosts === null || tours.timedCosts.measure(tours, vehicle, slot))
}

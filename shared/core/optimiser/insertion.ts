/** What a job would cost at its cheapest lawful place in a slot. */
import type { Tours } from './tours.ts'

/** Whether the job may enter the slot at all, wherever it stands. */
function admits(tours: Tours, job: number, vehicle: number, slot: number): boolean {
  const problem = tours.problem
  if (problem.allowed[job * problem.vehicles + vehicle] === 0) return false
  if (tours.length[slot]! >= problem.maxTasks[vehicle]!) return false
  const { dimensions, capacity, delivery, pickup } = problem
  for (let d = 0; d < dimensions; d++) {
    const most = capacity[vehicle * dimensions + d]!
    if (tours.delivered[slot * dimensions + d]! + delivery[job * dimensions + d]! > most) return false
    if (tours.pickedUp[slot * dimensions + d]! + pickup[job * dimensions + d]! > most) return false
  }
  return true
}

/** Load and limits of one insertion that the sums of the route do not settle. */
export function fitsAt(tours: Tours, job: number, vehicle: number, slot: number, node: number): boolean {
  const problem = tours.problem
  const b = slot * tours.stride + node
  const { dimensions, size } = problem
  if (problem.mixedLoad)
    for (let d = 0; d < dimensions; d++) {
      const most = problem.capacity[vehicle * dimensions + d]!
      if (tours.peakBefore[b * dimensions + d]! + problem.delivery[job * dimensions + d]! > most) return false
      if (tours.peakAfter[b * dimensions + d]! + problem.pickup[job * dimensions + d]! > most) return false
    }
  if (tours.limited[vehicle] === 0) return true
  const { seconds, metres, hours } = problem.classes[problem.travelClass[vehicle]!]!
  // what it would be shows when the route is timed
  if (hours !== null) return true
  const from = tours.place[b]! * size
  const to = tours.place[b + 1]!
  const at = problem.place[job]!
  const empty = tours.length[slot] === 0
  const travel =
    tours.travel[slot]! + seconds[from + at]! + seconds[at * size + to]! - (empty ? 0 : seconds[from + to]!)
  if (travel > problem.maxTravel[vehicle]!) return false
  if (!metres) return true
  const far =
    tours.metres[slot]! + metres[from + at]! + metres[at * size + to]! - (empty ? 0 : metres[from + to]!)
  return far <= problem.maxMetres[vehicle]!
}

/** Places without breaks, setups and limits: departures before, latest arrivals after. */
function searchPlain(tours: Tours, job: number, vehicle: number, slot: number, except: number): number {
  const problem = tours.problem
  const { place, departure, latest, legCost } = tours
  const { size, windowFrom, windowTo } = problem
  const { seconds, secondsBack, cost, costBack } = problem.classes[problem.travelClass[vehicle]!]!
  let first = problem.windows[job]!
  let last = problem.windows[job + 1]! - 1
  const service = problem.service[job]!
  // only windows within the shift matter
  const begin = problem.open[vehicle]!
  const end = problem.close[vehicle]! - service
  while (first <= last && windowTo[first]! < begin) first++
  while (last >= first && windowFrom[last]! > end) last--
  if (first > last) return Infinity
  const opens = windowFrom[first]!
  const shuts = windowTo[last]! < end ? windowTo[last]! : end
  const several = last > first
  const oneWay = cost === costBack
  const row = problem.place[job]! * size
  const done = opens + service
  const stop = slot * tours.stride + tours.length[slot]!
  let node = slot * tours.stride
  // nobody after whom it would be too early to come
  while (node < stop && latest[node + 1]! < done) node++
  let best = Infinity
  let bestNode = -1
  let here = row + place[node]!
  let costBefore = costBack[here]!
  for (; node <= stop; node++) {
    const next = row + place[node + 1]!
    const costAfter = cost[next]!
    const added = costBefore + costAfter - legCost[node]!
    if (added < best) {
      const ready = departure[node]!
      if (ready > shuts) break
      let at = ready + secondsBack[here]!
      if (at <= shuts) {
        if (at < opens) at = opens
        else if (several) {
          let k = first
          while (at > windowTo[k]!) k++
          if (at < windowFrom[k]!) at = windowFrom[k]!
        }
        if (at + service + seconds[next]! <= latest[node + 1]! && node !== except) {
          best = added
          bestNode = node
        }
      }
    }
    costBefore = oneWay ? costAfter : costBack[next]!
    here = next
  }
  tours.foundNode = bestNode - slot * tours.stride
  return best
}

/** Places with setups, mixed loads or limits of travel. */
function searchCareful(tours: Tours, job: number, vehicle: number, slot: number, except: number): number {
  const problem = tours.problem
  const { place, departure, latest, latestNear, legCost } = tours
  const { size, windows, windowFrom, windowTo, hasSetup } = problem
  const { seconds, secondsBack, cost, costBack } = problem.classes[problem.travelClass[vehicle]!]!
  const row = problem.place[job]! * size
  const firstWindow = windows[job]!
  const lastWindow = windows[job + 1]! - 1
  const opens = windowFrom[firstWindow]!
  const shuts = windowTo[lastWindow]!
  const service = problem.service[job]!
  const setup = problem.setup[job]!
  const careful = problem.mixedLoad || tours.limited[vehicle] === 1
  const length = tours.length[slot]!
  const b = slot * tours.stride
  let best = Infinity
  for (let node = 0; node <= length; node++) {
    const ready = departure[b + node]!
    if (ready > shuts) break
    const before = row + place[b + node]!
    const after = row + place[b + node + 1]!
    const added = costBack[before]! + cost[after]! - legCost[b + node]!
    if (added >= best) continue
    let at = ready + secondsBack[before]!
    if (at > shuts) continue
    if (at < opens) at = opens
    else if (lastWindow > firstWindow) {
      let k = firstWindow
      while (at > windowTo[k]!) k++
      if (at < windowFrom[k]!) at = windowFrom[k]!
    }
    const whole = tours.timedCosts ? added + tours.timedCosts.estimate(job, at) : added
    if (whole >= best) continue
    at += service + seconds[after]!
    let bound = latest[b + node + 1]!
    if (hasSetup) {
      const previous = tours.job[b + node]!
      const next = tours.job[b + node + 1]!
      const shared = place[b + node] === problem.place[job] || (previous >= 0 && tours.near(previous, job))
      if (!shared) at += setup
      if (next >= 0 && tours.near(job, next)) bound = latestNear[b + node + 1]!
    }
    if (at > bound || b + node === except) continue
    if (careful && !fitsAt(tours, job, vehicle, slot, node)) continue
    best = whole
    tours.foundNode = node
  }
  return best
}

/**
 * Cheapest lawful place of a job in a slot, remembered in the cache: cost (Infinity: none) and the node after
 * which it goes. `except` is a node that may not be taken (-1: none); then nothing is remembered.
 * @returns index of the cache entry, for `Tours.costAt` and `Tours.nodeAt`
 */
export function evaluate(tours: Tours, job: number, vehicle: number, slot: number, except: number): number {
  const entry = job * tours.slots + slot
  const problem = tours.problem
  tours.remember(entry, except < 0 ? tours.version[slot]! : -1, Infinity)
  if (!admits(tours, job, vehicle, slot)) return entry
  const not = except < 0 ? -1 : slot * tours.stride + except
  let best = tours.breakTiming
    ? tours.breakTiming.evaluate(tours, job, vehicle, slot, except)
    : tours.plain[vehicle]
      ? searchPlain(tours, job, vehicle, slot, not)
      : searchCareful(tours, job, vehicle, slot, not)
  if (best === Infinity) return entry
  if (problem.extra) best += problem.extra[job * problem.vehicles + vehicle]!
  if (tours.length[slot] === 0) best += problem.fixed[vehicle]!
  best += problem.service[job]! * problem.taskRate[vehicle]!
  tours.rememberFound(entry, best, tours.foundNode)
  return entry
}

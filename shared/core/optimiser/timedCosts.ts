/**
 * What a route's times cost: begins outside soft windows, chances of meeting the borrower that are less than certain,
 * and travel where it depends on the hour. Times are those of `schedule/timeRoute.ts` (home as early as possible, away as late as that allows), which
 * the earliest departures of {@link Tours} are not: so the route is timed as that does it, in memory of its own.
 */
import type { BreakTiming } from './breakTiming.ts'
import type { Compiled } from './compiled.ts'
import { latestWithin, NEVER } from './latestWithin.ts'
import { periodOf } from '../schedule/travelHours.ts'
import type { Tours } from './tours.ts'

const NOT_REACHED = 2_000_000_000

/** Cost of beginning then, internal units: that of the cheapest soft window. */
export function softCost({ soft, softFrom, softTo, softRate }: Compiled, job: number, begin: number): number {
  const end = soft[job + 1]!
  let least = Infinity
  for (let k = soft[job]!; k < end; k++) {
    const outside = begin < softFrom[k]! ? softFrom[k]! - begin : begin > softTo[k]! ? begin - softTo[k]! : 0
    const cost = outside * softRate[k]!
    if (cost < least) least = cost
  }
  return least === Infinity ? 0 : least
}

/** Priority that the chance of meeting takes away, in thousandths of a point. */
export function lossOf({ chances, chanceFrom, chanceTo, chanceLoss }: Compiled, job: number, begin: number) {
  for (let k = chances[job]!; k < chances[job + 1]!; k++)
    if (chanceFrom[k]! <= begin && begin <= chanceTo[k]!) return chanceLoss[k]!
  return 0
}

export class TimedCosts {
  /** price of a thousandth of a point */
  lossPrice = 0
  private readonly problem: Compiled
  private readonly timing: BreakTiming
  private readonly labels: number
  /** by node and number of breaks taken: departure, and breaks taken at the node before */
  private time = new Int32Array(0)
  private before = new Int32Array(0)
  private arrival = new Int32Array(0)
  /** seconds of setup and service by node */
  private action = new Int32Array(0)

  constructor(problem: Compiled, timing: BreakTiming) {
    this.problem = problem
    this.timing = timing
    this.labels = problem.mostBreaks + 1
  }

  /** What beginning the job then would cost: soft windows, and the priority that is lost. */
  estimate(job: number, begin: number): number {
    return softCost(this.problem, job, begin) + this.lossPrice * lossOf(this.problem, job, begin)
  }

  /**
   * Adds to a lawful slot's cost what its times cost, and notes its loss. Where travel depends on the hour, that of the
   * sums is put right. False when it breaks a limit of the vehicle.
   */
  measure(tours: Tours, vehicle: number, slot: number): boolean {
    const { problem, labels } = this
    const length = tours.length[slot]!
    tours.loss[slot] = 0
    if (length === 0) return true
    if (this.action.length < length + 2) {
      const room = Math.max(64, 2 * (length + 2))
      this.action = new Int32Array(room)
      this.time = new Int32Array(room * labels)
      this.before = new Int32Array(room * labels)
      this.arrival = new Int32Array(room * labels)
    }
    this.noteActions(tours, slot)
    const all = problem.breaks[vehicle + 1]! - problem.breaks[vehicle]!
    this.forward(tours, vehicle, slot, problem.open[vehicle]!)
    const finish = this.time[(length + 1) * labels + all]!
    const leaves = this.latestDeparture(tours, vehicle, slot, finish)
    if (leaves > problem.open[vehicle]!) this.forward(tours, vehicle, slot, leaves)
    const b = slot * tours.stride
    let taken = all
    let cost = 0
    let loss = 0
    if (
      problem.classes[problem.travelClass[vehicle]!]!.hours !== null &&
      !this.travelByHour(tours, vehicle, slot)
    )
      return false
    for (let node = length; node > 0; node--) {
      taken = this.before[(node + 1) * labels + taken]!
      const job = tours.job[b + node]!
      const begin = this.time[node * labels + taken]! - this.action[node]!
      cost += softCost(problem, job, begin)
      loss += lossOf(problem, job, begin)
    }
    tours.cost[slot] = tours.cost[slot]! + cost
    tours.loss[slot] = loss
    return true
  }

  /** Travel of the slot as it was just timed, in place of the average that {@link account} counted. */
  private travelByHour(tours: Tours, vehicle: number, slot: number): boolean {
    const { problem, labels, time, before, timing } = this
    const { size, origin } = problem
    const { hours: table } = problem.classes[problem.travelClass[vehicle]!]!
    const hours = table!
    const b = slot * tours.stride
    const first = problem.breaks[vehicle]!
    let taken = problem.breaks[vehicle + 1]! - first
    let seconds = 0
    let metres = 0
    let counted = 0
    for (let node = tours.length[slot]! + 1; node > 0; node--) {
      const from = before[node * labels + taken]!
      const departs = time[(node - 1) * labels + from]!
      const leg = tours.place[b + node - 1]! * size + tours.place[b + node]!
      timing.arriveByHour(departs, first + from, first + taken, hours, leg)
      seconds += timing.travelled
      if (hours.metres) metres += hours.metres[leg + periodOf(hours, origin, departs) * hours.stride]!
      counted += tours.legCost[b + node - 1]!
      taken = from
    }
    tours.work[slot] = tours.work[slot]! + seconds - tours.travel[slot]!
    tours.travel[slot] = seconds
    tours.metres[slot] = metres
    if (hours.rates)
      tours.cost[slot] =
        tours.cost[slot]! + hours.rates.second * seconds + hours.rates.metre * metres - counted
    return seconds <= problem.maxTravel[vehicle]! && metres <= problem.maxMetres[vehicle]!
  }

  private noteActions(tours: Tours, slot: number): void {
    const { service, setup } = this.problem
    const b = slot * tours.stride
    for (let node = 1; node <= tours.length[slot]!; node++) {
      const job = tours.job[b + node]!
      const previous = tours.job[b + node - 1]!
      const shared =
        tours.place[b + node - 1] === tours.place[b + node] || (previous >= 0 && tours.near(previous, job))
      this.action[node] = service[job]! + (shared ? 0 : setup[job]!)
    }
  }

  private forward(tours: Tours, vehicle: number, slot: number, start: number): void {
    const { problem, labels, time, before, timing, action } = this
    const { size } = problem
    const { seconds, hours } = problem.classes[problem.travelClass[vehicle]!]!
    const b = slot * tours.stride
    const length = tours.length[slot]!
    const first = problem.breaks[vehicle]!
    const all = problem.breaks[vehicle + 1]! - first
    time.fill(NOT_REACHED, 0, (length + 2) * labels)
    time[0] = start
    for (let node = 1; node <= length + 1; node++) {
      const job = tours.job[b + node]!
      const leg = tours.place[b + node - 1]! * size + tours.place[b + node]!
      for (let taken = 0; taken <= all; taken++) {
        const ready = time[(node - 1) * labels + taken]!
        if (ready === NOT_REACHED) continue
        for (let now = taken; now <= all; now++) {
          let at = timing.arrive(ready, seconds[leg]!, first + taken, first + now, hours, leg)
          if (at !== NOT_REACHED && job >= 0) {
            at = timing.begin(job, at)
            if (at !== NOT_REACHED) at += action[node]!
          }
          if (at >= time[node * labels + now]!) continue
          time[node * labels + now] = at
          before[node * labels + now] = taken
        }
      }
    }
  }

  /** Latest departure that still ends by `finish`. */
  private latestDeparture(tours: Tours, vehicle: number, slot: number, finish: number): number {
    const { problem, labels, arrival, timing, action } = this
    const { size, windows, windowFrom, windowTo } = problem
    const { seconds, hours } = problem.classes[problem.travelClass[vehicle]!]!
    const b = slot * tours.stride
    const length = tours.length[slot]!
    const first = problem.breaks[vehicle]!
    const all = problem.breaks[vehicle + 1]! - first
    for (let taken = 0; taken <= all; taken++)
      arrival[(length + 1) * labels + taken] = taken === all ? finish : NEVER
    for (let node = length; node >= 0; node--) {
      const job = tours.job[b + node]!
      const leg = tours.place[b + node]! * size + tours.place[b + node + 1]!
      for (let taken = 0; taken <= all; taken++) {
        let departs = NEVER
        for (let now = taken; now <= all; now++) {
          const reached = arrival[(node + 1) * labels + now]!
          const bound = timing.leave(reached, seconds[leg]!, first + taken, first + now, hours, leg)
          if (bound > departs) departs = bound
        }
        arrival[node * labels + taken] =
          node === 0 || departs === NEVER
            ? departs
            : latestWithin(
                windowFrom,
                windowTo,
                windows[job]!,
                windows[job + 1]! - 1,
                departs - action[node]!,
              )
      }
    }
    return arrival[0]!
  }
}

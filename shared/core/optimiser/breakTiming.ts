/**
 * Timing of slots whose vehicles rest, or travel by hour. Breaks are taken in a fixed order, so a route's state is the clock and how
 * many were taken: one label per number, forward (earliest departure) and backward (latest arrival). Between two
 * nodes any number of breaks may be taken, before leaving, on the way or on arrival: with clock t, travel d and a
 * break of s seconds from B to E, the arrival is max(t + d, B) + s, lawful when t ≤ E. Ways by hour are first in,
 * first out, so that thresholds stay exact.
 */
import { type ClassHours, type Compiled, TIME_MAX } from './compiled.ts'
import { latestWithin, NEVER } from './latestWithin.ts'
import { fitsAt } from './insertion.ts'
import { arriveByHour, boundsByHour, departByHour, shareLeftByHour } from '../schedule/travelHours.ts'
import type { Tours } from './tours.ts'

const NOT_REACHED = 2_000_000_000

export class BreakTiming {
  private readonly problem: Compiled
  private readonly labels: number

  constructor(problem: Compiled) {
    this.problem = problem
    this.labels = problem.mostBreaks + 1
  }

  /**
   * Arrival after breaks `first`…`last - 1` (numbers in the flat list) and `travel`; NOT_REACHED when one is missed.
   * @param hours where travel depends on the hour: then way number `leg` counts, not `travel`
   */
  arrive(
    clock: number,
    travel: number,
    first: number,
    last: number,
    hours: ClassHours | null,
    leg: number,
  ): number {
    if (hours !== null) return this.arriveByHour(clock, first, last, hours, leg)
    const { breakWindows, breakFrom, breakTo, breakService } = this.problem
    let left = travel
    for (let rest = first; rest < last; rest++) {
      const end = breakWindows[rest + 1]!
      let k = breakWindows[rest]!
      while (k < end && clock > breakTo[k]!) k++
      if (k === end) return NOT_REACHED
      const at = clock < breakFrom[k]! ? breakFrom[k]! : clock
      left = left > at - clock ? left - (at - clock) : 0
      clock = at + breakService[rest]!
    }
    return clock + left
  }

  /** Seconds on the way in the last `arriveByHour`. */
  travelled = 0

  arriveByHour(clock: number, first: number, last: number, hours: ClassHours, leg: number): number {
    const { breakWindows, breakFrom, breakTo, breakService, origin } = this.problem
    let share = 1
    this.travelled = 0
    for (let rest = first; rest < last; rest++) {
      const end = breakWindows[rest + 1]!
      let k = breakWindows[rest]!
      while (k < end && clock > breakTo[k]!) k++
      if (k === end) return NOT_REACHED
      const at = clock < breakFrom[k]! ? breakFrom[k]! : clock
      if (share > 0) {
        const there = arriveByHour(hours, leg, origin, clock, share)
        this.travelled += (there < at ? there : at) - clock
        share = there <= at ? 0 : shareLeftByHour(hours, leg, origin, clock, share, at)
      }
      clock = at + breakService[rest]!
    }
    if (share === 0) return clock
    const there = arriveByHour(hours, leg, origin, clock, share)
    this.travelled += there - clock
    return there
  }

  /** Latest departure such that after `travel` and the breaks the crew arrives by `arrival`; as {@link arrive} otherwise. */
  leave(
    arrival: number,
    travel: number,
    first: number,
    last: number,
    hours: ClassHours | null,
    leg: number,
  ): number {
    if (arrival === NEVER) return NEVER
    const { breakWindows, breakFrom, breakTo, breakService } = this.problem
    if (hours !== null && first === last) return departByHour(hours, leg, this.problem.origin, arrival)
    let total = arrival
    let clock = TIME_MAX
    for (let rest = last - 1; rest >= first; rest--) {
      const bound = (clock < total ? clock : total) - breakService[rest]!
      clock = latestWithin(breakFrom, breakTo, breakWindows[rest]!, breakWindows[rest + 1]! - 1, bound)
      if (clock === NEVER) return NEVER
      total -= breakService[rest]!
    }
    if (hours !== null) return this.leaveByHour(arrival, clock, total, first, last, hours, leg)
    return clock < total - travel ? clock : total - travel
  }

  /** Between a way that is always the slowest and one that is always the quickest. */
  private leaveByHour(
    arrival: number,
    clock: number,
    total: number,
    first: number,
    last: number,
    hours: ClassHours,
    leg: number,
  ): number {
    const [least, most] = boundsByHour(hours, leg)
    let low = clock < total - most ? clock : total - most
    let high = clock < total - least ? clock : total - least
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.arriveByHour(middle, first, last, hours, leg) <= arrival) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Start of the visit for an arrival, or NOT_REACHED after its last window. */
  begin(job: number, arrival: number): number {
    const { windows, windowFrom, windowTo } = this.problem
    const end = windows[job + 1]!
    let k = windows[job]!
    while (k < end && arrival > windowTo[k]!) k++
    if (k === end) return NOT_REACHED
    return arrival < windowFrom[k]! ? windowFrom[k]! : arrival
  }

  /** Fills departure, latest and latestNear of a slot. */
  retime(tours: Tours, vehicle: number, slot: number): boolean {
    const problem = this.problem
    const { place, job, departure, latest, latestNear, stride } = tours
    const { service, setup, size, windows, windowFrom, windowTo } = problem
    const labels = this.labels
    const b = slot * stride
    const length = tours.length[slot]!
    const first = problem.breaks[vehicle]!
    const all = problem.breaks[vehicle + 1]! - first
    const { seconds, hours } = problem.classes[problem.travelClass[vehicle]!]!
    for (let taken = 0; taken < labels; taken++) departure[b * labels + taken] = NOT_REACHED
    departure[b * labels] = problem.open[vehicle]!
    let finish = NOT_REACHED
    for (let at = b + 1; at <= b + length + 1; at++) {
      const one = job[at]!
      const leg = place[at - 1]! * size + place[at]!
      const travel = seconds[leg]!
      const previous = job[at - 1]!
      let action = 0
      if (one >= 0) {
        const shared = place[at - 1] === place[at] || (previous >= 0 && tours.near(previous, one))
        action = service[one]! + (shared ? 0 : setup[one]!)
      }
      let reached = false
      for (let now = 0; now < labels; now++) {
        let earliest = NOT_REACHED
        for (let taken = 0; taken <= now && now <= all; taken++) {
          const ready = departure[(at - 1) * labels + taken]!
          if (ready === NOT_REACHED) continue
          const arrival = this.arrive(ready, travel, first + taken, first + now, hours, leg)
          if (arrival < earliest) earliest = arrival
        }
        if (one < 0) {
          if (now === all) finish = earliest
          continue
        }
        let leaves = NOT_REACHED
        if (earliest < TIME_MAX) {
          const begins = this.begin(one, earliest)
          if (begins !== NOT_REACHED && begins + action <= TIME_MAX) leaves = begins + action
        }
        departure[at * labels + now] = leaves
        if (leaves !== NOT_REACHED) reached = true
      }
      if (one >= 0 && !reached) return false
    }
    // a crew that visits nobody need not rest
    if (finish > problem.close[vehicle]! && length > 0) return false
    for (let taken = 0; taken < labels; taken++) {
      const end = (b + length + 1) * labels + taken
      latest[end] = latestNear[end] = taken === all ? problem.close[vehicle]! : NEVER
    }
    for (let at = b + length; at > b; at--) {
      const one = job[at]!
      const next = job[at + 1]!
      const near = next >= 0 && tours.near(one, next)
      const after = near ? latestNear : latest
      const leg = place[at]! * size + place[at + 1]!
      const travel = seconds[leg]!
      for (let taken = 0; taken < labels; taken++) {
        let departs = NEVER
        for (let now = taken; now <= all; now++) {
          const arrival = after[(at + 1) * labels + now]!
          const bound = this.leave(arrival, travel, first + taken, first + now, hours, leg)
          if (bound > departs) departs = bound
        }
        const entry = at * labels + taken
        const from = windows[one]!
        const to = windows[one + 1]! - 1
        const bound = departs - service[one]!
        latestNear[entry] = departs === NEVER ? NEVER : latestWithin(windowFrom, windowTo, from, to, bound)
        latest[entry] =
          departs === NEVER ? NEVER : latestWithin(windowFrom, windowTo, from, to, bound - setup[one]!)
      }
    }
    if (length > 0 && problem.overtimeRate[vehicle]! > 0) tours.addOvertime(vehicle, slot, finish)
    return tours.timedCosts === null || tours.timedCosts.measure(tours, vehicle, slot)
  }

  /** As `Tours.evaluate`, over every way of placing the breaks around the job. */
  evaluate(tours: Tours, job: number, vehicle: number, slot: number, except: number): number {
    const problem = this.problem
    const { place, departure, stride, legCost } = tours
    const { size, windows, windowTo } = problem
    const labels = this.labels
    const { secondsBack, seconds, cost, costBack, hours } = problem.classes[problem.travelClass[vehicle]!]!
    const row = problem.place[job]! * size
    const shuts = windowTo[windows[job + 1]! - 1]!
    const first = problem.breaks[vehicle]!
    const all = problem.breaks[vehicle + 1]! - first
    const b = slot * stride
    const length = tours.length[slot]!
    let best = Infinity
    for (let node = 0; node <= length; node++) {
      const before = row + place[b + node]!
      const after = row + place[b + node + 1]!
      const added = costBack[before]! + cost[after]! - legCost[b + node]!
      if (added >= best || node === except) continue
      const there = place[b + node]! * size + problem.place[job]!
      const previous = tours.job[b + node]!
      const next = tours.job[b + node + 1]!
      const shared = place[b + node] === problem.place[job] || (previous >= 0 && tours.near(previous, job))
      const action = problem.service[job]! + (shared ? 0 : problem.setup[job]!)
      const bounds = next >= 0 && tours.near(job, next) ? tours.latestNear : tours.latest
      let fits = false
      let begins = 0
      for (let taken = 0; taken <= all && !fits; taken++) {
        const ready = departure[(b + node) * labels + taken]!
        if (ready > shuts) continue
        for (let now = taken; now <= all && !fits; now++) {
          const arrival = this.arrive(ready, secondsBack[before]!, first + taken, first + now, hours, there)
          if (arrival > shuts) continue
          begins = this.begin(job, arrival)
          const leaves = begins + action
          for (let later = now; later <= all && !fits; later++) {
            const bound = bounds[(b + node + 1) * labels + later]!
            if (bound === NEVER) continue
            fits = this.arrive(leaves, seconds[after]!, first + now, first + later, hours, after) <= bound
          }
        }
      }
      if (!fits || !fitsAt(tours, job, vehicle, slot, node)) continue
      const whole = tours.timedCosts ? added + tours.timedCosts.estimate(job, begins) : added
      if (whole >= best) continue
      best = whole
      tours.foundNode = node
    }
    return best
  }
}

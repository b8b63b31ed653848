/**
 * The plan during the search. Every vehicle has two slots, of which one is current: a move writes the other one, so
 * that refusing the move is turning back an index. What a job would cost in a slot is remembered under the slot's
 * version. Nothing is allocated while moves are made, except when a route outgrows its slot.
 *
 * A slot holds nodes 0…length+1: the start, the jobs, the end. With `b = slot · stride + node`:
 * `departure[b]` is the earliest lawful departure, `latest[b]` the latest lawful arrival when the setup is paid,
 * `latestNear[b]` when it is not. With breaks, all three have one entry per number of breaks taken
 * (`breaksTaken.ts`). Earlier is never worse (waiting is allowed), so one threshold a node is exact, whatever the
 * number of windows.
 */
import { BreakTiming } from './breakTiming.ts'
import type { Compiled } from './compiled.ts'
import { TimedCosts } from './timedCosts.ts'
import { evaluate } from './insertion.ts'
import { insertSimple, retime } from './timing.ts'

export class Tours {
  readonly problem: Compiled
  stride: number
  /** place and job per node; job -1 at start and end */
  place: Int32Array
  job: Int32Array
  departure: Int32Array
  latest: Int32Array
  latestNear: Int32Array
  /** cost of the leg from the node to the next one */
  legCost: Int32Array
  /** highest load up to the node, and from it on, by component; only with mixed loads */
  peakBefore: Int32Array
  peakAfter: Int32Array
  readonly length: Int32Array
  readonly version: Int32Array
  /** cost of the slot: travel, fixed, work, overtime, pairs; internal units */
  readonly cost: Float64Array
  readonly travel: Float64Array
  readonly metres: Float64Array
  /** priority that chances of meeting take away, thousandths of a point */
  readonly loss: Float64Array
  /** jobs that the plan before had on another vehicle */
  readonly moved: Int32Array
  /** travel, setup and service, seconds */
  readonly work: Float64Array
  /** sums of the slot by component */
  readonly delivered: Float64Array
  readonly pickedUp: Float64Array
  /** slot of each vehicle */
  readonly current: Int32Array
  readonly routeOf: Int32Array
  /** node number within the route */
  readonly nodeOf: Int32Array
  /** per job and slot: version of the slot, node, cost as a double; one line of the processor's cache holds all */
  private readonly cache: Int32Array
  private readonly cacheCost: Float64Array
  readonly slots: number
  /** node found by the last search for a place */
  foundNode = 0
  private stamps = 0
  /** breaks that may have been taken at a node: none, one … */
  readonly labels: number
  /** where somebody rests, or travel depends on the hour */
  readonly breakTiming: BreakTiming | null
  readonly timedCosts: TimedCosts | null
  readonly limited: Uint8Array
  /** vehicles for which departures and latest arrivals alone say where a job fits */
  readonly plain: Uint8Array
  /** vehicles whose routes can, besides, be timed in part */
  private readonly simple: Uint8Array

  constructor(problem: Compiled) {
    this.problem = problem
    const { jobs, vehicles, mostBreaks, dimensions } = problem
    const slots = (this.slots = vehicles * 2)
    this.stride = Math.min(jobs, Math.max(24, Math.ceil((3 * jobs) / Math.max(1, vehicles)))) + 2
    const nodes = slots * this.stride
    const labels = (this.labels = mostBreaks + 1)
    this.place = new Int32Array(nodes)
    this.job = new Int32Array(nodes)
    this.departure = new Int32Array(nodes * labels)
    this.latest = new Int32Array(nodes * labels)
    this.latestNear = new Int32Array(nodes * labels)
    this.legCost = new Int32Array(nodes)
    this.peakBefore = new Int32Array(problem.mixedLoad ? nodes * dimensions : 0)
    this.peakAfter = new Int32Array(problem.mixedLoad ? nodes * dimensions : 0)
    this.length = new Int32Array(slots)
    this.version = new Int32Array(slots)
    this.cost = new Float64Array(slots)
    this.travel = new Float64Array(slots)
    this.metres = new Float64Array(slots)
    this.loss = new Float64Array(slots)
    this.moved = new Int32Array(slots)
    this.work = new Float64Array(slots)
    this.delivered = new Float64Array(slots * dimensions)
    this.pickedUp = new Float64Array(slots * dimensions)
    this.current = new Int32Array(vehicles)
    this.routeOf = new Int32Array(jobs).fill(-1)
    this.nodeOf = new Int32Array(jobs)
    this.cacheCost = new Float64Array(jobs * slots * 2)
    this.cache = new Int32Array(this.cacheCost.buffer)
    const timing = new BreakTiming(problem)
    this.breakTiming = mostBreaks > 0 || problem.hourly ? timing : null
    this.timedCosts = problem.timed ? new TimedCosts(problem, timing) : null
    this.limited = Uint8Array.from(problem.maxTravel, (most, v) =>
      most < Infinity || problem.maxMetres[v]! < Infinity ? 1 : 0,
    )
    this.plain = this.limited.map((limited) =>
      mostBreaks === 0 && !problem.mixedLoad && !problem.hasSetup && !problem.timed && limited === 0 ? 1 : 0,
    )
    this.simple = this.limited.map((_, vehicle) =>
      mostBreaks === 0 &&
      !problem.mixedLoad &&
      !problem.hasSetup &&
      !problem.timed &&
      !problem.keeps &&
      problem.overtimeRate[vehicle] === 0 &&
      problem.taskRate[vehicle] === 0
        ? 1
        : 0,
    )
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      this.current[vehicle] = vehicle * 2
      this.clear(vehicle, vehicle * 2)
      this.clear(vehicle, vehicle * 2 + 1)
    }
  }

  /** Empties a slot. */
  clear(vehicle: number, slot: number): void {
    const b = slot * this.stride
    this.place[b] = this.problem.start[vehicle]!
    this.job[b] = -1
    this.place[b + 1] = this.problem.end[vehicle]!
    this.job[b + 1] = -1
    this.length[slot] = 0
    retime(this, vehicle, slot)
  }

  /**
   * Makes the jobs, in their order, the vehicle's current route. When they do not hold together (a window that has
   * changed since), the least valuable one without which they do is left out, or else those that do not fit behind
   * the ones before them.
   */
  setRoute(vehicle: number, jobs: readonly number[]): void {
    while (jobs.length + 2 > this.stride) this.grow()
    const slot = this.current[vehicle]!
    const { allowed: pairs, vehicles, priority, mustServe } = this.problem
    const allowed = jobs.filter((job) => pairs[job * vehicles + vehicle] === 1)
    if (!this.write(vehicle, slot, allowed)) {
      const value = (job: number) => priority[job]! + (mustServe[job] ? 1000 : 0)
      const rests = allowed.map((job) => ({ job, rest: allowed.filter((one) => one !== job) }))
      const right = rests
        .sort((one, other) => value(one.job) - value(other.job))
        .some(({ rest }) => this.write(vehicle, slot, rest))
      if (!right) {
        this.clear(vehicle, slot)
        for (const job of allowed) {
          const node = this.length[slot]!
          if (!this.insert(vehicle, slot, job, node)) this.removeNode(vehicle, slot, node + 1)
        }
      }
    }
    this.index(vehicle)
  }

  private write(vehicle: number, slot: number, jobs: readonly number[]): boolean {
    this.clear(vehicle, slot)
    const b = slot * this.stride
    jobs.forEach((job, i) => {
      this.place[b + i + 1] = this.problem.place[job]!
      this.job[b + i + 1] = job
    })
    this.place[b + jobs.length + 1] = this.problem.end[vehicle]!
    this.job[b + jobs.length + 1] = -1
    this.length[slot] = jobs.length
    return retime(this, vehicle, slot)
  }

  /** A version that no slot has had. */
  stamp(): number {
    return ++this.stamps
  }

  /** Whether what is remembered of the job in the slot still holds. */
  isKnown(entry: number, slot: number): boolean {
    return this.cache[entry * 4] === this.version[slot]
  }
  costAt(entry: number): number {
    return this.cacheCost[entry * 2 + 1]!
  }
  nodeAt(entry: number): number {
    return this.cache[entry * 4 + 1]!
  }
  remember(entry: number, version: number, cost: number): void {
    this.cache[entry * 4] = version
    this.cacheCost[entry * 2 + 1] = cost
  }
  rememberFound(entry: number, cost: number, node: number): void {
    this.cache[entry * 4 + 1] = node
    this.cacheCost[entry * 2 + 1] = cost
  }

  /** The cheapest lawful place of a job in a slot: see `insertion.ts`. */
  evaluate(job: number, vehicle: number, slot: number, except: number): number {
    return evaluate(this, job, vehicle, slot, except)
  }

  /** The other slot of the vehicle: what a move may write. */
  spare(vehicle: number): number {
    return this.current[vehicle]! ^ 1
  }

  /** Puts a job after a node of a slot, and times the slot anew. */
  insert(vehicle: number, slot: number, job: number, node: number): boolean {
    if (this.length[slot]! + 3 > this.stride) this.grow()
    if (this.simple[vehicle]) return insertSimple(this, vehicle, slot, job, node)
    const b = slot * this.stride
    const length = this.length[slot]! + 1
    const { place, job: jobs } = this
    for (let at = b + length + 1; at > b + node + 1; at--) {
      place[at] = place[at - 1]!
      jobs[at] = jobs[at - 1]!
    }
    place[b + node + 1] = this.problem.place[job]!
    jobs[b + node + 1] = job
    this.length[slot] = length
    return retime(this, vehicle, slot)
  }

  /** Takes one node out of a slot, and times the slot anew. */
  removeNode(vehicle: number, slot: number, node: number): boolean {
    const b = slot * this.stride
    const length = this.length[slot]! - 1
    for (let at = b + node; at <= b + length + 1; at++) {
      this.place[at] = this.place[at + 1]!
      this.job[at] = this.job[at + 1]!
    }
    this.length[slot] = length
    return retime(this, vehicle, slot)
  }

  /** Writes the spare slot with the current one's jobs except those whose mark equals `tick`, and times it. */
  copyWithout(vehicle: number, marks: Int32Array, tick: number): boolean {
    const from = this.current[vehicle]! * this.stride
    const slot = this.current[vehicle]! ^ 1
    const to = slot * this.stride
    const length = this.length[this.current[vehicle]!]!
    const { place, job } = this
    let kept = 1
    place[to] = place[from]!
    job[to] = -1
    for (let node = 1; node <= length; node++) {
      const one = job[from + node]!
      if (marks[one] === tick) continue
      place[to + kept] = place[from + node]!
      job[to + kept] = one
      kept++
    }
    place[to + kept] = place[from + length + 1]!
    job[to + kept] = -1
    this.length[slot] = kept - 1
    return retime(this, vehicle, slot)
  }

  /**
   * Writes the vehicle's spare slot with the first `cut` stops of its route and those after `otherCut` of another
   * vehicle's, and times it.
   */
  join(vehicle: number, cut: number, other: number, otherCut: number): boolean {
    const tail = this.length[this.current[other]!]! - otherCut
    while (cut + tail + 2 > this.stride) this.grow()
    const from = this.current[vehicle]! * this.stride
    const rest = this.current[other]! * this.stride + otherCut + 1
    const slot = this.current[vehicle]! ^ 1
    const to = slot * this.stride
    const { place, job } = this
    for (let node = 0; node <= cut; node++) {
      place[to + node] = place[from + node]!
      job[to + node] = job[from + node]!
    }
    for (let node = 0; node < tail; node++) {
      place[to + cut + 1 + node] = place[rest + node]!
      job[to + cut + 1 + node] = job[rest + node]!
    }
    place[to + cut + tail + 1] = this.problem.end[vehicle]!
    job[to + cut + tail + 1] = -1
    this.length[slot] = cut + tail
    return retime(this, vehicle, slot)
  }

  /** Writes the spare slot with the current one as it is. */
  copy(vehicle: number): void {
    const slot = this.current[vehicle]!
    const twin = slot ^ 1
    const { place, job, departure, latest, latestNear, legCost, peakBefore, peakAfter, labels } = this
    const dimensions = this.problem.dimensions
    const length = this.length[slot]!
    const shift = (twin - slot) * this.stride
    const b = slot * this.stride
    const last = b + length + 1
    for (let at = b; at <= last; at++) {
      place[at + shift] = place[at]!
      job[at + shift] = job[at]!
      legCost[at + shift] = legCost[at]!
    }
    for (let at = b * labels; at < (last + 1) * labels; at++) {
      departure[at + shift * labels] = departure[at]!
      latest[at + shift * labels] = latest[at]!
      latestNear[at + shift * labels] = latestNear[at]!
    }
    if (this.problem.mixedLoad)
      for (let at = b * dimensions; at < (last + 1) * dimensions; at++) {
        peakBefore[at + shift * dimensions] = peakBefore[at]!
        peakAfter[at + shift * dimensions] = peakAfter[at]!
      }
    this.length[twin] = length
    this.cost[twin] = this.cost[slot]!
    this.travel[twin] = this.travel[slot]!
    this.metres[twin] = this.metres[slot]!
    this.work[twin] = this.work[slot]!
    this.loss[twin] = this.loss[slot]!
    this.moved[twin] = this.moved[slot]!
    for (let d = 0; d < dimensions; d++) {
      this.delivered[twin * dimensions + d] = this.delivered[slot * dimensions + d]!
      this.pickedUp[twin * dimensions + d] = this.pickedUp[slot * dimensions + d]!
    }
    this.version[twin] = this.stamp()
  }

  /** Notes for every job of the vehicle's current slot where it is. */
  index(vehicle: number): void {
    const slot = this.current[vehicle]!
    const b = slot * this.stride
    for (let node = this.length[slot]!; node > 0; node--) {
      const job = this.job[b + node]!
      this.routeOf[job] = vehicle
      this.nodeOf[job] = node
    }
  }

  /** Whether a crew that comes from `before` need not set up at `job`. */
  near(before: number, job: number): boolean {
    const { place, group } = this.problem
    return place[before] === place[job] || (group[job]! >= 0 && group[before] === group[job])
  }

  /** @param finish earliest end of the route */
  addOvertime(vehicle: number, slot: number, finish: number): void {
    const over = finish - this.problem.shiftEnd[vehicle]!
    if (over > 0) this.cost[slot] = this.cost[slot]! + over * this.problem.overtimeRate[vehicle]!
  }

  /** Doubles the room of every slot. */
  private grow(): void {
    const old = this.stride
    const stride = Math.min(this.problem.jobs, old * 2) + 2
    const { labels } = this
    const dimensions = this.problem.mixedLoad ? this.problem.dimensions : 0
    const move = (from: Int32Array, width: number): Int32Array => {
      const to = new Int32Array(this.slots * stride * width)
      for (let slot = 0; slot < this.slots; slot++)
        to.set(from.subarray(slot * old * width, (slot + 1) * old * width), slot * stride * width)
      return to
    }
    this.place = move(this.place, 1)
    this.job = move(this.job, 1)
    this.legCost = move(this.legCost, 1)
    this.departure = move(this.departure, labels)
    this.latest = move(this.latest, labels)
    this.latestNear = move(this.latestNear, labels)
    this.peakBefore = move(this.peakBefore, dimensions)
    this.peakAfter = move(this.peakAfter, dimensions)
    this.stride = stride
  }
}

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
import { type Compiled, TIME_MAX } from './compiled.ts'
import { latestWithin, NEVER } from './latestWithin.ts'

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
  readonly cacheCost: Float64Array
  readonly cacheNode: Int32Array
  readonly cacheVersion: Int32Array
  readonly slots: number
  private stamp = 0
  private readonly breakTiming: BreakTiming | null
  private readonly limited: Uint8Array
  /** vehicles whose routes can be timed in part */
  private readonly simple: Uint8Array

  constructor(problem: Compiled) {
    this.problem = problem
    const { jobs, vehicles, mostBreaks, dimensions } = problem
    const slots = (this.slots = vehicles * 2)
    this.stride = Math.min(jobs, Math.max(24, Math.ceil((3 * jobs) / Math.max(1, vehicles)))) + 2
    const nodes = slots * this.stride
    const labels = mostBreaks + 1
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
    this.work = new Float64Array(slots)
    this.delivered = new Float64Array(slots * dimensions)
    this.pickedUp = new Float64Array(slots * dimensions)
    this.current = new Int32Array(vehicles)
    this.routeOf = new Int32Array(jobs).fill(-1)
    this.nodeOf = new Int32Array(jobs)
    this.cacheCost = new Float64Array(jobs * slots)
    this.cacheNode = new Int32Array(jobs * slots)
    this.cacheVersion = new Int32Array(jobs * slots).fill(-1)
    this.breakTiming = mostBreaks > 0 ? new BreakTiming(problem) : null
    this.limited = Uint8Array.from(problem.maxTravel, (most, v) =>
      most < Infinity || problem.maxMetres[v]! < Infinity ? 1 : 0,
    )
    this.simple = Uint8Array.from({ length: vehicles }, (_, vehicle) =>
      mostBreaks === 0 &&
      !problem.mixedLoad &&
      !problem.hasSetup &&
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
    this.retime(vehicle, slot)
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
    return this.retime(vehicle, slot)
  }

  /** The other slot of the vehicle: what a move may write. */
  spare(vehicle: number): number {
    return this.current[vehicle]! ^ 1
  }

  /** Puts a job after a node of a slot, and times the slot anew. */
  insert(vehicle: number, slot: number, job: number, node: number): boolean {
    if (this.length[slot]! + 3 > this.stride) this.grow()
    if (this.simple[vehicle]) return this.insertSimple(vehicle, slot, job, node)
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
    return this.retime(vehicle, slot)
  }

  /**
   * {@link insert} where nothing but windows and sums has to be kept: only the stretch that changes is timed anew,
   * forward until a departure is as before, backward until a latest arrival is.
   */
  private insertSimple(vehicle: number, slot: number, job: number, node: number): boolean {
    const { place, job: jobs, departure, latest, latestNear, legCost, problem } = this
    const { service, windows, windowFrom, windowTo, size, dimensions, extra } = problem
    const { seconds, cost: costs, metres } = problem.classes[problem.travelClass[vehicle]!]!
    const b = slot * this.stride
    const length = this.length[slot]! + 1
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
    this.cost[slot] =
      this.cost[slot]! +
      costs[there]! +
      costs[onward]! -
      (empty ? -problem.fixed[vehicle]! : costs[skipped]!) +
      (extra ? extra[job * problem.vehicles + vehicle]! : 0)
    this.travel[slot] = this.travel[slot]! + extraTravel
    this.work[slot] = this.work[slot]! + extraTravel + service[job]!
    if (metres)
      this.metres[slot] =
        this.metres[slot]! + metres[there]! + metres[onward]! - (empty ? 0 : metres[skipped]!)
    for (let d = 0; d < dimensions; d++) {
      const sum = slot * dimensions + d
      this.delivered[sum] = this.delivered[sum]! + problem.delivery[job * dimensions + d]!
      this.pickedUp[sum] = this.pickedUp[sum]! + problem.pickup[job * dimensions + d]!
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
    this.length[slot] = length
    this.version[slot] = ++this.stamp
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

  /** Takes one node out of a slot, and times the slot anew. */
  removeNode(vehicle: number, slot: number, node: number): boolean {
    const b = slot * this.stride
    const length = this.length[slot]! - 1
    for (let at = b + node; at <= b + length + 1; at++) {
      this.place[at] = this.place[at + 1]!
      this.job[at] = this.job[at + 1]!
    }
    this.length[slot] = length
    return this.retime(vehicle, slot)
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
    return this.retime(vehicle, slot)
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

  /** Recomputes everything that is kept about a slot. False when a window or limit is broken. */
  retime(vehicle: number, slot: number): boolean {
    const problem = this.problem
    this.version[slot] = ++this.stamp
    const feasible = this.account(vehicle, slot)
    if (this.breakTiming) return this.breakTiming.retime(this, vehicle, slot) && feasible
    const b = slot * this.stride
    const length = this.length[slot]!
    const { place, job, departure, latest, latestNear } = this
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
    if (length > 0 && clock + seconds[place[b + length]! * size + place[b + length + 1]!]! > close)
      return false
    latest[b + length + 1] = close
    latestNear[b + length + 1] = close
    for (let at = b + length; at > b; at--) {
      const one = job[at]!
      const next = job[at + 1]!
      const near = hasSetup && next >= 0 && this.near(one, next)
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
      this.addOvertime(vehicle, slot, clock + seconds[place[b + length]! * size + place[b + length + 1]!]!)
    return feasible
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

  /** Sums that do not depend on the clock. False when a limit of the vehicle is broken. */
  private account(vehicle: number, slot: number): boolean {
    const problem = this.problem
    const b = slot * this.stride
    const length = this.length[slot]!
    const { place, job, legCost } = this
    const { size, dimensions, extra, vehicles, service, setup, hasSetup } = problem
    const travelClass = problem.classes[problem.travelClass[vehicle]!]!
    const { seconds, cost: costs, metres } = travelClass
    let cost = 0
    let travel = 0
    let far = 0
    let action = 0
    for (let d = 0; d < dimensions; d++) {
      this.delivered[slot * dimensions + d] = 0
      this.pickedUp[slot * dimensions + d] = 0
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
      if (hasSetup && place[at - 1] !== place[at] && (at === b + 1 || !this.near(job[at - 1]!, one)))
        action += setup[one]!
      if (extra) cost += extra[one * vehicles + vehicle]!
      for (let d = 0; d < dimensions; d++) {
        const sum = slot * dimensions + d
        this.delivered[sum] = this.delivered[sum]! + problem.delivery[one * dimensions + d]!
        this.pickedUp[sum] = this.pickedUp[sum]! + problem.pickup[one * dimensions + d]!
      }
    }
    if (length > 0) cost += problem.fixed[vehicle]!
    this.cost[slot] = length > 0 ? cost + action * problem.taskRate[vehicle]! : 0
    this.travel[slot] = length > 0 ? travel : 0
    this.metres[slot] = length > 0 ? far : 0
    this.work[slot] = length > 0 ? travel + action : 0
    // an empty slot too: its peaks are read when something is put in
    const carries = dimensions === 0 || this.load(vehicle, slot)
    if (length === 0) return true
    if (length > problem.maxTasks[vehicle]!) return false
    if (travel > problem.maxTravel[vehicle]! || far > problem.maxMetres[vehicle]!) return false
    return carries
  }

  private load(vehicle: number, slot: number): boolean {
    const { dimensions, mixedLoad, delivery, pickup, capacity } = this.problem
    const b = slot * this.stride
    const length = this.length[slot]!
    for (let d = 0; d < dimensions; d++) {
      const most = capacity[vehicle * dimensions + d]!
      const delivered = this.delivered[slot * dimensions + d]!
      if (delivered > most || this.pickedUp[slot * dimensions + d]! > most) return false
      if (!mixedLoad) continue
      let load = delivered
      let peak = load
      this.peakBefore[b * dimensions + d] = peak
      for (let node = 1; node <= length; node++) {
        const one = this.job[b + node]! * dimensions + d
        load += pickup[one]! - delivery[one]!
        if (load > peak) peak = load
        this.peakBefore[(b + node) * dimensions + d] = peak
      }
      if (peak > most) return false
      peak = load
      for (let node = length; node >= 0; node--) {
        if (load > peak) peak = load
        this.peakAfter[(b + node) * dimensions + d] = peak
        if (node === 0) break
        const one = this.job[b + node]! * dimensions + d
        load -= pickup[one]! - delivery[one]!
      }
    }
    return true
  }

  /** Whether the job may enter the slot at all, wherever it stands. */
  private admits(job: number, vehicle: number, slot: number): boolean {
    const problem = this.problem
    if (problem.allowed[job * problem.vehicles + vehicle] === 0) return false
    if (this.length[slot]! >= problem.maxTasks[vehicle]!) return false
    const { dimensions, capacity, delivery, pickup } = problem
    for (let d = 0; d < dimensions; d++) {
      const most = capacity[vehicle * dimensions + d]!
      if (this.delivered[slot * dimensions + d]! + delivery[job * dimensions + d]! > most) return false
      if (this.pickedUp[slot * dimensions + d]! + pickup[job * dimensions + d]! > most) return false
    }
    return true
  }

  /** Load and limits of one insertion that the sums of the route do not settle. */
  fitsAt(job: number, vehicle: number, slot: number, node: number): boolean {
    const problem = this.problem
    const b = slot * this.stride + node
    const { dimensions, size } = problem
    if (problem.mixedLoad)
      for (let d = 0; d < dimensions; d++) {
        const most = problem.capacity[vehicle * dimensions + d]!
        if (this.peakBefore[b * dimensions + d]! + problem.delivery[job * dimensions + d]! > most)
          return false
        if (this.peakAfter[b * dimensions + d]! + problem.pickup[job * dimensions + d]! > most) return false
      }
    if (this.limited[vehicle]) {
      const { seconds, metres } = problem.classes[problem.travelClass[vehicle]!]!
      const from = this.place[b]! * size
      const to = this.place[b + 1]!
      const at = problem.place[job]!
      const empty = this.length[slot] === 0
      const travel =
        this.travel[slot]! +
        seconds[from + at]! +
        seconds[at * size + to]! -
        (empty ? 0 : seconds[from + to]!)
      if (travel > problem.maxTravel[vehicle]!) return false
      if (metres) {
        const far =
          this.metres[slot]! + metres[from + at]! + metres[at * size + to]! - (empty ? 0 : metres[from + to]!)
        if (far > problem.maxMetres[vehicle]!) return false
      }
    }
    return true
  }

  /**
   * Cheapest lawful place of a job in a slot, remembered in the cache: cost (Infinity: none) and the node after
   * which it goes. `except` is a node that may not be taken (-1: none); then nothing is remembered.
   * @returns index of the cache entry
   */
  evaluate(job: number, vehicle: number, slot: number, except: number): number {
    const entry = job * this.slots + slot
    this.cacheVersion[entry] = except < 0 ? this.version[slot]! : -1
    this.cacheCost[entry] = Infinity
    if (!this.admits(job, vehicle, slot)) return entry
    const problem = this.problem
    let best = Infinity
    if (this.breakTiming) best = this.breakTiming.evaluate(this, job, vehicle, slot, except, entry)
    else {
      const { place, departure, latest, latestNear, legCost } = this
      const { size, windows, windowFrom, windowTo, hasSetup } = problem
      const travelClass = problem.classes[problem.travelClass[vehicle]!]!
      const { seconds, secondsBack, cost, costBack } = travelClass
      const row = problem.place[job]! * size
      const firstWindow = windows[job]!
      const lastWindow = windows[job + 1]! - 1
      const opens = windowFrom[firstWindow]!
      const shuts = windowTo[lastWindow]!
      const service = problem.service[job]!
      const setup = problem.setup[job]!
      const careful = problem.mixedLoad || this.limited[vehicle] === 1
      const length = this.length[slot]!
      const b = slot * this.stride
      const empty = length === 0
      for (let node = 0; node <= length; node++) {
        const ready = departure[b + node]!
        if (ready > shuts) break
        const before = row + place[b + node]!
        const after = row + place[b + node + 1]!
        const added = costBack[before]! + cost[after]! - (empty ? 0 : legCost[b + node]!)
        if (added >= best) continue
        let at = ready + secondsBack[before]!
        if (at > shuts) continue
        if (at < opens) at = opens
        else if (lastWindow > firstWindow) {
          let k = firstWindow
          while (at > windowTo[k]!) k++
          if (at < windowFrom[k]!) at = windowFrom[k]!
        }
        at += service + seconds[after]!
        let bound = latest[b + node + 1]!
        if (hasSetup) {
          const previous = this.job[b + node]!
          const next = this.job[b + node + 1]!
          const shared = place[b + node] === problem.place[job] || (previous >= 0 && this.near(previous, job))
          if (!shared) at += setup
          if (next >= 0 && this.near(job, next)) bound = latestNear[b + node + 1]!
        }
        if (at > bound || node === except) continue
        if (careful && !this.fitsAt(job, vehicle, slot, node)) continue
        best = added
        this.cacheNode[entry] = node
      }
    }
    if (best === Infinity) return entry
    if (problem.extra) best += problem.extra[job * problem.vehicles + vehicle]!
    if (this.length[slot] === 0) best += problem.fixed[vehicle]!
    this.cacheCost[entry] = best + problem.service[job]! * problem.taskRate[vehicle]!
    return entry
  }

  /** Doubles the room of every slot. */
  private grow(): void {
    const old = this.stride
    const stride = Math.min(this.problem.jobs, old * 2) + 2
    const labels = this.problem.mostBreaks + 1
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

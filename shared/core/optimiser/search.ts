/**
 * Ruin and recreate: slack induction by string removals with simulated annealing (Christiaens & Vanden Berghe,
 * 2020), for plans in which jobs may be left out at a price that rises as the search goes on. The best plan is kept
 * by its own order: must-serve jobs, priority, jobs served, cost.
 */
import type { Cancel } from '../lib/cancel.ts'
import type { Random } from '../lib/random.ts'
import type { Compiled } from './compiled.ts'
import { Orders } from './orders.ts'
import type { SearchSettings } from './settings.ts'
import { Tours } from './tours.ts'

/** What a plan is worth, compared in this order; all but `cost` count what is left out. */
export interface Worth {
  mustLeft: number
  priorityLeft: number
  jobsLeft: number
  /** internal units, change costs of jobs left out and balance included */
  cost: number
}

export const isBetter = (a: Worth, b: Worth): boolean =>
  a.mustLeft !== b.mustLeft
    ? a.mustLeft < b.mustLeft
    : a.priorityLeft !== b.priorityLeft
      ? a.priorityLeft < b.priorityLeft
      : a.jobsLeft !== b.jobsLeft
        ? a.jobsLeft < b.jobsLeft
        : a.cost < b.cost - 1e-6

/** Jobs by vehicle: job numbers behind one another, a route of vehicle v from `from[v]` to `from[v + 1] - 1`. */
export interface Routes {
  from: Int32Array
  jobs: Int32Array
}

export interface RunBudget {
  /** progress of the whole search at the start and at the end of this run, 0…1: sets temperature and price */
  begin: number
  end: number
  iterations?: number
  /** milliseconds of `now` */
  deadline?: number
  now: () => number
  cancel: Cancel
  onBest?: () => void
}

const clockEvery = 32
const priceEvery = 512

export class Search {
  readonly problem: Compiled
  readonly tours: Tours
  readonly best: Worth = { mustLeft: Infinity, priorityLeft: Infinity, jobsLeft: Infinity, cost: Infinity }
  readonly bestRoutes: Routes
  iterations = 0
  private readonly random: Random
  private readonly settings: SearchSettings
  private readonly orders: Orders
  /** jobs without a route */
  private readonly absent: Int32Array
  private absentCount = 0
  private readonly bank: Int32Array
  private bankCount = 0
  private readonly tried: Int32Array
  private triedCount = 0
  private readonly touched: Int32Array
  private touchedCount = 0
  private readonly touchedAt: Int32Array
  private readonly routeTriedAt: Int32Array
  private routeTick = 0
  private readonly removedAt: Int32Array
  private readonly emptyOfKind: Int32Array
  private tick = 0
  private untilBlink = 0
  /** sum of the costs of all current slots, and of the balance */
  private cost = 0
  private readonly price: Float64Array
  private pricePaid = 0
  private edge = 1
  /** the same with everything else that a stop costs: fixed costs, work, changes; prices count in it */
  private stopCost = 1
  private readonly groupSeconds: Float64Array
  private readonly valued: boolean
  private readonly apart: number

  constructor(problem: Compiled, random: Random, settings: SearchSettings) {
    this.problem = problem
    this.random = random
    this.settings = settings
    this.tours = new Tours(problem)
    this.orders = new Orders(problem, random)
    const { jobs, vehicles } = problem
    this.absent = new Int32Array(jobs)
    this.bank = new Int32Array(jobs)
    this.tried = new Int32Array(jobs)
    this.touched = new Int32Array(vehicles)
    this.touchedAt = new Int32Array(vehicles)
    this.routeTriedAt = new Int32Array(vehicles)
    this.removedAt = new Int32Array(jobs)
    this.emptyOfKind = new Int32Array(problem.kind.reduce((most, kind) => Math.max(most, kind), -1) + 1)
    this.price = new Float64Array(jobs)
    this.groupSeconds = new Float64Array(problem.balanceEarlier.length)
    this.bestRoutes = { from: new Int32Array(vehicles + 1), jobs: new Int32Array(jobs) }
    for (let job = 0; job < jobs; job++) this.absent[job] = job
    this.absentCount = jobs
    this.apart = this.measureApart()
    this.valued = problem.priority.some((one) => one > 0)
    this.drawBlink()
  }

  /** Begins with given routes, in their order; a job that no longer fits where it was stays out for now. */
  load(routes: Routes): void {
    const seen = new Set<number>()
    for (let vehicle = 0; vehicle < this.problem.vehicles; vehicle++) {
      const list = [...routes.jobs.subarray(routes.from[vehicle]!, routes.from[vehicle + 1]!)]
      this.tours.setRoute(
        vehicle,
        list.filter((job) => !seen.has(job) && seen.add(job)),
      )
    }
    this.settle()
  }

  /** Puts everything that is out into the plan, greedily, and makes that the current and best plan. */
  construct(): void {
    this.settle()
    this.tick++
    this.touchedCount = 0
    this.bankCount = this.absentCount
    this.bank.set(this.absent.subarray(0, this.absentCount))
    this.absentCount = 0
    for (let job = 0; job < this.problem.jobs; job++) this.price[job] = Infinity
    this.orders.sortFirst(this.bank, this.bankCount)
    this.recreate()
    this.settle()
    this.noteBest()
  }

  /** At the end: whatever still fits into the best plan goes in, at any price. */
  finish(): void {
    this.load({ from: this.bestRoutes.from.slice(), jobs: this.bestRoutes.jobs.slice() })
    this.construct()
  }

  /** Recomputes everything that is kept incrementally. */
  private settle(): void {
    const { tours, problem } = this
    tours.routeOf.fill(-1)
    this.cost = 0
    this.groupSeconds.set(problem.balanceEarlier)
    for (let vehicle = 0; vehicle < problem.vehicles; vehicle++) {
      const slot = tours.current[vehicle]!
      tours.index(vehicle)
      this.cost += tours.cost[slot]!
      const group = problem.balanceGroup[vehicle]!
      if (group >= 0) this.groupSeconds[group] = this.groupSeconds[group]! + tours.work[slot]!
    }
    this.cost += this.balance()
    this.absentCount = 0
    for (let job = 0; job < problem.jobs; job++)
      if (tours.routeOf[job]! < 0) this.absent[this.absentCount++] = job
    this.sumPrices()
  }

  /**
   * What temperatures count in: between the average leg of a plan and the average way between any two jobs. Where
   * jobs lie in clusters legs are short, but to leave a bad plan the search must afford the way between clusters.
   */
  private unit(): number {
    return Math.sqrt(this.edge * this.apart)
  }

  private measureApart(): number {
    const { jobs, place, size, classes } = this.problem
    const { cost } = classes[0]!
    const limit = 1_000_000_000
    let sum = 0
    let count = 0
    const step = Math.max(1, Math.floor(jobs / 200))
    for (let one = 0; one < jobs; one += step)
      for (let other = 0; other < jobs; other += step) {
        const leg = cost[place[one]! * size + place[other]!]!
        if (one === other || leg >= limit) continue
        sum += leg
        count++
      }
    return Math.max(1e-3, sum / Math.max(1, count))
  }

  /** The average leg of the best plan, in which temperatures and prices are counted. */
  private measureEdge(): void {
    const { tours, problem } = this
    let ways = 0
    let cost = 0
    let legs = 0
    for (let vehicle = 0; vehicle < problem.vehicles; vehicle++) {
      const slot = tours.current[vehicle]!
      const length = tours.length[slot]!
      if (length === 0) continue
      const b = slot * tours.stride
      for (let node = 0; node <= length; node++) ways += tours.legCost[b + node]!
      cost += tours.cost[slot]!
      legs += length + 1
    }
    this.edge = Math.max(1e-3, ways / Math.max(1, legs))
    this.stopCost = Math.max(this.edge, cost / Math.max(1, legs))
  }

  private balance(): number {
    const { balanceWeight } = this.problem
    if (balanceWeight === 0 || this.groupSeconds.length === 0) return 0
    let sum = 0
    let squares = 0
    for (let group = 0; group < this.groupSeconds.length; group++) {
      const hours = this.groupSeconds[group]! / 3600
      sum += hours
      squares += hours * hours
    }
    return balanceWeight * (squares - (sum * sum) / this.groupSeconds.length)
  }

  private setPrices(progress: number): void {
    const { problem, settings, price } = this
    // where nothing has a priority, leaving a job out must not be cheap at any time
    const full = this.best.jobsLeft === 0 || !this.valued
    const along = Math.min(1, progress / (1 - settings.finalShare))
    const point = full
      ? settings.lastPointPrice
      : settings.pointPrice * (settings.lastPointPrice / settings.pointPrice) ** along
    const unit = point * this.stopCost
    for (let job = 0; job < problem.jobs; job++)
      price[job] =
        problem.dropCost[job]! +
        unit * (problem.priority[job]! + settings.jobPoints) +
        (full ? 20 * this.stopCost : 0) +
        // visits at one place cost no way at all: the way to any other place is the measure then
        (full || along === 1 ? settings.lastJobPrice * (this.stopCost + this.apart) : 0) +
        (problem.mustServe[job] ? 1000 * settings.lastPointPrice * this.stopCost : 0)
    this.sumPrices()
  }

  private sumPrices(): void {
    this.pricePaid = 0
    for (let k = 0; k < this.absentCount; k++) this.pricePaid += this.price[this.absent[k]!]!
  }

  /** Makes moves until the budget is spent or the search is cancelled. */
  run(budget: RunBudget): void {
    const { settings } = this
    const began = budget.now()
    const span = budget.deadline === undefined ? 0 : Math.max(1e-3, budget.deadline - began)
    let temperature = 0
    const priceAt =
      budget.iterations === undefined
        ? priceEvery
        : Math.min(priceEvery, clockEvery * Math.ceil(budget.iterations / 1600))
    for (let done = 0; ; done++) {
      if (done % clockEvery === 0) {
        if (budget.cancel.cancelled) return
        const share =
          budget.iterations !== undefined
            ? done / Math.max(1, budget.iterations)
            : (budget.now() - began) / span
        if (share >= 1) return
        const progress = budget.begin + (budget.end - budget.begin) * share
        temperature =
          this.unit() *
          settings.startTemperature *
          (settings.endTemperature / settings.startTemperature) ** progress
        if (done % priceAt === 0) this.setPrices(progress)
      }
      if (budget.iterations !== undefined && done >= budget.iterations) return
      this.iterations++
      if (this.move(temperature)) budget.onBest?.()
    }
  }

  /** One ruin and recreate. True when it found a new best plan. */
  private move(temperature: number): boolean {
    const { tours, absent } = this
    this.tick++
    this.touchedCount = 0
    this.bankCount = 0
    const before = this.cost + this.pricePaid
    const costBefore = this.cost
    const paidBefore = this.pricePaid
    const absentBefore = this.absentCount
    this.takeAbsent()
    const kept = this.absentCount
    this.ruin()
    this.orders.sort(this.bank, this.bankCount)
    this.cost -= this.balance()
    for (let k = 0; k < this.touchedCount; k++) this.cost -= tours.cost[tours.spare(this.touched[k]!)]!
    const alreadyTouched = this.touchedCount
    this.recreate()
    for (let k = alreadyTouched; k < this.touchedCount; k++)
      this.cost -= tours.cost[tours.spare(this.touched[k]!)]!
    for (let k = 0; k < this.touchedCount; k++) this.cost += tours.cost[tours.current[this.touched[k]!]!]!
    this.moveGroupSeconds(1)
    this.cost += this.balance()
    const after = this.cost + this.pricePaid
    if (after < before - temperature * Math.log(this.random.next() + 1e-300)) {
      for (let k = 0; k < this.touchedCount; k++) tours.index(this.touched[k]!)
      return this.noteBest()
    }
    // Back: what was put in leaves, the old slots are current again.
    this.moveGroupSeconds(-1)
    for (let k = 0; k < this.touchedCount; k++) {
      const vehicle = this.touched[k]!
      const slot = tours.current[vehicle]!
      const b = slot * tours.stride
      for (let node = tours.length[slot]!; node > 0; node--) tours.routeOf[tours.job[b + node]!] = -1
    }
    for (let k = 0; k < this.touchedCount; k++) {
      const vehicle = this.touched[k]!
      tours.current[vehicle] = tours.spare(vehicle)
      tours.index(vehicle)
    }
    for (let k = 0; k < this.triedCount; k++) absent[kept + k] = this.tried[k]!
    this.absentCount = absentBefore
    this.cost = costBefore
    this.pricePaid = paidBefore
    return false
  }

  private moveGroupSeconds(sign: number): void {
    const { problem, tours, groupSeconds } = this
    if (problem.balanceWeight === 0) return
    for (let k = 0; k < this.touchedCount; k++) {
      const vehicle = this.touched[k]!
      const group = problem.balanceGroup[vehicle]!
      if (group < 0) continue
      const change = tours.work[tours.current[vehicle]!]! - tours.work[tours.spare(vehicle)]!
      groupSeconds[group] = groupSeconds[group]! + sign * change
    }
  }

  /** Some of the jobs that are out go into the bank. */
  private takeAbsent(): void {
    const { absent, settings, random } = this
    const wanted = Math.min(this.absentCount, settings.absentTried)
    this.triedCount = 0
    for (let k = 0; k < wanted; k++) {
      const last = this.absentCount - 1
      const pick = wanted === this.absentCount + this.triedCount ? last : random.below(last + 1)
      const job = absent[pick]!
      absent[pick] = absent[last]!
      absent[last] = job
      this.absentCount = last
      this.tried[this.triedCount++] = job
      this.bank[this.bankCount++] = job
      this.pricePaid -= this.price[job]!
    }
  }

  /** Removes strings of jobs from routes near a random job. */
  private ruin(): void {
    const { problem, tours, settings, random } = this
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
      if (vehicle < 0 || this.touchedAt[vehicle] === this.tick) continue
      const length = tours.length[tours.current[vehicle]!]!
      const size = Math.floor(random.next() * Math.min(length, longest) + 1)
      this.removeString(vehicle, tours.nodeOf[job]!, length, Math.min(size, length))
      done++
    }
  }

  /** Marks a string of `size` jobs that holds `node`, perhaps keeping some of its middle, and rewrites the route. */
  private removeString(vehicle: number, node: number, length: number, size: number): void {
    const { tours, settings, random } = this
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
    for (let at = begin; at < begin + span; at++) {
      if (kept > 0 && at >= keepFrom && at < keepFrom + kept) continue
      const job = tours.job[b + at]!
      this.removedAt[job] = this.tick
      tours.routeOf[job] = -1
      this.bank[this.bankCount++] = job
    }
    const feasible = tours.copyWithout(vehicle, this.removedAt, this.tick)
    this.touch(vehicle)
    if (!feasible) this.emptyRoute(vehicle)
  }

  private touch(vehicle: number): void {
    this.touchedAt[vehicle] = this.tick
    this.touched[this.touchedCount++] = vehicle
    this.tours.current[vehicle] = this.tours.spare(vehicle)
  }

  /** Without the triangle inequality a shorter route may be late: then all of it is built again. */
  private emptyRoute(vehicle: number): void {
    const { tours } = this
    const slot = tours.current[vehicle]!
    const b = slot * tours.stride
    for (let node = 1; node <= tours.length[slot]!; node++) {
      const job = tours.job[b + node]!
      this.removedAt[job] = this.tick
      tours.routeOf[job] = -1
      this.bank[this.bankCount++] = job
    }
    tours.clear(vehicle, slot)
  }

  private drawBlink(): void {
    // a handful of jobs has few orders: it takes more blinks to try them all
    const blink = Math.max(this.settings.blink, Math.min(0.15, 1 / (this.problem.jobs + 1)))
    this.untilBlink = Math.floor(Math.log(1 - this.random.next()) / Math.log(1 - blink))
  }

  /** Inserts the bank, job by job, where each costs least; one that costs more than its price stays out. */
  private recreate(): void {
    const { problem, tours } = this
    this.findEmpty()
    for (let k = 0; k < this.bankCount; k++) {
      const job = this.bank[k]!
      this.bestCost = Infinity
      this.bestVehicle = -1
      this.routeTick++
      if (problem.vehicles > this.settings.near) this.tryNearRoutes(job)
      else
        for (let vehicle = 0; vehicle < problem.vehicles; vehicle++)
          if (tours.length[tours.current[vehicle]!]! > 0) this.tryRoute(job, vehicle)
      for (let kind = 0; kind < this.emptyOfKind.length; kind++)
        if (this.emptyOfKind[kind]! >= 0) this.tryRoute(job, this.emptyOfKind[kind]!)
      if (this.bestVehicle < 0 && problem.vehicles > this.settings.near) this.tryAllRoutes(job)
      if (this.bestVehicle < 0 || this.bestCost >= this.price[job]!) {
        this.absent[this.absentCount++] = job
        this.pricePaid += this.price[job]!
        continue
      }
      const vehicle = this.bestVehicle
      if (this.touchedAt[vehicle] !== this.tick) {
        tours.copyWithout(vehicle, this.removedAt, -1)
        this.touch(vehicle)
      }
      const slot = tours.current[vehicle]!
      const wasEmpty = tours.length[slot] === 0
      tours.insert(vehicle, slot, job, this.bestNode)
      tours.routeOf[job] = vehicle
      if (wasEmpty) this.nextEmpty(vehicle)
    }
  }

  private bestCost = Infinity
  private bestVehicle = -1
  private bestNode = 0

  private tryNearRoutes(job: number): void {
    const { problem, tours, settings } = this
    const base = job * problem.neighbourCount
    const count = Math.min(settings.near, problem.neighbourCount)
    for (let k = 0; k < count; k++) {
      const vehicle = tours.routeOf[problem.neighbours[base + k]!]!
      if (vehicle >= 0 && this.routeTriedAt[vehicle] !== this.routeTick) this.tryRoute(job, vehicle)
    }
  }

  private tryAllRoutes(job: number): void {
    for (let vehicle = 0; vehicle < this.problem.vehicles; vehicle++)
      if (this.routeTriedAt[vehicle] !== this.routeTick) this.tryRoute(job, vehicle)
  }

  private tryRoute(job: number, vehicle: number): void {
    const { tours, problem } = this
    this.routeTriedAt[vehicle] = this.routeTick
    const slot = tours.current[vehicle]!
    let entry = job * tours.slots + slot
    if (tours.cacheVersion[entry] !== tours.version[slot]) tours.evaluate(job, vehicle, slot, -1)
    if (tours.cacheCost[entry]! >= this.bestCost && problem.balanceWeight === 0) return
    if (--this.untilBlink < 0) {
      this.drawBlink()
      entry = tours.evaluate(job, vehicle, slot, tours.cacheNode[entry]!)
    }
    let cost = tours.cacheCost[entry]!
    if (problem.balanceWeight > 0) cost += this.balanceOf(job, vehicle, cost)
    if (cost < this.bestCost) {
      this.bestCost = cost
      this.bestVehicle = vehicle
      this.bestNode = tours.cacheNode[entry]!
    }
  }

  /** What the spread would cost more; the added travel is taken from the added cost. */
  private balanceOf(job: number, vehicle: number, cost: number): number {
    const { problem, groupSeconds } = this
    const group = problem.balanceGroup[vehicle]!
    if (group < 0 || cost === Infinity) return 0
    const hours = (problem.service[job]! + Math.max(0, cost / problem.costScale)) / 3600
    let sum = 0
    for (let other = 0; other < groupSeconds.length; other++) sum += groupSeconds[other]! / 3600
    const own = groupSeconds[group]! / 3600
    const count = groupSeconds.length
    return (
      problem.balanceWeight * (2 * own * hours + hours * hours - (2 * sum * hours + hours * hours) / count)
    )
  }

  /** The first empty vehicle of each kind. */
  private findEmpty(): void {
    const { problem, tours, emptyOfKind } = this
    emptyOfKind.fill(-1)
    for (let vehicle = problem.vehicles - 1; vehicle >= 0; vehicle--)
      if (tours.length[tours.current[vehicle]!] === 0) emptyOfKind[problem.kind[vehicle]!] = vehicle
  }

  private nextEmpty(used: number): void {
    const { problem, tours, emptyOfKind } = this
    const kind = problem.kind[used]!
    emptyOfKind[kind] = -1
    for (let vehicle = 0; vehicle < problem.vehicles; vehicle++)
      if (problem.kind[vehicle] === kind && tours.length[tours.current[vehicle]!] === 0) {
        emptyOfKind[kind] = vehicle
        return
      }
  }

  /** Keeps the current plan when it is the best so far. */
  private noteBest(): boolean {
    const { problem, tours, best, bestRoutes, absent } = this
    let mustLeft = 0
    let priorityLeft = 0
    let dropped = 0
    for (let k = 0; k < this.absentCount; k++) {
      const job = absent[k]!
      mustLeft += problem.mustServe[job]!
      priorityLeft += problem.priority[job]!
      dropped += problem.dropCost[job]!
    }
    const worth = this.worth
    worth.mustLeft = mustLeft
    worth.priorityLeft = priorityLeft
    worth.jobsLeft = this.absentCount
    worth.cost = this.cost + dropped
    if (!isBetter(worth, best)) return false
    best.mustLeft = mustLeft
    best.priorityLeft = priorityLeft
    best.jobsLeft = this.absentCount
    best.cost = worth.cost
    this.measureEdge()
    let at = 0
    for (let vehicle = 0; vehicle < problem.vehicles; vehicle++) {
      bestRoutes.from[vehicle] = at
      const slot = tours.current[vehicle]!
      const b = slot * tours.stride
      for (let node = 1; node <= tours.length[slot]!; node++) bestRoutes.jobs[at++] = tours.job[b + node]!
    }
    bestRoutes.from[problem.vehicles] = at
    return true
  }
  private readonly worth: Worth = { mustLeft: 0, priorityLeft: 0, jobsLeft: 0, cost: 0 }
}

/**
 * Ruin and recreate: slack induction by string removals with simulated annealing (Christiaens & Vanden Berghe,
 * 2020), for plans in which jobs may be left out at a price that rises as the search goes on. The best plan is kept
 * by its own order: must-serve jobs, priority, jobs served, cost.
 */
import type { Cancel } from '../lib/cancel.ts'
import type { Random } from '../lib/random.ts'
import type { Compiled } from './compiled.ts'
import { Orders } from './orders.ts'
import { Plan } from './plan.ts'
import { Recreate } from './recreate.ts'
import { ruin } from './ruin.ts'
import type { SearchSettings } from './settings.ts'
import { tooNear } from './spacing.ts'
import { swapTails } from './swapTails.ts'
import { type Found, isBetter, nothing, type Routes, type Worth } from './worth.ts'

export interface RunBudget {
  /** how far the whole search is at the start and at the end of this run, 0…1: sets the price of jobs left out */
  begin: number
  end: number
  /** temperature at the start and at the end, in the search's own unit; by default what the settings say */
  hot?: number
  cold?: number
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
  readonly plan: Plan
  /** the best plan since the last `restart` */
  readonly best: Worth = nothing()
  readonly bestRoutes: Routes
  iterations = 0
  private readonly random: Random
  private readonly settings: SearchSettings
  private readonly orders: Orders
  private readonly recreate: Recreate
  /** jobs that were out and are tried again in this move */
  private readonly tried: Int32Array
  private triedCount = 0
  private edge = 1
  /** the same with everything else that a stop costs: fixed costs, work, changes; prices count in it */
  private stopCost = 1
  private readonly valued: boolean
  private readonly apart: number
  /** the highest fixed cost of a vehicle */
  private readonly dearestCrew: number
  private readonly worth: Worth = nothing()

  constructor(problem: Compiled, random: Random, settings: SearchSettings) {
    this.problem = problem
    this.random = random
    this.settings = settings
    this.plan = new Plan(problem)
    this.orders = new Orders(problem, random)
    this.recreate = new Recreate(this.plan, settings, random)
    this.tried = new Int32Array(problem.jobs)
    this.bestRoutes = { from: new Int32Array(problem.vehicles + 1), jobs: new Int32Array(problem.jobs) }
    this.apart = this.measureApart()
    this.dearestCrew = problem.fixed.reduce((most, one) => Math.max(most, one), 0)
    this.valued = problem.priority.some((one) => one > 0)
  }

  /** Forgets plan and best plan. */
  restart(): void {
    Object.assign(this.best, nothing())
    for (let vehicle = 0; vehicle < this.problem.vehicles; vehicle++)
      this.plan.tours.clear(vehicle, this.plan.tours.current[vehicle]!)
    this.plan.settle()
  }

  /** The best plan since the last restart, as a copy. */
  found(): Found {
    const { from, jobs } = this.bestRoutes
    return {
      routes: { from: from.slice(), jobs: jobs.slice(0, from[this.problem.vehicles]) },
      worth: { ...this.best },
    }
  }

  /** Begins with given routes, in their order; a job that no longer fits where it was stays out for now. */
  load(routes: Routes): void {
    const seen = new Set<number>()
    const { routeOf } = this.plan.tours
    routeOf.fill(-1)
    // a crossed or given plan may have a borrower's visits too near to one another
    let mayMove = this.problem.maxMoved
    const takes = (job: number, vehicle: number) => {
      const kept = this.problem.kept[job]!
      const moves = kept >= 0 && kept !== vehicle
      if (moves && mayMove <= 0) return false
      if (seen.has(job) || (this.problem.spaced && tooNear(this.problem, routeOf, job, vehicle))) return false
      seen.add(job)
      if (moves) mayMove--
      routeOf[job] = vehicle
      return true
    }
    for (let vehicle = 0; vehicle < this.problem.vehicles; vehicle++) {
      const list = [...routes.jobs.subarray(routes.from[vehicle]!, routes.from[vehicle + 1]!)]
      this.plan.tours.setRoute(
        vehicle,
        list.filter((job) => takes(job, vehicle)),
      )
    }
    this.plan.settle()
  }

  /** Puts everything that is out into the plan, greedily, and makes that the current and best plan. */
  construct(): void {
    const { plan } = this
    plan.settle()
    plan.begin()
    plan.bankCount = plan.absentCount
    plan.bank.set(plan.absent.subarray(0, plan.absentCount))
    plan.absentCount = 0
    plan.price.fill(Infinity)
    this.orders.sortFirst(plan.bank, plan.bankCount)
    this.recreate.run()
    plan.settle()
    this.noteBest()
  }

  /** At the end: whatever still fits into the best plan goes in, at any price. */
  finish(): void {
    this.load({ from: this.bestRoutes.from.slice(), jobs: this.bestRoutes.jobs.slice() })
    this.construct()
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
    const { tours } = this.plan
    const { problem } = this
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

  private setPrices(progress: number): void {
    const { problem, settings } = this
    const { price } = this.plan
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
        // visits at one place cost no way at all: the way to any other place is the measure then; a job that needs
        // a crew of its own is worth sending one
        (full || along === 1 ? settings.lastJobPrice * (this.stopCost + this.apart) + this.dearestCrew : 0) +
        (problem.mustServe[job] ? 1000 * settings.lastPointPrice * this.stopCost : 0)
    this.plan.lossPrice = unit / 1000
    if (this.plan.tours.timedCosts) this.plan.tours.timedCosts.lossPrice = unit / 1000
    this.plan.sumPrices()
  }

  /** Makes moves until the budget is spent or the search is cancelled. */
  run(budget: RunBudget): void {
    const { settings } = this
    const began = budget.now()
    const span = budget.deadline === undefined ? 0 : Math.max(1e-3, budget.deadline - began)
    const { hot, cold } = budget
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
            ? Math.max(
                done / Math.max(1, budget.iterations),
                budget.deadline !== undefined && budget.now() >= budget.deadline ? 1 : 0,
              )
            : (budget.now() - began) / span
        if (share >= 1) return
        const progress = budget.begin + (budget.end - budget.begin) * share
        temperature =
          this.unit() *
          (hot !== undefined && cold !== undefined
            ? hot * (cold / hot) ** share
            : settings.startTemperature * (settings.endTemperature / settings.startTemperature) ** progress)
        if (done % priceAt === 0) this.setPrices(progress)
      }
      if (budget.iterations !== undefined && done >= budget.iterations) return
      this.iterations++
      if (this.move(temperature)) budget.onBest?.()
    }
  }

  /** One ruin and recreate. True when it found a new best plan. */
  private move(temperature: number): boolean {
    const { plan, random } = this
    const { tours } = plan
    plan.begin()
    const before = plan.whole()
    const lossBefore = plan.loss
    const costBefore = plan.cost
    const paidBefore = plan.pricePaid
    const absentBefore = plan.absentCount
    this.triedCount = 0
    plan.cost -= plan.balance()
    const swapped = random.next() < this.settings.tailShare && swapTails(plan, random)
    if (!swapped) {
      this.takeAbsent()
      ruin(plan, this.settings, random)
      this.orders.sort(plan.bank, plan.bankCount)
    }
    const kept = absentBefore - this.triedCount
    if (!swapped) this.recreate.run()
    for (let k = 0; k < plan.touchedCount; k++) {
      const vehicle = plan.touched[k]!
      plan.cost += tours.cost[tours.current[vehicle]!]! - tours.cost[tours.spare(vehicle)]!
      plan.loss += tours.loss[tours.current[vehicle]!]! - tours.loss[tours.spare(vehicle)]!
    }
    plan.moveGroupSeconds(1)
    plan.cost += plan.balance()
    const calm = !swapped || this.problem.maxMoved === Infinity || plan.countMoved() <= this.problem.maxMoved
    if (calm && plan.whole() < before - temperature * Math.log(random.next() + 1e-300)) {
      for (let k = 0; k < plan.touchedCount; k++) tours.index(plan.touched[k]!)
      return this.noteBest()
    }
    plan.moveGroupSeconds(-1)
    plan.takeBack()
    for (let k = 0; k < this.triedCount; k++) plan.absent[kept + k] = this.tried[k]!
    plan.absentCount = absentBefore
    plan.cost = costBefore
    plan.loss = lossBefore
    plan.pricePaid = paidBefore
    return false
  }

  /** Some of the jobs that are out go into the bank. */
  private takeAbsent(): void {
    const { plan, settings, random } = this
    const { absent } = plan
    const wanted = Math.min(plan.absentCount, settings.absentTried)
    this.triedCount = 0
    for (let k = 0; k < wanted; k++) {
      const last = plan.absentCount - 1
      const pick = wanted === plan.absentCount + this.triedCount ? last : random.below(last + 1)
      const job = absent[pick]!
      absent[pick] = absent[last]!
      absent[last] = job
      plan.absentCount = last
      this.tried[this.triedCount++] = job
      plan.bank[plan.bankCount++] = job
      plan.pricePaid -= plan.price[job]!
    }
  }

  /** Keeps the current plan when it is the best so far. */
  noteBest(): boolean {
    const { problem, plan, best, bestRoutes, worth } = this
    const { tours } = plan
    let mustLeft = 0
    let priorityLeft = 0
    let dropped = 0
    for (let k = 0; k < plan.absentCount; k++) {
      const job = plan.absent[k]!
      mustLeft += problem.mustServe[job]!
      priorityLeft += problem.priority[job]!
      dropped += problem.dropCost[job]!
    }
    worth.mustLeft = mustLeft
    worth.priorityLeft = priorityLeft + plan.loss / 1000
    worth.jobsLeft = plan.absentCount
    worth.cost = plan.cost + dropped
    worth.moved = plan.countMoved()
    if (!isBetter(worth, best)) return false
    best.mustLeft = mustLeft
    best.priorityLeft = worth.priorityLeft
    best.jobsLeft = plan.absentCount
    best.cost = worth.cost
    best.moved = worth.moved
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
}

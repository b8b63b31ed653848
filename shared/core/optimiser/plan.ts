/**
 * The plan that the search is at, and the move that is being made on it: which jobs are out, which are in hand, which
 * vehicles' routes have been rewritten. Everything a move needs is allocated once.
 */
import type { Compiled } from './compiled.ts'
import { Tours } from './tours.ts'

export class Plan {
  readonly problem: Compiled
  readonly tours: Tours
  /** jobs without a route */
  readonly absent: Int32Array
  absentCount = 0
  /** jobs in hand, to be put in */
  readonly bank: Int32Array
  bankCount = 0
  /** vehicles whose spare slot holds the route as it was before the move */
  readonly touched: Int32Array
  touchedCount = 0
  readonly touchedAt: Int32Array
  /** move in which a job was taken out last */
  readonly removedAt: Int32Array
  tick = 0
  /** price of leaving each job out */
  readonly price: Float64Array
  /** sum over the jobs that are out */
  pricePaid = 0
  /** sum of the costs of all current slots, and of the balance */
  cost = 0
  /** thousandths of a point that chances of meeting take away, and what one of them costs */
  loss = 0
  lossPrice = 0
  /** seconds of work by collector, earlier ones included */
  readonly groupSeconds: Float64Array

  constructor(problem: Compiled) {
    this.problem = problem
    this.tours = new Tours(problem)
    const { jobs, vehicles } = problem
    this.absent = new Int32Array(jobs)
    this.bank = new Int32Array(jobs)
    this.touched = new Int32Array(vehicles)
    this.touchedAt = new Int32Array(vehicles)
    this.removedAt = new Int32Array(jobs)
    this.price = new Float64Array(jobs)
    this.groupSeconds = new Float64Array(problem.balanceEarlier.length)
    for (let job = 0; job < jobs; job++) this.absent[job] = job
    this.absentCount = jobs
  }

  /** Begins a move. */
  begin(): void {
    this.tick++
    this.touchedCount = 0
    this.bankCount = 0
  }

  isTouched(vehicle: number): boolean {
    return this.touchedAt[vehicle] === this.tick
  }

  /** From now on the spare slot is the route, and the old one is kept for going back. */
  touch(vehicle: number): void {
    this.touchedAt[vehicle] = this.tick
    this.touched[this.touchedCount++] = vehicle
    this.tours.current[vehicle] = this.tours.spare(vehicle)
  }

  /** Takes a job in hand. */
  take(job: number): void {
    this.removedAt[job] = this.tick
    this.tours.routeOf[job] = -1
    this.bank[this.bankCount++] = job
  }

  /** Without the triangle inequality a shorter route may be late: then all of it is built again. */
  emptyRoute(vehicle: number): void {
    const { tours } = this
    const slot = tours.current[vehicle]!
    const b = slot * tours.stride
    for (let node = 1; node <= tours.length[slot]!; node++) this.take(tours.job[b + node]!)
    tours.clear(vehicle, slot)
  }

  leaveOut(job: number): void {
    this.absent[this.absentCount++] = job
    this.pricePaid += this.price[job]!
  }

  /** What the search makes smaller: costs and what is missed, at its price. */
  whole(): number {
    return this.cost + this.pricePaid + this.loss * this.lossPrice
  }

  /** Jobs that are on another vehicle than in the plan before. */
  countMoved(): number {
    const { tours, problem } = this
    if (!problem.keeps) return 0
    let count = 0
    for (let vehicle = 0; vehicle < problem.vehicles; vehicle++)
      count += tours.moved[tours.current[vehicle]!]!
    return count
  }

  sumPrices(): void {
    this.pricePaid = 0
    for (let k = 0; k < this.absentCount; k++) this.pricePaid += this.price[this.absent[k]!]!
  }

  /** What the spread between collectors costs. */
  balance(): number {
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

  /** Counts what the touched routes changed in the work of each collector; `sign` -1 takes it back. */
  moveGroupSeconds(sign: number): void {
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

  /** Recomputes everything that is kept incrementally. */
  settle(): void {
    const { tours, problem } = this
    tours.routeOf.fill(-1)
    this.cost = 0
    this.loss = 0
    this.groupSeconds.set(problem.balanceEarlier)
    for (let vehicle = 0; vehicle < problem.vehicles; vehicle++) {
      const slot = tours.current[vehicle]!
      tours.index(vehicle)
      this.cost += tours.cost[slot]!
      this.loss += tours.loss[slot]!
      const group = problem.balanceGroup[vehicle]!
      if (group >= 0) this.groupSeconds[group] = this.groupSeconds[group]! + tours.work[slot]!
    }
    this.cost += this.balance()
    this.absentCount = 0
    for (let job = 0; job < problem.jobs; job++)
      if (tours.routeOf[job]! < 0) this.absent[this.absentCount++] = job
    this.sumPrices()
  }

  /** Makes the old routes of all touched vehicles current again. */
  takeBack(): void {
    const { tours } = this
    for (let k = 0; k < this.touchedCount; k++) {
      const slot = tours.current[this.touched[k]!]!
      const b = slot * tours.stride
      for (let node = tours.length[slot]!; node > 0; node--) tours.routeOf[tours.job[b + node]!] = -1
    }
    for (let k = 0; k < this.touchedCount; k++) {
      const vehicle = this.touched[k]!
      tours.current[vehicle] = tours.spare(vehicle)
      tours.index(vehicle)
    }
  }
}

/** Puts the jobs in hand back, one by one, each where it costs least; one that costs more than its price stays out. */
import type { Random } from '../lib/random.ts'
import type { Plan } from './plan.ts'
import { tooNear } from './spacing.ts'
import type { SearchSettings } from './settings.ts'

export class Recreate {
  private readonly plan: Plan
  private readonly settings: SearchSettings
  private readonly random: Random
  private readonly routeTriedAt: Int32Array
  private routeTick = 0
  private readonly emptyOfKind: Int32Array
  private untilBlink = 0
  /** how many more jobs may go to another vehicle than the one that had them */
  private mayMove = Infinity
  private bestCost = Infinity
  private bestVehicle = -1
  private bestNode = 0

  constructor(plan: Plan, settings: SearchSettings, random: Random) {
    this.plan = plan
    this.settings = settings
    this.random = random
    const { kind, vehicles } = plan.problem
    this.routeTriedAt = new Int32Array(vehicles)
    this.emptyOfKind = new Int32Array(kind.reduce((most, one) => Math.max(most, one), -1) + 1)
    this.drawBlink()
  }

  private drawBlink(): void {
    // a handful of jobs has few orders: it takes more blinks to try them all
    const blink = Math.max(this.settings.blink, Math.min(0.15, 1 / (this.plan.problem.jobs + 1)))
    this.untilBlink = Math.floor(Math.log(1 - this.random.next()) / Math.log(1 - blink))
  }

  /** Inserts the plan's bank in its order. */
  run(): void {
    const { plan } = this
    const { maxMoved } = plan.problem
    if (maxMoved < Infinity) this.mayMove = maxMoved - plan.countMoved()
    this.findEmpty()
    for (let k = 0; k < plan.bankCount; k++) {
      const job = plan.bank[k]!
      do this.findPlace(job)
      while (this.bestVehicle >= 0 && this.bestCost < plan.price[job]! && !this.insert(job))
      if (this.bestVehicle < 0 || this.bestCost >= plan.price[job]!) plan.leaveOut(job)
    }
  }

  /** Puts the job where it was found to cost least. False: it breaks a limit there after all, and was taken out again. */
  private insert(job: number): boolean {
    const { plan, bestVehicle: vehicle } = this
    const { tours } = plan
    if (!plan.isTouched(vehicle)) {
      tours.copy(vehicle)
      plan.touch(vehicle)
    }
    const slot = tours.current[vehicle]!
    const wasEmpty = tours.length[slot] === 0
    if (!tours.insert(vehicle, slot, job, this.bestNode)) {
      tours.removeNode(vehicle, slot, this.bestNode + 1)
      tours.remember(job * tours.slots + slot, tours.version[slot]!, Infinity)
      return false
    }
    tours.routeOf[job] = vehicle
    if (this.isMoved(job, vehicle)) this.mayMove--
    if (wasEmpty) this.nextEmpty(vehicle)
    return true
  }

  private findPlace(job: number): void {
    const { plan, emptyOfKind } = this
    const { problem, tours } = plan
    this.bestCost = Infinity
    this.bestVehicle = -1
    this.routeTick++
    const few = problem.vehicles <= this.settings.near
    if (few) {
      for (let k = problem.apt[job]!; k < problem.apt[job + 1]!; k++) {
        const vehicle = problem.aptVehicles[k]!
        if (tours.length[tours.current[vehicle]!]! > 0) this.tryRoute(job, vehicle)
      }
    } else this.tryNearRoutes(job)
    for (let kind = 0; kind < emptyOfKind.length; kind++)
      if (emptyOfKind[kind]! >= 0) this.tryRoute(job, emptyOfKind[kind]!)
    if (this.bestVehicle < 0 && !few) this.tryAllRoutes(job)
  }

  private tryNearRoutes(job: number): void {
    const { settings } = this
    const { problem, tours } = this.plan
    const base = job * problem.neighbourCount
    const count = Math.min(settings.near, problem.neighbourCount)
    for (let k = 0; k < count; k++) {
      const vehicle = tours.routeOf[problem.neighbours[base + k]!]!
      if (vehicle >= 0 && this.routeTriedAt[vehicle] !== this.routeTick) this.tryRoute(job, vehicle)
    }
  }

  private tryAllRoutes(job: number): void {
    const { problem } = this.plan
    for (let k = problem.apt[job]!; k < problem.apt[job + 1]!; k++) {
      const vehicle = problem.aptVehicles[k]!
      if (this.routeTriedAt[vehicle] !== this.routeTick) this.tryRoute(job, vehicle)
    }
  }

  private tryRoute(job: number, vehicle: number): void {
    const { tours, problem } = this.plan
    this.routeTriedAt[vehicle] = this.routeTick
    if (problem.spaced && tooNear(problem, tours.routeOf, job, vehicle)) return
    if (this.mayMove <= 0 && this.isMoved(job, vehicle)) return
    const slot = tours.current[vehicle]!
    let entry = job * tours.slots + slot
    if (!tours.isKnown(entry, slot)) tours.evaluate(job, vehicle, slot, -1)
    if (tours.costAt(entry) >= this.bestCost && problem.balanceWeight === 0) return
    if (--this.untilBlink < 0) {
      this.drawBlink()
      entry = tours.evaluate(job, vehicle, slot, tours.nodeAt(entry))
    }
    let cost = tours.costAt(entry)
    if (problem.balanceWeight > 0) cost += this.balanceOf(job, vehicle, cost)
    if (cost < this.bestCost) {
      this.bestCost = cost
      this.bestVehicle = vehicle
      this.bestNode = tours.nodeAt(entry)
    }
  }

  private isMoved(job: number, vehicle: number): boolean {
    const kept = this.plan.problem.kept[job]!
    return kept >= 0 && kept !== vehicle
  }

  /** What the spread would cost more; the added travel is taken from the added cost. */
  private balanceOf(job: number, vehicle: number, cost: number): number {
    const { problem, groupSeconds } = this.plan
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
    const { emptyOfKind } = this
    const { problem, tours } = this.plan
    emptyOfKind.fill(-1)
    for (let vehicle = problem.vehicles - 1; vehicle >= 0; vehicle--)
      if (tours.length[tours.current[vehicle]!] === 0) emptyOfKind[problem.kind[vehicle]!] = vehicle
  }

  private nextEmpty(used: number): void {
    const { emptyOfKind } = this
    const { problem, tours } = this.plan
    const kind = problem.kind[used]!
    emptyOfKind[kind] = -1
    for (let vehicle = 0; vehicle < problem.vehicles; vehicle++)
      if (problem.kind[vehicle] === kind && tours.length[tours.current[vehicle]!] === 0) {
        emptyOfKind[kind] = vehicle
        return
      }
  }
}

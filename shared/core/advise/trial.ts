/** A standing plan on which single insertions are tried exactly, without changing it. */
import { compile } from '../optimiser/compile.ts'
import type { Compiled } from '../optimiser/compiled.ts'
import { type RouteList, routesOfSolution, toRoutes } from '../optimiser/solve.ts'
import { tooNear } from '../optimiser/spacing.ts'
import { Tours } from '../optimiser/tours.ts'
import type { Problem, Solution } from '../../model/problem.ts'
import { RefusalError } from '../../model/refusal.ts'

/** A place on another vehicle's tour: its number, and the cost of going there. */
export interface Elsewhere {
  vehicle: number
  cost: number
}

export interface Trial {
  problem: Problem
  compiled: Compiled
  /** the plan without the job */
  tours: Tours
  /** number of the job, and of each vehicle by id */
  job: number
  vehicleOf: Map<number, number>
  /** where the standing plan has the job, -1: nowhere */
  currentVehicle: number
  /** that vehicle's job numbers in order, the job among them; empty when it is nowhere, or not lawfully */
  standing: number[]
  /** jobs of that vehicle that have no lawful place on it once the job is gone */
  stranded: number[]
  /** by job number: where it would go from its tour, as found so far (null: nowhere) */
  elsewhere: Map<number, Elsewhere | null>
  /** what that vehicle's tour costs as it stands, internal units */
  standingCost: number
}

export const routeList = (plan: Solution | RouteList): RouteList =>
  Array.isArray(plan) ? plan : routesOfSolution(plan)

/**
 * Loads the plan without `jobId`. Stops that no longer hold (a window that has changed since) are left out, so that
 * the rest can be judged. Two stops may hold together only by way of the job between them (no road joins them, or a
 * longer one does): when it goes, such a stop is put elsewhere on its tour, or named as stranded.
 * @throws RefusalError `visit-unknown`
 */
export function openTrial(
  problem: Problem,
  plan: Solution | RouteList,
  jobId: number,
  compiled: Compiled = compile(problem),
): Trial {
  const job = problem.jobs.findIndex(({ id }) => id === jobId)
  if (job < 0) throw new RefusalError('visit-unknown', { id: jobId })
  const tours = new Tours(compiled)
  const routes = toRoutes(problem, routeList(plan))
  const trial: Trial = {
    problem,
    compiled,
    tours,
    job,
    vehicleOf: new Map(problem.vehicles.map(({ id }, v) => [id, v])),
    currentVehicle: -1,
    standing: [],
    stranded: [],
    elsewhere: new Map(),
    standingCost: 0,
  }
  for (let vehicle = 0; vehicle < compiled.vehicles; vehicle++) {
    const list = [...routes.jobs.subarray(routes.from[vehicle]!, routes.from[vehicle + 1]!)]
    tours.setRoute(vehicle, list)
    if (list.includes(job)) takeOut(trial, vehicle, list)
  }
  return trial
}

/** Loads the vehicle's route without the job, and says what became of the rest. */
function takeOut(trial: Trial, vehicle: number, list: number[]): void {
  const { tours, job } = trial
  const slot = tours.current[vehicle]!
  const held = jobsOf(trial, vehicle)
  trial.currentVehicle = vehicle
  const lawful = held.includes(job)
  if (lawful) {
    trial.standing = held
    trial.standingCost = tours.cost[slot]!
  }
  tours.setRoute(
    vehicle,
    (lawful ? held : list).filter((one) => one !== job),
  )
  if (!lawful) return
  const rest = new Set(jobsOf(trial, vehicle))
  for (const one of held) {
    if (one === job || rest.has(one)) continue
    const place = tryInsertion(trial, one, vehicle)
    if (place) tours.insert(vehicle, slot, one, place.node)
    else trial.stranded.push(one)
  }
  tours.index(vehicle)
}

/** Cost of the cheapest lawful insertion and the node it follows; null when there is none. */
export function tryInsertion(
  { compiled, tours }: Trial,
  job: number,
  vehicle: number,
  slot = tours.current[vehicle]!,
): { cost: number; node: number } | null {
  if (tooNear(compiled, tours.routeOf, job, vehicle)) return null
  const entry = tours.evaluate(job, vehicle, slot, -1)
  const cost = tours.costAt(entry)
  if (cost === Infinity) return null
  const { hours } = compiled.classes[compiled.travelClass[vehicle]!]!
  return hours ? timedInsertion(tours, job, vehicle, slot) : { cost, node: tours.nodeAt(entry) }
}

/** The same where travel depends on the hour: every place is timed, for all that comes after costs otherwise too. */
function timedInsertion(
  tours: Tours,
  job: number,
  vehicle: number,
  slot: number,
): { cost: number; node: number } | null {
  const before = tours.cost[slot]!
  let best: { cost: number; node: number } | null = null
  for (let node = 0; node <= tours.length[slot]!; node++) {
    const cost = tours.insert(vehicle, slot, job, node) ? tours.cost[slot]! - before : Infinity
    tours.removeNode(vehicle, slot, node + 1)
    if (cost < (best?.cost ?? Infinity)) best = { cost, node }
  }
  return best
}

/** The cheapest place of a planned job on any other tour; remembered, because every window asks for it again. */
export function cheapestElsewhere(trial: Trial, job: number, vehicle: number): Elsewhere | null {
  const known = trial.elsewhere.get(job)
  if (known !== undefined) return known
  let best: Elsewhere | null = null
  for (let other = 0; other < trial.compiled.vehicles; other++) {
    if (other === vehicle) continue
    const there = tryInsertion(trial, job, other)
    if (there && (!best || there.cost < best.cost)) best = { vehicle: other, cost: there.cost }
  }
  trial.elsewhere.set(job, best)
  return best
}

/** Job numbers of a vehicle's tour in order. */
export function jobsOf({ tours }: Trial, vehicle: number): number[] {
  const slot = tours.current[vehicle]!
  const b = slot * tours.stride + 1
  return [...tours.job.subarray(b, b + tours.length[slot]!)]
}

/** Routes as VROOM's solution JSON, timed by the one timing, with every cost said. */
import type {
  Problem,
  ProblemJob,
  ProblemVehicle,
  Solution,
  SolutionRoute,
  SolutionStep,
} from '../../model/problem.ts'
import type { ReasonCode } from '../../model/reasons.ts'
import { hasMetres, scheduleVehicle, scheduleVisit, travelOf } from '../schedule/fromProblem.ts'
import { timeHeld } from '../schedule/timeHeld.ts'
import { type TimedRoute, timeRoute } from '../schedule/timeRoute.ts'

/** Route of each vehicle as job ids in order; vehicles that visit nobody are absent or empty. */
export type RouteList = { vehicle: number; jobs: number[] }[]

/** By job id, where a plan before had it: with whom, and when it began there, seconds. */
export type Standing = ReadonlyMap<number, { vehicle: number; begins: number }>

/** When each of these jobs began on the vehicle in the plan before; null for one that is new there. */
export const begunOn = (standing: Standing, vehicle: number, jobs: readonly number[]): (number | null)[] =>
  jobs.map((id) => {
    const stood = standing.get(id)
    return stood?.vehicle === vehicle ? stood.begins : null
  })

export interface WrittenRoute {
  route: SolutionRoute
  timed: TimedRoute
}

const whole = (value: number) => Math.round(value)

/** Travel, fixed and work cost of a route as VROOM counts it, in the problem's units, not rounded. */
function routeCost(
  problem: Problem,
  vehicle: ProblemVehicle,
  places: (number | undefined)[],
  timed: TimedRoute,
): number {
  const { costs } = vehicle
  const table = problem.matrices?.[vehicle.profile ?? 'car']?.costs
  let travel = 0
  if (table && !problem.travel?.[vehicle.profile ?? 'car']) {
    for (let i = 0; i + 1 < places.length; i++)
      if (places[i] !== undefined && places[i + 1] !== undefined)
        travel += table[places[i]!]![places[i + 1]!] ?? 0
  } else
    travel =
      ((costs?.per_hour ?? 3600) * timed.travelSeconds) / 3600 +
      ((costs?.per_km ?? 0) * timed.travelMetres) / 1000
  const work = ((costs?.per_task_hour ?? 0) * (timed.setupSeconds + timed.serviceSeconds)) / 3600
  return travel + work + (costs?.fixed ?? 0)
}

function located(lonLat: [number, number] | undefined, index: number | undefined) {
  return {
    ...(lonLat ? { location: lonLat } : {}),
    ...(index === undefined ? {} : { location_index: index }),
  }
}
const described = (description: string | undefined) => (description === undefined ? {} : { description })

/**
 * One vehicle's route with its times.
 * @param standing whose hours are held; nobody's: as early and as short as can be
 * @throws Error when a leg is unreachable: the search never makes one
 */
export function writeRoute(
  problem: Problem,
  vehicle: ProblemVehicle,
  jobIds: readonly number[],
  standing?: Standing,
): WrittenRoute {
  const byId = jobsById(problem)
  const jobs = jobIds.map((id) => byId.get(id)!)
  const args = [scheduleVehicle(vehicle), jobs.map(scheduleVisit), travelOf(problem, vehicle)] as const
  const result = standing ? timeHeld(...args, begunOn(standing, vehicle.id, jobIds)) : timeRoute(...args)
  if (!result.ok)
    throw new Error(
      `no way from place ${result.refusal.from} to ${result.refusal.to} for vehicle ${vehicle.id}`,
    )
  const timed = result.route
  const far = hasMetres(problem, vehicle)
  const steps: SolutionStep[] = []
  let duration = 0
  let distance = 0
  const step = (fields: Pick<SolutionStep, 'type' | 'arrival'> & Partial<SolutionStep>) => {
    steps.push({
      setup: 0,
      service: 0,
      waiting_time: 0,
      duration,
      ...(far ? { distance } : {}),
      violations: [],
      ...fields,
    })
  }
  const breaksAfter = (stop: number) => {
    for (const rest of timed.breaks)
      if (rest.afterStop === stop)
        step({
          type: 'break',
          id: rest.id,
          ...described(rest.description),
          service: rest.seconds,
          waiting_time: rest.waitingSeconds,
          arrival: rest.arrival,
          duration: rest.travelSoFar,
          ...(far ? { distance: rest.metresSoFar } : {}),
        })
  }
  if (vehicle.start_index !== undefined)
    step({ type: 'start', ...located(vehicle.start, vehicle.start_index), arrival: timed.departure })
  jobs.forEach((job, i) => {
    const stop = timed.stops[i]!
    breaksAfter(i)
    duration += stop.travelSeconds
    distance += stop.travelMetres
    step({
      type: 'job',
      id: job.id,
      ...described(job.description),
      ...located(job.location, job.location_index),
      setup: stop.setupSeconds,
      service: stop.serviceSeconds,
      waiting_time: stop.waitingSeconds,
      arrival: stop.arrival,
      duration,
    })
  })
  breaksAfter(jobs.length)
  duration += timed.homeSeconds
  distance += timed.homeMetres
  if (vehicle.end_index !== undefined)
    step({ type: 'end', ...located(vehicle.end, vehicle.end_index), arrival: timed.finish })
  const places = [vehicle.start_index, ...jobs.map((job) => job.location_index), vehicle.end_index]
  return {
    timed,
    route: {
      vehicle: vehicle.id,
      ...described(vehicle.description),
      cost: whole(routeCost(problem, vehicle, places, timed)),
      setup: timed.setupSeconds,
      service: timed.serviceSeconds,
      duration: timed.travelSeconds,
      waiting_time: timed.waitingSeconds,
      priority: jobs.reduce((sum, job) => sum + (job.priority ?? 0), 0),
      ...(far ? { distance: timed.travelMetres } : {}),
      steps,
      violations: [],
    },
  }
}

const jobMaps = new WeakMap<Problem, Map<number, Problem['jobs'][number]>>()
function jobsById(problem: Problem): Map<number, Problem['jobs'][number]> {
  let map = jobMaps.get(problem)
  if (!map) jobMaps.set(problem, (map = new Map(problem.jobs.map((job) => [job.id, job]))))
  return map
}

/** Minutes outside the soft window that costs least, times its price. */
function softCostOf({ roundsman }: ProblemJob, begin: number): number {
  const costs = (roundsman?.soft_windows ?? []).map(
    ({ window: [from, to], cost_per_minute }) =>
      (Math.max(0, from - begin, begin - to) / 60) * cost_per_minute,
  )
  return costs.length ? Math.min(...costs) : 0
}

const chanceOf = ({ roundsman }: ProblemJob, begin: number): number =>
  roundsman?.chances?.find(({ window: [from, to] }) => from <= begin && begin <= to)?.chance ?? 1

/** Costs of Roundsman's extensions for a plan; see `Solution.summary.roundsman`. */
function extensionCosts(
  problem: Problem,
  written: WrittenRoute[],
): NonNullable<Solution['summary']['roundsman']> {
  const costs = {
    vehicles: 0,
    changes: 0,
    balance: 0,
    overtime: 0,
    soft: 0,
    expected_priority: 0,
    changed: 0,
  }
  const vehicleOf = new Map<number, number>()
  const work = new Map<number, number>()
  const byId = new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle]))
  const jobs = jobsById(problem)
  for (const { route, timed } of written) {
    for (const step of route.steps) {
      if (step.type !== 'job') continue
      vehicleOf.set(step.id!, route.vehicle)
      const begin = step.arrival + step.waiting_time
      const job = jobs.get(step.id!)!
      costs.soft += softCostOf(job, begin)
      costs.expected_priority += (job.priority ?? 0) * chanceOf(job, begin)
    }
    work.set(route.vehicle, timed.travelSeconds + timed.setupSeconds + timed.serviceSeconds)
    const vehicle = byId.get(route.vehicle)!
    const over = timed.finish - (vehicle.time_window?.[1] ?? Infinity)
    if (over > 0) costs.overtime += (over * (vehicle.roundsman?.overtime?.per_hour ?? 0)) / 3600
  }
  for (const { id, roundsman } of problem.jobs) {
    const vehicle = vehicleOf.get(id)
    for (const one of roundsman?.vehicle_costs ?? []) if (one.vehicle === vehicle) costs.vehicles += one.cost
    if (roundsman?.previous && roundsman.previous.vehicle !== vehicle) {
      costs.changes += roundsman.previous.change_cost
      costs.changed++
    }
  }
  const balance = problem.roundsman?.balance
  if (balance && balance.groups.length) {
    const hours = balance.groups.map(
      (group) =>
        group.vehicles.reduce((sum, id) => sum + (work.get(id) ?? 0), group.earlier_seconds ?? 0) / 3600,
    )
    const mean = hours.reduce((sum, one) => sum + one, 0) / hours.length
    costs.balance = balance.weight * hours.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  }
  return costs
}

const usesExtensions = (problem: Problem): boolean =>
  problem.roundsman?.balance !== undefined ||
  problem.vehicles.some((vehicle) => vehicle.roundsman?.overtime) ||
  problem.jobs.some(
    ({ roundsman }) =>
      roundsman?.previous || roundsman?.vehicle_costs || roundsman?.soft_windows || roundsman?.chances,
  )

/**
 * @param reasonOf why a job that is in no route stays out
 * @param standing whose hours are held
 */
export function writeSolution(
  problem: Problem,
  routes: RouteList,
  reasonOf: (jobId: number) => ReasonCode,
  standing?: Standing,
): Solution {
  const byId = new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle]))
  const order = new Map(problem.vehicles.map(({ id }, index) => [id, index]))
  const written = routes
    .filter(({ jobs }) => jobs.length > 0)
    .sort((a, b) => order.get(a.vehicle)! - order.get(b.vehicle)!)
    .map(({ vehicle, jobs }) => writeRoute(problem, byId.get(vehicle)!, jobs, standing))
  const planned = new Set(routes.flatMap(({ jobs }) => jobs))
  const left = problem.jobs.filter((job) => !planned.has(job.id))
  const sum = (key: 'cost' | 'setup' | 'service' | 'duration' | 'waiting_time' | 'priority' | 'distance') =>
    written.reduce((total, { route }) => total + (route[key] ?? 0), 0)
  const extensions = usesExtensions(problem) ? extensionCosts(problem, written) : undefined
  const added = extensions
    ? extensions.vehicles + extensions.changes + extensions.balance + extensions.overtime + extensions.soft
    : 0
  return {
    code: 0,
    summary: {
      cost: sum('cost') + whole(added),
      routes: written.length,
      unassigned: left.length,
      setup: sum('setup'),
      service: sum('service'),
      duration: sum('duration'),
      waiting_time: sum('waiting_time'),
      priority: sum('priority'),
      ...(written.some(({ route }) => route.distance !== undefined) ? { distance: sum('distance') } : {}),
      violations: [],
      ...(extensions ? { roundsman: extensions } : {}),
    },
    unassigned: left.map((job) => ({
      id: job.id,
      type: 'job',
      ...described(job.description),
      ...located(job.location, job.location_index),
      roundsman: { reason: reasonOf(job.id) },
    })),
    routes: written.map(({ route }) => route),
  }
}

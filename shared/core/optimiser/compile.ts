/** Turns a checked {@link Problem} into the arrays of {@link Compiled}. */
import type { Problem, ProblemJob, ProblemVehicle, TimeWindow } from '../../model/problem.ts'
import { RefusalError } from '../../model/refusal.ts'
import { orderBreaks } from '../schedule/breaks.ts'
import { type Compiled, TIME_MAX } from './compiled.ts'
import { nearestJobs } from './neighbours.ts'
import { spacingParts, timedParts } from './compileExtensions.ts'
import { travelClasses } from './travelClasses.ts'
import { mergeWindows, windowsOf } from '../schedule/windows.ts'

const ints = (length: number) => new Int32Array(length)

/** Shift of a vehicle without `time_window`: any time from zero on. */
export const shiftOf = (vehicle: ProblemVehicle): TimeWindow => vehicle.time_window ?? [0, Infinity]

/** A moment that all times are counted from: the first shift, or close before the first window. */
function originOf(problem: Problem): number {
  const shift = Math.min(...problem.vehicles.map((vehicle) => shiftOf(vehicle)[0]))
  const starts = problem.jobs.flatMap((job) => (job.time_windows ? [job.time_windows[0]![0]] : []))
  const first = starts.reduce((least, start) => Math.min(least, start), Infinity)
  return first === Infinity ? shift : Math.max(shift, first - TIME_MAX / 10)
}

interface FlatWindows {
  index: Int32Array
  from: Int32Array
  to: Int32Array
}

/** Many window lists behind one another; a missing list is one window that is always open. */
function flatWindows(
  lists: (TimeWindow[] | undefined)[],
  origin: number,
  path: (i: number) => string,
): FlatWindows {
  const index = ints(lists.length + 1)
  const from: number[] = []
  const to: number[] = []
  lists.forEach((list, i) => {
    for (const window of list ? mergeWindows(list) : [[-Infinity, Infinity] as TimeWindow]) {
      if (window[0] - origin > TIME_MAX / 2)
        throw new RefusalError('problem-time-range', { path: path(i) }, { path: path(i) })
      from.push(Math.max(window[0] - origin, -TIME_MAX))
      to.push(Math.min(Math.max(window[1] - origin, -TIME_MAX), TIME_MAX))
    }
    index[i + 1] = from.length
  })
  return { index, from: Int32Array.from(from), to: Int32Array.from(to) }
}

/** Which vehicles may serve which jobs, by skill and by name. */
function allowedPairs(problem: Problem): Uint8Array {
  const { jobs, vehicles } = problem
  const allowed = new Uint8Array(jobs.length * vehicles.length)
  const skills = vehicles.map((vehicle) => new Set(vehicle.skills))
  jobs.forEach((job, j) => {
    const only = job.roundsman?.vehicles && new Set(job.roundsman.vehicles)
    const never = job.roundsman?.not_vehicles && new Set(job.roundsman.not_vehicles)
    const needed = job.skills ?? []
    for (let v = 0; v < vehicles.length; v++) {
      const { id, roundsman } = vehicles[v]!
      const enough = (job.roundsman?.crew_size ?? 1) <= (roundsman?.crew ?? 1)
      const may = enough && (!only || only.has(id)) && !never?.has(id)
      allowed[j * vehicles.length + v] = may && needed.every((skill) => skills[v]!.has(skill)) ? 1 : 0
    }
  })
  return allowed
}

/** Costs of pairs: preferred crews, the price of taking a published visit from its vehicle. */
function extraCosts(problem: Problem, scale: number): { extra: Float64Array | null; dropCost: Float64Array } {
  const { jobs, vehicles } = problem
  const dropCost = new Float64Array(jobs.length)
  const has = jobs.some(({ roundsman }) => roundsman?.previous || roundsman?.vehicle_costs?.length)
  if (!has) return { extra: null, dropCost }
  const extra = new Float64Array(jobs.length * vehicles.length)
  const indexOf = new Map(vehicles.map(({ id }, v) => [id, v]))
  jobs.forEach(({ roundsman }, j) => {
    const base = j * vehicles.length
    for (const { vehicle, cost } of roundsman?.vehicle_costs ?? [])
      extra[base + indexOf.get(vehicle)!] = extra[base + indexOf.get(vehicle)!]! + cost * scale
    const previous = roundsman?.previous
    if (!previous) return
    dropCost[j] = previous.change_cost * scale
    const kept = indexOf.get(previous.vehicle)
    for (let v = 0; v < vehicles.length; v++)
      if (v !== kept) extra[base + v] = extra[base + v]! + previous.change_cost * scale
  })
  return { extra, dropCost }
}

/** Where the plan before has each job. */
function keptVehicles({ jobs, vehicles, roundsman }: Problem): Pick<Compiled, 'kept' | 'maxMoved' | 'keeps'> {
  const indexOf = new Map(vehicles.map(({ id }, v) => [id, v]))
  const kept = Int32Array.from(jobs, (job) => indexOf.get(job.roundsman?.previous?.vehicle ?? NaN) ?? -1)
  return { kept, maxMoved: roundsman?.max_moved ?? Infinity, keeps: kept.some((vehicle) => vehicle >= 0) }
}

/** Vehicles with the same key can take one another's route whole. */
function kindsOf(
  problem: Problem,
  compiled: Omit<Compiled, 'kind' | 'apt' | 'aptVehicles' | 'neighbours' | 'neighbourCount'>,
): Int32Array {
  const { jobs, vehicles } = problem
  const byJobs = jobs.some(({ roundsman }) => roundsman)
  const numbers = new Map<string, number>()
  const kind = ints(vehicles.length)
  vehicles.forEach((vehicle, v) => {
    const column: number[] = []
    if (byJobs)
      for (let j = 0; j < jobs.length; j++) {
        const pair = j * vehicles.length + v
        column.push(compiled.allowed[pair]!, compiled.extra ? compiled.extra[pair]! : 0)
        if (compiled.kept[j] === v) column.push(NaN)
      }
    const key = JSON.stringify([
      compiled.start[v],
      compiled.end[v],
      vehicle.time_window,
      vehicle.roundsman,
      (vehicle.breaks ?? []).map((one) => [one.time_windows, one.service]),
      [...(vehicle.skills ?? [])].sort((a, b) => a - b),
      vehicle.capacity,
      [vehicle.max_tasks, vehicle.max_travel_time, vehicle.max_distance],
      [compiled.travelClass[v], compiled.fixed[v], compiled.taskRate[v], compiled.balanceGroup[v]],
      column,
    ])
    if (!numbers.has(key)) numbers.set(key, numbers.size)
    kind[v] = numbers.get(key)!
  })
  return kind
}

function amounts(jobs: ProblemJob[], key: 'delivery' | 'pickup', dimensions: number): Int32Array {
  const flat = ints(jobs.length * dimensions)
  jobs.forEach((job, j) => job[key]?.forEach((amount, d) => (flat[j * dimensions + d] = amount)))
  return flat
}

/** Vehicles whose shift meets a window of the job and who may serve it, by job. */
function aptVehicles(
  compiled: Pick<
    Compiled,
    'jobs' | 'vehicles' | 'allowed' | 'windows' | 'windowFrom' | 'windowTo' | 'open' | 'close' | 'service'
  >,
): Pick<Compiled, 'apt' | 'aptVehicles'> {
  const { jobs, vehicles, windows } = compiled
  const apt = ints(jobs + 1)
  const list: number[] = []
  for (let job = 0; job < jobs; job++) {
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      if (compiled.allowed[job * vehicles + vehicle] === 0) continue
      const last = compiled.close[vehicle]! - compiled.service[job]!
      for (let k = windows[job]!; k < windows[job + 1]!; k++)
        if (compiled.windowFrom[k]! <= last && compiled.windowTo[k]! >= compiled.open[vehicle]!) {
          list.push(vehicle)
          break
        }
    }
    apt[job + 1] = list.length
  }
  return { apt, aptVehicles: Int32Array.from(list) }
}

/** @param problem as `readProblem` returns it */
export function compile(problem: Problem): Compiled {
  const { jobs, vehicles } = problem
  const n = jobs.length
  const m = vehicles.length
  const origin = originOf(problem)
  const travel = travelClasses(problem)
  const { costScale, size } = travel
  const hourly = travel.classes.some(({ hours }) => hours !== null)
  const nowhere = size - 1
  const windows = flatWindows(
    jobs.map((job) => windowsOf(job) ?? undefined),
    origin,
    (i) => `jobs[${i}].time_windows`,
  )
  const ordered = vehicles.map((vehicle) =>
    orderBreaks(
      (vehicle.breaks ?? []).map((one) => ({
        windows: one.time_windows ? mergeWindows(one.time_windows) : null,
        service: one.service ?? 0,
      })),
    ),
  )
  const allBreaks = ordered.flat()
  const breakWindows = flatWindows(
    allBreaks.map((one) => one.windows ?? undefined),
    origin,
    () => 'vehicles[].breaks',
  )
  const breaks = ints(m + 1)
  ordered.forEach((list, v) => (breaks[v + 1] = breaks[v]! + list.length))
  const time = (value: number) => Math.max(-TIME_MAX, Math.min(TIME_MAX, value - origin))
  const delivers = jobs.some((job) => job.delivery?.some((amount) => amount > 0))
  const picksUp = jobs.some((job) => job.pickup?.some((amount) => amount > 0))
  const dimensions = Math.max(
    0,
    ...vehicles.map((vehicle) => vehicle.capacity?.length ?? 0),
    ...jobs.slice(0, 1).map((job) => Math.max(job.delivery?.length ?? 0, job.pickup?.length ?? 0)),
    jobs.reduce((most, job) => Math.max(most, job.delivery?.length ?? 0, job.pickup?.length ?? 0), 0),
  )
  const balance = problem.roundsman?.balance
  const balanceGroup = ints(m).fill(-1)
  const indexOf = new Map(vehicles.map(({ id }, v) => [id, v]))
  balance?.groups.forEach((group, g) => {
    for (const id of group.vehicles) balanceGroup[indexOf.get(id)!] = g
  })
  const partial = {
    jobs: n,
    vehicles: m,
    size,
    origin,
    costScale,
    place: Int32Array.from(jobs, (job) => job.location_index!),
    service: Int32Array.from(jobs, (job) => Math.min(job.service ?? 0, TIME_MAX)),
    setup: Int32Array.from(jobs, (job) => Math.min(job.setup ?? 0, TIME_MAX)),
    group: Int32Array.from(jobs, (job) => job.roundsman?.place_group ?? -1),
    windows: windows.index,
    windowFrom: windows.from,
    windowTo: windows.to,
    priority: Int32Array.from(jobs, (job) => job.priority ?? 0),
    mustServe: Uint8Array.from(jobs, (job) => (job.roundsman?.must_serve ? 1 : 0)),
    dimensions,
    delivery: amounts(jobs, 'delivery', dimensions),
    pickup: amounts(jobs, 'pickup', dimensions),
    mixedLoad: delivers && picksUp,
    hasSetup: jobs.some((job) => (job.setup ?? 0) > 0),
    allowed: allowedPairs(problem),
    ...extraCosts(problem, costScale),
    ...keptVehicles(problem),
    start: Int32Array.from(vehicles, (vehicle) => vehicle.start_index ?? nowhere),
    end: Int32Array.from(vehicles, (vehicle) => vehicle.end_index ?? nowhere),
    open: Int32Array.from(vehicles, (vehicle) => Math.max(0, time(shiftOf(vehicle)[0]))),
    close: Int32Array.from(vehicles, (vehicle) =>
      time(shiftOf(vehicle)[1] + (vehicle.roundsman?.overtime?.max ?? 0)),
    ),
    shiftEnd: Int32Array.from(vehicles, (vehicle) => time(shiftOf(vehicle)[1])),
    overtimeRate: Float64Array.from(
      vehicles,
      (vehicle) => ((vehicle.roundsman?.overtime?.per_hour ?? 0) / 3600) * costScale,
    ),
    maxTasks: Int32Array.from(vehicles, (vehicle) => Math.min(vehicle.max_tasks ?? n, n)),
    maxTravel: Float64Array.from(vehicles, (vehicle) => vehicle.max_travel_time ?? Infinity),
    maxMetres: Float64Array.from(vehicles, (vehicle) => vehicle.max_distance ?? Infinity),
    capacity: Float64Array.from(
      vehicles.flatMap(({ capacity }) =>
        // as in VROOM, a vehicle without capacity carries nothing once amounts are in play
        Array.from({ length: dimensions }, (_, d) => capacity?.[d] ?? 0),
      ),
    ),
    fixed: Float64Array.from(vehicles, (vehicle) => (vehicle.costs?.fixed ?? 0) * costScale),
    taskRate: Float64Array.from(
      vehicles,
      (vehicle) => ((vehicle.costs?.per_task_hour ?? 0) / 3600) * costScale,
    ),
    travelClass: travel.ofVehicle,
    classes: travel.classes,
    mostBreaks: ordered.reduce((most, list) => Math.max(most, list.length), 0),
    breaks,
    breakService: Int32Array.from(allBreaks, (one) => Math.min(one.service, TIME_MAX)),
    breakWindows: breakWindows.index,
    breakFrom: breakWindows.from,
    breakTo: breakWindows.to,
    ...timedParts(problem, origin, costScale),
    ...(hourly ? { timed: true } : {}),
    hourly,
    ...spacingParts(problem),
    balanceWeight: (balance?.weight ?? 0) * costScale,
    balanceGroup,
    balanceEarlier: Float64Array.from(balance?.groups ?? [], (group) => group.earlier_seconds ?? 0),
  }
  return { ...partial, ...aptVehicles(partial), kind: kindsOf(problem, partial), ...nearestJobs(partial) }
}

/**
 * VROOM's API JSON into a {@link Problem} (https://github.com/VROOM-Project/vroom/blob/master/docs/API.md), checked
 * field by field: whatever is wrong is named by its JSON path, whatever cannot be planned is refused by name, and
 * keys that VROOM would ignore are ignored. Times come out as whole seconds: windows are narrowed, durations of
 * visits rounded up, cells of the matrix rounded to the nearest.
 */
import type { Problem, ProblemBreak, ProblemJob, ProblemVehicle, TimeWindow } from '../../model/problem.ts'
import { RefusalError } from '../../model/refusal.ts'
import { type LonLat, maxTravelPeriods } from '../../model/travel.ts'
import { pinHours } from './pinnedHours.ts'
import {
  type Json,
  type JsonObject,
  listAt,
  listOf,
  numberAt,
  objectAt,
  optional,
  textAt,
  truthAt,
  unsupported,
  wholeAt,
  wrong,
} from './reader.ts'

/** More than this many jobs or vehicles is refused: neighbour lists and caches would no longer fit in memory. */
export const mostJobs = 20_000
export const mostVehicles = 2_000
const mostBreaks = 6

const seconds = (value: Json, path: string) => Math.ceil(numberAt(value, path))
const wholeList = listOf((value, path) => wholeAt(value, path))

function windowAt(value: Json, path: string): TimeWindow {
  const pair = listAt(value, path)
  if (pair.length !== 2) wrong(path, value, '[from, to]')
  const from = Math.ceil(numberAt(pair[0], `${path}[0]`))
  const to = Math.floor(numberAt(pair[1], `${path}[1]`))
  if (to < from)
    throw new RefusalError(
      'problem-window-backwards',
      { path, from: String(pair[0]), to: String(pair[1]) },
      { path },
    )
  return [from, to]
}

function windowsAt(value: Json, path: string): TimeWindow[] {
  const windows = listOf(windowAt)(value, path)
  if (windows.length === 0) wrong(path, value, '[[from, to], …]')
  return windows
}

function lonLatAt(value: Json, path: string): LonLat {
  const pair = listAt(value, path)
  if (pair.length < 2) wrong(path, value, '[lon, lat]')
  return [numberAt(pair[0], `${path}[0]`, -180, 180), numberAt(pair[1], `${path}[1]`, -90, 90)]
}

/** Leaves absent fields absent, so that a problem written again looks as it was. */
function present<T extends object>(fields: T): T {
  for (const key of Object.keys(fields) as (keyof T)[]) if (fields[key] === undefined) delete fields[key]
  return fields
}

function jobExtension(value: Json, path: string): NonNullable<ProblemJob['roundsman']> {
  const object = objectAt(value, path)
  return present({
    vehicles: optional(object, 'vehicles', path, wholeList),
    not_vehicles: optional(object, 'not_vehicles', path, wholeList),
    must_serve: optional(object, 'must_serve', path, truthAt),
    previous: optional(object, 'previous', path, (one, at) => {
      const previous = objectAt(one, at)
      return {
        vehicle: wholeAt(previous.vehicle, `${at}.vehicle`),
        arrival: numberAt(previous.arrival, `${at}.arrival`, -1e12, 1e12),
        change_cost: numberAt(previous.change_cost, `${at}.change_cost`, 0, 1e8),
      }
    }),
    vehicle_costs: optional(
      object,
      'vehicle_costs',
      path,
      listOf((one, at) => {
        const cost = objectAt(one, at)
        return {
          vehicle: wholeAt(cost.vehicle, `${at}.vehicle`),
          cost: numberAt(cost.cost, `${at}.cost`, -1e8, 1e8),
        }
      }),
    ),
    soft_windows: optional(
      object,
      'soft_windows',
      path,
      listOf((one, at) => {
        const soft = objectAt(one, at)
        return {
          window: windowAt(soft.window ?? null, `${at}.window`),
          cost_per_minute: numberAt(soft.cost_per_minute, `${at}.cost_per_minute`, 0, 1e6),
        }
      }),
    ),
    due: optional(object, 'due', path, (one, at) => Math.floor(numberAt(one, at))),
    chances: optional(
      object,
      'chances',
      path,
      listOf((one, at) => {
        const chance = objectAt(one, at)
        return {
          window: windowAt(chance.window ?? null, `${at}.window`),
          chance: numberAt(chance.chance, `${at}.chance`, 0, 1),
        }
      }),
    ),
    crew_size: optional(object, 'crew_size', path, (one, at) => wholeAt(one, at, 1, 100)),
    spacing: optional(object, 'spacing', path, (one, at) => {
      const spacing = objectAt(one, at)
      return {
        borrower: wholeAt(spacing.borrower, `${at}.borrower`),
        days: wholeAt(spacing.days, `${at}.days`, 0, 3660),
      }
    }),
    place_group: optional(object, 'place_group', path, (one, at) => wholeAt(one, at)),
  })
}

function jobAt(value: Json, path: string): ProblemJob {
  const object = objectAt(value, path)
  for (const feature of ['setup_per_type', 'service_per_type'])
    if (object[feature] !== undefined) unsupported(`${path}.${feature}`, feature)
  return present({
    id: wholeAt(object.id, `${path}.id`),
    description: optional(object, 'description', path, textAt),
    location: optional(object, 'location', path, lonLatAt),
    location_index: optional(object, 'location_index', path, (one, at) => wholeAt(one, at)),
    setup: optional(object, 'setup', path, seconds),
    service: optional(object, 'service', path, seconds),
    delivery: optional(object, 'delivery', path, wholeList),
    pickup: optional(object, 'pickup', path, wholeList),
    skills: optional(object, 'skills', path, wholeList),
    priority: optional(object, 'priority', path, (one, at) => wholeAt(one, at, 0, 100)),
    time_windows: optional(object, 'time_windows', path, windowsAt),
    roundsman: optional(object, 'roundsman', path, jobExtension),
  })
}

function breakAt(value: Json, path: string): ProblemBreak {
  const object = objectAt(value, path)
  if (object.max_load !== undefined) unsupported(`${path}.max_load`, 'max_load')
  return present({
    id: wholeAt(object.id, `${path}.id`),
    description: optional(object, 'description', path, textAt),
    time_windows: optional(object, 'time_windows', path, windowsAt),
    service: optional(object, 'service', path, seconds),
  })
}

const stepTypes = ['start', 'job', 'break', 'end'] as const

function stepAt(value: Json, path: string) {
  const object = objectAt(value, path)
  const type = textAt(object.type, `${path}.type`) as (typeof stepTypes)[number]
  if ((type as string) === 'pickup' || (type as string) === 'delivery') unsupported(`${path}.type`, type)
  if (!stepTypes.includes(type)) wrong(`${path}.type`, type, stepTypes.join(' / '))
  const pins = ['service_at', 'service_after', 'service_before'] as const
  // when a crew leaves and is home follows from what it does
  if (type === 'start' || type === 'end')
    for (const pin of pins) if (object[pin] !== undefined) unsupported(`${path}.${pin}`, `${type} ${pin}`)
  const hour = (pin: (typeof pins)[number], whole: (value: number) => number) =>
    optional(object, pin, path, (one, at) => whole(numberAt(one, at)))
  return present({
    type,
    id:
      type === 'job' || type === 'break'
        ? wholeAt(object.id, `${path}.id`)
        : optional(object, 'id', path, (one, at) => wholeAt(one, at)),
    service_at: hour('service_at', Math.round),
    service_after: hour('service_after', Math.ceil),
    service_before: hour('service_before', Math.floor),
  })
}

function vehicleAt(value: Json, path: string): ProblemVehicle {
  const object = objectAt(value, path)
  const vehicle: ProblemVehicle = present({
    id: wholeAt(object.id, `${path}.id`),
    description: optional(object, 'description', path, textAt),
    profile: optional(object, 'profile', path, textAt),
    start: optional(object, 'start', path, lonLatAt),
    start_index: optional(object, 'start_index', path, (one, at) => wholeAt(one, at)),
    end: optional(object, 'end', path, lonLatAt),
    end_index: optional(object, 'end_index', path, (one, at) => wholeAt(one, at)),
    capacity: optional(object, 'capacity', path, wholeList),
    skills: optional(object, 'skills', path, wholeList),
    time_window: optional(object, 'time_window', path, windowAt),
    breaks: optional(object, 'breaks', path, listOf(breakAt)),
    speed_factor: optional(object, 'speed_factor', path, (one, at) => numberAt(one, at, 0.01, 100)),
    max_tasks: optional(object, 'max_tasks', path, (one, at) => wholeAt(one, at)),
    max_travel_time: optional(object, 'max_travel_time', path, (one, at) => numberAt(one, at)),
    max_distance: optional(object, 'max_distance', path, (one, at) => numberAt(one, at)),
    costs: optional(object, 'costs', path, (one, at) => {
      const costs = objectAt(one, at)
      const cost = (key: string) =>
        optional(costs, key, at, (amount, where) => numberAt(amount, where, 0, 1e8))
      return present({
        fixed: cost('fixed'),
        per_hour: cost('per_hour'),
        per_km: cost('per_km'),
        per_task_hour: cost('per_task_hour'),
      })
    }),
    steps: optional(object, 'steps', path, listOf(stepAt)),
    roundsman: optional(object, 'roundsman', path, (one, at) =>
      present({
        overtime: optional(objectAt(one, at), 'overtime', at, (extra, where) => {
          const overtime = objectAt(extra, where)
          return {
            max: seconds(overtime.max ?? null, `${where}.max`),
            per_hour: numberAt(overtime.per_hour, `${where}.per_hour`, 0, 1e8),
          }
        }),
        crew: optional(objectAt(one, at), 'crew', at, (size, where) => wholeAt(size, where, 1, 100)),
      }),
    ),
  })
  if (vehicle.start_index === undefined && vehicle.end_index === undefined && !vehicle.start && !vehicle.end)
    throw new RefusalError('problem-vehicle-no-place', { path }, { path })
  if ((vehicle.breaks?.length ?? 0) > mostBreaks)
    throw new RefusalError(
      'problem-too-large',
      { count: vehicle.breaks!.length, what: 'breaks', most: mostBreaks },
      { path: `${path}.breaks` },
    )
  return vehicle
}

/** A square table; every cell a number ≥ 0, or null where no way leads. */
function tableAt(value: Json, path: string, round: boolean): (number | null)[][] {
  const rows = listAt(value, path)
  const size = rows.length
  return rows.map((row, from) => {
    const cells = listAt(row, `${path}[${from}]`)
    if (cells.length !== size)
      throw new RefusalError(
        'problem-matrix-not-square',
        { path: `${path}[${from}]`, columns: cells.length, rows: size },
        { path: `${path}[${from}]` },
      )
    const read = new Array<number | null>(size)
    for (let to = 0; to < size; to++) {
      const cell = cells[to]
      if (cell === null) read[to] = null
      else {
        if (typeof cell !== 'number' || !(cell >= 0) || cell > 0xffffffff)
          wrong(`${path}[${from}][${to}]`, cell, '0 … 4294967295 / null')
        read[to] = round ? Math.round(cell) : cell
      }
    }
    return read
  })
}

function matricesAt(object: JsonObject): NonNullable<Problem['matrices']> {
  const matrices: NonNullable<Problem['matrices']> = {}
  // the older short form: one matrix for the profile "car"
  if (object.matrix !== undefined && object.matrix !== null)
    matrices.car = { durations: tableAt(object.matrix, 'matrix', true) }
  for (const [profile, value] of Object.entries(optional(object, 'matrices', '', objectAt) ?? {})) {
    const path = `matrices.${profile}`
    const tables = objectAt(value, path)
    const read = {
      durations: tableAt(tables.durations ?? null, `${path}.durations`, true),
      distances: optional(tables, 'distances', path, (one, at) => tableAt(one, at, true)),
      costs: optional(tables, 'costs', path, (one, at) => tableAt(one, at, false)),
    }
    for (const name of ['distances', 'costs'] as const)
      if (read[name]) sameSize(read[name], read.durations.length, `${path}.${name}`)
    matrices[profile] = present(read)
  }
  return matrices
}

function checkIds(list: { id: number }[], name: string): Map<number, string> {
  const places = new Map<number, string>()
  list.forEach(({ id }, index) => {
    const path = `${name}[${index}].id`
    const first = places.get(id)
    if (first) throw new RefusalError('problem-duplicate-id', { path, id, first }, { path })
    places.set(id, path)
  })
  return places
}

function checkPlaces(problem: Problem): void {
  const matrices = problem.matrices ?? {}
  const profiles = new Set(problem.vehicles.map((vehicle) => vehicle.profile ?? 'car'))
  let last = Infinity
  for (const profile of profiles) {
    const path = `matrices.${profile}`
    if (!Object.hasOwn(matrices, profile))
      throw new RefusalError('problem-no-matrix', { profile, path }, { path })
    last = Math.min(last, matrices[profile]!.durations.length - 1)
    problem.roundsman?.periods?.matrices[profile]?.forEach(({ durations }, p) =>
      sameSize(
        durations,
        matrices[profile]!.durations.length,
        `roundsman.periods.matrices.${profile}[${p}].durations`,
      ),
    )
  }
  const check = (index: number | undefined, path: string) => {
    if (index === undefined) wrong(path, undefined, `0 … ${last}`)
    if (index > last) throw new RefusalError('problem-index-outside', { path, index, last }, { path })
  }
  problem.jobs.forEach((job, i) => check(job.location_index, `jobs[${i}].location_index`))
  problem.vehicles.forEach((vehicle, i) => {
    const at = `vehicles[${i}]`
    if (vehicle.start || vehicle.start_index !== undefined) check(vehicle.start_index, `${at}.start_index`)
    if (vehicle.end || vehicle.end_index !== undefined) check(vehicle.end_index, `${at}.end_index`)
    const costs = vehicle.costs
    if (
      matrices[vehicle.profile ?? 'car']!.costs &&
      (costs?.per_hour !== undefined || costs?.per_km !== undefined)
    )
      unsupported(`${at}.costs`, 'per_hour / per_km + matrices.costs')
    for (const key of ['max_distance'] as const)
      if (vehicle[key] !== undefined && !matrices[vehicle.profile ?? 'car']!.distances)
        throw new RefusalError(
          'problem-no-matrix',
          { profile: `${vehicle.profile ?? 'car'}.distances`, path: `${at}.${key}` },
          { path: `${at}.${key}` },
        )
  })
}

function checkReferences(problem: Problem): void {
  const vehicles = new Set(problem.vehicles.map(({ id }) => id))
  const known = (id: number, path: string) => {
    if (!vehicles.has(id)) throw new RefusalError('problem-unknown-vehicle', { path, id }, { path })
  }
  problem.jobs.forEach(({ roundsman: extension }, i) => {
    const at = `jobs[${i}].roundsman`
    extension?.vehicles?.forEach((id, k) => known(id, `${at}.vehicles[${k}]`))
    extension?.not_vehicles?.forEach((id, k) => known(id, `${at}.not_vehicles[${k}]`))
    extension?.vehicle_costs?.forEach(({ vehicle }, k) => known(vehicle, `${at}.vehicle_costs[${k}].vehicle`))
  })
  problem.roundsman?.balance?.groups.forEach((group, i) =>
    group.vehicles.forEach((id, k) => known(id, `roundsman.balance.groups[${i}].vehicles[${k}]`)),
  )
  const jobs = new Set(problem.jobs.map(({ id }) => id))
  problem.vehicles.forEach((vehicle, i) =>
    vehicle.steps?.forEach((step, k) => {
      if (step.type !== 'job') return
      const path = `vehicles[${i}].steps[${k}].id`
      // deleted as it is used: a job may stand in one route only
      if (!jobs.delete(step.id!))
        throw new RefusalError('problem-unknown-job', { path, id: step.id! }, { path })
    }),
  )
}

/** All quantities must have the same number of components, as in VROOM. */
function checkAmounts(problem: Problem): void {
  let size: number | undefined
  const check = (amount: number[] | undefined, path: string) => {
    if (!amount || amount.length === 0) return
    size ??= amount.length
    if (amount.length !== size) wrong(path, amount, `[${size}]`)
  }
  problem.vehicles.forEach((vehicle, i) => check(vehicle.capacity, `vehicles[${i}].capacity`))
  problem.jobs.forEach((job, i) => {
    check(job.delivery, `jobs[${i}].delivery`)
    check(job.pickup, `jobs[${i}].pickup`)
  })
}

/**
 * Checks a value that came from outside (parsed JSON) and returns it as a problem.
 * @throws RefusalError whose `at.path` is the JSON path of what is wrong
 */
export function readProblem(value: unknown): Problem {
  const object = objectAt(value, '$')
  if (Array.isArray(object.shipments) && object.shipments.length) unsupported('shipments', 'shipments')
  const jobsList = object.jobs === undefined ? [] : listAt(object.jobs, 'jobs')
  const vehiclesList = listAt(object.vehicles ?? null, 'vehicles')
  if (vehiclesList.length === 0) throw new RefusalError('problem-no-vehicles', {}, { path: 'vehicles' })
  for (const [what, count, most] of [
    ['jobs', jobsList.length, mostJobs],
    ['vehicles', vehiclesList.length, mostVehicles],
  ] as const)
    if (count > most) throw new RefusalError('problem-too-large', { count, what, most }, { path: what })
  const problem: Problem = present({
    jobs: listOf(jobAt)(jobsList, 'jobs'),
    vehicles: listOf(vehicleAt)(vehiclesList, 'vehicles'),
    matrices: matricesAt(object),
    roundsman: optional(object, 'roundsman', '', (one, at) =>
      present({
        max_moved: optional(objectAt(one, at), 'max_moved', at, (most, where) => wholeAt(most, where)),
        periods: optional(objectAt(one, at), 'periods', at, periodsAt),
        balance: optional(objectAt(one, at), 'balance', at, balanceAt),
      }),
    ),
  })
  checkIds(problem.jobs, 'jobs')
  checkIds(problem.vehicles, 'vehicles')
  problem.vehicles.forEach(({ breaks }, i) => checkIds(breaks ?? [], `vehicles[${i}].breaks`))
  checkAmounts(problem)
  checkReferences(problem)
  checkPlaces(problem)
  pinHours(problem)
  return problem
}

/** Starts of periods within a day, and as many tables for every profile that is named. */
function periodsAt(value: Json, path: string) {
  const object = objectAt(value, path)
  const starts = wholeList(object.starts ?? null, `${path}.starts`)
  if (starts.length === 0 || starts.length > maxTravelPeriods)
    wrong(`${path}.starts`, object.starts, `1 … ${maxTravelPeriods}`)
  starts.forEach((start, p) => {
    const least = p > 0 ? starts[p - 1]! + 1 : 0
    if (start < least || start >= 86_400) wrong(`${path}.starts[${p}]`, start, `${least} … 86399`)
  })
  const given = objectAt(object.matrices ?? null, `${path}.matrices`)
  const matrices: NonNullable<NonNullable<Problem['roundsman']>['periods']>['matrices'] = {}
  for (const [profile, list] of Object.entries(given)) {
    const at = `${path}.matrices.${profile}`
    const tables = listOf(periodTablesAt)(list, at)
    if (tables.length !== starts.length) wrong(at, tables.length, String(starts.length))
    matrices[profile] = tables
  }
  return { starts, matrices }
}

function periodTablesAt(value: Json, path: string) {
  const tables = objectAt(value, path)
  const read = {
    durations: tableAt(tables.durations ?? null, `${path}.durations`, true),
    distances: optional(tables, 'distances', path, (one, at) => tableAt(one, at, true)),
  }
  if (read.distances) sameSize(read.distances, read.durations.length, `${path}.distances`)
  return present(read)
}

function sameSize(table: unknown[], rows: number, path: string): void {
  if (table.length !== rows)
    throw new RefusalError('problem-matrix-not-square', { path, columns: table.length, rows }, { path })
}

function balanceAt(value: Json, path: string) {
  const object = objectAt(value, path)
  return {
    weight: numberAt(object.weight, `${path}.weight`, 0, 1e6),
    groups: listOf((one, at) => {
      const group = objectAt(one, at)
      return present({
        vehicles: wholeList(group.vehicles ?? null, `${at}.vehicles`),
        earlier_seconds: optional(group, 'earlier_seconds', at, (seconds, where) => numberAt(seconds, where)),
      })
    })(object.groups ?? null, `${path}.groups`),
  }
}

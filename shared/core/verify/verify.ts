/**
 * Judges a solution against its problem, step by step, from the problem alone. Written apart from the optimiser and
 * from the timing: it shares no code with either, so that a mistake in one shows in the other.
 */
import type {
  Problem,
  ProblemJob,
  ProblemVehicle,
  Solution,
  SolutionRoute,
  SolutionStep,
  TimeWindow,
} from '../../model/problem.ts'
import type { ReasonCode } from '../../model/reasons.ts'
import { UNREACHABLE } from '../../model/travel.ts'
import { hoursOf, metresAt, secondsByHour, type Stretch } from './byHour.ts'

export type CheckCode = Extract<ReasonCode, `check-${string}`>

/** One thing that is wrong. `params` are those of the code's sentence. */
export interface CheckFinding {
  code: CheckCode
  /** JSON path in the solution, such as `routes[2].steps[4].arrival` */
  path: string
  params: { path: string; found?: string | number; expected?: string | number }
}

type Report = (code: CheckCode, path: string, found?: string | number, expected?: string | number) => void

interface Leg {
  seconds: number
  metres: number | undefined
  /** cell of the cost matrix, where there is one */
  cost: number | undefined
}

/** What one route adds up to, as this file counts it. */
interface Counted {
  cost: number
  setup: number
  service: number
  duration: number
  waiting: number
  priority: number
  distance: number
  finish: number
}

function legOf(problem: Problem, vehicle: ProblemVehicle, from: number, to: number): Leg | null {
  const profile = vehicle.profile ?? 'car'
  const factor = vehicle.speed_factor ?? 1
  const flat = problem.travel?.[profile]
  if (flat) {
    const cell = flat.seconds[from * flat.size + to]
    if (cell === undefined || cell === UNREACHABLE) return null
    return { seconds: Math.round(cell / factor), metres: flat.metres[from * flat.size + to], cost: undefined }
  }
  const tables = problem.matrices?.[profile]
  const cell = tables?.durations[from]?.[to]
  if (cell === undefined || cell === null) return null
  return {
    seconds: Math.round(cell / factor),
    metres: tables!.distances ? (tables!.distances[from]![to] ?? 0) : undefined,
    cost: tables!.costs ? (tables!.costs[from]![to] ?? 0) : undefined,
  }
}

/** Where a table says what ways cost, it does so at any hour. */
function costCell(problem: Problem, vehicle: ProblemVehicle, from: number, to: number): number | undefined {
  const profile = vehicle.profile ?? 'car'
  const rows = problem.travel?.[profile] ? undefined : problem.matrices?.[profile]?.costs
  return rows ? (rows[from]?.[to] ?? 0) : undefined
}

const within = (windows: TimeWindow[] | undefined, at: number) =>
  !windows || windows.some(([from, to]) => from <= at && at <= to)
const shown = (windows: TimeWindow[] | undefined) => JSON.stringify(windows ?? [])

function checkPair(vehicle: ProblemVehicle, job: ProblemJob, path: string, report: Report): void {
  const has = new Set(vehicle.skills)
  for (const skill of job.skills ?? []) if (!has.has(skill)) report('check-skill', path, undefined, skill)
  const only = job.roundsman?.vehicles
  if ((only && !only.includes(vehicle.id)) || job.roundsman?.not_vehicles?.includes(vehicle.id))
    report('check-crew', path, vehicle.id)
  const needed = job.roundsman?.crew_size ?? 1
  const people = vehicle.roundsman?.crew ?? 1
  if (people < needed) report('check-crew-size', path, people, needed)
}

/** Loads after every stop: deliveries are on board from the start, pickups stay until the end. */
function checkLoad(vehicle: ProblemVehicle, jobs: ProblemJob[], path: string, report: Report): void {
  const components = Math.max(
    0,
    ...jobs.map((job) => Math.max(job.delivery?.length ?? 0, job.pickup?.length ?? 0)),
  )
  for (let d = 0; d < components; d++) {
    const most = vehicle.capacity?.[d] ?? 0
    let load = jobs.reduce((sum, job) => sum + (job.delivery?.[d] ?? 0), 0)
    let peak = load
    for (const job of jobs) {
      load += (job.pickup?.[d] ?? 0) - (job.delivery?.[d] ?? 0)
      peak = Math.max(peak, load)
    }
    if (peak > most) report('check-capacity', path, peak, most)
  }
}

function checkBreaks(vehicle: ProblemVehicle, route: SolutionRoute, path: string, report: Report): void {
  const taken = new Map<number, number>()
  route.steps.forEach((step, i) => {
    if (step.type !== 'break') return
    const rest = vehicle.breaks?.find((one) => one.id === step.id)
    const at = `${path}.steps[${i}]`
    if (!rest) return report('check-break', at, step.id ?? '?', '[]')
    taken.set(rest.id, (taken.get(rest.id) ?? 0) + 1)
    if (!within(rest.time_windows, step.arrival + step.waiting_time))
      report('check-break', at, rest.id, shown(rest.time_windows))
    if (step.service !== (rest.service ?? 0))
      report('check-number', `${at}.service`, step.service, rest.service ?? 0)
  })
  for (const rest of vehicle.breaks ?? [])
    if (taken.get(rest.id) !== 1) report('check-break', path, rest.id, shown(rest.time_windows))
}

/** start? (job | break)* end? as the vehicle has them. */
function checkShape(vehicle: ProblemVehicle, route: SolutionRoute, path: string, report: Report): boolean {
  const types = route.steps.map((step) => step.type)
  const before = vehicle.start_index === undefined ? 0 : 1
  const after = vehicle.end_index === undefined ? 0 : 1
  let right = true
  const expect = (at: number, expected: SolutionStep['type']) => {
    if (types[at] === expected) return
    right = false
    report('check-steps', `${path}.steps[${at}]`, types[at] ?? '∅', expected)
  }
  if (before) expect(0, 'start')
  if (after) expect(types.length - 1, 'end')
  for (let i = before; i < types.length - after; i++)
    if (types[i] === 'start' || types[i] === 'end') expect(i, 'job')
  return right
}

function setupFor(vehicle: ProblemVehicle, before: ProblemJob | null, job: ProblemJob): number {
  const setup = job.setup ?? 0
  if (!before) return vehicle.start_index === job.location_index ? 0 : setup
  const group = job.roundsman?.place_group
  const together = group !== undefined && before.roundsman?.place_group === group
  return together || before.location_index === job.location_index ? 0 : setup
}

/** Walks the steps with a clock of its own. */
function walk(
  problem: Problem,
  vehicle: ProblemVehicle,
  route: SolutionRoute,
  jobs: Map<number, ProblemJob>,
  path: string,
  report: Report,
): Counted {
  const counted = {
    cost: 0,
    setup: 0,
    service: 0,
    duration: 0,
    waiting: 0,
    priority: 0,
    distance: 0,
    finish: 0,
  }
  const shift = vehicle.time_window ?? [0, Infinity]
  const shiftText = JSON.stringify(shift)
  let clock = route.steps[0]!.arrival
  let travelled = 0
  /** travel since the last place that has a matrix row */
  let sincePlace = 0
  /** the same, piece by piece: a break may lie between */
  let stretches: Stretch[] = []
  const hours = hoursOf(problem, vehicle)
  let place = vehicle.start_index
  let lastJob: ProblemJob | null = null
  if (clock < shift[0]) report('check-shift', `${path}.steps[0].arrival`, clock, shiftText)
  route.steps.forEach((step, i) => {
    const at = `${path}.steps[${i}]`
    const same = (key: string, found: number | undefined, expected: number) => {
      if (found !== expected) report('check-number', `${at}.${key}`, found ?? '∅', expected)
    }
    const leg = step.duration - travelled
    if (leg < 0) report('check-number', `${at}.duration`, step.duration, travelled)
    travelled = step.duration
    sincePlace += leg
    stretches.push({ from: clock, seconds: leg })
    clock += leg
    same('arrival', step.arrival, clock)
    clock = step.arrival
    if (step.waiting_time < 0) report('check-number', `${at}.waiting_time`, step.waiting_time, 0)
    const job = step.type === 'job' ? jobs.get(step.id!) : undefined
    const here =
      step.type === 'job' ? job?.location_index : step.type === 'end' ? vehicle.end_index : undefined
    if (here !== undefined) {
      if (step.location_index !== undefined) same('location_index', step.location_index, here)
      if (place !== undefined) {
        const by = hours && secondsByHour(hours, place, here, stretches)
        const way = hours
          ? by === null
            ? null
            : {
                seconds: by,
                metres: metresAt(hours, place, here, stretches[0]!.from),
                cost: costCell(problem, vehicle, place, here),
              }
          : legOf(problem, vehicle, place, here)
        if (!way) report('check-unreachable', at, place, here)
        else {
          if (sincePlace !== way.seconds)
            report('check-number', `${at}.duration`, step.duration, step.duration - sincePlace + way.seconds)
          counted.distance += way.metres ?? 0
          if (step.distance !== undefined && way.metres !== undefined)
            same('distance', step.distance, counted.distance)
          counted.cost +=
            way.cost ??
            ((vehicle.costs?.per_hour ?? 3600) * way.seconds) / 3600 +
              ((vehicle.costs?.per_km ?? 0) * (way.metres ?? 0)) / 1000
        }
      } else if (sincePlace !== 0) same('duration', step.duration, step.duration - sincePlace)
      place = here
      sincePlace = 0
      stretches = []
    }
    if (job) {
      same('setup', step.setup, setupFor(vehicle, lastJob, job))
      same('service', step.service, job.service ?? 0)
      if (!within(job.time_windows, step.arrival + step.waiting_time))
        report('check-window', at, step.arrival + step.waiting_time, shown(job.time_windows))
      const due = job.roundsman?.due
      if (due !== undefined && step.arrival + step.waiting_time > due)
        report('check-due', at, step.arrival + step.waiting_time, due)
      checkPair(vehicle, job, at, report)
      counted.setup += step.setup
      counted.service += step.service
      counted.priority += job.priority ?? 0
      lastJob = job
    } else if (step.type !== 'break') {
      same('setup', step.setup, 0)
      same('service', step.service, 0)
    }
    counted.waiting += step.waiting_time
    clock += step.waiting_time + step.setup + step.service
  })
  if (sincePlace !== 0)
    report('check-number', `${path}.steps[${route.steps.length - 1}].duration`, sincePlace, 0)
  counted.duration = travelled
  counted.finish = clock
  counted.cost +=
    (vehicle.costs?.fixed ?? 0) +
    ((vehicle.costs?.per_task_hour ?? 0) * (counted.setup + counted.service)) / 3600
  if (clock > shift[1] + (vehicle.roundsman?.overtime?.max ?? 0))
    report('check-shift', path, clock, shiftText)
  return counted
}

function checkRoute(
  problem: Problem,
  vehicle: ProblemVehicle,
  route: SolutionRoute,
  jobs: Map<number, ProblemJob>,
  path: string,
  report: Report,
): Counted | null {
  if (route.steps.length === 0 || !checkShape(vehicle, route, path, report)) {
    if (route.steps.length === 0) report('check-steps', `${path}.steps`, '[]', 'job')
    return null
  }
  const counted = walk(problem, vehicle, route, jobs, path, report)
  checkBreaks(vehicle, route, path, report)
  const served = route.steps.flatMap((step) => {
    const job = step.type === 'job' ? jobs.get(step.id!) : undefined
    return job ? [job] : []
  })
  checkLoad(vehicle, served, path, report)
  const most = (key: string, found: number, limit: number | undefined) => {
    if (limit !== undefined && found > limit) report('check-limit', `${path}.${key}`, found, limit)
  }
  most('max_tasks', served.length, vehicle.max_tasks)
  most('max_travel_time', counted.duration, vehicle.max_travel_time)
  most('max_distance', counted.distance, vehicle.max_distance)
  const same = (key: string, found: number | undefined, expected: number) => {
    if (found !== expected) report('check-number', `${path}.${key}`, found ?? '∅', expected)
  }
  same('setup', route.setup, counted.setup)
  same('service', route.service, counted.service)
  same('duration', route.duration, counted.duration)
  same('waiting_time', route.waiting_time, counted.waiting)
  same('priority', route.priority, counted.priority)
  same('cost', route.cost, Math.round(counted.cost))
  if (route.distance !== undefined) same('distance', route.distance, counted.distance)
  return counted
}

/** Every job once: in a route or among those left out. */
function checkJobs(
  problem: Problem,
  solution: Solution,
  jobs: Map<number, ProblemJob>,
  report: Report,
): void {
  const seen = new Set<number>()
  const see = (id: number | undefined, path: string) => {
    if (id === undefined || !jobs.has(id)) return report('check-job-unknown', path, id ?? '∅')
    if (seen.has(id)) report('check-job-twice', path, id)
    seen.add(id)
  }
  solution.routes.forEach((route, r) =>
    route.steps.forEach((step, s) => step.type === 'job' && see(step.id, `routes[${r}].steps[${s}]`)),
  )
  solution.unassigned.forEach((one, i) => see(one.id, `unassigned[${i}]`))
  for (const { id } of problem.jobs) if (!seen.has(id)) report('check-job-missing', 'unassigned', id)
}

/** Visits to one borrower: whole days between the days on which their crews begin. */
function checkSpacing(problem: Problem, solution: Solution, report: Report): void {
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]))
  const seen = new Map<number, { day: number; days: number }[]>()
  solution.routes.forEach((route, r) => {
    const shift = problem.vehicles.find(({ id }) => id === route.vehicle)?.time_window
    const day = Math.floor((shift ? shift[0] : 0) / (24 * 3600))
    route.steps.forEach((step, s) => {
      const spacing = step.type === 'job' ? jobs.get(step.id!)?.roundsman?.spacing : undefined
      if (!spacing) return
      const others = seen.get(spacing.borrower) ?? []
      for (const other of others) {
        const least = Math.max(other.days, spacing.days)
        const apart = Math.abs(other.day - day)
        if (apart < least) report('check-spacing', `routes[${r}].steps[${s}]`, apart, least)
      }
      seen.set(spacing.borrower, [...others, { day, days: spacing.days }])
    })
  })
}

/** Visits that are served by another vehicle than before, of those whose vehicle is still there. */
function checkMoved(problem: Problem, solution: Solution, report: Report): void {
  const most = problem.roundsman?.max_moved
  if (most === undefined) return
  const there = new Set(problem.vehicles.map(({ id }) => id))
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]))
  let moved = 0
  for (const route of solution.routes)
    for (const step of route.steps) {
      const before = step.type === 'job' ? jobs.get(step.id!)?.roundsman?.previous?.vehicle : undefined
      if (before !== undefined && there.has(before) && before !== route.vehicle) moved++
    }
  if (moved > most) report('check-limit', 'routes.max_moved', moved, most)
}

/** Costs of the extensions, each counted anew. */
function extensions(problem: Problem, solution: Solution, counted: Map<number, Counted>) {
  const served = new Map<number, number>()
  for (const route of solution.routes)
    for (const step of route.steps)
      if (step.type === 'job' && step.id !== undefined) served.set(step.id, route.vehicle)
  let vehicles = 0
  let changes = 0
  let changed = 0
  for (const job of problem.jobs) {
    const by = served.get(job.id)
    job.roundsman?.vehicle_costs?.forEach((one) => (vehicles += one.vehicle === by ? one.cost : 0))
    if (job.roundsman?.previous && job.roundsman.previous.vehicle !== by) {
      changes += job.roundsman.previous.change_cost
      changed++
    }
  }
  let soft = 0
  let expected = 0
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]))
  for (const route of solution.routes)
    for (const step of route.steps) {
      const job = step.type === 'job' ? jobs.get(step.id!) : undefined
      if (!job) continue
      const at = step.arrival + step.waiting_time
      let least: number | undefined
      for (const { window, cost_per_minute } of job.roundsman?.soft_windows ?? []) {
        let outside = 0
        if (at < window[0]) outside = window[0] - at
        if (at > window[1]) outside = at - window[1]
        const price = (outside * cost_per_minute) / 60
        if (least === undefined || price < least) least = price
      }
      soft += least ?? 0
      let chance: number | undefined
      for (const one of job.roundsman?.chances ?? [])
        if (chance === undefined && within([one.window], at)) chance = one.chance
      expected += (job.priority ?? 0) * (chance ?? 1)
    }
  let overtime = 0
  for (const vehicle of problem.vehicles) {
    const route = counted.get(vehicle.id)
    if (!route || !vehicle.roundsman?.overtime || !vehicle.time_window) continue
    overtime +=
      (Math.max(0, route.finish - vehicle.time_window[1]) * vehicle.roundsman.overtime.per_hour) / 3600
  }
  let balance = 0
  const { weight, groups } = problem.roundsman?.balance ?? { weight: 0, groups: [] }
  if (groups.length) {
    const hours = groups.map((group) => {
      let seconds = group.earlier_seconds ?? 0
      for (const id of group.vehicles) {
        const route = counted.get(id)
        if (route) seconds += route.duration + route.setup + route.service
      }
      return seconds / 3600
    })
    const mean = hours.reduce((sum, one) => sum + one, 0) / hours.length
    for (const one of hours) balance += weight * (one - mean) * (one - mean)
  }
  return { vehicles, changes, changed, overtime, balance, soft, expected_priority: expected }
}

/**
 * @returns everything that is wrong; empty when every hard rule holds and every number is right
 */
export function verify(problem: Problem, solution: Solution): CheckFinding[] {
  const findings: CheckFinding[] = []
  const report: Report = (code, path, found, expected) => {
    const params: CheckFinding['params'] = { path }
    if (found !== undefined) params.found = found
    if (expected !== undefined) params.expected = expected
    findings.push({ code, path, params })
  }
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]))
  const vehicles = new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle]))
  const counted = new Map<number, Counted>()
  checkJobs(problem, solution, jobs, report)
  solution.routes.forEach((route, r) => {
    const path = `routes[${r}]`
    const vehicle = vehicles.get(route.vehicle)
    if (!vehicle) return report('check-vehicle-unknown', `${path}.vehicle`, route.vehicle)
    if (counted.has(route.vehicle)) report('check-vehicle-twice', `${path}.vehicle`, route.vehicle)
    const one = checkRoute(problem, vehicle, route, jobs, path, report)
    if (one) counted.set(route.vehicle, one)
  })
  checkSpacing(problem, solution, report)
  checkMoved(problem, solution, report)
  checkSummary(problem, solution, counted, report)
  return findings
}

function checkSummary(
  problem: Problem,
  solution: Solution,
  counted: Map<number, Counted>,
  report: Report,
): void {
  const { summary } = solution
  const same = (key: string, found: number | undefined, expected: number, tolerance = 0) => {
    if (found === undefined || !(Math.abs(found - expected) <= tolerance))
      report('check-number', `summary.${key}`, found ?? '∅', expected)
  }
  const sum = (key: keyof Counted) => [...counted.values()].reduce((total, route) => total + route[key], 0)
  const extra = extensions(problem, solution, counted)
  const added = extra.vehicles + extra.changes + extra.overtime + extra.balance + extra.soft
  same('routes', summary.routes, solution.routes.length)
  same('unassigned', summary.unassigned, solution.unassigned.length)
  same('setup', summary.setup, sum('setup'))
  same('service', summary.service, sum('service'))
  same('duration', summary.duration, sum('duration'))
  same('waiting_time', summary.waiting_time, sum('waiting'))
  same('priority', summary.priority, sum('priority'))
  if (summary.distance !== undefined) same('distance', summary.distance, sum('distance'))
  const routes = [...counted.values()].reduce((total, route) => total + Math.round(route.cost), 0)
  // both sides are rounded, so a half may fall either way
  same('cost', summary.cost, routes + Math.round(added), added === 0 ? 0 : 1)
  if (!summary.roundsman) return
  same('roundsman.changed', summary.roundsman.changed, extra.changed)
  for (const key of ['vehicles', 'changes', 'overtime', 'balance', 'soft', 'expected_priority'] as const)
    same(`roundsman.${key}`, summary.roundsman[key], extra[key], 1e-6 * Math.max(1, Math.abs(extra[key])))
}

/**
 * What each lawful window would cost for one visit: while the phone rings, the scheduler sees the best ones. Every
 * answer is exact: the cheapest place on that crew-day with all other stops kept inside their windows and re-timed.
 */
import type { Problem, Solution, TimeWindow } from '../../model/problem.ts'
import type { RouteList } from '../optimiser/solution.ts'
import { scheduleVehicle, scheduleVisit, travelOf } from '../schedule/fromProblem.ts'
import { type TimedRoute, timeRoute } from '../schedule/timeRoute.ts'
import { idsOf, openTrial, type Trial, tryInsertion } from './trial.ts'
import { ejections } from './ejections.ts'

/** A window that may be offered on a crew-day, seconds from the problem's zero. */
export interface SlotCandidate {
  vehicle: number
  window: TimeWindow
}

export interface Slot extends SlotCandidate {
  /** the crew would arrive, and begin the visit */
  arrival: number
  begins: number
  /** in the problem's cost units, against the plan without the visit */
  addedCost: number
  addedSeconds: number
  addedMetres: number
  /** stops that would be reached at another time */
  shifts: { id: number; bySeconds: number }[]
  /** visits that would have to leave this crew-day, and where they would go (null: they stay out) */
  displaced: { id: number; toVehicle: number | null }[]
  /** the standing plan visits within this window */
  current: boolean
}

export interface SlotOptions {
  /** offer windows that push another visit out when the crew-day is full; default true */
  displace?: boolean
}

/** Every window of `step` seconds (from `from` on, the last one cut at `to`) for each vehicle's shift. */
export function windowGrid(
  problem: Problem,
  windowSeconds: number,
  stepSeconds = windowSeconds,
): SlotCandidate[] {
  return problem.vehicles.flatMap(({ id, time_window: shift }) => {
    if (!shift) return []
    const grid: SlotCandidate[] = []
    const first = Math.ceil(shift[0] / stepSeconds) * stepSeconds
    for (let from = first; from < shift[1]; from += stepSeconds)
      grid.push({ vehicle: id, window: [from, Math.min(from + windowSeconds, shift[1])] })
    return grid
  })
}

function timeOf(
  problem: Problem,
  vehicle: number,
  ids: number[],
  jobs: Map<number, number>,
  window?: [number, TimeWindow],
): TimedRoute {
  const owner = problem.vehicles[vehicle]!
  const visits = ids.map((id) => {
    const visit = scheduleVisit(problem.jobs[jobs.get(id)!]!)
    return window && window[0] === id ? { ...visit, windows: [window[1]] } : visit
  })
  const timed = timeRoute(scheduleVehicle(owner), visits, travelOf(problem, owner))
  if (!timed.ok) throw new Error(`no way from ${timed.refusal.from} to ${timed.refusal.to}`)
  return timed.route
}

/** Sets the one window that the visit is tried with. */
function setWindow({ compiled, job }: Trial, window: TimeWindow): void {
  const k = compiled.windows[job]!
  compiled.windowFrom[k] = Math.max(-1e9, window[0] - compiled.origin)
  compiled.windowTo[k] = Math.min(1e9, window[1] - compiled.origin)
}

/**
 * @param plan the standing plan, with or without the visit
 * @param candidates lawful windows; the visit's own windows are not looked at
 * @returns one slot for each candidate that can be kept, those without displacement first, cheapest first
 * @throws RefusalError `visit-unknown`
 */
export function slots(
  problem: Problem,
  plan: Solution | RouteList,
  jobId: number,
  candidates: readonly SlotCandidate[],
  options: SlotOptions = {},
): Slot[] {
  // any one window will do to be compiled: each candidate's is put in its place
  const open: Problem = {
    ...problem,
    jobs: problem.jobs.map((job) =>
      job.id === jobId ? { ...job, time_windows: [job.time_windows?.[0] ?? [0, 0]] } : job,
    ),
  }
  const trial = openTrial(open, plan, jobId)
  const { tours, job, vehicleOf } = trial
  const jobNumbers = new Map(problem.jobs.map(({ id }, j) => [id, j]))
  const before = new Map<number, { ids: number[]; timed: TimedRoute | null }>()
  const beforeOf = (vehicle: number) => {
    let route = before.get(vehicle)
    if (!route) {
      const ids = idsOf(trial, tours.current[vehicle]!)
      const timed = ids.length ? timeOf(problem, vehicle, ids, jobNumbers) : null
      before.set(vehicle, (route = { ids, timed }))
    }
    return route
  }
  const planned = currentBegin({ ...trial, problem })
  const found: Slot[] = []
  const offer = (
    candidate: SlotCandidate,
    vehicle: number,
    ids: number[],
    addedCost: number,
    displaced: Slot['displaced'],
  ) => {
    const old = beforeOf(vehicle)
    const timed = timeOf(problem, vehicle, ids, jobNumbers, [jobId, candidate.window])
    const oldArrival = new Map(old.ids.map((id, i) => [id, old.timed!.stops[i]!.arrival]))
    const own = timed.stops[ids.indexOf(jobId)]!
    const shifts = ids.flatMap((id, i) => {
      const by = id === jobId ? 0 : timed.stops[i]!.arrival - oldArrival.get(id)!
      return by === 0 ? [] : [{ id, bySeconds: by }]
    })
    found.push({
      ...candidate,
      arrival: own.arrival,
      begins: own.arrival + own.waitingSeconds,
      addedCost,
      addedSeconds: timed.travelSeconds - (old.timed?.travelSeconds ?? 0),
      addedMetres: timed.travelMetres - (old.timed?.travelMetres ?? 0),
      shifts,
      displaced,
      current:
        planned?.vehicle === vehicle &&
        candidate.window[0] <= planned.begins &&
        planned.begins <= candidate.window[1],
    })
  }
  for (const candidate of candidates) {
    const vehicle = vehicleOf.get(candidate.vehicle)
    if (vehicle === undefined) continue
    setWindow(trial, candidate.window)
    const place = tryInsertion(trial, job, vehicle)
    if (place) {
      const ids = [...beforeOf(vehicle).ids]
      ids.splice(place.node, 0, jobId)
      offer(candidate, vehicle, ids, place.cost / trial.compiled.costScale, [])
      continue
    }
    if (options.displace === false) continue
    const out = ejections(trial, vehicle)[0]
    if (!out) continue
    const ids = beforeOf(vehicle).ids.filter((id) => id !== out.id)
    ids.splice(out.node, 0, jobId)
    const toVehicle = out.toVehicle === null ? null : problem.vehicles[out.toVehicle]!.id
    offer(candidate, vehicle, ids, out.cost / trial.compiled.costScale, [{ id: out.id, toVehicle }])
  }
  const order = (slot: Slot) =>
    slot.displaced.length === 0 ? 0 : slot.displaced[0]!.toVehicle === null ? 2 : 1
  return found.sort(
    (a, b) =>
      order(a) - order(b) || a.addedCost - b.addedCost || a.window[0] - b.window[0] || a.vehicle - b.vehicle,
  )
}

/** Where and when the standing plan visits the job now; null when it does not, or not lawfully. */
function currentBegin({
  problem,
  routes,
  currentVehicle,
  job,
}: Trial): { vehicle: number; begins: number } | null {
  if (currentVehicle < 0) return null
  const vehicle = problem.vehicles[currentVehicle]!
  const ids = routes.find((route) => route.vehicle === vehicle.id)!.jobs
  const numbers = new Map(problem.jobs.map(({ id }, j) => [id, j]))
  const known = ids.filter((id) => numbers.has(id))
  const timed = timeOf(problem, currentVehicle, known, numbers)
  const stop = timed.stops[known.indexOf(problem.jobs[job]!.id)]!
  return { vehicle: currentVehicle, begins: stop.arrival + stop.waitingSeconds }
}

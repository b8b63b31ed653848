/**
 * What each lawful window would cost for one visit: while the phone rings, the scheduler sees the best ones. Every
 * answer is exact and measured against the plan that stands, the visit's present place included: the cheapest place on
 * that crew-day with all other stops kept inside their windows and re-timed.
 */
import type { Problem, Solution, TimeWindow } from '../../model/problem.ts'
import { compile } from '../optimiser/compile.ts'
import { type Compiled, TIME_MAX } from '../optimiser/compiled.ts'
import { Tours } from '../optimiser/tours.ts'
import { begunOn, type RouteList, type Standing } from '../optimiser/solution.ts'
import { scheduleVehicle, scheduleVisit, travelOf } from '../schedule/fromProblem.ts'
import { timeHeld } from '../schedule/timeHeld.ts'
import { type TimedRoute, type TimedStop, timeRoute } from '../schedule/timeRoute.ts'
import { ejections } from './ejections.ts'
import { jobsOf, openTrial, type Trial, tryInsertion } from './trial.ts'

/** A window that may be offered on a crew-day, seconds from the problem's zero. */
export interface SlotCandidate {
  vehicle: number
  window: TimeWindow
  /** windows that stand for one another, such as those of one morning: with `most`, the best of each comes first */
  group?: number
}

export interface Slot extends Omit<SlotCandidate, 'group'> {
  /** the crew would arrive, and begin the visit */
  arrival: number
  begins: number
  /** what booking it changes in all against the plan that stands: the problem's cost units, travel, way */
  addedCost: number
  addedSeconds: number
  addedMetres: number
  /** visits that would begin at another time */
  shifts: { id: number; bySeconds: number }[]
  /** visits that would have to leave their crew-day, and where they would go (null: they stay out) */
  displaced: { id: number; toVehicle: number | null }[]
  /** the standing plan visits within this window: nothing has to change */
  current: boolean
  /** the routes that booking it changes, as they would be; every other one stays */
  routes: RouteList
}

export interface SlotOptions {
  /** offer windows that push another visit out when the crew-day is full; default true */
  displace?: boolean
  /** at most so many, no window twice: the crew that is best for it stands for the others; default all */
  most?: number
  /** of the same problem, where it was compiled before; it is not changed */
  compiled?: Compiled
  /** the plan's own hours, which booking holds; without them routes are as early and as short as can be */
  standing?: Standing
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

/** Sets the only window that the visit has while it is tried; one that had several has it several times. */
function setWindow(compiled: Compiled, job: number, window: TimeWindow): void {
  const from = Math.max(-TIME_MAX, window[0] - compiled.origin)
  const to = Math.min(TIME_MAX, window[1] - compiled.origin)
  compiled.windowFrom.fill(from, compiled.windows[job], compiled.windows[job + 1])
  compiled.windowTo.fill(to, compiled.windows[job], compiled.windows[job + 1])
}

/** A way to book one candidate: job numbers by vehicle, of each vehicle that changes. */
interface Booking {
  routes: Map<number, number[]>
  /** against the plan that stands, internal cost units */
  cost: number
  displaced: { job: number; toVehicle: number | null }[]
}

/**
 * @param plan the standing plan, with or without the visit
 * @param candidates lawful windows; the visit's own windows are only those that its standing place keeps
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
  const given = options.compiled ?? compile(problem)
  // its windows are written over: nobody else's copy
  const compiled = { ...given, windowFrom: given.windowFrom.slice(), windowTo: given.windowTo.slice() }
  const number = problem.jobs.findIndex(({ id }) => id === jobId)
  if (number >= 0) setWindow(compiled, number, [-Infinity, Infinity])
  const trial = openStanding(problem, plan, jobId, compiled, given)
  const times = new RouteTimes(problem, trial, options.standing)
  const offers: Offer[] = []
  const full: { candidate: SlotCandidate; vehicle: number }[] = []
  // nothing is offered after the visit is due
  const due = problem.jobs[number]?.roundsman?.due ?? Infinity
  for (const { vehicle: id, window, group } of candidates) {
    if (window[0] > due) continue
    const candidate: SlotCandidate = {
      vehicle: id,
      window: [window[0], Math.min(window[1], due)],
      ...(group === undefined ? {} : { group }),
    }
    const vehicle = trial.vehicleOf.get(candidate.vehicle)
    if (vehicle === undefined) continue
    const current = times.standsWithin(vehicle, candidate.window)
    setWindow(compiled, trial.job, candidate.window)
    const booking = current ? stays : inserted(trial, vehicle)
    if (booking) offers.push({ candidate, vehicle, booking, current })
    else full.push({ candidate, vehicle })
  }
  const { most = Infinity, displace = true } = options
  const windows = new Set(offers.map(({ candidate }) => candidate.window.join()))
  const groups = new Set(offers.map(({ candidate }) => candidate.group))
  // whom to push out is asked only where it could be shown
  if (displace)
    for (const { candidate, vehicle } of full) {
      if (windows.size >= most && groups.has(candidate.group)) continue
      if (most < Infinity && windows.has(candidate.window.join())) continue
      setWindow(compiled, trial.job, candidate.window)
      const booking = displacing(trial, vehicle)
      if (booking) offers.push({ candidate, vehicle, booking, current: false })
    }
  const sorted = offers.sort(
    (a, b) =>
      disturbance(a.booking) - disturbance(b.booking) ||
      a.booking.cost - b.booking.cost ||
      Number(b.current) - Number(a.current) ||
      a.candidate.window[0] - b.candidate.window[0] ||
      a.candidate.vehicle - b.candidate.vehicle,
  )
  return (most < Infinity ? bestOfGroups(oncePerWindow(sorted)).slice(0, most) : sorted).map((offer) =>
    times.slot(offer),
  )
}

/**
 * The plan as it stands, the visit's own window lifted. By hour a crew that need not wait may travel at a worse time,
 * and be over a limit of travel: where that costs a stop its place, the plan is judged with the window as it is.
 */
function openStanding(
  problem: Problem,
  plan: Solution | RouteList,
  jobId: number,
  lifted: Compiled,
  given: Compiled,
): Trial {
  const trial = openTrial(problem, plan, jobId, lifted)
  if (!lifted.hourly) return trial
  const held = ({ standing, tours }: Trial) =>
    tours.current.reduce((sum, slot) => sum + tours.length[slot]!, standing.length > 0 ? 1 : 0)
  lifted.windowFrom.set(given.windowFrom)
  lifted.windowTo.set(given.windowTo)
  const bound = openTrial(problem, plan, jobId, lifted)
  return held(bound) > held(trial) ? bound : trial
}

interface Offer {
  candidate: SlotCandidate
  /** number */
  vehicle: number
  booking: Booking
  current: boolean
}

const stays: Booking = { routes: new Map(), cost: 0, displaced: [] }

/** 0: everybody keeps the crew-day, 1: someone changes it, 2: someone stays out. */
const disturbance = ({ displaced }: Booking): number =>
  displaced.length === 0 ? 0 : displaced.every((one) => one.toVehicle !== null) ? 1 : 2

/** A borrower does not mind which crew rings the bell: each window once, by the crew that is best for it. */
function oncePerWindow(sorted: readonly Offer[]): Offer[] {
  const best = new Map<string, Offer>()
  for (const offer of sorted) {
    const key = offer.candidate.window.join()
    // where the plan visits anyway is where it stays
    if (!best.has(key) || offer.current) best.set(key, offer)
  }
  return [...best.values()]
}

/** The best of each group, best first, and then all others: five windows of one morning are one choice and not five. */
function bestOfGroups(sorted: readonly Offer[]): Offer[] {
  const seen = new Set<number>()
  const first = sorted.filter(({ candidate: { group } }) => {
    if (group === undefined) return true
    const isFirst = !seen.has(group)
    seen.add(group)
    return isFirst
  })
  return [...first, ...sorted.filter((offer) => !first.includes(offer))]
}

/** At the cheapest place where everybody on that crew-day stays. */
function inserted(trial: Trial, vehicle: number): Booking | null {
  const { job, currentVehicle } = trial
  // its own crew-day may hold together only with the visit on it
  if (vehicle === currentVehicle && trial.stranded.length > 0) return amongStanding(trial)
  const place = tryInsertion(trial, job, vehicle)
  if (!place) return null
  const routes = new Map([[vehicle, jobsOf(trial, vehicle).toSpliced(place.node, 0, job)]])
  const booking: Booking = { routes, cost: place.cost - savedOf(trial), displaced: [] }
  return leave(trial, booking) ? booking : null
}

/** Every place among the stops of its standing crew-day, in their order. */
function amongStanding({ compiled, job, standing, standingCost, currentVehicle }: Trial): Booking | null {
  const tours = new Tours(compiled)
  const slot = tours.current[currentVehicle]!
  const cost = (list: number[]): number => {
    tours.setRoute(currentVehicle, list)
    return tours.length[slot] === list.length ? tours.cost[slot]! : Infinity
  }
  const rest = standing.filter((one) => one !== job)
  const places = Array.from({ length: rest.length + 1 }, (_, node) => rest.toSpliced(node, 0, job))
  const best = places
    .map((list) => ({ list, cost: cost(list) }))
    .reduce((least, one) => (one.cost < least.cost ? one : least))
  if (best.cost === Infinity) return null
  return { routes: new Map([[currentVehicle, best.list]]), cost: best.cost - standingCost, displaced: [] }
}

/** What taking the visit out of its place saves; less than nothing where its place was a short cut. */
const savedOf = ({ tours, currentVehicle, standing, standingCost }: Trial): number =>
  standing.length > 0 ? standingCost - tours.cost[tours.current[currentVehicle]!]! : 0

const mayLeave = ({ problem, compiled }: Trial, job: number): boolean =>
  !compiled.mustServe[job] && problem.jobs[job]!.roundsman?.vehicles?.length !== 1

/** The crew-day that the visit leaves, and where those go who stood there only by way of it. False: someone may not. */
function leave(trial: Trial, booking: Booking): boolean {
  const { compiled, currentVehicle, stranded } = trial
  const { routes } = booking
  if (currentVehicle < 0 || routes.has(currentVehicle)) return true
  routes.set(currentVehicle, jobsOf(trial, currentVehicle))
  for (const job of stranded) {
    let toVehicle: number | null = null
    let best: ReturnType<typeof tryInsertion> = null
    for (let other = 0; other < compiled.vehicles; other++) {
      if (routes.has(other)) continue
      const place = tryInsertion(trial, job, other)
      if (place && (!best || place.cost < best.cost)) {
        best = place
        toVehicle = other
      }
    }
    if (toVehicle === null && !mayLeave(trial, job)) return false
    if (best && toVehicle !== null) {
      routes.set(toVehicle, jobsOf(trial, toVehicle).toSpliced(best.node, 0, job))
      booking.cost += best.cost
    }
    booking.displaced.push({ job, toVehicle })
  }
  return true
}

/** In place of one visit, which goes elsewhere or stays out. */
function displacing(trial: Trial, vehicle: number): Booking | null {
  if (trial.stranded.length > 0) return null
  const out = ejections(trial, vehicle)[0]
  if (!out) return null
  const rest = jobsOf(trial, vehicle).filter((job) => job !== out.job)
  const routes = new Map([[vehicle, rest.toSpliced(out.node, 0, trial.job)]])
  if (out.toVehicle !== null) {
    const place = tryInsertion(trial, out.job, out.toVehicle)!
    routes.set(out.toVehicle, jobsOf(trial, out.toVehicle).toSpliced(place.node, 0, out.job))
  }
  const displaced = [{ job: out.job, toVehicle: out.toVehicle }]
  const booking: Booking = { routes, cost: out.cost - savedOf(trial), displaced }
  return leave(trial, booking) ? booking : null
}

const beginOf = ({ arrival, waitingSeconds }: TimedStop): number => arrival + waitingSeconds

/** Times of the plan that stands, and of what a booking makes of it. */
class RouteTimes {
  readonly #problem: Problem
  readonly #trial: Trial
  readonly #held: Standing | undefined
  readonly #before = new Map<number, { jobs: number[]; timed: TimedRoute | null }>()

  constructor(problem: Problem, trial: Trial, held: Standing | undefined) {
    this.#problem = problem
    this.#trial = trial
    this.#held = held
  }

  readonly #idOf = (job: number): number => this.#problem.jobs[job]!.id

  #time(vehicle: number, jobs: readonly number[], window?: TimeWindow): TimedRoute | null {
    if (jobs.length === 0) return null
    const owner = this.#problem.vehicles[vehicle]!
    const visits = jobs.map((job) => {
      const visit = scheduleVisit(this.#problem.jobs[job]!)
      return window && job === this.#trial.job ? { ...visit, windows: [window] } : visit
    })
    const args = [scheduleVehicle(owner), visits, travelOf(this.#problem, owner)] as const
    const begins = this.#held && begunOn(this.#held, owner.id, jobs.map(this.#idOf))
    // in a window of its own the visit is new where it stood
    if (begins && window && jobs.includes(this.#trial.job)) begins[jobs.indexOf(this.#trial.job)] = null
    const timed = begins ? timeHeld(...args, begins) : timeRoute(...args)
    if (!timed.ok) throw new Error(`no way from ${timed.refusal.from} to ${timed.refusal.to}`)
    return timed.route
  }

  #standing(vehicle: number) {
    let route = this.#before.get(vehicle)
    if (!route) {
      const { currentVehicle, standing } = this.#trial
      const jobs = vehicle === currentVehicle && standing.length > 0 ? standing : jobsOf(this.#trial, vehicle)
      this.#before.set(vehicle, (route = { jobs, timed: this.#time(vehicle, jobs) }))
    }
    return route
  }

  /** The plan that stands begins the visit on this vehicle within the window. */
  standsWithin(vehicle: number, window: TimeWindow): boolean {
    const { currentVehicle, standing, job } = this.#trial
    if (vehicle !== currentVehicle || standing.length === 0) return false
    const timed = this.#standing(vehicle).timed!
    const stop = timed.stops[standing.indexOf(job)]!
    const begins = beginOf(stop)
    // a crew that waits for a window of its visit until tomorrow keeps that window, and nothing else
    if (timed.lateSeconds > 0 || begins < window[0] || begins > window[1]) return false
    // by hour another window than its own may have the crew travel at another time, and longer than it may
    return (
      !this.#trial.compiled.hourly || this.#isWithinLimits(vehicle, this.#time(vehicle, standing, window)!)
    )
  }

  #isWithinLimits(vehicle: number, { travelSeconds, travelMetres }: TimedRoute): boolean {
    const { max_travel_time: seconds = Infinity, max_distance: metres = Infinity } =
      this.#problem.vehicles[vehicle]!
    return travelSeconds <= seconds && travelMetres <= metres
  }

  slot({ candidate, vehicle, booking, current }: Offer): Slot {
    const { job, compiled, problem } = this.#trial
    const idOf = (number: number) => problem.jobs[number]!.id
    const left = new Set(booking.displaced.map((one) => one.job))
    const changed = current ? new Map([[vehicle, this.#standing(vehicle).jobs]]) : booking.routes
    const sum = { seconds: 0, metres: 0 }
    const shifts: Slot['shifts'] = []
    let own = { arrival: 0, begins: 0 }
    for (const [number, jobs] of changed) {
      const old = this.#standing(number)
      const timed = this.#time(number, jobs, candidate.window)
      sum.seconds += (timed?.travelSeconds ?? 0) - (old.timed?.travelSeconds ?? 0)
      sum.metres += (timed?.travelMetres ?? 0) - (old.timed?.travelMetres ?? 0)
      const began = new Map(old.jobs.map((one, i) => [one, beginOf(old.timed!.stops[i]!)]))
      jobs.forEach((one, i) => {
        const stop = timed!.stops[i]!
        if (one === job) own = { arrival: stop.arrival, begins: beginOf(stop) }
        else if (!left.has(one) && beginOf(stop) !== began.get(one))
          shifts.push({ id: idOf(one), bySeconds: beginOf(stop) - began.get(one)! })
      })
    }
    return {
      vehicle: candidate.vehicle,
      window: candidate.window,
      ...own,
      addedCost: booking.cost / compiled.costScale,
      addedSeconds: sum.seconds,
      addedMetres: sum.metres,
      shifts,
      displaced: booking.displaced.map((one) => ({
        id: idOf(one.job),
        toVehicle: one.toVehicle === null ? null : problem.vehicles[one.toVehicle]!.id,
      })),
      current,
      routes: [...booking.routes].map(([number, jobs]) => ({
        vehicle: problem.vehicles[number]!.id,
        jobs: jobs.map(idOf),
      })),
    }
  }
}

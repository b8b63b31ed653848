/**
 * Why a visit is not in the plan: the obstacle on each crew-day, and the smallest changes that would admit it, each
 * found by trying it on the plan as it stands. "Impossible" is said only when no crew-day could serve it alone.
 */
import type { Problem, Solution } from '../../model/problem.ts'
import type { ReasonCode } from '../../model/reasons.ts'
import type { Reason } from '../../model/week.ts'
import { blockedAlone, impossible } from '../optimiser/alone.ts'
import type { Compiled } from '../optimiser/compiled.ts'
import type { RouteList } from '../optimiser/solution.ts'
import { Tours } from '../optimiser/tours.ts'
import { ejections } from './ejections.ts'
import { openTrial, type Trial, tryInsertion } from './trial.ts'

export type FixCode =
  | 'fix-move-visit'
  | 'fix-one-more'
  | 'fix-longer-shift'
  | 'fix-other-window'
  | 'fix-drop-visit'
  | 'fix-skill'
  | 'fix-crew'

/** One change that admits the visit. `vehicle` is an id; sentences name it by its description. */
export interface Fix {
  code: FixCode
  params: Record<string, string | number>
  vehicle: number
  /** with fix-longer-shift: seconds after the shift's end */
  seconds?: number
  /** with fix-drop-visit: job id */
  drop?: number
  /** with fix-move-visit: job id and the vehicle it goes to */
  move?: { id: number; toVehicle: number }
}

export interface WhyNot {
  /** over all crew-days */
  reason: Reason
  /** no crew-day could serve it even if it did nothing else */
  proved: boolean
  perVehicle: { vehicle: number; reason: Reason }[]
  /** smallest first */
  fixes: Fix[]
}

const longestOvertime = 120

/** @throws RefusalError `visit-unknown` */
export function whyNot(problem: Problem, plan: Solution | RouteList, jobId: number): WhyNot {
  const trial = openTrial(problem, plan, jobId)
  const { compiled, job } = trial
  const empty = new Tours(compiled)
  const alone = impossible(problem, compiled, empty, job)
  const outs = problem.vehicles.map((_, vehicle) =>
    compiled.allowed[job * compiled.vehicles + vehicle] ? ejections(trial, vehicle) : [],
  )
  const roomier = withOneMore(trial)
  const perVehicle = problem.vehicles.map(({ id }, vehicle) => ({
    vehicle: id,
    reason: reasonOn(trial, empty, roomier, vehicle, outs[vehicle]!),
  }))
  const fits = perVehicle.find(({ reason }) => reason.code === 'visit-fits')
  const obstacle = (code: ReasonCode) => perVehicle.find(({ reason }) => reason.code === code)
  const nearest =
    obstacle('visit-daily-limit') ?? obstacle('visit-equal-value') ?? obstacle('visit-lower-value')
  return {
    reason: fits?.reason ?? (alone ? { code: alone } : (nearest?.reason ?? { code: 'visit-does-not-fit' })),
    proved: alone !== null && !fits,
    perVehicle,
    fixes: fits ? [] : fixesFor(trial, roomier, outs),
  }
}

/** The crew-day, `2026-11-23/Ann`; the sentence writes its day as the reader's language does. */
const nameOf = (problem: Problem, vehicle: number) =>
  problem.vehicles[vehicle]!.description ?? String(problem.vehicles[vehicle]!.id)

function reasonOn(
  trial: Trial,
  empty: Tours,
  roomier: Trial,
  vehicle: number,
  outs: ReturnType<typeof ejections>,
): Reason {
  const { problem, compiled, job } = trial
  // first, because among others it may fit where alone it does not: their places may have a way where it has none
  if (tryInsertion(trial, job, vehicle))
    return { code: 'visit-fits', params: { vehicle: nameOf(problem, vehicle) } }
  const alone = blockedAlone(problem, compiled, empty, job, vehicle)
  if (alone) return { code: alone }
  if (tryInsertion(roomier, job, vehicle))
    return { code: 'visit-daily-limit', params: { limit: compiled.maxTasks[vehicle]! } }
  const own = compiled.priority[job]!
  // some visit could leave, but none that is worth less
  const kept =
    outs.length > 0 && outs.every((out) => out.toVehicle === null && compiled.priority[out.job]! >= own)
  if (!kept) return { code: 'visit-does-not-fit' }
  const equal = outs.some((out) => compiled.priority[out.job]! === own)
  return { code: equal ? 'visit-equal-value' : 'visit-lower-value' }
}

/** Every crew-day with room for one visit more than its daily limit. */
const withOneMore = (trial: Trial): Trial =>
  relaxed(trial, { maxTasks: trial.compiled.maxTasks.map((most) => most + 1) })

/** Runs `tryIt` on a plan whose problem is the same but for some arrays. */
function relaxed(trial: Trial, changed: Partial<Compiled>): Trial {
  const compiled = { ...trial.compiled, ...changed }
  const tours = new Tours(compiled)
  for (let vehicle = 0; vehicle < compiled.vehicles; vehicle++) {
    const from = trial.tours.current[vehicle]! * trial.tours.stride + 1
    const count = trial.tours.length[trial.tours.current[vehicle]!]!
    tours.setRoute(vehicle, [...trial.tours.job.subarray(from, from + count)])
  }
  return { ...trial, compiled, tours, elsewhere: new Map() }
}

function fixesFor(trial: Trial, roomier: Trial, outs: ReturnType<typeof ejections>[]): Fix[] {
  return [
    moveVisit(trial, outs),
    oneMore(trial, roomier),
    longerShift(trial),
    otherWindow(trial),
    dropVisit(trial, outs),
    otherCrew(trial),
  ].filter((fix) => fix !== null)
}

/** One visit more than the daily limit of a crew-day. */
function oneMore({ problem, compiled }: Trial, roomier: Trial): Fix | null {
  const vehicle = cheapest(roomier)
  if (vehicle < 0) return null
  return {
    code: 'fix-one-more',
    params: { vehicle: nameOf(problem, vehicle), limit: compiled.maxTasks[vehicle]! },
    vehicle: problem.vehicles[vehicle]!.id,
  }
}

/** The fewest minutes after a shift's end that admit the visit. */
function longerShift(trial: Trial): Fix | null {
  const { problem, compiled, job } = trial
  const fitsWith = (minutes: number): number => {
    const close = compiled.close.map((end) => Math.min(1e9, end + minutes * 60))
    const longer = relaxed(trial, { close })
    let best = -1
    let cost = Infinity
    for (let vehicle = 0; vehicle < compiled.vehicles; vehicle++) {
      const place = tryInsertion(longer, job, vehicle)
      if (place && place.cost < cost) {
        cost = place.cost
        best = vehicle
      }
    }
    return best
  }
  if (fitsWith(longestOvertime) < 0) return null
  let low = 0
  let high = longestOvertime
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (fitsWith(middle) >= 0) high = middle
    else low = middle
  }
  const vehicle = fitsWith(high)
  return {
    code: 'fix-longer-shift',
    params: { vehicle: nameOf(problem, vehicle), minutes: high },
    vehicle: problem.vehicles[vehicle]!.id,
    seconds: high * 60,
  }
}

function cheapest(trial: Trial): number {
  let best = -1
  let cost = Infinity
  for (let vehicle = 0; vehicle < trial.compiled.vehicles; vehicle++) {
    const place = tryInsertion(trial, trial.job, vehicle)
    if (place && place.cost < cost) {
      cost = place.cost
      best = vehicle
    }
  }
  return best
}

/** Without its windows. */
function otherWindow(trial: Trial): Fix | null {
  const { problem, compiled, job } = trial
  if (!problem.jobs[job]!.time_windows) return null
  const windowFrom = compiled.windowFrom.slice()
  const windowTo = compiled.windowTo.slice()
  windowFrom.fill(-1e9, compiled.windows[job], compiled.windows[job + 1])
  windowTo.fill(1e9, compiled.windows[job], compiled.windows[job + 1])
  const vehicle = cheapest(relaxed(trial, { windowFrom, windowTo }))
  if (vehicle < 0) return null
  return {
    code: 'fix-other-window',
    params: { vehicle: nameOf(problem, vehicle) },
    vehicle: problem.vehicles[vehicle]!.id,
  }
}

/** After one other visit has gone to another crew-day. */
function moveVisit({ problem }: Trial, outs: ReturnType<typeof ejections>[]): Fix | null {
  let best: Fix | null = null
  let least = Infinity
  outs.forEach((list, vehicle) => {
    for (const out of list) {
      if (out.toVehicle === null || out.cost >= least) continue
      least = out.cost
      const visit = problem.jobs[out.job]!
      best = {
        code: 'fix-move-visit',
        params: {
          vehicle: nameOf(problem, vehicle),
          visit: visit.description ?? String(visit.id),
          other: nameOf(problem, out.toVehicle),
        },
        vehicle: problem.vehicles[vehicle]!.id,
        move: { id: visit.id, toVehicle: problem.vehicles[out.toVehicle]!.id },
      }
    }
  })
  return best
}

/** In place of the least valuable visit that would do. */
function dropVisit({ problem, compiled }: Trial, outs: ReturnType<typeof ejections>[]): Fix | null {
  let best: Fix | null = null
  let least = Infinity
  outs.forEach((list, vehicle) => {
    const out = list.find(({ toVehicle }) => toVehicle === null)
    if (!out || compiled.priority[out.job]! >= least) return
    least = compiled.priority[out.job]!
    const visit = problem.jobs[out.job]!
    best = {
      code: 'fix-drop-visit',
      params: {
        vehicle: nameOf(problem, vehicle),
        visit: visit.description ?? String(visit.id),
        priority: least,
      },
      vehicle: problem.vehicles[vehicle]!.id,
      drop: visit.id,
    }
  })
  return best
}

/** By a crew that lacks the skill, or is not among the allowed ones. */
function otherCrew(trial: Trial): Fix | null {
  const { problem, compiled, job } = trial
  const allowed = compiled.allowed.slice()
  allowed.fill(1, job * compiled.vehicles, (job + 1) * compiled.vehicles)
  const vehicle = cheapest(relaxed(trial, { allowed }))
  if (vehicle < 0 || compiled.allowed[job * compiled.vehicles + vehicle]) return null
  const has = new Set(problem.vehicles[vehicle]!.skills)
  const skilled = (problem.jobs[job]!.skills ?? []).every((skill) => has.has(skill))
  return {
    code: skilled ? 'fix-crew' : 'fix-skill',
    params: { vehicle: nameOf(problem, vehicle) },
    vehicle: problem.vehicles[vehicle]!.id,
  }
}

/** Puts agreed windows into the plan that stands, one after the other, each where it costs least and moves fewest. */
import type { Problem, TimeWindow } from '../../model/problem.ts'
import { compile } from '../optimiser/compile.ts'
import type { Compiled } from '../optimiser/compiled.ts'
import type { RouteList } from '../optimiser/solution.ts'
import { scheduleVehicle, scheduleVisit, travelOf } from '../schedule/fromProblem.ts'
import { timeRoute } from '../schedule/timeRoute.ts'
import { slots } from './slots.ts'

export interface Booked {
  /** the plan with every window that found a place; nothing else is changed but what had to be */
  routes: RouteList
  /** asked for, and found no place */
  unbooked: number[]
  /** stood in the plan before and do no longer */
  out: number[]
}

/**
 * @param problem as it is now: the agreed windows are the jobs' own
 * @param standing the plan as it stood before they were agreed
 * @param asked job ids whose windows are new, first agreed first
 */
export function book(
  problem: Problem,
  standing: RouteList,
  asked: readonly number[],
  compiled: Compiled = compile(problem),
): Booked {
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]))
  // several new windows on one crew-day would each judge the others by a plan that no longer holds
  const alone = asked.length === 1
  const loose = alone ? new Set(asked) : displacedBy(problem, standing, asked)
  let routes = alone
    ? standing
    : standing.map(({ vehicle, jobs }) => ({ vehicle, jobs: jobs.filter((id) => !loose.has(id)) }))
  const unbooked: number[] = []
  for (const id of asked) {
    if (!loose.has(id)) continue
    const windows = jobs.get(id)!.time_windows ?? [[-1e9, 1e12] as TimeWindow]
    const candidates = problem.vehicles.flatMap(({ id: vehicle }) =>
      windows.map((window) => ({ vehicle, window })),
    )
    const [best] = slots(untied(problem, id), routes, id, candidates, { compiled })
    if (!best) {
      unbooked.push(id)
      continue
    }
    const changed = new Set(best.routes.map(({ vehicle }) => vehicle))
    routes = [...routes.filter(({ vehicle }) => !changed.has(vehicle)), ...best.routes]
  }
  const there = new Set(routes.flatMap((route) => route.jobs))
  const out = standing.flatMap((route) => route.jobs).filter((id) => !there.has(id) && !unbooked.includes(id))
  return { routes, unbooked, out }
}

/**
 * The problem as it was when the window was offered: with the new window already in, the standing order would seem to
 * keep it by waiting at the door for hours.
 */
const untied = (problem: Problem, id: number): Problem => ({
  ...problem,
  jobs: problem.jobs.map((job) => {
    if (job.id !== id) return job
    const { time_windows: _agreed, ...open } = job
    return open
  }),
})

/** Those of the asked that the plan does not visit within their new windows, where they stand. */
function displacedBy(problem: Problem, standing: RouteList, asked: readonly number[]): Set<number> {
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]))
  const vehicles = new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle]))
  const loose = new Set(asked)
  const lateOf = (vehicle: number, ids: readonly number[]) => {
    const owner = vehicles.get(vehicle)!
    const visits = ids.map((id) => scheduleVisit(jobs.get(id)!))
    const timed = timeRoute(scheduleVehicle(owner), visits, travelOf(problem, owner))
    return timed.ok ? timed.route : null
  }
  for (const { vehicle, jobs: ids } of standing) {
    const own = ids.filter((id) => loose.has(id))
    if (own.length === 0) continue
    const without = lateOf(
      vehicle,
      ids.filter((id) => !loose.has(id)),
    )
    const whole = lateOf(vehicle, ids)
    // waiting for a window is a change too, where somebody else is made late by it
    if (whole && whole.lateSeconds === 0 && whole.waitingSeconds <= (without?.waitingSeconds ?? 0) + patience)
      for (const id of own) loose.delete(id)
  }
  return loose
}

/** A crew may stand at a door this long for a window before another place is looked for, seconds. */
const patience = 600

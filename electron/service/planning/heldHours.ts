import { writeSolution, type Standing } from '../../../shared/core/optimiser/solution.ts'
import { warmStartOf } from '../../../shared/core/plan/assemble.ts'
import { holdTimes } from '../../../shared/core/optimiser/holdTimes.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Solution } from '../../../shared/model/problem.ts'
import type { PreparedWeek } from './week.ts'

/** The plan that stands as the optimiser's answer to the week as it is now, for slots and reasons. */
export function standingRoutes(prepared: PreparedWeek): NonNullable<ReturnType<typeof warmStartOf>> {
  const { before, settled } = prepared.inputs
  if (!before) return []
  // one that is to be made again begins without a place: its hour has gone by
  const crewDays = before.crewDays.map((day) => ({
    ...day,
    stops: day.stops.filter((stop) => !settled.has(stop.visitId)),
  }))
  return warmStartOf(prepared.assembled, { ...before, crewDays })
}

/**
 * By job id, where and when each visit begins in the plan that stands. One that was agreed or bound anew is not to be
 * held where it was.
 */
export function standingHours({ inputs, assembled }: PreparedWeek): Standing {
  const vehicles = new Map(assembled.crewDays.map((day, index) => [day.key, index + 1]))
  const jobs = new Map(assembled.visits.map((visit, index) => [visit.id, index + 1]))
  const before = new Map(inputs.visits.map((visit) => [visit.id, visit]))
  const standing = new Map<number, { vehicle: number; begins: number }>()
  for (const day of inputs.before?.crewDays ?? [])
    for (const stop of day.stops) {
      const [vehicle, job] = [vehicles.get(day.key), jobs.get(stop.visitId)]
      if (vehicle === undefined || job === undefined) continue
      const [was, is] = [before.get(stop.visitId), assembled.visits[job - 1]]
      if (was?.appointment !== is.appointment || was?.locked !== is.locked) continue
      const begins = stop.arrivalEpoch + stop.waitingSeconds - assembled.clock.zeroEpoch
      standing.set(job, { vehicle, begins })
    }
  return standing
}

/**
 * Seconds of travel of what is still to be visited, as it stands: a visit that was made elsewhere since no longer counts.
 * Null where somebody who stands there cannot be reached any more.
 */
export function standingTravelSeconds(prepared: PreparedWeek): number | null {
  const { problem } = prepared
  try {
    const standing = standingHours(prepared)
    const routes = standingRoutes(prepared)
    return writeSolution(problem, routes, () => 'unplanned-no-room', standing).summary.duration
  } catch {
    return null
  }
}

/** The answer with the hours of the plan that stands: an hour that is moved is an hour that somebody must be told. */
export const heldHours = (prepared: PreparedWeek, solution: Solution): Solution =>
  holdTimes(
    prepared.problem,
    solution,
    standingHours(prepared),
    (tried) => verify(prepared.problem, tried).length === 0,
  )

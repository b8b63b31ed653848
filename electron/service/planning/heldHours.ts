import { holdTimes } from '../../../shared/core/plan/holdTimes.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Solution } from '../../../shared/model/problem.ts'
import { isUnderWay } from './runningDay.ts'
import type { PreparedWeek } from './week.ts'

/**
 * The answer with the hours of the plan that stands, where people have their run sheets of it or have set out: an hour
 * that is moved is an hour that somebody must be told. A draft that nobody has takes the hours of the search.
 */
export function heldHours(prepared: PreparedWeek, solution: Solution): Solution {
  if (!isUnderWay(prepared)) return solution
  const { inputs, assembled, problem } = prepared
  const starts = new Map<string, number>()
  for (const day of inputs.before?.crewDays ?? [])
    for (const stop of day.stops)
      starts.set(
        `${day.key} ${stop.visitId}`,
        stop.arrivalEpoch + stop.waitingSeconds - assembled.clock.zeroEpoch,
      )
  return holdTimes(
    solution,
    (vehicle, job) =>
      starts.get(`${assembled.crewDays[vehicle - 1]?.key} ${assembled.visits[job - 1]?.id}`) ?? null,
    (tried) => verify(problem, tried).length === 0,
  )
}

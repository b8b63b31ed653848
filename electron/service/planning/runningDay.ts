import { clockAt } from '../../../shared/core/lib/time.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import type { PreparedWeek } from './week.ts'
import type { WeekInputs } from './weekInputs.ts'

export const isPublished = (inputs: WeekInputs): boolean => inputs.stored?.version.status === 'published'

/** Whether crews were sent by this plan: it was published, or outcomes of its visits have come in. */
export const hasGoneOut = ({ stored, visited, handedOut }: WeekInputs): boolean =>
  handedOut || (stored?.stops.some((stop) => visited.has(stop.visit_id)) ?? false)

/** People have their run sheets of it, or have set out. Outcomes of another week say nothing of this one. */
export const isUnderWay = ({ inputs, settled }: Pick<PreparedWeek, 'inputs' | 'settled'>): boolean =>
  settled.size > 0 || hasGoneOut(inputs)

/**
 * The problem for a search. Of a week whose crews have been sent, the day that is under way is held shut: they are on the
 * road with their run sheets, and nobody new is put before them. Who stood there today may stay or change crews; one
 * agreed with the borrower, or put there by hand, comes through.
 */
export function searchable(prepared: PreparedWeek): Problem {
  const { inputs, assembled, problem } = prepared
  if (!isUnderWay(prepared)) return problem
  const today = clockAt(inputs.nowEpoch, inputs.zone).date
  const crews = assembled.crewDays.flatMap(({ date }, index) => (date === today ? [index + 1] : []))
  if (crews.length === 0) return problem
  const stoodToday = new Set(
    inputs.before?.crewDays
      .filter(({ date }) => date === today)
      .flatMap(({ stops }) => stops.map(({ visitId }) => visitId)),
  )
  const jobs = problem.jobs.map((job, index) => {
    const { id, appointment, locked } = assembled.visits[index]
    if (stoodToday.has(id) || appointment || locked) return job
    const not_vehicles = [...new Set([...(job.roundsman?.not_vehicles ?? []), ...crews])]
    return { ...job, roundsman: { ...job.roundsman, not_vehicles } }
  })
  return { ...problem, jobs }
}

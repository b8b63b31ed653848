import { epochOf } from '../../../shared/core/lib/time.ts'
import type { WeekInputs } from './weekInputs.ts'

/**
 * Whether a version that the week turns to agrees with what is known: no stop still ahead is one of a stopped borrower,
 * each stands where and when it was fixed, and no agreed visit loses its place. What else is wrong with a plan was so
 * before, and its findings say so.
 * @param inputs of that version
 * @param placed visits of the plan that stands before the step
 */
export function agreesWithFacts(
  { stored, records, visits, visited, nowEpoch }: WeekInputs,
  placed: ReadonlySet<string>,
): boolean {
  const due = new Map(visits.map((visit) => [visit.id, visit]))
  const ahead = (stored?.stops ?? []).filter(
    (stop) => epochOf(stop.departure) > nowEpoch && !visited.has(stop.visit_id),
  )
  const planned = new Set(stored?.stops.map((stop) => stop.visit_id))
  const agreed = visits.filter(
    ({ appointment }) => appointment !== null && epochOf(appointment.end) > nowEpoch,
  )
  return (
    agreed.every((visit) => planned.has(visit.id) || !placed.has(visit.id)) &&
    ahead.every((stop) => {
      const record = records.get(stop.visit_id)
      if (record?.status === 'stopped' || record?.stopFlag) return false
      const visit = due.get(stop.visit_id)
      if (!visit) return true
      if (visit.locked && visit.locked !== stop.crew_day_key) return false
      const begins = epochOf(stop.arrival) + stop.waiting_seconds
      return (
        !visit.appointment ||
        (begins >= epochOf(visit.appointment.start) && begins <= epochOf(visit.appointment.end))
      )
    })
  )
}

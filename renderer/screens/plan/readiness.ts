import type { CollectorView } from '../../../shared/contract/cases.ts'
import type { CallRow, CrewDayView, PlanView, UnplannedView } from '../../../shared/contract/week.ts'
import { weekdayOf } from '../../../shared/core/lib/time.ts'

/** What a week may lack before it goes out, in the order in which it is mended. */
export const lacks = [
  'unlocated',
  'unplanned',
  'never-called',
  'not-agreed',
  'overtime',
  'missing-crews',
  'findings',
] as const
export type Lack = (typeof lacks)[number]

/** Whether a visit has no place in the plan because its address waits for a person. */
export const waitsForAddress = ({ reason }: Pick<UnplannedView, 'reason'>): boolean =>
  ['location-missing', 'location-too-coarse', 'address-marked-wrong'].includes(reason.code)

/** Crew-days that end after their shift, the longest overtime first, with its minutes. */
export function overtimeDays(plan: Pick<PlanView, 'crewDays'>): { day: CrewDayView; minutes: number }[] {
  return plan.crewDays
    .flatMap((day) => {
      if (day.endsAt === null || day.stops.length === 0) return []
      const minutes = Math.ceil((Date.parse(day.endsAt) - Date.parse(day.shift.end)) / 60_000)
      return minutes > 0 ? [{ day, minutes }] : []
    })
    .sort((a, b) => b.minutes - a.minutes)
}

/** Crew-days with visits for which somebody who was to go is not there: gone from the branch, on leave, or off that day. */
export function daysWithoutCrew(
  plan: Pick<PlanView, 'crewDays'>,
  collectors: readonly Pick<CollectorView, 'id' | 'active' | 'leave' | 'days'>[],
): CrewDayView[] {
  const known = new Map(collectors.map((collector) => [collector.id, collector]))
  const goes = (collectorId: string, date: string) => {
    const collector = known.get(collectorId)
    return (
      collector?.active === true &&
      collector.days.includes(weekdayOf(date)) &&
      !collector.leave.some((leave) => leave.from <= date && date <= leave.to)
    )
  }
  return plan.crewDays.filter(
    (day) => day.stops.length > 0 && !day.collectorIds.every((id) => goes(id, day.date)),
  )
}

/**
 * How many of each are missing; together `unlocated` and `unplanned` are the visits that the board lists as unplanned,
 * `never-called` and `not-agreed` the planned ones without an agreed window.
 */
export function missingOf(
  plan: PlanView,
  calls: readonly CallRow[],
  collectors: readonly CollectorView[],
): Record<Lack, number> {
  const unlocated = plan.unplanned.filter(waitsForAddress).length
  const open = calls.filter((row) => row.appointment === null)
  const called = open.filter((row) => row.attempts > 0).length
  return {
    unlocated,
    unplanned: plan.unplanned.length - unlocated,
    'never-called': open.length - called,
    'not-agreed': called,
    overtime: overtimeDays(plan).length,
    'missing-crews': daysWithoutCrew(plan, collectors).length,
    findings: plan.totals.softFindings,
  }
}

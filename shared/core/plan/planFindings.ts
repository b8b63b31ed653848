import { planability } from '../../model/location.ts'
import type { Finding, PlannedCrewDay, PlanStop, PlanVisit, WeekPlan } from '../../model/week.ts'
import { clockAt, epochAt, epochOf, weekdayOf } from '../lib/time.ts'

/**
 * What is wrong with a plan apart from the law: agreed windows that are missed, people who lack a skill or are
 * unwelcome, days and hours that the borrower ruled out, shifts that run over. A plan that the optimiser made has
 * none of these; one that was dragged by hand may.
 */
export function planFindings(plan: WeekPlan, visits: readonly PlanVisit[]): Finding[] {
  const byId = new Map(visits.map((visit) => [visit.id, visit]))
  const found: Finding[] = []
  for (const day of plan.crewDays) {
    found.push(...dayFindings(day, plan.zone))
    for (const stop of day.stops) {
      const visit = byId.get(stop.visitId)
      if (!visit) throw new Error(`the plan holds visit ${stop.visitId}, which is not among the visits`)
      found.push(...stopFindings(day, stop, visit, plan.zone))
    }
  }
  return found.sort((a, b) => Number(b.hard) - Number(a.hard))
}

type Bare = Omit<Finding, 'visitId' | 'crewDayKey'>

function dayFindings(day: PlannedCrewDay, zone: string): Finding[] {
  const found: Bare[] = []
  if (day.endsAt !== null) {
    const end = epochAt(day.date, day.shift.toMinutes + day.overtimeMinutes, zone)
    const minutes = Math.ceil((epochOf(day.endsAt) - end) / 60)
    if (minutes > 0)
      found.push({
        rule: 'shift',
        hard: true,
        cause: { code: 'shift-overrun', params: { crew: day.crewName, date: day.date, minutes } },
        amount: minutes,
        unit: 'minutes',
      })
  }
  if (day.maxVisits !== null && day.stops.length > day.maxVisits)
    found.push({
      rule: 'max-visits',
      hard: true,
      cause: { code: 'too-many-visits', params: { crew: day.crewName, date: day.date, most: day.maxVisits } },
      amount: day.stops.length - day.maxVisits,
      unit: 'none',
    })
  return found.map((finding) => ({ ...finding, visitId: null, crewDayKey: day.key }))
}

function stopFindings(day: PlannedCrewDay, stop: PlanStop, visit: PlanVisit, zone: string): Finding[] {
  const found: Bare[] = []
  const begins = stop.arrivalEpoch + stop.waitingSeconds
  const at = clockAt(begins, zone)
  const hard = (
    rule: string,
    code: Finding['cause']['code'],
    params?: Record<string, string | number>,
    minutes = 0,
  ) =>
    found.push({
      rule,
      hard: true,
      cause: { code, ...(params ? { params } : {}) },
      amount: minutes,
      unit: minutes > 0 ? 'minutes' : 'none',
    })

  if (visit.appointment) {
    const late = Math.ceil((begins - epochOf(visit.appointment.end)) / 60)
    const early = Math.ceil((epochOf(visit.appointment.start) - begins) / 60)
    if (late > 0 || early > 0)
      hard('appointment', 'appointment-missed', { minutes: Math.max(late, early) }, Math.max(late, early))
  } else {
    const offDay =
      (visit.allowedDays !== null && !visit.allowedDays.includes(at.date)) ||
      (visit.weekdays !== null && !visit.weekdays.includes(weekdayOf(at.date))) ||
      (visit.dueOn !== null && at.date > visit.dueOn) ||
      (visit.notBefore !== null && at.date < visit.notBefore)
    if (offDay) hard('visit-days', 'visit-wrong-day', { date: at.date })
    const today = (visit.windows ?? []).filter((window) =>
      window.date !== undefined
        ? window.date === at.date
        : window.weekday === undefined || window.weekday === at.weekday,
    )
    if (
      visit.windows?.length &&
      !today.some((window) => window.fromMinutes <= at.minutes && at.minutes <= window.toMinutes)
    )
      hard('visit-window', 'visit-outside-window')
  }
  if (day.size < visit.crewSize) hard('crew-size', 'crew-too-small', { people: visit.crewSize })
  const missing = visit.skills.filter((word) => !day.skills.includes(word))
  if (missing.length > 0) hard('skills', 'crew-without-skill', { skills: missing.join(', ') })
  if (day.collectorIds.some((id) => visit.excludedCollectors.includes(id))) hard('excluded', 'crew-excluded')
  if (visit.locked && visit.locked !== day.key) hard('lock', 'visit-left-lock', { crewDay: visit.locked })
  const standing = planability(visit.level, visit.radiusMetres)
  if (standing === 'warn' || standing === 'ask-locally')
    found.push({
      rule: 'location',
      hard: false,
      cause: { code: standing === 'warn' ? 'location-doubtful' : 'location-ask-locally' },
      amount: 0,
      unit: 'none',
    })
  return found.map((finding) => ({ ...finding, visitId: visit.id, crewDayKey: day.key }))
}

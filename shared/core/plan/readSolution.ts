import { reasons, type ReasonCode } from '../../model/reasons.ts'
import type { Problem, ProblemJob, Solution, SolutionRoute } from '../../model/problem.ts'
import type {
  CrewDay,
  PlannedCrewDay,
  PlanStop,
  PlanVisit,
  Reason,
  Unplanned,
  WeekPlan,
  WeekTotals,
} from '../../model/week.ts'
import { localIso } from '../lib/time.ts'
import { travelOf } from '../schedule/fromProblem.ts'
import type { AssembledWeek } from './assemble.ts'

/**
 * The optimiser's answer as a week that a person can read: local times, crew-days that stay empty included, and every
 * visit that found no place with its reason. Throws when the answer is not one to this problem.
 */
export function readSolution(week: AssembledWeek, problem: Problem, solution: Solution): WeekPlan {
  const routes = new Map(solution.routes.map((route) => [route.vehicle, route]))
  const vehicles = new Map(week.crewDays.map((day, index) => [day.key, index + 1]))
  const crewDays = week.allCrewDays.map((day) => {
    const route = routes.get(vehicles.get(day.key) ?? -1)
    return route ? plannedDay(day, route, week) : emptyDay(day)
  })
  const unplanned = [...week.refused, ...solution.unassigned.map((job) => unassigned(job, week, problem))]
  return {
    weekStart: week.clock.weekStart,
    zone: week.clock.zone,
    crewDays,
    unplanned,
    totals: totalsOf(crewDays, unplanned, week.visits),
  }
}

export function emptyDay(day: CrewDay): PlannedCrewDay {
  return {
    ...day,
    stops: [],
    lunchAt: null,
    startsAt: null,
    endsAt: null,
    travelSeconds: 0,
    metres: 0,
    waitingSeconds: 0,
    serviceSeconds: 0,
  }
}

function visitOfJob(week: AssembledWeek, id: number | undefined): PlanVisit {
  const visit = id === undefined ? undefined : week.visits[id - 1]
  if (!visit) throw new Error(`job ${id} is not of this week`)
  return visit
}

function plannedDay(day: CrewDay, route: SolutionRoute, week: AssembledWeek): PlannedCrewDay {
  const { zeroEpoch, zone } = week.clock
  const iso = (seconds: number) => localIso(zeroEpoch + seconds, zone)
  const stops: PlanStop[] = []
  let lunchAt: PlannedCrewDay['lunchAt'] = null
  let travelBefore = 0
  let metresBefore = 0
  let waiting = 0
  let service = 0
  for (const step of route.steps) {
    waiting += step.waiting_time
    if (step.type === 'break') {
      const begins = step.arrival + step.waiting_time
      lunchAt = { start: iso(begins), end: iso(begins + step.service) }
      continue
    }
    if (step.type === 'job') {
      const visit = visitOfJob(week, step.id)
      const departure = step.arrival + step.waiting_time + step.setup + step.service
      service += step.setup + step.service
      stops.push({
        visitId: visit.id,
        caseNo: visit.caseNo,
        order: stops.length + 1,
        arrival: iso(step.arrival),
        departure: iso(departure),
        arrivalEpoch: zeroEpoch + step.arrival,
        departureEpoch: zeroEpoch + departure,
        waitingSeconds: step.waiting_time,
        travelSeconds: step.duration - travelBefore,
        metres: (step.distance ?? 0) - metresBefore,
        serviceSeconds: step.service,
      })
    }
    travelBefore = step.duration
    metresBefore = step.distance ?? 0
  }
  if (stops.length === 0) return emptyDay(day)
  const first = route.steps[0]!
  const last = route.steps.at(-1)!
  return {
    ...day,
    stops,
    lunchAt,
    startsAt: iso(first.arrival),
    endsAt: iso(last.arrival + last.waiting_time + last.setup + last.service),
    travelSeconds: route.duration,
    metres: route.distance ?? last.distance ?? 0,
    waitingSeconds: waiting,
    serviceSeconds: service,
  }
}

/** Codes of the optimiser are kept when they have a sentence; otherwise the problem itself tells what is in the way. */
function unassigned(
  answer: Solution['unassigned'][number],
  week: AssembledWeek,
  problem: Problem,
): Unplanned {
  const visit = visitOfJob(week, answer.id)
  const job = problem.jobs[answer.id - 1]!
  const told = answer.roundsman
  const reason: Reason =
    told && told.reason in reasons
      ? { code: told.reason as ReasonCode, ...(told.params ? { params: told.params } : {}) }
      : whyUnassigned(job, visit, problem)
  return { visitId: visit.id, caseNo: visit.caseNo, reason, smallestFix: fixFor(reason, visit, week) }
}

function whyUnassigned(job: ProblemJob, visit: PlanVisit, problem: Problem): Reason {
  if (!reachable(job, problem)) return { code: 'visit-unreachable' }
  const narrow = visit.appointment || visit.windows?.length || visit.allowedDays || visit.weekdays
  return { code: narrow ? 'unplanned-window-full' : 'unplanned-no-room' }
}

/** Some vehicle that has the skills can drive there and on to its end. */
function reachable(job: ProblemJob, problem: Problem): boolean {
  const at = job.location_index!
  return problem.vehicles.some((vehicle) => {
    if (!(job.skills ?? []).every((skill) => vehicle.skills?.includes(skill))) return false
    const travel = travelOf(problem, vehicle)
    const there = vehicle.start_index === undefined || travel(vehicle.start_index, at) !== null
    const back = vehicle.end_index === undefined || travel(at, vehicle.end_index) !== null
    return there && back
  })
}

/** The restriction that the visit itself brings goes first: lifting it costs nobody anything. */
function fixFor(reason: Reason, visit: PlanVisit, week: AssembledWeek): Reason | null {
  if (reason.code === 'visit-unreachable') return { code: 'fix-confirm-pin' }
  if (visit.appointment) return { code: 'fix-agree-new-window' }
  const otherDay = week.crewDays.find((day) => visit.allowedDays && !visit.allowedDays.includes(day.date))
  if (otherDay) return { code: 'fix-allow-day', params: { date: otherDay.date } }
  if (visit.windows?.length || visit.weekdays?.length) return { code: 'fix-any-hour' }
  return { code: 'fix-more-people' }
}

export function totalsOf(
  crewDays: readonly PlannedCrewDay[],
  unplanned: readonly Unplanned[],
  visits: readonly PlanVisit[],
): WeekTotals {
  const sum = (of: (day: PlannedCrewDay) => number) => crewDays.reduce((total, day) => total + of(day), 0)
  const planned = new Set(crewDays.flatMap((day) => day.stops.map((stop) => stop.visitId)))
  const served = visits.filter((visit) => planned.has(visit.id))
  const priority = (list: readonly PlanVisit[]) => list.reduce((total, visit) => total + visit.priority, 0)
  return {
    // those that were made are no longer to be planned
    planned: served.length,
    unplanned: unplanned.length,
    confirmed: served.filter((visit) => visit.appointment !== null).length,
    travelSeconds: sum((day) => day.travelSeconds),
    metres: sum((day) => day.metres),
    waitingSeconds: sum((day) => day.waitingSeconds),
    serviceSeconds: sum((day) => day.serviceSeconds),
    priorityServed: priority(served),
    priorityTotal: priority(visits),
  }
}

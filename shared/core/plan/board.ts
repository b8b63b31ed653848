/**
 * The week under a person's hand: what a crew-day looks like with its visits in a given order, which rules that breaks,
 * and where a visit fits best. Pure, and the same in the window, where it answers between two frames, and in the
 * service, which judges once more before it writes.
 */
import type { BoardWeek } from '../../model/board.ts'
import type { ProblemJob, ProblemVehicle } from '../../model/problem.ts'
import type { Reason } from '../../model/week.ts'
import { clockAt, clockOfMinutes } from '../lib/time.ts'
import { scheduleVehicle, scheduleVisit, travelOf } from '../schedule/fromProblem.ts'
import {
  timeRoute,
  type ScheduleVehicle,
  type ScheduleVisit,
  type TimedRoute,
  type Travel,
} from '../schedule/timeRoute.ts'

/** A binding rule that a route breaks. */
export interface BoardFault {
  /** null: of the crew-day as a whole */
  visitId: string | null
  reason: Reason
}

export interface JudgedRoute {
  crewDayId: string
  visitIds: readonly string[]
  /** null when no road leads from one stop to the next */
  timed: TimedRoute | null
  /** empty: the crew-day may be driven like this */
  faults: BoardFault[]
}

export interface BoardPlace {
  /** before the stop that stands there now; the number of stops: at the end */
  position: number
  judged: JudgedRoute
  /** travel of the crew-day with the visit less without it, seconds */
  addedSeconds: number
}

export interface Board {
  week: BoardWeek
  /** whether the visit can be moved at all: it is located, may be visited, and is still to be made */
  knows(visitId: string): boolean
  /** whether the crew-day still has hours to plan */
  has(crewDayId: string): boolean
  confirmed(visitId: string): boolean
  /** the crew-day that the visit was locked to; null: it may go anywhere */
  lockOf(visitId: string): BoardWeek['crewDays'][number] | null
  /** seconds since 1970 of a time on a route */
  epochOf(seconds: number): number
  /**
   * A crew-day with these visits in this order.
   * @throws Error for a visit or crew-day that is not on the board
   */
  judge(crewDayId: string, visitIds: readonly string[]): JudgedRoute
  /**
   * Every place for the visit on a crew-day, in order: lawful ones have no faults.
   * @param visitIds the crew-day without the visit
   */
  places(crewDayId: string, visitIds: readonly string[], visitId: string): BoardPlace[]
  /** The best of {@link places}: lawful before unlawful, then the least added travel, then the earliest. */
  bestPlace(crewDayId: string, visitIds: readonly string[], visitId: string): BoardPlace
}

interface Crew {
  vehicle: ProblemVehicle
  schedule: ScheduleVehicle
  travel: Travel
  crewName: string
  date: string
}

export function createBoard(week: BoardWeek): Board {
  const { problem } = week
  const jobs = new Map(week.visits.map(({ visitId }, index) => [visitId, problem.jobs[index]!]))
  const confirmed = new Set(week.visits.filter((visit) => visit.confirmed).map(({ visitId }) => visitId))
  const visits = new Map<string, ScheduleVisit>()
  for (const [visitId, job] of jobs) visits.set(visitId, scheduleVisit(job))
  const crews = new Map<string, Crew>()
  week.crewDays.forEach(({ id, crewName, date }, index) => {
    const vehicle = problem.vehicles[index]!
    crews.set(id, {
      vehicle,
      schedule: scheduleVehicle(vehicle),
      travel: travelOf(problem, vehicle),
      crewName,
      date,
    })
  })

  const crewOf = (crewDayId: string): Crew => {
    const crew = crews.get(crewDayId)
    if (!crew) throw new Error(`no crew-day ${crewDayId} on the board`)
    return crew
  }
  const jobOf = (visitId: string): ProblemJob => {
    const job = jobs.get(visitId)
    if (!job) throw new Error(`no visit ${visitId} on the board`)
    return job
  }

  function judge(crewDayId: string, visitIds: readonly string[]): JudgedRoute {
    const crew = crewOf(crewDayId)
    const faults: BoardFault[] = []
    const route = visitIds.map((visitId): ScheduleVisit => {
      const reason = unfit(jobOf(visitId), crew, week)
      if (reason) faults.push({ visitId, reason })
      const visit = visits.get(visitId)!
      const { windows, fault } = windowsWithin(visit, crew)
      if (fault) faults.push({ visitId, reason: offHours(visitId, crew) })
      return windows === visit.windows ? visit : { ...visit, windows }
    })
    const most = crew.vehicle.max_tasks
    if (most !== undefined && visitIds.length > most)
      faults.push({
        visitId: null,
        reason: { code: 'too-many-visits', params: { crew: crew.crewName, date: crew.date, most } },
      })
    const result = timeRoute(crew.schedule, route, crew.travel)
    if (!result.ok) {
      const visitId = visitIds[Math.min(result.refusal.stop, visitIds.length - 1)] ?? null
      faults.push({ visitId, reason: { code: 'visit-unreachable' } })
      return { crewDayId, visitIds, timed: null, faults }
    }
    const timed = result.route
    if (timed.lateSeconds > 0) faults.push(...late(timed, visitIds, crew))
    return { crewDayId, visitIds, timed, faults }
  }

  /** The visit may not begin at any hour of this crew's shift. */
  function offHours(visitId: string, crew: Crew): Reason {
    const job = jobOf(visitId)
    if (confirmed.has(visitId)) {
      const [from, to] = job.time_windows![0]!
      const [begins, ends] = [from, to].map((at) => clockAt(week.zeroEpoch + at, week.zone))
      const window = `${begins!.date.slice(5)} ${clockOfMinutes(begins!.minutes)}–${clockOfMinutes(ends!.minutes)}`
      return { code: 'drop-agreed', params: { window } }
    }
    const hours = hoursOn(job, crew.date, week)
    if (hours === '') return { code: 'visit-wrong-day', params: { date: crew.date } }
    const shift = [crew.schedule.from, crew.schedule.to]
      .map((at) => clockOfMinutes(clockAt(week.zeroEpoch + at, week.zone).minutes))
      .join('–')
    return { code: 'visit-outside-shift', params: { hours, shift } }
  }

  function late(timed: TimedRoute, visitIds: readonly string[], crew: Crew): BoardFault[] {
    const faults: BoardFault[] = []
    timed.stops.forEach((stop, index) => {
      if (stop.lateSeconds === 0) return
      const visitId = visitIds[index]!
      const minutes = Math.ceil(stop.lateSeconds / 60)
      if (confirmed.has(visitId))
        faults.push({ visitId, reason: { code: 'appointment-missed', params: { minutes } } })
      else {
        const hours = hoursOn(jobOf(visitId), crew.date, week)
        faults.push({ visitId, reason: { code: 'drop-too-late', params: { hours, minutes } } })
      }
    })
    if (timed.finishLateSeconds > 0)
      faults.push({
        visitId: null,
        reason: {
          code: 'shift-overrun',
          params: { crew: crew.crewName, date: crew.date, minutes: Math.ceil(timed.finishLateSeconds / 60) },
        },
      })
    const rest = timed.breaks.find((one) => one.lateSeconds > 0)
    if (rest)
      faults.push({
        visitId: null,
        reason: {
          code: 'drop-break-late',
          params: { crew: crew.crewName, date: crew.date, minutes: Math.ceil(rest.lateSeconds / 60) },
        },
      })
    return faults
  }

  function places(crewDayId: string, visitIds: readonly string[], visitId: string): BoardPlace[] {
    const before = judge(crewDayId, visitIds)
    const travelBefore = visitIds.length > 0 ? (before.timed?.travelSeconds ?? 0) : 0
    return Array.from({ length: visitIds.length + 1 }, (_, position) => {
      const judged = judge(crewDayId, [...visitIds.slice(0, position), visitId, ...visitIds.slice(position)])
      return { position, judged, addedSeconds: (judged.timed?.travelSeconds ?? Infinity) - travelBefore }
    })
  }

  return {
    week,
    knows: (visitId) => jobs.has(visitId),
    has: (crewDayId) => crews.has(crewDayId),
    confirmed: (visitId) => confirmed.has(visitId),
    lockOf: (visitId) => lockOf(jobs.get(visitId), week),
    epochOf: (seconds) => week.zeroEpoch + seconds,
    judge,
    places,
    bestPlace(crewDayId, visitIds, visitId) {
      const all = places(crewDayId, visitIds, visitId)
      return all.reduce((best, place) => (isBetter(place, best) ? place : best))
    },
  }
}

/** Fewer faults, then less lateness where there are some, then less travel. */
export function isBetter(a: BoardPlace, b: BoardPlace): boolean {
  const [faultsA, faultsB] = [a.judged.faults.length, b.judged.faults.length]
  if ((faultsA === 0) !== (faultsB === 0)) return faultsA === 0
  const [lateA, lateB] = [a, b].map(({ judged }) => judged.timed?.lateSeconds ?? Infinity)
  if (lateA !== lateB) return lateA! < lateB!
  return a.addedSeconds < b.addedSeconds
}

function lockOf(job: ProblemJob | undefined, week: BoardWeek): BoardWeek['crewDays'][number] | null {
  const only = job?.roundsman?.vehicles
  return only ? (week.crewDays[only[0]! - 1] ?? null) : null
}

/** Why this crew may not make this visit at any hour of the day; null when it may. */
function unfit(job: ProblemJob, { vehicle }: Crew, week: BoardWeek): Reason | null {
  const lock = lockOf(job, week)
  if (lock && !job.roundsman!.vehicles!.includes(vehicle.id))
    return { code: 'drop-locked', params: { crew: lock.crewName, date: lock.date } }
  if (job.roundsman?.not_vehicles?.includes(vehicle.id)) return { code: 'crew-excluded' }
  const missing = (job.skills ?? []).filter((skill) => !vehicle.skills?.includes(skill))
  if (missing.length === 0) return null
  const words = missing.map((skill) => week.skillNames[skill] ?? String(skill))
  const people = words.flatMap((word) => /^(\d+) people$/u.exec(word)?.[1] ?? [])
  if (people.length > 0)
    return { code: 'crew-too-small', params: { people: Math.max(...people.map(Number)) } }
  return { code: 'crew-without-skill', params: { skills: words.join(', ') } }
}

/** Without a window within the shift the visit is timed as if it had none: the rest of the route is judged all the same. */
function windowsWithin(
  { windows }: ScheduleVisit,
  { schedule }: Crew,
): { windows: ScheduleVisit['windows']; fault: boolean } {
  if (!windows) return { windows, fault: false }
  const within = windows.filter(([from, to]) => from <= schedule.to && to >= schedule.from)
  if (within.length === windows.length) return { windows, fault: false }
  return within.length > 0 ? { windows: within, fault: false } : { windows: null, fault: true }
}

/** The hours of a date in which the visit may begin, `08:00–12:00 / 14:00–20:00`; empty when there are none. */
function hoursOn(job: ProblemJob, date: string, week: BoardWeek): string {
  const clock = (seconds: number) => clockAt(week.zeroEpoch + seconds, week.zone)
  const spans = (job.time_windows ?? []).filter(([from]) => clock(from).date === date)
  return spans.map((span) => span.map((at) => clockOfMinutes(clock(at).minutes)).join('–')).join(' / ')
}

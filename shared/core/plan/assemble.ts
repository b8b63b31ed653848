import { stopReasons } from '../compliance/stop.ts'
import type { ContactAttempt } from '../compliance/attempts.ts'
import { crewSizeRequired } from '../compliance/calls.ts'
import { missingRecords, noticedFrom, subjectOf } from '../compliance/grounds.ts'
import { rulesFor } from '../compliance/scope.ts'
import { planability } from '../../model/location.ts'
import type { Problem, ProblemJob, ProblemVehicle, SolveOptions, TimeWindow } from '../../model/problem.ts'
import { RefusalError } from '../../model/refusal.ts'
import type { Rules } from '../../model/rules.ts'
import type { LonLat, TravelByHour, TravelMatrix, TravelMode } from '../../model/travel.ts'
import { noTravelSettings, type TravelSettings, type WeekTravel } from '../../model/travelSettings.ts'
import type { CrewDay, Holidays, PlanVisit, Reason, Unplanned, WeekPlan } from '../../model/week.ts'
import { epochOf } from '../lib/time.ts'
import { attemptOfVisit } from '../compliance/attempts.ts'
import { visitTimes, type StartSpan } from './visitTimes.ts'
import { weekClock, type WeekClock } from './weekClock.ts'
import { travelTables } from './travelTables.ts'
import { weekTravel } from './weekTravel.ts'

export interface AssembleInput {
  /** Monday */
  weekStart: string
  /** IANA zone */
  zone: string
  visits: readonly PlanVisit[]
  crewDays: readonly CrewDay[]
  pack: Rules | null
  holidays: Holidays
  /** seconds since 1970: crew-days that are over are left out, one that runs begins now */
  nowEpoch?: number
  /** tries so far by visit id, beside the visit's own `earlierVisits` */
  attempts?: ReadonlyMap<string, readonly ContactAttempt[]>
  weights?: Partial<Weights>
  /** hours and closures; none: the roads as the map has them */
  travel?: TravelSettings
  /** as far as its roads lead: what lies outside the box is nobody's to visit; absent: anywhere */
  region?: Ground
}

export interface Ground {
  name: string
  bbox: readonly [west: number, south: number, east: number, north: number]
}

export const liesOn = ({ bbox: [west, south, east, north] }: Ground, [lon, lat]: LonLat): boolean =>
  west <= lon && lon <= east && south <= lat && lat <= north

/** What changes cost, in seconds of travel. */
export interface Weights {
  /** moving a planned visit to another crew-day, or dropping it */
  change: number
  /** moving a confirmed one */
  confirmedChange: number
  /** a crew without the preferred collector */
  notPreferred: number
  /** spread of work between crews; 0 is off */
  balance: number
}
export const standardWeights: Weights = {
  change: 900,
  confirmedChange: 14_400,
  notPreferred: 900,
  balance: 0,
}

/** A week ready for the optimiser, as soon as it has its travel times. */
export interface AssembledWeek {
  clock: WeekClock
  /** every place once; matrices are asked for in this order */
  points: LonLat[]
  modes: TravelMode[]
  /** which roads are travelled how fast on which day: a table, or several by hour, is asked for each of its profiles */
  travel: WeekTravel
  /** crew-days that still have hours to plan, in the order of vehicle ids (from 1) */
  crewDays: CrewDay[]
  allCrewDays: readonly CrewDay[]
  /** visits that the optimiser sees, in the order of job ids (from 1) */
  visits: PlanVisit[]
  /** those it never sees, with why and what would change that */
  refused: Unplanned[]
  /** number → word, for people who read the problem */
  skillNames: Record<number, string>
  /** for the optimiser; one matrix for all, or travel by the name of its profile. As VROOM's JSON: `withMatrices` */
  problem(travel: TravelMatrix | Record<string, TravelMatrix | TravelByHour>): Problem
}

/**
 * Turns a week into VROOM's problem: seconds from Monday 00:00 local time; permitted hours, own windows, days, dates
 * and appointments as time windows; crew size and skills as skills; preferences, locks and the plan before as
 * `roundsman` extensions; lunch as a break. What cannot be planned at all is refused here with its reason.
 * @throws RefusalError week-without-collectors
 */
export function assembleWeek(input: AssembleInput): AssembledWeek {
  if (input.crewDays.length === 0)
    throw new RefusalError('week-without-collectors', { week: input.weekStart })
  const clock = weekClock(input.weekStart, input.zone)
  const now = input.nowEpoch === undefined ? -Infinity : input.nowEpoch - clock.zeroEpoch
  const crewDays = input.crewDays.filter((day) => clock.secondsAt(day.date, day.shift.toMinutes) > now)
  const weights = { ...standardWeights, ...input.weights }
  const places = new Places()
  const skills = new Skills()
  const groups = new Skills()
  const refused: Unplanned[] = []
  const visits: PlanVisit[] = []
  const jobs: ProblemJob[] = []

  for (const visit of input.visits) {
    const answer = jobOf(visit, jobs.length + 1, { input, clock, crewDays, weights, places, skills, groups })
    if ('reason' in answer) refused.push({ visitId: visit.id, caseNo: visit.caseNo, ...answer })
    else {
      visits.push(visit)
      jobs.push(answer.job)
    }
  }
  const modes = [...new Set(crewDays.map((day) => day.mode))]
  const dates = [...new Set(crewDays.map((day) => day.date))].sort()
  const travel = weekTravel(input.travel ?? noTravelSettings, dates, modes)
  const vehicles = crewDays.map((day, index) => ({
    ...vehicleOf(day, index + 1, clock, now, places, skills),
    profile: travel.profileOf(day.mode, day.date),
  }))
  return {
    clock,
    points: places.points,
    modes,
    crewDays,
    allCrewDays: input.crewDays,
    visits,
    refused,
    skillNames: skills.names(),
    travel,
    problem: (given) => ({
      jobs,
      vehicles,
      // flat and in shared memory: the problem goes to threads, and a week's matrix is half a million cells
      ...travelTables(travel, places.points.length, (name) => (isMatrix(given) ? given : given[name])),
      ...(weights.balance > 0
        ? { roundsman: { balance: { weight: weights.balance, groups: crewGroups(crewDays) } } }
        : {}),
    }),
  }
}

const isMatrix = (given: TravelMatrix | Record<string, unknown>): given is TravelMatrix =>
  typeof given.size === 'number'

/** Every place once, in order of first mention. */
class Places {
  readonly points: LonLat[] = []
  readonly #index = new Map<string, number>()
  indexOf(place: LonLat): number {
    const key = `${place[0]},${place[1]}`
    let index = this.#index.get(key)
    if (index === undefined) {
      index = this.points.length
      this.#index.set(key, index)
      this.points.push(place)
    }
    return index
  }
}

/** Words to numbers from 1, as VROOM wants them. A crew of three has "two people" and "three people". */
class Skills {
  readonly #numbers = new Map<string, number>()
  number(word: string): number {
    let number = this.#numbers.get(word)
    if (number === undefined) this.#numbers.set(word, (number = this.#numbers.size + 1))
    return number
  }
  people(count: number): number[] {
    const numbers: number[] = []
    for (let size = 2; size <= count; size++) numbers.push(this.number(`${size} people`))
    return numbers
  }
  names(): Record<number, string> {
    return Object.fromEntries([...this.#numbers].map(([word, number]) => [number, word]))
  }
}

interface JobContext {
  input: AssembleInput
  clock: WeekClock
  crewDays: CrewDay[]
  weights: Weights
  places: Places
  skills: Skills
  groups: Skills
}
type Refused = { reason: Reason; smallestFix: Reason | null }

function jobOf(visit: PlanVisit, id: number, context: JobContext): { job: ProblemJob } | Refused {
  const { input, clock, crewDays, weights, places, skills, groups } = context
  if (visit.stopFlag)
    return { reason: { code: stopReasons[visit.stopFlag] }, smallestFix: { code: 'fix-clear-stop' } }
  if (visit.lonLat === null)
    return { reason: { code: 'location-missing' }, smallestFix: { code: 'fix-locate' } }
  if (input.region && !liesOn(input.region, visit.lonLat)) {
    const at = `${visit.lonLat[1].toFixed(4)}, ${visit.lonLat[0].toFixed(4)}`
    return {
      reason: { code: 'visit-outside-region', params: { at, region: input.region.name } },
      smallestFix: { code: 'fix-confirm-pin' },
    }
  }
  if (planability(visit.level, visit.radiusMetres) === 'review')
    return { reason: { code: 'location-too-coarse' }, smallestFix: { code: 'fix-confirm-pin' } }

  const rules = rulesFor(input.pack, subjectOf(visit))
  const missing = missingRecords(rules, visit).find(({ clause }) => clause.strength === 'hard')
  if (missing)
    return {
      reason: { ...missing.cause, params: { ...missing.cause.params, source: missing.clause.citation } },
      smallestFix: { code: 'fix-record-ground' },
    }
  const people = Math.max(visit.crewSize, crewSizeRequired(rules).hard)
  const able = ableCrewDays(visit, people, crewDays)
  if ('reason' in able) return able

  const times = visitTimes(visit, {
    workDays: [...new Set(crewDays.map(({ date }) => date))].sort(),
    weekStart: input.weekStart,
    zone: input.zone,
    pack: rules,
    holidays: input.holidays,
    ...(input.nowEpoch === undefined ? {} : { fromEpoch: noticedFrom(rules, visit, input.nowEpoch) }),
    attempts: [
      ...(input.attempts?.get(visit.id) ?? []),
      ...(visit.earlierVisits ?? []).map((at) => attemptOfVisit({ at, result: 'not_home' })),
    ],
  })
  if (!times.ok) return times
  if (!able.some((day) => times.spans.some((span) => meets(span, day, visit))))
    return offShift(times.spans, able)

  const previous = previousOf(visit, crewDays, clock, weights)
  const roundsman: NonNullable<ProblemJob['roundsman']> = {
    ...(visit.locked ? { vehicles: [vehicleId(crewDays, visit.locked)] } : {}),
    ...(visit.excludedCollectors.length > 0 ? notVehicles(visit, crewDays) : {}),
    ...(visit.appointment || visit.locked ? { must_serve: true } : {}),
    ...(previous ? { previous } : {}),
    ...(visit.preferredCollectors.length > 0 ? preferred(visit, crewDays, weights.notPreferred) : {}),
    ...(visit.placeKey ? { place_group: groups.number(visit.placeKey) } : {}),
  }
  return {
    job: {
      id,
      description: visit.caseNo,
      location: visit.lonLat,
      location_index: places.indexOf(visit.lonLat),
      ...(visit.parkingMinutes ? { setup: Math.round(visit.parkingMinutes * 60) } : {}),
      service: Math.round(visit.serviceMinutes * 60),
      skills: [...skills.people(people), ...visit.skills.map((word) => skills.number(word))],
      priority: Math.max(0, Math.min(100, Math.round(visit.priority))),
      time_windows: times.spans.map((span): TimeWindow => [
        clock.secondsAt(span.date, span.fromMinutes),
        clock.secondsAt(span.date, span.toMinutes),
      ]),
      ...(Object.keys(roundsman).length > 0 ? { roundsman } : {}),
    },
  }
}

/** The crew-days that could take the visit at all, whatever the hour; or who is missing. */
function ableCrewDays(visit: PlanVisit, people: number, crewDays: CrewDay[]): CrewDay[] | Refused {
  const enough = crewDays.filter((day) => day.size >= people)
  if (enough.length === 0)
    return {
      reason: { code: 'crew-too-small', params: { people } },
      smallestFix: { code: 'fix-pair-up', params: { people } },
    }
  const skilled = enough.filter((day) => visit.skills.every((word) => day.skills.includes(word)))
  if (skilled.length === 0) {
    const known = new Set(enough.flatMap((day) => day.skills))
    const missing = visit.skills.filter((word) => !known.has(word))
    const words = (missing.length > 0 ? missing : visit.skills).join(', ')
    return {
      reason: { code: 'crew-without-skill', params: { skills: words } },
      smallestFix: { code: 'fix-add-skill', params: { skills: words } },
    }
  }
  const welcome = skilled.filter(
    (day) => !day.collectorIds.some((id) => visit.excludedCollectors.includes(id)),
  )
  if (welcome.length === 0)
    return { reason: { code: 'crew-all-excluded' }, smallestFix: { code: 'fix-allow-collector' } }
  if (!visit.locked) return welcome
  const kept = welcome.filter((day) => day.key === visit.locked)
  if (kept.length === 0)
    return {
      reason: { code: 'lock-crew-day-gone', params: { crewDay: visit.locked } },
      smallestFix: { code: 'fix-unlock' },
    }
  return kept
}

/** The visit can begin within the shift and be over when it ends, travel aside. */
function meets(span: StartSpan, day: CrewDay, visit: PlanVisit): boolean {
  const last = day.shift.toMinutes + day.overtimeMinutes - visit.serviceMinutes
  return (
    span.date === day.date &&
    Math.max(span.fromMinutes, day.shift.fromMinutes) <= Math.min(span.toMinutes, last)
  )
}

/** Lawful and agreeable hours there are, but nobody works then. */
function offShift(spans: StartSpan[], able: CrewDay[]): Refused {
  const worked = new Set(able.map((day) => day.date))
  const onWorkedDay = spans.find((span) => worked.has(span.date))
  if (!onWorkedDay) {
    const date = spans[0]!.date
    return {
      reason: { code: 'visit-day-unstaffed', params: { date } },
      smallestFix: { code: 'fix-allow-day', params: { date: [...worked].sort()[0]! } },
    }
  }
  const day = able.find((one) => one.date === onWorkedDay.date)!
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.round(minutes) % 60).padStart(2, '0')}`
  const hours = `${clock(onWorkedDay.fromMinutes)}–${clock(onWorkedDay.toMinutes)}`
  return {
    reason: {
      code: 'visit-outside-shift',
      params: { hours, shift: `${clock(day.shift.fromMinutes)}–${clock(day.shift.toMinutes)}` },
    },
    smallestFix: { code: 'fix-shift', params: { crew: day.crewName, date: day.date, hours } },
  }
}

function vehicleId(crewDays: CrewDay[], key: string): number {
  const index = crewDays.findIndex((day) => day.key === key)
  if (index < 0) throw new Error(`no crew-day ${key} in the week`)
  return index + 1
}

function notVehicles(visit: PlanVisit, crewDays: CrewDay[]): { not_vehicles: number[] } {
  const ids = crewDays.flatMap((day, index) =>
    day.collectorIds.some((id) => visit.excludedCollectors.includes(id)) ? [index + 1] : [],
  )
  return { not_vehicles: ids }
}

function preferred(visit: PlanVisit, crewDays: CrewDay[], cost: number) {
  const others = crewDays.flatMap((day, index) =>
    day.collectorIds.some((id) => visit.preferredCollectors.includes(id))
      ? []
      : [{ vehicle: index + 1, cost }],
  )
  // nobody preferred works this week: then all are alike
  return others.length < crewDays.length ? { vehicle_costs: others } : {}
}

/** Where the plan before had it: changing that costs a little, and much once the borrower was told. */
function previousOf(visit: PlanVisit, crewDays: CrewDay[], clock: WeekClock, weights: Weights) {
  const { appointment, previous } = visit
  const key = appointment?.crewDay ?? previous?.crewDayKey
  if (key === undefined) return null
  const index = crewDays.findIndex((day) => day.key === key)
  if (index < 0) return null
  const arrival = previous?.crewDayKey === key ? previous.arrival : appointment?.start
  if (arrival === undefined) return null
  return {
    vehicle: index + 1,
    arrival: epochOf(arrival) - clock.zeroEpoch,
    change_cost: appointment ? weights.confirmedChange : weights.change,
  }
}

function vehicleOf(
  day: CrewDay,
  id: number,
  clock: WeekClock,
  now: number,
  places: Places,
  skills: Skills,
): ProblemVehicle {
  const end = day.end ?? day.start
  const from = Math.max(now, clock.secondsAt(day.date, day.shift.fromMinutes))
  const to = clock.secondsAt(day.date, day.shift.toMinutes)
  const lunch = day.lunch && lunchBreak(day.lunch, day, clock, from)
  return {
    id,
    description: day.key,
    ...(day.start ? { start: day.start, start_index: places.indexOf(day.start) } : {}),
    ...(end ? { end, end_index: places.indexOf(end) } : {}),
    skills: [...skills.people(day.size), ...day.skills.map((word) => skills.number(word))],
    time_window: [from, to],
    ...(lunch ? { breaks: [{ id, description: 'lunch', ...lunch }] } : {}),
    ...(day.maxVisits !== null ? { max_tasks: day.maxVisits } : {}),
    ...(day.overtimeMinutes > 0
      ? { roundsman: { overtime: { max: day.overtimeMinutes * 60, per_hour: 3600 } } }
      : {}),
  }
}

/** Null when the shift leaves no room for it, or when it is already past. */
function lunchBreak(
  lunch: NonNullable<CrewDay['lunch']>,
  day: CrewDay,
  clock: WeekClock,
  from: number,
): { service: number; time_windows: TimeWindow[] } | null {
  const first = Math.max(from, clock.secondsAt(day.date, Math.max(lunch.fromMinutes, day.shift.fromMinutes)))
  const last = clock.secondsAt(day.date, Math.min(lunch.toMinutes, day.shift.toMinutes) - lunch.minutes)
  return first <= last ? { service: lunch.minutes * 60, time_windows: [[first, last]] } : null
}

function crewGroups(crewDays: CrewDay[]): { vehicles: number[] }[] {
  const groups = new Map<string, number[]>()
  crewDays.forEach((day, index) => groups.set(day.crewName, [...(groups.get(day.crewName) ?? []), index + 1]))
  return [...groups.values()].map((vehicles) => ({ vehicles }))
}

/** The plan before as a start for the search: what is still to be visited, in its order. */
export function warmStartOf(week: AssembledWeek, before: WeekPlan): NonNullable<SolveOptions['warmStart']> {
  const jobOfVisit = new Map(week.visits.map((visit, index) => [visit.id, index + 1]))
  return week.crewDays.flatMap((day, index) => {
    const stops = before.crewDays.find((one) => one.key === day.key)?.stops ?? []
    const jobs = stops.map((stop) => jobOfVisit.get(stop.visitId)).filter((job) => job !== undefined)
    return jobs.length > 0 ? [{ vehicle: index + 1, jobs }] : []
  })
}

/**
 * A week of visits as the planner sees it: who travels when, what is to be visited, and the plan that comes out.
 * Plain data, no rows and no map: the service fills it from the database, the core turns it into a problem and back.
 * Dates are `2026-11-23` in the branch's zone; minutes count from local midnight (0–1440); skills are plain words.
 */
import type { StopFlag } from './facts.ts'
import type { DayWindow } from './intake.ts'
import type { MatchLevel } from './location.ts'
import type { ReasonCode } from './reasons.ts'
import type { LonLat, TravelMode } from './travel.ts'

/** A code with what its sentence needs. */
export interface Reason {
  code: ReasonCode
  params?: Record<string, string | number>
}

/** `2026-11-23/crew name`: the same crew-day in every version of a plan. */
export type CrewDayKey = string

/** A span of the day in minutes from local midnight. */
export interface MinuteSpan {
  fromMinutes: number
  toMinutes: number
}
/** Somewhere within the span, `minutes` of rest. */
export interface Lunch extends MinuteSpan {
  minutes: number
}

/** A person who visits, with what the week needs to know of her. */
export interface PlanCollector {
  id: string
  name: string
  skills: string[]
  shift: MinuteSpan
  /** ISO weekdays, Monday 1; empty: every working day */
  days: number[]
  lunch: Lunch | null
  mode: TravelMode
  start: LonLat | null
  /** null: ends where it starts */
  end: LonLat | null
  maxVisits: number | null
  /** those who share this name travel together */
  crew: string | null
  /** both dates are days off */
  leave: { from: string; to: string }[]
  /** minutes that may be worked after the shift; 0 where absent */
  overtimeMinutes?: number
}

/** One visit to be planned. Null stands for "no restriction". */
export interface PlanVisit {
  id: string
  caseNo: string
  lonLat: LonLat | null
  level: MatchLevel
  /** how far its door may lie from `lonLat`, metres */
  radiusMetres?: number
  /** 0–100 */
  priority: number
  serviceMinutes: number
  /** dates on which it may take place */
  allowedDays: string[] | null
  /** ISO weekdays on which it may take place */
  weekdays: number[] | null
  /** arrival lies in one of these; one with a weekday or date counts on that day only */
  windows: DayWindow[] | null
  /** last date */
  dueOn: string | null
  /** first date */
  notBefore: string | null
  skills: string[]
  /** people at the door; a rule pack may ask for more */
  crewSize: number
  /** collector ids */
  preferredCollectors: string[]
  excludedCollectors: string[]
  stopFlag: StopFlag | null
  /** agreed with the borrower; ISO instants. Takes the place of windows, days and dates. */
  appointment: {
    start: string
    end: string
    crewDay?: CrewDayKey
    /** the borrower asked for an hour outside the permitted ones, and that is on record */
    consentOutsideHours?: boolean
  } | null
  /** stays on this crew-day */
  locked?: CrewDayKey | null
  /** where the plan before this one had it; `arrival` is an ISO instant */
  previous?: { crewDayKey: CrewDayKey; arrival: string } | null
  /** visits that already took place for this case, ISO instants: attempt limits count them */
  earlierVisits?: string[]
  /** `work` needs a reason under some rule packs */
  addressKind?: 'home' | 'work' | 'household' | 'other'
  /** the case file's word for what was lent; some rules bind credit cards only */
  product?: string | null
  daysPastDue?: number | null
  /** what is on record for it that rules ask for */
  grounds?: RuleGrounds
  /** visits that share it stand at one estate and share the parking */
  placeKey?: string | null
  /** once for a run of stops that share `placeKey`; 0 where absent */
  parkingMinutes?: number
}

/** What rules want on record before a visit, and is. */
export interface RuleGrounds {
  /** why she is visited there, in words */
  placeReason?: boolean
  /** she agreed to be visited there */
  placeConsent?: boolean
  /** she agreed to a visit */
  visitConsent?: boolean
  /** she agreed to an hour outside the permitted ones */
  hoursConsent?: boolean
  /** when she was told that somebody comes; ISO instant */
  noticeAt?: string
  /** rules (`pack/clause`) that a team lead excepted the visit from, with reason and evidence */
  exceptions?: string[]
}

/** One crew on one date: the optimiser's vehicle. */
export interface CrewDay {
  key: CrewDayKey
  date: string
  crewName: string
  collectorIds: string[]
  /** everything that any of them can do */
  skills: string[]
  mode: TravelMode
  /** when all of them work */
  shift: MinuteSpan
  lunch: Lunch | null
  start: LonLat | null
  end: LonLat | null
  maxVisits: number | null
  /** how many people */
  size: number
  overtimeMinutes: number
}

export interface PlanStop {
  visitId: string
  caseNo: string
  /** from 1 */
  order: number
  /** local ISO time with offset, `2026-11-23T09:05:00+08:00` */
  arrival: string
  /** after waiting and the visit */
  departure: string
  /** seconds since 1970 */
  arrivalEpoch: number
  departureEpoch: number
  waitingSeconds: number
  /** from the stop (or the start) before */
  travelSeconds: number
  metres: number
  serviceSeconds: number
}

/** A crew-day with its route. */
export interface PlannedCrewDay extends CrewDay {
  stops: PlanStop[]
  /** local ISO with offset; null when the day is empty or has no lunch */
  lunchAt: { start: string; end: string } | null
  /** leaving the start place; null when the day is empty */
  startsAt: string | null
  /** back at the end place; null when the day is empty */
  endsAt: string | null
  /** the way home included */
  travelSeconds: number
  metres: number
  waitingSeconds: number
  serviceSeconds: number
}

export interface Unplanned {
  visitId: string
  caseNo: string
  reason: Reason
  /** the least that would admit it */
  smallestFix: Reason | null
}

export interface WeekTotals {
  planned: number
  unplanned: number
  confirmed: number
  travelSeconds: number
  metres: number
  waitingSeconds: number
  serviceSeconds: number
  priorityServed: number
  priorityTotal: number
}

export interface WeekPlan {
  /** Monday */
  weekStart: string
  /** IANA zone of the branch */
  zone: string
  crewDays: PlannedCrewDay[]
  unplanned: Unplanned[]
  totals: WeekTotals
}

/** Days off, and weekend days that are worked (调休), by date; the value is the name of the holiday. */
export interface Holidays {
  off: Record<string, string>
  working: Record<string, string>
  /** years that the calendar knows; in others nothing is off */
  years: number[]
}
export const noHolidays: Holidays = { off: {}, working: {}, years: [] }

/** One rule that a plan, a stop or a call breaks. */
export interface Finding {
  /** key of the pack's clause, or of the house rule */
  rule: string
  /** blocks publishing; otherwise warns */
  hard: boolean
  cause: Reason
  /** by how much, in the unit of `unit` */
  amount: number
  unit: 'minutes' | 'people' | 'attempts' | 'hours' | 'none'
  visitId: string | null
  crewDayKey: CrewDayKey | null
}

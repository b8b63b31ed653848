/**
 * The optimiser's problem and answer: VROOM's API JSON (https://github.com/VROOM-Project/vroom/blob/master/docs/API.md),
 * with what Roundsman adds under `roundsman` keys that VROOM ignores. Times are seconds from the problem's own zero
 * (for a week: Monday 00:00 local time); coordinates `[lon, lat]` WGS-84; ids are unique integers.
 */
import type { ReasonCode } from './reasons.ts'
import type { LonLat, TravelByHour, TravelMatrix } from './travel.ts'

export type TimeWindow = [fromSeconds: number, toSeconds: number]

export interface ProblemJob {
  id: number
  /** the case number, in problems made by `plan` */
  description?: string
  location?: LonLat
  /** row and column of this place in the matrix */
  location_index?: number
  /** seconds at the place each time a vehicle arrives from another one */
  setup?: number
  /** seconds of the visit itself */
  service?: number
  delivery?: number[]
  pickup?: number[]
  skills?: number[]
  /** 0–100; the sum of what is served is maximised before anything else */
  priority?: number
  time_windows?: TimeWindow[]
  roundsman?: {
    /** only these vehicles may serve the job (a locked or confirmed visit, or a preferred crew made hard) */
    vehicles?: number[]
    /** these vehicles may not (excluded collectors) */
    not_vehicles?: number[]
    /** served before any priority is counted: confirmed appointments */
    must_serve?: boolean
    /** where the published plan had it; another vehicle, or leaving it out, costs `change_cost` */
    previous?: { vehicle: number; arrival: number; change_cost: number }
    /** dearer or cheaper crews for this visit, in cost units added when that vehicle serves it */
    vehicle_costs?: { vehicle: number; cost: number }[]
    /** a visit that begins outside costs so much a minute; of several windows the cheapest one counts */
    soft_windows?: { window: TimeWindow; cost_per_minute: number }[]
    /** the visit begins by then, or not at all */
    due?: number
    /** chance of meeting the borrower by begin of the visit, 0–1; 1 in no window. A factor on `priority` */
    chances?: { window: TimeWindow; chance: number }[]
    /** people the visit needs; default 1 */
    crew_size?: number
    /** visits to one borrower lie at least so many days apart: the days on which the vehicles' shifts begin */
    spacing?: { borrower: number; days: number }
    /** jobs that share a number stand at one estate: the parking (`setup`) is paid once for a run of them */
    place_group?: number
  }
}

export interface ProblemBreak {
  id: number
  description?: string
  time_windows?: TimeWindow[]
  service?: number
}

export interface ProblemVehicle {
  id: number
  description?: string
  profile?: string
  start?: LonLat
  start_index?: number
  end?: LonLat
  end_index?: number
  capacity?: number[]
  skills?: number[]
  time_window?: TimeWindow
  breaks?: ProblemBreak[]
  speed_factor?: number
  max_tasks?: number
  /** seconds */
  max_travel_time?: number
  /** metres */
  max_distance?: number
  /** cost per hour of travel (default 3600: one unit a second), per km, fixed per used vehicle, per hour of all work */
  costs?: { fixed?: number; per_hour?: number; per_km?: number; per_task_hour?: number }
  /** VROOM's fixed order hint: visits in this order at the start of the search */
  steps?: {
    type: 'start' | 'job' | 'break' | 'end'
    id?: number
    service_at?: number
    service_after?: number
    service_before?: number
  }[]
  roundsman?: {
    /** seconds that may be worked after `time_window` ends, and their cost an hour */
    overtime?: { max: number; per_hour: number }
    /** people who travel together; default 1 */
    crew?: number
  }
}

export interface Problem {
  jobs: ProblemJob[]
  vehicles: ProblemVehicle[]
  /** by profile: `durations` seconds, `distances` metres, optional `costs`; null or a missing row cell = unreachable */
  matrices?: Record<
    string,
    { durations: (number | null)[][]; distances?: (number | null)[][]; costs?: (number | null)[][] }
  >
  /** never in a file: the same by profile as flat tables, for callers in this process; goes before `matrices` */
  travel?: Record<string, TravelMatrix>
  /** never in a file: `roundsman.periods` by profile as flat tables; goes before it */
  travelByHour?: Record<string, TravelByHour>
  roundsman?: {
    /** at most so many visits may go to another vehicle than `previous` says, of those whose vehicle is still there */
    max_moved?: number
    /**
     * Travel by hour of day, as {@link TravelByHour} defines it: period p of a day begins `starts[p]` seconds after
     * local midnight (time from the problem's zero modulo 86,400), and `matrices[profile][p]` holds in it. A profile that
     * is not named has one matrix all day; `matrices` of the problem itself stays, for those who know no periods.
     */
    periods?: {
      starts: number[]
      matrices: Record<string, { durations: (number | null)[][]; distances?: (number | null)[][] }[]>
    }
    /**
     * weight of the spread between collectors (0 = off): vehicles with the same `group` are one collector's week.
     * Costs `weight · Σ (hours − mean hours)²`, hours being travel, setup and service plus the earlier ones.
     */
    balance?: { weight: number; groups: { vehicles: number[]; earlier_seconds?: number }[] }
  }
}

export type SolutionStep = {
  type: 'start' | 'job' | 'break' | 'end'
  id?: number
  description?: string
  location?: LonLat
  location_index?: number
  setup: number
  service: number
  waiting_time: number
  /** arrival, seconds from the problem's zero */
  arrival: number
  /** travel so far on this route, seconds */
  duration: number
  /** metres so far, when the matrix has distances */
  distance?: number
  violations: { cause: string; duration?: number }[]
}

export interface SolutionRoute {
  vehicle: number
  description?: string
  cost: number
  setup: number
  service: number
  duration: number
  waiting_time: number
  priority: number
  distance?: number
  steps: SolutionStep[]
  violations: { cause: string; duration?: number }[]
}

export interface Solution {
  code: 0 | 1 | 2 | 3
  error?: string
  summary: {
    cost: number
    routes: number
    unassigned: number
    setup: number
    service: number
    duration: number
    waiting_time: number
    priority: number
    distance?: number
    violations: { cause: string; duration?: number }[]
    computing_times?: { loading: number; solving: number; routing: number }
    /** what Roundsman's extensions cost, in the same units; part of `cost` */
    roundsman?: {
      /** `vehicle_costs` of the visits served */
      vehicles: number
      /** `change_cost` of visits moved to another vehicle or left out */
      changes: number
      balance: number
      overtime: number
      /** `soft_windows` of the visits served */
      soft: number
      /** priority times the chance of meeting, over the visits served */
      expected_priority: number
      /** how many visits are not on the vehicle of the published plan */
      changed: number
    }
  }
  unassigned: {
    id: number
    type: 'job'
    description?: string
    location?: LonLat
    location_index?: number
    roundsman?: { reason: ReasonCode; params?: Record<string, string | number> }
  }[]
  routes: SolutionRoute[]
}

/** How long and how to search. A budget of iterations gives the same plan on every machine; seconds may not. */
export interface SolveOptions {
  limitSeconds?: number
  iterations?: number
  seed: number
  threads: number
  /** start from these routes (vehicle id → job ids in order) instead of from nothing */
  warmStart?: { vehicle: number; jobs: number[] }[]
  /** only these vehicles' routes may change, with the jobs on them and those that are in none; needs a warm start */
  within?: number[]
}

import type { RoadClosure, TravelHours, TravelMode } from './travel.ts'

/** How fast a branch drives at which hour, and for which ways of travelling that counts. */
export interface BranchHours extends TravelHours {
  modes: TravelMode[]
}

/** A closure that holds on some dates; both are days on which it holds. */
export interface DatedClosure extends RoadClosure {
  from: string
  to: string
  /** why, in words: roadworks, a market, a flood */
  reason: string
}

/** What travel times of a branch depend on besides the map. */
export interface TravelSettings {
  /** null: at every hour as the map has it */
  hours: BranchHours | null
  closures: DatedClosure[]
}

export const noTravelSettings: TravelSettings = { hours: null, closures: [] }

/** More corners than that nobody draws by hand; each costs a look at every road. */
export const maxClosureCorners = 500
export const maxClosures = 200
/** A share of the usual speed outside these is a slip of the pen. */
export const speedShares = { least: 0.05, most: 3 } as const

/** Roads of one way of travelling on some of the week's days: one table, or one a period where the hour matters. */
export interface TravelProfile {
  /** `car`, or `car 2026-11-24` where other roads are open on that day */
  name: string
  mode: TravelMode
  /** null: on every day that has none of its own */
  date: string | null
  /** one entry a period, in the order of {@link WeekTravel.starts}; a single one holds all day */
  periods: TravelPeriod[]
}

/** What differs from the roads as the region has them. */
export interface TravelPeriod {
  speeds: TravelHours['speeds'][number]
  closures: RoadClosure[]
}

/** The travel of one week. */
export interface WeekTravel {
  /** seconds from local midnight, ascending; the last one past midnight to the first. One list for all profiles. */
  starts: number[]
  profiles: TravelProfile[]
  /** name of the profile of a crew-day */
  profileOf(mode: TravelMode, date: string): string
}

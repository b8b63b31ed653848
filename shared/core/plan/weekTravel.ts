import { maxTravelPeriods, type RoadClosure, type TravelMode } from '../../model/travel.ts'
import type {
  DatedClosure,
  TravelPeriod,
  TravelProfile,
  TravelSettings,
  WeekTravel,
} from '../../model/travelSettings.ts'

const day = 86_400

/** Those that hold on a day of the span. */
export function closuresBetween(closures: readonly DatedClosure[], from: string, to: string): DatedClosure[] {
  return closures.filter((one) => one.from <= to && one.to >= from)
}

/**
 * Which roads are travelled how fast on which day and hour of a week. A day with closures of its own gets a profile of
 * its own, so a street that is dug up on Tuesday is missed on Tuesday alone. The hours at which a closure begins and
 * ends become borders of periods as long as there are not more than four; beyond that it holds in every period that it
 * touches, so nobody is sent into a closed street.
 */
export function weekTravel(
  settings: TravelSettings,
  dates: readonly string[],
  modes: readonly TravelMode[],
): WeekTravel {
  const closures = dates.length > 0 ? closuresBetween(settings.closures, dates[0]!, dates.at(-1)!) : []
  const starts = startsOf(settings, closures)
  const on = new Map(
    dates.map((date) => [date, closures.filter((one) => one.from <= date && one.to >= date)]),
  )
  // days with the same closures share a profile; the ordinary one is that of most days without
  const shared = new Map<string, string | null>([['', null]])
  const groupOf = new Map<string, string | null>()
  for (const date of dates) {
    const key = on
      .get(date)!
      .map((one) => closures.indexOf(one))
      .join()
    if (!shared.has(key)) shared.set(key, date)
    groupOf.set(date, shared.get(key)!)
  }
  const name = (mode: TravelMode, date: string | null) => (date === null ? mode : `${mode} ${date}`)
  const profiles = modes.flatMap((mode): TravelProfile[] =>
    [...new Set(dates.map((date) => groupOf.get(date)!))].map((date) => ({
      name: name(mode, date),
      mode,
      date,
      periods: periodsOf(settings, starts, mode, date === null ? [] : on.get(date)!),
    })),
  )
  return { starts, profiles, profileOf: (mode, date) => name(mode, groupOf.get(date) ?? null) }
}

/** The branch's own borders, then those of closures, the earliest first, while there is room. */
function startsOf({ hours }: TravelSettings, closures: DatedClosure[]): number[] {
  const starts = new Set(hours?.starts ?? [0])
  const borders = closures.flatMap((one) => one.hours ?? []).map((border) => border % day)
  for (const border of borders.sort((a, b) => a - b)) if (starts.size < maxTravelPeriods) starts.add(border)
  return [...starts].sort((a, b) => a - b)
}

function periodsOf(
  { hours }: TravelSettings,
  starts: number[],
  mode: TravelMode,
  closures: DatedClosure[],
): TravelPeriod[] {
  const ofMode = hours?.modes.includes(mode) ? hours : null
  const periods = starts.map((start, p): TravelPeriod => {
    const end = starts[p + 1] ?? starts[0]! + day
    return {
      speeds: ofMode ? ofMode.speeds[periodAt(ofMode.starts, start)]! : {},
      closures: closures.filter((one) => touches(one.hours, start, end)).map(plain),
    }
  })
  const texts = new Set(periods.map((period) => JSON.stringify(period)))
  return texts.size === 1 ? periods.slice(0, 1) : periods
}

/** Without its hours: which periods it holds in is settled here. */
const plain = ({ ring, street }: DatedClosure): RoadClosure => ({
  ring,
  ...(street === undefined ? {} : { street }),
})

function touches(hours: RoadClosure['hours'], start: number, end: number): boolean {
  // a period, or the hours, may run past midnight
  if (!hours) return true
  const [from, to] = [hours[0], hours[1] <= hours[0] ? hours[1] + day : hours[1]]
  return [-day, 0, day].some((shift) => from + shift < end && to + shift > start)
}

/** The period that holds at a second of the day; before the first start it is the last one, from the day before. */
export function periodAt(starts: readonly number[], second: number): number {
  for (let p = starts.length - 1; p >= 0; p--) if (starts[p]! <= second) return p
  return starts.length - 1
}

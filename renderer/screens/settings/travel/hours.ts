import type { BranchHoursInput } from '../../../../shared/contract/travel.ts'
import { maxTravelPeriods, roadClassNames, type RoadClass } from '../../../../shared/model/travel.ts'

/** Hours being edited. */
export type Hours = BranchHoursInput

const hour = 3_600
const day = 24 * hour

const main: RoadClass[] = ['motorway', 'trunk', 'primary', 'secondary']
const rush = (ofMain: number, ofOthers: number) =>
  Object.fromEntries(
    roadClassNames
      .filter((name) => name !== 'path' && name !== 'ferry')
      .map((name) => [name, main.includes(name) ? ofMain : ofOthers]),
  )

/** A working day to begin with, to be corrected by whoever knows the place. */
export const usualDay: Hours = {
  starts: [7 * hour, 9 * hour, 17 * hour, 19 * hour],
  speeds: [rush(0.65, 0.8), {}, rush(0.6, 0.75), {}],
  modes: ['car'],
}

export const clockOf = (second: number): string =>
  `${String(Math.floor(second / hour)).padStart(2, '0')}:${String(Math.round((second % hour) / 60)).padStart(2, '0')}`

export function secondOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number)
  return hours! * hour + minutes! * 60
}

/** A period more, in the middle of the longest one, at that one's speeds; the same hours where there are four. */
export function withOneMore(hours: Hours): Hours {
  if (hours.starts.length >= maxTravelPeriods) return hours
  const length = (p: number) => (hours.starts[p + 1] ?? hours.starts[0]! + day) - hours.starts[p]!
  const longest = hours.starts.reduce((best, _, p) => (length(p) > length(best) ? p : best), 0)
  const whole = Math.round((hours.starts[longest]! + length(longest) / 2) / hour) * hour
  return sorted({
    ...hours,
    starts: [...hours.starts, whole % day],
    speeds: [...hours.speeds, { ...hours.speeds[longest]! }],
  })
}

export const withoutPeriod = (hours: Hours, p: number): Hours => ({
  ...hours,
  starts: hours.starts.toSpliced(p, 1),
  speeds: hours.speeds.toSpliced(p, 1),
})

/** Periods in the order of the day, whatever order their starts were typed in. */
export function sorted(hours: Hours): Hours {
  const order = hours.starts.map((_, p) => p).sort((a, b) => hours.starts[a]! - hours.starts[b]!)
  return {
    ...hours,
    starts: order.map((p) => hours.starts[p]!),
    speeds: order.map((p) => hours.speeds[p]!),
  }
}

/** Two periods begin at the same minute: one of them would last no time at all. */
export const hasTwins = ({ starts }: Hours): boolean => new Set(starts).size < starts.length

export function withSpeed(hours: Hours, p: number, name: RoadClass, share: number): Hours {
  const { [name]: _, ...rest } = hours.speeds[p]!
  const speeds = share === 1 ? rest : { ...rest, [name]: share }
  return { ...hours, speeds: hours.speeds.with(p, speeds) }
}

/** The mean over the classes that most visits are driven on: for a picture of the day, not for reckoning. */
export function shownShare(hours: Hours, p: number): number {
  const classes: RoadClass[] = ['primary', 'secondary', 'tertiary', 'residential']
  return classes.reduce((sum, name) => sum + (hours.speeds[p]![name] ?? 1), 0) / classes.length
}

/** Pieces of a day from midnight to midnight, with the period that each belongs to. */
export function piecesOfDay({ starts }: Hours): { period: number; from: number; to: number }[] {
  const pieces = starts.map((from, period) => ({ period, from, to: starts[period + 1] ?? day }))
  return starts[0]! > 0 ? [{ period: starts.length - 1, from: 0, to: starts[0]! }, ...pieces] : pieces
}

import type { ComparedVersion } from '../../../../shared/contract/versions.ts'
import type { Format } from '../../../app/format.ts'

/** What two versions are held against each other by. */
export const figures = [
  'planned',
  'unplanned',
  'confirmed',
  'crew-days',
  'busy',
  'travel',
  'waiting',
  'distance',
  'cost',
  'fairness',
  'hard',
  'soft',
] as const
export type Figure = (typeof figures)[number]

/** more of it is better, less of it is better, or neither */
export const wanted: Record<Figure, 1 | -1 | 0> = {
  planned: 1,
  unplanned: -1,
  confirmed: 1,
  'crew-days': 0,
  busy: 0,
  travel: -1,
  waiting: -1,
  distance: -1,
  cost: -1,
  fairness: 1,
  hard: -1,
  soft: -1,
}

/** Counts, seconds, metres; `cost` is travel a visit in seconds; null where there is nothing to reckon. */
export function figureOf({ totals, crewDays, fairness }: ComparedVersion, figure: Figure): number | null {
  const sum = (of: (day: ComparedVersion['crewDays'][number]) => number) =>
    crewDays.reduce((total, day) => total + of(day), 0)
  switch (figure) {
    case 'planned':
      return sum((day) => day.stops.length)
    case 'unplanned':
      return totals.unplanned
    case 'confirmed':
      return totals.confirmed
    case 'crew-days':
      return crewDays.filter((day) => day.stops.length > 0).length
    case 'busy':
      return sum((day) => day.travelSeconds + day.serviceSeconds + day.waitingSeconds)
    case 'travel':
      return sum((day) => day.travelSeconds)
    case 'waiting':
      return sum((day) => day.waitingSeconds)
    case 'distance':
      return sum((day) => day.metres)
    case 'cost': {
      const stops = sum((day) => day.stops.length)
      return stops > 0 ? sum((day) => day.travelSeconds) / stops : null
    }
    case 'fairness':
      return fairness
    case 'hard':
      return totals.hardFindings
    case 'soft':
      return totals.softFindings
  }
}

/** As it is written; `signed`: a difference, with its sign. */
export function figureText(value: number, figure: Figure, format: Format, signed = false): string {
  const unsigned = (size: number) => {
    if (figure === 'distance') return format.distance(size)
    if (figure === 'fairness') return size.toFixed(3)
    if (figure === 'busy' || figure === 'travel' || figure === 'waiting' || figure === 'cost')
      return format.duration(size)
    return format.number(size)
  }
  if (!signed) return unsigned(value)
  const text = unsigned(Math.abs(value))
  if (text === unsigned(0)) return '0'
  return `${value > 0 ? '+' : '−'}${text}`
}

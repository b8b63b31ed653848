import {
  maxTravelPeriods,
  roadClassNames,
  type LonLat,
  type RoadClosure,
  type TravelByHour,
  type TravelHours,
} from '../../model/travel.ts'
import { matrix, type MatrixOptions, type RoadMatrix } from './matrix.ts'
import type { RoadNetwork } from './network.ts'
import { closedEdges, reweigh, type Reweighing } from './reweigh.ts'

const day = 24 * 3600

/** Whether the hours are ones that {@link matrixByHour} takes: 1–4 ascending starts, as many speeds, all above 0. */
export function areTravelHours({ starts, speeds }: TravelHours): boolean {
  return (
    starts.length >= 1 &&
    starts.length <= maxTravelPeriods &&
    speeds.length === starts.length &&
    starts.every((start, p) => start >= (p > 0 ? starts[p - 1] + 1 : 0) && start < day) &&
    speeds.every((byClass) => Object.values(byClass).every((share) => share >= 0.05 && share <= 3))
  )
}

/** What holds in one period: its speeds, and the closures that touch it. */
export function inPeriod(
  network: RoadNetwork,
  { starts, speeds }: TravelHours,
  closures: RoadClosure[],
  p: number,
): Reweighing {
  const from = starts[p]
  const to = starts[p + 1] ?? starts[0] + day
  const touches = ({ hours }: RoadClosure) =>
    !hours ||
    // the last period runs past midnight
    [0, day].some((shift) => hours[0] + shift < to && hours[1] + shift > from)
  const areas = closures.filter(touches)
  const speedFactors = roadClassNames.map((name) => speeds[p][name] ?? 1)
  return {
    ...(speedFactors.some((share) => share !== 1) ? { speedFactors } : {}),
    ...(areas.length > 0 ? { closed: closedEdges(network, areas) } : {}),
  }
}

/**
 * Travel between all points in each period of the day. The roads of a period are contracted anew from those of the
 * region (see {@link reweigh}).
 * @throws RangeError for hours that {@link areTravelHours} does not take
 */
export function matrixByHour(
  network: RoadNetwork,
  points: LonLat[],
  hours: TravelHours,
  closures: RoadClosure[] = [],
  options: MatrixOptions = {},
): TravelByHour & { matrices: RoadMatrix[] } {
  if (!areTravelHours(hours)) throw new RangeError('travel hours')
  const matrices = hours.starts.map((_, p) => {
    const change = inPeriod(network, hours, closures, p)
    const isUsual = !change.speedFactors && !change.closed
    const roads = isUsual
      ? network
      : reweigh(network, {
          ...change,
          ...(options.cancel ? { cancel: options.cancel } : {}),
          ...(options.progress ? { progress: options.progress } : {}),
        })
    return matrix(roads, points, options)
  })
  return { starts: hours.starts, matrices }
}

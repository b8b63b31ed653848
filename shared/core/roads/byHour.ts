import { maxTravelPeriods, roadClassNames, type RoadClosure, type TravelHours } from '../../model/travel.ts'
import type { RoadNetwork } from './network.ts'
import { closedEdges, type Reweighing } from './reweigh.ts'

const day = 24 * 3600

/** Whether travel times can be made for the hours: 1–4 ascending starts, as many speeds, all above 0. */
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

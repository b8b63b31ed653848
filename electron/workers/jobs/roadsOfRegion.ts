import { statSync } from 'node:fs'
import type { Cancel, Progress } from '../../../shared/core/lib/cancel.ts'
import { areTravelHours, inPeriod } from '../../../shared/core/roads/byHour.ts'
import type { RoadNetwork } from '../../../shared/core/roads/network.ts'
import { reweigh } from '../../../shared/core/roads/reweigh.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { TravelMode } from '../../../shared/model/travel.ts'
import type { TravelPeriod } from '../../../shared/model/travelSettings.ts'
import { openRegion } from '../../service/database/region/regionFile.ts'

const kept = 6
const networks = new Map<string, RoadNetwork>()

function cached(key: string, make: () => RoadNetwork): RoadNetwork {
  const network = networks.get(key) ?? make()
  networks.delete(key)
  networks.set(key, network)
  if (networks.size > kept) networks.delete(networks.keys().next().value!)
  return network
}

/** Roads of a region in this thread, kept between jobs as long as the file stays the same. */
export function roadsOfRegion(path: string, mode: TravelMode): RoadNetwork {
  const region = openRegion(path)
  try {
    return cached(keyOf(path, region.info().builtAt, mode), () => region.roads(mode))
  } finally {
    region.close()
  }
}

const keyOf = (path: string, builtAt: string, mode: TravelMode) =>
  [path, statSync(path).mtimeMs, builtAt, mode].join('\n')

/**
 * The same at other speeds or around closed roads, contracted anew (see `reweigh`) and kept as well.
 * @throws RefusalError travel-hours
 */
export function roadsInPeriod(
  path: string,
  mode: TravelMode,
  period: TravelPeriod | undefined,
  on: { cancel: Cancel; progress: Progress },
): RoadNetwork {
  const network = roadsOfRegion(path, mode)
  if (!period) return network
  const hours = { starts: [0], speeds: [period.speeds] }
  if (!areTravelHours(hours)) throw new RefusalError('travel-hours', {})
  const change = inPeriod(network, hours, period.closures, 0)
  if (!change.speedFactors && !change.closed) return network
  const key = [path, statSync(path).mtimeMs, mode, JSON.stringify(period)].join('\n')
  return cached(key, () => reweigh(network, { ...change, ...on }))
}

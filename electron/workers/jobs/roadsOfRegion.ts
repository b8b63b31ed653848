import { statSync } from 'node:fs'
import type { RoadNetwork } from '../../../shared/core/roads/network.ts'
import type { TravelMode } from '../../../shared/model/travel.ts'
import { openRegion } from '../../service/database/region/regionFile.ts'

const kept = 4
const networks = new Map<string, RoadNetwork>()

/** Roads of a region in this thread, kept between jobs as long as the file stays the same. */
export function roadsOfRegion(path: string, mode: TravelMode): RoadNetwork {
  const region = openRegion(path)
  try {
    const key = [path, statSync(path).mtimeMs, region.info().builtAt, mode].join('\n')
    const network = networks.get(key) ?? region.roads(mode)
    networks.delete(key)
    networks.set(key, network)
    if (networks.size > kept) networks.delete(networks.keys().next().value!)
    return network
  } finally {
    region.close()
  }
}

import { closedEdges } from '../../../shared/core/roads/reweigh.ts'
import type { RoadClosure, TravelMode } from '../../../shared/model/travel.ts'
import type { Job } from '../job.ts'
import { roadsOfRegion } from './roadsOfRegion.ts'

/** How many pieces of road each closure closes: one that closes none was drawn beside the road, or names another. */
export const job: Job<{ regionPath: string; mode: TravelMode; closures: RoadClosure[] }, number[]> = {
  run({ regionPath, mode, closures }) {
    const network = roadsOfRegion(regionPath, mode)
    return closures.map((one) => closedEdges(network, [one]).reduce((sum, closed) => sum + closed, 0))
  },
}

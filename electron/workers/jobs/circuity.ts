import { matrix } from '../../../shared/core/roads/matrix.ts'
import { learnCircuity, samplePlaces, type Circuity } from '../../../shared/core/roads/straight.ts'
import type { TravelMode } from '../../../shared/model/travel.ts'
import type { TravelPeriod } from '../../../shared/model/travelSettings.ts'
import type { Job } from '../job.ts'
import { roadsInPeriod } from './roadsOfRegion.ts'

/** Twenty thousand pairs, from next door to across the region. */
const places = 140

/** How ways by road relate to straight lines in a region, as its own roads say. */
export const job: Job<{ regionPath: string; mode: TravelMode; period: TravelPeriod }, Circuity> = {
  run({ regionPath, mode, period }, { cancel, progress }) {
    const network = roadsInPeriod(regionPath, mode, period, { cancel, progress })
    const points = samplePlaces(network, places)
    return learnCircuity(points, matrix(network, points, { cancel }), mode)
  },
}

import { matrix, type RoadMatrix } from '../../../shared/core/roads/matrix.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type { TravelPeriod } from '../../../shared/model/travelSettings.ts'
import type { Job } from '../job.ts'
import { roadsInPeriod } from './roadsOfRegion.ts'

export interface MatrixJobInput {
  regionPath: string
  mode: TravelMode
  points: LonLat[]
  /** other speeds, closed roads; left out, the roads as the region has them */
  period?: TravelPeriod
  snapRadiusMetres?: number
}

/**
 * Travel between all points; the matrix comes back in shared memory.
 * @throws RefusalError travel-hours, region-*
 */
export const job: Job<MatrixJobInput, RoadMatrix> = {
  run: ({ regionPath, mode, points, period, snapRadiusMetres }, { cancel, progress }) =>
    matrix(roadsInPeriod(regionPath, mode, period, { cancel, progress }), points, {
      cancel,
      progress,
      ...(snapRadiusMetres === undefined ? {} : { snapRadiusMetres }),
    }),
}

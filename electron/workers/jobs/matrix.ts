import { matrix, type RoadMatrix } from '../../../shared/core/roads/matrix.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type { Job } from '../job.ts'
import { roadsOfRegion } from './roadsOfRegion.ts'

export interface MatrixJobInput {
  regionPath: string
  mode: TravelMode
  points: LonLat[]
  snapRadiusMetres?: number
}

/** Travel between all points; the matrix comes back in shared memory. */
export const job: Job<MatrixJobInput, RoadMatrix> = {
  run: ({ regionPath, mode, points, snapRadiusMetres }, { cancel, progress }) =>
    matrix(roadsOfRegion(regionPath, mode), points, {
      cancel,
      progress,
      ...(snapRadiusMetres === undefined ? {} : { snapRadiusMetres }),
    }),
}

import { areTravelHours, matrixByHour } from '../../../shared/core/roads/byHour.ts'
import type { RoadMatrix } from '../../../shared/core/roads/matrix.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type {
  LonLat,
  RoadClosure,
  TravelByHour,
  TravelHours,
  TravelMode,
} from '../../../shared/model/travel.ts'
import type { Job } from '../job.ts'
import { roadsOfRegion } from './roadsOfRegion.ts'

export interface MatrixByHourInput {
  regionPath: string
  mode: TravelMode
  points: LonLat[]
  hours: TravelHours
  closures?: RoadClosure[]
}

/**
 * Travel between all points by hour of day; the matrices come back in shared memory.
 * @throws RefusalError travel-hours, region-*
 */
export const job: Job<MatrixByHourInput, TravelByHour & { matrices: RoadMatrix[] }> = {
  run({ regionPath, mode, points, hours, closures }, { cancel, progress }) {
    if (!areTravelHours(hours)) throw new RefusalError('travel-hours', {})
    return matrixByHour(roadsOfRegion(regionPath, mode), points, hours, closures, { cancel, progress })
  },
}

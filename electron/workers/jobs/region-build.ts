import type { RegionInfo } from '../../../shared/model/region.ts'
import { buildRegion, type RegionBuildInput } from '../../service/regions/buildRegion.ts'
import type { Job } from '../job.ts'

export const job: Job<RegionBuildInput, RegionInfo> = {
  run: (input, { cancel, progress }) => buildRegion(input, cancel, progress),
}

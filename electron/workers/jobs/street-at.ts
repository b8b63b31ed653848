import { streetAt, type Street } from '../../../shared/core/roads/street.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type { Job } from '../job.ts'
import { roadsOfRegion } from './roadsOfRegion.ts'

/** The named street at a place; see `streetAt`. */
export const job: Job<{ regionPath: string; mode: TravelMode; at: LonLat }, Street | null> = {
  run: ({ regionPath, mode, at }) => streetAt(roadsOfRegion(regionPath, mode), at),
}

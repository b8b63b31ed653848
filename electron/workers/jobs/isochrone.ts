import { isochrone } from '../../../shared/core/roads/isochrone.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type { Job } from '../job.ts'
import { roadsOfRegion } from './roadsOfRegion.ts'

export interface IsochroneInput {
  regionPath: string
  mode: TravelMode
  from: LonLat
  seconds: number
}

/** Outlines of what is reached from a place in so many seconds; see `isochrone`. */
export const job: Job<IsochroneInput, LonLat[][]> = {
  run: ({ regionPath, mode, from, seconds }) => isochrone(roadsOfRegion(regionPath, mode), from, seconds),
}

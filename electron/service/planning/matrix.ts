import { createHash } from 'node:crypto'
import type { Progress } from '../../../shared/core/lib/cancel.ts'
import type { LonLat, TravelMatrix, TravelMode } from '../../../shared/model/travel.ts'
import type { Regions } from '../installedRegions.ts'
import type { JobPool } from '../jobs/pool.ts'

/** Travel times of a set of points, computed once and kept while the desk works on them. */
export interface MatrixCache {
  get(
    regionId: string,
    mode: TravelMode,
    points: LonLat[],
    options?: { progress?: Progress; signal?: AbortSignal },
  ): Promise<TravelMatrix>
}

const kept = 6

export function createMatrixCache(pool: JobPool, regions: Regions): MatrixCache {
  const matrices = new Map<string, TravelMatrix>()
  return {
    async get(regionId, mode, points, options) {
      const key = createHash('sha256')
        .update(JSON.stringify([regionId, mode, points]))
        .digest('hex')
      let matrix = matrices.get(key)
      if (!matrix)
        matrix = await pool.run('matrix', { regionPath: await regions.path(regionId), mode, points }, options)
      // most recently used last
      matrices.delete(key)
      matrices.set(key, matrix)
      if (matrices.size > kept) matrices.delete(matrices.keys().next().value!)
      return matrix
    },
  }
}

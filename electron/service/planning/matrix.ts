import { createHash } from 'node:crypto'
import type { Progress } from '../../../shared/core/lib/cancel.ts'
import type { RoadMatrix } from '../../../shared/core/roads/matrix.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type { TravelPeriod } from '../../../shared/model/travelSettings.ts'
import type { Regions } from '../installedRegions.ts'
import type { JobPool } from '../jobs/pool.ts'

/** Travel times of a set of points, computed once and kept while the desk works on them. */
export interface MatrixCache {
  get(
    regionId: string,
    mode: TravelMode,
    points: LonLat[],
    period: TravelPeriod,
    options?: { progress?: Progress; signal?: AbortSignal },
  ): Promise<RoadMatrix>
}

/** A week of two thousand places by four hours is a quarter of it. */
const keptBytes = 512_000_000
const bytesOf = ({ size }: RoadMatrix) => size * size * 8

export function createMatrixCache(pool: JobPool, regions: Regions): MatrixCache {
  const matrices = new Map<string, RoadMatrix>()
  const running = new Map<string, Promise<RoadMatrix>>()

  function keep(key: string, matrix: RoadMatrix): void {
    // most recently used last
    matrices.delete(key)
    matrices.set(key, matrix)
    let bytes = [...matrices.values()].reduce((sum, one) => sum + bytesOf(one), 0)
    for (const [old, one] of matrices) {
      if (bytes <= keptBytes || old === key) break
      matrices.delete(old)
      bytes -= bytesOf(one)
    }
  }

  return {
    async get(regionId, mode, points, period, options) {
      // the file's own mark: a region that was put in another's place has other roads
      const mark = await regions.mark(regionId)
      const key = createHash('sha256')
        .update(JSON.stringify([mark, mode, points, period]))
        .digest('hex')
      const known = matrices.get(key)
      if (known) {
        keep(key, known)
        return known
      }
      // days that travel alike ask at the same time; one that may be called off is not waited for by others
      const shared = options?.signal ? undefined : running.get(key)
      if (shared) return shared
      const job = pool.run(
        'matrix',
        { regionPath: await regions.path(regionId), mode, points, period },
        options,
      )
      if (!options?.signal) running.set(key, job)
      try {
        const matrix = await job
        keep(key, matrix)
        return matrix
      } finally {
        running.delete(key)
      }
    },
  }
}

import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type { Regions } from '../installedRegions.ts'
import type { JobPool } from '../jobs/pool.ts'

/** The streets that routes follow, worked out once for a sequence of points. */
export interface GeometryCache {
  /** one line a route; a leg that no road joins is drawn straight */
  lines(
    regionId: string,
    routes: { mode: TravelMode; points: LonLat[] }[],
    signal?: AbortSignal,
  ): Promise<LonLat[][]>
}

const kept = 400

export function createGeometryCache(pool: JobPool, regions: Regions): GeometryCache {
  const known = new Map<string, LonLat[]>()
  return {
    async lines(regionId, routes, signal) {
      const keys = routes.map((route) => JSON.stringify([regionId, route.mode, route.points]))
      const missing = routes.filter((route, index) => route.points.length > 1 && !known.has(keys[index]))
      if (missing.length > 0) {
        const lines = await pool.run(
          'route-geometry',
          { regionPath: await regions.path(regionId), routes: missing },
          signal ? { signal } : {},
        )
        missing.forEach((route, index) => {
          known.set(JSON.stringify([regionId, route.mode, route.points]), lines[index])
        })
      }
      const answer = keys.map((key, index) => known.get(key) ?? routes[index].points)
      while (known.size > kept) known.delete(known.keys().next().value!)
      return answer
    },
  }
}

import { throwIfCancelled } from '../../../shared/core/lib/cancel.ts'
import { routeLegs } from '../../../shared/core/roads/route.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type { Job } from '../job.ts'
import { roadsOfRegion } from './roadsOfRegion.ts'

export interface RouteGeometryInput {
  regionPath: string
  routes: { mode: TravelMode; points: LonLat[] }[]
}

/** One line a route, from door to door along the streets; a leg that no road joins is drawn straight. */
export const job: Job<RouteGeometryInput, LonLat[][]> = {
  run({ regionPath, routes }, { cancel, progress }) {
    return routes.map(({ mode, points }, index) => {
      throwIfCancelled(cancel)
      progress({ stage: 'routes', done: index, total: routes.length })
      const line: LonLat[] = points.slice(0, 1)
      routeLegs(roadsOfRegion(regionPath, mode), points).forEach((leg, i) => {
        if (leg) line.push(...leg.line)
        line.push(points[i + 1])
      })
      return line
    })
  },
}

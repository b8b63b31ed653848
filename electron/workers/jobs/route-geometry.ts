import { throwIfCancelled } from '../../../shared/core/lib/cancel.ts'
import { routeLegs } from '../../../shared/core/roads/route.ts'
import type { DrawnLeg, DrawnRoute } from '../../../shared/model/route.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type { TravelPeriod } from '../../../shared/model/travelSettings.ts'
import type { Job } from '../job.ts'
import { roadsInPeriod } from './roadsOfRegion.ts'

/** A route to be drawn: its places in order, on the roads as they are in a period of its day. */
export interface RouteToDraw {
  mode: TravelMode
  points: LonLat[]
  period?: TravelPeriod
}

export interface RouteGeometryInput {
  regionPath: string
  routes: RouteToDraw[]
}

/** From door to door along the streets, with the turn list; a leg that no road joins is drawn straight. */
export const job: Job<RouteGeometryInput, DrawnRoute[]> = {
  run({ regionPath, routes }, { cancel, progress }) {
    return routes.map(({ mode, points, period }, index) => {
      throwIfCancelled(cancel)
      progress({ stage: 'routes', done: index, total: routes.length })
      const line: LonLat[] = points.slice(0, 1)
      const network = roadsInPeriod(regionPath, mode, period, { cancel, progress })
      const legs = routeLegs(network, points, { steps: true }).map((leg, i): DrawnLeg => {
        if (leg) line.push(...leg.line)
        line.push(points[i + 1]!)
        return leg
          ? { straight: false, end: line.length - 1, footMetres: leg.footMetres, steps: leg.steps ?? [] }
          : { straight: true, end: line.length - 1, footMetres: [0, 0], steps: [] }
      })
      return { line, legs }
    })
  },
}

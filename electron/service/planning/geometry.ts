import { weekTravel } from '../../../shared/core/plan/weekTravel.ts'
import type { DrawnRoute } from '../../../shared/model/route.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import type { TravelPeriod } from '../../../shared/model/travelSettings.ts'
import type { CrewDayView } from '../../../shared/contract/week.ts'
import type { RouteToDraw } from '../../workers/jobs/route-geometry.ts'
import type { RequestContext } from '../context.ts'
import type { PlanVersionRow } from '../database/tables.ts'
import type { Regions } from '../installedRegions.ts'
import type { JobPool } from '../jobs/pool.ts'
import { planTravelOf } from './travel.ts'

/** The streets that routes follow, worked out once for a sequence of points. */
export interface GeometryCache {
  /** one a route; a leg that no road joins is drawn straight */
  routes(regionId: string, routes: RouteToDraw[], signal?: AbortSignal): Promise<DrawnRoute[]>
}

const kept = 400

export function createGeometryCache(pool: JobPool, regions: Regions): GeometryCache {
  const known = new Map<string, DrawnRoute>()
  return {
    async routes(regionId, routes, signal) {
      const mark = await regions.mark(regionId)
      const keyOf = (route: RouteToDraw) => JSON.stringify([mark, route.mode, route.points, route.period])
      const missing = routes.filter((route) => route.points.length > 1 && !known.has(keyOf(route)))
      if (missing.length > 0) {
        const drawn = await pool.run(
          'route-geometry',
          { regionPath: await regions.path(regionId), routes: missing },
          signal ? { signal } : {},
        )
        missing.forEach((route, index) => known.set(keyOf(route), drawn[index]!))
      }
      const answer = routes.map((route) => known.get(keyOf(route)) ?? { line: route.points, legs: [] })
      while (known.size > kept) known.delete(known.keys().next().value!)
      return answer
    },
  }
}

/** The places of a crew-day in order, its start and end among them. */
function pointsOf(day: CrewDayView): LonLat[] {
  return [
    ...(day.start ? [day.start] : []),
    ...day.stops.map((stop) => stop.at),
    ...(day.end ? [day.end] : []),
  ]
}

/**
 * What has to be drawn for crew-days of a plan: on the roads that it was made with. Of the periods of a day it is the
 * one with the most closures, so that no line runs through a street that is closed when somebody gets there.
 */
function routesToDraw(version: Pick<PlanVersionRow, 'travel'>, days: CrewDayView[]): RouteToDraw[] {
  const dates = [...new Set(days.map((day) => day.date))].sort()
  const modes = [...new Set(days.map((day) => day.mode))]
  const travel = weekTravel(planTravelOf(version).settings, dates, modes)
  const periodOf = (mode: TravelMode, date: string): TravelPeriod => {
    const name = travel.profileOf(mode, date)
    const { periods } = travel.profiles.find((one) => one.name === name)!
    return periods.reduce((most, one) => (one.closures.length > most.closures.length ? one : most))
  }
  return days.map((day) => ({ mode: day.mode, points: pointsOf(day), period: periodOf(day.mode, day.date) }))
}

/**
 * Crew-days of a plan on the streets. Where OSRM gave the times it draws the lines too, as long as it is open; where
 * the region is gone, places are joined by straight lines.
 */
export async function drawDays(
  { deps, actor }: RequestContext,
  regionId: string,
  version: Pick<PlanVersionRow, 'travel'>,
  days: CrewDayView[],
  signal?: AbortSignal,
): Promise<DrawnRoute[]> {
  const routes = routesToDraw(version, days)
  const { server } = planTravelOf(version)
  const drawn = await deps.geometries.routes(regionId, routes, signal).catch((error: unknown) => {
    if (!(error instanceof RefusalError) || error.refusal.code !== 'region-missing') throw error
    return routes.map(({ points }): DrawnRoute => ({
      line: points,
      legs: points.slice(1).map((_, i) => ({ straight: true, end: i + 1, footMetres: [0, 0], steps: [] })),
    }))
  })
  if (server === null) return drawn
  const lines = await Promise.all(
    routes.map(({ mode, points }) =>
      points.length < 2
        ? null
        : deps.travelServers.line(actor, server, mode, points).catch((error: unknown) => {
            // said when the week is planned; a line is drawn all the same
            if (error instanceof RefusalError) return null
            throw error
          }),
    ),
  )
  return drawn.map((route, index) => (lines[index] ? { line: lines[index], legs: [] } : route))
}

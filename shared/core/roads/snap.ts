import { haversineMetres, isLonLat } from '../geo/distance.ts'
import type { LonLat } from '../../model/travel.ts'
import { costOf } from './cost.ts'
import { edgeOfSegment, type RoadNetwork } from './network.ts'
import { nearestSegment } from './segmentGrid.ts'

/** Farther from a road than this a place is not reached: the answer says so instead of moving it. */
export const defaultSnapRadiusMetres = 1_000

/** From the kerb to the door: 4.5 km/h along a line that is a third longer than the straight one. */
export const footMetresPerSecond = 1.25
export const footDetour = 1.3

/** Where a place meets the roads. */
export interface Snap {
  edge: number
  /** 0–1 along the edge, by length */
  fraction: number
  /** the segment of the shape on which it lies, and how far along that */
  segment: number
  segmentFraction: number
  /** straight metres from the place to the road */
  metres: number
}

/** The nearest road on which one may stop, or null when the network has none or the coordinates are not on Earth. */
export function snap(network: RoadNetwork, [lon, lat]: LonLat): Snap | null {
  if (!isLonLat(lon, lat)) return null
  const { shapeLonE7, shapeLatE7, shapeStart } = network
  const nearest = nearestSegment(network.grid, shapeLonE7, shapeLatE7, lon, lat)
  if (!nearest) return null
  const edge = edgeOfSegment(network, nearest.segment)
  let before = 0
  let whole = 0
  for (let p = shapeStart[edge]; p < shapeStart[edge + 1] - 1; p++) {
    const metres = haversineMetres(
      shapeLonE7[p] / 1e7,
      shapeLatE7[p] / 1e7,
      shapeLonE7[p + 1] / 1e7,
      shapeLatE7[p + 1] / 1e7,
    )
    if (p < nearest.segment) before += metres
    else if (p === nearest.segment) before += metres * nearest.fraction
    whole += metres
  }
  return {
    edge,
    fraction: whole > 0 ? Math.min(1, before / whole) : 0,
    segment: nearest.segment,
    segmentFraction: nearest.fraction,
    metres: nearest.metres,
  }
}

/** Seconds on foot over so many straight metres. */
export function footSeconds(metres: number): number {
  return (metres * footDetour) / footMetresPerSecond
}

/** Where a search starts or ends: up to two vertices, each with what it costs to get there (see `costOf`). */
export interface Seeds {
  count: number
  vertex: [number, number]
  cost: [number, number]
}

/** Ways off the edge, onto the network, from the snapped place. */
export function seedsFrom(network: RoadNetwork, { edge, fraction }: Snap): Seeds {
  const { edgeHead, edgeMs, endDelayMs, edgeCm } = network
  const made: Seeds = { count: 0, vertex: [0, 0], cost: [0, 0] }
  for (let d = edge * 2; d <= edge * 2 + 1; d++) {
    if (edgeHead[d] < 0) continue
    const part = d & 1 ? fraction : 1 - fraction
    made.vertex[made.count] = edgeHead[d]
    made.cost[made.count++] = costOf(
      Math.round(edgeMs[d] * part) + endDelayMs[d],
      Math.round(edgeCm[edge] * part),
    )
  }
  return made
}

/** Ways from the network along the edge to the snapped place. */
export function seedsTo(network: RoadNetwork, { edge, fraction }: Snap): Seeds {
  const { edgeTail, edgeMs, edgeCm } = network
  const made: Seeds = { count: 0, vertex: [0, 0], cost: [0, 0] }
  for (let d = edge * 2; d <= edge * 2 + 1; d++) {
    if (edgeTail[d] < 0) continue
    const part = d & 1 ? 1 - fraction : fraction
    made.vertex[made.count] = edgeTail[d]
    made.cost[made.count++] = costOf(Math.round(edgeMs[d] * part), Math.round(edgeCm[edge] * part))
  }
  return made
}

/** Cost straight along one edge, where both places lie on it and that direction is open; Infinity otherwise. */
export function alongEdge({ edgeTail, edgeMs, edgeCm }: RoadNetwork, a: Snap, b: Snap): number {
  if (a.edge !== b.edge) return Infinity
  const part = b.fraction - a.fraction
  // on the very spot the direction does not matter
  if (part === 0) return 0
  const d = a.edge * 2 + (part > 0 ? 0 : 1)
  if (edgeTail[d] < 0) return Infinity
  return costOf(Math.round(edgeMs[d] * Math.abs(part)), Math.round(edgeCm[a.edge] * Math.abs(part)))
}

import { haversineMetres, isLonLat } from '../geo/distance.ts'
import type { LonLat } from '../../model/travel.ts'
import { CLOSED } from './graph.ts'
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

/** Where a search starts or ends: up to two vertices, each with what it costs to get there. */
export interface Seeds {
  count: number
  vertex: [number, number]
  ms: [number, number]
  cm: [number, number]
}

/** Ways off the edge, onto the network, from the snapped place. */
export function seedsFrom(network: RoadNetwork, { edge, fraction }: Snap): Seeds {
  return seeds(
    [network.edgeTo[edge], network.edgeForwardMs[edge], 1 - fraction],
    [network.edgeFrom[edge], network.edgeBackwardMs[edge], fraction],
    network.edgeCm[edge],
  )
}

/** Ways from the network along the edge to the snapped place. */
export function seedsTo(network: RoadNetwork, { edge, fraction }: Snap): Seeds {
  return seeds(
    [network.edgeFrom[edge], network.edgeForwardMs[edge], fraction],
    [network.edgeTo[edge], network.edgeBackwardMs[edge], 1 - fraction],
    network.edgeCm[edge],
  )
}

type Way = [vertex: number, ms: number, part: number]

function seeds(first: Way, second: Way, cm: number): Seeds {
  const made: Seeds = { count: 0, vertex: [0, 0], ms: [0, 0], cm: [0, 0] }
  for (const [vertex, ms, part] of [first, second]) {
    if (ms === CLOSED) continue
    made.vertex[made.count] = vertex
    made.ms[made.count] = Math.round(ms * part)
    made.cm[made.count] = Math.round(cm * part)
    made.count++
  }
  return made
}

/** Straight along one edge, where both places lie on it and that direction is open; null otherwise. */
export function alongEdge(network: RoadNetwork, a: Snap, b: Snap): { ms: number; cm: number } | null {
  if (a.edge !== b.edge) return null
  const part = b.fraction - a.fraction
  const ms = part >= 0 ? network.edgeForwardMs[a.edge] : network.edgeBackwardMs[a.edge]
  // on the very spot the direction does not matter
  if (part === 0) return { ms: 0, cm: 0 }
  if (ms === CLOSED) return null
  return { ms: Math.round(ms * Math.abs(part)), cm: Math.round(network.edgeCm[a.edge] * Math.abs(part)) }
}

import { haversineMetres, isLonLat } from '../geo/distance.ts'
import type { LonLat } from '../../model/travel.ts'
import { costOf } from './cost.ts'
import { edgeOfSegment, type RoadNetwork } from './network.ts'
import { nearestSegment, segmentsNear } from './segmentGrid.ts'

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
  /** at a corner: the same place on the other roads that meet there; one may leave and arrive by any of them */
  others?: Snap[]
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
  const found: Snap = {
    edge,
    fraction: whole > 0 ? Math.min(1, before / whole) : 0,
    segment: nearest.segment,
    segmentFraction: nearest.fraction,
    metres: nearest.metres,
  }
  const first = nearest.segment === shapeStart[edge] && nearest.fraction === 0
  const last = nearest.segment === shapeStart[edge + 1] - 2 && nearest.fraction === 1
  if (first || last) {
    const others = meetingAt(network, nearest.segment + (last ? 1 : 0), edge, nearest.metres)
    if (others.length > 0) found.others = others
  }
  return found
}

/** The ends of other edges at the place of a shape point. */
function meetingAt(network: RoadNetwork, point: number, own: number, metres: number): Snap[] {
  const { grid, shapeLonE7, shapeLatE7, shapeStart } = network
  const lonE7 = shapeLonE7[point]
  const latE7 = shapeLatE7[point]
  const isThere = (p: number) => shapeLonE7[p] === lonE7 && shapeLatE7[p] === latE7
  const found: Snap[] = []
  for (const segment of segmentsNear(grid, lonE7, latE7)) {
    if (!isThere(segment) && !isThere(segment + 1)) continue
    const edge = edgeOfSegment(network, segment)
    const start = shapeStart[edge]
    const end = shapeStart[edge + 1] - 1
    if (edge === own) continue
    if (segment === start && isThere(start))
      found.push({ edge, fraction: 0, segment, segmentFraction: 0, metres })
    if (segment + 1 === end && isThere(end))
      found.push({ edge, fraction: 1, segment, segmentFraction: 1, metres })
  }
  return found
}

/** The place on each road by which one may leave or arrive: one, or several at a corner. */
export const waysOf = (place: Snap): Snap[] => (place.others ? [place, ...place.others] : [place])

/** Seconds on foot over so many straight metres. */
export function footSeconds(metres: number): number {
  return (metres * footDetour) / footMetresPerSecond
}

/** Where a search starts or ends: vertices, each with what it costs to get there (see `costOf`). */
export interface Seeds {
  vertex: number[]
  cost: number[]
  /** the directed edge by which one gets there, and the place as it lies on it */
  directed: number[]
  way: Snap[]
}

/** Ways off the edge, onto the network, from the snapped place. */
export function seedsFrom(network: RoadNetwork, place: Snap): Seeds {
  const { edgeHead, edgeMs, endDelayMs, edgeCm } = network
  const made: Seeds = { vertex: [], cost: [], directed: [], way: [] }
  for (const way of waysOf(place)) {
    const { edge, fraction } = way
    for (let d = edge * 2; d <= edge * 2 + 1; d++) {
      if (edgeHead[d] < 0) continue
      const part = d & 1 ? fraction : 1 - fraction
      made.vertex.push(edgeHead[d])
      made.cost.push(costOf(Math.round(edgeMs[d] * part) + endDelayMs[d], Math.round(edgeCm[edge] * part)))
      made.directed.push(d)
      made.way.push(way)
    }
  }
  return made
}

/** Ways from the network along the edge to the snapped place. */
export function seedsTo(network: RoadNetwork, place: Snap): Seeds {
  const { edgeTail, edgeMs, edgeCm } = network
  const made: Seeds = { vertex: [], cost: [], directed: [], way: [] }
  for (const way of waysOf(place)) {
    const { edge, fraction } = way
    for (let d = edge * 2; d <= edge * 2 + 1; d++) {
      if (edgeTail[d] < 0) continue
      const part = d & 1 ? 1 - fraction : fraction
      made.vertex.push(edgeTail[d])
      made.cost.push(costOf(Math.round(edgeMs[d] * part), Math.round(edgeCm[edge] * part)))
      made.directed.push(d)
      made.way.push(way)
    }
  }
  return made
}

/** The cheapest way straight along one edge, where both places lie on one and that direction is open; null otherwise. */
export function alongEdge(
  network: RoadNetwork,
  from: Snap,
  to: Snap,
): { cost: number; from: Snap; to: Snap } | null {
  if (from.edge !== to.edge && !from.others && !to.others) return null
  let best: { cost: number; from: Snap; to: Snap } | null = null
  for (const a of waysOf(from)) {
    for (const b of waysOf(to)) {
      if (a.edge !== b.edge) continue
      const cost = alongOne(network, a, b)
      if (cost < (best?.cost ?? Infinity)) best = { cost, from: a, to: b }
    }
  }
  return best
}

function alongOne({ edgeTail, edgeMs, edgeCm }: RoadNetwork, a: Snap, b: Snap): number {
  const part = b.fraction - a.fraction
  // on the very spot the direction does not matter
  if (part === 0) return 0
  const d = a.edge * 2 + (part > 0 ? 0 : 1)
  if (edgeTail[d] < 0) return Infinity
  return costOf(Math.round(edgeMs[d] * Math.abs(part)), Math.round(edgeCm[a.edge] * Math.abs(part)))
}

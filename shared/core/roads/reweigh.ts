import type { LonLat, RoadClosure } from '../../model/travel.ts'
import { neverCancelled, noProgress, type Cancel, type Progress } from '../lib/cancel.ts'
import { contract } from './contraction.ts'
import { CLOSED, costOf } from './cost.ts'
import { nameOfEdge, openRoads, withHierarchy, type RoadNetwork } from './network.ts'
import type { SearchGraph } from './searchGraph.ts'

/** What differs from the roads as the region has them. */
export interface Reweighing {
  /** share of the usual speed by class, in the order of `roadClassNames`; 1 where it is left out */
  speedFactors?: number[]
  /** 1 for each edge that is closed, see {@link closedEdges} */
  closed?: Uint8Array
  cancel?: Cancel
  progress?: Progress
}

/**
 * The same roads at other speeds, or without some of them, without the map: contracted anew in the order that the
 * region's build found, which is right for any costs and takes a fraction of the time. What stands on a closed road is
 * reached from the nearest open one.
 */
export function reweigh(network: RoadNetwork, change: Reweighing): RoadNetwork {
  const { speedFactors = [], closed, cancel = neverCancelled, progress = noProgress } = change
  const { edgeMs, endDelayMs, edgeCm, edgeClass, edgeTail, edgeHead, endsFrom, vertexCount } = network
  const ms = edgeMs.map((own, d) =>
    own === CLOSED ? CLOSED : Math.max(1, Math.round(own / (speedFactors[edgeClass[d >> 1]] ?? 1))),
  )
  const isClosed = (d: number) => closed?.[d >> 1] === 1
  const tail: number[] = []
  const head: number[] = []
  const cost: number[] = []
  const code: number[] = []
  const arc = (from: number, to: number, directed: number, turnMs: number) => {
    if (directed >= 0 && isClosed(directed)) return
    tail.push(from)
    head.push(to)
    code.push(directed)
    cost.push(
      directed < 0 ? costOf(turnMs, 0) : costOf(ms[directed] + endDelayMs[directed], edgeCm[directed >> 1]),
    )
  }
  for (let d = 0; d < edgeTail.length; d++)
    if (edgeTail[d] >= 0 && edgeTail[d] < endsFrom) arc(edgeTail[d], edgeHead[d], d, 0)
  const { linkTail, linkHead, linkCode, linkMs } = network
  for (let l = 0; l < linkTail.length; l++) arc(linkTail[l], linkHead[l], linkCode[l], linkMs[l])
  const open = (at: Int32Array) => at.map((v, d) => (isClosed(d) ? -1 : v))
  const search: SearchGraph = {
    vertexCount,
    endsFrom,
    arcTail: Int32Array.from(tail),
    arcHead: Int32Array.from(head),
    arcCost: Float64Array.from(cost),
    arcCode: Int32Array.from(code),
    edgeTail: open(edgeTail),
    edgeHead: open(edgeHead),
    vertexEdge: new Int32Array(0),
  }
  const inOrder = Int32Array.from({ length: vertexCount }, (_, v) => v)
  const { upFirst, downFirst, arcFar, arcCost, arcChildA, arcChildB } = contract(search, {
    cancel,
    progress,
    stage: 'roads-again',
    rankOf: inOrder,
  })
  const bytes = withHierarchy(network, {
    upFirst,
    downFirst,
    arcFar,
    arcCost,
    arcChildA,
    arcChildB,
    edgeTail: search.edgeTail,
    edgeHead: search.edgeHead,
    edgeMs: ms,
    ...(closed ? openGrid(network, closed) : {}),
  })
  return openRoads(bytes)
}

/** The grid without the segments of closed edges: empty cells keep their place, so the grid itself stays. */
function openGrid(
  network: RoadNetwork,
  closed: Uint8Array,
): { cellFirst: Int32Array; cellItems: Int32Array } {
  const { grid, shapeStart } = network
  const edgeOf = new Int32Array(network.shapeLonE7.length)
  for (let e = 0; e + 1 < shapeStart.length; e++) edgeOf.fill(e, shapeStart[e], shapeStart[e + 1])
  const cellFirst = new Int32Array(grid.cellFirst.length)
  const items: number[] = []
  for (let c = 0; c + 1 < cellFirst.length; c++) {
    for (let i = grid.cellFirst[c]; i < grid.cellFirst[c + 1]; i++)
      if (!closed[edgeOf[grid.cellItems[i]]]) items.push(grid.cellItems[i])
    cellFirst[c + 1] = items.length
  }
  return { cellFirst, cellItems: Int32Array.from(items) }
}

/** Marks the edges that enter one of the areas; with a street's name only those that bear it. */
export function closedEdges(network: RoadNetwork, areas: Pick<RoadClosure, 'ring' | 'street'>[]): Uint8Array {
  const { shapeStart, shapeLonE7, shapeLatE7 } = network
  const closed = new Uint8Array(shapeStart.length - 1)
  for (const { ring, street } of areas) {
    const box = boxOf(ring)
    for (let e = 0; e < closed.length; e++) {
      if (closed[e] || (street !== undefined && nameOfEdge(network, e) !== street)) continue
      for (let p = shapeStart[e]; p + 1 < shapeStart[e + 1] && !closed[e]; p++) {
        const a: LonLat = [shapeLonE7[p] / 1e7, shapeLatE7[p] / 1e7]
        const b: LonLat = [shapeLonE7[p + 1] / 1e7, shapeLatE7[p + 1] / 1e7]
        const isNear =
          Math.max(a[0], b[0]) >= box[0] &&
          Math.min(a[0], b[0]) <= box[2] &&
          Math.max(a[1], b[1]) >= box[1] &&
          Math.min(a[1], b[1]) <= box[3]
        if (isNear && (isInside(ring, a) || isInside(ring, b) || crosses(ring, a, b))) closed[e] = 1
      }
    }
  }
  return closed
}

function boxOf(ring: LonLat[]): [west: number, south: number, east: number, north: number] {
  const lons = ring.map(([lon]) => lon)
  const lats = ring.map(([, lat]) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

function isInside(ring: LonLat[], [lon, lat]: LonLat): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i]
    const [x2, y2] = ring[j]
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

function crosses(ring: LonLat[], a: LonLat, b: LonLat): boolean {
  const side = ([ox, oy]: LonLat, [px, py]: LonLat, [qx, qy]: LonLat) =>
    Math.sign((px - ox) * (qy - oy) - (py - oy) * (qx - ox))
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [c, d] = [ring[j], ring[i]]
    if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true
  }
  return false
}

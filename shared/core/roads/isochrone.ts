import { haversineMetres, metresPerDegree, metresPerDegreeLon } from '../geo/distance.ts'
import type { LonLat } from '../../model/travel.ts'
import { msOf } from './cost.ts'
import type { RoadNetwork } from './network.ts'
import { footMetresPerSecond, footDetour, footSeconds, seedsFrom, snap, waysOf, type Snap } from './snap.ts'
import { UpwardSearch } from './upwardSearch.ts'

/** Seconds from a place to every vertex, Infinity where no road leads (PHAST: one search up, one sweep down). */
function secondsToAll(network: RoadNetwork, from: Snap): Float64Array {
  const { vertexCount, downFirst, arcFar, arcCost } = network
  const reach = new Float64Array(vertexCount).fill(Infinity)
  const search = new UpwardSearch(network)
  search.run(seedsFrom(network, from), 'forward')
  for (let r = 0; r < search.reachedCount; r++) reach[search.reached[r]] = search.cost[search.reached[r]]
  for (let v = 0; v < vertexCount; v++) {
    let best = reach[v]
    for (let a = downFirst[v]; a < downFirst[v + 1]; a++) {
      const whole = reach[arcFar[a]] + arcCost[a]
      if (whole < best) best = whole
    }
    reach[v] = best
  }
  return reach.map((cost) => (cost === Infinity ? Infinity : msOf(cost) / 1000))
}

/** Side of the squares in which arrival is sampled, metres; nobody is thought to walk farther from the road than two. */
const cellMetres = 100
const mostCells = 4_000_000

/**
 * How far one gets from a place within so many seconds: outlines of the land that is reached by road and a short walk
 * from it, each a closed ring; holes run the other way round (outer rings counter-clockwise). Empty where no road is
 * near.
 */
export function isochrone(network: RoadNetwork, from: LonLat, seconds: number): LonLat[][] {
  const start = snap(network, from)
  if (!start || footSeconds(start.metres) >= seconds) return []
  const budget = seconds - footSeconds(start.metres)
  const reach = secondsToAll(network, start)
  const points = reachedPoints(network, start, reach, budget)
  if (points.length === 0) return []
  return outline(arrivalGrid(points), budget)
}

/** Places along the roads with the seconds at which one is there, no farther apart than half a cell. */
function reachedPoints(network: RoadNetwork, start: Snap, reach: Float64Array, budget: number): Float64Array {
  const { edgeTail, edgeMs, shapeStart, shapeLonE7, shapeLatE7, edgeCm } = network
  const starts = new Map(waysOf(start).map((way) => [way.edge, way]))
  const out: number[] = []
  for (let d = 0; d < edgeTail.length; d++) {
    if (edgeTail[d] < 0) continue
    const e = d >> 1
    const here = starts.get(e)
    const base = reach[edgeTail[d]]
    if (!(base < budget) && !here) continue
    const isBackward = (d & 1) === 1
    const first = shapeStart[e]
    const last = shapeStart[e + 1] - 1
    const perMetre = edgeMs[d] / 1000 / Math.max(0.01, edgeCm[e] / 100)
    const startAt = here ? (isBackward ? 1 - here.fraction : here.fraction) * (edgeCm[e] / 100) : Infinity
    let metres = 0
    for (let k = 0; k < last - first; k++) {
      const p = isBackward ? last - k : first + k
      const q = isBackward ? p - 1 : p + 1
      const length = haversineMetres(
        shapeLonE7[p] / 1e7,
        shapeLatE7[p] / 1e7,
        shapeLonE7[q] / 1e7,
        shapeLatE7[q] / 1e7,
      )
      const pieces = Math.max(1, Math.ceil(length / (cellMetres / 2)))
      for (let i = 0; i <= pieces; i++) {
        const along = metres + (length * i) / pieces
        let at = base + along * perMetre
        if (along >= startAt) at = Math.min(at, (along - startAt) * perMetre)
        if (at >= budget) continue
        const f = i / pieces
        out.push(
          (shapeLonE7[p] + (shapeLonE7[q] - shapeLonE7[p]) * f) / 1e7,
          (shapeLatE7[p] + (shapeLatE7[q] - shapeLatE7[p]) * f) / 1e7,
          at,
        )
      }
      metres += length
    }
  }
  return Float64Array.from(out)
}

interface ArrivalGrid {
  west: number
  south: number
  stepLon: number
  stepLat: number
  columns: number
  rows: number
  /** seconds at the corner of column x and row y: `seconds[y × columns + x]` */
  seconds: Float64Array
}

function arrivalGrid(points: Float64Array): ArrivalGrid {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (let i = 0; i < points.length; i += 3) {
    west = Math.min(west, points[i])
    east = Math.max(east, points[i])
    south = Math.min(south, points[i + 1])
    north = Math.max(north, points[i + 1])
  }
  const lonMetres = metresPerDegreeLon((south + north) / 2)
  const area = (east - west) * lonMetres * (north - south) * metresPerDegree
  const side = Math.max(cellMetres, Math.sqrt(area / mostCells))
  const stepLon = side / lonMetres
  const stepLat = side / metresPerDegree
  const around = 3
  const columns = Math.ceil((east - west) / stepLon) + 2 * around + 1
  const rows = Math.ceil((north - south) / stepLat) + 2 * around + 1
  const grid: ArrivalGrid = {
    west: west - around * stepLon,
    south: south - around * stepLat,
    stepLon,
    stepLat,
    columns,
    rows,
    seconds: new Float64Array(columns * rows).fill(Infinity),
  }
  for (let i = 0; i < points.length; i += 3) {
    const x = (points[i] - grid.west) / stepLon
    const y = (points[i + 1] - grid.south) / stepLat
    for (let row = Math.ceil(y - 2); row <= y + 2; row++) {
      for (let column = Math.ceil(x - 2); column <= x + 2; column++) {
        const walk = (Math.hypot(column - x, row - y) * side * footDetour) / footMetresPerSecond
        const at = row * columns + column
        grid.seconds[at] = Math.min(grid.seconds[at], points[i + 2] + walk)
      }
    }
  }
  return grid
}

/** Rings around what lies below `limit`, by marching squares. */
function outline(grid: ArrivalGrid, limit: number): LonLat[][] {
  const { columns, rows, seconds, west, south, stepLon, stepLat } = grid
  const value = (x: number, y: number) => seconds[y * columns + x]
  // where the limit lies between two corners; a corner that nobody reaches counts as one cell's walk later
  const beyond = limit + (cellMetres * footDetour) / footMetresPerSecond
  const between = (a: number, b: number) => {
    const [from, to] = [Math.min(a, beyond), Math.min(b, beyond)]
    return from === to ? 0.5 : Math.min(1, Math.max(0, (limit - from) / (to - from)))
  }
  // a crossing is named by its side of the grid: twice the corner's number, + 1 for the side upwards
  const pointOf = (side: number): LonLat => {
    const corner = side >> 1
    const x = corner % columns
    const y = Math.floor(corner / columns)
    const dx = side & 1 ? 0 : between(value(x, y), value(x + 1, y))
    const dy = side & 1 ? between(value(x, y), value(x, y + 1)) : 0
    return [round(west + (x + dx) * stepLon), round(south + (y + dy) * stepLat)]
  }
  const next = new Map<number, number>()
  for (let y = 0; y + 1 < rows; y++) {
    for (let x = 0; x + 1 < columns; x++) {
      const corners = [value(x, y), value(x + 1, y), value(x + 1, y + 1), value(x, y + 1)].map(
        (s) => s < limit,
      )
      const at = y * columns + x
      const sides = [at * 2, (at + 1) * 2 + 1, (at + columns) * 2, at * 2 + 1]
      // with the inside on the left: in at the side where one leaves the outside, counter-clockwise
      for (let s = 0; s < 4; s++) {
        if (!corners[s] || corners[(s + 1) % 4]) continue
        let end = (s + 3) % 4
        while (corners[end]) end = (end + 3) % 4
        next.set(sides[s], sides[end])
      }
    }
  }
  const rings: LonLat[][] = []
  while (next.size > 0) {
    const start = next.keys().next().value!
    const ring: LonLat[] = []
    let side: number | undefined = start
    while (side !== undefined) {
      ring.push(pointOf(side))
      const following: number | undefined = next.get(side)
      next.delete(side)
      side = following
    }
    if (ring.length > 3) rings.push(ring)
  }
  return rings
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

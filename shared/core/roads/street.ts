import { haversineMetres, metresPerDegree, metresPerDegreeLon } from '../geo/distance.ts'
import type { LonLat } from '../../model/travel.ts'
import { nameOfEdge, type RoadNetwork } from './network.ts'

/** A street around a place: its name and its course. */
export interface Street {
  name: string
  lines: LonLat[][]
  /** a box around the course */
  ring: LonLat[]
}

/** Farther from the place than that a click meant something else. */
const pickMetres = 150
/** Pieces of a street lie no farther apart than a crossing or a square is wide. */
const gapMetres = 60
/** A long road keeps its name through a province; so far to each side one closes it with one click. */
const reachMetres = 5_000
const padMetres = 15

const pointAt = ({ shapeLonE7, shapeLatE7 }: RoadNetwork, p: number): LonLat => [
  shapeLonE7[p]! / 1e7,
  shapeLatE7[p]! / 1e7,
]

/** The named street nearest to a place, with all its pieces that hang together; null where none is near. */
export function streetAt(network: RoadNetwork, at: LonLat): Street | null {
  const first = nearestNamed(network, at)
  if (first < 0) return null
  const name = nameOfEdge(network, first)
  const pieces: LonLat[][] = []
  for (let e = 0; e + 1 < network.shapeStart.length; e++) {
    if (network.edgeName[e] !== network.edgeName[first]) continue
    const line: LonLat[] = []
    for (let p = network.shapeStart[e]!; p < network.shapeStart[e + 1]!; p++) line.push(pointAt(network, p))
    if (line.some((point) => haversineMetres(...at, ...point) <= reachMetres)) pieces.push(line)
  }
  const lines = hangingTogether(pieces, at)
  return { name, lines, ring: boxAround(lines.flat()) }
}

function nearestNamed(network: RoadNetwork, [lon, lat]: LonLat): number {
  const { shapeStart, edgeName } = network
  const lonMetres = metresPerDegreeLon(lat)
  let best = -1
  let bestMetres = pickMetres
  for (let e = 0; e + 1 < shapeStart.length; e++) {
    if (edgeName[e]! < 0) continue
    for (let p = shapeStart[e]!; p + 1 < shapeStart[e + 1]!; p++) {
      const [a, b] = [pointAt(network, p), pointAt(network, p + 1)]
      const [ax, ay] = [(a[0] - lon) * lonMetres, (a[1] - lat) * metresPerDegree]
      const [dx, dy] = [(b[0] - a[0]) * lonMetres, (b[1] - a[1]) * metresPerDegree]
      const square = dx * dx + dy * dy
      const along = square > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square)) : 0
      const metres = Math.hypot(ax + along * dx, ay + along * dy)
      if (metres < bestMetres) [best, bestMetres] = [e, metres]
    }
  }
  return best
}

/** Pieces of one name that hang together by their ends, beginning with the one nearest to the place. */
function hangingTogether(pieces: LonLat[][], at: LonLat): LonLat[][] {
  const nearness = (line: LonLat[]) => Math.min(...line.map((point) => haversineMetres(...at, ...point)))
  const left = new Set([...pieces].sort((a, b) => nearness(a) - nearness(b)))
  const taken: LonLat[][] = []
  const queue = [...left].slice(0, 1)
  for (const line of queue) left.delete(line)
  while (queue.length > 0) {
    const line = queue.pop()!
    taken.push(line)
    for (const other of left) {
      const ends = [other[0]!, other.at(-1)!]
      const touches = [line[0]!, line.at(-1)!].some((end) =>
        ends.some((far) => haversineMetres(...end, ...far) <= gapMetres),
      )
      if (!touches) continue
      left.delete(other)
      queue.push(other)
    }
  }
  return taken
}

function boxAround(points: LonLat[]): LonLat[] {
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  const padLat = padMetres / metresPerDegree
  const padLon = padMetres / metresPerDegreeLon(lats[0] ?? 0)
  const [west, east] = [Math.min(...lons) - padLon, Math.max(...lons) + padLon]
  const [south, north] = [Math.min(...lats) - padLat, Math.max(...lats) + padLat]
  const corner = (lon: number, lat: number): LonLat => [round(lon), round(lat)]
  return [corner(west, south), corner(east, south), corner(east, north), corner(west, north)]
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

import { haversineMetres } from '../geo/distance.ts'
import { UNREACHABLE, type LonLat, type TravelMatrix, type TravelMode } from '../../model/travel.ts'
import { seededRandom } from '../lib/random.ts'
import type { RoadNetwork } from './network.ts'

/** How ways by road relate to straight lines, by length of the line. */
export interface Circuity {
  bands: { upToMetres: number; ratio: number; metresPerSecond: number; pairs: number }[]
}

/** Short ways wind most; from ten kilometres on main roads take over. */
const borders = [500, 2_000, 10_000, Infinity]

/** Where no road is known at all. Not measured here: a detour of two fifths, at the speed of a town. */
const assumed: Record<TravelMode, number> = { car: 7, scooter: 6, bicycle: 4, foot: 1.25 }
export const assumedCircuity = (mode: TravelMode): Circuity => ({
  bands: [{ upToMetres: Infinity, ratio: 1.4, metresPerSecond: assumed[mode], pairs: 0 }],
})

/**
 * Median detour and median speed of the pairs of a table, by band. A band with hardly a pair takes the figures of the
 * next shorter one that has some.
 */
export function learnCircuity(points: readonly LonLat[], table: TravelMatrix, mode: TravelMode): Circuity {
  const seen = borders.map(() => ({ ratios: [] as number[], speeds: [] as number[] }))
  points.forEach((from, i) =>
    points.forEach((to, j) => {
      const seconds = table.seconds[i * table.size + j]!
      const metres = table.metres[i * table.size + j]!
      const straight = haversineMetres(...from, ...to)
      if (i === j || seconds === UNREACHABLE || seconds === 0 || metres === 0 || straight < 50) return
      const band = seen[borders.findIndex((border) => straight <= border)]!
      band.ratios.push(Math.max(1, metres / straight))
      band.speeds.push(metres / seconds)
    }),
  )
  const [fallback] = assumedCircuity(mode).bands
  let last = fallback!
  return {
    bands: seen.map(({ ratios, speeds }, b) => {
      if (ratios.length >= leastPairs)
        last = { ...last, ratio: median(ratios), metresPerSecond: median(speeds), pairs: ratios.length }
      return { ...last, upToMetres: borders[b]!, pairs: ratios.length }
    }),
  }
}
const leastPairs = 10

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1]!
}

/** Places spread over the roads of a network, the same ones each time. */
export function samplePlaces(network: RoadNetwork, count: number): LonLat[] {
  const { shapeLonE7, shapeLatE7 } = network
  const random = seededRandom(1)
  return Array.from({ length: Math.min(count, shapeLonE7.length) }, () => {
    const p = Math.floor(random.next() * shapeLonE7.length)
    return [shapeLonE7[p]! / 1e7, shapeLatE7[p]! / 1e7]
  })
}

/** Seconds and metres of a way that no road is known for. */
export function straightWay(
  from: LonLat,
  to: LonLat,
  { bands }: Circuity,
): { seconds: number; metres: number } {
  const straight = haversineMetres(...from, ...to)
  const band = bands.find((one) => straight <= one.upToMetres) ?? bands.at(-1)!
  const metres = straight * band.ratio
  return { seconds: Math.round(metres / band.metresPerSecond), metres: Math.round(metres) }
}

/** A copy of a table in which the ways to and from some places are straight lines with their detour. */
export function withStraightWays(
  table: TravelMatrix,
  points: readonly LonLat[],
  places: readonly number[],
  circuity: Circuity,
): TravelMatrix {
  const { size } = table
  const seconds = new Uint32Array(new SharedArrayBuffer(size * size * 4))
  const metres = new Uint32Array(new SharedArrayBuffer(size * size * 4))
  seconds.set(table.seconds)
  metres.set(table.metres)
  const fill = (i: number, j: number) => {
    const way = i === j ? { seconds: 0, metres: 0 } : straightWay(points[i]!, points[j]!, circuity)
    seconds[i * size + j] = way.seconds
    metres[i * size + j] = way.metres
  }
  for (const i of places)
    for (let j = 0; j < size; j++) {
      fill(i, j)
      fill(j, i)
    }
  return { size, seconds, metres }
}

/** A table in which nothing is known of roads. */
export function straightTable(points: readonly LonLat[], circuity: Circuity): TravelMatrix {
  const size = points.length
  const empty = (): Uint32Array => new Uint32Array(new SharedArrayBuffer(size * size * 4))
  const all = points.map((_, i) => i)
  return withStraightWays({ size, seconds: empty(), metres: empty() }, points, all, circuity)
}

import { metresPerDegree } from '../geo/distance.ts'

const toRadians = Math.PI / 180

/** Metres between two points, equirectangular: good to 0.1 % within a region, and quick. Degrees WGS-84. */
export function metresBetween(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const x = (lon2 - lon1) * Math.cos(((lat1 + lat2) / 2) * toRadians)
  const y = lat2 - lat1
  return Math.sqrt(x * x + y * y) * metresPerDegree
}

/** Metres per degree of longitude and of latitude at a latitude. */
export function degreeMetres(lat: number): { lon: number; lat: number } {
  return { lon: metresPerDegree * Math.cos(lat * toRadians), lat: metresPerDegree }
}

/** Whether a ring (lon, lat, lon, lat …, closed or not) holds a point; even-odd rule. */
export function ringHolds(ring: ArrayLike<number>, lon: number, lat: number): boolean {
  let inside = false
  const count = ring.length >> 1
  for (let i = 0, j = count - 1; i < count; j = i++) {
    const latI = ring[2 * i + 1]!
    const latJ = ring[2 * j + 1]!
    if (latI > lat === latJ > lat) continue
    const cross = ring[2 * i]! + ((lat - latI) / (latJ - latI)) * (ring[2 * j]! - ring[2 * i]!)
    if (lon < cross) inside = !inside
  }
  return inside
}

/** A point on a polyline: metres along it from its start, and metres off it. */
export interface OnLine {
  along: number
  off: number
  lon: number
  lat: number
}

/** The nearest point of a polyline (lon, lat, lon, lat …) to a point. */
export function projectOnLine(line: ArrayLike<number>, lon: number, lat: number): OnLine {
  const scale = degreeMetres(lat)
  let best: OnLine = { along: 0, off: Infinity, lon, lat }
  let travelled = 0
  for (let i = 0; i + 3 < line.length; i += 2) {
    const ax = (line[i]! - lon) * scale.lon
    const ay = (line[i + 1]! - lat) * scale.lat
    const dx = (line[i + 2]! - line[i]!) * scale.lon
    const dy = (line[i + 3]! - line[i + 1]!) * scale.lat
    const length2 = dx * dx + dy * dy
    const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2))
    const px = ax + t * dx
    const py = ay + t * dy
    const off = Math.sqrt(px * px + py * py)
    const length = Math.sqrt(length2)
    if (off < best.off)
      best = { along: travelled + t * length, off, lon: lon + px / scale.lon, lat: lat + py / scale.lat }
    travelled += length
  }
  return best
}

/** The point `along` metres from the start of a polyline; its ends hold beyond them. */
export function pointAlong(line: ArrayLike<number>, along: number): { lon: number; lat: number } {
  let left = Math.max(0, along)
  for (let i = 0; i + 3 < line.length; i += 2) {
    const length = metresBetween(line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!)
    if (left <= length && length > 0) {
      const t = left / length
      return {
        lon: line[i]! + t * (line[i + 2]! - line[i]!),
        lat: line[i + 1]! + t * (line[i + 3]! - line[i + 1]!),
      }
    }
    left -= length
  }
  return { lon: line[line.length - 2]!, lat: line[line.length - 1]! }
}

interface Box {
  west: number
  south: number
  east: number
  north: number
}

function boxOf(line: ArrayLike<number>): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (let i = 0; i + 1 < line.length; i += 2) {
    box.west = Math.min(box.west, line[i]!)
    box.east = Math.max(box.east, line[i]!)
    box.south = Math.min(box.south, line[i + 1]!)
    box.north = Math.max(box.north, line[i + 1]!)
  }
  return box
}

/** No point of one box is nearer to the other than this, in metres. */
function boxGap(one: Box, other: Box): number {
  const lon = Math.max(0, one.west - other.east, other.west - one.east)
  const lat = Math.max(0, one.south - other.north, other.south - one.north)
  if (lon === 0 && lat === 0) return 0
  // a degree of longitude is shortest where the latitude is highest; a little less, because scales differ by the point
  const scale = degreeMetres(Math.max(Math.abs(one.north), Math.abs(other.north)) + 0.01)
  return Math.hypot(lon * scale.lon, lat * scale.lat) * 0.99
}

/** Where two sets of polylines cross, or come nearest; null when they come no nearer than `limitMetres`. */
export function nearestCrossing(
  one: readonly ArrayLike<number>[],
  other: readonly ArrayLike<number>[],
  limitMetres = Infinity,
): { lon: number; lat: number; gapMetres: number } | null {
  let best: { lon: number; lat: number; gapMetres: number } | null = null
  const limit = () => best?.gapMetres ?? limitMetres
  const tryEnds = (line: ArrayLike<number>, target: ArrayLike<number>, around: Box) => {
    for (let i = 0; i + 1 < line.length; i += 2) {
      const [lon, lat] = [line[i]!, line[i + 1]!]
      if (boxGap({ west: lon, east: lon, south: lat, north: lat }, around) >= limit()) continue
      const on = projectOnLine(target, lon, lat)
      if (on.off < limit()) best = { lon: on.lon, lat: on.lat, gapMetres: on.off }
    }
  }
  const otherBoxes = other.map(boxOf)
  for (const line of one) {
    const box = boxOf(line)
    for (const [i, target] of other.entries()) {
      if (target.length < 4) continue
      const around = otherBoxes[i]!
      const gap = boxGap(box, around)
      if (gap >= limit()) continue
      const crossing = gap > 0 ? null : crossingOf(line, target, around)
      if (crossing) return { ...crossing, gapMetres: 0 }
      tryEnds(line, target, around)
      if (line.length >= 4) tryEnds(target, line, box)
    }
  }
  return best
}

function crossingOf(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  around: Box,
): { lon: number; lat: number } | null {
  for (let i = 0; i + 3 < one.length; i += 2) {
    const [ax, ay] = [one[i]!, one[i + 1]!]
    const [bx, by] = [one[i + 2]!, one[i + 3]!]
    if (Math.max(ax, bx) < around.west || Math.min(ax, bx) > around.east) continue
    if (Math.max(ay, by) < around.south || Math.min(ay, by) > around.north) continue
    const [dx, dy] = [bx - ax, by - ay]
    for (let j = 0; j + 3 < other.length; j += 2) {
      const [ex, ey] = [other[j + 2]! - other[j]!, other[j + 3]! - other[j + 1]!]
      const turn = dx * ey - dy * ex
      if (turn === 0) continue
      const [fx, fy] = [other[j]! - ax, other[j + 1]! - ay]
      const t = (fx * ey - fy * ex) / turn
      const u = (fx * dy - fy * dx) / turn
      if (t >= 0 && t <= 1 && u >= 0 && u <= 1) return { lon: ax + t * dx, lat: ay + t * dy }
    }
  }
  return null
}

import { MISSING, type ExtractRelation, type ExtractWay, type OsmExtract } from './extract.ts'

/** A closed line, lon, lat, lon, lat … in degrees, first point repeated at the end. */
export type Ring = Float64Array

export interface Area {
  outers: Ring[]
  inners: Ring[]
}

/** The way's points that the file has, in degrees: lon, lat, lon, lat … */
export function wayLine(extract: OsmExtract, way: ExtractWay): Float64Array {
  const { refs, nodeLonE7, nodeLatE7 } = extract
  const line = new Float64Array((way.end - way.start) * 2)
  let length = 0
  for (let i = way.start; i < way.end; i++) {
    const lonE7 = nodeLonE7[refs[i]]
    if (lonE7 === MISSING) continue
    line[length++] = lonE7 / 1e7
    line[length++] = nodeLatE7[refs[i]] / 1e7
  }
  return length === line.length ? line : line.slice(0, length)
}

export function isClosed(extract: OsmExtract, way: ExtractWay): boolean {
  return way.end - way.start >= 4 && extract.refs[way.start] === extract.refs[way.end - 1]
}

/** The area inside a closed way, or null when it is not closed or too few of its nodes are there. */
export function wayArea(extract: OsmExtract, way: ExtractWay): Area | null {
  if (!isClosed(extract, way)) return null
  const ring = wayLine(extract, way)
  if (ring.length < 8) return null
  if (ring[0] !== ring[ring.length - 2] || ring[1] !== ring[ring.length - 1]) return null
  return { outers: [ring], inners: [] }
}

/** Joins the member ways of a multipolygon or boundary into rings; parts that do not close are left out. */
export function relationArea(extract: OsmExtract, relation: ExtractRelation): Area | null {
  const outers = joinRings(extract, relation, (role) => role === 'outer' || role === '' || role === 'outline')
  if (outers.length === 0) return null
  return { outers, inners: joinRings(extract, relation, (role) => role === 'inner') }
}

function joinRings(
  extract: OsmExtract,
  relation: ExtractRelation,
  wantsRole: (role: string) => boolean,
): Ring[] {
  const { refs, nodeLonE7, nodeLatE7, wayIndex, ways } = extract
  const rings: Ring[] = []
  const open: number[] = []
  const seen = new Set<number>()
  for (const member of relation.members) {
    if (member.type !== 'way' || !wantsRole(member.role)) continue
    const index = wayIndex.get(member.ref)
    if (index < 0 || seen.has(index)) continue
    seen.add(index)
    if (isClosed(extract, ways[index])) {
      const area = wayArea(extract, ways[index])
      if (area) rings.push(area.outers[0])
    } else if (ways[index].end - ways[index].start >= 2) open.push(index)
  }
  // which open ways end at a node
  const ends = new Map<number, number[]>()
  for (const index of open) {
    for (const node of [refs[ways[index].start], refs[ways[index].end - 1]]) {
      const list = ends.get(node)
      if (list) list.push(index)
      else ends.set(node, [index])
    }
  }
  const used = new Set<number>()
  for (const first of open) {
    if (used.has(first)) continue
    used.add(first)
    const nodes: number[] = []
    const append = (index: number, from: number) => {
      const { start, end } = ways[index]
      if (refs[start] === from) for (let i = start; i < end; i++) nodes.push(refs[i])
      else for (let i = end - 1; i >= start; i--) nodes.push(refs[i])
    }
    append(first, refs[ways[first].start])
    while (nodes[0] !== nodes[nodes.length - 1]) {
      const tail = nodes[nodes.length - 1]
      const next = ends.get(tail)?.find((index) => !used.has(index))
      if (next === undefined) break
      used.add(next)
      nodes.pop()
      append(next, tail)
    }
    if (nodes[0] !== nodes[nodes.length - 1] || nodes.length < 4) continue
    const ring: number[] = []
    for (const node of nodes)
      if (nodeLonE7[node] !== MISSING) ring.push(nodeLonE7[node] / 1e7, nodeLatE7[node] / 1e7)
    const closed = ring.length >= 8 && ring[0] === ring[ring.length - 2] && ring[1] === ring[ring.length - 1]
    if (closed) rings.push(Float64Array.from(ring))
  }
  return rings
}

/** Twice the signed area of a ring, in square degrees; positive when counter-clockwise. */
export function ringArea2(ring: Ring): number {
  let sum = 0
  for (let i = 0; i + 3 < ring.length; i += 2) sum += ring[i] * ring[i + 3] - ring[i + 2] * ring[i + 1]
  return sum
}

export function insideRing(ring: Ring, lon: number, lat: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if (ring[i + 1] > lat === ring[j + 1] > lat) continue
    if (lon < ((ring[j] - ring[i]) * (lat - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i])
      inside = !inside
  }
  return inside
}

/**
 * A point inside the ring: its centre of gravity where that lies inside, else the middle of the widest stretch at the
 * middle latitude.
 */
export function pointInside(ring: Ring): [lon: number, lat: number] {
  // relative to the first point: coordinates are large beside a house, and the products would lose its digits
  const lon0 = ring[0]
  const lat0 = ring[1]
  let area = 0
  let lon = 0
  let lat = 0
  let south = Infinity
  let north = -Infinity
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const x1 = ring[i] - lon0
    const y1 = ring[i + 1] - lat0
    const x2 = ring[i + 2] - lon0
    const y2 = ring[i + 3] - lat0
    const cross = x1 * y2 - x2 * y1
    area += cross
    lon += (x1 + x2) * cross
    lat += (y1 + y2) * cross
    south = Math.min(south, y1)
    north = Math.max(north, y1)
  }
  if (area !== 0) {
    const centre: [number, number] = [lon0 + lon / (3 * area), lat0 + lat / (3 * area)]
    if (insideRing(ring, centre[0], centre[1])) return centre
  }
  const middle = lat0 + (south + north) / 2
  const crossings: number[] = []
  for (let i = 0; i + 3 < ring.length; i += 2) {
    if (ring[i + 1] > middle === ring[i + 3] > middle) continue
    crossings.push(ring[i] + ((middle - ring[i + 1]) / (ring[i + 3] - ring[i + 1])) * (ring[i + 2] - ring[i]))
  }
  crossings.sort((a, b) => a - b)
  let best = -1
  let answer: [number, number] = [ring[0], ring[1]]
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const width = crossings[i + 1] - crossings[i]
    if (width > best) {
      best = width
      answer = [(crossings[i] + crossings[i + 1]) / 2, middle]
    }
  }
  return answer
}

/** The point half way along a line, by length on the flat. */
export function pointAlong(line: Float64Array): [lon: number, lat: number] {
  let total = 0
  for (let i = 0; i + 3 < line.length; i += 2)
    total += Math.hypot(line[i + 2] - line[i], line[i + 3] - line[i + 1])
  let left = total / 2
  for (let i = 0; i + 3 < line.length; i += 2) {
    const step = Math.hypot(line[i + 2] - line[i], line[i + 3] - line[i + 1])
    if (step >= left && step > 0) {
      const part = left / step
      return [line[i] + (line[i + 2] - line[i]) * part, line[i + 1] + (line[i + 3] - line[i + 1]) * part]
    }
    left -= step
  }
  return [line[0], line[1]]
}

import { MISSING, type OsmExtract } from '../sources/osm/extract.ts'
import { insideRing, ringArea2, type Area, type Ring } from '../sources/osm/geometry.ts'

type Box = [west: number, south: number, east: number, north: number]

/** A piece of coast, lon, lat, lon, lat …, land on its left; `from` and `to` are nodes, -1 where the map cuts it off. */
interface Coast {
  points: number[]
  from: number
  to: number
}

/**
 * The sea of an extract. Coastlines have land on their left (https://wiki.openstreetmap.org/wiki/Tag:natural%3Dcoastline),
 * and an extract cuts them anywhere: what is cut off is led straight to the nearest side of a box around box and
 * coast, and the pieces are joined along its sides. Without any coastline there is no sea.
 */
export function seaAreas(extract: OsmExtract, bbox: Box): Area[] {
  const { rings, open } = joined(coasts(extract))
  if (rings.length === 0 && open.length === 0) return []
  const box = boxAround(bbox, [...rings, ...open.map(({ points }) => points)])
  const seas: Area[] = alongTheSides(open, box).map((outer) => ({ outers: [outer], inners: [] }))
  const islands: Ring[] = []
  for (const points of rings) {
    const ring = Float64Array.from(points)
    if (ringArea2(ring) > 0) islands.push(ring)
    else seas.push({ outers: [ring], inners: [] })
  }
  const [west, south, east, north] = box
  // islands in the open sea, without a mainland
  if (seas.length === 0)
    seas.push({
      outers: [Float64Array.of(west, south, west, north, east, north, east, south, west, south)],
      inners: [],
    })
  for (const island of islands)
    seas.find(({ outers }) => insideRing(outers[0], island[0], island[1]))?.inners.push(island)
  return seas
}

function coasts(extract: OsmExtract): Coast[] {
  const { refs, nodeLonE7, nodeLatE7 } = extract
  const found: Coast[] = []
  for (const way of extract.ways) {
    if (way.tags.natural !== 'coastline') continue
    let piece: Coast = { points: [], from: -1, to: -1 }
    const end = () => {
      if (piece.points.length >= 4) found.push(piece)
      piece = { points: [], from: -1, to: -1 }
    }
    for (let i = way.start; i < way.end; i++) {
      const node = refs[i]
      if (nodeLonE7[node] === MISSING) {
        end()
        continue
      }
      if (piece.points.length === 0) piece.from = node
      piece.to = node
      piece.points.push(nodeLonE7[node] / 1e7, nodeLatE7[node] / 1e7)
    }
    end()
  }
  return found
}

/** Pieces that meet, put together: closed ones, and those that begin and end somewhere. */
function joined(pieces: Coast[]): { rings: number[][]; open: Coast[] } {
  const byStart = new Map<number, Coast>()
  const ends = new Set(pieces.map((piece) => piece.to))
  for (const piece of pieces) byStart.set(piece.from, piece)
  const rings: number[][] = []
  const open: Coast[] = []
  const follow = (first: Coast) => {
    const whole: Coast = { ...first, points: [...first.points] }
    byStart.delete(first.from)
    while (whole.to !== whole.from) {
      const next = byStart.get(whole.to)
      if (!next) break
      byStart.delete(next.from)
      for (let i = 2; i < next.points.length; i++) whole.points.push(next.points[i])
      whole.to = next.to
    }
    if (whole.to !== whole.from) open.push(whole)
    else if (whole.points.length >= 8) rings.push(whole.points)
  }
  // begin where nothing comes before; what is left then goes round
  for (const piece of pieces) if (!ends.has(piece.from) && byStart.get(piece.from) === piece) follow(piece)
  for (const piece of pieces) if (byStart.get(piece.from) === piece) follow(piece)
  return { rings, open }
}

function boxAround(bbox: Box, lines: number[][]): Box {
  let [west, south, east, north] = bbox
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      west = Math.min(west, line[i])
      east = Math.max(east, line[i])
      south = Math.min(south, line[i + 1])
      north = Math.max(north, line[i + 1])
    }
  }
  return [west, south, east, north]
}

/** Clockwise rings with the sea inside: along a coast, then along the sides of the box to where the next one begins. */
function alongTheSides(open: Coast[], box: Box): Ring[] {
  const [west, south, east, north] = box
  const width = east - west
  const height = north - south
  const around = 2 * (width + height)
  // a place on the sides by its way clockwise from the north-western corner
  const toSide = (lon: number, lat: number): { at: number; lon: number; lat: number } => {
    const sides = [
      { away: north - lat, at: lon - west, lon, lat: north },
      { away: east - lon, at: width + north - lat, lon: east, lat },
      { away: lat - south, at: width + height + east - lon, lon, lat: south },
      { away: lon - west, at: 2 * width + height + lat - south, lon: west, lat },
    ]
    return sides.reduce((a, b) => (b.away < a.away ? b : a))
  }
  const corners: [at: number, lon: number, lat: number][] = [
    [width, east, north],
    [width + height, east, south],
    [2 * width + height, west, south],
    [around, west, north],
  ]
  const chains = open.map(({ points }) => {
    const start = toSide(points[0], points[1])
    const end = toSide(points[points.length - 2], points[points.length - 1])
    return { start: start.at, end: end.at, line: [start.lon, start.lat, ...points, end.lon, end.lat] }
  })
  const onward = (from: number, to: number) => (to - from + around) % around
  const rings: Ring[] = []
  const left = new Set(chains)
  for (const first of chains) {
    if (!left.has(first)) continue
    const ring: number[] = []
    let chain = first
    for (;;) {
      left.delete(chain)
      for (const value of chain.line) ring.push(value)
      const { end } = chain
      const candidates = [...left, first]
      const next = candidates.reduce((a, b) => (onward(end, b.start) < onward(end, a.start) ? b : a))
      const distance = onward(end, next.start)
      for (const [at, lon, lat] of [...corners].sort((a, b) => onward(end, a[0]) - onward(end, b[0])))
        if (onward(end, at) < distance) ring.push(lon, lat)
      if (next === first) break
      chain = next
    }
    ring.push(ring[0], ring[1])
    rings.push(Float64Array.from(ring))
  }
  return rings
}

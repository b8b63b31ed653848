import type { LineKind, MapLayers } from '../mapLayers.ts'
import type { Marker } from './mapMarkers.ts'
import type { MapFrame } from './sheetMap.ts'

/** A name on the printed map, written around its middle; `angle` in degrees, clockwise. */
export interface MapLabel {
  text: string
  x: number
  y: number
  angle: number
  size: number
  colour: string
}

const mostStreets = 22
const mostPlaces = 10
const namedKinds: LineKind[] = ['highway', 'major', 'medium', 'minor']

/** Width of a text in points: ideographs are square, Latin letters about half as wide. */
const widthOf = (text: string, size: number) =>
  [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 1 : 0.56), 0) * size

/**
 * Names of places and of the larger streets, each written once where it fits: along a straight piece of its street,
 * clear of stops and of other names.
 */
export function placeLabels(layers: MapLayers, frame: MapFrame, markers: readonly Marker[]): MapLabel[] {
  const taken: { x: number; y: number; reach: number }[] = markers.map(({ x, y }) => ({ x, y, reach: 9 }))
  const labels: MapLabel[] = []
  const { width, height } = frame
  const put = (label: MapLabel, length: number): boolean => {
    // A row of small circles along the text: right for any angle, and cheap.
    const turn = (label.angle * Math.PI) / 180
    const half = length / 2
    const spots: { x: number; y: number; reach: number }[] = []
    for (let along = -half; along <= half + 0.01; along += Math.max(2, Math.min(label.size, length / 4)))
      spots.push({
        x: label.x + Math.cos(turn) * along,
        y: label.y + Math.sin(turn) * along,
        reach: label.size * 0.62,
      })
    const free = spots.every(
      (spot) =>
        spot.x > 6 &&
        spot.y > 6 &&
        spot.x < width - 6 &&
        spot.y < height - 14 &&
        taken.every((other) => Math.hypot(other.x - spot.x, other.y - spot.y) > other.reach + spot.reach),
    )
    if (!free) return false
    taken.push(...spots)
    labels.push(label)
    return true
  }

  let places = 0
  const seen = new Set<string>()
  for (const place of [...layers.places].sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))) {
    if (places >= mostPlaces) break
    if (seen.has(place.name)) continue
    const [x, y] = frame.project(place.at)
    const size = place.rank < 2 ? 10 : place.rank < 4 ? 8.5 : 7.5
    if (put({ text: place.name, x, y, angle: 0, size, colour: '#3b4444' }, widthOf(place.name, size))) {
      places++
      seen.add(place.name)
    }
  }

  let streets = 0
  for (const piece of straightPieces(layers, frame)) {
    if (streets >= mostStreets) break
    if (seen.has(piece.name)) continue
    const size = piece.rank < 2 ? 6.8 : 6
    const length = widthOf(piece.name, size)
    if (piece.length < length * 0.9) continue
    if (
      put({ text: piece.name, x: piece.x, y: piece.y, angle: piece.angle, size, colour: '#5b6363' }, length)
    ) {
      streets++
      seen.add(piece.name)
    }
  }
  return labels
}

/** Straight runs of named streets, larger streets first, longer first. */
function straightPieces(layers: MapLayers, frame: MapFrame) {
  const pieces: { name: string; rank: number; x: number; y: number; angle: number; length: number }[] = []
  for (const { kind, name, line } of layers.lines) {
    const rank = namedKinds.indexOf(kind)
    if (name === '' || rank < 0 || [...name].length > 28) continue
    const points = line.map(frame.project)
    let from = 0
    for (let to = 1; to <= points.length; to++) {
      if (to < points.length && isStraight(points, from, to)) continue
      const [ax, ay] = points[from]!
      const [bx, by] = points[to - 1]!
      const length = Math.hypot(bx - ax, by - ay)
      let angle = (Math.atan2(by - ay, bx - ax) * 180) / Math.PI
      // Never upside down.
      if (angle > 90) angle -= 180
      if (angle < -90) angle += 180
      if (length > 12) pieces.push({ name, rank, x: (ax + bx) / 2, y: (ay + by) / 2, angle, length })
      from = Math.max(from + 1, to - 1)
    }
  }
  return pieces.sort((a, b) => a.rank - b.rank || b.length - a.length)
}

/** Whether every point between leaves the chord by less than two points. */
function isStraight(points: [number, number][], from: number, to: number): boolean {
  const [ax, ay] = points[from]!
  const [bx, by] = points[to]!
  const length = Math.hypot(bx - ax, by - ay) || 1
  for (let i = from + 1; i < to; i++) {
    const [x, y] = points[i]!
    if (Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length > 2) return false
  }
  return true
}

import type { DisclosedDay } from '../../../../shared/model/runsheet.ts'
import { sheetWords } from '../../../../shared/core/exchange/sheetWords.ts'
import { xmlText } from '../../../../shared/core/exchange/xmlText.ts'
import type { LonLat } from '../../../../shared/model/travel.ts'
import { placeAt, worldX, worldY, type MapLayers, type WorldBox } from '../mapLayers.ts'
import { routeColour } from './mapGround.ts'
import { placeLabels } from './mapLabels.ts'
import { spreadMarkers, type Marker } from './mapMarkers.ts'
import { pathOf, short, simplified, type Points } from './paperLines.ts'
import type { Drawing } from './drawnPlaces.ts'
import { mainTypeface, textRuns, typefaceSource } from './typefaces.ts'

/** Where a printed map lies in the world, and how a place becomes a point on paper (1/72 inch from its corner). */
export interface MapFrame {
  width: number
  height: number
  box: WorldBox
  /** points on paper a metre on the ground, in the middle of the map */
  pointsPerMetre: number
  project(place: LonLat): [x: number, y: number]
  middle: LonLat
}

const earthCircumference = 40_075_016.686
const leastMetres = 900

/** Room for markers around what must be seen, points. */
const margin = 22

/**
 * The frame of the printed map. It holds the stops, the start and the end; but where the way there would shrink the
 * stops to a heap, it holds the stops alone and an inset shows the whole way. Null when the day has no place.
 */
export function frameOf(day: DisclosedDay, width: number, height: number): MapFrame | null {
  const whole = wholeFrame(day, width, height)
  if (!whole || day.stops.length < 2) return whole
  const near = fit(stopPlaces(day), width, height)!
  return near.pointsPerMetre > whole.pointsPerMetre * worthInset ? near : whole
}

const worthInset = 1.7
const stopPlaces = (day: DisclosedDay) => day.stops.map((stop): LonLat => [stop.lon, stop.lat])

function wholeFrame(day: DisclosedDay, width: number, height: number): MapFrame | null {
  const bases = [day.start, day.end].flatMap((place) => (place ? [place.at] : []))
  return fit([...stopPlaces(day), ...day.route, ...bases], width, height)
}

/** Height by width of what the map must show: above 1 for a day that runs north and south. */
export function shapeOf(day: DisclosedDay): number {
  const side = 1000
  const square = frameOf(day, side, side)
  const places = day.stops.length < 2 ? [] : stopPlaces(day).map((place) => square!.project(place))
  if (places.length === 0) return 0.45
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)]
  const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)]
  return (height + 60) / (width + 60)
}

/** The frame of that size which shows these places as large as can be. */
function fit(places: LonLat[], width: number, height: number): MapFrame | null {
  if (places.length === 0) return null
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity]
  let latSum = 0
  for (const [lon, lat] of places) {
    west = Math.min(west, worldX(lon))
    east = Math.max(east, worldX(lon))
    north = Math.min(north, worldY(lat))
    south = Math.max(south, worldY(lat))
    latSum += lat
  }
  const metresPerWorld = earthCircumference * Math.cos(((latSum / places.length) * Math.PI) / 180)
  const room = Math.min(margin, width / 6, height / 6)
  const scale = Math.min(
    (width - 2 * room) / Math.max(east - west, 1e-12),
    (height - 2 * room) / Math.max(south - north, 1e-12),
    (width / leastMetres) * metresPerWorld,
  )
  const left = (west + east) / 2 - width / scale / 2
  const top = (north + south) / 2 - height / scale / 2
  return {
    width,
    height,
    box: { west: left, north: top, east: left + width / scale, south: top + height / scale },
    pointsPerMetre: scale / metresPerWorld,
    project: ([lon, lat]) => [(worldX(lon) - left) * scale, (worldY(lat) - top) * scale],
    middle: placeAt((west + east) / 2, (north + south) / 2),
  }
}

const ink = '#1d2424'

/**
 * What lies over the ground of a printed map, as SVG: arrows, names, numbered stops, inset, scale, attribution.
 * @param layers names are taken from it
 */
export function drawOverlay(day: DisclosedDay, frame: MapFrame, layers: MapLayers | null): string {
  const { width, height } = frame
  const parts: string[] = []
  const line = simplified(day.route.map(frame.project), 0.2)
  if (line.length > 1) parts.push(arrows(line))
  const markers = spreadMarkers(markersOf(day, frame), width, height)
  if (layers) parts.push(...placeLabels(layers, frame, markers).map((label) => labelSvg(day, label)))
  // Markers last: nothing may hide a stop.
  parts.push(insetOf(day, frame, markers), scaleBar(day, frame))
  parts.push(
    ...markers.filter((marker) => marker.moved).map(leader),
    ...markers.map((m) => markerSvg(day, m)),
  )
  parts.push(attributionSvg(day, frame, layers))
  parts.push(
    `<rect x="0.4" y="0.4" width="${width - 0.8}" height="${height - 0.8}" fill="none" stroke="#9aa5a5" stroke-width="0.8"/>`,
  )
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<clipPath id="f"><rect x="0" y="0" width="${width}" height="${height}"/></clipPath>` +
    `<g clip-path="url(#f)">${parts.join('')}</g></svg>`
  )
}

/** A small arrowhead every inch or so along the route. */
function arrows(line: Points): string {
  const step = 62
  let next = step / 2
  let walked = 0
  let d = ''
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1]!
    const [bx, by] = line[i]!
    const length = Math.hypot(bx - ax, by - ay)
    if (length > 0 && walked + length >= next) {
      const t = (next - walked) / length
      const [x, y] = [ax + (bx - ax) * t, ay + (by - ay) * t]
      const [ux, uy] = [(bx - ax) / length, (by - ay) / length]
      const tip = `${short(x + ux * 3.6)} ${short(y + uy * 3.6)}`
      const left = `${short(x - ux * 2.2 - uy * 2.9)} ${short(y - uy * 2.2 + ux * 2.9)}`
      const right = `${short(x - ux * 2.2 + uy * 2.9)} ${short(y - uy * 2.2 - ux * 2.9)}`
      d += `M${tip}L${left}L${right}Z`
      while (next <= walked + length) next += step
    }
    walked += length
  }
  return d ? `<path d="${d}" fill="${routeColour}" stroke="#ffffff" stroke-width="0.7"/>` : ''
}

function markersOf(day: DisclosedDay, frame: MapFrame): Marker[] {
  const base = [day.start, day.end].flatMap((place, index) => {
    if (!place) return []
    const same = index === 1 && day.start && samePlace(day.start.at, place.at)
    const [x, y] = frame.project(place.at)
    const outside = x < 0 || y < 0 || x > frame.width || y > frame.height
    return same || outside ? [] : [{ kind: 'base' as const, text: '', x, y, atX: x, atY: y, moved: false }]
  })
  const stops = day.stops.map((stop): Marker => {
    const [x, y] = frame.project([stop.lon, stop.lat])
    const kind = stop.appointmentConfirmed ? 'confirmed' : 'planned'
    return { kind, text: String(stop.order), x, y, atX: x, atY: y, moved: false }
  })
  return [...base, ...stops]
}

const samePlace = (a: LonLat, b: LonLat) => Math.abs(a[0] - b[0]) < 1e-5 && Math.abs(a[1] - b[1]) < 1e-5

function leader({ x, y, atX, atY }: Marker): string {
  return (
    `<path d="M${short(atX)} ${short(atY)}L${short(x)} ${short(y)}" fill="none" stroke="${ink}" stroke-width="0.6"/>` +
    `<circle cx="${short(atX)}" cy="${short(atY)}" r="1.5" fill="${ink}"/>`
  )
}

/** Ring: planned. Disc: confirmed. House: where the day starts or ends. Shapes, so that black and white will do. */
function markerSvg(day: DisclosedDay, marker: Pick<Marker, 'kind' | 'text' | 'x' | 'y'>): string {
  const [x, y] = [marker.x, marker.y]
  if (marker.kind === 'base')
    return (
      `<path d="M${short(x - 6.5)} ${short(y)}L${short(x)} ${short(y - 6.5)}L${short(x + 6.5)} ${short(y)}L${short(x + 4.5)} ${short(y)}` +
      `L${short(x + 4.5)} ${short(y + 5.5)}L${short(x - 4.5)} ${short(y + 5.5)}L${short(x - 4.5)} ${short(y)}Z" fill="#ffffff" stroke="${ink}" stroke-width="1.3" stroke-linejoin="round"/>`
    )
  const { radius, fill, stroke, strokeWidth, size, colour } = discLook(marker.kind, marker.text)
  return (
    `<circle cx="${short(x)}" cy="${short(y)}" r="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="${strokeWidth}"/>` +
    `<text x="${short(x)}" y="${short(y + size * 0.36)}" text-anchor="middle" font-family="${mainTypeface(day.locale)}" font-weight="bold" font-size="${size}" fill="${colour}">${xmlText(marker.text)}</text>`
  )
}

function discLook(kind: 'planned' | 'confirmed', text: string) {
  const look = { radius: 7.4, size: text.length > 2 ? 7 : 8.6 }
  return kind === 'confirmed'
    ? { ...look, fill: routeColour, stroke: '#ffffff', strokeWidth: 0.8, colour: '#ffffff' }
    : { ...look, fill: '#ffffff', stroke: ink, strokeWidth: 1.3, colour: ink }
}

/** The number of a stop as the map shows it, somewhat larger, into a square of that side at `left`, `top`; points. */
export function drawDisc(
  drawing: Drawing,
  day: DisclosedDay,
  kind: 'planned' | 'confirmed',
  text: string,
  left: number,
  top: number,
  side: number,
): void {
  const { radius, fill, stroke, strokeWidth, size, colour } = discLook(kind, text)
  const middle = side / 2
  const scale = side / 18
  drawing.translate(left + middle, top + middle).scale(scale)
  drawing.circle(0, 0, radius).lineWidth(strokeWidth).fillAndStroke(fill, stroke)
  drawing
    .font(typefaceSource(mainTypeface(day.locale), 'bold').name)
    .fontSize(size)
    .fillColor(colour)
  const half = drawing.widthOfString(text) / 2
  drawing.text(text, -half, size * 0.36, { lineBreak: false, baseline: 'alphabetic' })
}

function labelSvg(day: DisclosedDay, label: ReturnType<typeof placeLabels>[number]): string {
  const runs = textRuns(label.text, day.locale)
  // One typeface a label: the one that draws most of it, since labels are a word or two.
  const font = runs.some((run) => run.font === 'sc') ? 'sc' : mainTypeface(day.locale)
  const text = xmlText(runs.map((run) => run.text).join(''))
  const turn =
    label.angle === 0 ? '' : ` transform="rotate(${short(label.angle)} ${short(label.x)} ${short(label.y)})"`
  const common = `x="${short(label.x)}" y="${short(label.y + label.size * 0.35)}" text-anchor="middle" font-family="${font}" font-size="${label.size}"${turn}`
  return (
    `<text ${common} fill="#ffffff" stroke="#ffffff" stroke-width="2" stroke-linejoin="round">${text}</text>` +
    `<text ${common} fill="${label.colour}">${text}</text>`
  )
}

const insetSide = 86

/** The whole way in a corner that holds the fewest stops, with a box for what the map shows. */
function insetOf(day: DisclosedDay, frame: MapFrame, markers: readonly Marker[]): string {
  const whole = wholeFrame(day, insetSide, insetSide)
  const full = wholeFrame(day, frame.width, frame.height)
  if (!whole || !full || full.pointsPerMetre >= frame.pointsPerMetre * 0.999) return ''
  const corners = [
    [6, 6],
    [frame.width - insetSide - 24, 6],
    [6, frame.height - insetSide - 26],
    [frame.width - insetSide - 6, frame.height - insetSide - 16],
  ] as const
  const crowd = ([left, top]: readonly [number, number]) =>
    markers.filter(
      ({ x, y }) => x > left - 8 && x < left + insetSide + 8 && y > top - 8 && y < top + insetSide + 8,
    ).length
  const [left, top] = corners.reduce((best, corner) => (crowd(corner) < crowd(best) ? corner : best))
  const scale = whole.pointsPerMetre / frame.pointsPerMetre
  const [cx, cy] = whole.project(frame.middle)
  const [w, h] = [frame.width * scale, frame.height * scale]
  const line = pathOf([simplified(day.route.map(whole.project), 0.8)])
  const bases = [day.start, day.end].flatMap((place) => {
    if (!place) return []
    const [x, y] = whole.project(place.at)
    return [
      `<g transform="translate(${short(x)} ${short(y)}) scale(0.7)">${markerSvg(day, { kind: 'base', text: '', x: 0, y: 0 })}</g>`,
    ]
  })
  return (
    `<g transform="translate(${short(left)} ${short(top)})">` +
    `<rect x="0" y="0" width="${insetSide}" height="${insetSide}" fill="#ffffff" stroke="#9aa5a5" stroke-width="0.8"/>` +
    `<path d="${line}" fill="none" stroke="${routeColour}" stroke-width="1.2" stroke-linejoin="round"/>` +
    `<rect x="${short(cx - w / 2)}" y="${short(cy - h / 2)}" width="${short(w)}" height="${short(h)}" fill="none" stroke="${ink}" stroke-width="0.8"/>` +
    `${bases.join('')}</g>`
  )
}

/** A round length of 60 to 150 points, with its metres, and north. */
function scaleBar(day: DisclosedDay, frame: MapFrame): string {
  const steps = [50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10_000, 20_000, 50_000, 100_000]
  const metres = steps.findLast((step) => step * frame.pointsPerMetre <= 90) ?? 50
  const length = metres * frame.pointsPerMetre
  const [x, y] = [8, frame.height - 8]
  const font = mainTypeface(day.locale)
  const text = metres < 1000 ? `${metres} m` : `${metres / 1000} km`
  return (
    `<rect x="${x - 4}" y="${y - 13}" width="${short(length + 8)}" height="18" fill="#ffffff" fill-opacity="0.85"/>` +
    `<path d="M${x} ${y - 3}L${x} ${y}L${short(x + length)} ${y}L${short(x + length)} ${y - 3}" fill="none" stroke="${ink}" stroke-width="0.9"/>` +
    `<text x="${short(x + length / 2)}" y="${y - 3.5}" text-anchor="middle" font-family="${font}" font-size="6.5" fill="${ink}">${text}</text>` +
    `<path d="M${frame.width - 14} 8L${frame.width - 10.5} 18L${frame.width - 14} 15.6L${frame.width - 17.5} 18Z" fill="${ink}"/>` +
    `<text x="${frame.width - 14}" y="25.5" text-anchor="middle" font-family="${font}" font-size="7" fill="${ink}">${sheetWords[day.locale].north}</text>`
  )
}

function attributionSvg(day: DisclosedDay, frame: MapFrame, layers: MapLayers | null): string {
  const runs = textRuns(layers?.attribution || day.attribution, day.locale)
  const text = runs.map((run) => run.text).join('')
  if (text === '') return ''
  const font = runs.some((run) => run.font === 'sc') ? 'sc' : mainTypeface(day.locale)
  const width = [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 5.8 : 3.1), 6)
  return (
    `<rect x="${short(frame.width - width)}" y="${frame.height - 10}" width="${short(width)}" height="10" fill="#ffffff" fill-opacity="0.85"/>` +
    `<text x="${frame.width - 4}" y="${frame.height - 3}" text-anchor="end" font-family="${font}" font-size="5.8" fill="#444444">${xmlText(text)}</text>`
  )
}

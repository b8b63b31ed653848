import type { LonLat } from '../../../../shared/model/travel.ts'
import { areaKinds, lineKinds, type AreaKind, type LineKind, type MapLayers } from '../mapLayers.ts'
import { overlaps, short, simplified, type Points } from './paperLines.ts'
import type { MapFrame } from './sheetMap.ts'

/** Pale enough to write on and cheap to print; the darker the line, the larger the road. */
const areaColours: Record<AreaKind, string> = { green: '#e9f2e4', built: '#f6f4f0', water: '#d3e6f2' }
const lineStyles: Record<LineKind, { colour: string; width: number; dash?: string }> = {
  river: { colour: '#b3d3e6', width: 0.9 },
  border: { colour: '#a89bb0', width: 0.8, dash: '5 2 1 2' },
  path: { colour: '#d8d4cc', width: 0.4, dash: '1.5 1.2' },
  rail: { colour: '#b9b9b9', width: 0.7, dash: '3 1.5' },
  minor: { colour: '#d4d4d4', width: 0.7 },
  medium: { colour: '#bdbdbd', width: 1.2 },
  major: { colour: '#a8a8a8', width: 1.7 },
  highway: { colour: '#8f8f8f', width: 2.4 },
}
export const routeColour = '#0b6e69'

/**
 * Ground, water, roads and the route as content-stream operators (ISO 32000-1, 8.5), in points from the upper left
 * corner of the map. Thousands of lines through an SVG reader cost more than all the rest of a sheet together.
 */
export function groundOperators(frame: MapFrame, layers: MapLayers | null, route: readonly LonLat[]): string {
  const parts: string[] = [
    `${rgb('#fdfdfb')} rg 0 0 ${short(frame.width)} ${short(frame.height)} re f`,
    '1 J 1 j',
  ]
  if (layers) {
    for (const kind of areaKinds) parts.push(...areaOperators(frame, layers, kind))
    // At a scale of many kilometres small streets would be a grey felt.
    const wide = frame.pointsPerMetre < 0.02
    for (const kind of lineKinds)
      if (!wide || (kind !== 'path' && kind !== 'minor')) parts.push(...lineOperators(frame, layers, kind))
  }
  const line = simplified(route.map(frame.project), 0.2)
  if (line.length > 1)
    parts.push(
      `[] 0 d ${rgb('#ffffff')} RG 4.6 w ${pathOperators(line)} S`,
      `${rgb(routeColour)} RG 2.3 w ${pathOperators(line)} S`,
    )
  return parts.join('\n')
}

/** Areas of neighbouring tiles overlap by a margin: filled by winding, which tiles keep, they join without seams. */
function areaOperators(frame: MapFrame, layers: MapLayers, kind: AreaKind): string[] {
  const paths = layers.areas
    .filter((area) => area.kind === kind)
    .map((area) => area.rings.map((ring) => ring.map(frame.project)))
    .filter((rings) => rings.some((ring) => overlaps(ring, frame)))
    .map((rings) => rings.map((ring) => pathOperators(simplified(ring, 0.35)) + ' h').join(' ') + ' f')
  return paths.length === 0 ? [] : [`${rgb(areaColours[kind])} rg`, ...paths]
}

function lineOperators(frame: MapFrame, layers: MapLayers, kind: LineKind): string[] {
  const { colour, width, dash } = lineStyles[kind]
  const paths = layers.lines
    .filter((line) => line.kind === kind)
    .map((line) => line.line.map(frame.project))
    .filter((line) => line.length > 1 && overlaps(line, frame))
    .map((line) => pathOperators(simplified(line, 0.3)))
  if (paths.length === 0) return []
  // Dashes with butt ends, or they would run together.
  return [`${rgb(colour)} RG ${width} w [${dash ?? ''}] 0 d ${dash ? 0 : 1} J`, ...paths, 'S']
}

const pathOperators = (line: Points): string =>
  line.map(([x, y], index) => `${short(x)} ${short(y)} ${index === 0 ? 'm' : 'l'}`).join(' ')

/** `#ff8000` as `1 0.502 0` */
const rgb = (colour: string): string =>
  [1, 3, 5].map((at) => Math.round((parseInt(colour.slice(at, at + 2), 16) / 255) * 1000) / 1000).join(' ')

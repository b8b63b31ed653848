import { gunzipSync } from 'node:zlib'
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { SheetLocale } from '../../../shared/model/runsheet.ts'
import type { LonLat } from '../../../shared/model/travel.ts'

/** What a printed map draws, from below to above. */
export const areaKinds = ['green', 'built', 'water'] as const
export type AreaKind = (typeof areaKinds)[number]
export const lineKinds = ['river', 'border', 'path', 'rail', 'minor', 'medium', 'major', 'highway'] as const
export type LineKind = (typeof lineKinds)[number]

export interface MapLine {
  kind: LineKind
  /** as the sheet's language has it; empty for what has no name */
  name: string
  line: LonLat[]
}
/** The surroundings of a route as plain shapes, WGS-84. */
export interface MapLayers {
  areas: { kind: AreaKind; rings: LonLat[][] }[]
  lines: MapLine[]
  places: { name: string; at: LonLat; rank: number }[]
  attribution: string
}

/** The shapes of one tile of the region; null where it has none. */
export type TileReader = (z: number, x: number, y: number) => TileLayers | null
export type TileLayers = Omit<MapLayers, 'attribution'>

/** Tiles whose shapes are kept: those that a day's crews share, not a whole region. */
const tilesKept = 96

/**
 * Shapes of tiles by {@link decodeTile}, each decoded once for as long as it is among the last that were asked for:
 * crew-days of one week lie on the same ground.
 * @param bytes reads a tile as gzip of a Mapbox Vector Tile; null where there is none
 */
export function createTileReader(
  bytes: (z: number, x: number, y: number) => Uint8Array | null,
  locale: SheetLocale,
): TileReader {
  const kept = new Map<string, TileLayers | null>()
  return (z, x, y) => {
    const key = `${z}/${x}/${y}`
    const known = kept.get(key)
    if (known !== undefined) {
      kept.delete(key)
      kept.set(key, known)
      return known
    }
    const tile = bytes(z, x, y)
    const layers = tile && decodeTile(tile, z, x, y, locale)
    kept.set(key, layers)
    if (kept.size > tilesKept) kept.delete(kept.keys().next().value!)
    return layers
  }
}

/** A box in Web Mercator, 0–1 from the north-west corner of the world. */
export interface WorldBox {
  west: number
  north: number
  east: number
  south: number
}
export const worldX = (lon: number) => lon / 360 + 0.5
export function worldY(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}

/** The place at a point of the Web Mercator world. */
export const placeAt = (x: number, y: number): LonLat => [
  (x - 0.5) * 360,
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
]

/** Tiles across the longer side of a printed map: finer than a screen, since paper is read closer. */
const tilesAcross = 3.2
const mostTiles = 64

/**
 * The shapes within a box, from the region's tiles (layers: see `shared/model/region.ts`) at the zoom whose detail suits
 * a printed map of that box.
 */
export function readMapLayers(
  tile: TileReader,
  box: WorldBox,
  zooms: { min: number; max: number },
  attribution: string,
): MapLayers {
  const layers: MapLayers = { areas: [], lines: [], places: [], attribution }
  const side = Math.max(box.east - box.west, box.south - box.north)
  const zoom = Math.max(zooms.min, Math.min(zooms.max, Math.round(Math.log2(tilesAcross / side))))
  const scale = 2 ** zoom
  const clamp = (value: number) => Math.max(0, Math.min(scale - 1, Math.floor(value * scale)))
  let read = 0
  for (let y = clamp(box.north); y <= clamp(box.south); y++)
    for (let x = clamp(box.west); x <= clamp(box.east); x++) {
      if (++read > mostTiles) return layers
      const shapes = tile(zoom, x, y)
      if (!shapes) continue
      for (const area of shapes.areas) layers.areas.push(area)
      for (const line of shapes.lines) layers.lines.push(line)
      for (const place of shapes.places) layers.places.push(place)
    }
  return layers
}

/**
 * One tile's shapes.
 * @param bytes a Mapbox Vector Tile, gzipped or plain
 */
export function decodeTile(
  bytes: Uint8Array,
  z: number,
  x: number,
  y: number,
  locale: SheetLocale,
): TileLayers {
  const into: TileLayers = { areas: [], lines: [], places: [] }
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  const tile = new VectorTile(new PbfReader(isGzip ? gunzipSync(bytes) : bytes) as never)
  const each = (layer: string, visit: (feature: VectorTileFeature) => void) => {
    const found = tile.layers[layer]
    for (let i = 0; i < (found?.length ?? 0); i++) visit(found!.feature(i))
  }
  const shape = (feature: VectorTileFeature) => toLonLat(feature, z, x, y)
  const polygon = 3
  const line = 2
  each('landuse', (feature) => {
    const kind = landuseKind(String(feature.properties.kind))
    if (feature.type === polygon && kind) into.areas.push({ kind, rings: shape(feature) })
  })
  each('water', (feature) => {
    if (feature.type === polygon) into.areas.push({ kind: 'water', rings: shape(feature) })
    if (feature.type === line)
      for (const part of shape(feature)) into.lines.push({ kind: 'river', name: '', line: part })
  })
  each('boundaries', (feature) => {
    if (feature.type !== line || feature.properties.kind !== 'country') return
    for (const part of shape(feature)) into.lines.push({ kind: 'border', name: '', line: part })
  })
  each('roads', (feature) => {
    const kind = roadKind(String(feature.properties.kind), String(feature.properties.kind_detail))
    if (feature.type !== line || !kind) return
    const name = nameOf(feature.properties, locale)
    for (const part of shape(feature)) into.lines.push({ kind, name, line: part })
  })
  each('places', (feature) => {
    const kind = feature.properties.kind
    if (kind === 'country' || kind === 'region') return
    const name = nameOf(feature.properties, locale)
    const at = shape(feature)[0]?.[0]
    if (!name || !at) return
    into.places.push({ name, at, rank: placeRank(String(feature.properties.kind_detail)) })
  })
  return into
}

/** A name in the sheet's language where the map has one. */
function nameOf(properties: Record<string, unknown>, locale: SheetLocale): string {
  const keys = {
    en: ['name:en', 'name'],
    'zh-CN': ['name:zh-Hans', 'name:zh', 'name'],
    'zh-TW': ['name:zh-Hant', 'name:zh', 'name'],
  }[locale]
  for (const key of keys) {
    const name = properties[key]
    if (typeof name === 'string' && name !== '') return name.normalize('NFC')
  }
  return ''
}

const green = new Set(
  'forest wood park grass meadow garden golf_course cemetery recreation_ground pitch playground nature_reserve orchard vineyard scrub wetland'.split(
    ' ',
  ),
)
const built = new Set('residential industrial commercial school university hospital'.split(' '))
function landuseKind(kind: string): AreaKind | null {
  if (green.has(kind)) return 'green'
  if (built.has(kind)) return 'built'
  return null
}

function roadKind(kind: string, detail: string): LineKind | null {
  switch (kind) {
    case 'highway':
      return 'highway'
    case 'major_road':
      return detail === 'tertiary' ? 'medium' : 'major'
    case 'minor_road':
      return 'minor'
    case 'path':
      return 'path'
    case 'rail':
      return 'rail'
    default:
      return null
  }
}

/** Smaller is written first. */
function placeRank(detail: string): number {
  const rank = ['city', 'town', 'village', 'suburb', 'quarter', 'hamlet', 'neighbourhood'].indexOf(detail)
  return rank < 0 ? 9 : rank
}

function toLonLat(feature: VectorTileFeature, z: number, x: number, y: number): LonLat[][] {
  const size = feature.extent * 2 ** z
  const left = feature.extent * x
  const top = feature.extent * y
  return feature
    .loadGeometry()
    .map((part) => part.map((point) => placeAt((left + point.x) / size, (top + point.y) / size)))
}

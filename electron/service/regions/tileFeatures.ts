import type { Feature, Geometry } from 'geojson'
import type { RegionInfo } from '../../../shared/model/region.ts'
import type { OsmTags } from '../sources/osm/entities.ts'
import type { ExtractWay, OsmExtract } from '../sources/osm/extract.ts'
import { joinLines, type KeyedLine } from './joinLines.ts'
import { seaAreas } from './sea.ts'
import { pointInside, relationArea, ringArea2, wayArea, wayLine, type Area } from '../sources/osm/geometry.ts'

/**
 * What the basemap draws, in the layers that shared/model/region.ts lists. `area` is used to leave out what would be
 * smaller than a few pixels.
 */
export interface TileFeature {
  layer: 'landuse' | 'water' | 'buildings' | 'roads' | 'boundaries' | 'places' | 'pois'
  minZoom: number
  feature: Feature
}

const nameLanguages = ['zh', 'zh-Hans', 'zh-Hant', 'en', 'pt']

type Properties = Record<string, string | number | boolean>

function named(properties: Properties, tags: OsmTags): Properties {
  if (!tags.name) return properties
  properties.name = tags.name
  for (const language of nameLanguages) {
    const name = tags['name:' + language]
    if (name && name !== tags.name) properties['name:' + language] = name
  }
  return properties
}

interface RoadClass {
  kind: string
  minZoom: number
}
const roadClasses: Record<string, RoadClass> = {
  motorway: { kind: 'highway', minZoom: 5 },
  trunk: { kind: 'highway', minZoom: 6 },
  primary: { kind: 'major_road', minZoom: 8 },
  secondary: { kind: 'major_road', minZoom: 10 },
  tertiary: { kind: 'major_road', minZoom: 11 },
  unclassified: { kind: 'minor_road', minZoom: 12 },
  residential: { kind: 'minor_road', minZoom: 12 },
  road: { kind: 'minor_road', minZoom: 12 },
  living_street: { kind: 'minor_road', minZoom: 12 },
  busway: { kind: 'minor_road', minZoom: 13 },
  service: { kind: 'minor_road', minZoom: 14 },
  pedestrian: { kind: 'path', minZoom: 13 },
  track: { kind: 'path', minZoom: 14 },
  cycleway: { kind: 'path', minZoom: 14 },
  path: { kind: 'path', minZoom: 14 },
  footway: { kind: 'path', minZoom: 14 },
  bridleway: { kind: 'path', minZoom: 14 },
  steps: { kind: 'path', minZoom: 15 },
}
/** Drawn last is on top. */
const roadOrder = ['path', 'rail', 'ferry', 'minor_road', 'major_road', 'highway']

function road(tags: OsmTags): { minZoom: number; properties: Properties } | null {
  let highway = tags.highway
  if (highway) {
    const isLink = highway.endsWith('_link')
    if (isLink) highway = highway.slice(0, -5)
    if (!Object.hasOwn(roadClasses, highway) || tags.area === 'yes') return null
    const { kind, minZoom } = roadClasses[highway]
    const properties: Properties = {
      kind,
      kind_detail: highway,
      sort_rank: 300 + roadOrder.indexOf(kind) * 10 + Math.max(0, 8 - minZoom),
    }
    if (isLink) properties.is_link = true
    if (tags.tunnel && tags.tunnel !== 'no') properties.is_tunnel = true
    if (tags.bridge && tags.bridge !== 'no') properties.is_bridge = true
    if (tags.oneway === 'yes' || tags.oneway === '-1') properties.oneway = tags.oneway
    if (tags.ref) {
      properties.ref = tags.ref.split(';')[0]
      properties.shield_text_length = Math.min(9, properties.ref.length)
    }
    return { minZoom: isLink ? Math.max(minZoom, 11) : minZoom, properties: named(properties, tags) }
  }
  if (tags.railway === 'rail' || tags.railway === 'light_rail' || tags.railway === 'narrow_gauge') {
    const minZoom = tags.service ? 14 : 10
    return { minZoom, properties: { kind: 'rail', kind_detail: tags.railway, sort_rank: 310 } }
  }
  if (tags.railway === 'subway' || tags.railway === 'tram')
    return { minZoom: 13, properties: { kind: 'rail', kind_detail: tags.railway, sort_rank: 309 } }
  if (tags.route === 'ferry') return { minZoom: 10, properties: { kind: 'ferry', sort_rank: 320 } }
  if (tags.aeroway === 'runway' || tags.aeroway === 'taxiway')
    return { minZoom: 11, properties: { kind: 'other', kind_detail: tags.aeroway, sort_rank: 300 } }
  return null
}

/** landuse kind by tag value; the first key that matches counts */
const landuseKinds: Record<string, Record<string, string>> = {
  leisure: {
    park: 'park',
    garden: 'garden',
    golf_course: 'golf_course',
    pitch: 'pitch',
    playground: 'playground',
    nature_reserve: 'nature_reserve',
    recreation_ground: 'recreation_ground',
    stadium: 'recreation_ground',
    sports_centre: 'recreation_ground',
  },
  amenity: {
    school: 'school',
    kindergarten: 'school',
    college: 'college',
    university: 'university',
    hospital: 'hospital',
    parking: 'parking',
    grave_yard: 'cemetery',
  },
  aeroway: { aerodrome: 'aerodrome' },
  landuse: {
    forest: 'forest',
    grass: 'grass',
    meadow: 'meadow',
    village_green: 'village_green',
    allotments: 'allotments',
    cemetery: 'cemetery',
    recreation_ground: 'recreation_ground',
    residential: 'residential',
    industrial: 'industrial',
    commercial: 'commercial',
    retail: 'commercial',
    farmland: 'farmland',
    farmyard: 'farmland',
    orchard: 'orchard',
    vineyard: 'vineyard',
    railway: 'railway',
    military: 'military',
    greenhouse_horticulture: 'farmland',
  },
  natural: {
    wood: 'wood',
    scrub: 'scrub',
    heath: 'scrub',
    grassland: 'grassland',
    wetland: 'wetland',
    beach: 'beach',
    sand: 'sand',
    glacier: 'glacier',
    bare_rock: 'bare_rock',
    scree: 'bare_rock',
    shingle: 'bare_rock',
  },
  highway: { pedestrian: 'pedestrian' },
}

function landuse(tags: OsmTags): string | undefined {
  for (const key in landuseKinds) {
    const value = tags[key]
    if (value !== undefined && Object.hasOwn(landuseKinds[key], value)) return landuseKinds[key][value]
  }
  return undefined
}

function waterArea(tags: OsmTags): string | undefined {
  if (tags.natural === 'water') {
    const water = tags.water ?? 'water'
    return ['lake', 'river', 'stream', 'canal', 'ditch'].includes(water) ? water : 'water'
  }
  if (tags.waterway === 'riverbank' || tags.waterway === 'dock') return 'river'
  if (tags.landuse === 'reservoir' || tags.landuse === 'basin') return 'water'
  if (tags.leisure === 'swimming_pool') return 'swimming_pool'
  return undefined
}
const waterLines: Record<string, number> = { river: 9, canal: 11, stream: 13, ditch: 15, drain: 15 }

interface PlaceClass {
  kind: string
  minZoom: number
  /** of a place whose population is not said */
  population: number
}
const placeClasses: Record<string, PlaceClass> = {
  country: { kind: 'country', minZoom: 1, population: 5_000_000 },
  state: { kind: 'region', minZoom: 5, population: 1_000_000 },
  province: { kind: 'region', minZoom: 5, population: 1_000_000 },
  region: { kind: 'region', minZoom: 6, population: 500_000 },
  county: { kind: 'county', minZoom: 8, population: 200_000 },
  city: { kind: 'locality', minZoom: 6, population: 200_000 },
  town: { kind: 'locality', minZoom: 9, population: 10_000 },
  village: { kind: 'locality', minZoom: 11, population: 1_000 },
  hamlet: { kind: 'locality', minZoom: 13, population: 100 },
  isolated_dwelling: { kind: 'locality', minZoom: 15, population: 5 },
  farm: { kind: 'locality', minZoom: 15, population: 5 },
  suburb: { kind: 'neighbourhood', minZoom: 11, population: 5_000 },
  quarter: { kind: 'neighbourhood', minZoom: 12, population: 3_000 },
  neighbourhood: { kind: 'neighbourhood', minZoom: 13, population: 1_000 },
  locality: { kind: 'locality', minZoom: 14, population: 10 },
}

const populationSteps = [
  200, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1e6, 2e6, 5e6, 1e7, 2e7, 5e7,
  1e9,
]

function place(tags: OsmTags): { minZoom: number; properties: Properties } | null {
  if (!tags.place || !tags.name || !Object.hasOwn(placeClasses, tags.place)) return null
  const { kind, minZoom, population: usual } = placeClasses[tags.place]
  const told = /^\d{1,10}$/.test(tags.population ?? '') ? Number(tags.population) : 0
  const population = told || usual
  return {
    minZoom,
    properties: named(
      {
        kind,
        kind_detail: tags.place,
        population,
        population_rank: populationSteps.filter((step) => population >= step).length,
        min_zoom: minZoom,
        sort_rank: 100 + minZoom,
      },
      tags,
    ),
  }
}

/** Named grounds that people ask the way to: estates (小区) above all. */
const groundKinds: Record<string, string> = {
  residential: 'estate',
  industrial: 'industrial',
  commercial: 'commercial',
  retail: 'commercial',
  cemetery: 'cemetery',
}
const poiKeys = ['railway', 'amenity', 'tourism', 'shop', 'leisure', 'office', 'healthcare', 'historic']
/** Street furniture that no map needs. */
const notPois = new Set([
  'bench',
  'waste_basket',
  'parking_space',
  'parking',
  'hunting_stand',
  'vending_machine',
])
const poiRailways = new Set(['station', 'halt', 'tram_stop'])

function poi(tags: OsmTags): Properties | null {
  if (!tags.name) return null
  for (const key of poiKeys) {
    const value = tags[key]
    if (!value || value === 'no' || value === 'yes' || notPois.has(value)) continue
    if (key === 'railway' && !poiRailways.has(value)) continue
    return named({ kind: value, min_zoom: 15 }, tags)
  }
  const ground = tags.landuse
  return ground && Object.hasOwn(groundKinds, ground)
    ? named({ kind: groundKinds[ground], min_zoom: 14 }, tags)
    : null
}

function address(tags: OsmTags): Properties | null {
  const number = tags['addr:housenumber']
  return number ? { kind: 'address', addr_housenumber: number } : null
}

function building(tags: OsmTags): Properties | null {
  if (!tags.building || tags.building === 'no') return null
  const properties: Properties = { kind: 'building' }
  const height = /^\d{1,3}(\.\d+)?/.exec(tags.height ?? '')
  const levels = /^\d{1,3}(\.\d+)?/.exec(tags['building:levels'] ?? '')
  if (height) properties.height = Math.round(Number(height[0]))
  else if (levels) properties.height = Math.round(Number(levels[0]) * 3)
  return properties
}

const boundaryKinds: [maxLevel: number, kind: string, minZoom: number][] = [
  [2, 'country', 0],
  [4, 'region', 4],
  [6, 'county', 7],
  [8, 'locality', 10],
]

const pairs = (line: Float64Array) => {
  const made: [number, number][] = []
  for (let i = 0; i + 1 < line.length; i += 2) made.push([line[i], line[i + 1]])
  return made
}
const lineGeometry = (line: Float64Array): Geometry => ({ type: 'LineString', coordinates: pairs(line) })
const pointGeometry = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] })

/** Each hole goes with the first outer ring that holds it. */
function areaGeometry(area: Area): Geometry {
  if (area.outers.length === 1)
    return { type: 'Polygon', coordinates: [area.outers[0], ...area.inners].map(pairs) }
  const holes: [number, number][][][] = area.outers.map(() => [])
  for (const inner of area.inners) {
    const owner = area.outers.findIndex((outer) => contains(outer, inner[0], inner[1]))
    if (owner >= 0) holes[owner].push(pairs(inner))
  }
  return { type: 'MultiPolygon', coordinates: area.outers.map((outer, i) => [pairs(outer), ...holes[i]]) }
}

function contains(ring: Float64Array, lon: number, lat: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if (ring[i + 1] > lat === ring[j + 1] > lat) continue
    if (lon < ((ring[j] - ring[i]) * (lat - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i])
      inside = !inside
  }
  return inside
}

/** The zoom at which an area of so many square degrees is about 4 pixels wide. */
function zoomOfArea(area: Area): number {
  const square = area.outers.reduce((sum, ring) => sum + Math.abs(ringArea2(ring)) / 2, 0)
  if (square <= 0) return 15
  // one pixel of a 256-pixel tile is 360 / 256 / 2^z degrees
  return Math.ceil(Math.log2((360 / 256) * (4 / Math.sqrt(square))))
}

const within = (zoom: number, least: number, most: number) => Math.min(most, Math.max(least, zoom))

/** Everything of an extract that the basemap draws; `bbox` is that of the tiles. */
export function* tileFeatures(extract: OsmExtract, bbox: RegionInfo['bbox']): Generator<TileFeature> {
  for (const area of seaAreas(extract, bbox))
    yield { layer: 'water', minZoom: 0, feature: feature(areaGeometry(area), { kind: 'ocean' }) }
  for (const { tags, lonE7, latE7 } of extract.points) {
    const at = pointGeometry(lonE7 / 1e7, latE7 / 1e7)
    yield* pointFeatures(tags, at)
  }
  const lines: (KeyedLine & { layer: 'roads' | 'water'; minZoom: number; properties: Properties })[] = []
  const addLine = (way: ExtractWay, of: Omit<(typeof lines)[number], keyof KeyedLine>, directed: boolean) => {
    const line = wayLine(extract, way)
    if (line.length >= 4)
      lines.push({ ...of, line, directed, key: of.layer + of.minZoom + JSON.stringify(of.properties) })
  }
  for (const way of extract.ways) {
    const { tags } = way
    const asRoad = road(tags)
    if (asRoad) {
      addLine(way, { layer: 'roads', ...asRoad }, asRoad.properties.oneway !== undefined)
      continue
    }
    const area = wayArea(extract, way)
    if (area) yield* areaFeatures(tags, area)
    else if (tags.waterway && Object.hasOwn(waterLines, tags.waterway)) {
      if (tags.tunnel && tags.tunnel !== 'no') continue
      const properties = named({ kind: tags.waterway === 'drain' ? 'ditch' : tags.waterway }, tags)
      addLine(way, { layer: 'water', minZoom: waterLines[tags.waterway], properties }, true)
    }
  }
  for (const { layer, minZoom, line, properties } of joinLines(lines))
    yield { layer, minZoom, feature: feature(lineGeometry(line), properties) }
  for (const relation of extract.relations) {
    if (relation.tags.type !== 'multipolygon' && relation.tags.type !== 'boundary') continue
    if (relation.tags.boundary && relation.tags.boundary !== 'place') continue
    const area = relationArea(extract, relation)
    if (area) yield* areaFeatures(relation.tags, area)
  }
  yield* boundaryFeatures(extract)
}

const feature = (geometry: Geometry, properties: Properties): Feature => ({
  type: 'Feature',
  geometry,
  properties,
})

function* pointFeatures(tags: OsmTags, at: Geometry): Generator<TileFeature> {
  const asPlace = place(tags)
  if (asPlace)
    yield {
      layer: 'places',
      minZoom: Math.max(0, asPlace.minZoom - 1),
      feature: feature(at, asPlace.properties),
    }
  const asPoi = poi(tags)
  if (asPoi) yield { layer: 'pois', minZoom: 14, feature: feature(at, asPoi) }
  const asAddress = address(tags)
  if (asAddress) yield { layer: 'buildings', minZoom: 15, feature: feature(at, asAddress) }
}

function* areaFeatures(tags: OsmTags, area: Area): Generator<TileFeature> {
  const asBuilding = building(tags)
  const water = asBuilding ? undefined : waterArea(tags)
  const land = asBuilding || water ? undefined : landuse(tags)
  const geometry = areaGeometry(area)
  if (asBuilding) yield { layer: 'buildings', minZoom: 13, feature: feature(geometry, asBuilding) }
  if (water) {
    const minZoom = within(zoomOfArea(area), 6, 15)
    yield { layer: 'water', minZoom, feature: feature(geometry, named({ kind: water }, tags)) }
  }
  if (land) {
    const isWood = land === 'forest' || land === 'wood'
    const minZoom = within(zoomOfArea(area), isWood ? 7 : 9, 15)
    yield {
      layer: 'landuse',
      minZoom,
      feature: feature(geometry, { kind: land, sort_rank: isWood ? 180 : 190 }),
    }
  }
  const largest = area.outers.reduce((a, b) => (Math.abs(ringArea2(b)) > Math.abs(ringArea2(a)) ? b : a))
  yield* pointFeatures(tags, pointGeometry(...pointInside(largest)))
}

/** A border that two areas share is drawn once, as the higher of the two. */
function* boundaryFeatures(extract: OsmExtract): Generator<TileFeature> {
  const levels = new Map<number, number>()
  for (const relation of extract.relations) {
    if (relation.tags.boundary !== 'administrative') continue
    const level = Number(relation.tags.admin_level)
    if (!(level >= 1 && level <= 8)) continue
    for (const member of relation.members) {
      if (member.type !== 'way' || member.role === 'inner_label') continue
      const index = extract.wayIndex.get(member.ref)
      if (index >= 0) levels.set(index, Math.min(level, levels.get(index) ?? 99))
    }
  }
  for (const [index, level] of levels) {
    const line = wayLine(extract, extract.ways[index])
    if (line.length < 4) continue
    const [, kind, minZoom] = boundaryKinds.find(([maxLevel]) => level <= maxLevel)!
    yield {
      layer: 'boundaries',
      minZoom,
      feature: feature(lineGeometry(line), { kind, kind_detail: level, sort_rank: 280 - level }),
    }
  }
}

import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import GeoJSONVT from 'geojson-vt'
import { describe, expect, test } from 'vitest'
import { XmlDocument } from 'xmldoc'
import vtpbf from 'vt-pbf'
import {
  placeAt,
  createTileReader,
  readMapLayers,
  worldX,
  worldY,
  type MapLayers,
} from '../../../electron/service/exports/mapLayers.ts'
import { spreadMarkers, type Marker } from '../../../electron/service/exports/pdf/mapMarkers.ts'
import { drawOverlay, frameOf } from '../../../electron/service/exports/pdf/sheetMap.ts'
import { disclose } from '../../../shared/model/runsheet.ts'
import { longDay, sheetDay, sheetStop } from '../../helpers/sheetDay.ts'

type Feature = {
  type: 'Feature'
  geometry: { type: string; coordinates: unknown }
  properties: Record<string, unknown>
}
const feature = (type: string, coordinates: unknown, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  geometry: { type, coordinates },
  properties,
})

/** A region of one street, one lake with an island, one park and one town, cut into tiles as the region builder does. */
function tilesOf(layers: Record<string, Feature[]>) {
  const indexes = Object.entries(layers).map(([name, features]) => ({
    name,
    index: new GeoJSONVT({ type: 'FeatureCollection', features } as never, {
      maxZoom: 15,
      indexMaxZoom: 15,
      extent: 4096,
      buffer: 64,
    }),
  }))
  return (z: number, x: number, y: number): Uint8Array | null => {
    const found: Record<string, never> = {}
    for (const { name, index } of indexes) {
      const tile = index.getTile(z, x, y)
      if (tile) found[name] = tile as never
    }
    return Object.keys(found).length === 0
      ? null
      : gzipSync(vtpbf.fromGeojsonVt(found, { version: 2, extent: 4096 }))
  }
}
const square = (lon: number, lat: number, half: number) => [
  [lon - half, lat - half],
  [lon + half, lat - half],
  [lon + half, lat + half],
  [lon - half, lat + half],
  [lon - half, lat - half],
]
const tiles = tilesOf({
  roads: [
    feature('LineString', [[121.5, 25.03], [121.56, 25.03]], { kind: 'major_road', kind_detail: 'primary', name: '信義路', 'name:en': 'Xinyi Road' }),
    feature('LineString', [[121.52, 25.02], [121.52, 25.04]], { kind: 'major_road', kind_detail: 'tertiary' }),
    feature('LineString', [[121.53, 25.02], [121.53, 25.04]], { kind: 'other' }),
  ],
  water: [feature('Polygon', [square(121.54, 25.035, 0.004), square(121.54, 25.035, 0.001).reverse()], { kind: 'lake' })],
  landuse: [feature('Polygon', [square(121.51, 25.025, 0.002)], { kind: 'park' })],
  places: [
    feature('Point', [121.53, 25.03], { kind: 'locality', kind_detail: 'town', name: '大安' }),
    feature('Point', [121.53, 25.03], { kind: 'country', name: '臺灣' }),
  ],
}) // prettier-ignore
const box = { west: worldX(121.5), east: worldX(121.56), north: worldY(25.045), south: worldY(25.015) }

describe('surroundings from tiles', () => {
  const layers = readMapLayers(createTileReader(tiles, 'zh-TW'), box, { min: 0, max: 15 }, '© OSM')

  test('streets by class, with their names in the language of the sheet', () => {
    expect(new Set(layers.lines.map((line) => `${line.kind} ${line.name}`))).toEqual(
      new Set(['major 信義路', 'medium ']),
    )
    const english = readMapLayers(createTileReader(tiles, 'en'), box, { min: 0, max: 15 }, '')
    expect(english.lines.some((line) => line.name === 'Xinyi Road')).toBe(true)
  })

  test('each tile decoded once, however many maps it is on', () => {
    const asked: string[] = []
    const counted = createTileReader((z, x, y) => {
      asked.push(`${z}/${x}/${y}`)
      return tiles(z, x, y)
    }, 'zh-TW')
    for (let map = 0; map < 3; map++)
      expect(readMapLayers(counted, box, { min: 0, max: 15 }, '© OSM')).toEqual(layers)
    expect(new Set(asked).size).toBe(asked.length)
  })

  test('places where they were, within a metre or so', () => {
    const ends = layers.lines.filter((line) => line.kind === 'major').flatMap((line) => line.line)
    for (const [, lat] of ends) expect(Math.abs(lat - 25.03)).toBeLessThan(2e-5)
    expect(Math.min(...ends.map(([lon]) => lon))).toBeCloseTo(121.5, 4)
    expect(Math.max(...ends.map(([lon]) => lon))).toBeCloseTo(121.56, 4)
    expect(new Set(layers.places.map((place) => place.name))).toEqual(new Set(['大安']))
  })

  test('areas with their holes', () => {
    expect(new Set(layers.areas.map((area) => area.kind))).toEqual(new Set(['water', 'green']))
    expect(layers.areas.some((area) => area.kind === 'water' && area.rings.length === 2)).toBe(true)
  })

  test('a box outside the region has none', () => {
    const far = { west: 0.1, east: 0.1001, north: 0.4, south: 0.4001 }
    expect(readMapLayers(createTileReader(tiles, 'en'), far, { min: 0, max: 15 }, '').lines).toEqual([])
  })

  test('world and back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -179, max: 179, noNaN: true }),
        fc.double({ min: -80, max: 80, noNaN: true }),
        (lon, lat) => {
          const [x, y] = placeAt(worldX(lon), worldY(lat))
          expect(x).toBeCloseTo(lon, 8)
          expect(y).toBeCloseTo(lat, 8)
        },
      ),
      { seed: 5 },
    )
  })
})

describe('the frame', () => {
  test('holds every stop, the route and the start', () => {
    const day = disclose(longDay(8))
    const frame = frameOf(day, 527, 236)!
    for (const place of [...day.route, ...day.stops.map((stop): [number, number] => [stop.lon, stop.lat])]) {
      const [x, y] = frame.project(place)
      expect(x).toBeGreaterThan(10)
      expect(x).toBeLessThan(517)
      expect(y).toBeGreaterThan(10)
      expect(y).toBeLessThan(226)
    }
  })

  test('holds the stops alone, with an inset, where the way there is long', () => {
    const start = { label: 'far', at: [121.3, 24.8] as [number, number] }
    const day = disclose(
      sheetDay({ ...longDay(5), start, end: start, route: [start.at, [121.53, 25.03], start.at] }),
    )
    const frame = frameOf(day, 527, 236)!
    expect(frame.project(start.at)[0]).toBeLessThan(0)
    expect(drawOverlay(day, frame, null)).toContain('translate(')
  })

  test('of one stop is a kilometre or so wide, not a point', () => {
    const frame = frameOf(disclose(sheetDay({ start: null, end: null, route: [] })), 527, 236)!
    expect(527 / frame.pointsPerMetre).toBeCloseTo(900, -1)
    expect(frame.project([121.5645, 25.0337])[0]).toBeCloseTo(263.5, 1)
  })

  test('of nothing is none', () => {
    expect(frameOf(disclose(sheetDay({ stops: [], start: null, end: null, route: [] })), 527, 236)).toBeNull()
  })
})

describe('markers', () => {
  const marker = (x: number, y: number): Marker => ({
    kind: 'planned',
    text: '1',
    x,
    y,
    atX: x,
    atY: y,
    moved: false,
  })

  test('of one building are pushed apart, each with its place kept', () => {
    const spread = spreadMarkers([marker(100, 100), marker(100, 100), marker(100, 100)], 527, 236)
    for (let i = 0; i < 3; i++)
      for (let j = i + 1; j < 3; j++)
        expect(Math.hypot(spread[i]!.x - spread[j]!.x, spread[i]!.y - spread[j]!.y)).toBeGreaterThan(15)
    expect(spread.map(({ atX, atY }) => [atX, atY])).toEqual([[100, 100], [100, 100], [100, 100]]) // prettier-ignore
    expect(spread.some((each) => each.moved)).toBe(true)
  })

  test('apart already stay where they are', () => {
    const there = [marker(50, 50), marker(90, 50)]
    expect(spreadMarkers(there, 527, 236)).toEqual(there)
  })

  test('never leave the map', () => {
    const anywhere = fc.record({
      x: fc.double({ min: 0, max: 527, noNaN: true }),
      y: fc.double({ min: 0, max: 236, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(anywhere, { maxLength: 20 }), (points) => {
        for (const { x, y } of spreadMarkers(
          points.map(({ x, y }) => marker(x, y)),
          527,
          236,
        )) {
          expect(x).toBeGreaterThanOrEqual(10)
          expect(x).toBeLessThanOrEqual(517)
          expect(y).toBeGreaterThanOrEqual(10)
          expect(y).toBeLessThanOrEqual(226)
        }
      }),
      { seed: 9 },
    )
  })
})

test('the map is well-formed whatever its names say', () => {
  const hostile = '</text><script>&"\'\u0000'
  const layers: MapLayers = {
    areas: [],
    lines: [{ kind: 'major', name: hostile, line: [[121.5, 25.033], [121.6, 25.033]] }],
    places: [{ name: hostile, at: [121.53, 25.035], rank: 0 }],
    attribution: hostile,
  } // prettier-ignore
  const day = disclose(sheetDay({ stops: [sheetStop(), sheetStop({ order: 2, lon: 121.57 })] }))
  const svg = drawOverlay(day, frameOf(day, 527, 236)!, layers)
  const document = new XmlDocument(svg)
  expect(document.name).toBe('svg')
  expect(svg).not.toContain('<script')
})

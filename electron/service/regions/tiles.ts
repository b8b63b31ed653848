/// <reference path="./untyped.d.ts" />
import { gzipSync } from 'node:zlib'
import type { Feature } from 'geojson'
import GeoJSONVT, { type LegacyFeature } from 'geojson-vt'
import vtPbf from 'vt-pbf'
import { throwIfCancelled, type Cancel, type Progress } from '../../../shared/core/lib/cancel.ts'
import type { TileFeature } from './tileFeatures.ts'

export const maxTileZoom = 15
const extent = 4096

export interface Tile {
  z: number
  x: number
  y: number
  /** gzip of a Mapbox Vector Tile */
  bytes: Uint8Array
}

/** Degrees of map beyond the last road: about 1.5 km, so that a visit at the edge does not stand on nothing. */
const margin = 0.015

/** The box over which tiles are cut, from that of the roads. */
export const tileBox = ([west, south, east, north]: Box): Box => [
  west - margin,
  south - margin,
  east + margin,
  north + margin,
]

type Box = [west: number, south: number, east: number, north: number]

/** Order of layers in a tile; `earth` fills the square. */
const layerOrder = ['earth', 'landuse', 'water', 'buildings', 'roads', 'boundaries', 'places', 'pois']

/** The whole square with a margin, so that no border of it shows. */
const earth: LegacyFeature = {
  type: 3,
  geometry: [
    [
      [-64, -64],
      [extent + 64, -64],
      [extent + 64, extent + 64],
      [-64, extent + 64],
      [-64, -64],
    ],
  ],
  tags: { kind: 'earth' },
}

/** Column and row of the tile in which a place lies, with fractions. */
export function tileOf(lon: number, lat: number, zoom: number): [x: number, y: number] {
  const scale = 2 ** zoom
  const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180)
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
  return [((lon + 180) / 360) * scale, y * scale]
}

/**
 * Cuts features into vector tiles z0–z15 over a box. Each feature enters at its own least zoom, so there is one
 * geojson-vt index for each layer and zoom at which something enters.
 */
export function* cutTiles(
  features: Iterable<TileFeature>,
  bbox: Box,
  cancel: Cancel,
  progress: Progress,
): Generator<Tile> {
  const bands = new Map<string, { layer: string; minZoom: number; features: Feature[] }>()
  for (const { layer, minZoom, feature } of features) {
    const key = layer + minZoom
    const band = bands.get(key)
    if (band) band.features.push(feature)
    else bands.set(key, { layer, minZoom, features: [feature] })
  }
  const indexes = [...bands.values()]
    .sort((a, b) => layerOrder.indexOf(a.layer) - layerOrder.indexOf(b.layer) || a.minZoom - b.minZoom)
    .map((band) => {
      throwIfCancelled(cancel)
      const index = new GeoJSONVT(
        { type: 'FeatureCollection', features: band.features },
        { maxZoom: maxTileZoom, indexMaxZoom: 0, indexMaxPoints: 0, tolerance: 3, extent, buffer: 64 },
      )
      band.features = []
      return { layer: band.layer, minZoom: band.minZoom, index }
    })

  const [west, south, east, north] = tileBox(bbox)
  const ranges: { z: number; x0: number; x1: number; y0: number; y1: number }[] = []
  let total = 0
  for (let z = 0; z <= maxTileZoom; z++) {
    const last = 2 ** z - 1
    const [x0, y0] = tileOf(west, north, z).map((v) => Math.max(0, Math.min(last, Math.floor(v))))
    const [x1, y1] = tileOf(east, south, z).map((v) => Math.max(0, Math.min(last, Math.floor(v))))
    ranges.push({ z, x0, x1, y0, y1 })
    total += (x1 - x0 + 1) * (y1 - y0 + 1)
  }
  let done = 0
  for (const { z, x0, x1, y0, y1 } of ranges) {
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        if ((done++ & 15) === 0) {
          throwIfCancelled(cancel)
          progress({ stage: 'tiles', done, total })
        }
        const layers: Record<string, { features: LegacyFeature[] }> = { earth: { features: [earth] } }
        for (const { layer, minZoom, index } of indexes) {
          if (z < minZoom) continue
          const found = index.getTile(z, x, y)?.features
          if (!found?.length) continue
          layers[layer] ??= { features: [] }
          for (const one of found) layers[layer].features.push(one)
        }
        yield { z, x, y, bytes: gzipSync(vtPbf.fromGeojsonVt(layers, { version: 2, extent })) }
      }
    }
  }
}

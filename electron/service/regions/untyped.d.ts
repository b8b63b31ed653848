declare module 'vt-pbf' {
  interface TileLayers {
    [layer: string]: { features: unknown[] }
  }
  const vtPbf: {
    /** Mapbox Vector Tile bytes of tiles that geojson-vt made, by layer name. */
    fromGeojsonVt(layers: TileLayers, options: { version: number; extent: number }): Uint8Array
  }
  export default vtPbf
}

declare module 'tz-lookup' {
  /** IANA zone of a place, degrees. */
  export default function tzLookup(lat: number, lon: number): string
}

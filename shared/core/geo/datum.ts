import gcoord from 'gcoord'
import { datums, type Datum } from '../../model/location.ts'
import { haversineMetres } from './distance.ts'

const crs = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

/** What a conversion between datums adds at most, there and back, in metres; a test over China holds it. */
export const conversionMetres = 1

/**
 * A coordinate of the given datum as WGS-84. GCJ-02 has no published inverse; gcoord's iteration is good to about
 * 0.1 m, BD-09's to about 1 m. Outside China the three are taken to be one.
 */
export function toWgs84(lon: number, lat: number, datum: Datum): { lon: number; lat: number } {
  if (datum === 'wgs84') return { lon, lat }
  const [x, y] = gcoord.transform([lon, lat], crs[datum], crs.wgs84) as [number, number]
  return { lon: x, lat: y }
}

/** A WGS-84 coordinate in the given datum: what Amap and Tencent (GCJ-02) or Baidu (BD-09) links want. */
export function fromWgs84(lon: number, lat: number, datum: Datum): { lon: number; lat: number } {
  if (datum === 'wgs84') return { lon, lat }
  const [x, y] = gcoord.transform([lon, lat], crs.wgs84, crs[datum]) as [number, number]
  return { lon: x, lat: y }
}

/** Whether it matters at a place in which datum it is said: inside China it shifts the place by hundreds of metres. */
export function datumsDiffer({ lon, lat }: { lon: number; lat: number }): boolean {
  const shifted = toWgs84(lon, lat, 'gcj02')
  return haversineMetres(lon, lat, shifted.lon, shifted.lat) > 10
}

/** A coordinate whose datum nobody said, beside where its own address was found (WGS-84). */
export interface DatumSample {
  lon: number
  lat: number
  found: { lon: number; lat: number }
}

export interface DatumGuess {
  datum: Datum
  /** median metres between the samples and their addresses, read in each datum */
  medianMetres: Record<Datum, number>
  samples: number
  /** false with fewer than five samples, or where the best is not clearly nearer than the next */
  sure: boolean
}

const leastSamples = 5

/** Which datum puts the points nearest to their own addresses. WGS-84 when that cannot be told. */
export function detectDatum(samples: readonly DatumSample[]): DatumGuess {
  const medianMetres = { wgs84: 0, gcj02: 0, bd09: 0 }
  for (const datum of datums) {
    const distances = samples
      .map((sample) => {
        const point = toWgs84(sample.lon, sample.lat, datum)
        return haversineMetres(point.lon, point.lat, sample.found.lon, sample.found.lat)
      })
      .sort((a, b) => a - b)
    medianMetres[datum] = distances[distances.length >> 1] ?? 0
  }
  const [best, next] = [...datums].sort((a, b) => medianMetres[a] - medianMetres[b])
  const sure = samples.length >= leastSamples && medianMetres[best!] * 1.3 + 20 < medianMetres[next!]
  return { datum: sure ? best! : 'wgs84', medianMetres, samples: samples.length, sure }
}

import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversionMetres, detectDatum, fromWgs84, toWgs84 } from '../../../shared/core/geo/datum.ts'
import { haversineMetres } from '../../../shared/core/geo/distance.ts'
import { datums } from '../../../shared/model/location.ts'
import { hasReferenceData, referenceData } from '../../helpers/reference.ts'

describe('datum', () => {
  it('goes there and back within a metre, anywhere in China', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 85, max: 130, noNaN: true }),
        fc.double({ min: 20, max: 50, noNaN: true }),
        fc.constantFrom(...datums),
        (lon, lat, datum) => {
          const away = fromWgs84(lon, lat, datum)
          const back = toWgs84(away.lon, away.lat, datum)
          expect(haversineMetres(lon, lat, back.lon, back.lat)).toBeLessThan(conversionMetres)
        },
      ),
      { numRuns: 500, seed: 9 },
    )
  })

  it('is told only where one is clearly nearest, else WGS-84', () => {
    const found = Array.from({ length: 10 }, (_, i) => ({ lon: 121.47 + i / 100, lat: 31.23 + i / 200 }))
    for (const datum of datums) {
      const samples = found.map((point) => ({ ...fromWgs84(point.lon, point.lat, datum), found: point }))
      expect(detectDatum(samples)).toMatchObject({ datum, sure: true })
      expect(detectDatum(samples.slice(0, 4))).toMatchObject({ datum: 'wgs84', sure: false })
    }
    expect(detectDatum([])).toMatchObject({ datum: 'wgs84', sure: false, samples: 0 })
    // in Liechtenstein the datums do not differ
    const far = found.map(({ lon, lat }) => ({
      lon: lon - 112,
      lat: lat + 16,
      found: { lon: lon - 112, lat: lat + 16 },
    }))
    expect(detectDatum(far)).toMatchObject({ datum: 'wgs84' })
  })
})

describe.skipIf(!hasReferenceData)('datum against another conversion', () => {
  it('877 shops of Shanghai, GCJ-02 as published and WGS-84 as someone else converted it', () => {
    const rows: Record<string, string>[] = parse(
      readFileSync(referenceData('addresses/starbucks-shanghai.csv')),
      {
        columns: true,
        bom: true,
      },
    )
    expect(rows).toHaveLength(877)
    for (const row of rows) {
      const point = toWgs84(Number(row.lon_gcj02), Number(row.lat_gcj02), 'gcj02')
      expect(
        haversineMetres(point.lon, point.lat, Number(row.lon_wgs84), Number(row.lat_wgs84)),
      ).toBeLessThan(3)
    }
  })
})

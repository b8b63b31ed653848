import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fractionAlong,
  haversineMetres,
  isLonLat,
  metresPerDegree,
} from '../../../shared/core/geo/distance.ts'

describe('distance', () => {
  it('of one degree of the equator, and of a quarter of the globe', () => {
    // 6371008.8 · π / 180, and · π / 2
    expect(haversineMetres(0, 0, 1, 0)).toBeCloseTo(111195.0802, 3)
    expect(metresPerDegree).toBeCloseTo(111195.0802, 3)
    expect(haversineMetres(0, 0, 0, 90)).toBeCloseTo(10007557.2, 0)
  })
  it('from Beijing to Shanghai is 1,067 km by great circle', () => {
    expect(haversineMetres(116.4074, 39.9042, 121.4737, 31.2304) / 1000).toBeCloseTo(1067.3, 0)
  })
  it('is the same both ways, never NaN, none to itself', () => {
    const lon = fc.double({ min: -180, max: 180, noNaN: true })
    const lat = fc.double({ min: -90, max: 90, noNaN: true })
    fc.assert(
      fc.property(lon, lat, lon, lat, (a, b, c, d) => {
        const there = haversineMetres(a, b, c, d)
        expect(there).toBeGreaterThanOrEqual(0)
        expect(there).toBeLessThanOrEqual(20_015_116)
        expect(haversineMetres(c, d, a, b)).toBeCloseTo(there, 6)
        expect(haversineMetres(a, b, a, b)).toBe(0)
      }),
      { seed: 2, numRuns: 300 },
    )
  })
})

describe('the foot of a perpendicular', () => {
  it('lies where the eye would put it, and never past the ends', () => {
    expect(fractionAlong(0.5, 1, 0, 0, 1, 0)).toBeCloseTo(0.5, 9)
    expect(fractionAlong(-3, 1, 0, 0, 1, 0)).toBe(0)
    expect(fractionAlong(7, 1, 0, 0, 1, 0)).toBe(1)
    expect(fractionAlong(7, 1, 2, 2, 2, 2)).toBe(0)
  })
})

it('knows what is on Earth', () => {
  expect(isLonLat(180, -90)).toBe(true)
  expect([isLonLat(181, 0), isLonLat(0, 91), isLonLat(NaN, 0), isLonLat(0, Infinity)]).toEqual(
    Array(4).fill(false),
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haversineMetres } from '../../../shared/core/geo/distance.ts'
import { openRoads, RoadsUnreadableError } from '../../../shared/core/roads/network.ts'
import { carProfile } from '../../../shared/core/roads/profiles.ts'
import { buildSegmentGrid, nearestSegment } from '../../../shared/core/roads/segmentGrid.ts'
import { fractionAlong } from '../../../shared/core/geo/distance.ts'
import { parseMaxspeed } from '../../../shared/core/roads/maxspeed.ts'
import { parseDurationMinutes, wayUse } from '../../../shared/core/roads/wayUse.ts'
import { roadProfiles } from '../../../shared/core/roads/profiles.ts'
import { drawnRoads, networkOf } from '../../helpers/drawnRoads.ts'

describe('saved roads', () => {
  const { input } = drawnRoads('A---B\n|   |\nD---C', [
    ['ABCDA', { highway: 'residential' }],
    ['AC', { highway: 'primary' }],
  ])
  const network = networkOf(input, carProfile)

  it('open from any bytes, aligned or not, shared or not, the same', () => {
    const shifted = new Uint8Array(network.bytes.length + 3)
    shifted.set(network.bytes, 3)
    const shared = new Uint8Array(new SharedArrayBuffer(network.bytes.length))
    shared.set(network.bytes)
    for (const bytes of [network.bytes, shifted.subarray(3), shared]) {
      const opened = openRoads(bytes)
      expect(Array.from(opened.arcCost)).toEqual(Array.from(network.arcCost))
      expect(opened.grid).toMatchObject({ columns: network.grid.columns, westE7: network.grid.westE7 })
      expect(opened.mode).toBe('car')
    }
    expect(openRoads(shared).arcCost.buffer).toBe(shared.buffer)
  })
  it('refuse any flipped bit, any cut, another version', () => {
    fc.assert(
      fc.property(fc.nat(network.bytes.length - 1), fc.nat(7), (byte, bit) => {
        const broken = Uint8Array.from(network.bytes)
        broken[byte] ^= 1 << bit
        expect(() => openRoads(broken)).toThrow(RoadsUnreadableError)
      }),
      { seed: 11, numRuns: 400 },
    )
    for (const length of [0, 4, 100, network.bytes.length - 4, network.bytes.length - 1])
      expect(() => openRoads(network.bytes.slice(0, length))).toThrow(RoadsUnreadableError)
  })
  it('are the same bytes from the same map', () => {
    expect(networkOf(input, carProfile).bytes).toEqual(network.bytes)
  })
})

describe('the nearest street', () => {
  it('is the one that trying all of them finds, far and near', () => {
    const coordinate = fc.integer({ min: -300_000, max: 300_000 })
    const streets = fc.array(fc.tuple(coordinate, coordinate, coordinate, coordinate), {
      minLength: 1,
      maxLength: 30,
    })
    const centre = fc.constantFrom([0, 0], [1_215_000_000, 250_000_000], [95_000_000, 600_000_000])
    const place = fc.tuple(
      fc.integer({ min: -900_000, max: 900_000 }),
      fc.integer({ min: -900_000, max: 900_000 }),
    )
    fc.assert(
      fc.property(streets, centre, place, (lines, [lon0, lat0], [dx, dy]) => {
        const lonE7 = Int32Array.from(lines.flatMap(([x1, , x2]) => [lon0 + x1, lon0 + x2]))
        const latE7 = Int32Array.from(lines.flatMap(([, y1, , y2]) => [lat0 + y1, lat0 + y2]))
        const segments = Int32Array.from(lines, (_, i) => i * 2)
        const lon = (lon0 + dx) / 1e7
        const lat = (lat0 + dy) / 1e7
        const metres = (p: number) => {
          const [x1, y1, x2, y2] = [lonE7[p] / 1e7, latE7[p] / 1e7, lonE7[p + 1] / 1e7, latE7[p + 1] / 1e7]
          const f = fractionAlong(lon, lat, x1, y1, x2, y2)
          return haversineMetres(lon, lat, x1 + (x2 - x1) * f, y1 + (y2 - y1) * f)
        }
        const expected = Math.min(...[...segments].map(metres))
        const found = nearestSegment(buildSegmentGrid(lonE7, latE7, segments), lonE7, latE7, lon, lat)
        expect(found!.metres).toBeCloseTo(expected, 6)
      }),
      { seed: 5, numRuns: 500 },
    )
  })
  it('is none where there are no streets', () => {
    const none = new Int32Array(0)
    expect(nearestSegment(buildSegmentGrid(none, none, none), none, none, 9, 47)).toBeNull()
  })
})

describe('reading tags', () => {
  it.each([
    ['50', 50],
    ['50 km/h', 50],
    ['30 mph', 48.28032],
    ['CN:urban', 50],
    ['DE:zone30', 30],
    ['DE:zone:20', 20],
    ['XX:rural', 80],
    ['walk', 6],
    ['none', 0],
    ['60;80', 60],
    ['fast', 0],
    ['constructor', 0],
    ['-5', 0],
    [undefined, 0],
  ])('maxspeed %s is %s km/h', (value, kmh) => {
    expect(parseMaxspeed(value)).toBeCloseTo(kmh, 9)
  })
  it.each([
    ['00:20', 20],
    ['1:05:30', 65.5],
    ['PT1H10M', 70],
    ['15', 15],
    ['soon', 0],
  ])('a crossing of %s takes %s minutes', (value, minutes) => {
    expect(parseDurationMinutes(value)).toBe(minutes)
  })
  const open = (mode: keyof typeof roadProfiles, tags: Record<string, string>) =>
    wayUse(tags, roadProfiles[mode]) !== null
  it('who may go where', () => {
    expect(open('car', { highway: 'cycleway' })).toBe(false)
    expect(open('scooter', { highway: 'cycleway' })).toBe(true)
    expect(open('scooter', { highway: 'motorway' })).toBe(false)
    expect(open('scooter', { highway: 'footway' })).toBe(false)
    expect(open('scooter', { highway: 'footway', bicycle: 'yes' })).toBe(true)
    expect(open('foot', { highway: 'motorway' })).toBe(false)
    expect(open('foot', { highway: 'steps' })).toBe(true)
    expect(open('car', { highway: 'track' })).toBe(false)
    expect(open('car', { highway: 'track', motor_vehicle: 'yes' })).toBe(true)
    expect(open('car', { highway: 'residential', area: 'yes' })).toBe(false)
    expect(open('car', { highway: 'construction' })).toBe(false)
    expect(open('car', { route: 'ferry' })).toBe(false)
    expect(open('car', { route: 'ferry', motor_vehicle: 'yes' })).toBe(true)
    expect(open('foot', { route: 'ferry' })).toBe(true)
  })
  it('roundabouts and motorways are one-way unless tagged otherwise', () => {
    const back = (tags: Record<string, string>) => wayUse(tags, carProfile)!.backwardKmh
    expect(back({ highway: 'residential', junction: 'roundabout' })).toBe(0)
    expect(back({ highway: 'motorway' })).toBe(0)
    expect(back({ highway: 'motorway', oneway: 'no' })).toBe(90)
    expect(wayUse({ highway: 'residential', oneway: '-1' }, carProfile)).toMatchObject({
      forwardKmh: 0,
      backwardKmh: 25,
    })
  })
  it('a destination-only street is passable and slower', () => {
    expect(wayUse({ highway: 'residential', motor_vehicle: 'destination' }, carProfile)!.forwardKmh).toBe(15)
  })
  it('nobody stops on a motorway or in a tunnel', () => {
    expect(wayUse({ highway: 'motorway' }, carProfile)!.stopping).toBe(false)
    expect(wayUse({ highway: 'primary', tunnel: 'yes' }, carProfile)!.stopping).toBe(false)
    expect(wayUse({ highway: 'primary' }, carProfile)!.stopping).toBe(true)
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  buildAddressIndex,
  openAddressIndex,
  searchAddressNames,
} from '../../electron/service/database/region/addresses.ts'
import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import { readAddressList } from '../../electron/service/regions/addressList.ts'
import { createJobPool, type JobPool } from '../../electron/service/jobs/pool.ts'
import { buildRegion } from '../../electron/service/regions/buildRegion.ts'
import { resourcePath } from '../../electron/service/resources.ts'
import { extractFeatures } from '../../electron/service/sources/osm/features.ts'
import { buildingKey, geocode, memoryKey } from '../../shared/core/address/geocode.ts'
import { fromWgs84 } from '../../shared/core/geo/datum.ts'
import { haversineMetres } from '../../shared/core/geo/distance.ts'
import { neverCancelled, noProgress } from '../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import { indexOf, judge, mapFeatures, taipeiSet, westernQueries, worn } from '../helpers/addressSets.ts'
import { hasReferenceData } from '../helpers/reference.ts'

const gazetteer = loadGazetteer()
const folder = mkdtempSync(join(tmpdir(), 'geocode-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the tables of a region', () => {
  it('give the same answers as the index they were made from', () => {
    const features = [...extractFeatures(resourcePath('sample', 'taipei', 'taipei-main-roads.osm.pbf'))]
    const list = readAddressList(resourcePath('sample', 'taipei', 'building-list.csv'), 'list')
    const db = new Database(':memory:')
    const summary = buildAddressIndex(db, { features, lists: [list], gazetteer })
    expect(summary.houses).toBeGreaterThan(1_000)
    expect(summary.unusedCount).toBe(0)
    const stored = openAddressIndex(db)
    const memory = indexOf(features, [...list.rows])
    for (const row of list.rows) {
      const text = row.address!.replace('號', '之3號')
      const [one, other] = [geocode(text, stored, { gazetteer }), geocode(text, memory, { gazetteer })]
      expect(one.best && { ...one.best, source: '' }).toEqual(other.best && { ...other.best, source: '' })
      expect(geocode(row.address!, stored, { gazetteer }).reason).toBe('address-exact')
    }
    expect(searchAddressNames(db, '忠孝東').map((hit) => hit.name)).toContain('忠孝東路四段')
    expect(searchAddressNames(db, '大安', 3)[0]).toMatchObject({ kind: 'place', name: '大安區' })
    for (const text of ['', '路', '"忠孝 OR', "NEAR('a' 'b')", '%_%', '\0\0\0', '*'.repeat(500)])
      expect(Array.isArray(searchAddressNames(db, text))).toBe(true)
    db.close()
  })

  it('a cancelled build stops', () => {
    const db = new Database(':memory:')
    const features = [...extractFeatures(resourcePath('sample', 'taipei', 'taipei-main-roads.osm.pbf'))]
    expect(() => buildAddressIndex(db, { features, cancel: { cancelled: true } })).toThrow('cancelled')
    db.close()
  })
})

describe('the job', () => {
  const region = join(folder, 'taipei.region')
  let pool: JobPool
  beforeAll(async () => {
    pool = createJobPool(1)
    const pbfPath = resourcePath('sample', 'taipei', 'taipei-main-roads.osm.pbf')
    const lists = [{ name: '臺北市建物清單', path: resourcePath('sample', 'taipei', 'building-list.csv') }]
    await buildRegion(
      { pbfPath, lists, out: region, name: '臺北', modes: ['car'] },
      neverCancelled,
      noProgress,
    )
  })
  afterAll(() => pool.close())
  const door = '臺北市中正區三元街131號'
  const lon = 121.51108
  const lat = 25.02815

  it('locates rows, with pins that were confirmed', async () => {
    const pin = { lon: 121.5, lat: 25.03, radiusMetres: 15 }
    const steps: number[] = []
    const { results } = await pool.run(
      'geocode',
      {
        regionPath: region,
        rows: [
          { id: 'a', text: door },
          { id: 'b', text: '臺北市中正區三元街133號5樓' },
          { id: 'c', text: '臺北市中正區三元街133號8樓' },
          { id: 'd', text: '' },
          { id: 'e', text: "\u0000'; DROP TABLE address_street; --" },
        ],
        memory: [
          [memoryKey('台北市中正区三元街133号5楼', gazetteer), pin],
          [buildingKey('台北市中正区三元街133号', gazetteer), pin],
        ],
      },
      { progress: (step) => steps.push(step.done) },
    )
    expect(results.map(({ id, result }) => [id, result.reason, result.best?.level])).toEqual([
      ['a', 'address-exact', 'building'],
      ['b', 'address-remembered', 'pin'],
      ['c', 'address-remembered-building', 'building'],
      ['d', 'address-empty', undefined],
      ['e', expect.stringMatching(/^address-/), undefined],
    ])
    expect(results[0]!.result.best).toMatchObject({ lon, lat, source: '臺北市建物清單' })
    expect(results[1]!.result.best).toMatchObject(pin)
    expect(steps.at(-1)).toBe(5)
  })

  it('converts given coordinates from their datum, and flags those far from their address', async () => {
    const gcj = fromWgs84(lon, lat, 'gcj02')
    expect(haversineMetres(lon, lat, gcj.lon, gcj.lat)).toBeGreaterThan(100)
    const { results } = await pool.run('geocode', {
      regionPath: region,
      rows: [
        { id: 'a', text: door, ...gcj, datum: 'gcj02' },
        { id: 'b', text: door, lon: 121.56, lat: 25.08, datum: 'wgs84' },
        { id: 'c', text: door, lon: 0, lat: 0 },
      ],
    })
    const [a, b, c] = results.map(({ result }) => result)
    expect(haversineMetres(a!.best!.lon, a!.best!.lat, lon, lat)).toBeLessThan(1)
    expect([a!.reason, a!.best!.level]).toEqual(['address-given', 'pin'])
    expect([b!.reason, b!.best!.level]).toEqual(['address-given-far', 'none'])
    expect([c!.reason, c!.best!.level]).toEqual(['address-given-invalid', 'building'])
  })

  it('tells the datum of a file that does not say, by which puts the points nearest to their addresses', async () => {
    const rows = [
      ...readAddressList(resourcePath('sample', 'taipei', 'building-list.csv'), 'list').rows,
    ].slice(0, 40)
    for (const datum of ['wgs84', 'gcj02', 'bd09'] as const) {
      const { datum: guess, results } = await pool.run('geocode', {
        regionPath: region,
        rows: rows.map((row, i) => ({
          id: String(i),
          text: row.address!,
          ...fromWgs84(row.lon, row.lat, datum),
        })),
      })
      expect([guess!.datum, guess!.sure]).toEqual([datum, true])
      results.forEach(({ result }, i) =>
        expect(haversineMetres(result.best!.lon, result.best!.lat, rows[i]!.lon, rows[i]!.lat)).toBeLessThan(
          2,
        ),
      )
    }
  })

  it('stops when asked', async () => {
    const stop = new AbortController()
    const rows = Array.from({ length: 50_000 }, (_, i) => ({
      id: String(i),
      text: `中正區三元街${i % 300}號`,
    }))
    const running = pool.run(
      'geocode',
      { regionPath: region, rows },
      { signal: stop.signal, progress: () => stop.abort() },
    )
    await expect(running).rejects.toThrow('cancelled')
  })
})

describe.skipIf(!hasReferenceData)('recall on real addresses', () => {
  it('Liechtenstein: 97 % within 50 m as written, 92 % after wear', () => {
    const index = indexOf(mapFeatures('liechtenstein.osm.pbf'))
    const queries = westernQueries('addresses/liechtenstein.csv')
    expect(queries.length).toBeGreaterThan(9_900)
    expect(judge(queries, (text) => geocode(text, index)).within[0]).toBeGreaterThan(0.97)
    const random = seededRandom(31)
    const wornOnes = queries.map((query) => worn(query, random))
    const judged = judge(wornOnes, (text) => geocode(text, index))
    expect(judged.within[0]).toBeGreaterThan(0.92)
    expect(judged.inside).toBeGreaterThan(0.95)
  })

  it('Taipei: numbers that are not in the list lie within 150 m in 70 %, and within their radius in 90 %', () => {
    const set = taipeiSet(5, (text) => memoryKey(text, gazetteer))
    const judged = judge(set.heldOut, (text) => geocode(text, set.index, { gazetteer }))
    expect(judged.count).toBeGreaterThan(1_800)
    expect(judged.within[1]).toBeGreaterThan(0.7)
    expect(judged.inside).toBeGreaterThan(0.9)
    expect(judged.medianRadius).toBeLessThan(6 * judged.medianMetres)
  })
})

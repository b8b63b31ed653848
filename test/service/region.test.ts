import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRegion } from '../../electron/service/database/region/regionFile.ts'
import { createJobPool, type JobPool } from '../../electron/service/jobs/pool.ts'
import { buildRegion } from '../../electron/service/regions/buildRegion.ts'
import { tileOf } from '../../electron/service/regions/tiles.ts'
import { CancelledError, neverCancelled, noProgress } from '../../shared/core/lib/cancel.ts'
import { matrix } from '../../shared/core/roads/matrix.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import { UNREACHABLE, type LonLat } from '../../shared/model/travel.ts'
import { osmPbf, type TestMap } from '../helpers/osmPbf.ts'
import { hasReferenceData, referenceData } from '../helpers/reference.ts'
import { smallDisk } from '../helpers/smallDisk.ts'

const folder = mkdtempSync(join(tmpdir(), 'roundsman-region-'))
let pool: JobPool
beforeAll(() => {
  pool = createJobPool(1)
})
afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true, force: true })
})

async function refusalOf(work: () => unknown) {
  try {
    await work()
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal
    throw error
  }
  throw new Error('was not refused')
}

/**
 * A village at 9.5° E, 47° N. Streets 200 m apart, a house on the main street, a wood, a pond in it.
 *
 *     5───6───7     4-5, 5-6, 6-7, 4-8 … are streets; 1 is the village's name
 *     │   │   │
 *     4───8───9
 */
const village: TestMap = {
  nodes: [
    { id: 1, lon: 9.502, lat: 47.001, tags: { place: 'village', name: 'Musterdorf', 'name:zh': '样板村' } },
    { id: 4, lon: 9.5, lat: 47.0 },
    { id: 5, lon: 9.5, lat: 47.002 },
    { id: 6, lon: 9.5026, lat: 47.002 },
    { id: 7, lon: 9.5052, lat: 47.002 },
    { id: 8, lon: 9.5026, lat: 47.0 },
    { id: 9, lon: 9.5052, lat: 47.0 },
    { id: 20, lon: 9.5012, lat: 46.9999 },
    { id: 21, lon: 9.5014, lat: 46.9999 },
    { id: 22, lon: 9.5014, lat: 46.9997 },
    { id: 23, lon: 9.5012, lat: 46.9997 },
    { id: 30, lon: 9.499, lat: 47.003 },
    { id: 31, lon: 9.506, lat: 47.003 },
    { id: 32, lon: 9.506, lat: 47.006 },
    { id: 33, lon: 9.499, lat: 47.006 },
  ],
  ways: [
    { id: 100, nodes: [5, 6, 7], tags: { highway: 'secondary', name: 'Hauptstrasse', ref: 'L1' } },
    { id: 101, nodes: [4, 8, 9], tags: { highway: 'residential', name: 'Unterdorf' } },
    { id: 102, nodes: [4, 5], tags: { highway: 'residential' } },
    { id: 103, nodes: [8, 6], tags: { highway: 'residential', name: 'Gasse', oneway: 'yes' } },
    { id: 104, nodes: [9, 7], tags: { highway: 'residential' } },
    {
      id: 200,
      nodes: [20, 21, 22, 23, 20],
      tags: { building: 'house', 'addr:housenumber': '3', 'addr:street': 'Unterdorf' },
    },
    { id: 201, nodes: [30, 31, 32, 33, 30], tags: { natural: 'wood' } },
  ],
}
const villageFile = join(folder, 'village.osm.pbf')
writeFileSync(villageFile, osmPbf(village, { timestampSeconds: 1_750_000_000 }))
const listFile = join(folder, 'list.csv')
writeFileSync(listFile, '\ufeffaddress,lat,lon\nHauptstrasse 12,47.0021,9.5040\nnowhere,,\n')

const villageRegion = join(folder, 'village.region')
const builtAt = '2026-11-23T00:00:00.000Z'
const villageInput = {
  pbfPath: villageFile,
  lists: [{ name: 'own list', path: listFile }],
  out: villageRegion,
  name: 'Musterdorf',
  builtAt,
}

/** Layer names and their features' properties of a tile, read by hand from the format. */
function layersOf(tile: Uint8Array): Record<string, Record<string, unknown>[]> {
  const layers: Record<string, Record<string, unknown>[]> = {}
  new PbfReader(gunzipSync(tile)).readFields((tag, _, pbf) => {
    if (tag !== 3) return
    let name = ''
    const keys: string[] = []
    const values: unknown[] = []
    const features: number[][] = []
    const end = pbf.readVarint() + pbf.pos
    pbf.readFields(
      (field) => {
        if (field === 1) name = pbf.readString()
        else if (field === 2) {
          const featureEnd = pbf.readVarint() + pbf.pos
          pbf.readFields(
            (part) => {
              if (part === 2) features.push(pbf.readPackedVarint([]))
            },
            null,
            featureEnd,
          )
        } else if (field === 3) keys.push(pbf.readString())
        else if (field === 4) {
          const valueEnd = pbf.readVarint() + pbf.pos
          pbf.readFields(
            (kind) => {
              if (kind === 1) values.push(pbf.readString())
              else if (kind === 7) values.push(pbf.readBoolean())
              else if (kind === 6) values.push(pbf.readSVarint())
              else if (kind === 3) values.push(pbf.readDouble())
              else values.push(pbf.readVarint())
            },
            null,
            valueEnd,
          )
        }
      },
      null,
      end,
    )
    layers[name] = features.map((pairs) => {
      const properties: Record<string, unknown> = {}
      for (let i = 0; i + 1 < pairs.length; i += 2) properties[keys[pairs[i]]] = values[pairs[i + 1]]
      return properties
    })
  }, null)
  return layers
}

describe('a region of a village', () => {
  beforeAll(async () => {
    await buildRegion(villageInput, neverCancelled, noProgress)
  })

  it('says what it is', () => {
    const region = openRegion(villageRegion)
    const info = region.info()
    region.close()
    expect(info).toMatchObject({
      name: 'Musterdorf',
      bbox: [9.5, 47, 9.5052, 47.002],
      osmTimestamp: '2025-06-15T15:06:40.000Z',
      attribution: '© OpenStreetMap contributors, own list',
      builtAt,
      timeZone: 'Europe/Zurich',
      profiles: ['car', 'scooter', 'bicycle', 'foot'],
    })
    // number 3 of the map, number 12 of the list; the row without a place is counted
    expect(info.counts).toMatchObject({ houses: 2, listRowsUnused: 1, roads: 7 })
  })

  it('draws land, wood, streets, house and names at the zooms where they belong', () => {
    const region = openRegion(villageRegion)
    const at = (z: number) => {
      const [x, y] = tileOf(9.502, 47.001, z).map(Math.floor)
      return layersOf(region.tile(z, x, y)!)
    }
    expect(Object.keys(at(0))).toEqual(['earth'])
    expect(at(11).places).toEqual([
      expect.objectContaining({ kind: 'locality', name: 'Musterdorf', 'name:zh': '样板村' }),
    ])
    expect(at(11).roads).toEqual([
      expect.objectContaining({
        kind: 'major_road',
        kind_detail: 'secondary',
        name: 'Hauptstrasse',
        ref: 'L1',
      }),
    ])
    expect(at(11).buildings).toBeUndefined()
    const near = at(15)
    expect(near.roads).toContainEqual(
      expect.objectContaining({ kind: 'minor_road', name: 'Gasse', oneway: 'yes' }),
    )
    expect(near.buildings).toEqual([{ kind: 'building' }, { kind: 'address', addr_housenumber: '3' }])
    expect(at(14).landuse).toEqual([expect.objectContaining({ kind: 'wood' })])
    expect(region.tile(15, 0, 0)).toBeNull()
    region.close()
  })

  it('gives travel times and lines through jobs', async () => {
    const points: LonLat[] = [
      [9.5026, 47.0],
      [9.5026, 47.002],
      [9.9, 47.5],
    ]
    const found = await pool.run('matrix', { regionPath: villageRegion, mode: 'car', points })
    // 222.4 m of residential one-way at 25 km/h up to the corner, where nobody need give way any more; back by the west
    expect(found.seconds[1]).toBe(Math.round((222.39 / 25) * 3.6))
    expect(found.seconds[3]).toBeGreaterThan(found.seconds[1] * 2)
    expect(found.unsnapped).toEqual([2])
    expect(found.seconds[2]).toBe(UNREACHABLE)
    expect(found.seconds.buffer).toBeInstanceOf(SharedArrayBuffer)
    const [{ line }] = await pool.run('route-geometry', {
      regionPath: villageRegion,
      routes: [{ mode: 'car', points: points.slice(0, 2) }],
    })
    expect(line[0]).toEqual(points[0])
    expect(line[line.length - 1]).toEqual(points[1])
  })

  it('is the same file again from the same sources', async () => {
    const again = join(folder, 'again.region')
    await buildRegion({ ...villageInput, out: again }, neverCancelled, noProgress)
    expect(readFileSync(again).equals(readFileSync(villageRegion))).toBe(true)
  })

  it('leaves nothing behind when cancelled or refused, and the old region as it was', async () => {
    const before = readFileSync(villageRegion)
    let steps = 0
    const cancel = {
      get cancelled() {
        return ++steps > 12
      },
    }
    await expect(buildRegion(villageInput, cancel, noProgress)).rejects.toThrow(CancelledError)
    const noRoads = join(folder, 'no-roads.osm.pbf')
    writeFileSync(
      noRoads,
      osmPbf({ nodes: village.nodes!, ways: village.ways!.filter((way) => !way.tags?.highway) }),
    )
    const refused = await refusalOf(() =>
      buildRegion({ ...villageInput, pbfPath: noRoads }, neverCancelled, noProgress),
    )
    expect(refused).toMatchObject({ code: 'osm-no-roads', params: { file: 'no-roads.osm.pbf' } })
    expect(readFileSync(villageRegion).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('a disk that is full, or fills on the way, is named, and nothing lies on it', async (context) => {
    const disk = smallDisk()
    if (disk === null) return context.skip('a small disk may not be mounted here')
    try {
      for (const left of [4_096, 65_536]) {
        writeFileSync(join(disk, 'other'), new Uint8Array(262_144 - left - 8_192))
        const out = join(disk, 'village.region')
        const refused = await refusalOf(() =>
          buildRegion({ ...villageInput, out }, neverCancelled, noProgress),
        )
        expect(refused).toMatchObject({ code: 'disk-full', params: { file: out } })
        expect(readdirSync(disk)).toEqual(['other'])
      }
    } finally {
      execFileSync('umount', [disk])
      rmdirSync(disk)
    }
  })

  it('refuses an address list without the columns it needs', async () => {
    const wrong = join(folder, 'wrong.csv')
    writeFileSync(wrong, 'name,phone\nx,1\n')
    const lists = [{ name: 'wrong', path: wrong }]
    const refusal = await refusalOf(() => buildRegion({ ...villageInput, lists }, neverCancelled, noProgress))
    expect(refusal).toMatchObject({
      code: 'address-list-columns',
      params: { found: 'name, phone' },
      at: { line: 1 },
    })
  })

  it('refusals arrive through the pool', async () => {
    const refusal = await refusalOf(() =>
      pool.run('region-build', { ...villageInput, pbfPath: join(folder, 'missing.osm.pbf') }),
    )
    expect(refusal.code).toBe('file-not-found')
  })
})

describe('a region file that cannot be used', () => {
  const damaged = join(folder, 'damaged.region')
  const change = (sql: string) => {
    copyFileSync(villageRegion, damaged)
    const db = new Database(damaged)
    db.exec(sql)
    db.close()
  }
  it.each([
    ['newer', "UPDATE meta SET value = '99' WHERE key = 'schema_version'", 'region-newer'],
    ['older', "UPDATE meta SET value = '0' WHERE key = 'schema_version'", 'region-older'],
    ['without its words', "DELETE FROM meta WHERE key = 'bbox'", 'region-unreadable'],
    ['another SQLite file', 'PRAGMA application_id = 1', 'region-unreadable'],
    ['without tables', 'DROP TABLE meta', 'region-damaged'],
  ])('%s', async (_, sql, code) => {
    change(sql)
    expect((await refusalOf(() => openRegion(damaged))).code).toBe(code)
  })
  it('text, nothing, half a file', async () => {
    writeFileSync(damaged, 'not a region')
    expect((await refusalOf(() => openRegion(damaged))).code).toBe('region-unreadable')
    writeFileSync(damaged, '')
    expect((await refusalOf(() => openRegion(damaged))).code).toBe('region-unreadable')
    expect((await refusalOf(() => openRegion(join(folder, 'none.region')))).code).toBe('file-not-found')
    copyFileSync(villageRegion, damaged)
    truncateSync(damaged, 20_000)
    const half = await refusalOf(() => openRegion(damaged).roads('car'))
    expect([half.code, half.params]).toEqual(['region-damaged', { file: 'damaged.region' }])
  })
  it('a stretch of it overwritten is found when it is looked through, and when it is asked', async () => {
    const bytes = readFileSync(villageRegion)
    for (let at = 4 * 4096; at < bytes.length; at += 4096) bytes.fill(0, at, at + 512)
    writeFileSync(damaged, bytes)
    const region = openRegion(damaged)
    expect((await refusalOf(() => region.check())).code).toBe('region-damaged')
    region.close()
    const asked = pool.run('geocode', { regionPath: damaged, rows: [{ id: '1', text: 'Landstrasse 1' }] })
    expect((await refusalOf(() => asked)).code).toBe('region-damaged')
  })
  it('flipped bits in its roads, and a way of travelling it does not have', async () => {
    change(
      "UPDATE roads SET bytes = CAST(substr(bytes, 1, 400) || x'01' || substr(bytes, 402) AS BLOB) WHERE mode = 'car'",
    )
    const region = openRegion(damaged)
    const flipped = await refusalOf(() => region.roads('car'))
    expect(flipped.code).toBe('region-damaged')
    expect(region.roads('scooter').mode).toBe('scooter')
    region.close()
    change("DELETE FROM roads WHERE mode = 'foot'")
    const without = openRegion(damaged)
    expect((await refusalOf(() => without.roads('foot'))).code).toBe('region-no-profile')
    without.close()
  })
})

describe.skipIf(!hasReferenceData)('the sample region', () => {
  it('Liechtenstein, built and opened (how fast is the bench’s to say)', async () => {
    const out = join(folder, 'liechtenstein.region')
    const stages = new Set<string>()
    const info = await pool.run(
      'region-build',
      { pbfPath: referenceData('osm/liechtenstein.osm.pbf'), lists: [], out, name: 'Liechtenstein' },
      { progress: ({ stage }) => stages.add(stage) },
    )
    expect(info.timeZone).toBe('Europe/Vaduz')
    expect(info.counts.houses).toBeGreaterThan(9_000)
    expect([...stages]).toEqual(expect.arrayContaining(['read-map', 'roads-car', 'tiles']))
    const region = openRegion(out)
    const [x, y] = tileOf(9.5209, 47.141, 15).map(Math.floor)
    const layers = layersOf(region.tile(15, x, y)!)
    expect(Object.keys(layers)).toEqual(
      expect.arrayContaining(['earth', 'landuse', 'buildings', 'roads', 'pois']),
    )
    // Vaduz to Triesenberg: 6 km of mountain road
    const found = matrix(region.roads('car'), [
      [9.5209, 47.141],
      [9.5437, 47.1182],
    ])
    expect(found.metres[1]).toBeGreaterThan(4_500)
    expect(found.metres[1]).toBeLessThan(8_000)
    region.close()
  })
})

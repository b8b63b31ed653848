import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { OsmMember } from '../../../electron/service/sources/osm/entities.ts'
import { openOsm } from '../../../electron/service/sources/osm/openOsm.ts'
import { neverCancelled, noProgress, CancelledError } from '../../../shared/core/lib/cancel.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { osmPbf, type TestMap } from '../../helpers/osmPbf.ts'
import { hasReferenceData, referenceData } from '../../helpers/reference.ts'

const folder = mkdtempSync(join(tmpdir(), 'roundsman-osm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let written = 0
function fileOf(content: Uint8Array | string): string {
  const path = join(folder, `map-${++written}.osm.pbf`)
  writeFileSync(path, content)
  return path
}

/** Everything a file holds, as plain objects. */
function contentOf(path: string) {
  const nodes: [number, number, number, Record<string, string>][] = []
  const ways: [number, number[], Record<string, string>][] = []
  const relations: [number, OsmMember[], Record<string, string>][] = []
  const file = openOsm(path)
  try {
    file.read(
      {
        node: (id, lon, lat, tags) => void nodes.push([id, lon, lat, { ...tags }]),
        way: (id, refs, count, tags) => void ways.push([id, [...refs.subarray(0, count)], { ...tags }]),
        relation: (id, members, tags) => void relations.push([id, members, { ...tags }]),
      },
      { cancel: neverCancelled, progress: noProgress },
    )
  } finally {
    file.close()
  }
  return { nodes, ways, relations, header: file.header }
}

function refusalOf(work: () => unknown) {
  try {
    work()
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal
    throw error
  }
  throw new Error('was not refused')
}

const map: TestMap = {
  nodes: [
    { id: 5, lon: 9.5, lat: 47.1 },
    { id: 12_345_678_901, lon: -54.5999999, lat: -20.4001, tags: { barrier: 'gate', name: '新北路' } },
    { id: 7, lon: 179.9999999, lat: -89.5, tags: { place: 'city' } },
    { id: 3, lon: 0, lat: 0 },
  ],
  ways: [
    { id: 900, nodes: [5, 12_345_678_901, 7, 5], tags: { highway: 'residential', name: '忠孝東路四段' } },
    { id: 12, nodes: [3], tags: {} },
  ],
  relations: [
    {
      id: 77,
      members: [
        { type: 'way', ref: 900, role: 'from' },
        { type: 'node', ref: 5, role: 'via' },
        { type: 'relation', ref: 76, role: '' },
      ],
      tags: { type: 'restriction', restriction: 'no_left_turn' },
    },
  ],
}
const expected = {
  nodes: [
    [5, 95_000_000, 471_000_000, {}],
    [12_345_678_901, -545_999_999, -204_001_000, { barrier: 'gate', name: '新北路' }],
    [7, 1_799_999_999, -895_000_000, { place: 'city' }],
    [3, 0, 0, {}],
  ],
  ways: [
    [900, [5, 12_345_678_901, 7, 5], { highway: 'residential', name: '忠孝東路四段' }],
    [12, [3], {}],
  ],
  relations: [[77, map.relations![0].members, { type: 'restriction', restriction: 'no_left_turn' }]],
}

describe('reading PBF', () => {
  it.each(['raw', 'zlib', 'zstd'] as const)('%s blocks, dense nodes', (compression) => {
    expect(contentOf(fileOf(osmPbf(map, { compression })))).toMatchObject(expected)
  })
  it('plain nodes, many small blocks, with the time of the data', () => {
    const options = { dense: false, blockSize: 1, timestampSeconds: 1_700_000_000 }
    const found = contentOf(fileOf(osmPbf(map, options)))
    expect(found).toMatchObject(expected)
    expect(found.header.timestamp).toBe('2023-11-14T22:13:20.000Z')
  })
  it('skips nodes that lie nowhere on Earth', () => {
    const found = contentOf(
      fileOf(
        osmPbf({
          nodes: [
            { id: 1, lon: 181, lat: 0 },
            { id: 2, lon: 1, lat: 2 },
          ],
        }),
      ),
    )
    expect(found.nodes.map(([id]) => id)).toEqual([2])
  })
  it('stops when asked to', () => {
    const file = openOsm(fileOf(osmPbf(map)))
    expect(() => file.read({ node() {} }, { cancel: { cancelled: true }, progress: noProgress })).toThrow(
      CancelledError,
    )
    file.close()
  })
})

describe('refusing what is not a map', () => {
  const whole = osmPbf(map)
  it.each([
    ['an empty file', Buffer.alloc(0), 'osm-empty'],
    ['a text', 'case_no,borrower,address\n1,张三,北京\n', 'osm-not-osm'],
    ['a few bytes', Buffer.from([0, 0, 0]), 'osm-not-osm'],
    ['zeros', Buffer.alloc(5000), 'osm-not-osm'],
    ['a file cut off in its last block', whole.subarray(0, whole.length - 5), 'osm-truncated'],
    ['a file with bytes after its last block', Buffer.concat([whole, Buffer.from([1, 2])]), 'osm-truncated'],
    ['lz4', osmPbf(map, { compression: 'lz4' }), 'osm-compression'],
    [
      'a history file',
      osmPbf(map, { requiredFeatures: ['OsmSchema-V0.6', 'HistoricalInformation'] }),
      'osm-history',
    ],
    ['an unknown feature', osmPbf(map, { requiredFeatures: ['Has3D'] }), 'osm-feature'],
  ])('%s', (_, content, code) => {
    expect(refusalOf(() => contentOf(fileOf(content))).code).toBe(code)
  })
  it('says which compression, and where the damage is', () => {
    const lz4 = fileOf(osmPbf(map, { compression: 'lz4' }))
    expect(refusalOf(() => contentOf(lz4)).params).toMatchObject({ method: 'lz4', file: lz4 })
    const damaged = Buffer.from(whole)
    damaged[whole.length - 20] ^= 0xff
    const refusal = refusalOf(() => contentOf(fileOf(damaged)))
    expect(refusal.code).toBe('osm-damaged')
    expect(refusal.params?.byte).toBeGreaterThan(0)
  })
  it('a file that is not there', () => {
    expect(refusalOf(() => openOsm(join(folder, 'nowhere.osm.pbf'))).code).toBe('file-not-found')
  })
})

describe.skipIf(!hasReferenceData)('real extracts', () => {
  it('holds what its description says', () => {
    const { ways, relations } = contentOf(referenceData('osm/liechtenstein.osm.pbf'))
    expect(ways.filter(([, , tags]) => tags.highway)).toHaveLength(8271)
    expect(relations.filter(([, , tags]) => tags.type === 'restriction')).toHaveLength(79)
  })
  it('reads the same from XML as from PBF', () => {
    const pbf = contentOf(referenceData('osm/guixi-jiangxi.osm.pbf'))
    const xml = contentOf(referenceData('osm/guixi-jiangxi.osm'))
    expect(xml.ways).toEqual(pbf.ways)
    expect(xml.relations).toEqual(pbf.relations)
    expect(xml.nodes).toEqual(pbf.nodes)
  })
  it('refuses half of a real file and half of a real gzip', () => {
    for (const name of ['moscow.osm.pbf', 'monaco.osm.gz', 'guixi-jiangxi.osm']) {
      const half = readFileSync(referenceData('osm/' + name))
      const path = fileOf(half.subarray(0, half.length / 2))
      expect(refusalOf(() => contentOf(path)).code, name).toBe('osm-truncated')
    }
  })
})

describe('reading XML', () => {
  it('unescapes, skips deleted objects and comments, takes both quotes', () => {
    const path = fileOf(`<?xml version='1.0' encoding='UTF-8'?>
      <osm version="0.6" generator="hand"><!-- <node id="99" lat="1" lon="1"/> -->
      <node id='1' lat='47.1' lon='9.5'/>
      <node id="2" lat="47.2" lon="9.6" visible="false"/>
      <node id="3" lat="47.3" lon="9.7"><tag k="name" v="A &amp; B &gt; &#x4e2d; &quot;x&quot;"/></node>
      <way id="4"><nd ref="1"/><nd ref="3"/><tag k="note" v="a > b"/><tag k='highway' v='service'/></way>
      <relation id="5"><member type="way" ref="4" role="outer"/><tag k="type" v="multipolygon"/></relation>
      </osm>`)
    expect(contentOf(path)).toMatchObject({
      nodes: [
        [1, 95_000_000, 471_000_000, {}],
        [3, 97_000_000, 473_000_000, { name: 'A & B > 中 "x"' }],
      ],
      ways: [[4, [1, 3], { note: 'a > b', highway: 'service' }]],
      relations: [[5, [{ type: 'way', ref: 4, role: 'outer' }], { type: 'multipolygon' }]],
    })
  })
  it('refuses other XML, and changes instead of a map', () => {
    expect(refusalOf(() => openOsm(fileOf('<html><body/></html>'))).code).toBe('osm-not-osm')
    expect(refusalOf(() => openOsm(fileOf('<osmChange version="0.6"></osmChange>'))).code).toBe('osm-history')
  })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readExtract } from '../../../electron/service/sources/osm/extract.ts'
import { featuresOf } from '../../../electron/service/sources/osm/features.ts'
import { openOsm } from '../../../electron/service/sources/osm/openOsm.ts'
import { tileFeatures } from '../../../electron/service/regions/tileFeatures.ts'
import { neverCancelled, noProgress } from '../../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import { buildRoads } from '../../../shared/core/roads/build.ts'
import { roadProfiles } from '../../../shared/core/roads/profiles.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { osmPbf, type TestMap } from '../../helpers/osmPbf.ts'
import { hasReferenceData, referenceData } from '../../helpers/reference.ts'

/** `ROUNDSMAN_FUZZ=20` tries twenty times as many. */
const rounds = Number(process.env.ROUNDSMAN_FUZZ ?? 1)

const folder = mkdtempSync(join(tmpdir(), 'roundsman-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'hostile.osm.pbf')

/** Reads the file as a region build would; answers the refusal's code, or 'read'. Anything else thrown is a bug. */
function swallow(content: Uint8Array): string {
  writeFileSync(path, content)
  try {
    const file = openOsm(path)
    try {
      const extract = readExtract(file, neverCancelled, noProgress)
      for (const feature of featuresOf(extract)) if (!feature.osmId) throw new Error('feature without id')
      for (const feature of tileFeatures(extract, [9.4, 47, 9.6, 47.2]))
        if (!feature.layer) throw new Error('feature without layer')
      buildRoads(extract, roadProfiles.car, neverCancelled, noProgress)
      return 'read'
    } finally {
      file.close()
    }
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code
    throw error
  }
}

const town: TestMap = {
  nodes: Array.from({ length: 60 }, (_, i) => ({
    id: 100 + i,
    lon: 9.5 + (i % 8) * 0.001,
    lat: 47.1 + Math.floor(i / 8) * 0.001,
    ...(i % 7 === 0
      ? { tags: { 'addr:housenumber': String(i), 'addr:street': 'Dorfstrasse', place: 'hamlet' } }
      : {}),
  })),
  ways: Array.from({ length: 20 }, (_, i) => ({
    id: 500 + i,
    nodes: [100 + i, 101 + i, 109 + i, 108 + i, ...(i % 3 === 0 ? [100 + i] : [])],
    tags: (i % 3 === 0
      ? { building: 'yes', name: 'Haus ' + i }
      : { highway: 'residential', name: 'Weg ' + i }) as Record<string, string>,
  })),
  relations: [
    {
      id: 900,
      members: [0, 3, 6].map((i) => ({ type: 'way' as const, ref: 500 + i, role: 'outer' })),
      tags: { type: 'multipolygon', natural: 'water' },
    },
    {
      id: 901,
      members: [
        { type: 'way', ref: 501, role: 'from' },
        { type: 'node', ref: 102, role: 'via' },
        { type: 'way', ref: 502, role: 'to' },
      ],
      tags: { type: 'restriction', restriction: 'no_left_turn' },
    },
    {
      id: 902,
      members: [
        { type: 'way', ref: 501, role: 'from' },
        { type: 'way', ref: 502, role: 'via' },
        { type: 'way', ref: 504, role: 'to' },
      ],
      tags: { type: 'restriction', restriction: 'only_straight_on' },
    },
  ],
}

/** Flips, cuts, inserts, repeats, and numbers that are far too large: what disks and attackers do. */
function mutate(original: Buffer, seed: number): Buffer {
  const random = seededRandom(seed)
  let content = Buffer.from(original)
  for (let n = 1 + random.below(4); n > 0; n--) {
    const at = random.below(content.length)
    switch (random.below(6)) {
      case 0:
        content[at] ^= 1 << random.below(8)
        break
      case 1:
        content[at] = random.below(256)
        break
      case 2:
        content = content.subarray(0, Math.max(1, at))
        break
      case 3:
        content = Buffer.concat([
          content.subarray(0, at),
          Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7f]),
          content.subarray(at),
        ])
        break
      case 4:
        content = Buffer.concat([
          content.subarray(0, at),
          content.subarray(Math.min(content.length, at + 1 + random.below(30))),
        ])
        break
      default: {
        const length = 1 + random.below(40)
        content = Buffer.concat([
          content.subarray(0, at),
          content.subarray(at, at + length),
          content.subarray(at),
        ])
      }
    }
    if (content.length === 0) content = Buffer.from([0])
  }
  return content
}

describe('hostile map files are read or refused, never more', () => {
  it('reads the town before it is broken', () => {
    expect(swallow(osmPbf(town))).toBe('read')
  })
  it.each([
    ['raw', 300 * rounds],
    ['zlib', 200 * rounds],
  ] as const)('%s blocks, mutated (seeds 1…)', (compression, count) => {
    const whole = osmPbf(town, { compression })
    const outcomes = new Set<string>()
    for (let seed = 1; seed <= count; seed++) {
      const started = performance.now()
      try {
        outcomes.add(swallow(mutate(whole, seed)))
      } catch (error) {
        throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error })
      }
      expect(performance.now() - started, `seed ${seed} took too long`).toBeLessThan(5_000)
    }
    expect(outcomes).toContain('osm-damaged')
  })
  it.skipIf(!hasReferenceData)('a real extract, mutated (seeds 1…)', () => {
    const whole = readFileSync(referenceData('osm/shanghai-centre.osm.pbf'))
    for (let seed = 1; seed <= 150 * rounds; seed++) {
      try {
        swallow(mutate(whole, seed))
      } catch (error) {
        throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error })
      }
    }
  })

  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))]
  const field = (number: number, content: Uint8Array | number[]) =>
    Buffer.from([...varint(number * 8 + 2), ...varint(content.length), ...content])
  const blobOf = (type: string, body: Buffer, declared = body.length) => {
    const header = Buffer.concat([field(1, Buffer.from(type)), Buffer.from([24, ...varint(declared)])])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(header.length)
    return Buffer.concat([length, header, body])
  }
  const header = osmPbf({})

  it('a block that says it is enormous', () => {
    expect(swallow(Buffer.concat([header, blobOf('OSMData', Buffer.alloc(10), 2 ** 31)]))).toBe('osm-damaged')
  })
  it('a block that unpacks to far more than it says, or than is allowed', () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024))
    const said = (size: number) =>
      Buffer.concat([
        header,
        blobOf('OSMData', Buffer.concat([Buffer.from([16, ...varint(size)]), field(3, bomb)])),
      ])
    expect(swallow(said(1000))).toBe('osm-damaged')
    expect(swallow(said(64 * 1024 * 1024))).toBe('osm-damaged')
    expect(swallow(said(4_000_000_000))).toBe('osm-damaged')
  })
  it('ways and relations that name what is not there, or themselves', () => {
    const loop: TestMap = {
      nodes: town.nodes!.slice(0, 3),
      ways: [
        { id: 1, nodes: [100, 9999, 101, 8888], tags: { highway: 'primary' } },
        { id: 2, nodes: [7777, 7778], tags: { highway: 'primary' } },
        { id: 3, nodes: [101, 102], tags: { highway: 'primary' } },
        { id: 4, nodes: [], tags: { highway: 'primary' } },
        { id: 5, nodes: [100, 100, 100, 100], tags: { highway: 'primary', building: 'yes' } },
      ],
      relations: [
        {
          id: 10,
          members: [
            { type: 'relation', ref: 10, role: 'outer' },
            { type: 'way', ref: 4242, role: 'outer' },
            { type: 'way', ref: 5, role: 'outer' },
          ],
          tags: { type: 'multipolygon', landuse: 'forest', name: 'x' },
        },
      ],
    }
    expect(swallow(osmPbf(loop))).toBe('read')
  })
  it('tags that are named like the insides of JavaScript', () => {
    const tags = {
      highway: 'constructor',
      __proto__x: 'y',
      constructor: 'z',
      maxspeed: 'toString',
      surface: 'valueOf',
    }
    const odd: TestMap = {
      nodes: town.nodes!,
      ways: [
        { id: 1, nodes: [100, 101], tags },
        { id: 2, nodes: [100, 101], tags: { ...tags, highway: 'residential', place: 'toString', name: 'x' } },
        {
          id: 3,
          nodes: [100, 101, 109, 100],
          tags: { landuse: 'hasOwnProperty', amenity: '__proto__', name: 'x' },
        },
      ],
    }
    expect(swallow(osmPbf(odd))).toBe('read')
  })
  it('a relation with a great many members', () => {
    const members = Array.from({ length: 300_000 }, (_, i) => ({
      type: 'way' as const,
      ref: i,
      role: 'outer',
    }))
    const many: TestMap = {
      ...town,
      relations: [{ id: 1, members, tags: { type: 'multipolygon', natural: 'water' } }],
    }
    expect(swallow(osmPbf(many))).toBe('read')
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { seaAreas } from '../../../electron/service/regions/sea.ts'
import { readExtract } from '../../../electron/service/sources/osm/extract.ts'
import { insideRing } from '../../../electron/service/sources/osm/geometry.ts'
import { openOsm } from '../../../electron/service/sources/osm/openOsm.ts'
import { neverCancelled, noProgress } from '../../../shared/core/lib/cancel.ts'
import { osmPbf } from '../../helpers/osmPbf.ts'
import { hasReferenceData, referenceData } from '../../helpers/reference.ts'

const folder = mkdtempSync(join(tmpdir(), 'roundsman-sea-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Box = [number, number, number, number]
const box: Box = [0, 0, 10, 10]

function seaOf(path: string, bbox: Box) {
  const file = openOsm(path)
  const extract = readExtract(file, neverCancelled, noProgress)
  file.close()
  const areas = seaAreas(extract, bbox)
  return (lon: number, lat: number) =>
    areas.some(
      ({ outers, inners }) =>
        outers.some((ring) => insideRing(ring, lon, lat)) &&
        !inners.some((ring) => insideRing(ring, lon, lat)),
    )
}

/** Coasts as lists of places, land on their left; a place named twice is one node; `null` is a node the file lacks. */
function drawnSea(...lines: ([number, number] | null)[][]) {
  const nodes = new Map<string, { id: number; lon: number; lat: number }>()
  const ways = lines.map((line, w) => ({
    id: 1000 + w,
    tags: { natural: 'coastline' },
    nodes: line.map((place) => {
      if (!place) return 999_999
      const key = place.join()
      if (!nodes.has(key)) nodes.set(key, { id: nodes.size + 1, lon: place[0], lat: place[1] })
      return nodes.get(key)!.id
    }),
  }))
  const path = join(folder, 'sea.osm.pbf')
  writeFileSync(path, osmPbf({ nodes: [...nodes.values()], ways }))
  return seaOf(path, box)
}

describe('the sea', () => {
  it('is none without a coast', () => {
    expect(drawnSea()(5, 5)).toBe(false)
  })
  it('lies to the right of the coast, to the sides of the map', () => {
    // eastwards: land in the north, sea in the south
    const sea = drawnSea([
      [0, 5],
      [4, 6],
      [10, 5],
    ])
    expect([sea(5, 2), sea(0.1, 0.1), sea(9.9, 0.1)]).toEqual([true, true, true])
    expect([sea(5, 8), sea(4, 5.9), sea(0.1, 9.9)]).toEqual([false, true, false])
    const turned = drawnSea([
      [10, 5],
      [4, 6],
      [0, 5],
    ])
    expect([turned(5, 2), turned(5, 8)]).toEqual([false, true])
  })
  it('is put together from pieces in any order, some with missing nodes', () => {
    const sea = drawnSea(
      [
        [4, 6],
        [7, 6],
      ],
      [
        [7, 6],
        [10, 5],
      ],
      [null, [0, 5], [4, 6]],
    )
    expect([sea(5, 2), sea(5, 8)]).toEqual([true, false])
  })
  it('goes on to the side where the map cuts the coast off', () => {
    const sea = drawnSea([
      [0.5, 5],
      [5, 5],
      [9.5, 5],
    ])
    expect([sea(0.2, 4), sea(0.2, 6), sea(9.8, 4), sea(5, 9)]).toEqual([true, false, true, false])
  })
  it('has islands, with and without a mainland', () => {
    const island: [number, number][] = [
      [4, 2],
      [6, 2],
      [6, 3],
      [4, 3],
      [4, 2],
    ]
    const alone = drawnSea(island)
    expect([alone(5, 2.5), alone(1, 1), alone(9, 9)]).toEqual([false, true, true])
    const both = drawnSea(island, [
      [0, 5],
      [10, 5],
    ])
    expect([both(5, 2.5), both(1, 1), both(9, 9)]).toEqual([false, true, false])
  })
  it('may be a strait between two coasts, or a bay', () => {
    // land in the north and in the south
    const strait = drawnSea(
      [
        [0, 7],
        [10, 7],
      ],
      [
        [10, 3],
        [0, 3],
      ],
    )
    expect([strait(5, 5), strait(5, 9), strait(5, 1)]).toEqual([true, false, false])
    // land all around but for the mouth in the south
    const bay = drawnSea([
      [3, 0],
      [3, 6],
      [7, 6],
      [7, 0],
    ])
    expect([bay(5, 3), bay(1, 3), bay(9, 3), bay(5, 8)]).toEqual([true, false, false, false])
    // the same coast the other way round is a peninsula
    const peninsula = drawnSea([
      [7, 0],
      [7, 6],
      [3, 6],
      [3, 0],
    ])
    expect([peninsula(5, 3), peninsula(1, 3), peninsula(5, 8)]).toEqual([false, true, true])
  })
  it.skipIf(!hasReferenceData)('off Monaco, whose harbour is water and whose rock is not', () => {
    const sea = seaOf(referenceData('osm/monaco.osm.gz'), [7.4, 43.72, 7.45, 43.76])
    expect([sea(7.44, 43.728), sea(7.428, 43.735)]).toEqual([true, true])
    expect([sea(7.4246, 43.7314), sea(7.4278, 43.7394), sea(7.41, 43.735)]).toEqual([false, false, false])
  })
})

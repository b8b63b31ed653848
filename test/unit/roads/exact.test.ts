import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExtract } from '../../../electron/service/sources/osm/extract.ts'
import { openOsm } from '../../../electron/service/sources/osm/openOsm.ts'
import { neverCancelled, noProgress } from '../../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import type { RoadInput } from '../../../shared/core/roads/graph.ts'
import { matrix } from '../../../shared/core/roads/matrix.ts'
import { type RoadNetwork } from '../../../shared/core/roads/network.ts'
import { roadProfiles } from '../../../shared/core/roads/profiles.ts'
import { Router } from '../../../shared/core/roads/route.ts'
import { seedsFrom, seedsTo, snap, alongEdge } from '../../../shared/core/roads/snap.ts'
import { haversineMetres } from '../../../shared/core/geo/distance.ts'
import type { LonLat, TravelMode } from '../../../shared/model/travel.ts'
import { networkOf } from '../../helpers/drawnRoads.ts'
import { plainDijkstra } from '../../helpers/plainDijkstra.ts'
import { hasReferenceData, referenceData } from '../../helpers/reference.ts'

/** Compares hierarchy and plain search between random places of a network, to the millisecond. */
function compare(network: RoadNetwork, sources: number, targetsEach: number, seed: number): number {
  const random = seededRandom(seed)
  const place = (): LonLat => {
    const p = random.below(network.shapeLonE7.length)
    const off = () => (random.next() - 0.5) * 0.0004
    return [network.shapeLonE7[p] / 1e7 + off(), network.shapeLatE7[p] / 1e7 + off()]
  }
  const search = plainDijkstra(network)
  const router = new Router(network)
  let compared = 0
  for (let s = 0; s < sources; s++) {
    const from = snap(network, place())!
    const seeds = seedsFrom(network, from)
    const best = search(
      Array.from({ length: seeds.count }, (_, i) => ({ vertex: seeds.vertex[i], ms: seeds.ms[i] })),
    )
    for (let t = 0; t < targetsEach; t++) {
      const to = snap(network, place())!
      const ends = seedsTo(network, to)
      let expected = alongEdge(network, from, to)?.ms ?? Infinity
      for (let i = 0; i < ends.count; i++) expected = Math.min(expected, best[ends.vertex[i]] + ends.ms[i])
      expect(router.cost(from, to)!.ms, `seed ${seed}, pair ${s}/${t}`).toBe(expected)
      compared++
    }
  }
  return compared
}

describe('the hierarchy finds the cheapest way', () => {
  it('on random little towns, with one-ways', () => {
    const town = fc.record({
      size: fc.integer({ min: 3, max: 7 }),
      seed: fc.integer({ min: 1, max: 1_000_000 }),
    })
    fc.assert(
      fc.property(town, ({ size, seed }) => {
        const network = networkOf(randomTown(size, seed), roadProfiles.car)
        compare(network, 4, 6, seed)
      }),
      { seed: 20261123, numRuns: 150 },
    )
  })

  describe.skipIf(!hasReferenceData)('on real extracts', () => {
    const extracts: [string, TravelMode][] = [
      ['heidelberg.osm.pbf', 'car'],
      ['heidelberg.osm.pbf', 'scooter'],
      ['liechtenstein.osm.pbf', 'car'],
      ['liechtenstein.osm.pbf', 'foot'],
      ['porto-alegre.osm.pbf', 'car'],
      ['taipei-main-roads.osm.pbf', 'scooter'],
      ['macau-roads.osm.pbf', 'car'],
      ['guixi-jiangxi.osm', 'bicycle'],
    ]
    it.each(extracts)('%s by %s', (name, mode) => {
      const file = openOsm(referenceData('osm/' + name))
      const extract = readExtract(file, neverCancelled, noProgress)
      file.close()
      const network = networkOf(extract, roadProfiles[mode])
      expect(compare(network, 25, 50, 7)).toBe(1250)
      matrixAgrees(network)
    })
  })
})

/** The matrix says what one-to-one says, and the drawn line is as long as the matrix says. */
function matrixAgrees(network: RoadNetwork): void {
  const random = seededRandom(3)
  const points: LonLat[] = Array.from({ length: 30 }, () => {
    const p = random.below(network.shapeLonE7.length)
    return [network.shapeLonE7[p] / 1e7, network.shapeLatE7[p] / 1e7]
  })
  const found = matrix(network, points)
  const router = new Router(network)
  const snaps = points.map((point) => snap(network, point)!)
  for (let i = 0; i < points.length; i++) {
    for (let j = 0; j < points.length; j++) {
      const cell = i * points.length + j
      if (i === j || found.metres[cell] === 0) continue
      const leg = router.leg(snaps[i], snaps[j])!
      expect(found.seconds[cell]).toBe(leg.seconds)
      expect(found.metres[cell]).toBe(leg.metres)
      let drawn = 0
      for (let p = 1; p < leg.line.length; p++) drawn += haversineMetres(...leg.line[p - 1], ...leg.line[p])
      // edges are kept to the centimetre, points to a hundredth of that
      expect(Math.abs(drawn - leg.metres)).toBeLessThan(2 + leg.line.length * 0.02)
    }
  }
}

/** A grid of streets with some missing, some one-way, of different classes. */
function randomTown(size: number, seed: number): RoadInput {
  const random = seededRandom(seed)
  const classes = ['residential', 'tertiary', 'primary', 'service', 'living_street']
  const refs: number[] = []
  const ways: RoadInput['ways'] = []
  const street = (a: number, b: number) => {
    if (random.next() < 0.15) return
    const start = refs.length
    refs.push(a, b)
    const tags: Record<string, string> = { highway: classes[random.below(classes.length)] }
    if (random.next() < 0.3) tags.oneway = random.next() < 0.5 ? 'yes' : '-1'
    ways.push({ tags, start, end: refs.length })
  }
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (x + 1 < size) street(y * size + x, y * size + x + 1)
      if (y + 1 < size) street(y * size + x, (y + 1) * size + x)
    }
  }
  // a street for certain, so that there is a network
  refs.push(0, 1)
  ways.push({ tags: { highway: 'residential' }, start: refs.length - 2, end: refs.length })
  return {
    nodeLonE7: Int32Array.from({ length: size * size }, (_, i) => (i % size) * 20_000 + random.below(5000)),
    nodeLatE7: Int32Array.from(
      { length: size * size },
      (_, i) => Math.floor(i / size) * 20_000 + random.below(5000),
    ),
    nodeTags: new Map(),
    refs: Int32Array.from(refs),
    ways,
  }
}

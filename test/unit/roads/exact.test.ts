import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExtract } from '../../../electron/service/sources/osm/extract.ts'
import { openOsm } from '../../../electron/service/sources/osm/openOsm.ts'
import { neverCancelled, noProgress } from '../../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import { buildRoads } from '../../../shared/core/roads/build.ts'
import { msOf } from '../../../shared/core/roads/cost.ts'
import { buildRoadGraph, type RoadInput } from '../../../shared/core/roads/graph.ts'
import { matrix } from '../../../shared/core/roads/matrix.ts'
import { type RoadNetwork } from '../../../shared/core/roads/network.ts'
import { roadProfiles, type RoadProfile } from '../../../shared/core/roads/profiles.ts'
import { forbiddenPaths, type RestrictionInput } from '../../../shared/core/roads/restrictions.ts'
import { Router } from '../../../shared/core/roads/route.ts'
import { snap, alongEdge, waysOf, type Snap } from '../../../shared/core/roads/snap.ts'
import { haversineMetres } from '../../../shared/core/geo/distance.ts'
import { travelModes, UNREACHABLE, type LonLat } from '../../../shared/model/travel.ts'
import { networkOf } from '../../helpers/drawnRoads.ts'
import { plainDijkstra } from '../../helpers/plainDijkstra.ts'
import { hasReferenceData, referenceData } from '../../helpers/reference.ts'

/** `ROUNDSMAN_FUZZ=10` compares ten times as many pairs. */
const rounds = Number(process.env.ROUNDSMAN_FUZZ ?? 1)

/** Roads with what the plain search needs to know: the graph before anything was split or left out. */
function judged(input: RoadInput, profile: RoadProfile) {
  const graph = buildRoadGraph(input, profile)
  const { forbidden } = forbiddenPaths(graph, input, profile)
  const uTurnMs = profile.uTurnSeconds * 1000
  const network = networkOf(input, profile)
  // edges keep their order; those that lead nowhere are left out
  const original: number[] = []
  let e = 0
  for (let kept = 0; kept < network.edgeCm.length; kept++, e++) {
    const isSame = () =>
      graph.shapeStart[e + 1] - graph.shapeStart[e] ===
        network.shapeStart[kept + 1] - network.shapeStart[kept] &&
      graph.shapeLonE7[graph.shapeStart[e]] === network.shapeLonE7[network.shapeStart[kept]] &&
      graph.shapeLatE7[graph.shapeStart[e]] === network.shapeLatE7[network.shapeStart[kept]] &&
      graph.shapeLonE7[graph.shapeStart[e + 1] - 1] ===
        network.shapeLonE7[network.shapeStart[kept + 1] - 1] &&
      graph.edgeCm[e] === network.edgeCm[kept]
    while (!isSame()) e++
    original.push(e)
  }
  return { graph, forbidden, uTurnMs, network, original }
}
type Judged = ReturnType<typeof judged>

/** Compares hierarchy and plain search between random places of a network, to the millisecond. */
function compare(
  { graph, forbidden, uTurnMs, network, original }: Judged,
  sources: number,
  targetsEach: number,
  seed: number,
): number {
  const random = seededRandom(seed)
  const place = (): LonLat => {
    const p = random.below(network.shapeLonE7.length)
    const off = () => (random.next() - 0.5) * 0.0004
    return [network.shapeLonE7[p] / 1e7 + off(), network.shapeLatE7[p] / 1e7 + off()]
  }
  const search = plainDijkstra(graph, forbidden, uTurnMs)
  const router = new Router(network)
  let compared = 0
  for (let s = 0; s < sources; s++) {
    const from = snap(network, place())!
    const part = (d: number, at: Snap) => (d & 1 ? at.fraction : 1 - at.fraction)
    const open = (place: Snap) =>
      waysOf(place).flatMap((at) =>
        [at.edge * 2, at.edge * 2 + 1].filter((d) => network.edgeTail[d] >= 0).map((d) => ({ d, at })),
      )
    const entered = search(
      open(from).map(({ d, at }) => ({
        directed: original[d >> 1] * 2 + (d & 1),
        ms: Math.round(network.edgeMs[d] * part(d, at)) + network.endDelayMs[d],
      })),
    )
    for (let t = 0; t < targetsEach; t++) {
      const to = snap(network, place())!
      let expected = msOf(alongEdge(network, from, to)?.cost ?? Infinity)
      for (const { d, at } of open(to)) {
        const left = Math.round(network.edgeMs[d] * (1 - part(d, at)))
        expected = Math.min(expected, entered[original[d >> 1] * 2 + (d & 1)] + left)
      }
      const found = router.cost(from, to)
      expect(found ? msOf(found.cost) : Infinity, `seed ${seed}, pair ${s}/${t}`).toBe(expected)
      compared++
    }
  }
  return compared
}

describe('the hierarchy finds the cheapest lawful way', () => {
  it('on random little towns, with one-ways and forbidden turns', () => {
    const town = fc.record({
      size: fc.integer({ min: 3, max: 7 }),
      seed: fc.integer({ min: 1, max: 1_000_000 }),
    })
    fc.assert(
      fc.property(town, ({ size, seed }) => {
        compare(judged(randomTown(size, seed), roadProfiles.car), 4, 6, seed)
      }),
      { seed: 20261123, numRuns: 200 * rounds },
    )
  })

  describe.skipIf(!hasReferenceData)('on real extracts, every way of travelling', () => {
    const extracts: [file: string, sources: number][] = [
      ['heidelberg.osm.pbf', 2],
      ['liechtenstein.osm.pbf', 4],
      ['porto-alegre.osm.pbf', 2],
      ['taipei-main-roads.osm.pbf', 6],
      ['macau-roads.osm.pbf', 12],
      ['guixi-jiangxi.osm', 20],
      ['shanghai-centre.osm.pbf', 20],
      ['monaco.osm.gz', 20],
      ['campo-grande.osm.gz', 2],
      ['moscow.osm.pbf', 20],
      ['andorra-2013.osm.pbf', 12],
      ['bayfront_singapore.osm.pbf', 20],
    ]
    it.each(extracts)('%s', { timeout: 300_000 }, (name, sources) => {
      const file = openOsm(referenceData('osm/' + name))
      const extract = readExtract(file, neverCancelled, noProgress)
      file.close()
      for (const mode of travelModes) {
        if (!buildRoads(extract, roadProfiles[mode], neverCancelled, noProgress)) continue
        const roads = judged(extract, roadProfiles[mode])
        compare(roads, sources * rounds, 50, 7)
        if (mode === 'car') matrixAgrees(roads.network)
      }
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
  const found = matrix(network, points, { method: 'buckets' })
  const swept = matrix(network, points, { method: 'sweep' })
  expect(swept.seconds).toEqual(found.seconds)
  expect(swept.metres).toEqual(found.metres)
  const router = new Router(network)
  const snaps = points.map((point) => snap(network, point)!)
  for (let i = 0; i < points.length; i++) {
    for (let j = 0; j < points.length; j++) {
      const cell = i * points.length + j
      if (i === j || found.metres[cell] === 0) continue
      const leg = router.leg(snaps[i], snaps[j])
      if (!leg) {
        expect(found.seconds[cell]).toBe(UNREACHABLE)
        continue
      }
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
  const arms: number[][] = Array.from({ length: size * size }, () => [])
  const street = (a: number, b: number) => {
    if (random.next() < 0.15) return
    const start = refs.length
    refs.push(a, b)
    const tags: Record<string, string> = { highway: classes[random.below(classes.length)] }
    if (random.next() < 0.3) tags.oneway = random.next() < 0.5 ? 'yes' : '-1'
    ways.push({ tags, start, end: refs.length })
    arms[a].push(ways.length - 1)
    arms[b].push(ways.length - 1)
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
  const words = ['no_left_turn', 'no_straight_on', 'only_right_turn', 'no_u_turn', 'only_straight_on']
  const restrictions: RestrictionInput[] = []
  for (let node = 0; node < size * size; node++) {
    const [from, to] = [arms[node][random.below(4)], arms[node][random.below(4)]]
    if (from === undefined || to === undefined || random.next() < 0.5) continue
    const tags = { type: 'restriction', restriction: words[random.below(words.length)] }
    const via = arms[node].find((way) => way !== from && way !== to)
    const isByWay = via !== undefined && random.next() < 0.4
    const beyond = isByWay
      ? arms[refs[ways[via].start] === node ? refs[ways[via].end - 1] : refs[ways[via].start]]
      : []
    restrictions.push({
      tags,
      from: [from],
      to: [isByWay ? beyond[random.below(beyond.length)] : to],
      viaNode: isByWay ? null : node,
      viaWays: isByWay ? [via] : [],
    })
  }
  return {
    restrictions,
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

/**
 * Roads and regions beside their targets: `npm run bench -- roads [--large]`, or this file alone. Real extracts from
 * the reference data, processor time; `--large` adds a seeded grid town of a million nodes.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openRegion } from '../../electron/service/database/region/regionFile.ts'
import { buildRegion } from '../../electron/service/regions/buildRegion.ts'
import { readExtract } from '../../electron/service/sources/osm/extract.ts'
import { openOsm } from '../../electron/service/sources/osm/openOsm.ts'
import { neverCancelled, noProgress } from '../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import { buildRoads } from '../../shared/core/roads/build.ts'
import { matrix, matrixRows } from '../../shared/core/roads/matrix.ts'
import { openRoads, type RoadNetwork } from '../../shared/core/roads/network.ts'
import { roadProfiles } from '../../shared/core/roads/profiles.ts'
import { reweigh } from '../../shared/core/roads/reweigh.ts'
import { Router } from '../../shared/core/roads/route.ts'
import { snap } from '../../shared/core/roads/snap.ts'
import { UNREACHABLE, type LonLat } from '../../shared/model/travel.ts'
import { gridTownPbf } from '../helpers/gridTown.ts'
import { hasReferenceData, referenceData } from '../helpers/reference.ts'

interface Line {
  what: string
  value: number
  unit: 'ms' | 's' | 'µs' | 'MB/s' | 'MB'
  /** at most, or for MB/s at least */
  target?: number
}

const lines: Line[] = []

function report(line: Line): void {
  lines.push(line)
  const digits = line.value < 10 ? 2 : line.value < 100 ? 1 : 0
  const isMet =
    line.target === undefined
      ? ''
      : (line.unit === 'MB/s' ? line.value >= line.target : line.value <= line.target)
        ? 'met'
        : 'MISSED'
  const target = line.target === undefined ? '' : `${line.target} ${line.unit}`
  const value = `${line.value.toFixed(digits)} ${line.unit}`
  console.log(`${line.what.padEnd(58)} ${value.padStart(12)} ${target.padStart(12)} ${isMet}`)
}

/** Milliseconds of processor time: the machine does other things as well, and these do not count. */
function timed<T>(work: () => T): [T, milliseconds: number] {
  const started = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(started)
  return [value, (user + system) / 1000]
}

/** Best of eight: what else runs pushes this out of the processor's cache. */
function warm(work: () => unknown): number {
  work()
  return Math.min(...Array.from({ length: 8 }, () => timed(work)[1]))
}

function places(network: RoadNetwork, count: number): LonLat[] {
  const random = seededRandom(1)
  const off = () => (random.next() - 0.5) * 0.001
  return Array.from({ length: count }, () => {
    const p = random.below(network.shapeLonE7.length)
    return [network.shapeLonE7[p] / 1e7 + off(), network.shapeLatE7[p] / 1e7 + off()]
  })
}

function routable(name: string, path: string, targetMs: number): RoadNetwork {
  const [extract, reading] = timed(() => {
    const file = openOsm(path)
    const joined = readExtract(file, neverCancelled, noProgress)
    file.close()
    return joined
  })
  report({
    what: `${name}: PBF read and joined`,
    value: statSync(path).size / 1e3 / reading,
    unit: 'MB/s',
    target: 8,
  })
  const [built, building] = timed(() => buildRoads(extract, roadProfiles.car, neverCancelled, noProgress)!)
  report({ what: `${name}: PBF to routable, car`, value: reading + building, unit: 'ms', target: targetMs })
  const [network, opening] = timed(() => openRoads(built.bytes))
  report({ what: `${name}: roads opened`, value: opening, unit: 'ms', target: 30 })
  return network
}

function matrices(name: string, network: RoadNetwork, targets: Record<number, number>, cold?: number): void {
  const points = places(network, 2000)
  const first = timed(() => matrix(network, points.slice(0, 1000)))[1]
  report({ what: `${name}: matrix 1000², cold`, value: first, unit: 'ms', ...(cold ? { target: cold } : {}) })
  report({
    what: `${name}: contracted anew for other hours`,
    value: timed(() => reweigh(network, { speedFactors: [0.8, 0.7, 0.6, 0.6, 0.7, 0.9] }))[1],
    unit: 'ms',
  })
  for (const size of [250, 500, 1000, 2000]) {
    const some = points.slice(0, size)
    const target = targets[size]
    const value = warm(() => matrix(network, some))
    report({ what: `${name}: matrix ${size}²`, value, unit: 'ms', ...(target ? { target } : {}) })
  }
  const snaps = points.map((point) => snap(network, point)!)
  const router = new Router(network)
  // a clock of processor time is too coarse for one: the mean of many
  const each = (work: (i: number) => unknown) => {
    snaps.forEach((_, i) => work(i))
    return timed(() => snaps.forEach((_, i) => work(i)))[1] / snaps.length
  }
  const pair = (i: number) => [snaps[i], snaps[(i * 7 + 3) % snaps.length]] as const
  report({
    what: `${name}: one-to-one, mean`,
    value: each((i) => router.cost(...pair(i))) * 1000,
    unit: 'µs',
    target: 15,
  })
  report({
    what: `${name}: one-to-one with geometry, mean`,
    value: each((i) => router.leg(...pair(i))),
    unit: 'ms',
    target: 1,
  })
}

export async function benchRoads(isLarge: boolean): Promise<Line[]> {
  console.log(`${'roads'.padEnd(58)} ${'reached'.padStart(12)} ${'target'.padStart(12)}`)
  const folder = mkdtempSync(join(tmpdir(), 'roundsman-bench-'))
  try {
    if (!hasReferenceData) console.log('reference data absent: real extracts are skipped')
    for (const name of hasReferenceData ? ['heidelberg', 'porto-alegre', 'liechtenstein'] : []) {
      const path = referenceData(`osm/${name}.osm.pbf`)
      const network = routable(name, path, 1500)
      matrices(name, network, { 1000: 80, 2000: 250 }, 200)
      const out = join(folder, name + '.region')
      const started = process.cpuUsage()
      await buildRegion({ pbfPath: path, lists: [], out, name }, neverCancelled, noProgress)
      const { user, system } = process.cpuUsage(started)
      report({
        what: `${name}: whole region, tiles and addresses, four modes`,
        value: (user + system) / 1e6,
        unit: 's',
        target: 15,
      })
      const opening = timed(() => {
        const region = openRegion(out)
        region.roads('car')
        region.close()
      })[1]
      report({ what: `${name}: region opened with roads`, value: opening, unit: 'ms', target: 30 })
    }
    if (isLarge) {
      const path = join(folder, 'grid.osm.pbf')
      writeFileSync(path, gridTownPbf(1000, 7))
      const network = routable('a million nodes', path, 60_000)
      report({
        what: 'a million nodes: memory',
        value: process.memoryUsage().rss / 1e6,
        unit: 'MB',
        target: 1536,
      })
      matrices('a million nodes', network, { 1000: 250, 2000: 700 })
      const points = places(network, 5000)
      let reached = 0
      const [, streaming] = timed(() =>
        matrixRows(network, points, {}, (_, seconds) => {
          for (const one of seconds) if (one !== UNREACHABLE) reached++
        }),
      )
      report({ what: 'a million nodes: 5000² streamed', value: streaming / 1000, unit: 's' })
      report({
        what: `a million nodes: memory after it, ${(reached / 25e6) * 100} % reached`,
        value: process.memoryUsage().rss / 1e6,
        unit: 'MB',
        target: 2048,
      })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return lines
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchRoads(process.argv.includes('--large'))
}

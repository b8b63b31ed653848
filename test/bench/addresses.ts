/** `npm run bench -- addresses`: recall, honesty of radius and confidence, and speed, on every address set. */
import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import { geocode, memoryKey } from '../../shared/core/address/geocode.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import {
  indexOf,
  judge,
  mapFeatures,
  taipeiSet,
  westernQueries,
  worn,
  type Judged,
  type Query,
} from '../helpers/addressSets.ts'
import { hasReferenceData } from '../helpers/reference.ts'

const percent = (share: number) => (share * 100).toFixed(1).padStart(5) + ' %'
const metres = (value: number) => (Number.isFinite(value) ? Math.round(value) + ' m' : '–').padStart(7)

function line(name: string, judged: Judged, target = ''): string {
  const [near, mid, far] = judged.within
  return [
    name.padEnd(44),
    String(judged.count).padStart(6),
    ...[near, mid, far].map(percent),
    metres(judged.medianMetres),
    metres(judged.medianRadius),
    percent(judged.inside),
    target,
  ].join('  ')
}

function byLevel(judged: Judged): string[] {
  const levels = new Map<string, typeof judged.results>()
  for (const item of judged.results) {
    const level = item.result.best?.level ?? 'nothing'
    levels.set(level, [...(levels.get(level) ?? []), item])
  }
  return [...levels].map(([level, results]) => {
    const distances = results.map((item) => item.metres).sort((a, b) => a - b)
    const inside = results.filter((item) => item.metres <= (item.result.best?.radiusMetres ?? 0)).length
    return `      ${level.padEnd(14)} ${String(results.length).padStart(6)}  median ${metres(distances[distances.length >> 1]!)}  inside its radius ${percent(inside / results.length)}`
  })
}

/** Of the results that state a confidence, how many are right: the true place within the stated radius. */
export function calibrationTable(sets: readonly Judged[]): string[] {
  const edges = [0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 1.01]
  const placed = sets
    .flatMap((set) => set.results)
    .filter(({ result }) => result.best && result.best.level !== 'none')
  return edges.slice(0, -1).flatMap((low, i) => {
    const bin = placed.filter(
      ({ result }) => result.best!.confidence >= low && result.best!.confidence < edges[i + 1]!,
    )
    if (bin.length === 0) return []
    const stated = bin.reduce((sum, { result }) => sum + result.best!.confidence, 0) / bin.length
    const right = bin.filter(({ result, metres }) => metres <= result.best!.radiusMetres).length / bin.length
    return [`      stated ${stated.toFixed(3)}   right ${right.toFixed(3)}   of ${bin.length}`]
  })
}

export function run(print: (text: string) => void = console.log): void {
  if (!hasReferenceData) return print('addresses: skipped, the reference data is not there')
  const gazetteer = loadGazetteer()
  print(
    [
      'set'.padEnd(44),
      ' count',
      ' 50 m  ',
      ' 150 m ',
      ' 500 m ',
      ' median',
      ' radius',
      ' inside',
      ' target',
    ].join('  '),
  )
  const features = mapFeatures('liechtenstein.osm.pbf')
  const whole = indexOf(features)
  const queries = westernQueries('addresses/liechtenstein.csv')
  print(
    line(
      'Liechtenstein as written',
      judge(queries, (text) => geocode(text, whole)),
      '≥ 97 % within 50 m',
    ),
  )
  const random = seededRandom(4)
  const wornOnes = queries.map((query) => worn(query, random))
  print(
    line(
      'Liechtenstein, worn',
      judge(wornOnes, (text) => geocode(text, whole)),
      '≥ 92 % within 50 m',
    ),
  )
  const out: Query[] = []
  const kept = features.filter((feature) => {
    const { tags } = feature
    if (feature.kind !== 'address' || !tags['addr:street'] || !tags['addr:city'] || random.next() >= 0.1)
      return true
    const text = `${tags['addr:street']} ${tags['addr:housenumber']}, ${tags['addr:postcode'] ?? ''} ${tags['addr:city']}`
    out.push({ text, lon: feature.lon, lat: feature.lat })
    return false
  })
  const thinned = indexOf(kept)
  const tenth = judge(out, (text) => geocode(text, thinned))
  print(line('Liechtenstein, a tenth of its numbers out', tenth))
  const heidelberg = indexOf(mapFeatures('heidelberg.osm.pbf'))
  const german = westernQueries('addresses/heidelberg.csv')
  print(
    line(
      'Heidelberg as written',
      judge(german, (text) => geocode(text, heidelberg)),
    ),
  )

  const taipei = taipeiSet(7, (text) =>
    memoryKey(text, gazetteer)
      .split('|')
      .filter((part) => part !== '台北')
      .join('|'),
  )
  const locate = (text: string) => geocode(text, taipei.index, { gazetteer })
  const heldOut = judge(taipei.heldOut, locate)
  const rawOut = judge(taipei.rawHeldOut, locate)
  const both: Judged = judge([...taipei.heldOut, ...taipei.rawHeldOut], locate)
  print(line('Taipei, numbers taken out (30 %)', heldOut))
  print(line('Taipei, raw texts that name them', rawOut))
  print(line('Taipei, both', both, '≥ 70 % within 150 m, ≥ 90 % inside, radius < 3 × median'))
  print(line('Taipei, all raw texts', judge(taipei.raw, locate)))
  print('   by level, Taipei both:')
  for (const text of byLevel(both)) print(text)
  print('   calibration, numbers that were taken out (Liechtenstein, Taipei):')
  for (const text of calibrationTable([tenth, heldOut])) print(text)

  const many: string[] = []
  while (many.length < 100_000) many.push(wornOnes[many.length % wornOnes.length]!.text)
  let started = performance.now()
  for (const text of many) geocode(text, whole)
  const western = performance.now() - started
  print(
    `   100,000 worn Western addresses on one core: ${(western / 1000).toFixed(1)} s (target < 60 s on two)`,
  )
  started = performance.now()
  let slowest = 0
  for (const { text } of taipei.raw) {
    const begun = performance.now()
    locate(text)
    slowest = Math.max(slowest, performance.now() - begun)
  }
  const each = (performance.now() - started) / taipei.raw.length
  print(`   Chinese: ${each.toFixed(3)} ms an address, slowest ${slowest.toFixed(1)} ms (target < 5 ms)`)
  print(`   memory ${Math.round(process.memoryUsage().rss / 1e6)} MB (target < 500 MB)`)
}

if (import.meta.main) run()

/** `npm run bench -- addresses`: recall, honesty of radius and confidence, and speed, on every address set. */
import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import { geocode, memoryKey } from '../../shared/core/address/geocode.ts'
import { parseAddress } from '../../shared/core/address/parse.ts'
import { metresBetween } from '../../shared/core/address/metric.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import type { GeocodeResult } from '../../shared/model/location.ts'
import {
  calibrationTable,
  fitConfidence,
  fittingTrials,
  isDoubt,
  isPlanned,
  offeredOf,
  shownTrials,
} from '../helpers/addressConfidence.ts'
import {
  csvRows,
  indexOf,
  judge,
  mapFeatures,
  taipeiSet,
  westernQueries,
  worn,
  type Judged,
  type Query,
} from '../helpers/addressSets.ts'
import { someNumbers, withoutSome } from '../helpers/addressTrials.ts'
import { interpolatedFrom, plainInterpolator, type Interpolated } from '../helpers/plainInterpolator.ts'
import { hasReferenceData } from '../helpers/reference.ts'

const percent = (share: number) => (share * 100).toFixed(1).padStart(5) + ' %'
const metres = (value: number) => (Number.isFinite(value) ? Math.round(value) + ' m' : '–').padStart(7)
const print = (text: string) => console.log(text)

function show(name: string, judged: Judged, target = ''): void {
  const [near, mid, far] = judged.within
  print(
    [
      name.padEnd(44),
      String(judged.count).padStart(6),
      ...[near, mid, far].map(percent),
      metres(judged.medianMetres),
      metres(judged.medianRadius),
      percent(judged.inside),
      target,
    ].join('  '),
  )
  const levels = new Map<string, typeof judged.results>()
  for (const item of judged.results) {
    const level = item.result.best?.level ?? 'nothing'
    levels.set(level, [...(levels.get(level) ?? []), item])
  }
  for (const [level, results] of levels) {
    const distances = results.map((item) => item.metres).sort((a, b) => a - b)
    const radii = results.map((item) => item.result.best?.radiusMetres ?? Number.NaN).sort((a, b) => a - b)
    const inside = results.filter((item) => item.metres <= (item.result.best?.radiusMetres ?? 0)).length
    print(
      [
        ('    ' + level).padEnd(44),
        String(results.length).padStart(6),
        ' '.repeat(27),
        metres(distances[distances.length >> 1]!),
        metres(radii[radii.length >> 1]!),
        percent(inside / results.length),
      ].join('  '),
    )
  }
}

/** Processor milliseconds. */
function processorMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const tries = 3
let slowestOfAll = 0

/** Each look-up alone. The slowest is the least of its tries, so that a pause of the machine is not laid to the address. */
function speed(name: string, queries: readonly Query[], locate: (text: string) => unknown): void {
  const took = processorMs(() => queries.forEach(({ text }) => locate(text))) / queries.length
  const slowest = Math.max(
    ...queries.map(({ text }) =>
      Math.min(...Array.from({ length: tries }, () => processorMs(() => locate(text)))),
    ),
  )
  slowestOfAll = Math.max(slowestOfAll, slowest)
  print(`  ${name}: ${took.toFixed(3)} ms an address, slowest ${slowest.toFixed(1)} ms (target < 5 ms)`)
}

function liechtenstein(): void {
  const features = mapFeatures('liechtenstein.osm.pbf')
  const whole = indexOf(features)
  const queries = westernQueries('addresses/liechtenstein.csv')
  const random = seededRandom(4)
  const wornOnes = queries.map((query) => worn(query, random))
  const many: string[] = []
  while (many.length < 100_000) many.push(wornOnes[many.length % wornOnes.length]!.text)
  const took = processorMs(() => many.forEach((text) => geocode(text, whole)))
  print(
    `100,000 worn Western addresses: ${(took / 1000).toFixed(1)} s of one processor (target < 60 s on two); ` +
      `memory ${Math.round(process.memoryUsage().rss / 1e6)} MB (target < 500 MB)`,
  )
  heading()
  show(
    'Liechtenstein as written',
    judge(queries, (text) => geocode(text, whole)),
    '≥ 97 % within 50 m',
  )
  show(
    'Liechtenstein, worn',
    judge(wornOnes, (text) => geocode(text, whole)),
    '≥ 92 % within 50 m',
  )
  speed('Western, worn', wornOnes, (text) => geocode(text, whole))
  for (const [label, share] of [
    ['a tenth', 0.1],
    ['half', 0.5],
  ] as const) {
    const { kept, out } = withoutSome(features, someNumbers(seededRandom(5), share))
    const thinned = indexOf(kept)
    show(
      `Liechtenstein, ${label} of its numbers out`,
      judge(out, (text) => geocode(text, thinned)),
      '≥ 90 % inside',
    )
  }
}

function heidelberg(): void {
  const index = indexOf(mapFeatures('heidelberg.osm.pbf'))
  show(
    'Heidelberg as written',
    judge(westernQueries('addresses/heidelberg.csv'), (text) => geocode(text, index)),
  )
}

const gazetteer = loadGazetteer()

function taipei(): void {
  for (const seed of [7, 8, 9]) {
    const { index, kept, heldOut, rawHeldOut, raw } = taipeiSet(seed, (text) =>
      memoryKey(text, gazetteer)
        .split('|')
        .filter((part) => part !== '台北')
        .join('|'),
    )
    const locate = (text: string) => geocode(text, index, { gazetteer })
    const target = '≥ 70 % within 150 m, ≥ 90 % inside, radius < 3 × median'
    show(`Taipei, 30 % of its numbers out (seed ${seed})`, judge([...heldOut, ...rawHeldOut], locate), target)
    beside([...heldOut, ...rawHeldOut], locate, plainInterpolator(kept))
    if (seed !== 7) continue
    show('  of these, as the list writes them', judge(heldOut, locate))
    show('  of these, as clerks typed them', judge(rawHeldOut, locate))
    show('Taipei, all that clerks typed', judge(raw, locate))
    speed('Chinese', raw, locate)
  }
}

/**
 * An interpolator over the list alone, beside ours on the very same texts; by how it came to its place, since where it
 * knows no street it says nothing.
 */
function beside(
  queries: readonly Query[],
  locate: (text: string) => GeocodeResult,
  interpolate: (text: string) => Interpolated | null,
): void {
  const compared = queries.map((query) => {
    const theirs = interpolate(query.text)
    const ours = locate(query.text).best
    const away = (place: { lon: number; lat: number } | null) =>
      place ? metresBetween(place.lon, place.lat, query.lon, query.lat) : Infinity
    return {
      from: theirs?.from ?? 'unknown',
      theirs: away(theirs),
      ours: ours?.level === 'none' ? Infinity : away(ours),
    }
  })
  const line = (name: string, distances: number[]) => {
    distances.sort((a, b) => a - b)
    const within = (limit: number) =>
      percent(distances.filter((metres) => metres <= limit).length / distances.length)
    const at = (share: number) => metres(distances[Math.floor(distances.length * share)]!)
    print(
      `${name.padEnd(44)}  ${String(distances.length).padStart(6)}  ${[50, 150, 500].map(within).join('  ')}  ` +
        `${at(0.5)}  nine in ten within ${at(0.9)}`,
    )
  }
  for (const from of ['all', ...interpolatedFrom, 'unknown']) {
    const part = compared.filter((each) => from === 'all' || each.from === from)
    const name = from === 'all' ? '  the same, all' : `    where the list says ${from}`
    if (from !== 'unknown')
      line(
        `${name}: an interpolator`,
        part.map(({ theirs }) => theirs),
      )
    line(
      `${name}: ours`,
      part.map(({ ours }) => ours),
    )
  }
}

/** Maps that hold streets and names but no numbers: how near a text comes, and what radius it is given. */
function mapsWithoutNumbers(): void {
  const shanghai = indexOf(mapFeatures('shanghai-centre.osm.pbf'))
  const [west, south, east, north] = shanghai.bbox
  const shops = csvRows('addresses/starbucks-shanghai.csv').map((row): Query => ({
    text: row.address!,
    lon: Number(row.lon_wgs84),
    lat: Number(row.lat_wgs84),
  }))
  const near = shops.filter(({ lon, lat }) => lon >= west && lon <= east && lat >= south && lat <= north)
  show(
    'Starbucks in the map of central Shanghai',
    judge(near, (text) => geocode(text, shanghai, { gazetteer })),
  )
  speed('Shanghai', shops, (text) => geocode(text, shanghai, { gazetteer }))
  const macau = indexOf(mapFeatures('macau-roads.osm.pbf'))
  const stops = csvRows('addresses/macau-bus-stops.csv').map((row): Query => ({
    text: row.name_zh!,
    lon: Number(row.lon),
    lat: Number(row.lat),
  }))
  show(
    'Bus stops of Macau, by name',
    judge(stops, (text) => geocode(text, macau, { gazetteer })),
  )
  speed('Macau', stops, (text) => geocode(text, macau, { gazetteer }))
}

/** The district is known from the shop's own text, which names it; what is looked at is whether it was read. */
function districts(): void {
  const shops = csvRows('addresses/starbucks-shanghai.csv')
  const codes = gazetteer.districts.filter(({ code }) => code.startsWith('31'))
  const named = shops.filter(({ address }) => codes.some(({ name }) => address!.includes(name)))
  const right = named.filter(({ address }) => {
    const { parts } = parseAddress(address!, gazetteer).addresses[0]!
    return parts.district !== undefined && address!.includes(parts.district)
  }).length
  print(
    `  Starbucks: district right for ${percent(right / named.length)} of ${named.length} that name one (target ≥ 99 %)`,
  )
}

function heading(): void {
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
}

/** Time a character at three lengths, the worst of texts that lead the parser astray: even, where work grows linearly. */
function parserByLength(): void {
  const units = [
    '路',
    '号1',
    '一',
    '1-',
    '(',
    '上海',
    '1段北京',
    '一之',
    '中山路与',
    '近',
    '大',
    '3号楼',
    'a1',
    '王家村',
  ]
  const microseconds = [250, 500, 1_000].map((length) => {
    const texts = units.map((unit) => unit.repeat(length).slice(0, length))
    const worst = texts.map((text) => {
      const once = () => processorMs(() => Array.from({ length: 40 }, () => parseAddress(text, gazetteer)))
      return Math.min(once(), once(), once()) / 40
    })
    return `${((Math.max(...worst) / length) * 1000).toFixed(2)} µs at ${length}`
  })
  print(`  parser, a character of the worst text: ${microseconds.join(', ')}`)
}

if (hasReferenceData) {
  parserByLength()
  liechtenstein()
  heidelberg()
  taipei()
  mapsWithoutNumbers()
  districts()
  print(`  the slowest look-up of all sets: ${slowestOfAll.toFixed(1)} ms (target < 5 ms)`)
  const seeds = process.argv.find((argument) => argument.startsWith('--seeds='))
  const shown = shownTrials(seeds?.slice('--seeds='.length).split(',').map(Number))
  const planned = shown.filter((trial) => isPlanned(trial) && !isDoubt(trial))
  print(`  confidence, on ${planned.length} answers that are planned, of streets left out of fitting:`)
  for (const text of calibrationTable(planned.map(offeredOf))) print(text)
  const doubtful = shown.filter(isDoubt)
  print(`  the same of ${doubtful.length} doubtful streets that are offered to a person:`)
  for (const text of calibrationTable(doubtful.map(offeredOf))) print(text)
  if (process.argv.includes('--fit')) {
    print('  fitted anew:')
    for (const text of fitConfidence(fittingTrials(), shown)) print(text)
  }
} else print('addresses: skipped, the reference data is not there')

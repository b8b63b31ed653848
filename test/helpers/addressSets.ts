import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import { readAddressList } from '../../electron/service/regions/addressList.ts'
import { extractFeatures } from '../../electron/service/sources/osm/features.ts'
import { indexFromTables, type AddressIndex } from '../../shared/core/address/addressIndex.ts'
import { assembleAddressTables, type AddressListRow } from '../../shared/core/address/assemble.ts'
import { metresBetween } from '../../shared/core/address/metric.ts'
import { neverCancelled, noProgress } from '../../shared/core/lib/cancel.ts'
import { seededRandom, type Random } from '../../shared/core/lib/random.ts'
import type { GeocodeResult } from '../../shared/model/location.ts'
import type { AddressFeature } from '../../shared/model/region.ts'
import { referenceData } from './reference.ts'

/** A text whose place is known. */
export interface Query {
  text: string
  lon: number
  lat: number
  /** the street that is meant, whatever became of its name */
  street?: string
}

export const csvRows = (path: string): Record<string, string>[] =>
  parse(readFileSync(referenceData(path)), { columns: true, bom: true, relax_quotes: true })

export function indexOf(features: Iterable<AddressFeature>, rows: AddressListRow[] = []): AddressIndex {
  const { tables } = assembleAddressTables({
    features,
    lists: rows.length > 0 ? [{ name: 'list', rows }] : [],
    gazetteer: loadGazetteer(),
    progress: noProgress,
    cancel: neverCancelled,
  })
  return indexFromTables(tables)
}

export const mapFeatures = (name: string): AddressFeature[] => [
  ...extractFeatures(referenceData('osm/' + name)),
]

const western = (row: Record<string, string>): Query => ({
  text: `${row.street} ${row.housenumber}, ${row.postcode} ${row.city}`
    .replace(/, +$/, '')
    .replace(/ +/g, ' '),
  lon: Number(row.lon),
  lat: Number(row.lat),
  street: row.street!,
})

/** Street, number, postcode and town of every row that has a street. */
export const westernQueries = (path: string): Query[] =>
  csvRows(path)
    .filter((row) => row.street)
    .map(western)

/** One of: a typing error, no postcode, an abbreviation, another case, another order — seeded; sometimes two. */
export function worn(query: Query, random: Random): Query {
  let { text } = query
  const times = random.next() < 0.3 ? 2 : 1
  for (let i = 0; i < times; i++) text = wearOnce(text, random)
  return { ...query, text }
}

function wearOnce(text: string, random: Random): string {
  const [street = '', town = ''] = text.split(', ')
  switch (random.below(6)) {
    case 0: {
      // a letter of the street's name left out, doubled, or changed with its neighbour
      const letters = [...street]
      const at = 1 + random.below(Math.max(1, street.search(/ ?\d/) - 2))
      const kind = random.below(3)
      if (kind === 0) letters.splice(at, 1)
      else if (kind === 1) letters.splice(at, 0, letters[at]!)
      else letters.splice(at, 2, letters[at + 1] ?? '', letters[at]!)
      return [letters.join(''), town].filter(Boolean).join(', ')
    }
    case 1:
      return text.replace(/, \d{4,5} /, ', ')
    case 2:
      return text.replace(/strasse/, 'str.').replace(/Strasse/, 'Str.')
    case 3:
      return random.next() < 0.5 ? text.toUpperCase() : text.toLowerCase()
    case 4:
      return town === '' ? text : town + ', ' + street
    default:
      return text.replace(',', '').replace('ä', 'ae').replace('ü', 'ue').replace('ö', 'oe')
  }
}

export interface TaipeiSet {
  index: AddressIndex
  /** the list without them */
  kept: Query[]
  /** numbers of the list that were taken out */
  heldOut: Query[]
  /** what clerks of five offices typed, with their district in front where they left it out */
  raw: Query[]
  /** those raw texts that name one of the numbers taken out */
  rawHeldOut: Query[]
}

const rawFiles = ['youbike2', 'garbage_truck_stops', 'public_toilets', 'litter_bins', 'no_smoking_places']

const taipeiList = () =>
  readAddressList(referenceData('addresses/taipei/building-list.csv'), 'list').rows as Iterable<
    AddressListRow & { address: string }
  >

/** The Taipei extract and list without a seeded share of its roads, whose doors are asked for. */
export function taipeiWithoutStreets(
  random: Random,
  share: number,
  roadOf: (text: string) => string,
): { index: AddressIndex; out: Query[] } {
  const rows = [...taipeiList()].map((row) => ({ ...row, street: roadOf(row.address) }))
  const roads = [...new Set(rows.map(({ street }) => street))].filter((road) => road !== '').sort()
  const gone = new Set(roads.filter(() => random.next() < share))
  const features = mapFeatures('taipei-main-roads.osm.pbf').filter(
    ({ kind, name }) => kind !== 'street' || !gone.has(roadOf(name ?? '')),
  )
  const lies = ({ street }: { street: string }) => gone.has(street)
  const kept = rows.filter((row) => !lies(row)).map(({ street: _, ...row }) => row)
  const out = rows
    .filter(lies)
    .map(({ address, lon, lat, street }): Query => ({ text: address, lon, lat, street }))
  return { index: indexOf(features, kept), out }
}

/** The Taipei extract with the building list as source, after a seeded share of its numbers is taken out. */
export function taipeiSet(seed: number, keyOf: (text: string) => string, takenOut = 0.3): TaipeiSet {
  const random = seededRandom(seed)
  const kept: (AddressListRow & { address: string })[] = []
  const heldOut: Query[] = []
  for (const row of taipeiList())
    if (random.next() < takenOut) heldOut.push({ text: row.address, lon: row.lon, lat: row.lat })
    else kept.push(row)
  const raw: Query[] = []
  for (const file of rawFiles)
    for (const row of csvRows(`addresses/taipei/${file}.csv`)) {
      const text = row.address_raw!
      raw.push({
        text: text.includes(row.district!) ? text : row.district + text,
        lon: Number(row.lon),
        lat: Number(row.lat),
      })
    }
  const keys = new Set(heldOut.map((query) => keyOf(query.text)))
  return {
    index: indexOf(mapFeatures('taipei-main-roads.osm.pbf'), kept),
    kept: kept.map(({ address, lon, lat }) => ({ text: address, lon, lat })),
    heldOut,
    raw,
    rawHeldOut: raw.filter((query) => keys.has(keyOf(query.text))),
  }
}

export interface Judged {
  count: number
  /** share located (not held for review) within 50, 150, 500 m */
  within: [number, number, number]
  medianMetres: number
  medianRadius: number
  /** share of all results with a place whose true place lies within the stated radius */
  inside: number
  results: { query: Query; result: GeocodeResult; metres: number }[]
}

export function judge(queries: readonly Query[], locate: (text: string) => GeocodeResult): Judged {
  const results = queries.map((query) => {
    const result = locate(query.text)
    const metres = result.best
      ? metresBetween(result.best.lon, result.best.lat, query.lon, query.lat)
      : Infinity
    return { query, result, metres }
  })
  const share = (limit: number) =>
    results.filter(({ result, metres }) => metres <= limit && result.best?.level !== 'none').length /
    results.length
  const placed = results.filter(({ result }) => result.best !== null && result.best.level !== 'none')
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
  return {
    count: results.length,
    within: [share(50), share(150), share(500)],
    medianMetres: median(placed.map(({ metres }) => metres)),
    medianRadius: median(placed.map(({ result }) => result.best!.radiusMetres)),
    inside: placed.filter(({ result, metres }) => metres <= result.best!.radiusMetres).length / placed.length,
    results,
  }
}

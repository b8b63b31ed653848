import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import type { AddressIndex } from '../../shared/core/address/addressIndex.ts'
import { geocode, memoryKey } from '../../shared/core/address/geocode.ts'
import { metresBetween } from '../../shared/core/address/metric.ts'
import { seededRandom, type Random } from '../../shared/core/lib/random.ts'
import type { GeocodeResult } from '../../shared/model/location.ts'
import type { AddressFeature } from '../../shared/model/region.ts'
import { parseAddress } from '../../shared/core/address/parse.ts'
import { indexOf, mapFeatures, taipeiSet, taipeiWithoutStreets, worn, type Query } from './addressSets.ts'

/** A query, what was answered, and how far off that is. */
export interface Trial {
  set: string
  query: Query
  result: GeocodeResult
  index: AddressIndex
  metres: number
}

const textOf = ({ tags }: AddressFeature) =>
  `${tags['addr:street']} ${tags['addr:housenumber']}, ${tags['addr:postcode'] ?? ''} ${tags['addr:city']}`

/** Features without those that `drop` picks, and the addresses dropped as queries. */
export function withoutSome(
  features: readonly AddressFeature[],
  drop: (feature: AddressFeature) => boolean,
): { kept: AddressFeature[]; out: Query[] } {
  const out: Query[] = []
  const kept = features.filter((feature) => {
    const { tags, kind } = feature
    if (kind === 'street') return !drop(feature)
    if (kind !== 'address' || !tags['addr:street'] || !tags['addr:city'] || !drop(feature)) return true
    out.push({ text: textOf(feature), lon: feature.lon, lat: feature.lat, street: tags['addr:street'] })
    return false
  })
  return { kept, out }
}

/** A share of the numbers, whatever street they are of. */
export const someNumbers = (random: Random, share: number) => (feature: AddressFeature) =>
  feature.kind === 'address' && random.next() < share

/** A share of all streets taken out with all their numbers: their namesakes and neighbours in spelling stay. */
function someStreets(features: readonly AddressFeature[], random: Random, share: number) {
  const names = new Set(
    features.map((feature) => feature.tags['addr:street'] ?? (feature.kind === 'street' ? feature.name : '')),
  )
  const gone = new Set([...names].sort().filter(() => random.next() < share))
  return (feature: AddressFeature) =>
    gone.has((feature.kind === 'street' ? feature.name : feature.tags['addr:street']) ?? '')
}

const withoutTown = (query: Query): Query => ({ ...query, text: query.text.split(',')[0]! })
const withoutDistrict = (query: Query): Query => ({ ...query, text: query.text.replace(/^.*?[區区]/u, '') })

/** One letter of the street's name is another. */
function withAnotherLetter(query: Query, random: Random): Query {
  const length = query.text.search(/[ ,]?\d|,/)
  const at = 1 + random.below(Math.max(1, length - 1))
  const letter = 'abcdefghijklmnopqrstuvwxyz'[random.below(26)]!
  return { ...query, text: query.text.slice(0, at) + letter + query.text.slice(at + 1) }
}

/**
 * Queries of every kind that a confidence must be honest about: known and unknown numbers, as written and worn once or
 * thrice, with another letter, streets that the region does not hold, what clerks typed. Seeded.
 */
export function addressTrials(seed: number): Trial[] {
  const random = seededRandom(seed)
  const gazetteer = loadGazetteer()
  const trials: Trial[] = []
  const ask = (set: string, queries: readonly Query[], index: AddressIndex) => {
    for (const query of queries) {
      const result = geocode(query.text, index, { gazetteer })
      const { best } = result
      const metres = best ? metresBetween(best.lon, best.lat, query.lon, query.lat) : Infinity
      trials.push({ set, query, result, index, metres })
    }
  }
  const often = (query: Query) => worn(worn(worn(query, random), random), random)
  for (const name of ['liechtenstein', 'heidelberg']) {
    const features = mapFeatures(name + '.osm.pbf')
    const { kept, out } = withoutSome(features, someNumbers(random, 0.15))
    const known = withoutSome(kept, someNumbers(random, 0.15)).out
    const index = indexOf(kept)
    for (const [set, queries] of [
      ['numbers out', out],
      ['numbers known', known],
    ] as const) {
      ask(`${name}, ${set}`, queries, index)
      ask(
        `${name}, ${set}, worn`,
        queries.map((query) => worn(query, random)),
        index,
      )
      ask(`${name}, ${set}, worn thrice`, queries.map(often), index)
      ask(`${name}, ${set}, no town`, queries.filter((_, i) => i % 4 === 0).map(withoutTown), index)
      const some = queries.filter((_, i) => i % 3 === 0)
      ask(
        `${name}, ${set}, another letter`,
        some.map((query) => withAnotherLetter(query, random)),
        index,
      )
    }
    const streets = withoutSome(features, someStreets(features, random, 0.12))
    ask(`${name}, streets out`, streets.out, indexOf(streets.kept))
    ask(
      `${name}, streets out, worn`,
      streets.out.map((query) => worn(query, random)),
      indexOf(streets.kept),
    )
    const alone = streets.out.filter((_, i) => i % 4 === 0).map(withoutTown)
    ask(`${name}, streets out, no town`, alone, indexOf(streets.kept))
  }
  const roadOf = (text: string) => parseAddress(text, gazetteer).addresses[0]!.parts.road ?? ''
  const ofRoad = (query: Query): Query => ({ ...query, street: roadOf(query.text) })
  const missing = taipeiWithoutStreets(random, 0.12, roadOf)
  ask('Taipei, streets out', missing.out, missing.index)
  ask('Taipei, streets out, no district', missing.out.map(withoutDistrict), missing.index)
  const taipei = taipeiSet(seed, (text) =>
    memoryKey(text, gazetteer)
      .split('|')
      .filter((part) => part !== '台北')
      .join('|'),
  )
  ask('Taipei, numbers out', taipei.heldOut.map(ofRoad), taipei.index)
  ask('Taipei, numbers out, no district', taipei.heldOut.map(ofRoad).map(withoutDistrict), taipei.index)
  ask('Taipei, raw', taipei.raw.map(ofRoad), taipei.index)
  return trials
}

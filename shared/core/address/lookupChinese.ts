import type { AddressIndex, NamedPlace, PlaceKind, StreetHead } from './addressIndex.ts'
import {
  placeCandidate,
  placeFitOf,
  streetCandidate,
  wantPlace,
  type Candidate,
  type WantedPlaces,
} from './candidate.ts'
import { hanKey, nameKey, placeKey } from './keys.ts'
import { metresBetween, nearestCrossing } from './metric.ts'
import { respellingOf, type Respelling } from './respelling.ts'
import type { ParsedAddress } from './parsed.ts'
import { provinceIsElsewhere } from './provinceBoxes.ts'

export interface Lookup {
  candidates: Candidate[]
  /** the address names a city that the region does not hold */
  outside: boolean
  /** the street that was written but is not in the region */
  unknownStreet?: string
  /** the address names a town, district or postcode that the region holds */
  placeNamed: boolean
}

const placeless: StreetHead = {
  id: -1,
  name: '',
  key: '',
  base: '',
  aliases: [],
  places: [],
  postcodes: [],
  lon: 0,
  lat: 0,
  radiusMetres: 0,
}

/** Candidates for a Chinese address: its road and number, crossing, estate or landmark, and the places around it. */
export function lookupChinese(address: ParsedAddress, index: AddressIndex): Lookup {
  const { parts } = address
  const wanted: WantedPlaces = { names: [], postcode: undefined, postcodeKnown: false }
  for (const [part, kind] of [
    ['city', 'city'],
    ['district', 'district'],
    ['town', 'town'],
    ['village', 'village'],
    ['community', 'village'],
  ] as const)
    if (parts[part] !== undefined) wantPlace(index, wanted, parts[part], kind)
  dropOtherCities(index, wanted)
  const outside = isOutside(address, index, wanted)
  const candidates: Candidate[] = []
  const lane =
    parts.lane === undefined
      ? (parts.alley ?? '')
      : parts.lane + (parts.alley === undefined ? '' : '/' + parts.alley)
  const streets = parts.road === undefined ? [] : findStreets(index, parts.road, parts.section)
  for (const { street, fit, respelling } of streets) {
    const candidate = streetCandidate(index, street, lane, parts.number, fit, wanted, true)
    if (respelling) candidate.respelling = respelling
    if (fit < 0.9 && street.base !== nameKey(parts.road!)) {
      candidate.reason = 'address-street-corrected'
      candidate.reasonParams = { written: parts.road!, found: street.name }
    }
    candidates.push(candidate)
  }
  if (address.crossRoad !== undefined && parts.lane === undefined && !numberOfRoad(address)) {
    const found = crossings(index, address, streets, wanted)
    if (found.length > 0 && parts.number !== undefined) candidates.length = 0
    candidates.push(...found)
  }
  const streetBest = candidates[0]
  const exact = candidates.some((candidate) => candidate.level === 'building' && candidate.placeFit > 0.8)
  if (!exact) candidates.push(...namedCandidates(index, address, streetBest, wanted))
  for (const name of wanted.names)
    for (const id of name.ids) candidates.push(placeCandidate(index, index.place(id)!, name.fit))
  if (parts.road === undefined && parts.estate === undefined)
    for (const landmark of address.landmarks)
      for (const place of index.places(placeKey(landmark))) candidates.push(placeCandidate(index, place, 0.9))
  const unknown = parts.road !== undefined && streets.every(({ fit }) => fit < 0.7)
  const placeNamed = wanted.names.some(({ kind, ids }) => kind !== 'city' && ids.size > 0)
  return { candidates, outside, placeNamed, ...(unknown ? { unknownStreet: parts.road! } : {}) }
}

/** A number some way behind the second road of a crossing is none of the first road's. */
function numberOfRoad({ tokens, crossRoad }: ParsedAddress): boolean {
  const number = tokens.find(({ kind }) => kind === 'number')
  const cross = tokens.findLast(({ kind, value }) => kind === 'road' && value === crossRoad)
  return number !== undefined && (cross === undefined || number.start - cross.end <= 1)
}

/** A district of the same name in another city is another district: 臺中市大安區 is not 臺北市's. */
function dropOtherCities(index: AddressIndex, wanted: WantedPlaces): void {
  const city = wanted.names.find((name) => name.kind === 'city')
  if (!city) return
  for (const name of wanted.names) {
    if (name === city) continue
    for (const id of name.ids) {
      let around = index.place(id)
      for (let guard = 0; around && around.kind !== 'city' && guard < 6; guard++)
        around = index.place(around.parent)
      if (around && around.id !== id && !city.ids.has(around.id)) name.ids.delete(id)
    }
  }
}

/** The address names a city or district that is none of the region's although the region's are known. */
function isOutside(address: ParsedAddress, index: AddressIndex, wanted: WantedPlaces): boolean {
  if (address.division && provinceIsElsewhere(address.division.code, index.bbox)) return true
  const unknown = (kind: PlaceKind) =>
    index.knowsKind(kind) && wanted.names.some((name) => name.kind === kind && name.ids.size === 0)
  const anyKnown = wanted.names.some((name) => name.ids.size > 0)
  if (anyKnown) return false
  return unknown('city') || (unknown('district') && address.division !== undefined)
}

interface StreetFit {
  street: StreetHead
  fit: number
  respelling?: Respelling
}

function findStreets(index: AddressIndex, road: string, section: string | undefined): StreetFit[] {
  const key = nameKey(road)
  const found = bySection(index, key, section, 1)
  if (found.length > 0) return found
  // words before the road that are no part of its name: 万达广场旁解放路
  for (let from = 1; from < Math.min(key.length - 2, 8); from++) {
    if (isGeneric(key.slice(from))) break
    const tail = bySection(index, key.slice(from), section, from <= 2 ? 0.8 : 0.75)
    if (tail.length > 0) return tail
  }
  const similar: StreetFit[] = []
  const seen = new Set<string>()
  for (const item of index.similarStreets(key)) {
    const base = item.key.split('#')[0]!
    if (seen.has(base) || base.length < 3 || isNamesake(key, base)) continue
    seen.add(base)
    // one character apart is often another road: 富阳街, 昆阳街
    const fit = base.length >= 5 ? 0.66 : base.length === 4 ? 0.55 : 0.4
    const respelling = respellingOf(key, base, item.edits)
    similar.push(
      ...bySection(index, base, section, fit - (item.edits - 1) * 0.2).map((found) => ({
        ...found,
        respelling,
      })),
    )
    if (similar.length > 8) break
  }
  return similar
}

const plainWords = new Set('大中东西南北环新老马小前后上下一二三四五六七八九十路街道')
const tellingWords = ['东西南北中前后内外上下左右', '一二三四五六七八九十']

/** 大马路, 中路, 一路: the end of many names, the name of none. */
function isGeneric(tail: string): boolean {
  for (const character of tail) if (!plainWords.has(character)) return false
  return true
}

/** 南京东路 and 南京西路, 经贸一路 and 经贸二路 are two roads, no misspelling of one. */
function isNamesake(key: string, other: string): boolean {
  if (key.length !== other.length) return false
  for (let i = 0; i < key.length; i++)
    if (
      key[i] !== other[i] &&
      tellingWords.some((words) => words.includes(key[i]!) && words.includes(other[i]!))
    )
      return true
  return false
}

function bySection(index: AddressIndex, key: string, section: string | undefined, fit: number): StreetFit[] {
  if (section === undefined) {
    const all = index.streets(key)
    const sections = new Set(all.map((street) => street.key))
    // without its section a number is one of several, unless the road has none
    return all.map((street) => ({ street, fit: sections.size > 1 && street.key !== key ? fit * 0.9 : fit }))
  }
  const exact = index.streets(key + '#' + section)
  if (exact.length > 0) return exact.map((street) => ({ street, fit }))
  // the road is known without sections, or only other sections of it
  return index.streets(key).map((street) => ({ street, fit: street.key === key ? fit * 0.85 : fit * 0.45 }))
}

/** Roads that come no nearer than this do not cross, in metres. */
const farthestCrossing = 150

function crossings(
  index: AddressIndex,
  address: ParsedAddress,
  streets: readonly StreetFit[],
  wanted: WantedPlaces,
): Candidate[] {
  const sections = address.tokens.filter((token) => token.kind === 'section')
  const roads = address.tokens.filter((token) => token.kind === 'road')
  const second = roads.find((token) => token.value === address.crossRoad)
  const section = second ? sections.find((token) => token.start >= second.end)?.value : undefined
  const others = findStreets(index, address.crossRoad!, section)
  const found: Candidate[] = []
  for (const one of streets.slice(0, 6))
    for (const other of others.slice(0, 6)) {
      const lines = index
        .body(one.street.id)
        .lines.filter((line) => line.lane === '')
        .map((line) => line.points)
      const otherLines = index
        .body(other.street.id)
        .lines.filter((line) => line.lane === '')
        .map((line) => line.points)
      const crossing =
        lines.length > 0 && otherLines.length > 0
          ? nearestCrossing(lines, otherLines, farthestCrossing)
          : housesNearLine(
              index,
              lines.length > 0 ? lines : otherLines,
              lines.length > 0 ? other.street : one.street,
            )
      if (!crossing || crossing.gapMetres > farthestCrossing) continue
      const sure = crossing.gapMetres <= 40
      found.push({
        lon: crossing.lon,
        lat: crossing.lat,
        level: 'street',
        radiusMetres: Math.round(sure ? 75 : 120 + crossing.gapMetres),
        label: one.street.name + ' / ' + other.street.name,
        source: 'osm',
        nameFit: Math.min(1, Math.max(one.fit, other.fit) * 1.1) * (sure ? 1 : 0.9),
        placeFit: placeFitOf(index, wanted, -1, one.street, crossing.lon, crossing.lat),
        numberFit: 1,
        reason: 'address-crossing',
        reasonParams: { one: one.street.name, other: other.street.name },
        street: one.street.id,
      })
    }
  return found
    .sort((a, b) => b.nameFit * b.placeFit - a.nameFit * a.placeFit || a.radiusMetres - b.radiusMetres)
    .slice(0, 3)
}

/** Where only one of two roads is drawn: the other's listed house that stands nearest to it. */
function housesNearLine(
  index: AddressIndex,
  lines: readonly number[][],
  street: StreetHead,
): { lon: number; lat: number; gapMetres: number } | null {
  const { houses } = index.body(street.id)
  const points: number[] = []
  for (let i = 0; i < houses.lons.length; i++)
    if (houses.lanes[i] === '') points.push(houses.lons[i]!, houses.lats[i]!)
  return points.length === 0 ? null : nearestCrossing([points], lines, farthestCrossing)
}

/** Estates, buildings and landmarks of that name; near the street where one is known. */
function namedCandidates(
  index: AddressIndex,
  address: ParsedAddress,
  street: Candidate | undefined,
  wanted: WantedPlaces,
): Candidate[] {
  const { parts } = address
  const found: Candidate[] = []
  const names: { name: string; fit: number }[] = []
  if (parts.estate !== undefined) {
    const whole = parts.estate + (parts.phase === undefined ? '' : parts.phase + '期')
    if (parts.building !== undefined) names.push({ name: parts.estate + parts.building, fit: 1 })
    names.push({ name: whole, fit: 1 }, { name: parts.estate, fit: 0.97 })
  }
  for (const landmark of address.landmarks) names.push({ name: landmark, fit: 0.95 })
  const beside = address.remarks.length > 0 ? 60 : 0
  const seen = new Set<number>()
  for (const { name, fit } of names) {
    const key = hanKey(name)
    if (key.length < 2) continue
    let matches: { item: NamedPlace; fit: number }[] = index.named(key).map((item) => ({ item, fit }))
    if (matches.length === 0 && key.length >= 4)
      matches = index
        .similarNamed(key)
        .slice(0, 3)
        .flatMap((similar) =>
          index.named(similar.key).map((item) => ({ item, fit: fit * similar.similarity * 0.9 })),
        )
    for (const { item, fit: nameFit } of matches.slice(0, 20)) {
      if (seen.has(item.id)) continue
      seen.add(item.id)
      const away = street ? metresBetween(street.lon, street.lat, item.lon, item.lat) : 0
      if (street && street.nameFit > 0.8 && away > street.radiusMetres + 600) continue
      const own = { ...placeless, places: item.place >= 0 ? [item.place] : [] }
      found.push({
        lon: item.lon,
        lat: item.lat,
        level: item.kind === 'estate' ? 'estate' : 'building',
        radiusMetres: item.radiusMetres + beside + (item.kind === 'poi' ? 30 : 0),
        label: item.name,
        source: 'osm',
        nameFit: nameFit * (street ? 1 : 0.95),
        placeFit: placeFitOf(index, wanted, item.place, own, item.lon, item.lat),
        numberFit: 1,
        reason: item.kind === 'poi' ? 'address-landmark' : 'address-estate',
        reasonParams: { name: item.name },
        street: -1,
      })
    }
  }
  return found
}

import type { MatchLevel } from '../../model/location.ts'
import type { AddressIndex, Place, PlaceKind, StreetHead } from './addressIndex.ts'
import { findNumber, type FoundNumber } from './findNumber.ts'
import { foldText, looksChinese } from './fold.ts'
import { readHouseNumber } from './houseNumber.ts'
import type { Respelling } from './respelling.ts'
import { placeKey } from './keys.ts'
import { metresBetween } from './metric.ts'

/** One guess of where an address lies, with the parts its score is made of. */
export interface Candidate {
  lon: number
  lat: number
  level: MatchLevel
  radiusMetres: number
  label: string
  source: string
  /** 0–1: how well the name of the street, estate or place was met */
  nameFit: number
  /** 0–1: how well town, district and postcode were met */
  placeFit: number
  /** 0–1: how well the number was met; 1 where none was asked for */
  numberFit: number
  reason: string
  reasonParams: Record<string, string | number>
  /** id of the street, or -1 */
  street: number
  /** where the name is not as it was typed */
  respelling?: Respelling
}

export function scoreOf(candidate: Candidate): number {
  return candidate.nameFit * candidate.placeFit * (0.85 + 0.15 * candidate.numberFit)
}

/** What a text says about town, district and postcode, looked up in the index. */
export interface WantedPlaces {
  /** for each name that was written, the places that it may be; empty when the region has none of that name */
  names: { written: string; kind: PlaceKind | 'any'; ids: Set<number>; fit: number }[]
  postcode: string | undefined
  postcodeKnown: boolean
}

export function wantPlace(
  index: AddressIndex,
  wanted: WantedPlaces,
  written: string,
  kind: PlaceKind | 'any',
): void {
  const key = placeKey(written)
  if (key === '') return
  let fit = 1
  let found = index.places(key)
  if (found.length === 0) {
    const similar = index.similarPlaces(key).filter((item) => key.length >= 4 && item.similarity >= 0.7)
    if (similar.length > 0) {
      fit = 0.97 * similar[0]!.similarity + 0.03
      found = similar
        .filter((item) => item.edits === similar[0]!.edits)
        .flatMap((item) => index.places(item.key))
    }
  }
  wanted.names.push({ written, kind, ids: new Set(found.map((place) => place.id)), fit })
}

/** A place and all around it. */
function* chainOf(index: AddressIndex, id: number): Generator<Place> {
  for (let place = index.place(id), guard = 0; place && guard < 6; place = index.place(place.parent), guard++)
    yield place
}

/** How well a house or street in `places` fits the town and district that were written: 1 well, 0.1 hardly. */
export function placeFitOf(
  index: AddressIndex,
  wanted: WantedPlaces,
  ownPlace: number,
  street: StreetHead,
  lon: number,
  lat: number,
): number {
  let fit = 1
  let named = 0
  let met = 0
  let metAsWritten = false
  for (const name of wanted.names) {
    if (name.ids.size === 0) continue
    named++
    const matches = (id: number) => {
      for (const place of chainOf(index, id)) if (name.ids.has(place.id)) return true
      return false
    }
    if (ownPlace >= 0 && matches(ownPlace)) {
      met++
      metAsWritten ||= name.fit === 1
      fit *= name.fit
      continue
    }
    if (street.places.some(matches)) {
      // the street runs through the district, this house of it is listed in the next
      met++
      metAsWritten ||= name.fit === 1
      fit *= ownPlace >= 0 && name.kind !== 'city' ? 0.85 : 0.95
      continue
    }
    let nearest = Infinity
    for (const id of name.ids) {
      const place = index.place(id)!
      nearest = Math.min(nearest, metresBetween(place.lon, place.lat, lon, lat) / (place.radiusMetres + 400))
    }
    const placeless = ownPlace < 0 && street.places.length === 0
    if (placeless) fit *= nearest < 1.6 ? 0.95 : nearest < 3 ? 0.8 : 0.4
    else fit *= nearest < 1.2 ? 0.7 : nearest < 2 ? 0.5 : 0.25
  }
  if (wanted.postcode !== undefined && wanted.postcodeKnown) {
    if (street.postcodes.includes(wanted.postcode)) {
      if (named > 0 && met === 0) fit = Math.max(fit, 0.6)
      met++
    } else if (street.postcodes.length > 0) fit *= metAsWritten ? 0.88 : 0.45
  }
  return met === 0 && named === 0 ? fit * 0.97 : fit
}

/** The number of a street, in one of its lanes or not, as a candidate; without `numberText` the street itself. */
export function streetCandidate(
  index: AddressIndex,
  street: StreetHead,
  lane: string,
  numberText: string | undefined,
  nameFit: number,
  wanted: WantedPlaces,
  chinese: boolean,
): Candidate {
  const number = numberText === undefined ? null : readHouseNumber(numberText, !chinese)
  const body = index.body(street.id)
  let found: FoundNumber | null = null
  if (number) found = findNumber(body, lane, number, index.calibrations)
  else if (lane !== '') found = findLane(index, street, lane)
  const place = found && found.house >= 0 ? body.houses.places[found.house]! : -1
  const lon = found?.lon ?? street.lon
  const lat = found?.lat ?? street.lat
  const placeFit = placeFitOf(index, wanted, place, street, lon, lat)
  const label = labelOf(index, street, lane, found && found.find === 'exact' ? numberText : undefined, place)
  const base = { lon, lat, label, nameFit, placeFit, street: street.id }
  const named = lane === '' ? street.name : street.name + laneText(lane, isTraditional(index, street, place))
  if (!found) {
    const unknown = number !== null
    return {
      ...base,
      level: 'street',
      // a number that lies beyond all that is known may lie beyond what is drawn
      radiusMetres: unknown ? Math.round(Math.max(street.radiusMetres * 1.3, 200)) : street.radiusMetres,
      source: 'osm',
      numberFit: unknown ? 0.35 : 1,
      reason: unknown ? 'address-number-unknown-street-level' : 'address-number-missing',
      reasonParams: { street: named, number: numberText ?? '' },
    }
  }
  const source = found.house >= 0 ? index.sources[body.houses.sources[found.house]!]! : 'osm'
  // nothing of a street lies farther away than the street reaches, with room for what is not drawn
  const reach = Math.max(street.radiusMetres * 1.5, 300) + metresBetween(lon, lat, street.lon, street.lat)
  const radiusMetres = Math.min(found.radiusMetres, Math.round(reach))
  const params = { street: named, number: numberText ?? '' }
  switch (found.find) {
    case 'exact':
      return {
        ...base,
        level: 'building',
        radiusMetres,
        source,
        numberFit: 1,
        reason: 'address-exact',
        reasonParams: params,
      }
    case 'range':
      return {
        ...base,
        level: 'building',
        radiusMetres,
        source,
        numberFit: 0.97,
        reason: 'address-number-in-range',
        reasonParams: params,
      }
    case 'same-number':
      return {
        ...base,
        level: 'interpolated',
        radiusMetres,
        source,
        numberFit: 0.92,
        reason: 'address-number-other-suffix',
        reasonParams: params,
      }
    case 'between':
      return {
        ...base,
        level: radiusMetres <= 400 ? 'interpolated' : 'street',
        radiusMetres,
        source,
        numberFit: 0.9,
        reason: 'address-number-interpolated',
        reasonParams: { ...params, low: found.low!, high: found.high! },
      }
    case 'nearest':
      return {
        ...base,
        level: found.steps <= 6 ? 'interpolated' : 'street',
        radiusMetres,
        source,
        numberFit: found.steps <= 6 ? 0.8 : found.steps <= 20 ? 0.6 : 0.4,
        reason: 'address-number-nearest',
        reasonParams: { ...params, nearest: found.low! },
      }
    case 'lane':
      return {
        ...base,
        level: 'street',
        radiusMetres,
        source,
        numberFit: number ? 0.6 : 1,
        reason: 'address-lane-approximate',
        reasonParams: { street: street.name, lane },
      }
  }
}

/** A lane without a number: the middle of its houses, or where it leaves the road. */
function findLane(index: AddressIndex, street: StreetHead, lane: string): FoundNumber | null {
  const body = index.body(street.id)
  const rows: number[] = []
  body.houses.lanes.forEach((own, row) => {
    if (own === lane) rows.push(row)
  })
  if (rows.length === 0) return findNumber(body, lane, { number: 0, to: 0, suffix: '' }, index.calibrations)
  const middle = rows[rows.length >> 1]!
  const lon = body.houses.lons[middle]!
  const lat = body.houses.lats[middle]!
  const reach = Math.max(
    ...rows.map((row) => metresBetween(lon, lat, body.houses.lons[row]!, body.houses.lats[row]!)),
  )
  return { find: 'lane', lon, lat, radiusMetres: Math.round(100 + reach), house: middle, steps: 0 }
}

/** Whether a street and the places around it are written in traditional characters. */
function isTraditional(index: AddressIndex, street: StreetHead, placeId: number): boolean {
  const own = placeId >= 0 ? placeId : (street.places[0] ?? -1)
  const names = [street.name, ...Array.from(chainOf(index, own), (place) => place.name)]
  return names.some((name) => foldText(name) !== name)
}

/** `69巷`, `69巷3弄`, `1520弄`; nothing where the number lies on the street itself. */
function laneText(lane: string, traditional: boolean): string {
  const [number, alley] = lane.split('/')
  return number ? number + (traditional ? '巷' : '弄') + (alley ? alley + '弄' : '') : ''
}

/** As a person would write it, in the script of the street's own name. */
export function labelOf(
  index: AddressIndex,
  street: StreetHead,
  lane: string,
  number: string | undefined,
  placeId: number,
): string {
  const places: string[] = []
  const own = placeId >= 0 ? placeId : (street.places[0] ?? -1)
  for (const place of chainOf(index, own)) places.push(place.name)
  if (!looksChinese(street.name)) {
    const town = places[0] ?? ''
    const code = street.postcodes.length === 1 ? street.postcodes[0]! + ' ' : ''
    return street.name + (number === undefined ? '' : ' ' + number) + (town === '' ? '' : ', ' + code + town)
  }
  const traditional = isTraditional(index, street, placeId)
  const numberText =
    number === undefined ? '' : number.replace('-', traditional ? '之' : '-') + (traditional ? '號' : '号')
  return places.reverse().join('') + street.name + laneText(lane, traditional) + numberText
}

export function placeCandidate(index: AddressIndex, place: Place, fit: number): Candidate {
  const level: MatchLevel =
    place.kind === 'postcode' ? 'town' : place.kind === 'neighbourhood' ? 'village' : place.kind
  const names: string[] = []
  for (const around of chainOf(index, place.id)) names.push(around.name)
  return {
    lon: place.lon,
    lat: place.lat,
    level,
    radiusMetres: Math.max(100, place.radiusMetres),
    label: looksChinese(place.name) ? names.reverse().join('') : names.join(', '),
    source: 'osm',
    nameFit: fit,
    placeFit: 1,
    numberFit: 1,
    reason: 'address-place-only',
    reasonParams: { place: place.name },
    street: -1,
  }
}

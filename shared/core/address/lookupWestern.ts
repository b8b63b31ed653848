import type { AddressIndex, StreetHead } from './addressIndex.ts'
import {
  placeCandidate,
  placeFitOf,
  streetCandidate,
  wantPlace,
  type Candidate,
  type WantedPlaces,
} from './candidate.ts'
import { latinKey, placeKey, repairedKey } from './keys.ts'
import type { Lookup } from './lookupChinese.ts'
import { respellingOf, type Respelling } from './respelling.ts'
import type { ParsedAddress } from './parsed.ts'

/** One way of reading the text: these words are the street, those the town. */
interface Reading {
  street: string
  towns: string[]
}

const mostReadings = 24

/** Candidates for a Western address. Which words are street and which are town is settled by what the index knows. */
export function lookupWestern(address: ParsedAddress, index: AddressIndex): Lookup {
  const { parts, segments } = address
  const postcode = parts.postcode
  const postcodeKnown =
    postcode !== undefined && index.places(postcode).some((place) => place.kind === 'postcode')
  const readings = readingsOf(segments, index)
  const candidates: Candidate[] = []
  let outside = false
  const knowsTowns = (['city', 'district', 'town', 'village'] as const).some((kind) => index.knowsKind(kind))
  const wantedFor = (towns: readonly string[]): WantedPlaces => {
    const wanted: WantedPlaces = { names: [], postcode, postcodeKnown }
    for (const town of towns) wantPlace(index, wanted, town, 'any')
    return wanted
  }
  // a town alone is not a misspelt street
  const townOnly =
    parts.number === undefined && segments.some((segment) => index.places(placeKey(segment)).length > 0)
  for (const exactOnly of townOnly ? [true] : [true, false]) {
    for (const reading of readings) {
      const wanted = wantedFor(reading.towns)
      for (const { street, fit, respelling } of streetsFor(index, reading.street, exactOnly)) {
        const candidate = streetCandidate(index, street, '', parts.number, fit, wanted, false)
        if (respelling) candidate.respelling = respelling
        if (
          knowsTowns &&
          wanted.names.length > 0 &&
          wanted.names.every((name) => name.ids.size === 0) &&
          !postcodeKnown
        ) {
          // a town that the region does not hold: the same street name here says nothing
          candidate.placeFit *= 0.2
          outside = true
        }
        if (fit < 0.995) {
          candidate.reason =
            candidate.level === 'building' || candidate.level === 'street'
              ? 'address-street-corrected'
              : candidate.reason
          candidate.reasonParams = { ...candidate.reasonParams, written: reading.street, found: street.name }
        }
        candidates.push(candidate)
      }
    }
    if (
      candidates.some(
        (candidate) => candidate.nameFit * candidate.placeFit > 0.9 && candidate.numberFit > 0.7,
      )
    )
      break
  }
  if (candidates.length === 0 || parts.number === undefined)
    candidates.push(...namedWestern(index, segments, wantedFor, parts.number !== undefined))
  candidates.push(...placesOf(index, segments, postcode, parts.number !== undefined))
  const unknownStreet = parts.road !== undefined && !candidates.some((candidate) => candidate.street >= 0)
  if (candidates.length === 0 && (segments.length > 1 || postcode !== undefined)) outside = knowsTowns
  return {
    candidates,
    outside: outside && !candidates.some((item) => item.placeFit > 0.5),
    placeNamed: postcodeKnown || segments.some((segment) => isPlaceAt(index, segment)),
    ...(unknownStreet ? { unknownStreet: parts.road! } : {}),
  }
}

/** Every way to take one run of words as the street and the rest as towns. */
function readingsOf(segments: readonly string[], index: AddressIndex): Reading[] {
  const readings: Reading[] = []
  segments.slice(0, 5).forEach((segment, own) => {
    const others = segments.filter((_, other) => other !== own).slice(0, 4)
    readings.push({ street: segment, towns: others })
    const words = segment.split(' ')
    // a street whose name was torn in two by a tab or a sign
    const next = segments[own + 1]
    if (next !== undefined && index.streets(latinKey(segment + ' ' + next)).length > 0)
      readings.push({ street: segment + ' ' + next, towns: others.filter((other) => other !== next) })
    if (words.length > 8) return
    for (let split = 1; split < words.length; split++) {
      const front = words.slice(0, split).join(' ')
      const back = words.slice(split).join(' ')
      if (isPlace(index, back)) readings.push({ street: front, towns: [back, ...others] })
      if (isPlace(index, front)) readings.push({ street: back, towns: [front, ...others] })
    }
  })
  return readings.slice(0, mostReadings)
}

function isPlace(index: AddressIndex, words: string): boolean {
  const key = placeKey(words)
  if (key.length < 3) return false
  if (index.places(key).length > 0) return true
  return key.length >= 5 && index.similarPlaces(key).some((item) => item.edits <= 1)
}

/** Whether a town stands at the beginning or end of these words. */
function isPlaceAt(index: AddressIndex, segment: string): boolean {
  const words = segment.split(' ')
  return [segment, words[0]!, words.at(-1)!].some((part) => isPlace(index, part))
}

interface FoundStreet {
  street: StreetHead
  fit: number
  respelling?: Respelling
}

function streetsFor(index: AddressIndex, words: string, exactOnly: boolean): FoundStreet[] {
  const key = latinKey(words)
  if (key.length < 2) return []
  const exact = index.streets(key)
  if (exactOnly || exact.length > 0) return exactOnly ? exact.map((street) => ({ street, fit: 1 })) : []
  // a town is no misspelt street: Dossenheim, and a street called Dossenheim DH
  if (index.places(placeKey(words)).length > 0) return []
  const repaired = repairedKey(words)
  const mended = repaired === key ? [] : index.streets(repaired)
  if (mended.length > 0)
    return mended.map((street) => ({ street, fit: 0.97, respelling: respellingOf(key, repaired, 1) }))
  // what was mended already counts as a slip
  const before = repaired === key ? 0 : 1
  return index
    .similarStreets(repaired)
    .filter((item) => item.similarity >= 0.7)
    .slice(0, 8)
    .flatMap((item) => {
      const edits = item.edits + before
      const respelling = respellingOf(repaired, item.key, edits)
      return index
        .streets(item.key)
        .map((street) => ({ street, fit: fitOfEdits(edits, key.length), respelling }))
    })
}

/** One slip in a long name is hardly a doubt; two in a short one are. */
function fitOfEdits(edits: number, length: number): number {
  return Math.max(0.3, 1 - (edits * edits * 0.5) / length - edits * 0.02)
}

function namedWestern(
  index: AddressIndex,
  segments: readonly string[],
  wantedFor: (towns: readonly string[]) => WantedPlaces,
  isNumbered: boolean,
): Candidate[] {
  const found: Candidate[] = []
  for (const segment of segments.slice(0, 4)) {
    const key = latinKey(segment)
    // stations bear the name of their town
    if (key.length < 4 || index.places(key).length > 0) continue
    const wanted = wantedFor(segments.filter((other) => other !== segment).slice(0, 4))
    for (const item of index.named(key).slice(0, 10)) {
      const own: StreetHead = {
        id: -1,
        name: '',
        key: '',
        base: '',
        aliases: [],
        places: item.place >= 0 ? [item.place] : [],
        postcodes: [],
        lon: item.lon,
        lat: item.lat,
        radiusMetres: 0,
      }
      found.push({
        lon: item.lon,
        lat: item.lat,
        level: item.kind === 'estate' ? 'estate' : 'building',
        radiusMetres: item.radiusMetres + 20,
        label: item.name,
        source: 'osm',
        // a street and its number were asked for: a building that bears the name is hardly it
        nameFit: isNumbered ? 0.2 : 0.93,
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

function placesOf(
  index: AddressIndex,
  segments: readonly string[],
  postcode: string | undefined,
  isNumbered: boolean,
): Candidate[] {
  const found: Candidate[] = []
  const wanted: WantedPlaces = { names: [], postcode: undefined, postcodeKnown: false }
  for (const segment of segments.slice(0, 5)) {
    wantPlace(index, wanted, segment, 'any')
    const words = segment.split(' ')
    if (words.length > 1 && words.length <= 6) {
      wantPlace(index, wanted, words.at(-1)!, 'any')
      wantPlace(index, wanted, words[0]!, 'any')
    }
  }
  // beside a town that is spelt right, words like another one's are a street that the region lacks
  const isSpelt =
    (isNumbered && segments.length === 1) || wanted.names.some(({ ids, fit }) => ids.size > 0 && fit === 1)
  for (const name of wanted.names.filter(({ fit }) => fit === 1 || !isSpelt))
    for (const id of name.ids) found.push(placeCandidate(index, index.place(id)!, name.fit * 0.98))
  if (postcode !== undefined)
    for (const place of index.places(postcode))
      if (place.kind === 'postcode') found.push(placeCandidate(index, place, 0.97))
  return found
}

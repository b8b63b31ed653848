import type { AddressToken, GeocodeResult, LocationCandidate } from '../../model/location.ts'
import type { ReasonCode } from '../../model/reasons.ts'
import type { AddressIndex } from './addressIndex.ts'
import type { Candidate } from './candidate.ts'
import { confidenceOf } from './confidence.ts'
import type { Gazetteer } from './divisions.ts'
import { buildingKeyOf, memoryKeyOf } from './keys.ts'
import { lookupChinese, type Lookup } from './lookupChinese.ts'
import { lookupWestern } from './lookupWestern.ts'
import { metresBetween } from './metric.ts'
import { isLikeNamed } from './respelling.ts'
import { parseAddress, type ParsedAddress } from './parse.ts'
import { apart, fitAmong, isPrecise, isRival, levelWeights, sortCandidates, withoutRepeats } from './rank.ts'

/** Degrees, WGS-84. */
interface Place {
  lon: number
  lat: number
}

/** A place that a person has confirmed. */
export interface Pin extends Place {
  /** how near it is, in metres: small where a pin was set, large where only a district's middle was known */
  radiusMetres: number
}

export interface GeocodeOptions {
  /** a confirmed pin by memory key or building key ({@link memoryKey}, {@link buildingKey}) */
  memory?: (key: string) => Pin | undefined
  gazetteer?: Gazetteer
  /** where the branch is: of equal candidates the nearer is named first */
  bias?: Place
}

/** A candidate with the reason for its level. */
interface Decided {
  best: LocationCandidate | null
  reason: ReasonCode
  reasonParams?: Record<string, string | number>
  alternatives: LocationCandidate[]
}

/** Below this a guess is not planned: it waits for a person, with what was found as alternatives. */
const leastFit = 0.49
const mostAlternatives = 5
const longestText = 1_000

/** The key under which a confirmed pin for this text is remembered. */
export function memoryKey(text: string, gazetteer?: Gazetteer): string {
  return memoryKeyOf(parseAddress(text, gazetteer).addresses, text.slice(0, longestText))
}

/** The key that neighbours in the same building or estate share; empty when the text names no building, or several. */
export function buildingKey(text: string, gazetteer?: Gazetteer): string {
  return buildingKeyOf(parseAddress(text, gazetteer).addresses, text.slice(0, longestText))
}

/**
 * Finds where an address lies, offline. Says how near (`level`, `radiusMetres`: nine doors in ten lie within), how surely
 * (`confidence`, 0–1), why no nearer (`reason`), and what else it may be. Deterministic; never throws for any text.
 */
export function geocode(text: string, index: AddressIndex, options: GeocodeOptions = {}): GeocodeResult {
  const cut = text.slice(0, longestText)
  const parsed = parseAddress(cut, options.gazetteer)
  const first = parsed.addresses[0]!
  const key = memoryKeyOf(parsed.addresses, cut)
  const tokens = parsed.addresses.flatMap((address) => address.tokens)
  const finish = (decided: Decided): GeocodeResult => ({
    ...asTyped(decided, cut, tokens),
    tokens,
    memoryKey: key,
  })
  if (key === '' && first.tokens.length === 0)
    return finish({ best: null, reason: 'address-empty', alternatives: [] })
  const remembered = recall(parsed.addresses, cut, key, options)
  if (remembered) return finish(remembered)
  const decided = parsed.addresses
    .slice(0, 4)
    .map((address) => decide(address, lookUp(address, index), options))
  return finish(decided.length === 1 ? decided[0]! : combine(decided))
}

/** What of the text is said again in the reason. */
const typedParams: Partial<Record<ReasonCode, readonly string[]>> = {
  'address-street-unknown': ['street', 'written'],
  'address-street-like-named': ['street'],
  'address-district-not-in-city': ['city', 'district'],
}

/** A sentence says what was typed as it was typed, not as it was compared: 富陽街, Bahnhofstrasse. */
function asTyped(decided: Decided, text: string, tokens: readonly AddressToken[]): Decided {
  const { reasonParams } = decided
  if (!reasonParams) return decided
  const params = { ...reasonParams }
  for (const name of typedParams[decided.reason] ?? ['written']) {
    const token = tokens.find(({ value }) => value === params[name])
    if (token) params[name] = text.slice(token.start, token.end).trim()
  }
  return { ...decided, reasonParams: params }
}

function lookUp(address: ParsedAddress, index: AddressIndex): Lookup {
  return address.script === 'chinese' ? lookupChinese(address, index) : lookupWestern(address, index)
}

function recall(
  addresses: readonly ParsedAddress[],
  text: string,
  key: string,
  options: GeocodeOptions,
): Decided | undefined {
  if (!options.memory) return undefined
  const pin = key === '' ? undefined : options.memory(key)
  if (pin)
    return {
      best: {
        ...pin,
        level: 'pin',
        confidence: 0.99,
        label: text.trim(),
        source: 'memory',
      },
      reason: 'address-remembered',
      alternatives: [],
    }
  const building = buildingKeyOf(addresses, text)
  const neighbour = building === '' || building === key ? undefined : options.memory(building)
  if (!neighbour) return undefined
  return {
    best: {
      ...neighbour,
      level: 'building',
      confidence: 0.93,
      radiusMetres: neighbourRadius(neighbour.radiusMetres),
      label: text.trim(),
      source: 'memory',
    },
    reason: 'address-remembered-building',
    alternatives: [],
  }
}

/** Another door of the same building, in metres, when one door of it is known to `pinRadius` metres. */
export const neighbourRadius = (pinRadius: number): number => Math.max(40, pinRadius)

/** All that an address may be, likeliest first, as {@link geocode} weighs it. */
export function rankedCandidates(
  address: ParsedAddress,
  index: AddressIndex,
): Pick<Lookup, 'candidates' | 'placeNamed'> {
  const { candidates, placeNamed } = lookUp(address, index)
  return { candidates: withoutRepeats(sortCandidates(candidates, undefined)), placeNamed }
}

function decide(address: ParsedAddress, lookup: Lookup, options: GeocodeOptions): Decided {
  const candidates = withoutRepeats(sortCandidates(lookup.candidates, options.bias))
  const top = candidates[0]
  if (!top) {
    const reason = lookup.outside
      ? 'address-outside-region'
      : address.tokens.length === 0
        ? 'address-empty'
        : 'address-not-found'
    return { best: null, reason, alternatives: [] }
  }
  const rivals = candidates.filter((other) => other !== top && isRival(top, other))
  const ofTop = confidenceOf(top, candidates, lookup.placeNamed)
  // chances of places that exclude one another: equals share theirs, the others have what is left
  const sure = (candidate: Candidate) => {
    const own = candidate === top ? ofTop : confidenceOf(candidate, candidates, lookup.placeNamed)
    const round = (share: number) => Math.round(share * 1000) / 1000
    if (candidate === top || rivals.includes(candidate)) return round(own / (rivals.length + 1))
    if (!isPrecise(candidate) || !isPrecise(top)) return own
    return round(apart(top, candidate) ? own * (1 - ofTop) : Math.min(own, ofTop / (rivals.length + 1)))
  }
  const shown = candidates
    .slice(0, mostAlternatives + 1)
    .map((candidate) => present(candidate, sure(candidate)))
  const best = shown[0]!
  const alternatives = shown.slice(1)
  if (lookup.outside) return held(best, alternatives, 'address-outside-region', {})
  const likeNamed = top.respelling !== undefined && isLikeNamed(top.respelling, lookup.placeNamed)
  if (rivals.length > 0 && !likeNamed)
    return held(best, alternatives, 'address-ambiguous', {
      count: rivals.length + 1,
      one: top.label,
      other: rivals[0]!.label,
    })
  const conflict = address.divisionConflict
  if (conflict)
    return held(
      { ...best, confidence: Math.min(best.confidence, 0.4) },
      alternatives,
      'address-district-not-in-city',
      { ...conflict },
    )
  if (likeNamed || (isPrecise(top) && fitAmong(top, candidates) < leastFit)) {
    const place = candidates.find((candidate) => !isPrecise(candidate))
    const reason: ReasonCode = likeNamed
      ? 'address-street-like-named'
      : top.placeFit < 0.65
        ? 'address-district-differs'
        : 'address-uncertain'
    const likeliest = shown.find(({ confidence }) => !shown.some((other) => other.confidence > confidence))!
    const params: Record<string, string | number> = likeNamed
      ? { found: (place ? top : likeliest).label, street: writtenOf(top) }
      : { found: top.label }
    if (!place) return held(best, alternatives, reason, params)
    return {
      best: present(place, sure(place)),
      reason,
      reasonParams: params,
      alternatives: shown.filter((other) => other.label !== place.label).slice(0, mostAlternatives),
    }
  }
  if (!isPrecise(top) && lookup.unknownStreet !== undefined)
    return {
      best,
      reason: 'address-street-unknown',
      reasonParams: { street: lookup.unknownStreet, place: top.label },
      alternatives,
    }
  if (isPrecise(top) && top.placeFit < 0.65)
    return { best, reason: 'address-district-differs', reasonParams: { found: top.label }, alternatives }
  return { best, reason: top.reason as ReasonCode, reasonParams: top.reasonParams, alternatives }
}

const writtenOf = ({ reasonParams }: Candidate) => reasonParams.written ?? ''

/** Shown to a person, never planned by itself: the level says that the address is not located. */
function held(
  best: LocationCandidate,
  alternatives: LocationCandidate[],
  reason: ReasonCode,
  reasonParams: Record<string, string | number>,
): Decided {
  return {
    best: { ...best, level: 'none', confidence: Math.min(best.confidence, 0.5) },
    reason,
    reasonParams,
    alternatives: [best, ...alternatives].slice(0, mostAlternatives),
  }
}

function present(candidate: Candidate, confidence: number): LocationCandidate {
  const { lon, lat, level, label, source } = candidate
  return { lon, lat, level, confidence, radiusMetres: Math.round(candidate.radiusMetres), label, source }
}

/** Addresses of one cell that lie farther apart than this are two places, in metres. */
const sameVisitMetres = 300

/**
 * Several addresses in one cell: the first that is located well; the others stay as alternatives. Where they lie apart
 * nobody but a person knows which is meant: it is held, and they share their chance.
 */
function combine(decided: readonly Decided[]): Decided {
  const isWell = (one: LocationCandidate) => levelWeights[one.level] >= levelWeights.street
  const chosen = decided.find((one) => one.best && isWell(one.best)) ?? decided[0]!
  const others = decided.filter((one) => one !== chosen && one.best).map((one) => one.best!)
  const { best } = chosen
  const elsewhere = others.filter(
    (other) =>
      best && isWell(other) && metresBetween(other.lon, other.lat, best.lon, best.lat) > sameVisitMetres,
  )
  const alternatives = [...others, ...chosen.alternatives].slice(0, mostAlternatives)
  if (!best || elsewhere.length === 0) return { ...chosen, alternatives }
  // a district around one of them is as sure as it was
  const share = (one: LocationCandidate) => ({
    ...one,
    confidence: Math.round((one.confidence / (isWell(one) ? elsewhere.length + 1 : 1)) * 1000) / 1000,
  })
  return held(share(best), alternatives.map(share), 'address-several', {
    ...{ count: elsewhere.length + 1, found: best.label },
  })
}

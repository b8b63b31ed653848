import type { GeocodeResult, LocationCandidate, MatchLevel } from '../../model/location.ts'
import type { ReasonCode } from '../../model/reasons.ts'
import type { AddressIndex } from './addressIndex.ts'
import { scoreOf, type Candidate } from './candidate.ts'
import type { Gazetteer } from './divisions.ts'
import { buildingKeyOf, memoryKeyOf } from './keys.ts'
import { lookupChinese, type Lookup } from './lookupChinese.ts'
import { lookupWestern } from './lookupWestern.ts'
import { metresBetween } from './metric.ts'
import { parseAddress, type ParsedAddress } from './parse.ts'

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

const levelWeights: Record<MatchLevel, number> = {
  pin: 1,
  building: 1,
  interpolated: 0.97,
  estate: 0.9,
  street: 0.86,
  village: 0.6,
  town: 0.5,
  district: 0.4,
  city: 0.3,
  none: 0,
}
/** Below this a guess is not planned: it waits for a person, with what was found as alternatives. */
const leastConfidence = 0.45
/** Candidates this near to the best count as equal to it. */
const equalShare = 0.97
const mostAlternatives = 5
const longestText = 1_000

/** The key under which a confirmed pin for this text is remembered. */
export function memoryKey(text: string, gazetteer?: Gazetteer): string {
  return memoryKeyOf(parseAddress(text, gazetteer).addresses[0]!, text.slice(0, longestText))
}

/** The key that neighbours in the same building or estate share; empty when the text names no building. */
export function buildingKey(text: string, gazetteer?: Gazetteer): string {
  return buildingKeyOf(parseAddress(text, gazetteer).addresses[0]!, text.slice(0, longestText))
}

/**
 * Finds where an address lies, offline. Says how near (`level`, `radiusMetres`: nine doors in ten lie within), how surely
 * (`confidence`, 0–1), why no nearer (`reason`), and what else it may be. Deterministic; never throws for any text.
 */
export function geocode(text: string, index: AddressIndex, options: GeocodeOptions = {}): GeocodeResult {
  const cut = text.slice(0, longestText)
  const parsed = parseAddress(cut, options.gazetteer)
  const first = parsed.addresses[0]!
  const key = memoryKeyOf(first, cut)
  const finish = (decided: Decided): GeocodeResult => ({
    ...decided,
    tokens: parsed.addresses.flatMap((address) => address.tokens),
    memoryKey: key,
  })
  if (key === '' && first.tokens.length === 0)
    return finish({ best: null, reason: 'address-empty', alternatives: [] })
  const remembered = recall(first, cut, key, options)
  if (remembered) return finish(remembered)
  const decided = parsed.addresses
    .slice(0, 4)
    .map((address) => decide(address, lookUp(address, index), options))
  return finish(decided.length === 1 ? decided[0]! : combine(decided))
}

function lookUp(address: ParsedAddress, index: AddressIndex): Lookup {
  return address.script === 'chinese' ? lookupChinese(address, index) : lookupWestern(address, index)
}

function recall(
  address: ParsedAddress,
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
  const building = buildingKeyOf(address, text)
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

function rankOf(candidate: Candidate): number {
  return scoreOf(candidate) * levelWeights[candidate.level]
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
  const shown = candidates
    .slice(0, mostAlternatives + 1)
    .map((candidate) => present(candidate, confidenceOf(candidate, candidates)))
  const best = shown[0]!
  const alternatives = shown.slice(1)
  if (lookup.outside) return held(best, alternatives, 'address-outside-region', {})
  if (rivals.length > 0)
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
  if (best.confidence < leastConfidence && isPrecise(top)) {
    const place = candidates.find((candidate) => !isPrecise(candidate))
    const reason: ReasonCode = top.placeFit < 0.65 ? 'address-district-differs' : 'address-uncertain'
    const params = { found: top.label }
    if (!place) return held(best, alternatives, reason, params)
    return {
      best: present(place, confidenceOf(place, candidates)),
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

/**
 * As likely as the best, and elsewhere: either it scores the same, or it is a street of the same name that fits the town as
 * well, and the number decides nothing because the best does not have it either.
 */
function isRival(top: Candidate, other: Candidate): boolean {
  if (isPrecise(other) !== isPrecise(top) || !apart(top, other)) return false
  if (rankOf(other) >= rankOf(top) * equalShare) return true
  if (top.street < 0 || other.street < 0 || top.level === 'building') return false
  return other.nameFit >= top.nameFit - 0.01 && other.placeFit >= top.placeFit - 0.01
}

function isPrecise(candidate: Candidate): boolean {
  return levelWeights[candidate.level] >= levelWeights.street
}

function apart(one: Candidate, other: Candidate): boolean {
  const metres = metresBetween(one.lon, one.lat, other.lon, other.lat)
  return metres > Math.max(150, 1.2 * Math.max(one.radiusMetres, other.radiusMetres))
}

function sortCandidates(candidates: readonly Candidate[], bias: Place | undefined): Candidate[] {
  const away = (candidate: Candidate) =>
    bias ? Math.round(metresBetween(bias.lon, bias.lat, candidate.lon, candidate.lat)) : 0
  return [...candidates].sort(
    (a, b) =>
      rankOf(b) - rankOf(a) ||
      away(a) - away(b) ||
      a.radiusMetres - b.radiusMetres ||
      a.street - b.street ||
      (a.label < b.label ? -1 : a.label > b.label ? 1 : 0),
  )
}

/** One candidate a place: what lies within a few steps of a better one says nothing new. */
function withoutRepeats(sorted: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = []
  for (const candidate of sorted.slice(0, 40)) {
    const repeats = kept.some(
      (other) =>
        (other.level === candidate.level || other.label === candidate.label) &&
        metresBetween(other.lon, other.lat, candidate.lon, candidate.lat) < 25,
    )
    if (!repeats) kept.push(candidate)
  }
  return kept
}

/** The chance that the door lies within the stated radius. */
function confidenceOf(candidate: Candidate, all: readonly Candidate[]): number {
  const within = candidate.level === 'building' ? 0.96 : candidate.level === 'interpolated' ? 0.92 : 0.9
  const own = candidate.nameFit * candidate.placeFit
  let doubt = 1
  const rank = rankOf(candidate)
  for (const other of all) {
    if (other === candidate || isPrecise(other) !== isPrecise(candidate) || !apart(candidate, other)) continue
    const share = rankOf(other) / rank
    if (share > 0.8) doubt *= share >= equalShare ? 0.5 : 1 - 0.35 * ((share - 0.8) / 0.17)
  }
  return Math.round(Math.max(0.02, within * own * doubt) * 1000) / 1000
}

function present(candidate: Candidate, confidence: number): LocationCandidate {
  const { lon, lat, level, label, source } = candidate
  return { lon, lat, level, confidence, radiusMetres: Math.round(candidate.radiusMetres), label, source }
}

/** Several addresses in one cell: the first that is located well; the others stay as alternatives. */
function combine(decided: readonly Decided[]): Decided {
  const chosen =
    decided.find((one) => one.best && levelWeights[one.best.level] >= levelWeights.street) ?? decided[0]!
  const others = decided.filter((one) => one !== chosen && one.best).map((one) => one.best!)
  const far = others.some(
    (other) =>
      chosen.best &&
      levelWeights[other.level] >= levelWeights.street &&
      metresBetween(other.lon, other.lat, chosen.best.lon, chosen.best.lat) > 300,
  )
  const alternatives = [...others, ...chosen.alternatives].slice(0, mostAlternatives)
  if (!far) return { ...chosen, alternatives }
  return {
    ...chosen,
    reason: 'address-several',
    reasonParams: { count: decided.length, found: chosen.best!.label },
    alternatives,
  }
}

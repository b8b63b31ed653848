import type { MatchLevel } from '../../model/location.ts'
import { scoreOf, type Candidate } from './candidate.ts'
import { metresBetween } from './metric.ts'

export const levelWeights: Record<MatchLevel, number> = {
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
/** Candidates this near to the best count as equal to it. */
export const equalShare = 0.97

export function rankOf(candidate: Candidate): number {
  return scoreOf(candidate) * levelWeights[candidate.level]
}

/**
 * As likely as the best, and elsewhere: either it scores the same, or it is a street of the same name that fits the town as
 * well, and the number decides nothing because the best does not have it either.
 */
export function isRival(top: Candidate, other: Candidate): boolean {
  if (isPrecise(other) !== isPrecise(top) || !apart(top, other)) return false
  // a crossing lies on its road
  if (top.reason === 'address-crossing' && other.street === top.street) return false
  if (rankOf(other) >= rankOf(top) * equalShare) return true
  // a building of the map and a street bear the same name, and no number tells which
  if (top.street < 0 && other.street >= 0 && other.reason === 'address-number-missing')
    return other.nameFit >= top.nameFit - 0.01 && other.placeFit >= top.placeFit - 0.01
  if (top.street < 0 || other.street < 0 || top.level === 'building') return false
  return other.nameFit >= top.nameFit - 0.01 && other.placeFit >= top.placeFit - 0.01
}

export function isPrecise(candidate: Candidate): boolean {
  return levelWeights[candidate.level] >= levelWeights.street
}

export function apart(one: Candidate, other: Candidate): boolean {
  const metres = metresBetween(one.lon, one.lat, other.lon, other.lat)
  return metres > Math.max(150, 1.2 * Math.max(one.radiusMetres, other.radiusMetres))
}

export function sortCandidates(
  candidates: readonly Candidate[],
  bias: { lon: number; lat: number } | undefined,
): Candidate[] {
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

/** How well name and place were met, 0–1, less where others elsewhere come near. */
export function fitAmong(candidate: Candidate, all: readonly Candidate[]): number {
  let fit = candidate.nameFit * candidate.placeFit
  const rank = rankOf(candidate)
  for (const other of all) {
    if (other === candidate || isPrecise(other) !== isPrecise(candidate) || !apart(candidate, other)) continue
    const share = rankOf(other) / rank
    if (share > 0.8) fit *= share >= equalShare ? 0.5 : 1 - 0.35 * ((share - 0.8) / 0.17)
  }
  return fit
}

/** One candidate a place: what lies within a few steps of a better one says nothing new. */
export function withoutRepeats(sorted: readonly Candidate[]): Candidate[] {
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

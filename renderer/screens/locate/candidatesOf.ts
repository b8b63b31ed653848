import type { ReviewRow } from '../../../shared/contract/cases.ts'
import { planability, type LocationCandidate, type MatchLevel } from '../../../shared/model/location.ts'

/** An area is surely right and of little use. */
const isArea = ({ level }: LocationCandidate): boolean => level !== 'none' && planability(level) === 'review'

/** as many as there are keys */
const mostCandidates = 9

/**
 * One pin a place, doors and streets before towns and districts, the likeliest first, at most nine. What is held for a person has `none` for its level, which says that it
 * is not planned; how near the guess itself is stands in another candidate of the same place, so that one is shown.
 */
export function distinctCandidates(candidates: readonly LocationCandidate[]): LocationCandidate[] {
  const seen = new Set<string>()
  const held = candidates.filter((candidate) => candidate.level === 'none')
  return [...candidates.filter((candidate) => candidate.level !== 'none'), ...held]
    .filter((candidate) => {
      const key = `${candidate.lon.toFixed(5)} ${candidate.lat.toFixed(5)}`
      return seen.has(key) ? false : seen.add(key)
    })
    .sort((a, b) => Number(isArea(a)) - Number(isArea(b)) || b.confidence - a.confidence)
    .slice(0, mostCandidates)
}

/** Where an address may lie, the likeliest first. */
export function candidatesOf(row: Pick<ReviewRow, 'best' | 'alternatives'>): LocationCandidate[] {
  return distinctCandidates(row.best ? [row.best, ...row.alternatives] : row.alternatives)
}

/** How near the likeliest candidate is; `none` only where there is no candidate at all. */
export function likeliestLevel(row: Pick<ReviewRow, 'best' | 'alternatives'>): MatchLevel {
  return candidatesOf(row)[0]?.level ?? 'none'
}

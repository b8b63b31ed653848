import type { Reason } from '../../../shared/contract/base.ts'
import { planability, type LocationCandidate } from '../../../shared/model/location.ts'

/**
 * Why a candidate is not taken by the usual key: it is the middle of a town or district, where nobody lives; the address
 * says another city or country, and this is a place of the same name; or a street of another name than was written.
 */
export type Guard = 'coarse' | 'elsewhere' | 'like-named'

/** the geocoder's reason where the address names a place that the region does not hold */
const outsideCode = 'address-outside-region'

/** Where the street is not there, nobody has said yet that another one, of a like name or section, is meant. */
export function offersOther(
  reason: Pick<Reason, 'code'> | null | undefined,
  candidates: readonly LocationCandidate[],
): boolean {
  if (reason?.code === 'address-street-like-named') return candidates.length > 0
  return (
    reason?.code === 'address-street-unknown' &&
    candidates.some(({ level, radiusMetres }) => planability(level, radiusMetres) !== 'review')
  )
}

/** @param byProvider a geocoder outside was asked: what it says is no street of a like name */
export function guardOf(
  candidate: LocationCandidate | undefined,
  reason: Pick<Reason, 'code'> | null | undefined,
  candidates: readonly LocationCandidate[],
  byProvider: boolean,
): Guard | null {
  if (candidate && reason?.code === outsideCode) return 'elsewhere'
  if (candidate && planability(candidate.level, candidate.radiusMetres) === 'review') return 'coarse'
  return !byProvider && offersOther(reason, candidates) ? 'like-named' : null
}

import type { Rules } from '../../model/rules.ts'
import { compareClauses } from './compare.ts'

/**
 * Rules (`pack/clause`) that bind before and afterwards do not, or less: leaving out a pack, or saying that somebody
 * else collects, loosens as much as changing a figure.
 */
export function noLongerInForce(before: Rules | null, after: Rules | null): string[] {
  const later = new Map((after?.clauses ?? []).map((clause) => [clause.key, clause]))
  return (before?.clauses ?? [])
    .filter((clause) => clause.strength !== 'unset')
    .filter((clause) => {
      const next = later.get(clause.key)
      const stance = next ? compareClauses(next, clause) : 'looser'
      return stance === 'looser' || stance === 'mixed'
    })
    .map((clause) => clause.key)
}

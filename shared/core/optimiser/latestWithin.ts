/** Earlier than any moment of a week: there is none. */
export const NEVER = -2_000_000_000

/** Latest moment ≤ `bound` within windows `first`…`last`, or NEVER. */
export function latestWithin(
  from: Int32Array,
  to: Int32Array,
  first: number,
  last: number,
  bound: number,
): number {
  for (let k = last; k >= first; k--) if (from[k]! <= bound) return bound < to[k]! ? bound : to[k]!
  return NEVER
}

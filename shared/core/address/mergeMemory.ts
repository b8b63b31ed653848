import type { MemoryPin } from '../../model/location.ts'
import { metresBetween } from './metric.ts'

/** Nearer than this two pins say the same. */
export const sameDoorMetres = 20

export interface MergedMemory {
  added: MemoryPin[]
  /** the branch's own, to be written over */
  changed: MemoryPin[]
  same: number
  /** stands elsewhere in the branch's own memory, which is kept */
  kept: MemoryPin[]
}

/**
 * Joins the memory of another desk to the branch's own. What is new is added; a pin at the same door keeps whose it is
 * and takes an approval that it lacks; where the two stand apart, one that a second person has approved wins over one
 * that nobody has, and otherwise the branch's own is kept and named, so that a person can look.
 */
export function mergeMemory(own: readonly MemoryPin[], theirs: readonly MemoryPin[]): MergedMemory {
  const byKey = new Map(own.map((pin) => [pin.key, pin]))
  const merged: MergedMemory = { added: [], changed: [], same: 0, kept: [] }
  for (const pin of theirs) {
    const mine = byKey.get(pin.key)
    if (!mine) {
      merged.added.push(pin)
      byKey.set(pin.key, pin)
    } else if (metresBetween(mine.lon, mine.lat, pin.lon, pin.lat) <= sameDoorMetres) {
      const approval = pin.approvedBy !== null && mine.approvedBy === null
      if (approval) merged.changed.push({ ...mine, approvedBy: pin.approvedBy, approvedAt: pin.approvedAt })
      else merged.same++
    } else if (pin.approvedBy !== null && mine.approvedBy === null) merged.changed.push(pin)
    else merged.kept.push(pin)
  }
  return merged
}

import type { TimeWindow } from '../../model/problem.ts'

/** Sorted, with those that touch or overlap joined. */
export function mergeWindows(windows: readonly TimeWindow[]): TimeWindow[] {
  const sorted = [...windows].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const merged: TimeWindow[] = []
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

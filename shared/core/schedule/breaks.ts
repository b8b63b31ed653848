/**
 * A crew's way from one place to the next with breaks in between. A break may be taken before leaving, on the way
 * or on arrival; travel that was not yet done goes on after it (as VROOM means it).
 */
import type { TimeWindow } from '../../model/problem.ts'

/** One break of a crew-day: `seconds` of rest that begin within one of `windows`. */
export interface ScheduleBreak {
  id: number
  description?: string
  /** sorted, disjoint; null: at any time */
  windows: TimeWindow[] | null
  seconds: number
}

/** Breaks in the order in which they are taken: by the start of their first window, then its last end. */
export function orderBreaks<T extends { windows: TimeWindow[] | null }>(breaks: readonly T[]): T[] {
  const first = (one: T) => one.windows?.[0]?.[0] ?? -Infinity
  const last = (one: T) => one.windows?.at(-1)?.[1] ?? Infinity
  return [...breaks].sort((a, b) => compare(first(a), first(b)) || compare(last(a), last(b)))
}
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)

/** Earliest moment ≥ `ready` inside a window; `late` is how far past the last window `ready` lies. */
export function earliestIn(windows: TimeWindow[] | null, ready: number): { at: number; late: number } {
  if (!windows) return { at: ready, late: 0 }
  for (const [from, to] of windows) if (ready <= to) return { at: Math.max(ready, from), late: 0 }
  return { at: ready, late: ready - windows.at(-1)![1] }
}

/** Latest moment ≤ `bound` inside a window, or -Infinity. */
export function latestIn(windows: TimeWindow[] | null, bound: number): number {
  if (!windows) return bound
  for (let i = windows.length - 1; i >= 0; i--)
    if (windows[i]![0] <= bound) return Math.min(bound, windows[i]![1])
  return -Infinity
}

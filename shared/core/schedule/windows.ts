import type { ProblemJob, TimeWindow } from '../../model/problem.ts'

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

/** When a job may begin: its windows, cut at its due moment. Null: at any time. */
export function windowsOf(job: Pick<ProblemJob, 'time_windows' | 'roundsman'>): TimeWindow[] | null {
  const due = job.roundsman?.due
  const windows = job.time_windows ? mergeWindows(job.time_windows) : null
  if (due === undefined) return windows
  const left = (windows ?? [[-Infinity, Infinity] as TimeWindow]).flatMap(([from, to]): TimeWindow[] =>
    from <= due ? [[from, Math.min(to, due)]] : [],
  )
  // never: a window before all time
  return left.length > 0 ? left : [[-Infinity, -Infinity]]
}

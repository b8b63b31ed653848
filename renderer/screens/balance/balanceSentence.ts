import type { WorkloadRow } from '../../../shared/contract/week.ts'

export interface BalanceSentence {
  /** even: all within a tenth of the mean; near: within a quarter; uneven: beyond */
  kind: 'even' | 'near' | 'uneven'
  fairness: number
  most: WorkloadRow
  least: WorkloadRow
}

/** What the page says first; null when nobody has work yet. */
export function balanceSentence(
  rows: readonly WorkloadRow[],
  fairness: number | null,
): BalanceSentence | null {
  const busy = (row: WorkloadRow) => row.travelSeconds + row.serviceSeconds + row.waitingSeconds
  const sorted = [...rows].sort((a, b) => busy(a) - busy(b))
  const least = sorted[0] as WorkloadRow | undefined
  const most = sorted.at(-1)
  if (!least || !most || fairness === null || busy(most) === 0) return null
  const mean = rows.reduce((sum, row) => sum + busy(row), 0) / rows.length
  const off = Math.max(busy(most) - mean, mean - busy(least)) / mean
  return { kind: off <= 0.1 ? 'even' : off <= 0.25 ? 'near' : 'uneven', fairness, most, least }
}

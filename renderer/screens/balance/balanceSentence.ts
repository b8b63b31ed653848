import type { WorkloadRow } from '../../../shared/contract/week.ts'

export interface BalanceSentence {
  /** even: busiest and least busy within 15 % of the mean; near: within 30 %; uneven: beyond */
  kind: 'even' | 'near' | 'uneven'
  /** between the busiest and the least busy, as a share of the mean: an index of all would hide two who are far off */
  gap: number
  most: WorkloadRow
  least: WorkloadRow
}

/** What the page says first; null when nobody has work yet. */
export function balanceSentence(rows: readonly WorkloadRow[]): BalanceSentence | null {
  const busy = (row: WorkloadRow) => row.travelSeconds + row.serviceSeconds + row.waitingSeconds
  const sorted = [...rows].sort((a, b) => busy(a) - busy(b))
  const least = sorted[0] as WorkloadRow | undefined
  const most = sorted.at(-1)
  if (!least || !most || busy(most) === 0) return null
  const mean = rows.reduce((sum, row) => sum + busy(row), 0) / rows.length
  const gap = (busy(most) - busy(least)) / mean
  return { kind: gap <= 0.15 ? 'even' : gap <= 0.3 ? 'near' : 'uneven', gap, most, least }
}

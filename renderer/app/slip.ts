import type { HistoryRow } from '../../shared/contract/desk.ts'

/** The call that was logged last in this window, and its way back: undo of the history knows none for a call. */
interface Slip {
  caseNo: string
  result: string
  takeBack: () => Promise<void>
}
let last: Slip | null = null

export function noteCall(slip: Slip): void {
  last = slip
}

/** The way back of the call that an undo came to, once; null where it is another step, or was taken back already. */
export function slipOf(row: Pick<HistoryRow, 'action' | 'params'>): (() => Promise<void>) | null {
  if (!last || row.action !== `calls.${last.result}` || String(row.params.caseNo ?? '') !== last.caseNo)
    return null
  const { takeBack } = last
  last = null
  return takeBack
}

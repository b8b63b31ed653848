import type { TFunction } from 'i18next'
import type { CallRow } from '../../../shared/contract/week.ts'
import type { Format } from '../../app/format.ts'

/** When a borrower who may not be rung now may be: the time she asked for, else the first that the rules leave. */
export function whenAgain(row: CallRow, t: TFunction<'calls'>, format: Format): string {
  if (row.reason?.code === 'call-back-later' && row.callBackAt)
    return ` ${t('row.back', { at: format.dayTime(row.callBackAt) })}`
  return row.nextPermittedAt ? ` ${t('row.next', { at: format.dayTime(row.nextPermittedAt) })}` : ''
}

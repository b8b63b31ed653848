import type { OutcomeResult } from '../../../shared/model/facts.ts'
import type { ReasonCode } from '../../../shared/model/reasons.ts'

/** A field of the panel; what is wrong stands at it. */
export type RecordField = 'day' | 'from' | 'to' | 'promiseDate' | 'amount'
export interface RecordProblem {
  field: RecordField
  code: ReasonCode
  params?: Record<string, string>
}

/** Results with which the borrower says when, or how much, she will pay. */
export const promising: readonly OutcomeResult[] = ['promise', 'plan_agreed', 'deferred']

/**
 * The first thing that keeps an outcome from being recorded, as far as the window can tell; null where there is none.
 * @param entry days as `2026-11-23`, times as `08:30`; `to` empty where it is not known
 */
export function recordProblem(entry: {
  result: OutcomeResult
  day: string
  from: string
  to: string
  promiseDate: string
  amount: number | null
}): RecordProblem | null {
  if (entry.to !== '' && entry.to < entry.from) return { field: 'to', code: 'outcome-times-backwards' }
  if (promising.includes(entry.result) && entry.promiseDate !== '' && entry.promiseDate < entry.day)
    return { field: 'promiseDate', code: 'outcome-promise-before-visit', params: { due: entry.promiseDate } }
  if (entry.result !== 'promise') return null
  if (entry.promiseDate === '') return { field: 'promiseDate', code: 'outcome-promise-date-missing' }
  return entry.amount === null ? { field: 'amount', code: 'outcome-promise-amount-missing' } : null
}

/** At which field a refusal of the service stands; null: it is of none of them. */
export function fieldOfRefusal(code: string): RecordField | null {
  if (code === 'outcome-times-backwards') return 'to'
  if (code.startsWith('outcome-promise-amount')) return 'amount'
  if (code.startsWith('outcome-promise')) return 'promiseDate'
  return /^outcome-(?:in-future|date|day|outside|too)/.test(code) ? 'day' : null
}

import { describe, expect, it } from 'vitest'
import { fieldOfRefusal, recordProblem } from '../../../renderer/screens/outcomes/recordProblems.ts'

const entry = {
  result: 'promise' as const,
  day: '2026-11-23',
  from: '08:30',
  to: '09:10',
  promiseDate: '2026-12-01',
  amount: 500,
}

describe('what keeps an outcome from being recorded', () => {
  it('is said at its field: times that run backwards, a promise without day or amount', () => {
    expect(recordProblem(entry)).toBeNull()
    expect(recordProblem({ ...entry, to: '' })).toBeNull()
    expect(recordProblem({ ...entry, to: '08:20' })?.field).toBe('to')
    expect(recordProblem({ ...entry, promiseDate: '', amount: null })?.field).toBe('promiseDate')
    expect(recordProblem({ ...entry, promiseDate: '2026-11-22' })).toMatchObject({
      field: 'promiseDate',
      code: 'outcome-promise-before-visit',
      params: { due: '2026-11-22' },
    })
    expect(recordProblem({ ...entry, promiseDate: '2026-11-23' })).toBeNull()
    expect(recordProblem({ ...entry, amount: null })?.field).toBe('amount')
    expect(recordProblem({ ...entry, result: 'not_home', promiseDate: '', amount: null })).toBeNull()
  })

  it('also where the service refuses it', () => {
    expect(fieldOfRefusal('outcome-in-future')).toBe('day')
    expect(fieldOfRefusal('outcome-promise-amount-missing')).toBe('amount')
    expect(fieldOfRefusal('row-gone')).toBeNull()
  })
})

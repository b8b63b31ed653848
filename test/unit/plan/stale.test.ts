import { describe, expect, it } from 'vitest'
import { staleSheets, type Sheet } from '../../../shared/core/plan/stale.ts'
import { fairnessOf } from '../../../shared/core/lib/fairness.ts'

const sheet = (crewDayId: string, stops: string, names = ['Chen']): Sheet => ({
  crewDayId,
  collectorNames: names,
  stops: stops
    .split(' ')
    .filter(Boolean)
    .map((stop) => {
      const [visitId, clock] = stop.split('@')
      return { visitId: visitId!, arrival: `2026-11-23T${clock}Z` }
    }),
})

describe('sheets that were handed out', () => {
  const before = [sheet('mon', 'a@01:00:00 b@02:00:00'), sheet('tue', 'c@01:00:00'), sheet('wed', '')]

  it('are up to date while everybody is visited as they say, to the minute', () => {
    const now = [sheet('mon', 'a@01:00:20 b@02:00:00'), sheet('tue', 'c@01:00:00'), sheet('wed', '')]
    expect(staleSheets(before, now)).toEqual([])
  })

  it('are not when the order, an hour or who goes is another', () => {
    expect(staleSheets(before, [sheet('mon', 'b@01:00:00 a@02:00:00'), before[1]!])).toEqual([
      { crewDayId: 'mon', kind: 'changed' },
    ])
    expect(staleSheets(before, [sheet('mon', 'a@01:00:00 b@02:01:00'), before[1]!])).toEqual([
      { crewDayId: 'mon', kind: 'changed' },
    ])
    expect(staleSheets(before, [before[0]!, sheet('tue', 'c@01:00:00', ['Lin'])])).toEqual([
      { crewDayId: 'tue', kind: 'changed' },
    ])
  })

  it('tell a crew-day that goes out now from one that goes no more', () => {
    expect(staleSheets(before, [before[0]!, sheet('tue', ''), sheet('wed', 'c@03:00:00')])).toEqual([
      { crewDayId: 'wed', kind: 'added' },
      { crewDayId: 'tue', kind: 'gone' },
    ])
  })
})

it('fairness is 1 for equal loads, 1/n for one who bears everything, nothing without a load', () => {
  expect(fairnessOf([4, 4, 4])).toBe(1)
  expect(fairnessOf([9, 0, 0])).toBeCloseTo(1 / 3, 12)
  expect(fairnessOf([0, 0])).toBeNull()
  expect(fairnessOf([])).toBeNull()
})

import { describe, expect, it } from 'vitest'
import { remainingCrewDays } from '../../../shared/core/plan/remaining.ts'
import type { CrewDay } from '../../../shared/model/week.ts'

const day = (more: Partial<CrewDay> = {}): CrewDay => ({
  key: '2026-11-24/South',
  date: '2026-11-24',
  crewName: 'South',
  collectorIds: ['a'],
  skills: [],
  mode: 'car',
  shift: { fromMinutes: 540, toMinutes: 1020 },
  lunch: null,
  start: [9.5, 47.1],
  end: null,
  maxVisits: 6,
  size: 1,
  overtimeMinutes: 0,
  ...more,
})
const made = (leftMinutes: number, lonLat: [number, number] = [9.52, 47.14]) => ({
  visitId: `v${leftMinutes}`,
  crewDayKey: '2026-11-24/South',
  lonLat,
  leftMinutes,
})

describe('what is left of a crew-day', () => {
  it('is all of it where nobody has been visited', () => {
    const days = [day(), day({ key: '2026-11-25/South', date: '2026-11-25' })]
    expect(remainingCrewDays(days, [])).toEqual(days)
    expect(remainingCrewDays(days, [made(600)])[1]).toEqual(days[1])
  })
  it('goes on from the door that was left last, back to where it began, with the visits that are left', () => {
    expect(remainingCrewDays([day()], [made(700, [9.53, 47.15]), made(600.5)])).toEqual([
      day({
        shift: { fromMinutes: 700, toMinutes: 1020 },
        start: [9.53, 47.15],
        end: [9.5, 47.1],
        maxVisits: 4,
      }),
    ])
  })
  it('ends where it ends on its own, and begins no earlier than the shift', () => {
    const [left] = remainingCrewDays([day({ end: [9.4, 47] })], [made(500)])
    expect(left).toMatchObject({ end: [9.4, 47], shift: { fromMinutes: 540, toMinutes: 1020 } })
  })
  it('is nothing once the shift is over or the visits of a day are made', () => {
    expect(remainingCrewDays([day()], [made(1020)])).toEqual([])
    expect(remainingCrewDays([day({ maxVisits: 1 })], [made(600)])).toEqual([])
  })
})

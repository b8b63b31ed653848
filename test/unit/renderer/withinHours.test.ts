import { expect, it } from 'vitest'
import { withinHours } from '../../../renderer/screens/cases/withinHours.ts'

// Monday 8–20, Saturday 9–17
const hours = [
  { date: '2026-11-23', fromMinutes: 480, toMinutes: 1200 },
  { date: '2026-11-28', fromMinutes: 540, toMinutes: 1020 },
]
const span = (fromMinutes: number, toMinutes: number) => ({ fromMinutes, toMinutes })

it('shows of a window the hours in which a visit is lawful', () => {
  expect(withinHours(span(0, 750), hours)).toEqual(span(480, 750))
  expect(withinHours(span(1005, 1440), hours)).toEqual(span(1005, 1200))
  expect(withinHours({ ...span(0, 1440), weekday: 6 }, hours)).toMatchObject(span(540, 1020))
  expect(withinHours({ ...span(0, 1440), date: '2026-11-28' }, hours)).toMatchObject(span(540, 1020))
})

it('leaves as it was said what lies outside, or where no hours are known', () => {
  expect(withinHours(span(0, 60), hours)).toEqual(span(0, 60))
  expect(withinHours(span(0, 750), [])).toEqual(span(0, 750))
})

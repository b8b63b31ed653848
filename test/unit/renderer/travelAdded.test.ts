import { describe, expect, it } from 'vitest'
import { travelAdded } from '../../../renderer/board/drag.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import { createBoard } from '../../../shared/core/plan/board.ts'
import type { TimeWindow } from '../../../shared/model/problem.ts'

/** Two crew-days of three visits each, on roads that are not the same both ways. */
function loaded() {
  const random = seededRandom(11)
  const durations = Array.from({ length: 7 }, (_, from) =>
    Array.from({ length: 7 }, (_, to) => (from === to ? 0 : 60 + random.below(1200))),
  )
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const problem = {
    jobs: ids.map((_, index) => ({ id: index + 1, location_index: index + 1, service: 600 })),
    vehicles: [1, 2].map((id) => ({
      id,
      start_index: 0,
      end_index: 0,
      time_window: [8 * 3600, 20 * 3600] as TimeWindow,
    })),
    matrices: { car: { durations } },
  }
  const board = createBoard({
    problem,
    zeroEpoch: Date.UTC(2026, 10, 23) / 1000,
    zone: 'UTC',
    visits: ids.map((visitId) => ({ visitId, confirmed: false })),
    crewDays: ['one', 'two'].map((id) => ({ id, crewName: id, date: '2026-11-23' })),
    skillNames: {},
  })
  const routes = new Map([
    ['one', ['a', 'b', 'c']],
    ['two', ['d', 'e']],
  ])
  const number = (visitId: string) => ids.indexOf(visitId) + 1
  const travel = (route: readonly string[]) => {
    const stops = route.length === 0 ? [] : [0, ...route.map(number), 0]
    return stops.slice(1).reduce((sum, to, index) => sum + durations[stops[index]!]![to]!, 0)
  }
  return { board: { board, versionId: 'v', routes }, travel }
}

describe('what a move adds to the travel of the week', () => {
  const { board, travel } = loaded()
  const added = (visitId: string, crewDayId: string, route: string[]) =>
    travelAdded(board, visitId, crewDayId, board.board.judge(crewDayId, route))

  it('within its crew-day is the other order less the one that stands', () => {
    for (const order of ['bac', 'bca', 'cab', 'abc'])
      expect(added('a', 'one', [...order]), order).toBe(travel([...order]) - travel(['a', 'b', 'c']))
  })
  it('onto another crew-day counts what it leaves behind', () => {
    expect(added('b', 'two', ['d', 'b', 'e'])).toBe(
      travel(['d', 'b', 'e']) + travel(['a', 'c']) - travel(['d', 'e']) - travel(['a', 'b', 'c']),
    )
  })
  it('into the plan is what its crew-day travels more', () => {
    expect(added('f', 'two', ['d', 'e', 'f'])).toBe(travel(['d', 'e', 'f']) - travel(['d', 'e']))
  })
})

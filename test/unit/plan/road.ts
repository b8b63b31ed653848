import { createBoard } from '../../../shared/core/plan/board.ts'
import type { TimeWindow } from '../../../shared/model/problem.ts'

/**
 * Places on one straight road, an hour of travel from 0 to 60; crew `west` starts at 0, crew `east` at 60.
 *
 *   west 0 ─ a5 ─ b10 ────────── c50 ─ d55 ─ 60 east
 */
export function road(options: { most?: number; lockA?: boolean; confirmB?: boolean } = {}) {
  const at = [0, 60, 5, 10, 50, 55]
  const ids = ['a', 'b', 'c', 'd']
  const board = createBoard({
    problem: {
      jobs: ids.map((_, index) => ({
        id: index + 1,
        location_index: index + 2,
        service: 600,
        ...(options.lockA && index === 0 ? { roundsman: { vehicles: [1] } } : {}),
      })),
      vehicles: [0, 1].map((index) => ({
        id: index + 1,
        start_index: index,
        end_index: index,
        time_window: [8 * 3600, 20 * 3600] as TimeWindow,
        ...(options.most ? { max_tasks: options.most } : {}),
      })),
      matrices: { car: { durations: at.map((from) => at.map((to) => 60 * Math.abs(from - to))) } },
    },
    zeroEpoch: Date.UTC(2026, 10, 23) / 1000,
    zone: 'UTC',
    visits: ids.map((visitId) => ({ visitId, confirmed: options.confirmB === true && visitId === 'b' })),
    crewDays: ['west', 'east'].map((id) => ({ id, crewName: id, date: '2026-11-23' })),
    skillNames: {},
  })
  return board
}

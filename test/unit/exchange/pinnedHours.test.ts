import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { solve } from '../../../shared/core/optimiser/solve.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem, ProblemVehicle } from '../../../shared/model/problem.ts'

const hour = 3600

/** Two visits of ten minutes, ten minutes apart; one crew from 8 to 18 with half an hour of rest. */
const day = (steps: ProblemVehicle['steps'], windows?: [number, number][]): Problem => ({
  jobs: [1, 2].map((id) => ({
    id,
    location_index: id,
    service: 600,
    ...(windows && id === 1 ? { time_windows: windows } : {}),
  })),
  vehicles: [
    {
      id: 1,
      start_index: 0,
      end_index: 0,
      time_window: [8 * hour, 18 * hour],
      breaks: [{ id: 5, service: 1800 }],
      steps,
    },
  ],
  matrices: {
    car: { durations: [0, 1, 2].map((a) => [0, 1, 2].map((b) => (a === b ? 0 : 600))) },
  },
})
function begins(problem: Problem): Record<string, number> {
  const read = readProblem(problem)
  const solution = solve(read, { seed: 1, iterations: 200, now: () => 0, cancel: neverCancelled })
  expect(verify(read, solution)).toEqual([])
  return Object.fromEntries(
    solution.routes.flatMap(({ steps }) =>
      steps.map((step) => [`${step.type} ${step.id ?? ''}`.trim(), step.arrival + step.waiting_time]),
    ),
  )
}

describe('hours that steps pin', () => {
  it('bind the visit to the second, and the break to a span', () => {
    const found = begins(
      day([
        { type: 'job', id: 1, service_at: 14 * hour + 1 },
        { type: 'break', id: 5, service_after: 10 * hour, service_before: 11 * hour },
        { type: 'job', id: 2, service_before: 9 * hour },
      ]),
    )
    expect(found['job 1']).toBe(14 * hour + 1)
    expect(found['job 2']).toBeLessThanOrEqual(9 * hour)
    expect(found['break 5']).toBeGreaterThanOrEqual(10 * hour)
    expect(found['break 5']).toBeLessThanOrEqual(11 * hour)
  })

  it('are kept within the windows that the visit has', () => {
    const windows: [number, number][] = [
      [8 * hour, 9 * hour],
      [12 * hour, 13 * hour],
    ]
    const { jobs } = readProblem(day([{ type: 'job', id: 1, service_after: 8.5 * hour }], windows))
    expect(jobs[0]!.time_windows).toEqual([
      [8.5 * hour, 9 * hour],
      [12 * hour, 13 * hour],
    ])
    // read again it is the same
    const once = readProblem(day([{ type: 'job', id: 1, service_at: 12 * hour }], windows))
    expect(readProblem(structuredClone(once))).toEqual(once)
  })
})

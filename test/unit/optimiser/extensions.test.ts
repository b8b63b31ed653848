import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { solve } from '../../../shared/core/optimiser/solve.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem, ProblemJob, ProblemVehicle, Solution } from '../../../shared/model/problem.ts'

const day = 86_400
const hour = 3600

/** Every place is ten minutes from every other; crews work from 8 to 18 on the day they are given. */
function problemOf(
  jobs: Partial<ProblemJob>[],
  vehicles: (Partial<ProblemVehicle> & { day?: number })[],
): Problem {
  const places = jobs.length + 1
  return readProblem({
    jobs: jobs.map((job, i) => ({ id: i + 1, location_index: i + 1, service: 600, ...job })),
    vehicles: vehicles.map(({ day: on = 0, ...vehicle }, i) => ({
      id: i + 1,
      start_index: 0,
      end_index: 0,
      time_window: [on * day + 8 * hour, on * day + 18 * hour],
      ...vehicle,
    })),
    matrices: {
      car: {
        durations: Array.from({ length: places }, (_, from) =>
          Array.from({ length: places }, (_, to) => (from === to ? 0 : 600)),
        ),
      },
    },
  })
}

function solved(problem: Problem): Solution {
  const solution = solve(problem, { seed: 1, iterations: 600, now: () => 0, cancel: neverCancelled })
  expect(verify(problem, solution)).toEqual([])
  return solution
}

const begins = (solution: Solution) =>
  new Map(
    solution.routes.flatMap(({ vehicle, steps }) =>
      steps.flatMap((step): [number, { vehicle: number; at: number }][] =>
        step.type === 'job' ? [[step.id!, { vehicle, at: step.arrival + step.waiting_time }]] : [],
      ),
    ),
  )

describe('what a time costs', () => {
  it('the order follows soft windows when the way is the same', () => {
    // the hard window of 2 holds the crew at noon; 1 is wished after it, 3 before it
    const problem = problemOf(
      [
        { roundsman: { soft_windows: [{ window: [12 * hour, 18 * hour], cost_per_minute: 1 }] } },
        { time_windows: [[12 * hour, 12 * hour]] },
        { roundsman: { soft_windows: [{ window: [8 * hour, 12 * hour], cost_per_minute: 1 }] } },
      ],
      [{}],
    )
    const solution = solved(problem)
    const at = begins(solution)
    expect(at.get(3)!.at).toBeLessThan(12 * hour)
    expect(at.get(1)!.at).toBeGreaterThan(12 * hour)
    expect(solution.summary.roundsman!.soft).toBe(0)
    expect(solution.summary.cost).toBe(4 * 600)
  })

  it('of several soft windows the cheapest counts, by the minute', () => {
    const problem = problemOf(
      [
        {
          time_windows: [[12 * hour, 12 * hour]],
          roundsman: {
            soft_windows: [
              { window: [8 * hour, 11 * hour], cost_per_minute: 2 },
              { window: [13 * hour, 14 * hour], cost_per_minute: 0.5 },
            ],
          },
        },
      ],
      [{}],
    )
    const { summary } = solved(problem)
    expect(summary.roundsman!.soft).toBe(30)
    expect(summary.cost).toBe(1200 + 30)
  })

  it('a visit is made when the borrower is more likely there, though the way is longer', () => {
    // before noon nobody is at home at 1; waiting for 2 at noon first makes it likely
    const problem = problemOf(
      [
        { priority: 50, roundsman: { chances: [{ window: [0, 12 * hour], chance: 0.2 }] } },
        { priority: 10, time_windows: [[12 * hour, 12 * hour + 60]] },
      ],
      [{}],
    )
    const solution = solved(problem)
    expect(begins(solution).get(1)!.at).toBeGreaterThan(12 * hour)
    expect(solution.summary).toMatchObject({ priority: 60, roundsman: { expected_priority: 60 } })
  })
})

describe('who may come, and when', () => {
  it('a visit for two goes to the crew of two', () => {
    const problem = problemOf([{ roundsman: { crew_size: 2 } }, {}], [{}, { roundsman: { crew: 2 } }])
    expect(begins(solved(problem)).get(1)!.vehicle).toBe(2)
    const alone = problemOf([{ roundsman: { crew_size: 3 } }], [{ roundsman: { crew: 2 } }])
    expect(solved(alone).summary.unassigned).toBe(1)
  })

  it('a visit begins by the moment it is due, or stays out', () => {
    const problem = problemOf(
      [
        { roundsman: { due: 8 * hour + 600 } },
        { roundsman: { due: 8 * hour + 600 } },
        { time_windows: [[9 * hour, 10 * hour]], roundsman: { due: 8 * hour } },
      ],
      [{}],
    )
    const solution = solved(problem)
    expect(solution.summary.unassigned).toBe(2)
    expect([...begins(solution).values()]).toEqual([{ vehicle: 1, at: 8 * hour + 600 }])
  })

  it('visits to one borrower lie the days apart that either asks for', () => {
    const visit = (days: number) => ({ roundsman: { spacing: { borrower: 9, days } } })
    const crews = [{ day: 0 }, { day: 1 }, { day: 2 }, { day: 3 }]
    const found = begins(solved(problemOf([visit(2), visit(1), {}], crews)))
    expect(Math.abs(found.get(1)!.vehicle - found.get(2)!.vehicle)).toBeGreaterThanOrEqual(2)
    expect(found.size).toBe(3)
    expect(solved(problemOf([visit(4), visit(0)], crews)).summary.unassigned).toBe(1)
  })
})

describe('the judge', () => {
  const both = problemOf(
    [
      { roundsman: { spacing: { borrower: 1, days: 0 } } },
      { roundsman: { spacing: { borrower: 1, days: 0 } } },
    ],
    [{}, { day: 1 }],
  )
  const codes = (change: (job: NonNullable<ProblemJob['roundsman']>) => void) => {
    const problem = structuredClone(both)
    change(problem.jobs[0]!.roundsman!)
    return [...new Set(verify(problem, solved(both)).map(({ code }) => code))]
  }
  it.each<[string, (job: NonNullable<ProblemJob['roundsman']>) => void]>([
    ['check-due', (job) => (job.due = 0)],
    ['check-crew-size', (job) => (job.crew_size = 2)],
    ['check-spacing', (job) => (job.spacing!.days = 2)],
  ])('finds %s', (code, change) => {
    expect(codes(change)).toEqual([code])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { routesOfSolution, solve } from '../../../shared/core/optimiser/solve.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem, Solution } from '../../../shared/model/problem.ts'
import { randomProblem } from '../../helpers/randomProblem.ts'

const still = { now: () => 0, cancel: neverCancelled }
const runs = Number(process.env.ROUNDSMAN_RUNS ?? 1500)

/** Where a plan has each visit becomes the plan before; then everybody has a neighbour's windows, so that much would move. */
function replanned(seed: number): { problem: Problem; before: Solution } {
  const first = readProblem(randomProblem(seed))
  const before = solve(first, { ...still, seed, iterations: 30 })
  const vehicleOf = new Map(
    routesOfSolution(before).flatMap(({ vehicle, jobs }) => jobs.map((id) => [id, vehicle] as const)),
  )
  const jobs = first.jobs.map((job, j) => {
    const { previous: _old, ...roundsman } = job.roundsman ?? {}
    const vehicle = vehicleOf.get(job.id)
    const windows = first.jobs[(j + 1) % first.jobs.length]!.time_windows
    return {
      ...job,
      ...(windows ? { time_windows: windows } : {}),
      roundsman: {
        ...roundsman,
        ...(vehicle === undefined ? {} : { previous: { vehicle, arrival: 0, change_cost: seed % 2 } }),
      },
    }
  })
  return { problem: { ...first, jobs }, before }
}

const movedIn = (problem: Problem, solution: Solution) =>
  solution.routes.flatMap(({ vehicle, steps }) =>
    steps.filter((step) => {
      const before = problem.jobs.find(({ id }) => step.type === 'job' && id === step.id)?.roundsman?.previous
      return before !== undefined && before.vehicle !== vehicle
    }),
  ).length

describe('a limit on how many visits may move', () => {
  it('is kept, from nothing and from the plan before, and the judge knows when it is not', () => {
    const seen = { limited: 0, over: 0 }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 3 }), (seed, most) => {
        const { problem, before } = replanned(seed)
        const limited = readProblem({ ...problem, roundsman: { ...problem.roundsman, max_moved: most } })
        const free = solve(problem, { ...still, seed, iterations: 60 })
        const moved = movedIn(problem, free)
        const findings = verify(limited, free).map(({ path }) => path)
        expect(findings).toEqual(moved > most ? ['routes.max_moved'] : [])
        if (moved > most) seen.over++
        for (const warmStart of [undefined, routesOfSolution(before)]) {
          const plan = solve(limited, { ...still, seed, iterations: 60, ...(warmStart ? { warmStart } : {}) })
          expect(verify(limited, plan)).toEqual([])
          if (movedIn(problem, plan) === most) seen.limited++
        }
      }),
      { numRuns: runs / 3, seed: 21 },
    )
    expect(seen.over).toBeGreaterThan(50)
    expect(seen.limited).toBeGreaterThan(50)
  })

  it('of plans that cost the same, the one that moves fewer people is kept', () => {
    // two crews alike, and changes are free: from nothing the visits may fall to either
    const problem = readProblem({
      jobs: [1, 2].map((id) => ({
        id,
        location_index: id,
        roundsman: { previous: { vehicle: 8, arrival: 0, change_cost: 0 } },
      })),
      vehicles: [7, 8].map((id) => ({ id, start_index: 0, end_index: 0 })),
      matrices: { car: { durations: [0, 1, 2].map((a) => [0, 1, 2].map((b) => Math.abs(a - b))) } },
    })
    const { routes } = solve(problem, { ...still, seed: 1, iterations: 200 })
    expect(routes.map(({ vehicle }) => vehicle)).toEqual([8])
  })
})

describe('a search within some crew-days', () => {
  it('leaves every other one as it was, to the second, and is lawful', () => {
    let changed = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(randomProblem(seed))
        const before = solve(problem, { ...still, seed, iterations: 2 })
        const warmStart = routesOfSolution(before)
        const within = problem.vehicles.flatMap(({ id }, v) => ((seed >> v) & 1 ? [id] : []))
        const after = solve(problem, { ...still, seed, iterations: 60, warmStart, within })
        expect(verify(problem, after)).toEqual([])
        const stands = ({ routes }: Solution) => routes.filter(({ vehicle }) => !within.includes(vehicle))
        expect(stands(after)).toEqual(stands(before))
        if (!problem.jobs.some(({ roundsman }) => roundsman?.must_serve || roundsman?.chances))
          expect(after.summary.priority).toBeGreaterThanOrEqual(before.summary.priority)
        if (JSON.stringify(after.routes) !== JSON.stringify(before.routes)) changed++
      }),
      { numRuns: runs / 2, seed: 22 },
    )
    expect(changed).toBeGreaterThan(50)
  })

  it('takes up what no longer holds outside of them', () => {
    const jobs = [1, 2].map((id) => ({ id, location_index: 0, service: 600 }))
    const problem = readProblem({
      jobs: [{ ...jobs[0]!, time_windows: [[5000, 6000]] }, jobs[1]!],
      vehicles: [
        { id: 7, start_index: 0, time_window: [0, 1000] },
        { id: 8, start_index: 0, time_window: [0, 9000] },
      ],
      matrices: { car: { durations: [[0]] } },
    })
    const warmStart = [
      { vehicle: 7, jobs: [1] },
      { vehicle: 8, jobs: [2] },
    ]
    const { routes } = solve(problem, { ...still, seed: 1, iterations: 20, warmStart, within: [8] })
    expect(routesOfSolution({ routes } as Solution)).toEqual([
      { vehicle: 8, jobs: expect.arrayContaining([1, 2]) },
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { withMatrices } from '../../../shared/core/exchange/withMatrices.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import { compile } from '../../../shared/core/optimiser/compile.ts'
import { Search } from '../../../shared/core/optimiser/search.ts'
import { defaultSettings } from '../../../shared/core/optimiser/settings.ts'
import { solutionOf, solve } from '../../../shared/core/optimiser/solve.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { UNREACHABLE } from '../../../shared/model/travel.ts'
import { randomProblemByHour } from '../../helpers/randomProblem.ts'

const still = { now: () => 0, cancel: neverCancelled }
const runs = Number(process.env.ROUNDSMAN_RUNS ?? 1500)

const day = 86_400

/**
 * Two places; from 08:00 the way takes 600 s, from 09:00 1,200 s, in the night before 300 s. The crew is free from
 * 08:00 on and must be at place 1 by `opens`.
 */
const rush = (opens: number, table: (number | null)[] = [600, 1200, 300]): Problem =>
  readProblem({
    jobs: [{ id: 1, location_index: 1, service: 60, time_windows: [[opens, opens + 7200]] }],
    vehicles: [{ id: 7, start_index: 0, time_window: [8 * 3600, 18 * 3600] }],
    matrices: { car: { durations: [0, 1].map((a) => [0, 1].map((b) => (a === b ? 0 : 600))) } },
    roundsman: {
      periods: {
        starts: [8 * 3600, 9 * 3600, 20 * 3600],
        matrices: {
          car: table.map((cell) => ({
            durations: [0, 1].map((a) => [0, 1].map((b) => (a === b ? 0 : cell))),
          })),
        },
      },
    },
  })
const first = (problem: Problem) => {
  const { routes } = solve(problem, { ...still, seed: 1, iterations: 50 })
  return routes[0]?.steps.map(({ arrival, duration }) => [arrival, duration])
}

describe('speed that changes on the way', () => {
  it('leaves as late as arriving in time allows, half the way before the border and half after', () => {
    // 300 s of 600 before nine, then half of 1,200: arrives 09:10
    expect(first(rush(9 * 3600 + 600))).toEqual([
      [9 * 3600 - 300, 0],
      [9 * 3600 + 600, 900],
    ])
  })

  it('is wholly in one period away from its border', () => {
    expect(first(rush(8 * 3600 + 1800))).toEqual([
      [8 * 3600 + 1200, 0],
      [8 * 3600 + 1800, 600],
    ])
    expect(first(rush(11 * 3600))).toEqual([
      [11 * 3600 - 1200, 0],
      [11 * 3600, 1200],
    ])
  })

  it('stands where the way is closed, and goes on when it opens', () => {
    // closed until nine: who leaves at 08:00 stands for an hour, so nobody leaves before nine
    expect(first(rush(8 * 3600, [null, 1200, 300]))).toEqual([
      [9 * 3600, 0],
      [9 * 3600 + 1200, 1200],
    ])
    // closed from nine on until 20:00: half the way is no way
    expect(first(rush(9 * 3600 + 600, [600, null, 300]))).toEqual([
      [9 * 3600 - 600, 0],
      [9 * 3600, 600],
    ])
    expect(first(rush(8 * 3600, [null, null, null]))).toBeUndefined()
  })
})

describe('the judge', () => {
  it('knows an arrival that is a second early, and one that is a second late', () => {
    const problem = rush(9 * 3600 + 600)
    const solution = solve(problem, { ...still, seed: 1, iterations: 50 })
    expect(verify(problem, solution)).toEqual([])
    for (const by of [-1, 1]) {
      const wrong = structuredClone(solution)
      wrong.routes[0]!.steps[0]!.arrival -= by
      wrong.routes[0]!.steps[1]!.duration += by
      expect(verify(problem, wrong).map(({ path }) => path)).toContain('routes[0].steps[1].duration')
    }
  })
})

describe('a file with periods', () => {
  const periods = (change: object) => () =>
    readProblem({
      ...rush(0),
      roundsman: { periods: { ...rush(0).roundsman!.periods!, ...change } },
    })
  it.each([
    ['roundsman.periods.starts', { starts: [] }],
    ['roundsman.periods.starts[1]', { starts: [8, 8, 9] }],
    ['roundsman.periods.starts[2]', { starts: [8, 9, day] }],
    ['roundsman.periods.matrices.car', { starts: [8] }],
    [
      'roundsman.periods.matrices.car[0].durations',
      { starts: [8], matrices: { car: [{ durations: [[0]] }] } },
    ],
    [
      'roundsman.periods.matrices.car[0].durations[1]',
      { starts: [8], matrices: { car: [{ durations: [[0, 1], [0]] }] } },
    ],
  ])('is refused by path: %s', (path, change) => {
    expect(periods(change)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ at: { path } }) }),
    )
  })
})

/** The same with travel as flat tables, as the service hands it over; back again it is the file that it was. */
function flat(problem: Problem): Problem {
  const { starts, matrices } = problem.roundsman!.periods!
  const cells = (rows: (number | null)[][]) => Uint32Array.from(rows.flat(), (cell) => cell ?? UNREACHABLE)
  return {
    ...problem,
    roundsman: { ...problem.roundsman, periods: undefined },
    travelByHour: Object.fromEntries(
      Object.entries(matrices).map(([profile, list]) => [
        profile,
        {
          starts,
          matrices: list.map(({ durations, distances }) => ({
            size: durations.length,
            seconds: cells(durations),
            metres: cells(distances ?? durations.map((row) => row.map(() => 0))),
          })),
        },
      ]),
    ),
  }
}

describe('travel by hour', () => {
  it('is the same in flat tables', () => {
    let served = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(randomProblemByHour(seed))
        if (Object.values(problem.matrices!).some(({ distances }) => !distances)) return
        const rows = solve(problem, { ...still, seed, iterations: 40 })
        const tables = solve(flat(problem), { ...still, seed, iterations: 40 })
        expect(tables).toEqual(rows)
        expect(verify(flat(problem), tables)).toEqual([])
        expect(verify(readProblem(withMatrices(flat(problem))), tables)).toEqual([])
        served += rows.routes.length
      }),
      { numRuns: 300, seed: 13 },
    )
    expect(served).toBeGreaterThan(200)
  })

  it('every plan is found right by the judge, whatever the problem', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(randomProblemByHour(seed))
        const solution = solve(problem, { ...still, seed, iterations: 60 })
        expect(verify(problem, solution)).toEqual([])
      }),
      { numRuns: runs, seed: 11 },
    )
  })

  it('costs what the search thought, to the rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(randomProblemByHour(seed))
        const compiled = compile(problem)
        const search = new Search(compiled, seededRandom(seed), defaultSettings)
        search.construct()
        search.run({ begin: 0, end: 1, iterations: 40, ...still })
        const { summary } = solutionOf(problem, compiled, search.bestRoutes)
        const rounding = problem.vehicles.length + 1 + 0.01 * problem.jobs.length
        expect(Math.abs(summary.cost - search.best.cost / compiled.costScale)).toBeLessThanOrEqual(rounding)
        expect(summary.unassigned).toBe(search.best.jobsLeft)
      }),
      { numRuns: runs, seed: 12 },
    )
  })
})

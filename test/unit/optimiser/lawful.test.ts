import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import { compile } from '../../../shared/core/optimiser/compile.ts'
import { Search } from '../../../shared/core/optimiser/search.ts'
import { defaultSettings } from '../../../shared/core/optimiser/settings.ts'
import { routesOfSolution, solve, solutionOf } from '../../../shared/core/optimiser/solve.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import { randomProblem } from '../../helpers/randomProblem.ts'

const still = { now: () => 0, cancel: neverCancelled }
const runs = Number(process.env.ROUNDSMAN_RUNS ?? 1500)

describe('every plan, whatever the problem', () => {
  it('is found right by the judge', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(randomProblem(seed))
        const solution = solve(problem, { ...still, seed, iterations: 60 })
        expect(verify(problem, solution)).toEqual([])
      }),
      { numRuns: runs, seed: 1 },
    )
  })

  it('costs what the search thought, to the rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(randomProblem(seed))
        const compiled = compile(problem)
        const search = new Search(compiled, seededRandom(seed), defaultSettings)
        search.construct()
        search.run({ begin: 0, end: 1, iterations: 40, ...still })
        const { summary } = solutionOf(problem, compiled, search.bestRoutes)
        const rounding = problem.vehicles.length + 1 + 0.01 * problem.jobs.length
        expect(Math.abs(summary.cost - search.best.cost / compiled.costScale)).toBeLessThanOrEqual(rounding)
        expect(summary.unassigned).toBe(search.best.jobsLeft)
      }),
      { numRuns: runs, seed: 2 },
    )
  })

  it('is taken over whole as a warm start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(randomProblem(seed))
        const first = solve(problem, { ...still, seed, iterations: 30 })
        const again = solve(problem, { ...still, seed, iterations: 0, warmStart: routesOfSolution(first) })
        expect(again.summary.priority).toBeGreaterThanOrEqual(first.summary.priority)
        expect(again.summary.unassigned).toBeLessThanOrEqual(first.summary.unassigned)
        expect(verify(problem, again)).toEqual([])
      }),
      { numRuns: runs / 3, seed: 3 },
    )
  })
})

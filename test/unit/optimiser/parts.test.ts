import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import { compile } from '../../../shared/core/optimiser/compile.ts'
import { cutPlan } from '../../../shared/core/optimiser/cut.ts'
import { joinParts, type PartsStage, runParts } from '../../../shared/core/optimiser/runParts.ts'
import { Search } from '../../../shared/core/optimiser/search.ts'
import { defaultSettings } from '../../../shared/core/optimiser/settings.ts'
import { solutionOf } from '../../../shared/core/optimiser/solve.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import { randomProblem } from '../../helpers/randomProblem.ts'

const still = { now: () => 0, cancel: neverCancelled }
const runs = Number(process.env.ROUNDSMAN_RUNS ?? 1500) / 3

/** A plan of a random problem, not much searched. */
function rough(seed: number) {
  const problem = readProblem(randomProblem(seed))
  const compiled = compile(problem)
  const search = new Search(compiled, seededRandom(seed), defaultSettings)
  search.construct()
  return { problem, compiled, base: search.found() }
}

describe('a plan in parts', () => {
  it('has every vehicle and every job in one part', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 4 }), (seed, parts) => {
        const { compiled, base } = rough(seed)
        const cuts = cutPlan(compiled, base.routes, parts, seededRandom(seed))
        const sorted = (lists: Int32Array[]) => lists.flatMap((list) => [...list]).sort((a, b) => a - b)
        expect(sorted(cuts.map(({ vehicles }) => vehicles))).toEqual([...Array(compiled.vehicles).keys()])
        expect(sorted(cuts.map(({ jobs }) => jobs))).toEqual([...Array(compiled.jobs).keys()])
      }),
      { numRuns: runs, seed: 7 },
    )
  })

  it('is right when its parts are joined, no worse than before, and worth what they say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 3 }), (seed, threads) => {
        const { problem, compiled, base } = rough(seed)
        const stage: PartsStage = { kind: 'parts', begin: 0, end: 1, share: 1, parts: 3, seed }
        const found = Array.from({ length: threads }, (_, thread) =>
          runParts(
            compiled,
            stage,
            base,
            seededRandom(seed + thread),
            defaultSettings,
            { ...still, iterations: 30 },
            thread,
            threads,
          ),
        )
        const { routes, worth } = joinParts(compiled, stage, base, found)
        const solution = solutionOf(problem, compiled, routes)
        expect(verify(problem, solution)).toEqual([])
        expect(solution.summary.unassigned).toBe(worth.jobsLeft)
        expect(worth.mustLeft).toBeLessThanOrEqual(base.worth.mustLeft)
        if (worth.mustLeft === base.worth.mustLeft)
          expect(worth.priorityLeft).toBeLessThanOrEqual(base.worth.priorityLeft + 1e-9)
        if (compiled.balanceWeight > 0) return
        const rounding = problem.vehicles.length + 1 + 0.01 * problem.jobs.length
        expect(Math.abs(solution.summary.cost - worth.cost / compiled.costScale)).toBeLessThanOrEqual(
          rounding,
        )
      }),
      { numRuns: runs, seed: 8 },
    )
  })
})

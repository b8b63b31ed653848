import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import { compile } from '../../../shared/core/optimiser/compile.ts'
import { crossRoutes } from '../../../shared/core/optimiser/crossover.ts'
import { stagesFor } from '../../../shared/core/optimiser/evolve.ts'
import { Search } from '../../../shared/core/optimiser/search.ts'
import { defaultSettings } from '../../../shared/core/optimiser/settings.ts'
import { solve } from '../../../shared/core/optimiser/solve.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import { randomProblem } from '../../helpers/randomProblem.ts'

const still = { now: () => 0, cancel: neverCancelled }

describe('crossing two plans', () => {
  it('has no job twice and none on a vehicle that may not serve it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const compiled = compile(readProblem(randomProblem(seed)))
        const [one, other] = [1, 2].map((part) => {
          const search = new Search(compiled, seededRandom(seed + part), defaultSettings)
          search.construct()
          search.run({ begin: 0, end: 1, iterations: 30, ...still })
          return search.found().routes
        })
        const child = crossRoutes(compiled, one!, other!, seededRandom(seed))
        expect(child.from.length).toBe(compiled.vehicles + 1)
        expect(new Set(child.jobs).size).toBe(child.jobs.length)
        for (let vehicle = 0; vehicle < compiled.vehicles; vehicle++)
          for (const job of child.jobs.subarray(child.from[vehicle], child.from[vehicle + 1]))
            expect(compiled.allowed[job * compiled.vehicles + vehicle]).toBe(1)
      }),
      { numRuns: 300, seed: 5 },
    )
  })
})

describe('a search in stages', () => {
  const shares = (moves: number, threads: number, given = false, jobs = 100) =>
    stagesFor(jobs, moves, threads, defaultSettings, given)

  it.each([1, 2, 4])('spends the whole budget, on %i threads', (threads) => {
    for (const moves of [10, 1000, 5000, 1e6])
      expect(shares(moves, threads).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
  })

  it('cools once where time is short or a plan is given, and crosses plans where there is more', () => {
    expect(shares(399, 1).map(({ kind }) => kind)).toEqual(['cool'])
    expect(shares(400, 1).map(({ kind }) => kind)).toEqual(['cool', 'cool', 'breed'])
    expect(shares(1e6, 1, true).map(({ kind }) => kind)).toEqual(['cool'])
    expect(shares(1e6, 1).filter(({ kind }) => kind === 'breed')).toHaveLength(1)
  })

  it('cuts a large plan, a part or more to each thread, but not for a moment’s repair', () => {
    const parts = (stages: ReturnType<typeof stagesFor>) =>
      stages.flatMap((stage) => (stage.kind === 'parts' ? [stage.parts] : []))
    expect(new Set(parts(shares(100, 2, false, 400)))).toEqual(new Set([2]))
    expect(new Set(parts(shares(100, 2, true, 10_000)))).toEqual(new Set([26]))
    expect(parts(shares(100, 1, false, 400))).toEqual([])
    expect(parts(shares(5, 2, true, 10_000))).toEqual([])
    expect(shares(100, 2, false, 400).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
  })

  it('gives the same plan, byte for byte, for the same seed and iterations, and a right one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(randomProblem(seed))
        const run = () => solve(problem, { ...still, seed, iterations: 3000 * (1 + problem.jobs.length) })
        const first = run()
        expect(JSON.stringify(run())).toBe(JSON.stringify(first))
        expect(verify(problem, first)).toEqual([])
      }),
      { numRuns: 4, seed: 6 },
    )
  })
})

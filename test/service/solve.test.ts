import { afterAll, describe, expect, it } from 'vitest'
import { createJobPool } from '../../electron/service/jobs/pool.ts'
import { solveProblem } from '../../electron/service/planning/solve.ts'
import { readProblem } from '../../shared/core/exchange/vroom.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import { routesOfSolution } from '../../shared/core/optimiser/solve.ts'
import { verify } from '../../shared/core/verify/verify.ts'
import type { Problem, Solution, SolveOptions } from '../../shared/model/problem.ts'
import { planeProblem } from '../helpers/planeProblem.ts'

/** Forty visits and four crews on a plane of 2,000 × 2,000 seconds; not all fit. */
function week(): Problem {
  const random = seededRandom(11)
  const points = Array.from({ length: 41 }, () => [random.below(2000), random.below(2000)] as const)
  return readProblem({
    jobs: points.slice(1).map((_, i) => ({
      id: i + 1,
      location_index: i + 1,
      service: 1200,
      priority: 1 + random.below(100),
      ...(i % 3 === 0 ? { time_windows: [[3600 * (i % 5), 3600 * (i % 5) + 7200]] } : {}),
    })),
    vehicles: [1, 2, 3, 4].map((id) => ({
      id,
      start_index: 0,
      end_index: 0,
      time_window: [0, 14_400],
      breaks: [{ id: 1, service: 1800, time_windows: [[6000, 9000]] }],
    })),
    matrices: {
      car: {
        durations: points.map(([x, y]) => points.map(([u, v]) => Math.round(Math.hypot(x - u, y - v)))),
      },
    },
  })
}

describe('solving on several threads', () => {
  const pool = createJobPool(2)
  afterAll(() => pool.close())

  it('gives the same plan, byte for byte, for the same seed, threads and iterations', async () => {
    const problem = week()
    const run = () =>
      solveProblem(pool, problem, { iterations: 4000, seed: 5, threads: 2 }, { onBest: () => {} })
    const [first, second] = [await run(), await run()]
    expect(JSON.stringify(second)).toBe(JSON.stringify(first))
    expect(verify(problem, first)).toEqual([])
    expect(first.summary.unassigned).toBeGreaterThan(0)
  })

  it('does so for a plan that is searched in parts, and for one of which only some crew-days may change', async () => {
    const problem = planeProblem(300, 15)
    const run = (options: Pick<SolveOptions, 'warmStart' | 'within'>) =>
      solveProblem(pool, problem, { iterations: 6000, seed: 3, threads: 2, ...options })
    const [first, second] = [await run({}), await run({})]
    expect(JSON.stringify(second)).toBe(JSON.stringify(first))
    expect(verify(problem, first)).toEqual([])
    const narrow = { warmStart: routesOfSolution(first), within: [2, 7] }
    const [third, fourth] = [await run(narrow), await run(narrow)]
    expect(JSON.stringify(fourth)).toBe(JSON.stringify(third))
    expect(verify(problem, third)).toEqual([])
    const others = ({ routes }: Solution) => routes.filter(({ vehicle }) => vehicle !== 2 && vehicle !== 7)
    expect(others(third)).toEqual(others(first))
  })

  it('shows better and better plans while it searches, each of them lawful', async () => {
    const problem = week()
    const seen: Solution[] = []
    const last = await solveProblem(
      pool,
      problem,
      { limitSeconds: 1.5, seed: 1, threads: 2 },
      { onBest: (one) => seen.push(one) },
    )
    expect(seen.length).toBeGreaterThan(0)
    const served = [...seen, last].map(({ summary }) => summary.priority)
    expect(served).toEqual([...served].sort((a, b) => a - b))
    expect([...seen, last].flatMap((one) => verify(problem, one))).toEqual([])
  })

  it('returns the best plan so far when it is stopped, and frees the threads', async () => {
    const problem = week()
    const stop = new AbortController()
    const began = performance.now()
    setTimeout(() => stop.abort(), 600)
    const solution = await solveProblem(
      pool,
      problem,
      { limitSeconds: 60, seed: 1, threads: 2 },
      { signal: stop.signal },
    )
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(verify(problem, solution)).toEqual([])
    expect(solution.routes.length).toBe(4)
    const after = await solveProblem(pool, problem, { iterations: 100, seed: 1, threads: 2 })
    expect(after.routes.length).toBe(4)
  })

  it('begins with the steps that the file gives', async () => {
    const problem = week()
    const first = await solveProblem(pool, problem, { iterations: 2000, seed: 3, threads: 1 })
    const steps = new Map(first.routes.map((route) => [route.vehicle, route.steps]))
    const given = {
      ...problem,
      vehicles: problem.vehicles.map((vehicle) => ({
        ...vehicle,
        steps: (steps.get(vehicle.id) ?? []).flatMap((step) =>
          step.type === 'job' ? [{ type: step.type, id: step.id! }] : [],
        ),
      })),
    }
    const again = await solveProblem(pool, given, { iterations: 0, seed: 3, threads: 1 })
    expect(again.summary).toEqual(first.summary)
  })
})

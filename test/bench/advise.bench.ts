import { book } from '../../shared/core/advise/book.ts'
import { slots, windowGrid } from '../../shared/core/advise/slots.ts'
import { neverCancelled } from '../../shared/core/lib/cancel.ts'
import { compile } from '../../shared/core/optimiser/compile.ts'
import { routesOfSolution, solve } from '../../shared/core/optimiser/solve.ts'
import type { RouteList } from '../../shared/core/optimiser/solution.ts'
import { verify } from '../../shared/core/verify/verify.ts'
import type { Problem } from '../../shared/model/problem.ts'
import { planeProblem } from '../helpers/planeProblem.ts'
import type { Measure } from './measure.ts'

const still = { now: () => performance.now(), cancel: neverCancelled, seed: 1 }
const asked = 60

/** Milliseconds of the processor that work takes in this process. */
function processorTime(work: () => unknown): number {
  const began = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

const quantile = (times: number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1]!

/** A first plan, without a search. */
function planned(problem: Problem): RouteList {
  const solution = solve(problem, { ...still, iterations: 0 })
  const wrong = verify(problem, solution)
  if (wrong.length > 0) throw new Error(`wrong: ${wrong[0]!.code} ${wrong[0]!.path}`)
  return routesOfSolution(solution)
}

function slotTimes(visits: number, crewDays: number): { value: number; note: string } {
  const problem = planeProblem(visits, crewDays)
  const routes = planned(problem)
  const served = routes.flatMap(({ jobs }) => jobs)
  const compiled = compile(problem)
  const candidates = windowGrid(problem, 7200, 3600)
  const times = Array.from({ length: asked }, (_, k) => {
    const id = served[(k * 37) % served.length]!
    return processorTime(() => slots(problem, routes, id, candidates, { most: 12, compiled }))
  })
  return {
    value: quantile(times, 0.95),
    note: `${served.length} visits planned, ${candidates.length} windows tried, p50 ${Math.round(quantile(times, 0.5))} ms, first ${Math.round(times[0]!)} ms`,
  }
}

function firstPlan(): { value: number; note: string } {
  const problem = planeProblem(500, 25)
  let left = 0
  const times = Array.from({ length: 9 }, () =>
    processorTime(() => (left = solve(problem, { ...still, iterations: 0 }).summary.unassigned)),
  )
  return { value: quantile(times, 0.5), note: `${left} left out, cold ${Math.round(times[0]!)} ms` }
}

/** One visit asks for another window, one after the other: put where it costs least, everybody else kept. */
function mendings(): { value: number; note: string } {
  const problem = planeProblem(500, 25)
  const routes = planned(problem)
  const served = routes.flatMap(({ jobs }) => jobs)
  const grid = windowGrid(problem, 7200, 3600)
  let kept = 0
  const times = Array.from({ length: asked }, (_, k) => {
    const id = served[(k * 37) % served.length]!
    const { window } = grid[(k * 53) % grid.length]!
    const jobs = problem.jobs.map((job) => (job.id === id ? { ...job, time_windows: [window] } : job))
    return processorTime(() => {
      const { unbooked, out } = book({ ...problem, jobs }, routes, [id])
      if (unbooked.length === 0 && out.length === 0) kept++
    })
  })
  return { value: quantile(times, 0.95), note: `${kept} of ${asked} without anybody left out` }
}

export const measures: Measure[] = [
  {
    name: 'Slots for one visit, p95 of the processor at 500 visits × 25 crew-days',
    unit: 'ms',
    atMost: 200,
    run: async () => slotTimes(500, 25),
  },
  {
    name: 'Slots for one visit, p95 of the processor at 5,000 visits × 250 crew-days',
    unit: 'ms',
    atMost: 1000,
    run: async () => slotTimes(5000, 250),
  },
  {
    name: 'First plan of 500 visits × 25 crew-days, lawful, from the file in memory',
    unit: 'ms',
    atMost: 300,
    run: async () => firstPlan(),
  },
  {
    name: 'Plan mended after one new window, p95 of the processor at 500 visits × 25 crew-days',
    unit: 'ms',
    atMost: 300,
    run: async () => mendings(),
  },
]

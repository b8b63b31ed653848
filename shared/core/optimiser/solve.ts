/** One search in one thread, from a problem to a solution. Several threads: `electron/service/planning/solve.ts`. */
import type { Cancel } from '../lib/cancel.ts'
import { seededRandom } from '../lib/random.ts'
import type { Problem, Solution, SolveOptions } from '../../model/problem.ts'
import type { ReasonCode } from '../../model/reasons.ts'
import { impossible } from './alone.ts'
import { compile } from './compile.ts'
import type { Compiled } from './compiled.ts'
import { type Routes, Search, type Worth } from './search.ts'
import { defaultSettings, type SearchSettings, warmSettings } from './settings.ts'
import { type RouteList, writeSolution } from './solution.ts'
import { Tours } from './tours.ts'

export type { RouteList } from './solution.ts'

/** How far the search is when it found a better plan. */
export interface BestInfo {
  iterations: number
  worth: Worth
}

export interface SearchOptions extends Omit<SolveOptions, 'threads'> {
  /** milliseconds of any steady clock */
  now(): number
  cancel: Cancel
  onBest?(solution: Solution, info: BestInfo): void
  settings?: Partial<SearchSettings>
}

const millisecondsBetweenBest = 250

/** Job ids by vehicle id into job numbers by vehicle number; ids that the problem does not know are passed over. */
export function toRoutes(problem: Problem, list: RouteList): Routes {
  const vehicleOf = new Map(problem.vehicles.map(({ id }, v) => [id, v]))
  const jobOf = new Map(problem.jobs.map(({ id }, j) => [id, j]))
  const lists: number[][] = problem.vehicles.map(() => [])
  for (const { vehicle, jobs } of list) {
    const at = vehicleOf.get(vehicle)
    if (at !== undefined)
      for (const id of jobs) {
        const job = jobOf.get(id)
        if (job !== undefined) lists[at]!.push(job)
      }
  }
  const from = new Int32Array(problem.vehicles.length + 1)
  lists.forEach((jobs, v) => (from[v + 1] = from[v]! + jobs.length))
  return { from, jobs: Int32Array.from(lists.flat()) }
}

export function fromRoutes(problem: Problem, routes: Routes): RouteList {
  return problem.vehicles.map(({ id }, v) => ({
    vehicle: id,
    jobs: Array.from(
      routes.jobs.subarray(routes.from[v]!, routes.from[v + 1]!),
      (job) => problem.jobs[job]!.id,
    ),
  }))
}

/** The routes of a solution, as a warm start. */
export const routesOfSolution = (solution: Solution): RouteList =>
  solution.routes.map(({ vehicle, steps }) => ({
    vehicle,
    jobs: steps.flatMap((step) => (step.type === 'job' ? [step.id!] : [])),
  }))

/** VROOM's `steps`: where the search begins when nothing else is given. */
export function givenRoutes(problem: Problem, warmStart: SolveOptions['warmStart']): RouteList | undefined {
  if (warmStart) return warmStart
  const list = problem.vehicles.flatMap(({ id, steps }) =>
    steps ? [{ vehicle: id, jobs: steps.flatMap((step) => (step.type === 'job' ? [step.id!] : [])) }] : [],
  )
  return list.length ? list : undefined
}

/** Writes routes as a solution, with the reason of each job that is left out. */
export function solutionOf(problem: Problem, compiled: Compiled, routes: Routes, empty?: Tours): Solution {
  const blank = empty ?? new Tours(compiled)
  const numberOf = new Map(problem.jobs.map(({ id }, j) => [id, j]))
  return writeSolution(
    problem,
    fromRoutes(problem, routes),
    (id): ReasonCode => impossible(problem, compiled, blank, numberOf.get(id)!) ?? 'visit-does-not-fit',
  )
}

/**
 * Searches until the seconds or the iterations are spent or `cancel` is set, and returns the best plan found; a
 * search that is stopped at once still returns a lawful plan. With an iteration budget the same seed gives the same
 * plan everywhere.
 *
 * @param problem as `readProblem` returns it
 */
export function solve(problem: Problem, options: SearchOptions): Solution {
  const began = options.now()
  const compiled = compile(problem)
  const loaded = options.now()
  const given = givenRoutes(problem, options.warmStart)
  const search = new Search(compiled, seededRandom(options.seed), {
    ...(options.warmStart ? warmSettings : defaultSettings),
    ...options.settings,
  })
  if (given) search.load(toRoutes(problem, given))
  search.construct()
  const blank = new Tours(compiled)
  let told = -Infinity
  const tell = () => {
    const now = options.now()
    if (now - told < millisecondsBetweenBest) return
    told = now
    options.onBest?.(solutionOf(problem, compiled, search.bestRoutes, blank), {
      iterations: search.iterations,
      worth: { ...search.best },
    })
  }
  if (options.onBest) tell()
  search.run({
    begin: 0,
    end: 1,
    now: options.now,
    cancel: options.cancel,
    ...(options.iterations === undefined
      ? { deadline: began + (options.limitSeconds ?? 10) * 1000 }
      : { iterations: options.iterations }),
    ...(options.onBest ? { onBest: tell } : {}),
  })
  search.finish()
  const solution = solutionOf(problem, compiled, search.bestRoutes, blank)
  // wall time is no part of the plan: with an iteration budget the same bytes come out every time
  if (options.iterations === undefined)
    solution.summary.computing_times = {
      loading: Math.round(loaded - began),
      solving: Math.round(options.now() - loaded),
      routing: 0,
    }
  return solution
}

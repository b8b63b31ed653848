/** One search in one thread, from a problem to a solution. Several threads: `electron/service/planning/solve.ts`. */
import type { Cancel } from '../lib/cancel.ts'
import { seededRandom } from '../lib/random.ts'
import type { Problem, Solution, SolveOptions } from '../../model/problem.ts'
import type { ReasonCode } from '../../model/reasons.ts'
import { impossible } from './alone.ts'
import { compile } from './compile.ts'
import type { Compiled } from './compiled.ts'
import { Search } from './search.ts'
import { defaultSettings, type SearchSettings, warmSettings } from './settings.ts'
import { type RouteList, writeSolution } from './solution.ts'
import { Tours } from './tours.ts'
import { type Found, nothing, type Routes, type Worth } from './worth.ts'
import { runStage, stagesFor } from './evolve.ts'
import { searchWithin, type Within } from './within.ts'

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
const defaultSeconds = 10
const guessedMovesPerSecond = 40_000

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

/** What a budget allows for each job; by seconds it is a guess, and nothing but the choice of stages rests on it. */
export function movesPerJob(
  { jobs }: Compiled,
  { iterations, limitSeconds = defaultSeconds }: Pick<SolveOptions, 'iterations' | 'limitSeconds'>,
): number {
  return (iterations ?? limitSeconds * guessedMovesPerSecond) / Math.max(1, jobs)
}

/** Where the search begins when a plan was given. What it is worth shows once it has been loaded. */
export const givenPlan = (routes: Routes): Found => ({ routes, worth: nothing() })

/** The part of the problem that may change, where only some vehicles may. */
export function narrowed(
  problem: Problem,
  compiled: Compiled,
  start: Routes | null,
  within: SolveOptions['within'],
): Within | null {
  if (!within || !start) return null
  const asked = new Set(within)
  return searchWithin(
    compiled,
    start,
    problem.vehicles.flatMap(({ id }, vehicle) => (asked.has(id) ? [vehicle] : [])),
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
  const whole = compile(problem)
  const loaded = options.now()
  const given = givenRoutes(problem, options.warmStart)
  const settings = {
    ...(options.warmStart ? warmSettings : defaultSettings),
    ...options.settings,
  }
  const random = seededRandom(options.seed)
  const start = given ? toRoutes(problem, given) : null
  const narrow = narrowed(problem, whole, start, options.within)
  const compiled = narrow?.part ?? whole
  const search = new Search(compiled, random, settings)
  const blank = new Tours(whole)
  const written = (routes: Routes) =>
    solutionOf(problem, whole, narrow ? narrow.whole(routes) : routes, blank)
  let told = -Infinity
  const onBest = () => {
    const now = options.now()
    if (now - told < millisecondsBetweenBest) return
    told = now
    const { routes, worth } = search.found()
    options.onBest!(written(routes), { iterations: search.iterations, worth })
  }
  const seconds = options.limitSeconds ?? defaultSeconds
  const stages = stagesFor(compiled.jobs, movesPerJob(compiled, options), 1, settings, given !== undefined)
  let elites: Found[] = start ? [givenPlan(narrow?.start ?? start)] : []
  let share = 0
  for (const stage of stages) {
    const from = share
    share += stage.share
    elites = runStage(compiled, () => search, stage, elites, random, settings, {
      now: options.now,
      cancel: options.cancel,
      ...(options.iterations === undefined
        ? { deadline: began + seconds * 1000 * share }
        : { iterations: Math.floor(options.iterations * share) - Math.floor(options.iterations * from) }),
      ...(options.onBest ? { onBest } : {}),
    })
    if (options.cancel.cancelled) break
  }
  const solution = written(elites[0]!.routes)
  // wall time is no part of the plan: with an iteration budget the same bytes come out every time
  if (options.iterations === undefined)
    solution.summary.computing_times = {
      loading: Math.round(loaded - began),
      solving: Math.round(options.now() - loaded),
      routing: 0,
    }
  return solution
}

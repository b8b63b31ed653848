/** Several searches at once, each in its own thread, that share their best plans at the end of every stage. */
import { CancelledError, noProgress, type Progress } from '../../../shared/core/lib/cancel.ts'
import type { Compiled } from '../../../shared/core/optimiser/compiled.ts'
import { merge, stagesFor } from '../../../shared/core/optimiser/evolve.ts'
import { joinParts } from '../../../shared/core/optimiser/runParts.ts'
import {
  defaultSettings,
  type SearchSettings,
  warmSettings,
} from '../../../shared/core/optimiser/settings.ts'
import {
  givenPlan,
  givenRoutes,
  movesPerJob,
  narrowed,
  solutionOf,
  toRoutes,
} from '../../../shared/core/optimiser/solve.ts'
import { Tours } from '../../../shared/core/optimiser/tours.ts'
import { type Found, isBetter, type Routes, type Worth } from '../../../shared/core/optimiser/worth.ts'
import type { Problem, Solution, SolveOptions } from '../../../shared/model/problem.ts'
import type { OptimisePartial } from '../../workers/jobs/optimise.ts'
import type { JobPool } from '../jobs/pool.ts'

export interface SolveReport {
  progress?: Progress
  /** every better plan, at most twice a second */
  onBest?: (solution: Solution, worth: Worth) => void
  /** stops the search; what was found so far is the answer */
  signal?: AbortSignal
  /** measurements only */
  settings?: Partial<SearchSettings>
  /** measurements only: the limit counts each thread's seconds on the processor */
  processorTime?: boolean
}

const defaultSeconds = 10
/** a few visits are planned as well as they can be long before the limit; none at once */
const few = { jobs: 20, secondsEach: 0.25 }
const tellEvery = 500

/** Same seed, thread and round: same search. */
const seedOf = (seed: number, thread: number, round: number) =>
  (Math.imul(seed, 0x9e3779b1) ^ Math.imul(thread + 1, 0x85ebca6b) ^ Math.imul(round + 1, 0xc2b2ae35)) | 0

/**
 * Solves a problem on `options.threads` threads of the pool. With `iterations` (per thread) the plan depends only on
 * problem, seed, threads and iterations. A solve that is stopped returns the best plan so far; only one that is
 * stopped before its first plan throws `CancelledError`.
 */
export async function solveProblem(
  pool: JobPool,
  problem: Problem,
  options: SolveOptions,
  report: SolveReport = {},
): Promise<Solution> {
  const began = performance.now()
  const { signal, progress = noProgress } = report
  const jobOptions = signal ? { signal } : {}
  const compiled = await pool.run('prepare-problem', { problem }, jobOptions)
  const loaded = performance.now()
  const given = givenRoutes(problem, options.warmStart)
  const limitSeconds = Math.min(
    options.limitSeconds ?? defaultSeconds,
    compiled.jobs > few.jobs ? Infinity : few.secondsEach * compiled.jobs,
  )
  const deadline = loaded + limitSeconds * 1000
  let blank: Tours | undefined
  const start = given ? toRoutes(problem, given) : null
  const narrow = narrowed(problem, compiled, start, options.within)
  const written = (routes: Routes) =>
    solutionOf(problem, compiled, narrow ? narrow.whole(routes) : routes, (blank ??= new Tours(compiled)))
  const best = await search(pool, narrow?.part ?? compiled, options, deadline, narrow?.start ?? start, {
    ...report,
    progress,
    onFound: report.onBest ? (found) => report.onBest!(written(found.routes), found.worth) : null,
  })
  const solution = written(best.routes)
  if (options.iterations === undefined)
    solution.summary.computing_times = {
      loading: Math.round(loaded - began),
      solving: Math.round(performance.now() - loaded),
      routing: 0,
    }
  return solution
}

async function search(
  pool: JobPool,
  compiled: Compiled,
  options: SolveOptions,
  deadline: number,
  start: Routes | null,
  report: SolveReport & { progress: Progress; onFound: ((found: Found) => void) | null },
): Promise<Found> {
  const { signal, progress } = report
  const began = performance.now()
  const settings = { ...(options.warmStart ? warmSettings : {}), ...report.settings }
  const stages = stagesFor(
    compiled.jobs,
    movesPerJob(compiled, options),
    options.threads,
    { ...defaultSettings, ...settings },
    start !== null,
  )
  let elites: Found[] = start ? [givenPlan(start)] : []
  // Interim plans are only shown: when they arrive depends on the clock, and the answer must not.
  let shown: Found | null = null
  const show = (found: Found) => {
    if (shown && !isBetter(found.worth, shown.worth)) return
    shown = found
    report.onFound?.(found)
  }
  const watch = setInterval(() => {
    const elapsed = (performance.now() - began) / 1000
    const total = options.iterations === undefined ? (deadline - began) / 1000 : 0
    progress({
      stage: 'optimise',
      done: Math.round(Math.min(elapsed, total || elapsed)),
      total: Math.round(total),
    })
  }, tellEvery)
  try {
    let share = 0
    for (const [round, stage] of stages.entries()) {
      if (signal?.aborted) break
      const from = share
      share = round === stages.length - 1 ? 1 : share + stage.share
      const left = report.processorTime
        ? (options.limitSeconds ?? defaultSeconds) * stage.share
        : ((deadline - performance.now()) / 1000) * (stage.share / Math.max(stage.share, 1 - from))
      const iterations =
        options.iterations === undefined
          ? undefined
          : Math.floor(options.iterations * share) - Math.floor(options.iterations * from)
      const runs = Array.from({ length: options.threads }, (_, thread) =>
        pool.run(
          'optimise',
          {
            compiled,
            stage,
            elites,
            thread,
            threads: options.threads,
            seed: seedOf(options.seed, thread, round),
            ...(iterations === undefined ? { seconds: Math.max(0, left) } : { iterations }),
            settings,
            ...(report.processorTime ? { processorTime: true } : {}),
            ...(report.onFound ? { tellEvery } : {}),
          },
          {
            ...(signal ? { signal } : {}),
            ...(report.onFound ? { partial: (value: unknown) => show(value as OptimisePartial) } : {}),
          },
        ),
      )
      const results = await Promise.allSettled(runs)
      const failed = results.find(
        (result): result is PromiseRejectedResult =>
          result.status === 'rejected' && !(result.reason instanceof CancelledError),
      )
      if (failed) throw failed.reason
      // in order of thread, so that ties do not depend on who was first
      const found = results.map((result) => (result.status === 'fulfilled' ? result.value.elites : null))
      if (stage.kind === 'parts') {
        // what a thread that was stopped has made is lost, not what the others have
        const whole = found.map((list) => list?.[0] ?? elites[0]!)
        elites = [joinParts(compiled, stage, elites[0]!, whole)]
      } else for (const list of found) elites = merge(elites, list ?? [])
      if (elites[0] && report.onFound) show(elites[0])
    }
  } finally {
    clearInterval(watch)
  }
  const answer = elites[0] ?? shown
  if (!answer) throw new CancelledError()
  return answer
}

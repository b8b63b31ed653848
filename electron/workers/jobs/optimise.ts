import { seededRandom } from '../../../shared/core/lib/random.ts'
import type { Compiled } from '../../../shared/core/optimiser/compiled.ts'
import { runStage, type Stage } from '../../../shared/core/optimiser/evolve.ts'
import { Search } from '../../../shared/core/optimiser/search.ts'
import { defaultSettings, type SearchSettings } from '../../../shared/core/optimiser/settings.ts'
import type { Found, Routes, Worth } from '../../../shared/core/optimiser/worth.ts'
import type { Job } from '../job.ts'

/** One stage of one thread's search. */
export interface OptimiseInput {
  compiled: Compiled
  stage: Stage
  /** plans to go on from, best first */
  elites: Found[]
  seed: number
  /** which of how many threads this is: parts of a plan are shared out among them */
  thread: number
  threads: number
  iterations?: number
  seconds?: number
  settings?: Partial<SearchSettings>
  /** measurements only: `seconds` are this thread's own on the processor, whatever else the machine does */
  processorTime?: boolean
  /** sends each better plan, at most every so many milliseconds */
  tellEvery?: number
}

export interface OptimiseOutput {
  /** best first, never empty */
  elites: Found[]
  iterations: number
}

/** Interim result: the best plan of the stage so far. */
export interface OptimisePartial {
  routes: Routes
  worth: Worth
}

/** Milliseconds of the processor that this thread has used. */
const threadTime = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

export const job: Job<OptimiseInput, OptimiseOutput> = {
  run(input, { cancel, partial }) {
    const now = input.processorTime ? threadTime : () => performance.now()
    const began = now()
    const settings = { ...defaultSettings, ...input.settings }
    const random = seededRandom(input.seed)
    let search: Search | undefined
    const searchOf = () => (search ??= new Search(input.compiled, random, settings))
    let told = -Infinity
    const tell = () => {
      const now = performance.now()
      if (now - told < input.tellEvery!) return
      told = now
      const best: OptimisePartial = searchOf().found()
      partial(best)
    }
    const elites = runStage(
      input.compiled,
      searchOf,
      input.stage,
      input.elites,
      random,
      settings,
      {
        now,
        cancel,
        ...(input.iterations === undefined ? {} : { iterations: input.iterations }),
        ...(input.seconds === undefined ? {} : { deadline: began + input.seconds * 1000 }),
        ...(input.tellEvery === undefined ? {} : { onBest: tell }),
      },
      input.thread,
      input.threads,
    )
    return { elites, iterations: search?.iterations ?? 0 }
  },
}

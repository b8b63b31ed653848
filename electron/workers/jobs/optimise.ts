import { seededRandom } from '../../../shared/core/lib/random.ts'
import type { Compiled } from '../../../shared/core/optimiser/compiled.ts'
import { type Routes, Search, type Worth } from '../../../shared/core/optimiser/search.ts'
import { defaultSettings, type SearchSettings } from '../../../shared/core/optimiser/settings.ts'
import type { Job } from '../job.ts'

/** One stretch of one search: from some routes, for a while. */
export interface OptimiseInput {
  compiled: Compiled
  /** null: from nothing */
  routes: Routes | null
  seed: number
  /** progress of the whole search at the begin and end of the stretch, 0…1 */
  begin: number
  end: number
  iterations?: number
  seconds?: number
  settings?: Partial<SearchSettings>
  /** sends each better plan, at most every so many milliseconds */
  tellEvery?: number
}

export interface OptimiseOutput {
  routes: Routes
  worth: Worth
  iterations: number
}

/** Interim result: the best plan so far and how far the stretch is, 0…1. */
export interface OptimisePartial {
  routes: Routes
  worth: Worth
}

export const job: Job<OptimiseInput, OptimiseOutput> = {
  run(input, { cancel, partial }) {
    const began = performance.now()
    const search = new Search(input.compiled, seededRandom(input.seed), {
      ...defaultSettings,
      ...input.settings,
    })
    if (input.routes) search.load(input.routes)
    search.construct()
    let told = -Infinity
    const tell = () => {
      const now = performance.now()
      if (now - told < input.tellEvery!) return
      told = now
      const best: OptimisePartial = { routes: search.bestRoutes, worth: search.best }
      partial(best)
    }
    if (input.tellEvery !== undefined) tell()
    search.run({
      begin: input.begin,
      end: input.end,
      now: () => performance.now(),
      cancel,
      ...(input.iterations === undefined ? {} : { iterations: input.iterations }),
      ...(input.seconds === undefined ? {} : { deadline: began + input.seconds * 1000 }),
      ...(input.tellEvery === undefined ? {} : { onBest: tell }),
    })
    search.finish()
    return { routes: search.bestRoutes, worth: search.best, iterations: search.iterations }
  },
}

/**
 * A search in stages. One cooling freezes in one basin, above all where routes are long; so, where the budget allows,
 * several plans are cooled from nothing, and then crossed and cooled again from a lower temperature. Several threads
 * go through the same stages and exchange their best plans in between.
 */
import type { Cancel } from '../lib/cancel.ts'
import type { Random } from '../lib/random.ts'
import { crossRoutes } from './crossover.ts'
import type { Search } from './search.ts'
import type { SearchSettings } from './settings.ts'
import { type Found, isBetter, isEqual, nothing } from './worth.ts'

export type Stage =
  /** goes on cooling the best plan (or begins with nothing), from `begin` to `end` of the whole cooling */
  | { kind: 'cool'; begin: number; end: number; share: number; fresh: boolean }
  /** crosses plans */
  | { kind: 'breed'; share: number }

const mostElites = 8

/**
 * @param movesPerJob what the budget allows each thread
 * @param threads more than one share the best plan while they cool
 * @param given the search begins with a plan: that is cooled, nothing else
 */
export function stagesFor(
  movesPerJob: number,
  threads: number,
  settings: SearchSettings,
  given = false,
): Stage[] {
  const starts = given ? 1 : Math.min(settings.mostStarts, Math.floor(movesPerJob / settings.movesPerStart))
  if (starts < 2) {
    const rounds = threads > 1 ? 8 : 1
    return Array.from({ length: rounds }, (_, round) => ({
      kind: 'cool',
      begin: round / rounds,
      end: (round + 1) / rounds,
      share: 1 / rounds,
      fresh: round === 0 && !given,
    }))
  }
  const breeding = 1 - settings.startShare
  const exchanges = threads > 1 ? 6 : 1
  return [
    ...Array.from({ length: starts }, (): Stage => ({
      kind: 'cool',
      begin: 0,
      end: 1,
      share: settings.startShare / starts,
      fresh: true,
    })),
    ...Array.from({ length: exchanges }, (): Stage => ({ kind: 'breed', share: breeding / exchanges })),
  ]
}

/** The best of both, best first, none twice. */
export function merge(elites: readonly Found[], more: readonly Found[]): Found[] {
  const all: Found[] = []
  for (const one of [...elites, ...more])
    if (!all.some(({ worth }) => isEqual(worth, one.worth))) all.push(one)
  return all
    .sort((a, b) => (isBetter(a.worth, b.worth) ? -1 : isBetter(b.worth, a.worth) ? 1 : 0))
    .slice(0, mostElites)
}

export interface StageBudget {
  iterations?: number
  /** milliseconds of `now` */
  deadline?: number
  now: () => number
  cancel: Cancel
  /** the search's best plan is better than all before */
  onBest?: () => void
}

/**
 * Goes through one stage.
 * @returns the elites, best first
 */
export function runStage(
  search: Search,
  stage: Stage,
  elites: readonly Found[],
  random: Random,
  settings: SearchSettings,
  budget: StageBudget,
): Found[] {
  const best = { ...(elites[0]?.worth ?? nothing()) }
  const tell = () => {
    if (!isBetter(search.best, best)) return
    Object.assign(best, search.best)
    budget.onBest?.()
  }
  if (stage.kind === 'cool') {
    search.restart()
    if (!stage.fresh && elites[0]) search.load(elites[0].routes)
    search.construct()
    tell()
    search.run({ ...budget, begin: stage.begin, end: stage.end, onBest: tell })
    search.finish()
    tell()
    return merge(elites, [search.found()])
  }
  let pool = [...elites]
  const began = search.iterations
  const left = () =>
    budget.iterations === undefined ? Infinity : budget.iterations - (search.iterations - began)
  const over = () =>
    budget.cancel.cancelled ||
    left() <= 0 ||
    (budget.deadline !== undefined && budget.now() >= budget.deadline) ||
    pool.length === 0
  while (!over()) {
    const one = pool[Math.min(random.below(pool.length), random.below(pool.length))]!
    const other = pool[random.below(pool.length)]!
    const crossed = one !== other
    search.restart()
    search.load(crossed ? crossRoutes(search.problem, one.routes, other.routes, random) : one.routes)
    search.construct()
    tell()
    const moves = Math.max(1, Math.ceil(settings.childMoves * search.problem.jobs))
    search.run({
      ...budget,
      iterations: Math.min(left(), moves),
      begin: 1,
      end: 1,
      hot: crossed ? settings.childHeat : settings.reheat,
      cold: settings.endTemperature,
      onBest: tell,
    })
    search.finish()
    tell()
    pool = merge(pool, [search.found()])
  }
  return pool
}

/**
 * A search in stages. One cooling freezes in one basin, above all where routes are long; so, where the budget allows,
 * several plans are cooled from nothing, and then crossed and cooled again from a lower temperature. Several threads
 * go through the same stages and exchange their best plans in between.
 */
import type { Cancel } from '../lib/cancel.ts'
import type { Random } from '../lib/random.ts'
import type { Compiled } from './compiled.ts'
import { crossRoutes } from './crossover.ts'
import { type PartsStage, runParts } from './runParts.ts'
import type { Search } from './search.ts'
import type { SearchSettings } from './settings.ts'
import { type Found, isBetter, isEqual, nothing } from './worth.ts'

export type Stage =
  /** goes on cooling the best plan (or begins with nothing), from `begin` to `end` of the whole cooling */
  | { kind: 'cool'; begin: number; end: number; share: number; fresh: boolean; last?: boolean }
  /** crosses plans */
  | { kind: 'breed'; share: number }
  /** cools the parts of the best plan apart */
  | PartsStage

const mostElites = 8

/** Parts have about this many jobs. */
const jobsOfPart = 400
/** From so many jobs on, plans are cut: on several threads, on one. */
const cutFrom = 300
const cutAloneFrom = 1_000
/** With less than this, cutting takes longer than it gains: a small repair of a large plan. */
const cutMovesPerJob = 20
const cutRounds = 10

/** Stages of a plan that is large enough to be cut. */
function stagesInParts(jobs: number, threads: number, given: boolean): Stage[] {
  // a multiple of the threads, so that none of them waits
  const parts = threads * Math.max(1, Math.round(jobs / threads / jobsOfPart))
  const first = 0.06
  const last = 0.02
  return [
    { kind: 'cool', begin: 0, end: first, share: first, fresh: !given },
    ...Array.from({ length: cutRounds }, (_, round): Stage => ({
      kind: 'parts',
      begin: first + ((1 - first) * round) / cutRounds,
      end: first + ((1 - first) * (round + 1)) / cutRounds,
      share: (1 - first - last) / cutRounds,
      parts,
      seed: round,
    })),
    { kind: 'cool', begin: 1, end: 1, share: last, fresh: false, last: true },
  ]
}

/**
 * @param movesPerJob what the budget allows each thread
 * @param threads more than one share the best plan while they cool
 * @param given the search begins with a plan: that is cooled, nothing else
 */
export function stagesFor(
  jobs: number,
  movesPerJob: number,
  threads: number,
  settings: SearchSettings,
  given = false,
): Stage[] {
  if (movesPerJob >= cutMovesPerJob && jobs >= (threads > 1 ? cutFrom : cutAloneFrom))
    return stagesInParts(jobs, threads, given)
  const starts = Math.min(settings.mostStarts, Math.max(2, Math.floor(movesPerJob / settings.movesPerStart)))
  if (given || movesPerJob < settings.movesForTwo) {
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
 *
 * @param searchOf the search over the whole problem: stages in parts do without it, and it is large
 * @returns the elites, best first
 */
export function runStage(
  problem: Compiled,
  searchOf: () => Search,
  stage: Stage,
  elites: readonly Found[],
  random: Random,
  settings: SearchSettings,
  budget: StageBudget,
  thread = 0,
  threads = 1,
): Found[] {
  if (stage.kind === 'parts')
    return [runParts(problem, stage, elites[0]!, random, settings, budget, thread, threads)]
  const search = searchOf()
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
    // what parts are worth together is a sum, and only here counted anew
    return stage.last ? [search.found()] : merge(elites, [search.found()])
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

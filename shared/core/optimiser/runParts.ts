/** One round over a plan that has been cut: every thread searches its share of the parts, the rest stands still. */
import type { Cancel } from '../lib/cancel.ts'
import { type Random, seededRandom } from '../lib/random.ts'
import type { Compiled } from './compiled.ts'
import { type Cut, cutPlan } from './cut.ts'
import { partOf } from './part.ts'
import { Search } from './search.ts'
import type { SearchSettings } from './settings.ts'
import { type Found, listsOf, routesOf, type Worth } from './worth.ts'

/** `seed` is the same for all threads, so that all cut alike. */
export interface PartsStage {
  kind: 'parts'
  begin: number
  end: number
  share: number
  parts: number
  seed: number
}

export interface PartsBudget {
  iterations?: number
  deadline?: number
  now: () => number
  cancel: Cancel
}

const cutsOf = (problem: Compiled, stage: PartsStage, base: Found): Cut[] =>
  cutPlan(problem, base.routes, stage.parts, seededRandom(stage.seed))

/** Searches the parts whose number leaves `thread` when divided by `threads`; the others' routes come back as they were. */
export function runParts(
  problem: Compiled,
  stage: PartsStage,
  base: Found,
  random: Random,
  settings: SearchSettings,
  budget: PartsBudget,
  thread: number,
  threads: number,
): Found {
  const lists = listsOf(base.routes, problem.vehicles)
  const vehicleOf = new Int32Array(problem.jobs).fill(-1)
  lists.forEach((list, vehicle) => list.forEach((job) => (vehicleOf[job] = vehicle)))
  const work = lists.map((list, vehicle) => workOf(problem, vehicle, list))
  const worth = { ...base.worth }
  const cuts = cutsOf(problem, stage, base)
  const own = cuts.filter((_, number) => number % threads === thread)
  own.forEach((cut, k) => {
    if (budget.cancel.cancelled) return
    const part = partOf(problem, cut.jobs, cut.vehicles, vehicleOf, Float64Array.from(work))
    part.maxMoved = allowance(problem, lists, cuts, cut)
    const numberOf = new Map([...cut.jobs].map((job, j) => [job, j]))
    const search = new Search(part, random, settings)
    search.load(
      routesOf([...cut.vehicles].map((vehicle) => lists[vehicle]!.map((job) => numberOf.get(job)!))),
    )
    search.noteBest()
    const before = { ...search.best }
    const now = budget.now()
    search.run({
      begin: stage.begin,
      end: stage.end,
      now: budget.now,
      cancel: budget.cancel,
      ...(budget.iterations === undefined ? {} : { iterations: Math.ceil(budget.iterations / own.length) }),
      ...(budget.deadline === undefined
        ? {}
        : { deadline: now + (budget.deadline - now) / (own.length - k) }),
    })
    search.finish()
    const { routes } = search.found()
    listsOf(routes, part.vehicles).forEach((list, v) => {
      const vehicle = cut.vehicles[v]!
      lists[vehicle] = list.map((job) => cut.jobs[job]!)
    })
    add(worth, search.best, 1)
    add(worth, before, -1)
  })
  return { routes: routesOf(lists), worth }
}

/** Jobs that a part may have on other vehicles than the plan before: as many as it has, and its share of the rest. */
function allowance(problem: Compiled, lists: number[][], cuts: readonly Cut[], cut: Cut): number {
  if (problem.maxMoved === Infinity) return Infinity
  const moved = (vehicles: Iterable<number>) => {
    let count = 0
    for (const vehicle of vehicles)
      for (const job of lists[vehicle]!) if (problem.kept[job]! >= 0 && problem.kept[job] !== vehicle) count++
    return count
  }
  const left = problem.maxMoved - moved(lists.keys())
  return moved(cut.vehicles) + Math.max(0, Math.floor(left / cuts.length))
}

/** The plan that all threads made together. */
export function joinParts(problem: Compiled, stage: PartsStage, base: Found, found: readonly Found[]): Found {
  const lists = listsOf(base.routes, problem.vehicles)
  const made = found.map(({ routes }) => listsOf(routes, problem.vehicles))
  cutsOf(problem, stage, base).forEach((cut, number) => {
    for (const vehicle of cut.vehicles) lists[vehicle] = made[number % found.length]![vehicle]!
  })
  const worth = { ...base.worth }
  for (const one of found) {
    add(worth, one.worth, 1)
    add(worth, base.worth, -1)
  }
  return { routes: routesOf(lists), worth }
}

function add(to: Worth, other: Worth, sign: number): void {
  to.mustLeft += sign * other.mustLeft
  to.priorityLeft += sign * other.priorityLeft
  to.jobsLeft += sign * other.jobsLeft
  to.cost += sign * other.cost
  to.moved += sign * other.moved
}

/** Travel and service of a route; setups are left out, which is near enough to weigh the rest of a balance by. */
function workOf(problem: Compiled, vehicle: number, jobs: readonly number[]): number {
  if (problem.balanceWeight === 0 || jobs.length === 0) return 0
  const { seconds } = problem.classes[problem.travelClass[vehicle]!]!
  let sum = 0
  let at = problem.start[vehicle]!
  for (const job of jobs) {
    sum += seconds[at * problem.size + problem.place[job]!]! + problem.service[job]!
    at = problem.place[job]!
  }
  return sum + seconds[at * problem.size + problem.end[vehicle]!]!
}

/** What a plan is worth, and the routes that it consists of. */

/** Compared in this order; the first three count what is left out. */
export interface Worth {
  mustLeft: number
  priorityLeft: number
  jobsLeft: number
  /** internal units, change costs of jobs left out and balance included */
  cost: number
  /** jobs on another vehicle than in the plan before: of two plans that cost the same the calmer one is better */
  moved: number
}

export const isBetter = (a: Worth, b: Worth): boolean =>
  a.mustLeft !== b.mustLeft
    ? a.mustLeft < b.mustLeft
    : a.priorityLeft !== b.priorityLeft
      ? a.priorityLeft < b.priorityLeft
      : a.jobsLeft !== b.jobsLeft
        ? a.jobsLeft < b.jobsLeft
        : a.cost < b.cost - 1e-6 || (a.cost < b.cost + 1e-6 && a.moved < b.moved)

/** Worth the same to the last digit that counts: taken for the same plan. */
export const isEqual = (a: Worth, b: Worth): boolean => !isBetter(a, b) && !isBetter(b, a)

/** Worse than any plan. */
export const nothing = (): Worth => ({
  mustLeft: Infinity,
  priorityLeft: Infinity,
  jobsLeft: Infinity,
  cost: Infinity,
  moved: Infinity,
})

/** Jobs by vehicle: job numbers behind one another, a route of vehicle v from `from[v]` to `from[v + 1] - 1`. */
export interface Routes {
  from: Int32Array
  jobs: Int32Array
}

export interface Found {
  routes: Routes
  worth: Worth
}

/** Routes as lists, one a vehicle. */
export const listsOf = ({ from, jobs }: Routes, vehicles: number): number[][] =>
  Array.from({ length: vehicles }, (_, v) => [...jobs.subarray(from[v]!, from[v + 1]!)])

export function routesOf(lists: readonly (readonly number[])[]): Routes {
  const from = new Int32Array(lists.length + 1)
  lists.forEach((jobs, v) => (from[v + 1] = from[v]! + jobs.length))
  return { from, jobs: Int32Array.from(lists.flat()) }
}

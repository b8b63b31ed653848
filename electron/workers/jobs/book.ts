import { book, type Booked } from '../../../shared/core/advise/book.ts'
import { compile } from '../../../shared/core/optimiser/compile.ts'
import { solutionOf, toRoutes } from '../../../shared/core/optimiser/solve.ts'
import type { RouteList } from '../../../shared/core/optimiser/solution.ts'
import type { Problem, Solution } from '../../../shared/model/problem.ts'
import type { Job } from '../job.ts'

export interface BookInput {
  problem: Problem
  /** the plan that stands */
  routes: RouteList
  /** job ids whose windows are new */
  asked: number[]
}

/** New windows put into the plan that stands; `solution` where everybody has kept a place. */
export const job: Job<BookInput, Booked & { solution: Solution | null }> = {
  run({ problem, routes, asked }) {
    const compiled = compile(problem)
    const booked = book(problem, routes, asked, compiled)
    const whole = booked.unbooked.length === 0 && booked.out.length === 0
    return {
      ...booked,
      solution: whole ? solutionOf(problem, compiled, toRoutes(problem, booked.routes)) : null,
    }
  },
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { solve } from '../../../shared/core/optimiser/solve.ts'
import { writeSolution } from '../../../shared/core/optimiser/solution.ts'
import { scheduleVehicle, scheduleVisit, travelOf } from '../../../shared/core/schedule/fromProblem.ts'
import { timeRoute } from '../../../shared/core/schedule/timeRoute.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem, Solution } from '../../../shared/model/problem.ts'
import { randomProblem } from '../../helpers/randomProblem.ts'

/** Few jobs and vehicles of a random problem. */
function small(seed: number): Problem {
  const problem = randomProblem(seed)
  const vehicles = problem.vehicles.slice(0, 2)
  const ids = new Set(vehicles.map(({ id }) => id))
  return readProblem({
    ...problem,
    vehicles,
    roundsman: undefined,
    jobs: problem.jobs.slice(0, 5).map(({ roundsman, ...job }) => ({
      ...job,
      ...(roundsman?.place_group ? { roundsman: { place_group: roundsman.place_group } } : {}),
      ...(roundsman?.vehicle_costs
        ? { roundsman: { vehicle_costs: roundsman.vehicle_costs.filter(({ vehicle }) => ids.has(vehicle)) } }
        : {}),
    })),
  })
}

const still = { now: () => 0, cancel: neverCancelled }
const worth = ({ summary }: Solution) => [summary.priority, -summary.unassigned, -summary.cost]
const compare = (a: number[], b: number[]) => {
  const at = a.findIndex((value, i) => value !== b[i])
  return at < 0 ? 0 : a[at]! - b[at]!
}

/** Every order of every choice of jobs on every vehicle, judged by timing and verifier alone. */
function best(problem: Problem): number[] {
  const lawful = problem.vehicles.map((vehicle) => {
    const travel = travelOf(problem, vehicle)
    return (jobs: number[]) => {
      const visits = jobs.map((id) => scheduleVisit(problem.jobs.find((job) => job.id === id)!))
      const timed = timeRoute(scheduleVehicle(vehicle), visits, travel)
      return timed.ok && timed.route.lateSeconds === 0
    }
  })
  let found = worth(writeSolution(problem, [], () => 'visit-does-not-fit'))
  const routes: number[][] = problem.vehicles.map(() => [])
  const visit = (vehicle: number, left: number[]) => {
    if (vehicle === problem.vehicles.length) {
      const list = routes.map((jobs, v) => ({ vehicle: problem.vehicles[v]!.id, jobs }))
      const solution = writeSolution(problem, list, () => 'visit-does-not-fit')
      if (compare(worth(solution), found) > 0 && verify(problem, solution).length === 0)
        found = worth(solution)
      return
    }
    const route = routes[vehicle]!
    if (route.length === 0 || lawful[vehicle]!(route)) visit(vehicle + 1, left)
    for (const job of left) {
      route.push(job)
      visit(
        vehicle,
        left.filter((one) => one !== job),
      )
      route.pop()
    }
  }
  visit(
    0,
    problem.jobs.map(({ id }) => id),
  )
  return found
}

describe('small problems', () => {
  it('are solved as well as trying everything solves them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = small(seed)
        // travel here is arbitrary, without a triangle inequality: one short search may miss
        const found = [1, 2, 3, 4]
          .map((one) => worth(solve(problem, { seed: one, iterations: 2000, ...still })))
          .sort(compare)
        expect(found.at(-1)).toEqual(best(problem))
      }),
      { numRuns: 120, seed: 4 },
    )
  })
})

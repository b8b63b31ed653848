import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { book } from '../../../shared/core/advise/book.ts'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { routesOfSolution, solve } from '../../../shared/core/optimiser/solve.ts'
import { writeSolution } from '../../../shared/core/optimiser/solution.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem, TimeWindow } from '../../../shared/model/problem.ts'
import { randomProblem, randomProblemByHour } from '../../helpers/randomProblem.ts'

const day = 86_400
const hour = 3600

/**
 * Two days of one crew, 08:00–12:00, places on a line ten minutes apart:  0 depot — 1 — 2 — 3
 *   Monday: depot → A at 1 (08:10–08:20) → B at 2 (08:30–08:40) → depot;  Tuesday: C at 3
 */
const twoDays = (windows: Record<number, TimeWindow>): Problem =>
  readProblem({
    jobs: [1, 2, 3].map((place) => ({
      id: place,
      location_index: place,
      service: 600,
      ...(windows[place] ? { time_windows: [windows[place]] } : {}),
    })),
    vehicles: [0, 1].map((date) => ({
      id: date + 1,
      start_index: 0,
      end_index: 0,
      time_window: [date * day + 8 * hour, date * day + 12 * hour],
    })),
    matrices: { car: { durations: [0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => 600 * Math.abs(a - b))) } },
  })
const standing = [
  { vehicle: 1, jobs: [1, 2] },
  { vehicle: 2, jobs: [3] },
]

describe('a window that was agreed', () => {
  it('where the plan visits anyway changes nothing', () => {
    const booked = book(twoDays({ 2: [8 * hour, 10 * hour] }), standing, [2])
    expect(booked).toEqual({ routes: standing, unbooked: [], out: [] })
  })

  it('on the next day takes the visit there, and nobody waits for it overnight', () => {
    const booked = book(twoDays({ 2: [day + 8 * hour, day + 10 * hour] }), standing, [2])
    expect([booked.unbooked, booked.out]).toEqual([[], []])
    const byVehicle = new Map(booked.routes.map(({ vehicle, jobs }) => [vehicle, jobs]))
    expect(byVehicle.get(1)).toEqual([1])
    expect(byVehicle.get(2)!.toSorted()).toEqual([2, 3])
  })

  it('later that day takes the visit there, and the others are not held up until then', () => {
    const problem = twoDays({ 1: [11 * hour, 11.5 * hour] })
    // B may be reached straight from the depot: A after B is the shorter way too
    problem.matrices!.car!.durations[0]![2] = 600
    const booked = book(problem, standing, [1])
    expect(booked.routes.find(({ vehicle }) => vehicle === 1)!.jobs).toEqual([2, 1])
    expect([booked.unbooked, booked.out]).toEqual([[], []])
  })

  it('when nobody works has no place, and the plan stands without it', () => {
    const booked = book(twoDays({ 2: [14 * hour, 15 * hour] }), standing, [2])
    expect([booked.unbooked, booked.out]).toEqual([[2], []])
  })

  it('as one of a list is kept with all the others', () => {
    const windows: Record<number, TimeWindow> = {
      1: [day + 8 * hour, day + 9 * hour],
      3: [10 * hour, 11 * hour],
    }
    const problem = twoDays(windows)
    const booked = book(problem, standing, [1, 3])
    expect([booked.unbooked, booked.out]).toEqual([[], []])
    expect(
      verify(
        problem,
        writeSolution(problem, booked.routes, () => 'visit-does-not-fit'),
      ),
    ).toEqual([])
  })
})

it('one window after another: a plan that keeps everybody is lawful, and who has no place is named', () => {
  let whole = 0
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
      const made = seed % 3 === 0 ? randomProblemByHour(seed) : randomProblem(seed)
      const free = readProblem({ ...made, roundsman: { periods: made.roundsman?.periods } })
      const before = solve(free, { now: () => 0, cancel: neverCancelled, seed, iterations: 20 })
      const routes = routesOfSolution(before)
      const planned = routes.flatMap(({ jobs }) => jobs)
      const id = planned[seed % Math.max(1, planned.length)]
      if (id === undefined) return
      const shift = free.vehicles[seed % free.vehicles.length]!.time_window
      if (!shift) return
      const window: TimeWindow = [shift[0] + (seed % 3000), shift[0] + (seed % 3000) + 2000]
      const problem = {
        ...free,
        jobs: free.jobs.map((job) => (job.id === id ? { ...job, time_windows: [window] } : job)),
      }
      const { routes: after, unbooked, out } = book(problem, routes, [id])
      const there = new Set(after.flatMap(({ jobs }) => jobs))
      if (unbooked.length > 0) return
      expect(planned.filter((one) => !there.has(one)).toSorted(), `seed ${seed}`).toEqual(out.toSorted())
      expect(
        verify(
          problem,
          writeSolution(problem, after, () => 'visit-does-not-fit'),
        ),
        `seed ${seed}`,
      ).toEqual([])
      if (out.length === 0) whole++
    }),
    { numRuns: 2000, seed: 9 },
  )
  expect(whole).toBeGreaterThan(500)
})

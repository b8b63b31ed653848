import { describe, expect, it } from 'vitest'
import { holdTimes } from '../../../shared/core/optimiser/holdTimes.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem, Solution } from '../../../shared/model/problem.ts'

/** A place every 600 s along a line; one vehicle from place 0 and back, jobs of 1,200 s, a break after noon. */
const size = 5
const at = (from: number, to: number) => Math.abs(from - to) * 600
const problem = (window: [number, number] = [0, 40_000]): Problem => ({
  vehicles: [
    {
      id: 1,
      start_index: 0,
      end_index: 0,
      time_window: [28_800, 64_800],
      breaks: [{ id: 1, time_windows: [[41_400, 45_900]], service: 2_700 }],
    },
  ],
  jobs: [1, 2, 3].map((id) => ({
    id,
    location_index: id,
    service: 1_200,
    time_windows: [id === 1 ? window : [0, 64_800]],
  })),
  matrices: {
    car: {
      durations: Array.from({ length: size }, (_, from) =>
        Array.from({ length: size }, (_, to) => at(from, to)),
      ),
    },
  },
})
const step = (type: string, arrival: number, duration: number, more: object = {}) => ({
  type,
  arrival,
  duration,
  setup: 0,
  service: 0,
  waiting_time: 0,
  ...more,
})
/** out at eight, doors 1 and 2 before the break, 3 after it, as early as can be */
const early = {
  code: 0,
  summary: {
    cost: 3_600,
    routes: 1,
    unassigned: 0,
    setup: 0,
    service: 3_600,
    duration: 3_600,
    waiting_time: 7_200,
    priority: 0,
  },
  unassigned: [],
  routes: [
    {
      vehicle: 1,
      cost: 3_600,
      setup: 0,
      service: 3_600,
      duration: 3_600,
      waiting_time: 7_200,
      priority: 0,
      steps: [
        step('start', 28_800, 0, { location_index: 0 }),
        step('job', 29_400, 600, { id: 1, location_index: 1, service: 1_200 }),
        step('job', 31_200, 1_200, { id: 2, location_index: 2, service: 1_200 }),
        step('break', 32_400, 1_200, { id: 1, waiting_time: 9_000, service: 2_700 }),
        step('job', 44_700, 1_800, { id: 3, location_index: 3, service: 1_200 }),
        step('end', 47_700, 3_600, { location_index: 0 }),
      ],
    },
  ],
} as unknown as Solution
early.routes[0].waiting_time = 9_000
early.summary.waiting_time = 9_000

const starts = (solution: Solution) =>
  Object.fromEntries(
    solution.routes[0].steps
      .filter(({ type }) => type === 'job')
      .map((one) => [one.id, one.arrival + one.waiting_time]),
  )
const hold = (was: Record<number, number>, given = problem()) => {
  const standing = new Map(Object.entries(was).map(([id, begins]) => [Number(id), { vehicle: 1, begins }]))
  const held = holdTimes(given, early, standing, (tried) => verify(given, tried).length === 0)
  expect(verify(given, held)).toEqual([])
  return held
}

describe('a week under way holds its hours', () => {
  it('is right by the verifier before anything is held', () => expect(verify(problem(), early)).toEqual([]))

  it('what would come earlier begins when it stood, and the crew sets out later', () => {
    const held = hold({ 1: 32_400, 2: 36_000, 3: 48_000 })
    expect(starts(held)).toEqual({ 1: 32_400, 2: 36_000, 3: 48_000 })
    expect(held.routes[0].steps[0].arrival).toBe(31_800)
    expect(held.summary.cost).toBe(early.summary.cost)
  })

  it('what the search would have begun later begins when it stood, though the crew then waits', () => {
    // alone the route would set out at 38,400 and be at its last door as soon
    expect(starts(hold({ 1: 29_400, 2: 36_000, 3: 48_000 }))).toEqual({ 1: 29_400, 2: 36_000, 3: 48_000 })
  })

  it('a visit that is new there comes before or after, and moves nobody that it need not', () => {
    // new in front: the crew sets out in time for the second
    expect(starts(hold({ 2: 36_000, 3: 48_000 }))).toEqual({ 1: 34_200, 2: 36_000, 3: 48_000 })
    // new between: after it the third still comes when it stood
    expect(starts(hold({ 1: 30_000, 3: 48_000 }))).toEqual({ 1: 30_000, 2: 31_800, 3: 48_000 })
  })

  it('where it makes others late they begin as little later as can be', () => {
    expect(starts(hold({ 1: 30_000, 2: 30_600 }))).toMatchObject({ 1: 30_000, 2: 31_800 })
  })

  it('what stood earlier than anyone can be there begins as soon as that is', () =>
    expect(starts(hold({ 1: 29_000, 2: 30_000 }))).toMatchObject({ 1: 29_400, 2: 31_200 }))

  it('those that stood in another order are new, but for as many as keep it', () =>
    expect(starts(hold({ 1: 50_000, 2: 36_000, 3: 48_000 }))).toEqual({ 1: 34_200, 2: 36_000, 3: 48_000 }))

  it('hours that a new window forbids are not held, those of the others are', () =>
    expect(starts(hold({ 1: 32_400, 2: 36_000, 3: 48_000 }, problem([0, 31_000])))).toEqual({
      1: 31_000,
      2: 36_000,
      3: 48_000,
    }))
})

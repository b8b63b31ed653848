import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { solve } from '../../../shared/core/optimiser/solve.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem, Solution } from '../../../shared/model/problem.ts'

const problem: Problem = readProblem({
  jobs: [
    {
      id: 1,
      location_index: 1,
      service: 600,
      priority: 5,
      time_windows: [[600, 1200]],
      skills: [1],
      delivery: [2],
    },
    { id: 2, location_index: 2, service: 600, delivery: [2], roundsman: { not_vehicles: [8] } },
    { id: 3, location_index: 2, service: 600, time_windows: [[1, 2]], delivery: [1] },
  ],
  vehicles: [
    {
      id: 7,
      start_index: 0,
      end_index: 0,
      skills: [1],
      capacity: [4],
      max_tasks: 2,
      time_window: [0, 7200],
      breaks: [{ id: 1, service: 900, time_windows: [[1500, 3000]] }],
    },
    { id: 8, start_index: 0, end_index: 0, capacity: [4], time_window: [0, 7200] },
  ],
  matrices: {
    car: {
      durations: [
        [0, 600, 900],
        [600, 0, 400],
        [900, 400, 0],
      ],
    },
  },
})
const right = () => solve(problem, { seed: 1, iterations: 200, now: () => 0, cancel: neverCancelled })
const codes = (change: (solution: Solution) => void, asked = problem) => {
  const solution = structuredClone(right())
  change(solution)
  return [...new Set(verify(asked, solution).map(({ code, path }) => `${code} ${path}`))]
}

describe('the judge', () => {
  it('accepts a right plan: 1 and 2 served with lunch, 3 impossible', () => {
    const solution = right()
    expect(verify(problem, solution)).toEqual([])
    expect(solution.unassigned.map(({ id, roundsman }) => [id, roundsman!.reason])).toEqual([
      [3, 'visit-window-outside-shifts'],
    ])
    expect(solution.summary).toMatchObject({ cost: 1900, routes: 1, service: 1200, priority: 5 })
  })

  const jobStep = (solution: Solution, id: number) =>
    solution.routes[0]!.steps.findIndex((step) => step.type === 'job' && step.id === id)

  it.each<[string, (solution: Solution) => void, string]>([
    [
      'an arrival',
      (s) => (s.routes[0]!.steps[jobStep(s, 1)]!.arrival += 1),
      'check-number routes[0].steps[1].arrival',
    ],
    ['a wait', (s) => (s.routes[0]!.waiting_time += 1), 'check-number routes[0].waiting_time'],
    [
      'a duration',
      (s) => (s.routes[0]!.steps[jobStep(s, 1)]!.duration -= 1),
      'check-number routes[0].steps[1].duration',
    ],
    [
      'a service',
      (s) => (s.routes[0]!.steps[jobStep(s, 1)]!.service = 1),
      'check-number routes[0].steps[1].service',
    ],
    ['a cost', (s) => (s.routes[0]!.cost += 1), 'check-number routes[0].cost'],
    ['the total', (s) => (s.summary.cost -= 1), 'check-number summary.cost'],
    ['the count of those left out', (s) => (s.summary.unassigned = 0), 'check-number summary.unassigned'],
    ['a job twice', (s) => s.unassigned.push({ id: 1, type: 'job' }), 'check-job-twice unassigned[1]'],
    ['a job nowhere', (s) => (s.unassigned = []), 'check-job-missing unassigned'],
    ['a job that is not there', (s) => (s.unassigned[0]!.id = 99), 'check-job-unknown unassigned[0]'],
    [
      'a vehicle that is not there',
      (s) => (s.routes[0]!.vehicle = 99),
      'check-vehicle-unknown routes[0].vehicle',
    ],
    ['the wrong crew', (s) => (s.routes[0]!.vehicle = 8), 'check-skill routes[0].steps[1]'],
    ['an excluded crew', (s) => (s.routes[0]!.vehicle = 8), `check-crew routes[0].steps[3]`],
    ['no end', (s) => s.routes[0]!.steps.pop(), 'check-steps routes[0].steps[3]'],
    [
      'no lunch',
      (s) => (s.routes[0]!.steps = s.routes[0]!.steps.filter(({ type }) => type !== 'break')),
      'check-break routes[0]',
    ],
    [
      'a route twice',
      (s) => s.routes.push(structuredClone(s.routes[0]!)),
      'check-vehicle-twice routes[1].vehicle',
    ],
  ])('finds %s that is wrong', (_, change, expected) => {
    const found = codes(change)
    if (expected.endsWith('steps[3]') && expected.startsWith('check-crew'))
      expect(found.some((one) => one.startsWith('check-crew routes[0].steps['))).toBe(true)
    else if (expected.startsWith('check-steps'))
      expect(found.some((one) => one.startsWith('check-steps'))).toBe(true)
    else expect(found).toContain(expected)
  })

  it.each<[string, Partial<Problem['vehicles'][number]>, string]>([
    ['capacity', { capacity: [3] }, 'check-capacity routes[0]'],
    ['most visits', { max_tasks: 1 }, 'check-limit routes[0].max_tasks'],
    ['most travel', { max_travel_time: 1899 }, 'check-limit routes[0].max_travel_time'],
    ['the shift', { time_window: [0, 3900] }, 'check-shift routes[0]'],
    ['the break', { breaks: [{ id: 1, service: 900, time_windows: [[0, 10]] }] }, 'check-break routes[0]'],
  ])('finds that %s was tightened since', (_, change, expected) => {
    const vehicles = problem.vehicles.map((one, i) => (i === 0 ? { ...one, ...change } : one))
    const found = codes(() => {}, { ...problem, vehicles })
    expect(found.some((one) => one.startsWith(expected))).toBe(true)
  })

  it('finds a window that was moved since', () => {
    const jobs = problem.jobs.map((job) =>
      job.id === 1 ? { ...job, time_windows: [[0, 9] as [number, number]] } : job,
    )
    expect(codes(() => {}, { ...problem, jobs })).toEqual(['check-window routes[0].steps[1]'])
  })
})

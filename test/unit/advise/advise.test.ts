import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changes } from '../../../shared/core/advise/changes.ts'
import { repair } from '../../../shared/core/advise/repair.ts'
import { slots, windowGrid } from '../../../shared/core/advise/slots.ts'
import { whyNot } from '../../../shared/core/advise/whyNot.ts'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { routesOfSolution, solve } from '../../../shared/core/optimiser/solve.ts'
import { writeSolution } from '../../../shared/core/optimiser/solution.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { randomProblem } from '../../helpers/randomProblem.ts'

const still = { now: () => 0, cancel: neverCancelled }

/**
 * Places on a line, ten minutes apart:  0 depot — 1 — 2 — 3.  One crew, 08:00–10:00; visits take ten minutes.
 *   depot 08:00 → A at 1 (08:10–08:20) → B at 3 (08:40–08:50) → depot 09:20
 */
const line = (change: Partial<Problem['vehicles'][number]> = {}): Problem =>
  readProblem({
    jobs: [
      { id: 1, location_index: 1, service: 600, priority: 50 },
      { id: 2, location_index: 3, service: 600, priority: 10 },
      { id: 3, location_index: 2, service: 600, priority: 30 },
    ],
    vehicles: [
      { id: 9, description: 'Mon/A', start_index: 0, end_index: 0, time_window: [28_800, 36_000], ...change },
    ],
    matrices: { car: { durations: [0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => 600 * Math.abs(a - b))) } },
  })
const plan = [{ vehicle: 9, jobs: [1, 2] }]

describe('slots', () => {
  it('says what a window costs: nothing on the way there, nothing on the way back', () => {
    const found = slots(line(), plan, 3, [
      { vehicle: 9, window: [30_000, 30_600] }, // 08:20–08:30 on the way out
      { vehicle: 9, window: [31_800, 33_600] }, // 08:50–09:20 on the way home
    ])
    expect(found.map(({ window, addedSeconds, addedCost }) => [window[0], addedSeconds, addedCost])).toEqual([
      [30_000, 0, 0],
      [31_800, 0, 0],
    ])
    expect(found.every(({ displaced }) => displaced.length === 0)).toBe(true)
  })

  it('offers no window that would break the shift', () => {
    expect(slots(line(), plan, 3, [{ vehicle: 9, window: [35_400, 36_000] }], { displace: false })).toEqual(
      [],
    )
  })

  it('names the visit that would have to leave', () => {
    // back by 09:20: with A and B there is no minute to spare
    const full = line({ time_window: [28_800, 33_600] })
    const [slot] = slots(full, plan, 3, [{ vehicle: 9, window: [28_800, 33_600] }])
    expect(slot!.displaced).toEqual([{ id: 2, toVehicle: null }])
  })

  it('knows the window that the visit has now', () => {
    const found = slots(line(), [{ vehicle: 9, jobs: [1, 3, 2] }], 3, windowGrid(line(), 3600))
    expect(found.filter(({ current }) => current).map(({ window }) => window)).toEqual([[28_800, 32_400]])
  })

  it('offers only what the judge accepts, with the arrival and travel it said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem({ ...randomProblem(seed), roundsman: undefined })
        if (problem.jobs.length === 0) return
        const before = solve(problem, { ...still, seed, iterations: 20 })
        const job = problem.jobs[seed % problem.jobs.length]!
        const routes = routesOfSolution(before)
        for (const slot of slots(problem, before, job.id, windowGrid(problem, 2000)).slice(0, 6)) {
          const asked = {
            ...problem,
            jobs: problem.jobs.map((one) =>
              one.id === job.id ? { ...one, time_windows: [slot.window] } : one,
            ),
          }
          const fits =
            routes.length === 0 ? [[]] : [routes.find((r) => r.vehicle === slot.vehicle)?.jobs ?? []]
          const gone = new Set([job.id, ...slot.displaced.map(({ id }) => id)])
          const rest = fits[0]!.filter((id) => !gone.has(id))
          const right = Array.from({ length: rest.length + 1 }, (_, at) =>
            rest.toSpliced(at, 0, job.id),
          ).some((jobs) => {
            try {
              const after = writeSolution(
                asked,
                [{ vehicle: slot.vehicle, jobs }],
                () => 'visit-does-not-fit',
              )
              const stop = after.routes[0]!.steps.find((step) => step.type === 'job' && step.id === job.id)!
              return verify(asked, after).length === 0 && stop.arrival === slot.arrival
            } catch {
              return false
            }
          })
          expect(right).toBe(true)
        }
      }),
      { numRuns: 300, seed: 5 },
    )
  })
})

describe('why not', () => {
  it('finds the fewest minutes: back at 09:30 is needed, the shift ends at 09:20', () => {
    const problem = line({ time_window: [28_800, 33_600] })
    const answer = whyNot(problem, [{ vehicle: 9, jobs: [1, 3] }], 2)
    // with all three: 60 min of travel and 30 of service = back at 09:30
    const fix = answer.fixes.find(({ code }) => code === 'fix-longer-shift')!
    expect(fix.params).toEqual({ vehicle: 'Mon/A', minutes: 10 })
    expect(answer.reason.code).toBe('visit-lower-value')
    expect(answer.proved).toBe(false)
  })

  it('says impossible only when no crew could serve it alone', () => {
    const problem = line()
    problem.jobs[1]!.skills = [7]
    const answer = whyNot(problem, [], 2)
    expect(answer.reason.code).toBe('visit-no-crew-with-skill')
    expect(answer.proved).toBe(true)
    expect(answer.fixes.map(({ code }) => code)).toEqual(['fix-skill'])
  })

  it('each longer shift admits the visit, one minute less does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(randomProblem(seed))
        const before = solve(problem, { ...still, seed, iterations: 40 })
        const routes = routesOfSolution(before)
        for (const { id } of before.unassigned.slice(0, 2)) {
          const fix = whyNot(problem, before, id).fixes.find(({ code }) => code === 'fix-longer-shift')
          if (!fix) continue
          const fits = (minutes: number) => {
            const longer = {
              ...problem,
              vehicles: problem.vehicles.map((vehicle) => ({
                ...vehicle,
                ...(vehicle.time_window
                  ? {
                      time_window: [vehicle.time_window[0], vehicle.time_window[1] + minutes * 60] as [
                        number,
                        number,
                      ],
                    }
                  : {}),
              })),
            }
            return longer.vehicles.some((vehicle) => {
              const jobs = routes.find((route) => route.vehicle === vehicle.id)?.jobs ?? []
              return Array.from({ length: jobs.length + 1 }, (_, at) => jobs.toSpliced(at, 0, id)).some(
                (list) => {
                  try {
                    const tried = [
                      ...routes.filter((route) => route.vehicle !== vehicle.id),
                      { vehicle: vehicle.id, jobs: list },
                    ]
                    const after = writeSolution(longer, tried, () => 'visit-does-not-fit')
                    return verify(longer, after).length === 0
                  } catch {
                    return false
                  }
                },
              )
            })
          }
          const minutes = fix.params.minutes as number
          expect([fits(minutes), fits(minutes - 1)]).toEqual([true, false])
        }
      }),
      { numRuns: 300, seed: 6 },
    )
  })
})

describe('repair', () => {
  it('moves nobody when the new window is where the visit stands already', () => {
    const problem = line()
    const before = solve(problem, { ...still, seed: 1, iterations: 100 })
    const third = before.routes[0]!.steps.find(({ id, type }) => type === 'job' && id === 3)!
    const booked = {
      ...problem,
      jobs: problem.jobs.map((job) =>
        job.id === 3
          ? { ...job, time_windows: [[third.arrival - 600, third.arrival + 600] as [number, number]] }
          : job,
      ),
    }
    const after = repair(booked, before, { ...still, iterations: 200 })
    expect(verify(booked, { ...after, summary: { ...after.summary } })).not.toContainEqual(
      expect.objectContaining({ code: 'check-window' }),
    )
    expect(changes(before, after, 600)).toEqual([])
  })

  it('tells moved, retimed, added and dropped apart', () => {
    const problem = line()
    const write = (jobs: number[]) =>
      writeSolution(problem, [{ vehicle: 9, jobs }], () => 'visit-does-not-fit')
    const found = changes(write([1, 2]), write([3, 1]))
    expect(found.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['1 retimed', '2 dropped', '3 added'])
  })
})

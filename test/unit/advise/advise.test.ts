import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slots, windowGrid } from '../../../shared/core/advise/slots.ts'
import { whyNot } from '../../../shared/core/advise/whyNot.ts'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { routesOfSolution, solve } from '../../../shared/core/optimiser/solve.ts'
import { writeSolution } from '../../../shared/core/optimiser/solution.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { randomProblem, randomProblemByHour } from '../../helpers/randomProblem.ts'

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

  it('measures against the plan that stands: where it is, nothing is added', () => {
    // the visit stands between A and B; B cannot wait for it until 09:20, so that it comes on the way home
    const stands = [{ vehicle: 9, jobs: [1, 3, 2] }]
    const found = slots(line(), stands, 3, [
      { vehicle: 9, window: [28_800, 32_400] }, // 08:00–09:00, where it is
      { vehicle: 9, window: [33_600, 34_200] }, // 09:20–09:30
    ])
    expect(found.map(({ current, addedSeconds, routes }) => [current, addedSeconds, routes])).toEqual([
      [true, 0, []],
      [false, 0, [{ vehicle: 9, jobs: [1, 2, 3] }]],
    ])
  })

  /** A judge's view: the slot applied to the plan, window booked, is lawful, and loses nobody it does not name. */
  const expectHonest = (seed: number, stepSeconds: number, most: number, made = randomProblem(seed)) => {
    const problem = readProblem({ ...made, roundsman: { periods: made.roundsman?.periods } })
    if (problem.jobs.length === 0) return 0
    const before = solve(problem, { ...still, seed, iterations: 20 })
    const job = problem.jobs[seed % problem.jobs.length]!
    // from the shift's start on, where first visits stand
    const candidates = problem.vehicles.flatMap(({ id, time_window: shift }) =>
      shift
        ? Array.from({ length: Math.ceil((shift[1] - shift[0]) / stepSeconds) }, (_, k) => ({
            vehicle: id,
            window: [shift[0] + k * stepSeconds, shift[0] + (k + 1) * stepSeconds] as [number, number],
          }))
        : [],
    )
    const list = routesOfSolution(before)
    const planned = new Set(list.flatMap(({ jobs }) => jobs))
    const found = slots(problem, before, job.id, candidates)
    for (const slot of found.slice(0, most)) {
      const asked = {
        ...problem,
        jobs: problem.jobs.map((one) => (one.id === job.id ? { ...one, time_windows: [slot.window] } : one)),
      }
      const changed = new Set(slot.routes.map(({ vehicle }) => vehicle))
      const applied = [...list.filter(({ vehicle }) => !changed.has(vehicle)), ...slot.routes]
      const after = writeSolution(asked, applied, () => 'visit-does-not-fit')
      expect(verify(asked, after), `seed ${seed}`).toEqual([])
      const there = new Set(applied.flatMap(({ jobs }) => jobs))
      const lost = [...planned].filter((id) => !there.has(id))
      const out = slot.displaced.filter(({ toVehicle }) => toVehicle === null).map(({ id }) => id)
      expect(lost.sort(), `seed ${seed}`).toEqual(out.sort())
      for (const { id, toVehicle } of slot.displaced)
        if (toVehicle !== null) expect(applied.find(({ jobs }) => jobs.includes(id))!.vehicle).toBe(toVehicle)
      const moved = (solution: typeof after) =>
        new Map(
          solution.routes.flatMap((r) =>
            r.steps.flatMap((step) => (step.type === 'job' ? [[step.id!, r.vehicle] as const] : [])),
          ),
        )
      const [from, to] = [moved(before), moved(after)]
      const named = new Set([job.id, ...slot.displaced.map(({ id }) => id)])
      for (const [id, vehicle] of to)
        if (!named.has(id) && planned.has(id)) expect(from.get(id)).toBe(vehicle)
      const stop = after.routes
        .find(({ vehicle }) => vehicle === slot.vehicle)!
        .steps.find((step) => step.type === 'job' && step.id === job.id)!
      expect(stop.arrival).toBe(slot.arrival)
      expect(after.summary.duration - before.summary.duration).toBe(slot.addedSeconds)
      if (!slot.current) continue
      expect([slot.addedCost, slot.routes]).toEqual([0, []])
      // by hour a wider window than the visit's own may let the crew travel at another time
      if (!made.roundsman?.periods) expect(slot.addedSeconds).toBe(0)
    }
    return found.length
  }

  it('offers nothing by which a stop is lost that stood only by way of the visit', () => {
    for (const seed of [190_745_179, 549_637_880]) expectHonest(seed, 2000, Infinity)
  })

  it('offers only what the judge accepts, and says all that it changes', () => {
    let offered = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        offered += expectHonest(seed, 2000, 12)
      }),
      { numRuns: 3000, seed: 5 },
    )
    expect(offered).toBeGreaterThan(3000)
  })

  it('does so where travel depends on the hour', () => {
    let offered = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        offered += expectHonest(seed, 2000, 12, randomProblemByHour(seed))
      }),
      { numRuns: 1000, seed: 15 },
    )
    expect(offered).toBeGreaterThan(1000)
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

  it('names the daily limit where there is time for the visit but none is allowed', () => {
    const problem = line({ max_tasks: 2 })
    const answer = whyNot(problem, [{ vehicle: 9, jobs: [1, 3] }], 2)
    expect(answer.reason).toEqual({ code: 'visit-daily-limit', params: { limit: 2 } })
    expect(answer.fixes[0]).toMatchObject({ code: 'fix-one-more', params: { vehicle: 'Mon/A', limit: 2 } })
  })

  it('says of equals that they are equal: 30 against 50 and 30 is no lower value', () => {
    const problem = line({ time_window: [28_800, 33_600] })
    problem.jobs[1]!.priority = 30
    expect(whyNot(problem, [{ vehicle: 9, jobs: [1, 3] }], 2).reason.code).toBe('visit-equal-value')
  })

  it('says impossible only when no crew could serve it alone', () => {
    const problem = line()
    problem.jobs[1]!.skills = [7]
    const answer = whyNot(problem, [], 2)
    expect(answer.reason.code).toBe('visit-no-crew-with-skill')
    expect(answer.proved).toBe(true)
    expect(answer.fixes.map(({ code }) => code)).toEqual(['fix-skill'])
  })

  it.each([
    ['at any hour alike', randomProblem],
    ['by hour', randomProblemByHour],
  ])('each longer shift admits the visit, one minute less does not: travel %s', (_, make) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem(make(seed))
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

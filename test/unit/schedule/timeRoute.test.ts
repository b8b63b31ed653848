import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { writeSolution } from '../../../shared/core/optimiser/solution.ts'
import { scheduleVehicle, scheduleVisit, travelOf } from '../../../shared/core/schedule/fromProblem.ts'
import { type ScheduleVisit, timeRoute, type TimedRoute } from '../../../shared/core/schedule/timeRoute.ts'
import { mergeWindows } from '../../../shared/core/schedule/windows.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import { randomProblem } from '../../helpers/randomProblem.ts'

/** Places on a line, a minute and a hundred metres apart. */
const along = (from: number, to: number) => ({
  seconds: 60 * Math.abs(from - to),
  metres: 100 * Math.abs(from - to),
})
const visit = (place: number, fields: Partial<ScheduleVisit> = {}): ScheduleVisit => ({
  place,
  windows: null,
  serviceSeconds: 600,
  setupSeconds: 0,
  group: null,
  ...fields,
})
const crew = { start: 0, end: 0, from: 0, to: 10_000, breaks: [] }
function timed(...input: Parameters<typeof timeRoute>): TimedRoute {
  const result = timeRoute(...input)
  if (!result.ok) throw new Error('refused')
  return result.route
}

describe('timing a route', () => {
  it('leaves as late as an early finish allows, so that nobody waits at a door', () => {
    // 0 —10 min→ 10, open from 1800: leave at 1200, arrive 1800, done 2400, home 3000
    const route = timed(crew, [visit(10, { windows: [[1800, 3000]] })], along)
    expect(route).toMatchObject({
      departure: 1200,
      finish: 3000,
      travelSeconds: 1200,
      travelMetres: 2000,
      waitingSeconds: 0,
    })
    expect(route.stops[0]).toMatchObject({
      arrival: 1800,
      waitingSeconds: 0,
      departure: 2400,
      slackSeconds: 1200,
    })
  })

  it('waits between two windows, and knows the slack of each stop', () => {
    // A done at 1200 at the latest start 600; B opens 3000
    const route = timed(
      crew,
      [visit(10, { windows: [[0, 600]] }), visit(20, { windows: [[3000, 3100]] })],
      along,
    )
    expect(route.departure).toBe(0)
    expect(route.stops.map((stop) => [stop.arrival, stop.waitingSeconds, stop.slackSeconds])).toEqual([
      [600, 0, 0],
      [1800, 1200, 1300],
    ])
  })

  it('takes the next window of a visit when the first is over', () => {
    const windows = [
      [0, 100],
      [900, 1000],
    ] as [number, number][]
    expect(timed({ ...crew, from: 0 }, [visit(10, { windows })], along).stops[0]!.arrival).toBe(900)
  })

  it('rests on the way: the drive goes on after the break', () => {
    // leave 0; break opens at 120 while driving to 10; 300 s of rest; arrive 600 + 300
    const rest = { id: 7, windows: [[120, 200] as [number, number]], seconds: 300 }
    const route = timed({ ...crew, breaks: [rest] }, [visit(10, { windows: [[0, 950]] })], along, 0)
    expect(route.stops[0]!.arrival).toBe(900)
    expect(route.breaks).toEqual([
      {
        id: 7,
        afterStop: 0,
        arrival: 120,
        waitingSeconds: 0,
        seconds: 300,
        lateSeconds: 0,
        travelSoFar: 120,
        metresSoFar: 200,
      },
    ])
  })

  it('rests before or after a visit, whichever keeps the windows', () => {
    const rest = (from: number, to: number) => [
      { id: 1, windows: [[from, to] as [number, number]], seconds: 600 },
    ]
    // the visit must begin by 700: the break, open from the beginning, is taken after it
    const route = timed({ ...crew, breaks: rest(0, 5000) }, [visit(10, { windows: [[0, 700]] })], along)
    expect(route.stops[0]!.lateSeconds).toBe(0)
    expect(route.breaks[0]!.afterStop).toBe(1)
    expect(route.finish).toBe(2400)
  })

  it('pays the setup once for one place and for one estate', () => {
    const parked = { setupSeconds: 300, serviceSeconds: 0 }
    const route = timed(
      crew,
      [
        visit(1, parked),
        visit(1, parked),
        visit(2, { ...parked, group: 4 }),
        visit(3, { ...parked, group: 4 }),
      ],
      along,
    )
    expect(route.stops.map((stop) => stop.setupSeconds)).toEqual([300, 0, 300, 0])
  })

  it('says how late each stop is when the route cannot be kept', () => {
    const route = timed({ ...crew, to: 1500 }, [visit(10, { windows: [[0, 500]] })], along)
    expect(route.stops[0]!.lateSeconds).toBe(100)
    expect(route.finishLateSeconds).toBe(300)
    expect(route.lateSeconds).toBe(400)
  })

  it('names the two places between which there is no way', () => {
    const result = timeRoute(crew, [visit(5)], (from, to) => (to === 5 ? null : along(from, to)))
    expect(result).toEqual({ ok: false, refusal: { code: 'unreachable', from: 0, to: 5, stop: 0 } })
  })

  it('begins at the first visit when the crew has no start', () => {
    const route = timed({ ...crew, start: null, end: null }, [visit(10), visit(20)], along)
    expect(route).toMatchObject({ travelSeconds: 600, finish: 1800 })
  })

  it('joins windows that overlap', () => {
    expect(
      mergeWindows([
        [5, 9],
        [0, 3],
        [3, 4],
        [6, 12],
      ]),
    ).toEqual([
      [0, 4],
      [5, 12],
    ])
  })

  it('has the judge’s times for any order of any visits that it calls lawful', () => {
    let lawful = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const problem = readProblem({ ...randomProblem(seed), roundsman: undefined })
        const vehicle = problem.vehicles[seed % problem.vehicles.length]!
        const jobs = problem.jobs.filter((_, i) => (seed >> i) & 1).slice(0, 4)
        const result = timeRoute(
          scheduleVehicle(vehicle),
          jobs.map(scheduleVisit),
          travelOf(problem, vehicle),
        )
        if (!result.ok || jobs.length === 0) return
        const solution = writeSolution(
          problem,
          [{ vehicle: vehicle.id, jobs: jobs.map(({ id }) => id) }],
          () => 'visit-does-not-fit',
        )
        const late = ['check-window', 'check-due', 'check-shift', 'check-break']
        const time = [...late, 'check-number', 'check-steps']
        const found = verify(problem, solution).filter(({ code }) => time.includes(code))
        // what the timing calls late, the judge calls wrong, and the other way round
        expect(found.length === 0).toBe(result.route.lateSeconds === 0)
        expect(found.every(({ code }) => late.includes(code))).toBe(true)
        if (found.length === 0) lawful++
      }),
      { numRuns: 3000, seed: 9 },
    )
    expect(lawful).toBeGreaterThan(300)
  })
})

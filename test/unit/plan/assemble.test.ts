import { describe, expect, it } from 'vitest'
import { withMatrices } from '../../../shared/core/exchange/withMatrices.ts'
import { assembleWeek, warmStartOf, type AssembleInput } from '../../../shared/core/plan/assemble.ts'
import { readSolution } from '../../../shared/core/plan/readSolution.ts'
import type { Solution, SolutionStep } from '../../../shared/model/problem.ts'
import { noHolidays, type CrewDay, type PlanVisit } from '../../../shared/model/week.ts'
import { packOf, shippedPack } from '../compliance/helpers.ts'
import { branch, crewDay, evenMatrix, hoursOn, monday, visit, zone } from './helpers.ts'

const tuesday = '2026-11-24'
const everyDay = (crew = 'Ann', more: Partial<CrewDay> = {}) =>
  [23, 24, 25, 26, 27].map((day) => crewDay(`2026-11-${day}`, crew, more))
const assemble = (visits: PlanVisit[], more: Partial<AssembleInput> = {}) =>
  assembleWeek({
    weekStart: monday,
    zone,
    visits,
    crewDays: everyDay(),
    pack: shippedPack('tw'),
    holidays: noHolidays,
    ...more,
  })
const problemOf = (visits: PlanVisit[], more: Partial<AssembleInput> = {}) => {
  const week = assemble(visits, more)
  return week.problem(evenMatrix(week.points.length))
}
const refusal = (more: Partial<PlanVisit>, input: Partial<AssembleInput> = {}) => {
  const { refused } = assemble([visit('v', more)], input)
  return refused[0] && [refused[0].reason.code, refused[0].smallestFix?.code ?? null]
}

describe('the problem', () => {
  it('is VROOM’s: integer ids from 1, case numbers, seconds from Monday 00:00, lunch as a break', () => {
    const problem = problemOf([
      visit('a'),
      visit('b', { lonLat: [121.6, 25.1], priority: 80, serviceMinutes: 30 }),
    ])
    expect(problem.jobs.map((job) => [job.id, job.description, job.service, job.priority])).toEqual([
      [1, 'C-a', 1200, 50],
      [2, 'C-b', 1800, 80],
    ])
    expect(problem.vehicles[1]).toMatchObject({
      id: 2,
      description: `${tuesday}/Ann`,
      profile: 'car',
      start: branch,
      time_window: [hoursOn(1, 8.5), hoursOn(1, 17.5)],
      // 45 minutes within 11:30–13:30: begins at 12:45 at the latest
      breaks: [{ id: 2, service: 2700, time_windows: [[hoursOn(1, 11.5), hoursOn(1, 12.75)]] }],
    })
    const { durations } = withMatrices(problem).matrices!.car!
    expect(durations).toHaveLength(3)
    expect(durations[0]).toEqual([0, 600, 600])
  })

  it('one place is one point, however many visits stand there', () => {
    expect(assemble([visit('a'), visit('b')]).points).toEqual([[121.55, 25.05], branch])
  })

  it('no road is null in the matrix', () => {
    const week = assemble([visit('a')])
    const matrix = evenMatrix(2)
    matrix.seconds[1] = 0xffffffff
    expect(withMatrices(week.problem(matrix)).matrices!.car!.durations[0]).toEqual([0, null])
  })

  it('the whole visit lies in permitted hours: 20 minutes must begin by 21:40', () => {
    const [job] = problemOf([visit('a')]).jobs
    expect(job!.time_windows).toHaveLength(7)
    expect(job!.time_windows![1]).toEqual([hoursOn(1, 7), hoursOn(1, 21) + 2400])
  })

  it('own windows count for the arrival, and on their own weekday or date only', () => {
    const [job] = problemOf([
      visit('a', {
        windows: [
          { fromMinutes: 840, toMinutes: 960, weekday: 2 },
          { fromMinutes: 540, toMinutes: 600, date: '2026-11-26' },
        ],
      }),
    ]).jobs
    expect(job!.time_windows).toEqual([
      [hoursOn(1, 14), hoursOn(1, 16)],
      [hoursOn(3, 9), hoursOn(3, 10)],
    ])
  })

  it('windows that overlap become one', () => {
    const [job] = problemOf([
      visit('a', {
        allowedDays: [tuesday],
        windows: [
          { fromMinutes: 540, toMinutes: 660 },
          { fromMinutes: 600, toMinutes: 720 },
        ],
      }),
    ]).jobs
    expect(job!.time_windows).toEqual([[hoursOn(1, 9), hoursOn(1, 12)]])
  })

  it('due date and earliest date', () => {
    const [job] = problemOf([visit('a', { notBefore: tuesday, dueOn: '2026-11-25' })]).jobs
    expect(job!.time_windows!.map(([from]) => Math.floor(from / 86_400))).toEqual([1, 2])
  })

  it('an appointment takes the place of windows, days and dates, and must be served', () => {
    const [job] = problemOf([
      visit('a', {
        windows: [{ fromMinutes: 540, toMinutes: 600 }],
        weekdays: [1],
        dueOn: monday,
        appointment: {
          start: '2026-11-24T06:00:00Z',
          end: '2026-11-24T08:00:00Z',
          crewDay: `${tuesday}/Ann`,
        },
      }),
    ]).jobs
    expect(job!.time_windows).toEqual([[hoursOn(1, 14), hoursOn(1, 16)]])
    expect(job!.roundsman).toMatchObject({ must_serve: true, previous: { vehicle: 2, change_cost: 14_400 } })
  })

  it('a visit of the plan before stays where it is for little; a lock binds it', () => {
    const [job, locked] = problemOf([
      visit('a', { previous: { crewDayKey: `${tuesday}/Ann`, arrival: '2026-11-24T01:00:00Z' } }),
      visit('b', { locked: '2026-11-25/Ann' }),
    ]).jobs
    expect(job!.roundsman).toEqual({ previous: { vehicle: 2, arrival: hoursOn(1, 9), change_cost: 900 } })
    expect(locked!.roundsman).toEqual({ vehicles: [3], must_serve: true })
  })

  it('preferred collectors make the others dearer; excluded ones may not', () => {
    const crewDays = [crewDay(monday, 'Ann'), crewDay(monday, 'Bo')]
    const [a, b] = problemOf(
      [visit('a', { preferredCollectors: ['id-Bo'] }), visit('b', { excludedCollectors: ['id-Bo'] })],
      { crewDays },
    ).jobs
    expect(a!.roundsman).toEqual({ vehicle_costs: [{ vehicle: 1, cost: 900 }] })
    expect(b!.roundsman).toEqual({ not_vehicles: [2] })
  })

  it('crew size is a skill that only crews of that size have', () => {
    const crewDays = [crewDay(monday, 'Ann'), crewDay(monday, 'Two', { size: 2, collectorIds: ['x', 'y'] })]
    const problem = problemOf([visit('a', { crewSize: 2 })], { crewDays })
    const [needed] = problem.jobs[0]!.skills!
    expect(problem.vehicles.map((vehicle) => vehicle.skills!.includes(needed!))).toEqual([false, true])
  })

  it('seconds are seconds that pass: on the Sunday the clock goes back, 09:00 is an hour later', () => {
    // Europe/Vaduz, Sunday 25 October 2026
    const problem = problemOf(
      [visit('a', { allowedDays: ['2026-10-25'], windows: [{ fromMinutes: 540, toMinutes: 600 }] })],
      {
        weekStart: '2026-10-19',
        zone: 'Europe/Vaduz',
        crewDays: [crewDay('2026-10-25', 'Ann')],
        pack: null,
      },
    )
    expect(problem.jobs[0]!.time_windows).toEqual([[hoursOn(6, 10), hoursOn(6, 11)]])
    expect(problem.vehicles[0]!.time_window).toEqual([hoursOn(6, 9.5), hoursOn(6, 18.5)])
  })

  it('in the middle of the week: days that are over are left out, the running one begins now', () => {
    const now = Date.UTC(2026, 10, 25, 2, 0) / 1000 // Wednesday 10:00 in Taipei
    const problem = problemOf([visit('a')], { nowEpoch: now })
    expect(problem.vehicles.map((vehicle) => vehicle.description)).toEqual([
      '2026-11-25/Ann',
      '2026-11-26/Ann',
      '2026-11-27/Ann',
    ])
    expect(problem.vehicles[0]!.time_window![0]).toBe(hoursOn(2, 10))
  })
})

describe('what cannot be planned says why, and what would change that', () => {
  const two = shippedPack('cn-cba-2026')
  it.each([
    ['no place', { lonLat: null }, {}, ['location-missing', 'fix-locate']],
    ['only the town', { level: 'town' }, {}, ['location-too-coarse', 'fix-confirm-pin']],
    [
      'a place that no road of the region leads to',
      {},
      { region: { name: 'South', bbox: [121.4, 24.5, 121.7, 25] } },
      ['visit-outside-region', 'fix-confirm-pin'],
    ],
    ['stopped', { stopFlag: 'dispute' }, {}, ['stopped-dispute', 'fix-clear-stop']],
    [
      'stopped, without a pack',
      { stopFlag: 'deceased' },
      { pack: null },
      ['stopped-deceased', 'fix-clear-stop'],
    ],
    ['no crew of two', {}, { pack: two }, ['crew-too-small', 'fix-pair-up']],
    ['a skill nobody has', { skills: ['hakka'] }, {}, ['crew-without-skill', 'fix-add-skill']],
    ['all excluded', { excludedCollectors: ['id-Ann'] }, {}, ['crew-all-excluded', 'fix-allow-collector']],
    ['due last week', { dueOn: '2026-11-20' }, {}, ['visit-due-past', 'fix-extend-due']],
    ['not before next week', { notBefore: '2026-12-01' }, {}, ['visit-not-yet', 'fix-later-week']],
    [
      'due before it may begin',
      { dueOn: monday, notBefore: tuesday },
      {},
      ['visit-due-before-start', 'fix-extend-due'],
    ],
    ['no allowed day', { allowedDays: ['2026-12-01'] }, {}, ['visit-no-day', 'fix-allow-day']],
    ['Sunday only', { weekdays: [7] }, {}, ['visit-day-unstaffed', 'fix-allow-day']],
    [
      'evening only',
      { windows: [{ fromMinutes: 1140, toMinutes: 1200 }] },
      {},
      ['visit-outside-shift', 'fix-shift'],
    ],
    [
      'at night',
      { windows: [{ fromMinutes: 1350, toMinutes: 1440 }] },
      {},
      ['visit-window-closed', 'fix-widen-window'],
    ],
    ['a lock that is gone', { locked: '2026-11-23/Nobody' }, {}, ['lock-crew-day-gone', 'fix-unlock']],
    [
      'an appointment next week',
      { appointment: { start: '2026-12-01T02:00:00Z', end: '2026-12-01T04:00:00Z' } },
      {},
      ['appointment-other-week', null],
    ],
    [
      'an appointment at night without consent',
      { appointment: { start: '2026-11-24T14:30:00Z', end: '2026-11-24T15:30:00Z' } },
      {},
      ['rule-visit-hours', 'fix-agree-new-window'],
    ],
  ] as [string, Partial<PlanVisit>, Partial<AssembleInput>, [string, string | null]][])(
    '%s',
    (_name, more, input, expected) => expect(refusal(more, input)).toEqual(expected),
  )

  it('a limit of visits that is used up', () => {
    const weekly = packOf({
      key: 'one-a-week',
      kind: 'attempts',
      strength: 'hard',
      channel: 'visit',
      counts: 'all',
      most: 1,
      per: 'week',
      of: 'case',
    })
    expect(refusal({ earlierVisits: ['2026-11-23T03:00:00Z'] }, { pack: weekly })).toEqual([
      'visit-attempts-used',
      'fix-later-week',
    ])
    expect(refusal({ earlierVisits: ['2026-11-20T03:00:00Z'] }, { pack: weekly })).toBeUndefined()
  })

  it('a week in which nobody works', () => {
    expect(() => assemble([visit('a')], { crewDays: [] })).toThrow('week-without-collectors')
  })
})

const step = (
  type: SolutionStep['type'],
  arrival: number,
  duration: number,
  more: Partial<SolutionStep> = {},
): SolutionStep => ({
  type,
  arrival,
  duration,
  distance: Math.round((duration * 5000) / 600),
  setup: 0,
  service: 0,
  waiting_time: 0,
  violations: [],
  ...more,
})

describe('the answer', () => {
  /*
   *  Tuesday: branch 08:50 → a 09:00–09:20 → lunch 11:30–12:15 → b, there 12:25, waits to 14:00, –14:20 → branch 14:30
   */
  const visits = [
    visit('a', { priority: 30 }),
    visit('b', { lonLat: [121.6, 25.1], priority: 70 }),
    visit('c'),
    visit('d', { stopFlag: 'hardship' }),
  ]
  const week = assemble(visits)
  const problem = week.problem(evenMatrix(week.points.length))
  const at = (hours: number) => hoursOn(1, hours)
  const solution: Solution = {
    code: 0,
    summary: {
      cost: 1800,
      routes: 1,
      unassigned: 1,
      setup: 0,
      service: 2400,
      duration: 1800,
      waiting_time: 0,
      priority: 100,
      violations: [],
    },
    unassigned: [{ id: 3, type: 'job' }],
    routes: [
      {
        vehicle: 2,
        cost: 1800,
        setup: 0,
        service: 2400,
        duration: 1800,
        waiting_time: 5700,
        priority: 100,
        distance: 15_000,
        steps: [
          step('start', at(8) + 3000, 0),
          step('job', at(9), 600, { id: 1, service: 1200 }),
          step('break', at(11.5), 600, { id: 2, service: 2700 }),
          step('job', at(12) + 1500, 1200, { id: 2, service: 1200, waiting_time: 5700 }),
          step('end', at(14.5), 1800),
        ],
        violations: [],
      },
    ],
  }
  const plan = readSolution(week, problem, solution)
  const day = plan.crewDays.find((one) => one.key === `${tuesday}/Ann`)!

  it('shows local times with their offset, travel and metres by leg', () => {
    expect(
      day.stops.map(({ visitId, order, arrival, departure, travelSeconds, metres, waitingSeconds }) => ({
        visitId,
        order,
        arrival,
        departure,
        travelSeconds,
        metres,
        waitingSeconds,
      })),
    ).toEqual([
      {
        visitId: 'a',
        order: 1,
        arrival: '2026-11-24T09:00:00+08:00',
        departure: '2026-11-24T09:20:00+08:00',
        travelSeconds: 600,
        metres: 5000,
        waitingSeconds: 0,
      },
      {
        visitId: 'b',
        order: 2,
        arrival: '2026-11-24T12:25:00+08:00',
        departure: '2026-11-24T14:20:00+08:00',
        travelSeconds: 600,
        metres: 5000,
        waitingSeconds: 5700,
      },
    ])
    expect(day).toMatchObject({
      startsAt: '2026-11-24T08:50:00+08:00',
      endsAt: '2026-11-24T14:30:00+08:00',
      lunchAt: { start: '2026-11-24T11:30:00+08:00', end: '2026-11-24T12:15:00+08:00' },
      travelSeconds: 1800,
      metres: 15_000,
      serviceSeconds: 2400,
      waitingSeconds: 5700,
    })
  })
  it('keeps the empty days, and says of each unplanned visit why', () => {
    expect(plan.crewDays).toHaveLength(5)
    expect(plan.unplanned.map((one) => [one.visitId, one.reason.code])).toEqual([
      ['d', 'stopped-hardship'],
      ['c', 'unplanned-no-room'],
    ])
    expect(plan.totals).toMatchObject({ planned: 2, unplanned: 2, priorityServed: 100, travelSeconds: 1800 })
  })
  it('a place that no road reaches says so', () => {
    const cut = evenMatrix(week.points.length)
    const c = problem.jobs[2]!.location_index!
    for (let i = 0; i < cut.size; i++) if (i !== c) cut.seconds[i * cut.size + c] = 0xffffffff
    const lone = readSolution(week, week.problem(cut), solution)
    expect(lone.unplanned.find((one) => one.visitId === 'c')!.reason.code).toBe('visit-unreachable')
  })
  it('starts the next search', () => {
    expect(warmStartOf(week, plan)).toEqual([{ vehicle: 2, jobs: [1, 2] }])
  })
  it('an answer to another problem is a bug, not a plan', () => {
    const strange = { ...solution, unassigned: [{ id: 99, type: 'job' as const }] }
    expect(() => readSolution(week, problem, strange)).toThrow('job 99')
  })
})

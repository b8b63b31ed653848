import { beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../shared/contract/contract.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import type { BranchHoursInput, ClosureInput } from '../../shared/contract/travel.ts'
import { finishWork } from '../../electron/service/work.ts'
import type { Problem, Solution } from '../../shared/model/problem.ts'
import type { LonLat } from '../../shared/model/travel.ts'
import { callable, csv, optimise, refusal, stopsOf, undo, redo } from '../helpers/desk.ts'
import { plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
beforeAll(() => {
  client = desk.client
})

const hour = 3_600
const halved: BranchHoursInput = {
  starts: [0],
  speeds: [
    Object.fromEntries(
      ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'residential', 'service'].map((name) => [
        name,
        0.5,
      ]),
    ),
  ],
  modes: ['car'],
}
const travelOf = (plan: PlanView) => plan.totals.travelSeconds
const actions = async () => (await client.history.list()).map((row) => row.action)
const codes = (plan: PlanView) => plan.outdated.map((one) => one.code)
/** the streets that the tests close: a square of some hundred metres between the doors */
const around = ([lon, lat]: LonLat, by = 0.0015): LonLat[] => [
  [lon - by, lat - by],
  [lon + by, lat - by],
  [lon + by, lat + by],
  [lon - by, lat + by],
]
const closing = (more: Partial<ClosureInput> = {}): ClosureInput => ({
  ring: around([121.5225, 25.0345]),
  from: week,
  to: '2026-11-27',
  reason: 'Night market',
  ...more,
})

describe('hours of a branch', () => {
  it('make every way longer, once the week is planned again, and say so until then', async () => {
    await plannedBranch(desk)
    const before = await client.plan.get({ week })
    expect(codes(before)).toEqual([])
    await client.travel.setHours({ hours: halved })
    const unmoved = await client.plan.get({ week })
    expect(codes(unmoved)).toEqual(['plan-before-travel'])
    expect(stopsOf(unmoved).map((stop) => stop.arrival)).toEqual(stopsOf(before).map((stop) => stop.arrival))
    await optimise(client, week, { keep: true })
    const after = await client.plan.get({ week })
    expect(codes(after)).toEqual([])
    // waits at signals and the last metres on foot stay as long as they were
    expect(travelOf(after)).toBeGreaterThan(travelOf(before) * 1.25)
    expect(travelOf(after)).toBeLessThan(travelOf(before) * 2.2)
  })

  it('count at the hour at which somebody is on the way', async () => {
    await plannedBranch(desk)
    const slow = halved.speeds[0]!
    await client.travel.setHours({ hours: { starts: [0, 10 * hour], speeds: [slow, {}], modes: ['car'] } })
    await optimise(client, week, { keep: true })
    const { problemId, solutionId } = await finishWork(await client.exports.interchange({ week }))
    const json = async (fileId: string) =>
      JSON.parse(
        new TextDecoder().decode(await (await client.exports.take({ fileId })).arrayBuffer()),
      ) as unknown
    const problem = (await json(problemId)) as Problem
    const solution = (await json(solutionId)) as Solution
    const { starts, matrices } = problem.roundsman!.periods!
    expect(starts).toEqual([0, 10 * hour])
    const [early, late] = matrices.car!.map(({ durations }) => durations)
    const sum = (rows: (number | null)[][]) =>
      rows.flat().reduce((total: number, cell) => total + (cell ?? 0), 0)
    expect(sum(early!)).toBeGreaterThan(sum(late!) * 1.25)
    // the first leg of a day lies within one period: it takes what that period says
    const jobs = new Map(problem.jobs.map((job) => [job.id, job]))
    const first = solution.routes.map(({ vehicle, steps }) => {
      const from = problem.vehicles.find((one) => one.id === vehicle)!.start_index!
      const to = jobs.get(steps.find((step) => step.type === 'job')!.id!)!.location_index!
      const [start, job] = [steps[0]!, steps.find((step) => step.type === 'job')!]
      return { begins: start.arrival % 86_400, arrives: job.arrival % 86_400, took: job.duration, from, to }
    })
    const within = first.filter(({ begins, arrives }) => begins >= 10 * hour || arrives <= 10 * hour)
    expect(within.length).toBeGreaterThan(0)
    for (const { begins, took, from, to } of within)
      expect(took).toBe((begins < 10 * hour ? early! : late!)[from]![to])
  })

  it('are undone and done again like any other step, and are in the audit trail', async () => {
    await plannedBranch(desk)
    await client.travel.setHours({ hours: halved })
    const other = { ...halved, starts: [7 * hour, 19 * hour], speeds: [halved.speeds[0]!, {}] }
    expect((await client.travel.setHours({ hours: other })).hours).toEqual(other)
    await undo(client)
    expect((await client.travel.get()).hours).toEqual(halved)
    await undo(client)
    expect((await client.travel.get()).hours).toBeNull()
    expect(codes(await client.plan.get({ week }))).toEqual([])
    await redo(client)
    expect((await client.travel.get()).hours).toEqual(halved)
    await client.travel.setHours({ hours: null })
    expect((await client.travel.get()).hours).toBeNull()
    expect((await actions())[0]).toBe('travel.no-hours')
    expect((await client.audit.list()).map((row) => row.action)).toContain('travel.hours')
  })

  it('that cannot be used are refused', async () => {
    await plannedBranch(desk)
    const refused = (hours: Partial<BranchHoursInput>) =>
      refusal(client.travel.setHours({ hours: { ...halved, ...hours } }))
    expect(await refused({ starts: [9 * hour, 7 * hour], speeds: [{}, {}] })).toBe('travel-hours')
    expect(await refused({ starts: [7 * hour, 9 * hour] })).toBe('travel-hours')
    expect((await client.travel.get()).hours).toBeNull()
  })

  it('of one branch are not those of another', async () => {
    await plannedBranch(desk)
    await client.travel.setHours({ hours: halved })
    await plannedBranch(desk)
    expect((await client.travel.get()).hours).toBeNull()
  })
})

describe('a call while the hours have changed', () => {
  it('moves nobody whom it is not about', async () => {
    await plannedBranch(desk)
    await client.travel.setHours({ hours: halved })
    const before = new Map(stopsOf(await client.plan.get({ week })).map((stop) => [stop.visitId, stop]))
    const row = callable(await client.calls.queue({ week }))
    const [slot] = await client.calls.slots({ week, visitId: row.visitId })
    await client.calls.log({
      week,
      visitId: row.visitId,
      phoneId: row.phoneId,
      result: 'confirmed',
      window: slot!.window,
      crewDayId: slot!.crewDayId,
    })
    const after = await client.plan.get({ week })
    const moved = stopsOf(after).filter(
      (stop) => stop.crewDayId !== slot!.crewDayId && before.get(stop.visitId)!.arrival !== stop.arrival,
    )
    expect(moved).toEqual([])
    // and the plan still says that it is of before
    expect(codes(after)).toEqual(['plan-before-travel'])
  })
})

describe('a closure', () => {
  it('is kept out of on its days and on no other', async () => {
    await plannedBranch(desk)
    const street = (await client.travel.streetAt({ at: [121.5225, 25.0345] }))!
    expect(street.name).not.toBe('')
    await client.travel.addClosures({
      closures: [closing({ ring: street.ring, street: street.name, from: '2026-11-24', to: '2026-11-24' })],
    })
    const { closures } = await client.travel.get()
    expect(closures).toMatchObject([
      { street: street.name, hours: null, from: '2026-11-24', to: '2026-11-24', reason: 'Night market' },
    ])
    expect(codes(await client.plan.get({ week }))).toEqual(['plan-before-travel'])
    await optimise(client, week)
    const plan = await client.plan.get({ week })
    expect(codes(plan)).toEqual([])
    expect(plan.totals.planned).toBe(12)
  })

  it('lets no route of its days through, and all of the others', async () => {
    // one door on either side of a square that is closed on Tuesday: the way there and back is asked of every day
    await plannedBranch(desk, {
      collectors: csv(
        'collectors.csv',
        'name,start,shift,days,mode\nChen,"121.530,25.040",08:30-17:30,Mon-Fri,car\n',
      ),
    })
    const plan = await client.plan.get({ week })
    const lines = await client.plan.geometry({ week, versionId: plan.version!.id })
    // a road that a route passes half-way: close it there
    const busiest = lines.reduce((a, b) => (b.line.length > a.line.length ? b : a))
    const middle = busiest.line[Math.floor(busiest.line.length / 2)]!
    const tooNear = stopsOf(plan).some(
      (stop) => Math.abs(stop.at[0] - middle[0]) < 0.0006 && Math.abs(stop.at[1] - middle[1]) < 0.0006,
    )
    const ring = around(middle, tooNear ? 0.0002 : 0.0004)
    const inside = ([lon, lat]: LonLat) =>
      lon > ring[0]![0] && lon < ring[1]![0] && lat > ring[0]![1] && lat < ring[2]![1]
    expect(busiest.line.some(inside)).toBe(true)
    const date = busiest.crewDayId.slice(0, 10)
    await client.travel.addClosures({ closures: [closing({ ring, from: date, to: date })] })
    await optimise(client, week, { keep: true })
    const after = await client.plan.get({ week })
    const drawn = await client.plan.geometry({ week, versionId: after.version!.id })
    for (const { crewDayId, line } of drawn)
      if (crewDayId.startsWith(date)) expect(line.filter(inside)).toEqual([])
  })

  it('of another week does not make this plan an old one', async () => {
    await plannedBranch(desk)
    await client.travel.addClosures({ closures: [closing({ from: '2027-01-04', to: '2027-01-08' })] })
    expect(codes(await client.plan.get({ week }))).toEqual([])
  })

  it('of a day that is over makes no plan old', async () => {
    await plannedBranch(desk)
    desk.at('2026-11-25T02:00:00Z')
    await client.travel.addClosures({ closures: [closing({ from: '2026-11-23', to: '2026-11-24' })] })
    expect(codes(await client.plan.get({ week }))).toEqual([])
  })

  it('can be changed, taken away, and brought back', async () => {
    await plannedBranch(desk)
    const [made] = (await client.travel.addClosures({ closures: [closing()] })).closures
    const { by: _, at: __, ...fields } = made!
    await client.travel.changeClosure({ ...fields, hours: [22 * hour, 5 * hour], to: week })
    expect((await client.travel.get()).closures).toMatchObject([{ hours: [22 * hour, 5 * hour], to: week }])
    await client.travel.removeClosure({ id: made!.id })
    expect((await client.travel.get()).closures).toEqual([])
    await undo(client)
    expect((await client.travel.get()).closures).toMatchObject([{ id: made!.id, to: week }])
    await undo(client)
    expect((await client.travel.get()).closures).toMatchObject([{ hours: null, to: '2026-11-27' }])
  })

  it('that closes nothing is refused with why', async () => {
    await plannedBranch(desk)
    const refused = (more: Partial<ClosureInput>) =>
      refusal(client.travel.addClosures({ closures: [closing(more)] }))
    expect(await refused({ from: '2026-11-25', to: '2026-11-24' })).toBe('closure-dates')
    expect(await refused({ hours: [8 * hour, 8 * hour] })).toBe('closure-hours')
    expect(
      await refused({
        ring: [
          [121.5, 25],
          [121.6, 25],
          [121.55, 25],
        ],
      }),
    ).toBe('closure-outline')
    expect(await refused({ street: 'Nowhere Street' })).toBe('closure-no-road')
    expect(await refused({ ring: around([10, 20]) })).toBe('closure-no-road')
    expect((await client.travel.get()).closures).toEqual([])
  })

  it('is not for a manager to draw, but for her to see', async () => {
    await plannedBranch(desk)
    const manager = desk.service.clientAs({ userId: 'm', userName: 'M', roles: ['manager'] })
    await expect(manager.travel.addClosures({ closures: [closing()] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    expect((await manager.travel.get()).closures).toEqual([])
  })
})

describe('visits that were made', () => {
  it('teach how long ways take at which hour, once somebody takes it', async () => {
    await plannedBranch(desk)
    expect(await client.travel.learned()).toEqual([])
    const plan = await client.plan.get({ week })
    const day = plan.crewDays.find((one) => one.stops.length > 2)!
    desk.at('2026-11-28T02:00:00Z')
    // every way takes twice as long as the plan thought, counted from leaving each door
    let left: number | null = null
    let ways = 0
    for (const stop of day.stops) {
      const visited: number = left === null ? Date.parse(stop.arrival) : left + stop.travelSeconds * 2_000
      left = visited + 20 * 60_000
      await client.outcomes.record({
        visitId: stop.visitId,
        visitedAt: new Date(visited).toISOString(),
        leftAt: new Date(left).toISOString(),
        result: 'not_home',
        met: 'nobody',
      })
      if (stop.travelSeconds >= 120) ways++
    }
    expect(ways).toBeGreaterThan(0)
    const [car] = await client.travel.learned()
    expect(car!.mode).toBe('car')
    const seen = car!.periods.filter((one) => one.observations > 0)
    expect(seen.length).toBeGreaterThan(0)
    for (const { ratio, observations, speedFactor } of seen) {
      expect(ratio).toBeCloseTo(2, 1)
      expect(speedFactor).toBeCloseTo(ratio! ** (-observations / (observations + 10)), 6)
    }
    expect((await client.travel.get()).hours).toBeNull()
    await client.travel.setHours({ hours: car!.proposal, learned: ways })
    expect((await client.travel.get()).hours).toEqual(car!.proposal)
    expect((await actions())[0]).toBe('travel.learn')
  })
})

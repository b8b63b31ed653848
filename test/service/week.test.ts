import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import { verify } from '../../shared/core/verify/verify.ts'
import type { Problem, Solution } from '../../shared/model/problem.ts'
import {
  caseFile,
  collectorFile,
  csv,
  importFile,
  optimise,
  ownBranch,
  refusal,
  stopsOf,
  undo,
  redo,
} from '../helpers/desk.ts'
import { friday, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
beforeAll(() => void (client = desk.client))

const sampleFile = (name: string) =>
  new File(
    [
      new Uint8Array(
        readFileSync(fileURLToPath(new URL(`../../resources/sample/taipei/${name}`, import.meta.url))),
      ),
    ],
    name,
  )
const json = async <T>(file: { arrayBuffer(): Promise<ArrayBuffer> }) =>
  JSON.parse(Buffer.from(await file.arrayBuffer()).toString('utf8')) as T

describe('the sample week', () => {
  it('planned, called and mended, is lawful and verified at every step', async () => {
    const lawful = async () => {
      const plan = await client.plan.get({ week })
      expect(plan.totals.hardFindings).toBe(0)
      const made = await finishWork(await client.exports.interchange({ week }))
      const problem = await client.exports.take({ fileId: made.problemId })
      const solution = await client.exports.take({ fileId: made.solutionId })
      expect(verify(await json<Problem>(problem), await json<Solution>(solution))).toEqual([])
      return plan
    }
    await optimise(client, week, { limitSeconds: 3 })
    const planned = await lawful()
    expect(planned.totals.planned).toBeGreaterThan(150)
    expect(planned.unplanned.every((visit) => visit.reason.code)).toBe(true)
    const calls = await finishWork(await client.calls.importFile({ week, file: sampleFile('calls.csv') }))
    expect(calls.accepted).toBeGreaterThan(20)
    const called = await lawful()
    const confirmed = stopsOf(called).filter((stop) => stop.confirmed)
    expect(confirmed.length).toBeGreaterThan(10)
    for (const stop of confirmed) {
      const begins = Date.parse(stop.arrival) + stop.waitingSeconds * 1000
      expect(begins, stop.caseNo).toBeGreaterThanOrEqual(Date.parse(stop.window!.start))
      expect(begins, stop.caseNo).toBeLessThanOrEqual(Date.parse(stop.window!.end))
    }
    // nobody who was agreed with is left out
    const waiting = (await client.cases.list({ limit: 1000 })).rows.filter((row) => row.appointment !== null)
    expect(waiting.map((row) => row.caseNo).sort()).toEqual(confirmed.map((stop) => stop.caseNo).sort())
    const outcomes = await finishWork(await client.outcomes.importFile({ file: sampleFile('outcomes.csv') }))
    expect(outcomes.accepted).toBeGreaterThan(20)
    await optimise(client, week, { keep: true })
    expect((await client.plan.get({ week })).totals.hardFindings).toBe(0)
  })

  it('exports mask names unless they are asked for, and say in the audit what was shown', async () => {
    const borrowers = (await client.cases.list({ limit: 1000 })).rows.map((row) => row.borrower)
    const bytes = async (maskNames: boolean) => {
      const done = await finishWork(
        await client.exports.create({ week, format: 'csv', crewDayIds: [], maskNames, maskPhones: true }),
      )
      return Buffer.from(await (await client.exports.take({ fileId: done.fileId })).arrayBuffer()).toString(
        'utf8',
      )
    }
    const masked = await bytes(true)
    expect(borrowers.filter((name) => masked.includes(name))).toEqual([])
    const open = await bytes(false)
    expect(borrowers.filter((name) => open.includes(name)).length).toBeGreaterThan(100)
    // what is kept as a file needs no telephone numbers; the paper for the door does
    for (const [format, phones] of [
      ['csv', 'masked'],
      ['gpx', 'masked'],
      ['ics', 'masked'],
      ['pdf', 'shown'],
    ] as const) {
      await finishWork(await client.exports.create({ week, format, crewDayIds: [] }))
      const [last] = (await client.audit.list()).filter((row) => row.action === 'exports.create')
      expect(JSON.parse(last.summary), format).toMatchObject({ names: 'masked', phones })
    }
    await bytes(true)
    await bytes(false)
    const [latest, before] = (await client.audit.list()).filter((row) => row.action === 'exports.create')
    expect(JSON.parse(latest.summary)).toMatchObject({ names: 'shown', phones: 'masked' })
    expect(JSON.parse(before.summary)).toMatchObject({ names: 'masked', phones: 'masked' })
  })
})

async function ownWeek() {
  desk.at(friday)
  await ownBranch(client, {
    name: `Week ${Math.random()}`,
    rulePacks: ['tw'],
    collectors: collectorFile(['Chen', 'Lin']),
    cases: caseFile(Array.from({ length: 14 }, (_, index) => ({ no: `C${index}` }))),
  })
  await client.branch.update({ week })
}
const plan = () => client.plan.get({ week })

describe('versions of a plan', () => {
  beforeAll(ownWeek)

  it('are named A, B, C; a repair is the next revision; undo and redo walk between them', async () => {
    expect((await plan()).version).toBeNull()
    await optimise(client, week, { seed: 1 })
    const a = await plan()
    await optimise(client, week, { seed: 2 })
    const b = await plan()
    await optimise(client, week, { keep: true })
    const mended = await plan()
    expect([a, b, mended].map((one) => one.version!.name)).toEqual(['A', 'B', 'B.2'])
    await undo(client)
    expect((await plan()).crewDays).toEqual(b.crewDays)
    await undo(client)
    expect((await plan()).crewDays).toEqual(a.crewDays)
    await undo(client)
    expect((await plan()).version).toBeNull()
    for (let step = 0; step < 3; step++) await redo(client)
    expect((await plan()).crewDays).toEqual(mended.crewDays)
  })

  it('a visit that was moved or locked stays on its crew-day through every plan', async () => {
    const before = await plan()
    const [stop] = stopsOf(before)
    const target = before.crewDays.find((day) => day.date !== stop.date)!
    await client.plan.move({ week, visitId: stop.visitId, crewDayId: target.id })
    const other = stopsOf(await plan()).find((one) => one.visitId !== stop.visitId)!
    await client.plan.lock({ week, visitId: other.visitId, locked: true })
    for (const options of [{ seed: 5 }, { seed: 6 }, { keep: true }]) {
      await optimise(client, week, options)
      const days = new Map(stopsOf(await plan()).map((one) => [one.visitId, one.crewDayId]))
      expect(days.get(stop.visitId)).toBe(target.id)
      expect(days.get(other.visitId)).toBe(other.crewDayId)
    }
  })

  it('a published one is never touched: what comes after is a new draft', async () => {
    await client.plan.publish({ week })
    const published = await plan()
    expect(published.version!.status).toBe('published')
    const stop = stopsOf(published).find((one) => !one.locked)!
    const target = published.crewDays.find((day) => day.date !== stop.date)!
    const there = { week, visitId: stop.visitId, crewDayId: target.id }
    expect(await refusal(client.plan.move(there))).toBe('plan-published')
    await client.versions.reopen({ week })
    await client.plan.move(there)
    await client.cases.update({ id: stop.caseId, priority: 1 })
    await optimise(client, week, { seed: 9 })
    const after = await plan()
    expect(after.version).toMatchObject({ status: 'draft' })
    expect(after.versions.find((one) => one.id === published.version!.id)).toEqual(published.version)
    for (let step = 0; step < 4; step++) await undo(client)
    expect(await plan()).toMatchObject({ version: published.version, crewDays: published.crewDays })
  })

  it('a pin that is moved or taken away later does not move or hide a stop of the plan that went out', async () => {
    await ownWeek()
    await optimise(client, week)
    await client.plan.publish({ week })
    const published = await plan()
    const [one, two] = stopsOf(published)
    const addressOf = async (caseId: string) => (await client.cases.get({ id: caseId })).addresses[0].id
    await client.locate.confirm({ addressId: await addressOf(one.caseId), at: [121.6, 25.1], label: 'there' })
    await client.locate.markWrong({ addressId: await addressOf(two.caseId) })
    const after = await plan()
    expect(after.crewDays).toEqual(published.crewDays)
    // but it says that nobody should go to the second
    expect(after.findings.filter((finding) => finding.hard)).toMatchObject([
      { visitId: two.visitId, reason: { code: 'address-marked-wrong' } },
    ])
    const sheet = await finishWork(
      await client.exports.create({ week, format: 'csv', crewDayIds: [], maskNames: false }),
    )
    const file = await client.exports.take({ fileId: sheet.fileId })
    const text = Buffer.from(await file.arrayBuffer()).toString('utf8')
    expect(text).toContain(one.caseNo)
    expect(text.split(/[,\r\n]/)).not.toContain(two.caseNo)
  })

  it('what a published plan names is not taken back by undo', async () => {
    await ownWeek()
    await optimise(client, week)
    await client.plan.publish({ week })
    for (let step = 0; step < 4; step++) expect(await undo(client)).toBeNull()
    expect(await client.history.undo()).toMatchObject({ kind: 'stands', why: 'published' })
    expect((await client.cases.list({})).total).toBe(14)
  })
})

describe('a change', () => {
  beforeAll(ownWeek)

  /** Crew-days that are not, to the minute, what they were. */
  const changedDays = (before: PlanView, after: PlanView) =>
    before.crewDays
      .filter((day) => {
        const now = after.crewDays.find(({ id }) => id === day.id)
        const stops = (one: typeof day | undefined) =>
          one?.stops.map(({ visitId, arrival, departure }) => [visitId, arrival, departure])
        return JSON.stringify(stops(now)) !== JSON.stringify(stops(day))
      })
      .map(({ id }) => id)

  it('a visit that is moved changes the two days that it leaves and enters, and no other', async () => {
    await optimise(client, week, { seed: 7 })
    const before = await plan()
    const [stop] = stopsOf(before)
    for (const target of before.crewDays.filter((day) => day.id !== stop.crewDayId).slice(0, 3)) {
      const { moved } = await client.plan.move({ week, visitId: stop.visitId, crewDayId: target.id })
      const after = await plan()
      expect(stopsOf(after).find(({ visitId }) => visitId === stop.visitId)!.crewDayId).toBe(target.id)
      expect([stop.crewDayId, target.id]).toEqual(expect.arrayContaining(changedDays(before, after)))
      expect(moved).toBe(1)
      await client.history.undo()
    }
  })

  it('a stop for one borrower changes the days that she was on, and no other', async () => {
    const before = await plan()
    const stop = stopsOf(before).at(-1)!
    await client.cases.stop({ id: stop.caseId, flag: 'lawyer' })
    const after = await plan()
    expect(stopsOf(after).some(({ visitId }) => visitId === stop.visitId)).toBe(false)
    expect(changedDays(before, after)).toEqual([stop.crewDayId])
  })
})

describe('the week goes on', () => {
  it('what lies behind stays, a person on leave leaves her stops to others, a closed case goes', async () => {
    await ownWeek()
    await optimise(client, week)
    const before = await plan()
    desk.at('2026-11-24T11:00:00Z')
    const past = stopsOf(before).filter((stop) => stop.date <= '2026-11-24')
    const people = await client.collectors.list()
    await client.collectors.save({
      ...people[0],
      leave: [{ from: '2026-11-25', to: '2026-11-27', note: '' }],
    })
    await optimise(client, week, { keep: true })
    const after = await plan()
    const chen = people[0].id
    expect(
      after.crewDays.filter(
        (day) => day.date > '2026-11-24' && day.collectorIds.includes(chen) && day.stops.length > 0,
      ),
    ).toEqual([])
    // each visit once: either still where it was on a day gone by, or ahead
    const ids = stopsOf(after).map((stop) => stop.visitId)
    expect(new Set(ids).size).toBe(ids.length)
    const ahead = new Set(
      stopsOf(after)
        .filter((stop) => stop.date > '2026-11-24')
        .map((stop) => stop.visitId),
    )
    for (const stop of past) if (!ahead.has(stop.visitId)) expect(ids).toContain(stop.visitId)
    expect(after.totals.hardFindings).toBe(0)
  })
})

describe('a pin that a person sets', () => {
  it('is remembered for a later file and offered to neighbours, and can be taken back', async () => {
    desk.at(friday)
    await ownBranch(client, { name: `Pins ${Math.random()}`, collectors: collectorFile(['Chen']) })
    const text = (room: number) => `臺北市大安區安和路二段69巷999號${room}樓`
    const file = (...rooms: number[]) =>
      new File(
        [
          `case_no,borrower,phone,address\n${rooms.map((room) => `R${room},P${room},09${room}0000000,${text(room)}`).join('\n')}`,
        ],
        'cases.csv',
      )
    await importFile(client, 'cases', file(2, 3))
    await finishWork(await client.locate.run())
    const queue = await client.locate.queue({ include: 'all' })
    const [row] = queue
    expect(queue.map((one) => one.neighbours)).toEqual([1, 1])
    const at: [number, number] = [121.5512, 25.0301]
    expect(
      await client.locate.confirm({ addressId: row.addressId, at, label: 'found', neighbours: true }),
    ).toMatchObject({ confirmed: 2 })
    const places = async () =>
      (await client.locate.queue({ include: 'all' })).map((one) => [
        one.caseNo,
        one.best?.level,
        one.best && [one.best.lon, one.best.lat],
        one.confirmed,
      ])
    expect(await places()).toEqual([
      ['R2', row.caseNo === 'R2' ? 'pin' : 'building', at, true],
      ['R3', row.caseNo === 'R3' ? 'pin' : 'building', at, true],
    ])
    await importFile(client, 'cases', file(2, 3, 4))
    await finishWork(await client.locate.run())
    expect((await places()).find(([caseNo]) => caseNo === 'R4')![2]).toEqual(at)
    await undo(client)
    await undo(client)
    expect((await places()).map((place) => place[3])).toEqual([false, false])
    await redo(client)
    expect((await places()).map((place) => place[3])).toEqual([true, true])
  })

  it('is as near as what was taken: the middle of a district keeps its radius, now and when it is remembered', async () => {
    await ownBranch(client, { name: `Vague ${Math.random()}`, collectors: collectorFile(['Chen']) })
    const file = (...numbers: number[]) =>
      csv(
        'cases.csv',
        `case_no,borrower,phone,address\n${numbers.map((no) => `V${no},P${no},09${no}0000000,臺北市大安區`).join('\n')}`,
      )
    await importFile(client, 'cases', file(2))
    await finishWork(await client.locate.run())
    const [row] = await client.locate.queue({ include: 'all' })
    await client.locate.confirm({
      addressId: row.addressId,
      at: [121.5434, 25.0264],
      label: '大安區',
      radiusMetres: 1_800,
    })
    await importFile(client, 'cases', file(2, 3))
    await finishWork(await client.locate.run())
    const radii = (await client.locate.queue({ include: 'all' })).map((one) => one.best?.radiusMetres)
    expect(radii).toEqual([1_800, 1_800])
    await client.locate.confirm({ addressId: row.addressId, at: [121.55, 25.03], label: 'the door' })
    const [set] = (await client.locate.queue({ include: 'all' })).filter((one) => one.caseNo === 'V2')
    expect(set.best?.radiusMetres).toBe(15)
  })
})

it.each([
  ['by their texts', ['"Landstrasse 1, 9490 Vaduz"', '', ''], ['"Aeulestrasse 5, 9490 Vaduz"', '', '']],
  ['by their coordinates', ['Door 1', '47.14', '9.52'], ['Door 2', '47.15', '9.53']],
])(
  'cases that all lie in another place are not planned but sent to another region: %s',
  async (_, ...rows) => {
    await ownBranch(client, {
      name: `Elsewhere ${Math.random()}`,
      collectors: collectorFile(['Chen']),
      cases: csv(
        'cases.csv',
        [
          'case_no,borrower,phone,address,lat,lon',
          ...rows.map((row, index) => [`E${index}`, `Person ${index}`, `091${index}`, ...row].join(',')),
        ].join('\n'),
      ),
    })
    await client.branch.update({ week })
    expect(await refusal(optimise(client, week))).toBe('cases-outside-region')
    const { missing, version } = await client.plan.get({ week })
    expect(version).toBeNull()
    const [region] = await client.regions.list()
    expect(missing).toMatchObject([
      { code: 'cases-outside-region', params: { count: 2, region: region!.name } },
    ])
  },
)

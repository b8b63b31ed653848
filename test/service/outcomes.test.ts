import { beforeAll, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { collectorFile, csv, importFile, optimise, refusal, stopsOf, undo } from '../helpers/desk.ts'
import { friday, plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
beforeAll(() => void (client = desk.client))

/** A planned week of twelve doors, looked back on from the Friday after it. */
async function weekOver() {
  await plannedBranch(desk)
  desk.at('2026-11-27T12:00:00Z')
}
const outcomesFile = (...rows: string[]) =>
  csv(
    'outcomes.csv',
    ['case_no,visited_at,left_at,result,met,promise_date,promise_amount,note', ...rows].join('\n'),
  )
const importOutcomes = async (file: File) => finishWork(await client.outcomes.importFile({ file }))
const seen = () => client.outcomes.list({ week })
const visitOf = async (caseNo: string) =>
  (await client.cases.list({ limit: 1000 })).rows.find((row) => row.caseNo === caseNo)!.visitId!

describe('a file of outcomes', () => {
  beforeAll(weekOver)
  const rows = [
    'C0,2026-11-24 10:00,2026-11-24 10:20,promise,borrower,2026-11-26,1500,',
    'C1,2026-11-24 11:00,,not_home,nobody,,,',
    'C2,2026-11-24 12:00,,refused,borrower,,,',
    'C3,2026-11-24 13:00,,dispute,borrower,,,',
    'C4,2026-11-24 14:00,,moved,family,,,',
    'C5,2026-11-24 15:00,,promise,borrower,,,no date',
    'X1,2026-11-24 15:00,,paid,borrower,,,',
    'C6,2026-12-24 15:00,,paid,borrower,,,to come',
  ]

  it('is taken as far as it can be, with what follows from it', async () => {
    const done = await importOutcomes(outcomesFile(...rows))
    expect(done).toMatchObject({ accepted: 5, alreadyThere: 0, followUps: 3 })
    expect(done.refused.map((row) => [row.line, row.reason.code])).toEqual([
      [7, 'promise-date-missing'],
      [8, 'import-case-unknown'],
      [9, 'outcome-in-future'],
    ])
    const [latest] = await client.imports.list()
    expect(latest).toMatchObject({ kind: 'outcomes', added: 5, rejected: 3 })
    const text = Buffer.from(
      await (await client.imports.rejected({ importId: latest.importId })).arrayBuffer(),
    ).toString()
    expect(text).toContain('C6,2026-12-24 15:00,,paid,borrower,,,to come,9,')

    const { rows: shown, followUps, pending } = await seen()
    expect(shown.map((row) => [row.caseNo, row.result])).toEqual([
      ['C4', 'moved'],
      ['C3', 'dispute'],
      ['C2', 'refused'],
      ['C1', 'not_home'],
      ['C0', 'promise'],
    ])
    expect(pending.map((row) => row.caseNo).sort()).toEqual(['C10', 'C11', 'C5', 'C6', 'C7', 'C8', 'C9'])
    expect(followUps.map((row) => [row.caseNo, row.reason.code, row.notBefore, row.todo])).toEqual([
      ['C1', 'follow-up-not-home', '2026-11-25', 'plan'],
      ['C2', 'follow-up-refused', '2026-12-01', 'later'],
      ['C4', 'follow-up-address-repair', '2026-11-25', 'address'],
    ])
    const states = new Map(
      (await client.cases.list({ limit: 100 })).rows.map((row) => [row.caseNo, row.state]),
    )
    expect(['C0', 'C3', 'C4'].map((caseNo) => states.get(caseNo))).toEqual(['visited', 'stopped', 'review'])
  })

  it('twice changes nothing', async () => {
    const [list, cases, audit] = [
      await seen(),
      await client.cases.list({}),
      (await client.audit.list()).length,
    ]
    const again = await importOutcomes(outcomesFile(...rows))
    expect(again).toMatchObject({ accepted: 0, alreadyThere: 5, followUps: 0 })
    expect(await seen()).toEqual(list)
    expect(await client.cases.list({})).toEqual(cases)
    const trail = await client.audit.list()
    expect(trail.length).toBe(audit + 1)
    // what was taken, not what was offered
    const imports = trail.filter(({ action }) => action === 'outcomes.import').sort((a, b) => a.seq - b.seq)
    expect(imports.slice(-2).map(({ summary }) => JSON.parse(summary) as object)).toEqual([
      { count: 5, rejected: 3, file: 'outcomes.csv' },
      { count: 0, rejected: 3, file: 'outcomes.csv' },
    ])
    expect(await importFile(client, 'outcomes', outcomesFile(...rows))).toMatchObject({
      added: 0,
      same: 5,
      rejected: 3,
    })
  })

  it('goes on: the week is planned again around what was done', async () => {
    desk.at('2026-11-25T00:00:00Z')
    await optimise(client, week, { keep: true })
    const plan = await client.plan.get({ week })
    const done = stopsOf(plan).filter((stop) => stop.done !== null)
    expect(done.map((stop) => stop.caseNo).sort()).toEqual(['C0', 'C1', 'C2', 'C3', 'C4'])
    // not home on a Tuesday at eleven: another day, another hour
    const followUp = stopsOf(plan).find((stop) => stop.caseNo === 'C1' && stop.done === null)!
    expect(followUp.date > '2026-11-24').toBe(true)
    // two hours apart at least: nine o'clock itself is
    const begins = Date.parse(followUp.arrival) + followUp.waitingSeconds * 1000
    const hour = (begins / 3_600_000 + 8) % 24
    expect(hour <= 9 || hour >= 13).toBe(true)
    expect(plan.totals.hardFindings).toBe(0)
    await client.plan.publish({ week })
  })

  it('a promise is broken on the day after it fell due, by the branch’s clock', async () => {
    // half past midnight on the 27th in Taipei is still the 26th in UTC
    for (const [clock, status, broken] of [
      ['2026-11-26T15:30:00Z', 'pending', 0],
      ['2026-11-26T16:30:00Z', 'broken', 1],
    ] as const) {
      desk.at(clock)
      expect((await seen()).promises).toMatchObject([
        { caseNo: 'C0', dueOn: '2026-11-26', amountMinor: 150_000, status },
      ])
      expect((await client.session.waiting()).brokenPromises).toBe(broken)
    }
  })
})

describe('an outcome that was recorded wrongly', () => {
  beforeAll(weekOver)
  const record = (visitId: string, result: 'promise' | 'not_home' | 'moved' | 'dispute', more: object = {}) =>
    client.outcomes.record({ visitId, visitedAt: '2026-11-24T02:00:00Z', result, met: 'borrower', ...more })
  const takeBack = (outcomeId: string) => client.outcomes.takeBack({ outcomeId, reason: 'wrong door' })
  const stateOf = async (caseNo: string) =>
    (await client.cases.list({ limit: 1000 })).rows.find((row) => row.caseNo === caseNo)!.state

  it('is taken back with what followed from it, stays on record, and the right one takes its place', async () => {
    const before = await seen()
    const visitId = await visitOf('C0')
    const { id, caseId } = await record(visitId, 'promise', {
      promiseDate: '2026-11-26',
      promiseAmountMinor: 1500,
    })
    expect((await seen()).promises).toHaveLength(1)
    const promised = (await client.cases.get({ id: caseId })).timeline.find(({ kind }) => kind === 'promise')
    expect(promised).toMatchObject({ due: '2026-11-26', amount: { minor: 1500 } })
    expect((await takeBack(id)).visitId).toBe(visitId)
    expect(await seen()).toEqual(before)
    const { timeline } = await client.cases.get({ id: caseId })
    expect(timeline.filter((entry) => ['outcome', 'promise'].includes(entry.kind))).toMatchObject([
      { kind: 'outcome', result: 'promise', note: 'wrong door', takenBack: true },
    ])
    // the same hour, the right result
    await record(visitId, 'not_home')
    expect((await seen()).rows.filter((row) => row.caseNo === 'C0')).toMatchObject([{ result: 'not_home' }])
    expect(await refusal(takeBack(id))).toBe('row-gone')
  })

  it('takes the mark off the address and the next visit out, and all of it comes back by undo', async () => {
    const visitId = await visitOf('C1')
    const before = await seen()
    const { id } = await record(visitId, 'moved')
    const after = await seen()
    expect(await stateOf('C1')).toBe('review')
    await takeBack(id)
    expect(await seen()).toEqual(before)
    expect(await visitOf('C1')).toBe(visitId)
    expect(await stateOf('C1')).toBe('planned')
    await undo(client)
    expect(await seen()).toEqual(after)
    expect(await stateOf('C1')).toBe('review')
  })

  it('not once the next visit is planned', async () => {
    const { id } = await record(await visitOf('C2'), 'not_home')
    desk.at('2026-11-24T12:00:00Z')
    await optimise(client, week, { seed: 3 })
    desk.at('2026-11-27T12:00:00Z')
    const next = await visitOf('C2')
    expect(stopsOf(await client.plan.get({ week })).some((stop) => stop.visitId === next)).toBe(true)
    expect(await refusal(takeBack(id))).toBe('outcome-has-followed')
  })

  it('brings nobody back to life: a stop stands until a team lead lifts it', async () => {
    const { id } = await record(await visitOf('C3'), 'dispute')
    await takeBack(id)
    expect(await stateOf('C3')).toBe('stopped')
  })

  it('by a file is not brought in again by the same file', async () => {
    const file = outcomesFile('C4,2026-11-24 10:00,,paid,borrower,,,')
    await importOutcomes(file)
    const [row] = (await seen()).rows.filter((one) => one.caseNo === 'C4')
    await takeBack(row.id)
    expect(await importOutcomes(file)).toMatchObject({ accepted: 0, alreadyThere: 1 })
    expect((await seen()).rows.some((one) => one.caseNo === 'C4')).toBe(false)
  })
})

describe('a visit that was made although contact was stopped', () => {
  beforeAll(weekOver)

  it('is told of, and leads to no other until the stop is lifted', async () => {
    const visitId = await visitOf('C0')
    const { rows } = await client.cases.list({ text: 'C0', limit: 1 })
    await client.cases.stop({ id: rows[0].id, flag: 'hardship', note: 'she wrote' })
    desk.at('2026-11-28T12:00:00Z')
    const told = await client.outcomes.record({
      visitId,
      visitedAt: '2026-11-28T02:00:00Z',
      result: 'not_home',
      met: 'nobody',
    })
    expect(told.followUp).toEqual({ code: 'visited-while-stopped' })
    expect((await seen()).followUps).toEqual([])
  })
})

describe('a visit that was not safe', () => {
  it('leads to no other until the team lead has decided; then two people go', async () => {
    await plannedBranch(desk, {
      collectors: collectorFile(['Chen', 'Lin'], { headers: ',crew', cells: ',Both' }),
    })
    desk.at('2026-11-24T12:00:00Z')
    const { followUp } = await client.outcomes.record({
      visitId: await visitOf('C0'),
      visitedAt: '2026-11-24T02:00:00Z',
      result: 'unsafe',
      met: 'family',
    })
    expect(followUp).toEqual({ code: 'follow-up-unsafe' })
    const crewsAhead = async () => {
      await optimise(client, week, { keep: true })
      return (await client.plan.get({ week })).crewDays
        .filter(({ stops }) => stops.some(({ caseNo, done }) => caseNo === 'C0' && done === null))
        .map(({ crewName }) => crewName)
    }
    expect(await crewsAhead()).toEqual([])
    expect((await client.calls.queue({ week })).some(({ caseNo }) => caseNo === 'C0')).toBe(false)
    const { rows } = await client.cases.list({ text: 'C0', limit: 1 })
    const { stops } = await client.cases.get({ id: rows[0].id })
    expect(stops.map(({ flag }) => flag)).toEqual(['unsafe'])
    await client.cases.lift({ id: rows[0].id, stopId: stops[0].id, reason: 'A colleague goes along' })
    expect(await crewsAhead()).toEqual(['Both'])
  })
})

describe('an outcome typed in', () => {
  beforeAll(weekOver)

  it('is refused when it cannot be', async () => {
    const visitId = await visitOf('C0')
    const record = (more: object) =>
      refusal(
        client.outcomes.record({
          visitId,
          visitedAt: '2026-11-24T02:00:00Z',
          result: 'paid',
          met: 'borrower',
          ...more,
        }),
      )
    expect(await record({ visitedAt: '2026-11-28T02:00:00Z' })).toBe('outcome-in-future')
    expect(await record({ leftAt: '2026-11-24T01:00:00Z' })).toBe('outcome-times-backwards')
    expect(await record({ result: 'promise' })).toBe('outcome-promise-date-missing')
    expect(await record({ result: 'promise', promiseDate: '2026-11-23', promiseAmountMinor: 100 })).toBe(
      'outcome-promise-before-visit',
    )
    expect(await record({ visitId: 'nobody' })).toBe('row-gone')
  })

  it('may give its hours in any zone; they are kept in one', async () => {
    const visitId = await visitOf('C0')
    // ten in the evening in Taipei is not after the visit that ended at 15:00 UTC
    const row = await client.outcomes.record({
      visitId,
      visitedAt: '2026-11-27T19:30:00+08:00',
      leftAt: '2026-11-27T11:45:00.000Z',
      result: 'paid',
      met: 'borrower',
    })
    expect(row).toMatchObject({ visitedAt: '2026-11-27T11:30:00Z', leftAt: '2026-11-27T11:45:00Z' })
    const again = await importOutcomes(outcomesFile('C0,2026-11-27 19:30,,paid,borrower,,,'))
    expect(again).toMatchObject({ accepted: 0, alreadyThere: 1 })
  })

  it('by two people at once counts once', async () => {
    const visitId = await visitOf('C1')
    const both = await Promise.allSettled(
      ['2026-11-24T02:00:00Z', '2026-11-24T02:01:00Z'].map((visitedAt) =>
        client.outcomes.record({ visitId, visitedAt, result: 'not_home', met: 'nobody' }),
      ),
    )
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await seen()).rows.filter((row) => row.caseNo === 'C1')).toHaveLength(1)
    expect((await seen()).followUps.filter((row) => row.caseNo === 'C1')).toHaveLength(1)
  })

  it('a second refusal goes to legal review and makes no further visit', async () => {
    const file = (...hours: string[]) =>
      outcomesFile(...hours.map((hour) => `C2,${hour},,refused,borrower,,,`))
    expect(await importOutcomes(file('2026-11-24 10:00'))).toMatchObject({ accepted: 1, followUps: 1 })
    expect(await importOutcomes(file('2026-11-24 10:00', '2026-11-26 10:00'))).toMatchObject({
      accepted: 1,
      alreadyThere: 1,
      followUps: 0,
    })
    expect((await seen()).rows.find((row) => row.caseNo === 'C2')!.followUp).toEqual({
      code: 'follow-up-legal-review',
    })
    expect((await seen()).followUps.filter((row) => row.caseNo === 'C2')).toEqual([])
  })

  it('keeps or misses the appointment it was made for', async () => {
    desk.at(friday)
    for (const [caseNo, met] of [
      ['C7', 'borrower'],
      ['C8', 'nobody'],
    ] as const) {
      const visitId = await visitOf(caseNo)
      await client.calls.log({
        week,
        visitId,
        phoneId: null,
        result: 'confirmed',
        window: { start: '2026-11-25T02:00:00Z', end: '2026-11-25T04:00:00Z' },
      })
      desk.at('2026-11-27T12:00:00Z')
      await client.outcomes.record({
        visitId,
        visitedAt: '2026-11-25T02:30:00Z',
        result: met === 'nobody' ? 'not_home' : 'paid',
        met,
      })
      desk.at(friday)
      const [row] = (await client.cases.list({ text: caseNo, limit: 1 })).rows
      const appointments = (await client.cases.get({ id: row.id })).timeline.filter(
        (entry) => entry.kind === 'appointment',
      )
      // dated by the branch's clock when it was agreed, its hours as instants that the window words
      expect(appointments).toEqual([
        {
          id: null,
          amount: null,
          takenBack: false,
          at: '2026-11-20T02:00:00Z',
          kind: 'appointment',
          result: met === 'nobody' ? 'missed' : 'kept',
          window: { start: '2026-11-25T02:00:00Z', end: '2026-11-25T04:00:00Z' },
          due: null,
          note: null,
          by: null,
        },
      ])
    }
  })
})

describe('an address found wrong at the door', () => {
  beforeAll(weekOver)
  const row = async () => (await client.cases.list({ text: 'C4', limit: 1 })).rows[0]
  const detail = async () => client.cases.get({ id: (await row()).id })
  const followUp = async () => (await seen()).followUps.find((one) => one.caseNo === 'C4')
  const onBoard = async () =>
    (await client.plan.get({ week })).unplanned.find((one) => one.caseNo === 'C4') ?? null

  it('waits where it is mended: in the follow-ups, among the cases to review, on the board', async () => {
    await importOutcomes(
      outcomesFile('C4,2026-11-24 14:00,,moved,family,,,', 'C5,2026-11-24 15:00,,wrong_address,nobody,,,'),
    )
    const before = (await client.session.waiting()).locate
    expect(before).toBe(2)
    expect(await row()).toMatchObject({ state: 'review' })
    expect(await followUp()).toMatchObject({ todo: 'address', reason: { code: 'follow-up-address-repair' } })
    expect(await onBoard()).toMatchObject({
      at: null,
      reason: { code: 'address-marked-wrong' },
      fix: { code: 'fix-new-address' },
    })
  })

  it('another address is located, goes to the review where it is doubtful, and the next visit is made there', async () => {
    const { id } = await row()
    const [old] = (await detail()).addresses
    expect(await refusal(client.cases.addAddress({ id, text: old.text, kind: 'home' }))).toBe(
      'address-already-there',
    )
    const { undoId } = await client.cases.addAddress({ id, text: '臺北市大安區', kind: 'work' })
    expect((await detail()).addresses.map(({ text, kind, status }) => [text, kind, status])).toEqual([
      [old.text, 'home', 'wrong'],
      ['臺北市大安區', 'work', 'valid'],
    ])
    // no more than a district: somebody looks at it
    expect(await row()).toMatchObject({ state: 'review', address: '臺北市大安區', level: 'district' })
    expect((await client.locate.queue({ include: 'review' })).map((one) => one.text)).toEqual([
      '臺北市大安區',
    ])
    expect((await followUp())!.todo).toBe('plan')

    await client.history.undo({ entryId: undoId! })
    expect((await detail()).addresses).toHaveLength(1)
    expect(await followUp()).toMatchObject({ todo: 'address' })
  })

  it('is marked good again, and can be placed on the board without planning anew', async () => {
    const { id } = await row()
    const [{ id: addressId }] = (await detail()).addresses
    await client.cases.trustAddress({ id, addressId })
    expect(await refusal(client.cases.trustAddress({ id, addressId }))).toBe('row-gone')
    expect((await detail()).addresses[0].status).toBe('valid')
    expect(await row()).toMatchObject({ state: 'ready' })
    desk.at('2026-11-24T22:00:00Z')
    const entry = (await onBoard())!
    expect(entry).toMatchObject({ reason: { code: 'ready-since-plan' }, fix: null })
    const { versionId, routes, crewDays } = await client.plan.board({ week })
    const friday = crewDays.find((one) => one.date === '2026-11-27')!
    const there = routes.find((one) => one.crewDayId === friday.id)?.visitIds ?? []
    const done = await client.plan.arrange({
      week,
      versionId,
      accept: true,
      edits: [{ crewDayId: friday.id, visitIds: [...there, entry.visitId] }],
    })
    expect(done.diff).toMatchObject({ added: 1 })
    expect(await onBoard()).toBeNull()
    expect(await followUp()).toMatchObject({ todo: 'planned' })
  })
})

describe('reports', () => {
  beforeAll(weekOver)

  it('say what the plan and the outcomes say', async () => {
    await importOutcomes(
      outcomesFile('C0,2026-11-24 10:00,,paid,borrower,,,', 'C1,2026-11-24 11:00,,not_home,nobody,,,'),
    )
    const plan = await client.plan.get({ week })
    const { rows, fairness } = await client.reports.workload({ week })
    for (const row of rows) {
      const days = plan.crewDays.filter((day) => day.collectorIds.includes(row.collectorId))
      const sum = (of: (day: (typeof days)[number]) => number) =>
        days.reduce((total, day) => total + of(day), 0)
      expect(row.visits).toBe(sum((day) => day.stops.length))
      expect(row.travelSeconds).toBe(sum((day) => day.travelSeconds))
      expect(row.serviceSeconds).toBe(sum((day) => day.serviceSeconds))
      expect(row.byDay.reduce((total, day) => total + day.visits, 0)).toBe(row.visits)
      expect(row.failedVisits).toBe(sum((day) => day.stops.filter((stop) => stop.done === 'not_home').length))
    }
    const busy = rows.map((row) => row.travelSeconds + row.serviceSeconds + row.waitingSeconds)
    const jain = busy.reduce((a, b) => a + b, 0) ** 2 / (busy.length * busy.reduce((a, b) => a + b * b, 0))
    expect(fairness).toBeCloseTo(jain, 12)

    const { totals, areas } = await client.reports.coverage({ week })
    // the follow-up of C1 stands in for it: due again, visited already, nobody met; C0 was paid at the door
    expect(totals).toMatchObject({ due: 12, visited: 2, unlocated: 0, neverReached: 1 })
    expect(totals.planned).toBe(plan.totals.planned)
    expect(areas.filter((area) => area.suppressed).every((area) => area.due === 0)).toBe(true)
  })
})

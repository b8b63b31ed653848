import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { callStanding } from '../../shared/core/plan/callQueue.ts'
import {
  callable,
  caseFile,
  collectorFile,
  csv,
  importFile,
  optimise,
  refusal,
  stopsOf,
  undo,
  redo,
} from '../helpers/desk.ts'
import { friday, plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
beforeAll(() => void (client = desk.client))

const doors = [
  ...Array.from({ length: 10 }, (_, index) => ({ no: `C${index}` })),
  { no: 'D1', borrower: 'Twice', phone: '0999999999' },
  { no: 'D2', borrower: 'Twice', phone: '0999999999' },
]

/** Twelve doors, two crews, one borrower with two cases (D1, D2), the week planned. */
const twelveDoors = (rulePack: string | null = 'tw') =>
  plannedBranch(desk, {
    rulePacks: rulePack ? [rulePack] : [],
    collectors: collectorFile(['Chen', 'Lin'], {
      headers: ',crew',
      cells: rulePack === 'tw' ? ',' : ',South',
    }),
    cases: caseFile(doors),
  })
const queue = () => client.calls.queue({ week })
const rowOf = async (caseNo: string) => (await queue()).find((row) => row.caseNo === caseNo)!
const log = (visitId: string, result: string, more: object = {}) =>
  client.calls.log({ week, visitId, phoneId: null, result: result as 'busy', ...more })
const window = (date: string, from: string, to: string) => ({
  start: `${date}T${from}:00+08:00`,
  end: `${date}T${to}:00+08:00`,
})
const callsFile = (...rows: string[]) =>
  csv('calls.csv', ['case_no,called_at,result,window_start,window_end,note', ...rows].join('\n'))
const importCalls = async (file: File) => finishWork(await client.calls.importFile({ week, file }))
const stopOf = async (caseNo: string) =>
  stopsOf(await client.plan.get({ week })).find((stop) => stop.caseNo === caseNo)

describe('a call that may not stand is refused, typed in and by file alike', () => {
  beforeAll(() => twelveDoors())
  beforeEach(() => desk.at(friday))

  const agreed = { result: 'confirmed' }
  it.each([
    [
      'before the permitted hours',
      'rule-call-hours',
      '2026-11-19T22:30:00Z',
      { result: 'busy' },
      '2026-11-20 06:30,busy,,,',
    ],
    ['agreed without its window', 'call-window-missing', null, agreed, '2026-11-20 09:00,confirmed,,,'],
    [
      'a window that ends before it starts',
      ['call-window-backwards', 'window-backwards'],
      null,
      { ...agreed, window: window('2026-11-24', '12:00', '10:00') },
      '2026-11-20 09:00,confirmed,2026-11-24 12:00,2026-11-24 10:00,',
    ],
    [
      'a window in the past',
      'call-window-past',
      null,
      { ...agreed, window: window('2026-11-19', '10:00', '12:00') },
      '2026-11-20 09:00,confirmed,2026-11-19 10:00,2026-11-19 12:00,',
    ],
    [
      'a window in another week',
      'call-window-outside-week',
      null,
      { ...agreed, window: window('2026-12-01', '10:00', '12:00') },
      '2026-11-20 09:00,confirmed,2026-12-01 10:00,2026-12-01 12:00,',
    ],
    [
      'a window outside the permitted hours',
      'rule-visit-hours',
      null,
      { ...agreed, window: window('2026-11-24', '05:00', '06:30') },
      '2026-11-20 09:00,confirmed,2026-11-24 05:00,2026-11-24 06:30,',
    ],
    [
      'a window when nobody works',
      'appointment-cannot-be-kept',
      null,
      { ...agreed, window: window('2026-11-28', '10:00', '12:00') },
      '2026-11-20 09:00,confirmed,2026-11-28 10:00,2026-11-28 12:00,',
    ],
  ])('%s', async (_what, codes, clock, typed, line) => {
    const before = await client.plan.get({ week })
    const [typedCode, fileCode] = Array.isArray(codes) ? codes : [codes, codes]
    const row = await rowOf('C0')
    if (clock) desk.at(clock)
    const { result, ...more } = typed
    expect(await refusal(log(row.visitId, result, more))).toBe(typedCode)
    desk.at(friday)
    const done = await importCalls(callsFile(`C0,${line}`))
    expect(done).toMatchObject({
      accepted: 0,
      refused: [{ line: 2, caseNo: 'C0', reason: { code: fileCode } }],
    })
    expect(await client.calls.history({ visitId: row.visitId })).toEqual([])
    expect((await client.plan.get({ week })).crewDays).toEqual(before.crewDays)
  })

  it('one that lies in the future, and one of a case that nobody knows', async () => {
    const done = await importCalls(callsFile('C0,2026-11-21 09:00,busy,,,', 'X9,2026-11-20 09:00,busy,,,'))
    expect(done.refused.map((row) => row.reason.code)).toEqual(['call-in-future', 'import-case-unknown'])
  })

  it('one to a number of somebody else, or to one that was found wrong', async () => {
    const [mine, other] = [await rowOf('C1'), await rowOf('C2')]
    expect(await refusal(log(mine.visitId, 'busy', { phoneId: other.phoneId }))).toBe('row-gone')
    await log(mine.visitId, 'wrong_number', { phoneId: mine.phoneId })
    const detail = await client.cases.get({ id: mine.caseId })
    expect(detail.phones.map((phone) => phone.status)).toEqual(['wrong'])
    expect(await rowOf('C1')).toMatchObject({
      phone: null,
      permitted: false,
      reason: { code: 'call-phone-missing' },
      // no hour helps while there is no number
      nextPermittedAt: null,
    })
    desk.at('2026-11-20T02:05:00Z')
    expect(await refusal(log(mine.visitId, 'busy', { phoneId: mine.phoneId }))).toBe('call-phone-not-valid')
  })

  it('the refused rows are in the file to mend', async () => {
    const done = await importCalls(callsFile('C0,2026-11-20 06:30,busy,,,too early'))
    expect(done.refused).toHaveLength(1)
    const [latest] = await client.imports.list()
    expect(latest).toMatchObject({ kind: 'calls', added: 0, rejected: 1 })
    const text = Buffer.from(
      await (await client.imports.rejected({ importId: latest.importId })).arrayBuffer(),
    ).toString()
    expect(text).toContain('C0,2026-11-20 06:30,busy,,,too early,2,')
    expect(text).toContain('calls are permitted')
  })

  it('a second press of the key is not a second call', async () => {
    const row = await rowOf('C3')
    await log(row.visitId, 'no_answer')
    expect(await refusal(log(row.visitId, 'no_answer'))).toBe('call-already-there')
    expect(await client.calls.history({ visitId: row.visitId })).toHaveLength(1)
  })
})

it('the seventh unanswered call of a day is refused under the pack that says so', async () => {
  await twelveDoors('cn-cba-2026')
  const row = callable(await queue())
  for (let minute = 0; minute < 6; minute++) {
    desk.at(`2026-11-20T02:0${minute}:00Z`)
    await log(row.visitId, 'no_answer', { phoneId: row.phoneId })
  }
  desk.at('2026-11-20T02:10:00Z')
  expect(await refusal(log(row.visitId, 'no_answer', { phoneId: row.phoneId }))).toBe('rule-call-attempts')
  const seen = await rowOf(row.caseNo)
  expect(seen).toMatchObject({ permitted: false, reason: { code: 'rule-call-attempts' } })
  expect(Date.parse(seen.nextPermittedAt!)).toBe(Date.parse('2026-11-21T08:00:00+08:00'))
  expect(
    (await importCalls(callsFile(`${row.caseNo},2026-11-20 10:09,busy,,,`))).refused.map(
      (one) => one.reason.code,
    ),
  ).toEqual(['rule-call-attempts'])
})

describe('the number on the rail', () => {
  beforeAll(() => twelveDoors())
  const onRail = async () => (await client.session.waiting()).calls
  const shown = async () => (await queue()).filter((row) => callStanding(row) === 'now').length

  it('is what the queue shows: after a call that nobody took, after an agreement, and when the week is over', async () => {
    expect(await onRail()).toBe(await shown())
    const before = await onRail()
    expect(before).toBeGreaterThan(3)
    const [first, second] = await queue()
    await log(first.visitId, 'no_answer')
    expect(await onRail()).toBe(await shown())
    expect(await onRail()).toBe(before)
    const slot = (await client.calls.slots({ week, visitId: second.visitId }))[0]
    await log(second.visitId, 'confirmed', { window: slot.window, crewDayId: slot.crewDayId })
    expect(await onRail()).toBe(await shown())
    expect(await onRail()).toBe(before - 1)
    desk.at('2026-11-28T02:00:00Z')
    expect(await queue()).toEqual([])
    expect(await onRail()).toBe(0)
    expect(await refusal(optimise(client, week))).toBe('week-over')
  })

  it('counts the visits without a place as the board lists them, those under review included', async () => {
    desk.at(friday)
    await importFile(
      client,
      'cases',
      csv('more.csv', 'case_no,borrower,phone,address\nU1,Una,0911000111,Atlantis 1'),
    )
    await finishWork(await client.locate.run())
    await optimise(client, week)
    const { unplanned } = await client.plan.get({ week })
    expect(unplanned.map((entry) => entry.caseNo)).toContain('U1')
    expect((await client.session.waiting()).unplanned).toBe(unplanned.length)
  })
})

describe('a confirmed call', () => {
  beforeAll(() => twelveDoors())

  const kept = async () => {
    const plan = await client.plan.get({ week })
    expect(plan.totals.hardFindings).toBe(0)
    for (const stop of stopsOf(plan)) {
      if (!stop.confirmed) continue
      const begins = Date.parse(stop.arrival) + stop.waitingSeconds * 1000
      expect(begins, stop.caseNo).toBeGreaterThanOrEqual(Date.parse(stop.window!.start))
      expect(begins, stop.caseNo).toBeLessThanOrEqual(Date.parse(stop.window!.end))
    }
    return stopsOf(plan)
      .filter((stop) => stop.confirmed)
      .map((stop) => stop.caseNo)
      .sort()
  }

  it('books its window, and every later change of the plan keeps it', async () => {
    const row = await rowOf('C4')
    const agreed = window('2026-11-26', '15:00', '16:00')
    const { diff } = await log(row.visitId, 'confirmed', { window: agreed })
    expect(
      diff!.changes.some((change) => change.caseNo === 'C4') || (await stopOf('C4'))!.date === '2026-11-26',
    ).toBe(true)
    expect((await stopOf('C4'))!.window).toEqual({
      start: '2026-11-26T07:00:00Z',
      end: '2026-11-26T08:00:00Z',
    })
    expect(await kept()).toEqual(['C4'])
    await optimise(client, week, { seed: 7 })
    expect(await kept()).toEqual(['C4'])
    await optimise(client, week, { keep: true })
    const other = stopsOf(await client.plan.get({ week })).find((stop) => !stop.confirmed)!
    const days = (await client.plan.get({ week })).crewDays
    await client.plan.move({
      week,
      visitId: other.visitId,
      crewDayId: days.find((day) => day.id !== other.crewDayId && day.date === '2026-11-26')!.id,
    })
    expect(await kept()).toEqual(['C4'])
  })

  it('can be taken back: the window goes, the fact stays', async () => {
    const row = await rowOf('C5')
    const before = (await client.plan.get({ week })).crewDays
    await log(row.visitId, 'confirmed', { window: window('2026-11-25', '10:00', '11:00') })
    expect(await kept()).toEqual(['C4', 'C5'])
    await undo(client)
    expect((await client.plan.get({ week })).crewDays).toEqual(before)
    expect((await rowOf('C5')).appointment).toBeNull()
    expect(await client.calls.history({ visitId: row.visitId })).toHaveLength(1)
    await redo(client)
    expect(await kept()).toEqual(['C4', 'C5'])
  })

  it('two desks that log at the same time both keep their window', async () => {
    const [one, two] = [await rowOf('C6'), await rowOf('C7')]
    await Promise.all([
      log(one.visitId, 'confirmed', { window: window('2026-11-24', '09:00', '10:00') }),
      log(two.visitId, 'confirmed', { window: window('2026-11-24', '14:00', '15:00') }),
    ])
    expect(await kept()).toEqual(['C4', 'C5', 'C6', 'C7'])
  })

  it('that is logged while the week is being planned anew is honoured by the new plan', async () => {
    const row = await rowOf('C8')
    const planning = optimise(client, week, { limitSeconds: 3, seed: 3 })
    await new Promise((soon) => setTimeout(soon, 500))
    await log(row.visitId, 'confirmed', { window: window('2026-11-27', '09:30', '10:30') })
    await planning
    expect(await kept()).toEqual(['C4', 'C5', 'C6', 'C7', 'C8'])
  })

  it('is refused when keeping it would cost another agreed visit', async () => {
    // two crews: the third at the same hour, far longer than the window, has nobody
    const agreed = window('2026-11-24', '09:00', '09:15')
    const rows = [await rowOf('C0'), await rowOf('C1'), await rowOf('C2')]
    for (const row of rows) await client.cases.update({ id: row.caseId, serviceMinutes: 60 })
    const codes = []
    for (const row of rows)
      codes.push(
        await log(row.visitId, 'confirmed', { window: agreed }).then(
          () => 'kept',
          (error: { data: { code: string } }) => error.data.code,
        ),
      )
    expect(codes.at(-1)).toBe('appointment-cannot-be-kept')
    expect((await kept()).filter((caseNo) => ['C0', 'C1', 'C2'].includes(caseNo))).toHaveLength(
      codes.filter((code) => code === 'kept').length,
    )
  })
})

describe('a file of calls', () => {
  beforeAll(() => twelveDoors())
  const rows = [
    'C0,2026-11-20 09:00,confirmed,2026-11-24 10:00,2026-11-24 11:00,',
    'C1,2026-11-20 09:05,no_answer,,,',
    'C2,2026-11-20 09:10,dispute,,,does not owe it',
    'D1,2026-11-20 09:15,hardship,,,',
    'D2,2026-11-20 09:20,confirmed,2026-11-24 10:00,2026-11-24 11:00,',
  ]

  it('is written whole with one repair, and twice adds nothing', async () => {
    const done = await importCalls(callsFile(...rows))
    expect(done.accepted).toBe(4)
    // D2 is a case of the borrower who was found in hardship five minutes before
    expect(done.refused.map((row) => [row.line, row.reason.code])).toEqual([[6, 'stopped-hardship']])
    expect(await stopOf('C0')).toMatchObject({ confirmed: true, date: '2026-11-24' })
    for (const stopped of ['C2', 'D1', 'D2']) expect(await stopOf(stopped), stopped).toBeUndefined()
    const plan = await client.plan.get({ week })
    const queued = await queue()
    const again = await importCalls(callsFile(...rows))
    expect(again).toMatchObject({ accepted: 0, diff: null })
    expect(again.refused.map((row) => row.line)).toEqual([6])
    expect((await client.imports.list())[0]).toMatchObject({ added: 0, same: 4, rejected: 1 })
    expect((await client.plan.get({ week })).crewDays).toEqual(plan.crewDays)
    expect(await queue()).toEqual(queued)
  })

  it('says the same through the import screen', async () => {
    const done = await importFile(client, 'calls', callsFile(...rows))
    expect(done).toMatchObject({ added: 0, same: 4, rejected: 1 })
  })
})

describe('a visit whose agreed hour has gone by', () => {
  it('stands in nobody’s way: the next one is agreed although its outcome has not come in', async () => {
    await twelveDoors()
    const [gone, next, last] = await queue()
    await log(gone.visitId, 'confirmed', { window: window('2026-11-23', '10:00', '12:00') })
    for (const one of [next, last])
      await log(one.visitId, 'confirmed', { window: window('2026-11-26', '14:00', '16:00') })
    desk.at('2026-11-24T01:30:00Z')
    await log(next.visitId, 'confirmed', { window: window('2026-11-26', '10:00', '12:00') })
    expect(await stopOf(next.caseNo)).toMatchObject({ confirmed: true, date: '2026-11-26' })
    // what was agreed for Monday is still told of Monday
    expect(await stopOf(gone.caseNo)).toMatchObject({ confirmed: true, date: '2026-11-23' })
    const file = callsFile(`${last.caseNo},2026-11-24 09:20,confirmed,2026-11-27 10:00,2026-11-27 12:00,`)
    expect(await importCalls(file)).toMatchObject({ accepted: 1, refused: [] })
  })
})

describe('a list of calls', () => {
  it('that comes late does not undo what was agreed after it: the call is kept, the newer window stands', async () => {
    await twelveDoors()
    desk.at('2026-11-20T03:00:00Z')
    const row = await rowOf('C6')
    await log(row.visitId, 'confirmed', { window: window('2026-11-25', '14:00', '16:00') })
    const plan = await client.plan.get({ week })
    desk.at('2026-11-20T04:00:00Z')
    const file = callsFile('C6,2026-11-20 09:30,confirmed,2026-11-27 09:00,2026-11-27 11:00,said Friday')
    const done = await importCalls(file)
    expect(done).toMatchObject({ accepted: 1, refused: [], diff: null })
    expect(done.superseded).toMatchObject([{ line: 2, caseNo: 'C6', reason: { code: 'call-superseded' } }])
    // told with both instants, so that nobody has to look them up
    expect(done.superseded[0]!.reason.params).toMatchObject({
      window: '2026-11-25 14:00–16:00',
      agreed: '2026-11-20 11:00',
    })
    expect((await rowOf('C6')).appointment).toEqual({
      start: '2026-11-25T06:00:00Z',
      end: '2026-11-25T08:00:00Z',
    })
    expect((await client.plan.get({ week })).crewDays).toEqual(plan.crewDays)
    expect((await client.calls.history({ visitId: row.visitId })).map((call) => call.calledAt)).toEqual([
      '2026-11-20T01:30:00Z',
      '2026-11-20T03:00:00Z',
    ])
    // one that was made after it does replace it
    const newer = await importCalls(
      callsFile('C6,2026-11-20 11:30,confirmed,2026-11-26 09:00,2026-11-26 11:00,'),
    )
    expect(newer).toMatchObject({ accepted: 1, refused: [], superseded: [] })
    expect(await stopOf('C6')).toMatchObject({ confirmed: true, date: '2026-11-26' })
  })

  it('a call that told of a window gone by is kept too, when a newer one stands', async () => {
    await twelveDoors()
    const row = await rowOf('C7')
    await log(row.visitId, 'confirmed', { window: window('2026-11-25', '14:00', '16:00') })
    const done = await importCalls(
      callsFile('C7,2026-11-18 09:30,confirmed,2026-11-19 09:00,2026-11-19 11:00,'),
    )
    expect(done.refused).toEqual([])
    expect(done.superseded.map((one) => one.reason.code)).toEqual(['call-superseded'])
    expect(await client.calls.history({ visitId: row.visitId })).toHaveLength(2)
  })

  it('goes by the time of the call, not by the line: the last that was agreed stands', async () => {
    await twelveDoors()
    const done = await importCalls(
      callsFile(
        'C0,2026-11-20 09:40,no_answer,,,to say that it stays so',
        'C0,2026-11-20 09:30,confirmed,2026-11-24 10:00,2026-11-24 12:00,changed her mind',
        'C0,2026-11-20 09:00,confirmed,2026-11-26 10:00,2026-11-26 12:00,first',
      ),
    )
    expect(done).toMatchObject({ accepted: 3, refused: [] })
    // the first agreement of the file is replaced by the second, as it would have been on the telephone
    expect(done.superseded).toEqual([])
    expect((await rowOf('C0')).appointment).toEqual({
      start: '2026-11-24T02:00:00Z',
      end: '2026-11-24T04:00:00Z',
    })
    expect(await stopOf('C0')).toMatchObject({ confirmed: true, date: '2026-11-24' })
    const begins = Date.parse((await stopOf('C0'))!.arrival) + (await stopOf('C0'))!.waitingSeconds * 1000
    expect(begins).toBeGreaterThanOrEqual(Date.parse('2026-11-24T02:00:00Z'))
    expect(begins).toBeLessThanOrEqual(Date.parse('2026-11-24T04:00:00Z'))
  })

  it('in which the newer of two windows has no crew keeps the older', async () => {
    await twelveDoors()
    const done = await importCalls(
      callsFile(
        'C3,2026-11-20 09:00,confirmed,2026-11-26 10:00,2026-11-26 12:00,',
        'C3,2026-11-20 09:30,confirmed,2026-11-28 10:00,2026-11-28 12:00,a Saturday',
      ),
    )
    expect(done.refused.map((one) => [one.line, one.reason.code])).toEqual([
      [3, 'appointment-cannot-be-kept'],
    ])
    expect(await stopOf('C3')).toMatchObject({ confirmed: true, date: '2026-11-26' })
  })
})

describe('a stop', () => {
  beforeAll(() => twelveDoors())

  it('ends calls and visits of every case of the borrower, and only a team lead lifts it', async () => {
    const [one, two] = [await rowOf('D1'), await rowOf('D2')]
    expect((await log(one.visitId, 'deceased')).stopFlag).toBe('deceased')
    for (const row of [one, two]) {
      expect(await stopOf(row.caseNo)).toBeUndefined()
      expect(await refusal(log(row.visitId, 'busy'))).toBe('stopped-deceased')
      expect((await client.cases.get({ id: row.caseId })).state).toBe('stopped')
    }
    await optimise(client, week, { keep: true })
    expect(await stopOf('D1')).toBeUndefined()

    const clerk = desk.service.clientAs({ userId: 's', userName: 'Clerk', roles: ['scheduler'] })
    const [stop] = (await client.cases.get({ id: two.caseId })).stops
    const lift = { id: one.caseId, stopId: stop.id, reason: 'Another person of that name' }
    await expect(clerk.cases.lift(lift)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await refusal(client.cases.lift({ ...lift, reason: '  ' }))).toBe('stop-reason-missing')
    await client.cases.lift(lift)
    expect(await refusal(client.cases.lift(lift))).toBe('stop-not-there')
    await optimise(client, week, { keep: true })
    for (const caseNo of ['D1', 'D2']) expect(await stopOf(caseNo), caseNo).toBeDefined()
  })

  it('set by hand takes her out of the plan at once; two stops are lifted one by one', async () => {
    const row = await rowOf('C8')
    const clerk = desk.service.clientAs({ userId: 's', userName: 'Clerk', roles: ['scheduler'] })
    await clerk.cases.stop({ id: row.caseId, flag: 'vulnerable', note: 'Cares for a sick parent' })
    expect(await stopOf('C8')).toBeUndefined()
    expect((await queue()).map((one) => one.caseNo)).not.toContain('C8')
    await clerk.cases.stop({ id: row.caseId, flag: 'lawyer' })
    await clerk.cases.stop({ id: row.caseId, flag: 'lawyer' })
    const { stops, timeline } = await client.cases.get({ id: row.caseId })
    expect(stops).toMatchObject([
      { flag: 'vulnerable', source: 'hand', note: 'Cares for a sick parent', by: 'Clerk' },
      { flag: 'lawyer' },
    ])
    expect(timeline.filter((entry) => entry.kind === 'flag')).toHaveLength(2)
    await client.cases.lift({ id: row.caseId, stopId: stops[0].id, reason: 'Agreed with the carer' })
    expect(await refusal(log(row.visitId, 'busy'))).toBe('stopped-lawyer')
    await client.cases.lift({ id: row.caseId, stopId: stops[1].id, reason: 'Mandate ended' })
    await optimise(client, week, { keep: true })
    expect(await stopOf('C8')).toBeDefined()
  })

  it('that comes after planning blocks publishing and keeps the door off the run sheets', async () => {
    const row = await rowOf('C9')
    expect((await client.plan.get({ week })).totals.hardFindings).toBe(0)
    await importFile(
      client,
      'cases',
      caseFile(
        doors.map((one) => ({ ...one, rest: one.no === 'C9' ? 'stopped' : '' })),
        'status',
      ),
    )
    const plan = await client.plan.get({ week })
    expect(plan.findings.filter((finding) => finding.hard)).toMatchObject([
      { visitId: row.visitId, reason: { code: 'stopped-do-not-contact' } },
    ])
    expect(await refusal(client.plan.publish({ week }))).toBe('plan-has-hard-findings')
    const sheet = await finishWork(
      await client.exports.create({ week, format: 'csv', crewDayIds: [], maskNames: false }),
    )
    const bytes = Buffer.from(
      await (await client.exports.take({ fileId: sheet.fileId })).arrayBuffer(),
    ).toString('utf8')
    expect(bytes).toContain('C8')
    expect(bytes).not.toContain('C9')
    await optimise(client, week, { keep: true })
    await client.plan.publish({ week })
  })

  it('a case that the newest file calls closed blocks publishing as well', async () => {
    await twelveDoors()
    await importFile(client, 'cases', caseFile([{ no: 'C0', rest: 'closed' }], 'status'))
    const plan = await client.plan.get({ week })
    expect(new Set(plan.findings.map((finding) => finding.reason.code))).toEqual(new Set(['visit-over']))
    expect(await refusal(client.plan.publish({ week }))).toBe('plan-has-hard-findings')
  })
})

it('a visit that is made, or whose case is closed, leaves nothing to ring about', async () => {
  await twelveDoors()
  const [made, closed] = [await rowOf('C0'), await rowOf('C1')]
  desk.at('2026-11-24T08:00:00Z')
  await client.outcomes.record({
    visitId: made.visitId,
    visitedAt: '2026-11-24T07:00:00Z',
    result: 'paid',
    met: 'borrower',
  })
  expect(await refusal(log(made.visitId, 'busy'))).toBe('visit-over')
  await importFile(client, 'cases', caseFile([{ no: 'C2' }, { no: 'C1', rest: 'closed' }], 'status'))
  expect(await refusal(log(closed.visitId, 'busy'))).toBe('visit-over')
})

it('the first visit of a day is offered at its planned hour, though the shift begins at half past', async () => {
  await twelveDoors()
  const first = (await queue()).find((row) => row.arrival < '2026-11-23T01:00:00Z')!
  const offers = await client.calls.slots({ week, visitId: first.visitId })
  expect(offers).toContainEqual(
    expect.objectContaining({
      current: true,
      window: { start: '2026-11-23T00:30:00Z', end: '2026-11-23T02:30:00Z' },
    }),
  )
})

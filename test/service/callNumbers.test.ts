import { beforeAll, beforeEach, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { csv, stopsOf } from '../helpers/desk.ts'
import { plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

/** The numbers that are rung, when they are rung again, and lists of calls before they are taken in. */
const desk = sampleDesk()
let client: Client
beforeAll(() => void (client = desk.client))
beforeEach(() => plannedBranch(desk))
const queue = () => client.calls.queue({ week })

it('numbers are masked in the list; a look at one leaves a row that says whose, once in ten minutes', async () => {
  const looks = async () => (await client.audit.list()).filter((row) => row.action === 'calls.look')
  const before = (await looks()).length
  const [one, two] = (await queue()).filter((row) => row.phone !== null)
  expect(one.phone).toContain('*')
  expect(await looks()).toHaveLength(before)
  const { phone } = await client.calls.number({ visitId: one.visitId })
  expect(phone).toMatch(/^\+?\d+$/u)
  // the mask keeps the end of the number
  expect(phone!.slice(-3)).toBe(one.phone!.slice(-3))
  await client.calls.number({ visitId: one.visitId })
  const [latest, ...older] = await looks()
  expect(older).toHaveLength(before)
  expect(JSON.parse(latest.summary)).toMatchObject({ caseNo: one.caseNo })
  await client.calls.number({ visitId: two.visitId })
  expect(await looks()).toHaveLength(before + 2)
  desk.at('2026-11-20T02:11:00Z')
  await client.calls.number({ visitId: one.visitId })
  expect(await looks()).toHaveLength(before + 3)
  expect(await client.audit.verify()).toMatchObject({ intact: true })
})

it('who asks to be rung later says when: she waits until then, behind those whom one may ring', async () => {
  const [first] = await queue()
  const choices = await client.calls.later({ week, visitId: first.visitId })
  expect(choices.length).toBeGreaterThan(0)
  for (const at of choices) expect(Date.parse(at)).toBeGreaterThan(Date.parse('2026-11-20T02:00:00Z'))
  const callBackAt = choices[0]!
  await client.calls.log({
    week,
    visitId: first.visitId,
    phoneId: first.phoneId,
    result: 'call_later',
    callBackAt,
  })
  const after = (await queue()).find((row) => row.visitId === first.visitId)!
  expect(after).toMatchObject({ callBackAt, permitted: false, lastResult: 'call_later' })
})

it('a borrower without a valid number gets one by hand', async () => {
  const [first] = await queue()
  await client.calls.log({
    week,
    visitId: first.visitId,
    phoneId: first.phoneId,
    result: 'wrong_number',
  })
  const without = (await queue()).find((row) => row.visitId === first.visitId)!
  expect(without).toMatchObject({ permitted: false, nextPermittedAt: null })
  await client.calls.addNumber({ visitId: first.visitId, number: '02 2345 6789' })
  const { phone } = await client.calls.number({ visitId: first.visitId })
  expect(phone?.replace(/\D/gu, '')).toContain('23456789')
})

it('the preview of a call list promises what happens: what is refused, what is logged, what the plan does', async () => {
  const [one, two, three] = await queue()
  const at = (row: typeof one, hour: number) =>
    `${row.arrival.slice(0, 10)}T${String(hour).padStart(2, '0')}:00`
  const file = csv(
    'calls.csv',
    [
      'case_no,called_at,result,window_start,window_end',
      `${one.caseNo},2026-11-20T09:10,confirmed,${at(one, 14)},${at(one, 16)}`,
      `${two.caseNo},2026-11-20T09:20,no_answer,,`,
      'NOBODY-1,2026-11-20T09:30,no_answer,,',
      // before nine the law lets nobody ring
      `${three.caseNo},2026-11-20T03:30,no_answer,,`,
    ].join('\n'),
  )
  const table = await finishWork(await client.imports.read({ kind: 'calls', file }))
  const mapping = table.mapping.map(({ column, field }) => ({ column, field }))
  const said = await client.imports.preview({ tableId: table.tableId, mapping })
  const done = await finishWork(await client.imports.commit({ tableId: table.tableId, mapping }))
  expect([said.added, said.rejected]).toEqual([2, 2])
  expect([done.added, done.rejected]).toEqual([2, 2])
  expect(done.rejectedRows.map((row) => row.line)).toEqual(said.rejectedRows.map((row) => row.line))
  expect(done.rejectedRows.map((row) => row.line)).toEqual([4, 5])
  expect(done.diff).toEqual(said.diff)
  expect(done.diff!.changes.length).toBeGreaterThan(0)
})

const window = (date: string, from: string, to: string) => ({
  start: `${date}T${from}:00+08:00`,
  end: `${date}T${to}:00+08:00`,
})

it('a window that the borrower names is tried before it is booked: who would come, and then does', async () => {
  const [first] = await queue()
  const asked = window('2026-11-26', '13:00', '16:00')
  const tried = await client.calls.tryWindow({ week, visitId: first.visitId, window: asked })
  expect(tried.refusal).toBeNull()
  const slot = tried.slot!
  expect(slot.date).toBe('2026-11-26')
  expect(Date.parse(slot.arrival)).toBeGreaterThanOrEqual(Date.parse(asked.start))
  expect(Date.parse(slot.arrival)).toBeLessThanOrEqual(Date.parse(asked.end))
  expect(await client.calls.history({ visitId: first.visitId })).toEqual([])
  await client.calls.log({
    week,
    visitId: first.visitId,
    phoneId: first.phoneId,
    result: 'confirmed',
    window: asked,
    crewDayId: slot.crewDayId,
  })
  const plan = await client.plan.get({ week })
  const crewDay = plan.crewDays.find((day) => day.stops.some((stop) => stop.visitId === first.visitId))!
  expect(crewDay.id).toBe(slot.crewDayId)
  const stop = stopsOf(plan).find((each) => each.visitId === first.visitId)!
  expect(stop.confirmed).toBe(true)
  expect(Date.parse(stop.arrival)).toBeGreaterThanOrEqual(Date.parse(asked.start))
  expect(Date.parse(stop.arrival)).toBeLessThanOrEqual(Date.parse(asked.end))
})

it.each([
  ['before the lawful hours', window('2026-11-24', '05:00', '06:30'), 'rule-visit-hours'],
  ['on a day when nobody works', window('2026-11-28', '10:00', '12:00'), 'window-no-crew'],
  ['in the past', window('2026-11-19', '10:00', '12:00'), 'call-window-past'],
])('a window %s is refused with its reason, and the nearest that can be kept', async (_what, asked, code) => {
  const [first] = await queue()
  const tried = await client.calls.tryWindow({ week, visitId: first.visitId, window: asked })
  expect(tried.refusal?.code).toBe(code)
  expect(tried.slot).toBeNull()
  const { nearest } = tried
  expect(nearest).not.toBeNull()
  const again = await client.calls.tryWindow({ week, visitId: first.visitId, window: nearest!.window })
  expect(again.refusal).toBeNull()
  const far = (start: string) => Math.abs(Date.parse(start) - Date.parse(asked.start))
  for (const slot of await client.calls.slots({ week, visitId: first.visitId }))
    expect(far(slot.window.start)).toBeGreaterThanOrEqual(far(nearest!.window.start))
})

it('the hours that "after three" ends at are the lawful ones of that day', async () => {
  const [first] = await queue()
  const hours = await client.calls.hours({ week, visitId: first.visitId })
  expect(hours.map((span) => span.date)).toContain('2026-11-26')
  for (const span of hours) {
    const clock = (minutes: number) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    const whole = window(span.date, clock(span.fromMinutes), clock(span.toMinutes))
    const tried = await client.calls.tryWindow({ week, visitId: first.visitId, window: whole })
    expect([null, 'window-no-crew']).toContain(tried.refusal?.code ?? null)
  }
})

it('an agreement that is undone leaves its call as a fact that is not in force, and her place in the queue', async () => {
  const [first, second] = await queue()
  const [slot] = await client.calls.slots({ week, visitId: first.visitId })
  const { undoId } = await client.calls.log({
    week,
    visitId: first.visitId,
    phoneId: first.phoneId,
    result: 'confirmed',
    window: slot.window,
    crewDayId: slot.crewDayId,
  })
  expect(await client.calls.history({ visitId: first.visitId })).toMatchObject([{ booked: true }])
  expect((await queue())[0].visitId).toBe(second.visitId)
  await client.history.undo({ entryId: undoId! })
  expect(await client.calls.history({ visitId: first.visitId })).toMatchObject([
    { result: 'confirmed', booked: false },
  ])
  expect((await queue())[0].visitId).toBe(first.visitId)
})

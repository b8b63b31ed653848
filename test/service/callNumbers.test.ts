import { beforeAll, beforeEach, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { csv } from '../helpers/desk.ts'
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

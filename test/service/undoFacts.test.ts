import { beforeAll, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { caseFile, csv, importFile, optimise, redo, refusal, stopsOf, undo } from '../helpers/desk.ts'
import { plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

/** Undo beside facts: calls, stops, outcomes and what was published stay; what followed from them can be taken back. */

const desk = sampleDesk()
let client: Client
beforeAll(() => void (client = desk.client))

const build = () =>
  plannedBranch(desk, { cases: caseFile(Array.from({ length: 10 }, (_, index) => ({ no: `C${index}` }))) })
const plan = () => client.plan.get({ week })
const rowOf = async (caseNo: string) =>
  (await client.calls.queue({ week })).find((row) => row.caseNo === caseNo)!
let minute = 0
const log = async (caseNo: string, result: string, more: object = {}) => {
  desk.at(`2026-11-20T02:${String(10 + (minute++ % 45)).padStart(2, '0')}:00Z`)
  const { visitId, phoneId } = await rowOf(caseNo)
  return client.calls.log({ week, visitId, phoneId, result: result as 'busy', ...more })
}
const thursday = { start: '2026-11-26T02:00:00Z', end: '2026-11-26T04:00:00Z' }
const planned = async () =>
  stopsOf(await plan())
    .map((stop) => stop.caseNo)
    .sort()
const callsFile = (...rows: string[]) =>
  csv('calls.csv', ['case_no,called_at,result,window_start,window_end,note', ...rows].join('\n'))
const importCalls = async (file: File) => finishWork(await client.calls.importFile({ week, file }))

describe('each change says by which entry it is undone', () => {
  beforeAll(build)

  it('takes back the booking that was offered although something was logged after it', async () => {
    const booked = await log('C1', 'confirmed', { window: thursday })
    const missed = await log('C2', 'no_answer')
    expect(missed.undoId).toBeNull()
    const answer = await client.history.undo({ entryId: booked.undoId! })
    expect(answer).toMatchObject({
      kind: 'done',
      row: { action: 'calls.confirmed', params: { caseNo: 'C1' }, borrower: 'Person C1' },
    })
    expect((await rowOf('C1')).appointment).toBeNull()
    // the attempts are facts
    expect((await rowOf('C2')).attempts).toBe(1)
  })

  it('offers nothing for facts: a dispute, an outcome, what was published', async () => {
    expect((await log('C3', 'dispute')).undoId).toBeNull()
    await client.plan.publish({ week })
    const made = await optimise(client, week, { keep: true })
    expect(made.undoId).not.toBeNull()
    expect(await client.history.undo({ entryId: made.undoId! })).toMatchObject({ kind: 'done' })
  })

  it('refuses the older of two, and undoes neither', async () => {
    const first = await log('C4', 'confirmed', { window: thursday })
    const { visitId } = await rowOf('C5')
    const second = await client.plan.lock({ week, visitId, locked: true })
    expect(await refusal(client.history.undo({ entryId: first.undoId! }))).toBe('undo-not-newest')
    expect((await rowOf('C4')).appointment).toEqual(thursday)
    await client.history.undo({ entryId: second.undoId! })
    await client.history.undo({ entryId: first.undoId! })
    expect((await rowOf('C4')).appointment).toBeNull()
    expect(await refusal(client.history.undo({ entryId: first.undoId! }))).toBe('undo-gone')
  })
})

it('undo after a fact asks first: it names the fact, the older step and whose it is', async () => {
  await build()
  const booked = await log('C1', 'confirmed', { window: thursday })
  await log('C2', 'no_answer')
  const asked = await client.history.undo()
  expect(asked).toMatchObject({
    kind: 'stands',
    why: 'fact',
    row: { action: 'calls.no_answer', borrower: 'Person C2' },
    next: { id: booked.undoId, action: 'calls.confirmed', borrower: 'Person C1' },
  })
  expect((await rowOf('C1')).appointment).toEqual(thursday)
})

it('a number that was called wrong by a slip is valid again; the attempt stays', async () => {
  await build()
  const { phoneId } = await rowOf('C1')
  const slip = await log('C1', 'wrong_number')
  expect((await rowOf('C1')).phone).toBeNull()
  await client.history.undo({ entryId: slip.undoId! })
  expect(await rowOf('C1')).toMatchObject({ phoneId, attempts: 1, lastResult: 'wrong_number' })
})

describe('a stop in between', () => {
  it('bars the way to no older step, and the plan never holds a stopped borrower again', async () => {
    await build()
    const all = await planned()
    const { visitId } = await rowOf('C7')
    await client.plan.lock({ week, visitId, locked: true })
    await log('C1', 'confirmed', { window: thursday })
    await log('C2', 'dispute')
    await log('C3', 'confirmed', { window: { start: '2026-11-25T02:00:00Z', end: '2026-11-25T04:00:00Z' } })
    const without = all.filter((caseNo) => caseNo !== 'C2')
    const seen: string[] = []
    for (let step = await undo(client); step; step = await undo(client)) {
      seen.push(step.action)
      const { totals, version } = await plan()
      expect(totals.hardFindings, step.action).toBe(0)
      if (version) expect(await planned(), step.action).toEqual(without)
    }
    expect(seen.slice(0, 4)).toEqual(['calls.confirmed', 'calls.confirmed', 'plan.lock', 'plan.optimise'])
    expect((await client.cases.list({ text: 'C2' })).rows[0]).toMatchObject({ caseNo: 'C2' })
    // and forward again
    for (let step = await redo(client); step; step = await redo(client))
      expect((await plan()).totals.hardFindings, step.action).toBe(0)
    expect(await planned()).toEqual(without)
    expect((await rowOf('C1')).appointment).toEqual(thursday)
    expect(
      await refusal(
        client.calls.log({ week, visitId: (await caseVisit('C2'))!, phoneId: null, result: 'busy' }),
      ),
    ).toBe('stopped-dispute')
  })

  it('of the borrower herself: her booking can no longer be taken back, the step before it can', async () => {
    await build()
    const { visitId } = await rowOf('C7')
    await client.plan.lock({ week, visitId, locked: true })
    await log('C1', 'confirmed', { window: thursday })
    await log('C1', 'hardship')
    const asked = await client.history.undo()
    const entryId = asked.kind === 'stands' ? asked.next!.id : ''
    const stuck = await client.history.undo({ entryId })
    expect(stuck).toMatchObject({
      kind: 'stands',
      why: 'stale',
      row: { action: 'calls.confirmed', borrower: 'Person C1' },
      next: { action: 'plan.lock', borrower: 'Person C7' },
    })
    expect((await undo(client))?.action).toBe('plan.lock')
    expect((await plan()).totals.hardFindings).toBe(0)
  })
})

it('after an import of calls is taken back, plan and stops agree', async () => {
  await build()
  const all = await planned()
  const done = await importCalls(
    callsFile(
      'C0,2026-11-20 09:00,confirmed,2026-11-24 10:00,2026-11-24 11:00,',
      'C2,2026-11-20 09:10,dispute,,,',
      'C4,2026-11-20 09:20,confirmed,2026-11-25 10:00,2026-11-25 12:00,',
      'C4,2026-11-20 09:40,deceased,,,',
    ),
  )
  expect(done).toMatchObject({ accepted: 4, refused: [] })
  await client.history.undo({ entryId: done.undoId! })
  const { totals, findings } = await plan()
  expect(findings).toEqual([])
  expect(totals).toMatchObject({ hardFindings: 0, confirmed: 0 })
  expect(await planned()).toEqual(all.filter((caseNo) => !['C2', 'C4'].includes(caseNo)))
  expect((await redo(client))?.action).toBe('calls.import')
  expect((await plan()).totals).toMatchObject({ hardFindings: 0, confirmed: 1 })
})

it('what was published is not taken back, nor anything before it', async () => {
  await build()
  const booked = await log('C1', 'confirmed', { window: thursday })
  await client.plan.publish({ week })
  const published = await plan()
  expect(published.canUndo).toBe(false)
  expect(await client.history.undo()).toMatchObject({ kind: 'stands', why: 'published', next: null })
  expect(await refusal(client.history.undo({ entryId: booked.undoId! }))).toBe('undo-published')
  await log('C2', 'confirmed', { window: thursday })
  expect((await undo(client))?.params.caseNo).toBe('C2')
  expect(await client.history.undo()).toMatchObject({ kind: 'stands', why: 'published' })
  expect((await plan()).version).toMatchObject({ id: published.version!.id, status: 'published' })
})

it('an outcome stays, and what was done before it can be taken back', async () => {
  await build()
  const { visitId } = await rowOf('C5')
  const { visitId: other } = await rowOf('C6')
  await client.plan.lock({ week, visitId: other, locked: true })
  desk.at('2026-11-24T08:00:00Z')
  await client.outcomes.record({
    visitId,
    visitedAt: '2026-11-24T07:00:00Z',
    result: 'paid',
    met: 'borrower',
  })
  expect((await undo(client))?.action).toBe('plan.lock')
  expect((await client.outcomes.list({ week })).rows).toMatchObject([{ caseNo: 'C5', result: 'paid' }])
  await importFile(client, 'cases', caseFile([{ no: 'C0' }]))
  expect((await undo(client))?.action).toBe('cases.import-file')
})

const caseVisit = async (caseNo: string) => (await client.cases.list({ text: caseNo })).rows[0]?.visitId

import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { csv, refusal } from '../helpers/desk.ts'
import { friday, plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
beforeAll(() => void (client = desk.client))

const rowOf = async (caseNo: string) =>
  (await client.calls.queue({ week })).find((row) => row.caseNo === caseNo)!
const log = (visitId: string, result: string, more: object = {}) =>
  client.calls.log({ week, visitId, phoneId: null, result: result as 'busy', ...more })
const callsFile = (...rows: string[]) =>
  csv('calls.csv', ['case_no,called_at,result,window_start,window_end,note', ...rows].join('\n'))
const importCalls = async (file: File) => finishWork(await client.calls.importFile({ week, file }))

describe('a result that was pressed by mistake', () => {
  beforeAll(() => plannedBranch(desk))
  beforeEach(() => desk.at(friday))

  it('stays as a fact, marked, and counts for nothing', async () => {
    const row = await rowOf('C1')
    const { attempt } = await log(row.visitId, 'refused', { note: 'slipped' })
    expect(await rowOf('C1')).toMatchObject({ attempts: 1, lastResult: 'refused' })
    expect(await client.calls.takeBack({ attemptId: attempt.id })).toEqual({ visitId: row.visitId })
    expect(await rowOf('C1')).toEqual(row)
    const [fact] = await client.calls.history({ visitId: row.visitId })
    expect(fact).toMatchObject({
      result: 'refused',
      note: 'slipped',
      takenBack: { at: '2026-11-20T02:00:00Z' },
    })
    const { timeline } = await client.cases.get({ id: row.caseId })
    expect(timeline.filter(({ kind }) => kind === 'call')).toMatchObject([{ takenBack: true }])
    expect(await refusal(client.calls.takeBack({ attemptId: attempt.id }))).toBe('call-already-taken-back')
    // and stands in nobody's way: the right one follows, on a clock that stands still too
    await log(row.visitId, 'no_answer')
    expect(await rowOf('C1')).toMatchObject({ attempts: 1, lastResult: 'no_answer' })
  })

  it('the same call told by a file is not logged a second time', async () => {
    const row = await rowOf('C2')
    const { attempt } = await log(row.visitId, 'busy')
    await client.calls.takeBack({ attemptId: attempt.id })
    const told = await importCalls(callsFile('C2,2026-11-20T10:00:00+08:00,busy,,,'))
    expect(told).toMatchObject({ accepted: 0, refused: [] })
    expect((await rowOf('C2')).attempts).toBe(0)
  })

  it('not what booked, stopped or marked a number, and not on another day', async () => {
    const [booked, stopped, old] = [await rowOf('C3'), await rowOf('C4'), await rowOf('C5')]
    const facts = [
      await log(booked.visitId, 'confirmed', {
        window: { start: '2026-11-26T15:00:00+08:00', end: '2026-11-26T17:00:00+08:00' },
      }),
      await log(stopped.visitId, 'dispute'),
      await log(old.visitId, 'no_answer'),
    ].map(({ attempt }) => attempt.id)
    desk.at('2026-11-21T02:00:00Z')
    for (const attemptId of facts)
      expect(await refusal(client.calls.takeBack({ attemptId }))).toBe('call-not-taken-back')
    expect(await refusal(client.calls.takeBack({ attemptId: '00000000-0000-7000-8000-000000000000' }))).toBe(
      'row-gone',
    )
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../shared/contract/contract.ts'
import { caseFile, csv, importFile, optimise, refusal, stopsOf, undo, redo } from '../helpers/desk.ts'
import { doorsBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
beforeAll(() => void (client = desk.client))

const build = () =>
  doorsBranch(desk, { cases: caseFile(Array.from({ length: 8 }, (_, index) => ({ no: `C${index}` }))) })
/** All that a person sees of the week; a version that was undone stays in the list of versions. */
const snapshot = async () => ({
  plan: { ...(await client.plan.get({ week })), versions: null, canUndo: null, canRedo: null },
  cases: await client.cases.list({ sort: 'caseNo' }),
  people: await client.collectors.list(),
  waiting: await client.session.waiting(),
  places: await client.locate.queue({ include: 'all' }),
})

it('walks back and forth over a day’s work, across a restart, to the same rows each time', async () => {
  await build()
  const states: Awaited<ReturnType<typeof snapshot>>[] = [await snapshot()]
  const did = async (work: () => Promise<unknown>) => {
    await work()
    states.push(await snapshot())
  }
  await did(() => optimise(client, week))
  const [stop, other] = stopsOf(await client.plan.get({ week }))
  await did(() => client.plan.lock({ week, visitId: stop.visitId, locked: true }))
  await did(() => client.cases.update({ id: stop.caseId, priority: 99, serviceMinutes: 45 }))
  await did(() => client.cases.update({ id: stop.caseId, priority: 1 }))
  await did(() =>
    client.calls.log({
      week,
      visitId: other.visitId,
      phoneId: null,
      result: 'confirmed',
      window: { start: '2026-11-25T02:00:00Z', end: '2026-11-25T04:00:00Z' },
    }),
  )
  const [chen] = await client.collectors.list()
  await did(() =>
    client.collectors.save({ ...chen, leave: [{ from: '2026-11-23', to: '2026-11-23', note: 'ill' }] }),
  )
  await did(() => client.collectors.save({ ...chen, shiftFrom: 600 }))
  await did(() => client.collectors.remove({ id: chen.id }))
  const [place] = await client.locate.queue({ include: 'all' })
  await did(() => client.locate.confirm({ addressId: place.addressId, at: [121.54, 25.04], label: 'here' }))
  await did(() => client.locate.markWrong({ addressId: place.addressId }))
  await did(() => importFile(client, 'cases', caseFile([{ no: 'C0' }, { no: 'N1' }])))
  await did(() => optimise(client, week, { keep: true }))

  for (let step = states.length - 2; step >= 0; step--) {
    if (step === 5) {
      await desk.reopen()
      client = desk.client
    }
    expect(await undo(client)).not.toBeNull()
    expect(await snapshot(), `after undo to ${step}`).toEqual(states[step])
  }
  for (let step = 1; step < states.length; step++) {
    await redo(client)
    expect(await snapshot(), `after redo to ${step}`).toEqual(states[step])
  }
  expect(await redo(client)).toBeNull()
  expect(desk.service.databaseProblems()).toEqual([])
  expect(await client.audit.verify()).toMatchObject({ intact: true })
})

it('what others wrote since is never overwritten by an undo', async () => {
  await build()
  await optimise(client, week)
  const [stop] = stopsOf(await client.plan.get({ week }))
  await client.plan.lock({ week, visitId: stop.visitId, locked: true })
  // a fact on the same row, another column: the lock may go, the fact stays
  await client.outcomes
    .record({ visitId: stop.visitId, visitedAt: '2026-11-20T01:00:00Z', result: 'paid', met: 'borrower' })
    .catch(() => {})
  await undo(client)
  expect(stopsOf(await client.plan.get({ week }))[0]).toMatchObject({ locked: false })
})

it('a stop that a call set is not lifted by taking back whatever can be taken back', async () => {
  await build()
  await optimise(client, week)
  const [stop] = stopsOf(await client.plan.get({ week }))
  await client.cases.update({ id: stop.caseId, priority: 1 })
  await client.calls.log({ week, visitId: stop.visitId, phoneId: null, result: 'dispute' })
  while (await undo(client));
  const detail = await client.cases.get({ id: stop.caseId })
  expect(detail).toMatchObject({ stopFlag: 'dispute', state: 'stopped' })
  expect(detail.stops).toMatchObject([{ flag: 'dispute', source: 'call' }])
})

describe('two branches on one desk', () => {
  it('no procedure reads or changes a row of the other by its id', async () => {
    const first = await build()
    await optimise(client, week)
    await importFile(
      client,
      'cases',
      csv('cases.csv', 'case_no,borrower,address,due\nBad,B,Road,2026-11-31\nC0,Person C0,Lane 0,'),
    )
    await client.calls.log({
      week,
      visitId: stopsOf(await client.plan.get({ week }))[0].visitId,
      phoneId: null,
      result: 'busy',
    })
    const state = await snapshot()
    const [stop] = stopsOf(await client.plan.get({ week }))
    const detail = await client.cases.get({ id: stop.caseId })
    const [person] = state.people
    const [imported] = await client.imports.list()

    const second = await build()
    await optimise(client, week)
    const mine = await snapshot()
    const foreign: [string, () => Promise<unknown>][] = [
      ['cases.get', () => client.cases.get({ id: stop.caseId })],
      ['cases.update', () => client.cases.update({ id: stop.caseId, priority: 3 })],
      ['cases.stop', () => client.cases.stop({ id: stop.caseId, flag: 'lawyer' })],
      ['rules.ofVisit', () => client.rules.ofVisit({ visitId: stop.visitId })],
      ['rules.record', () => client.rules.record({ visitId: stop.visitId, kind: 'notice', note: 'x' })],
      ['collectors.save', () => client.collectors.save({ ...person, name: 'Stolen' })],
      [
        'locate.confirm',
        () =>
          client.locate.confirm({
            addressId: detail.addresses[0].id,
            at: [121.5, 25],
            label: 'x',
            neighbours: true,
          }),
      ],
      ['locate.markWrong', () => client.locate.markWrong({ addressId: detail.addresses[0].id })],
      ['imports.rejected', () => client.imports.rejected({ importId: imported.importId })],
      [
        'plan.move',
        () => client.plan.move({ week, visitId: stop.visitId, crewDayId: mine.plan.crewDays[0].id }),
      ],
      ['plan.lock', () => client.plan.lock({ week, visitId: stop.visitId, locked: true })],
      ['plan.geometry', () => client.plan.geometry({ week, versionId: state.plan.version!.id })],
      ['plan.whyNot', () => client.plan.whyNot({ week, visitId: stop.visitId })],
      ['calls.slots', () => client.calls.slots({ week, visitId: stop.visitId })],
      [
        'calls.log',
        () => client.calls.log({ week, visitId: stop.visitId, phoneId: null, result: 'dispute' }),
      ],
      [
        'outcomes.record',
        () =>
          client.outcomes.record({
            visitId: stop.visitId,
            visitedAt: '2026-11-20T01:00:00Z',
            result: 'paid',
            met: 'borrower',
          }),
      ],
    ]
    for (const [name, call] of foreign)
      expect(await refusal(call()), name).toMatch(/row-gone|visit-not-planned|plan-version-gone/)
    expect(await client.calls.history({ visitId: stop.visitId })).toEqual([])
    expect(await client.imports.rejectedRows({ importId: imported.importId })).toEqual([])
    expect(await client.collectors.remove({ id: person.id })).toEqual({ removed: false, undoId: null })
    const listed = JSON.stringify([
      await client.cases.list({ limit: 1000 }),
      await client.locate.queue({ include: 'all' }),
      await client.calls.queue({ week }),
      await client.outcomes.list({ week }),
      await client.reports.workload({ week }),
      await client.history.list(),
    ])
    for (const id of [stop.caseId, stop.visitId, person.id, detail.addresses[0].id])
      expect(listed).not.toContain(id)
    expect(await snapshot()).toEqual(mine)
    // undo here takes back what was done here
    await undo(client)
    await client.branch.select({ id: first.id })
    expect(await snapshot()).toEqual(state)
    await client.branch.select({ id: second.id })
    expect((await client.plan.get({ week })).version).toBeNull()
  })

  it('a branch that is not there, or not yet, is refused and the desk stays where it was', async () => {
    const branch = await build()
    expect(await refusal(client.branch.select({ id: 'nobody' }))).toBe('no-branch')
    expect((await client.session.get()).branch!.id).toBe(branch.id)
  })
})

it('whoever listens is told what to ask again', async () => {
  await build()
  const stop = new AbortController()
  const heard = new Set<string>()
  const listening = (async () => {
    for await (const event of await client.session.events(undefined, { signal: stop.signal }))
      heard.add(event.topic)
  })().catch(() => {})
  await expect.poll(() => heard.has('branch')).toBe(true)
  const tells = async (work: () => Promise<unknown>, topics: string[]) => {
    heard.clear()
    await work()
    await expect.poll(() => topics.filter((topic) => !heard.has(topic))).toEqual([])
  }
  await tells(() => optimise(client, week), ['plan', 'cases', 'calls', 'history'])
  const [one] = stopsOf(await client.plan.get({ week }))
  await tells(
    () => client.calls.log({ week, visitId: one.visitId, phoneId: null, result: 'busy' }),
    ['calls', 'history'],
  )
  await tells(() => client.cases.update({ id: one.caseId, priority: 5 }), ['cases', 'plan', 'history'])
  await tells(() => undo(client), ['cases', 'plan', 'people', 'history'])
  await tells(() => importFile(client, 'cases', caseFile([{ no: 'C0' }])), ['cases', 'history'])
  stop.abort()
  await listening
})

import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { boardWeekOf } from '../../renderer/client/boardWeek.ts'
import type { Client } from '../../shared/contract/contract.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import { createBoard } from '../../shared/core/plan/board.ts'
import { takeOver } from '../../shared/core/plan/takeOver.ts'
import { callable, optimise, refusal, stopsOf, undo } from '../helpers/desk.ts'
import { plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
beforeAll(() => void (client = desk.client))
beforeEach(() => plannedBranch(desk))

const plan = () => client.plan.get({ week })
const list = () => client.versions.list({ week })
const ordersOf = (view: PlanView) =>
  Object.fromEntries(view.crewDays.map((day) => [day.id, day.stops.map((stop) => stop.visitId)]))

/** Takes the first stop of the busiest crew-day out of the plan by hand. */
async function takeOneOut() {
  const before = await plan()
  const day = before.crewDays.toSorted((a, b) => b.stops.length - a.stops.length)[0]!
  const [first, ...rest] = day.stops.map((stop) => stop.visitId)
  await client.plan.arrange({
    week,
    versionId: before.version!.id,
    edits: [{ crewDayId: day.id, visitIds: rest }],
    accept: true,
  })
  return { before, day, visitId: first! }
}

describe('versions of a week', () => {
  it('are listed newest first, each with where it came from and what it comes to', async () => {
    const { before } = await takeOneOut()
    const [newest, first] = await list()
    expect(newest).toMatchObject({ name: 'A.2', line: 'A', revision: 2, basedOn: 'A', current: true })
    expect(first).toMatchObject({ name: 'A', revision: 1, basedOn: null, current: false })
    expect([first!.planned - newest!.planned, newest!.unplanned - first!.unplanned]).toEqual([1, 1])
    expect(first!.id).toBe(before.version!.id)
  })

  it('a branch begins as a copy under a name of its own, is changed by itself, and is undone as one step', async () => {
    const before = await plan()
    const { versionId } = await client.versions.branch({ week, versionId: before.version!.id, name: 'Rain' })
    const branched = await plan()
    expect(branched.version).toMatchObject({ id: versionId, name: 'Rain', status: 'draft' })
    expect(branched.crewDays).toEqual(before.crewDays)
    expect(branched.fingerprint).toBe(before.fingerprint)
    await takeOneOut()
    expect((await plan()).version!.name).toBe('Rain.2')
    expect((await list()).find((row) => row.id === before.version!.id)).toMatchObject({ name: 'A' })
    await undo(client)
    await undo(client)
    expect(await plan()).toMatchObject({ version: before.version, crewDays: before.crewDays })
    // the next letter is one that none has
    await client.versions.branch({ week, versionId: before.version!.id })
    expect((await plan()).version!.name).toBe('C')
  })

  it('a plan is renamed with all its revisions, but to no name that another has', async () => {
    const { before } = await takeOneOut()
    await client.versions.rename({ week, versionId: before.version!.id, name: '  Lunar new year ' })
    expect((await list()).map((row) => row.name)).toEqual(['Lunar new year.2', 'Lunar new year'])
    await undo(client)
    expect((await list()).map((row) => row.name)).toEqual(['A.2', 'A'])
    const named = { week, versionId: before.version!.id }
    await client.versions.branch({ ...named, name: 'Rain' })
    expect(await refusal(client.versions.rename({ ...named, name: 'rain' }))).toBe('version-name-taken')
    expect(await refusal(client.versions.branch({ ...named, name: 'a' }))).toBe('version-name-taken')
  })

  it('the week turns back to an older version and forward again, each one step', async () => {
    const { before } = await takeOneOut()
    const after = await plan()
    const { mended, diff } = await client.versions.turn({ week, versionId: before.version!.id })
    expect(mended).toBe(false)
    expect(diff).toMatchObject({ added: 1, dropped: 0, moved: 0 })
    expect(await plan()).toMatchObject({ version: before.version, crewDays: before.crewDays })
    expect(await refusal(client.versions.turn({ week, versionId: before.version!.id }))).toBe(
      'version-stands',
    )
    await undo(client)
    expect(await plan()).toMatchObject({ version: after.version, crewDays: after.crewDays })
    expect(await refusal(client.versions.turn({ week, versionId: 'no such one' }))).toBe('plan-version-gone')
  })

  it('a version that no longer agrees with what is known is mended as the week turns to it', async () => {
    const before = await plan()
    const row = callable(await client.calls.queue({ week }))
    const slot = (await client.calls.slots({ week, visitId: row.visitId })).find((each) => !each.current)!
    await client.calls.log({
      week,
      visitId: row.visitId,
      phoneId: row.phoneId,
      result: 'confirmed',
      window: slot.window,
      crewDayId: slot.crewDayId,
    })
    const { mended } = await client.versions.turn({ week, versionId: before.version!.id })
    const after = await plan()
    expect(mended).toBe(true)
    expect(after.version!.name).toBe('A.3')
    expect(after.findings.filter((finding) => finding.hard)).toEqual([])
    const stop = stopsOf(after).find((each) => each.visitId === row.visitId)!
    expect(stop.confirmed && stop.arrival <= slot.window.end).toBe(true)
  })

  it('is not turned once crews are out', async () => {
    const { before } = await takeOneOut()
    desk.at('2026-11-25T04:00:00Z')
    expect(await refusal(client.versions.turn({ week, versionId: before.version!.id }))).toBe(
      'version-week-begun',
    )
  })
})

describe('two versions side by side', () => {
  it('each with its figures and findings, and what the second has otherwise', async () => {
    const { before, visitId } = await takeOneOut()
    const after = await plan()
    const { a, b, diff } = await client.versions.compare({
      week,
      a: before.version!.id,
      b: after.version!.id,
    })
    expect(a.crewDays).toEqual(before.crewDays)
    expect(b.crewDays).toEqual(after.crewDays)
    expect([a.totals.planned - b.totals.planned, a.findings.length]).toEqual([1, before.findings.length])
    expect(
      diff.changes.filter((change) => change.kind === 'dropped').map((change) => change.visitId),
    ).toEqual([visitId])
    expect(a.fairness).toBeGreaterThan(0)
    expect(a.fairness).toBeLessThanOrEqual(1)
    expect(a.fingerprint).toBe(before.fingerprint)
    expect(b.fingerprint).not.toBe(a.fingerprint)
  })

  it('changes that are chosen of the other are taken over, the rest stands; one step, named by the version', async () => {
    const first = await plan()
    await optimise(client, week, { seed: 5 })
    const { before, visitId } = await takeOneOut()
    const other = await plan()
    await client.versions.turn({ week, versionId: before.version!.id })
    const view = await client.plan.board({ week })
    const board = createBoard(await boardWeekOf(view))
    const routes = new Map<string, readonly string[]>(view.crewDays.map(({ id }) => [id, []]))
    for (const { crewDayId, visitIds } of view.routes) routes.set(crewDayId, visitIds)
    const { edits, moved } = takeOver(board, routes, new Map(Object.entries(ordersOf(other))), [visitId])
    expect(moved).toEqual([visitId])
    await client.plan.arrange({
      week,
      versionId: view.versionId,
      edits,
      accept: true,
      fromVersionId: other.version!.id,
    })
    expect(ordersOf(await plan())).toEqual(ordersOf(other))
    expect((await client.history.list())[0]).toMatchObject({
      action: 'plan.take',
      params: { count: 1, version: other.version!.name },
    })
    expect(first.version!.name).toBe('A')
  })
})

describe('a plan that goes out', () => {
  it('is approved as it was looked at; any change is another version, which nobody has approved', async () => {
    const { fingerprint } = await plan()
    await takeOneOut()
    expect(await refusal(client.versions.approve({ week, fingerprint: fingerprint! }))).toBe('plan-moved-on')
    const looked = (await plan()).fingerprint!
    const { version } = await client.versions.approve({ week, fingerprint: looked })
    expect(version.approvedBy).toBeTruthy()
    expect((await plan()).version!.approvedAt).toBe(version.approvedAt)
    expect((await client.audit.list()).find((row) => row.action === 'plan.approve')!.summary).toContain(
      looked,
    )
    await takeOneOut()
    expect((await plan()).version!.approvedBy).toBeNull()
  })

  it('is read-only until it is re-opened, and keeps its name', async () => {
    await client.plan.publish({ week })
    const published = await plan()
    const day = published.crewDays.find((each) => each.stops.length > 1)!
    const versionId = published.version!.id
    const edits = [{ crewDayId: day.id, visitIds: day.stops.slice(1).map((stop) => stop.visitId) }]
    expect(await refusal(client.plan.arrange({ week, versionId, edits }))).toBe('plan-published')
    expect(await refusal(client.versions.rename({ week, versionId, name: 'B' }))).toBe('version-published')
    await client.versions.reopen({ week })
    expect(await refusal(client.versions.reopen({ week }))).toBe('version-draft')
    const draft = await plan()
    expect(draft.version).toMatchObject({ name: 'A.2', status: 'draft' })
    expect(draft.crewDays).toEqual(published.crewDays)
    // nothing has changed yet: what people hold still says what is planned
    expect(draft.handedOut).toMatchObject({ versionId, name: 'A', days: [] })
    await client.plan.arrange({ week, versionId: draft.version!.id, edits, accept: true })
    const changed = await plan()
    expect(changed.handedOut!.days).toEqual([
      {
        crewDayId: day.id,
        date: day.date,
        crewName: day.crewName,
        collectorNames: day.collectorNames,
        kind: 'changed',
      },
    ])
    // back to what went out: it is the plan again, and no sheet is out of date
    await client.versions.turn({ week, versionId })
    expect(await plan()).toMatchObject({ version: published.version, handedOut: null })
  })

  it('goes back to draft with a booking, which says whose sheets are out of date', async () => {
    await client.plan.publish({ week })
    expect((await plan()).handedOut).toBeNull()
    const row = callable(await client.calls.queue({ week }))
    const slot = (await client.calls.slots({ week, visitId: row.visitId })).find(
      (each) => !each.current && each.crewDayId !== row.crewDayId,
    )!
    await client.calls.log({
      week,
      visitId: row.visitId,
      phoneId: row.phoneId,
      result: 'confirmed',
      window: slot.window,
      crewDayId: slot.crewDayId,
    })
    const after = await plan()
    expect(after.version!.status).toBe('draft')
    expect(after.handedOut!.days.map((day) => day.crewDayId).sort()).toEqual(
      expect.arrayContaining([row.crewDayId, slot.crewDayId].sort()),
    )
    await client.plan.publish({ week })
    expect((await plan()).handedOut).toBeNull()
  })

  it('only a lead approves', async () => {
    const { fingerprint } = await plan()
    const scheduler = desk.service.clientAs({ userId: 's', userName: 'S', roles: ['scheduler'] })
    await expect(scheduler.versions.approve({ week, fingerprint: fingerprint! })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

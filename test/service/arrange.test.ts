import { beforeAll, describe, expect, it } from 'vitest'
import { boardWeekOf } from '../../renderer/client/boardWeek.ts'
import type { Client } from '../../shared/contract/contract.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import { createBoard } from '../../shared/core/plan/board.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import { refusal, stopsOf, undo, redo } from '../helpers/desk.ts'
import { plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
beforeAll(async () => {
  client = desk.client
  await plannedBranch(desk)
})

const plan = () => client.plan.get({ week })
const orders = (view: PlanView) =>
  new Map(view.crewDays.map((day) => [day.id, day.stops.map((stop) => stop.visitId)]))
const onBoard = async () => {
  const view = await client.plan.board({ week })
  return { view, board: createBoard(await boardWeekOf(view)) }
}
/** Two crew-days with visits, of different dates. */
async function twoDays() {
  const before = await plan()
  const busy = before.crewDays.filter((day) => day.stops.length > 1)
  const from = busy[0]!
  const to = before.crewDays.find((day) => day.date !== from.date)!
  return { before, from, to }
}
const arrange = (versionId: string, edits: { crewDayId: string; visitIds: string[] }[], accept = true) =>
  client.plan.arrange({ week, versionId, edits, accept })

describe('the board', () => {
  it('times every crew-day as the plan has it, to the second', async () => {
    const view = await plan()
    const { board } = await onBoard()
    for (const day of view.crewDays) {
      const judged = board.judge(
        day.id,
        day.stops.map((stop) => stop.visitId),
      )
      expect(judged.faults).toEqual([])
      expect(judged.timed!.stops.map((stop) => board.epochOf(stop.arrival))).toEqual(
        day.stops.map((stop) => Date.parse(stop.arrival) / 1000),
      )
      if (day.stops.length > 0) expect(judged.timed!.travelSeconds).toBe(day.travelSeconds)
    }
  })

  it('what was dropped lands where it was judged to, and undo and redo walk over it', async () => {
    const { before, from, to } = await twoDays()
    const { board } = await onBoard()
    const visitId = from.stops[0]!.visitId
    const rest = from.stops.slice(1).map((stop) => stop.visitId)
    const place = board.bestPlace(
      to.id,
      to.stops.map((stop) => stop.visitId),
      visitId,
    )
    expect(place.judged.faults).toEqual([])
    const result = await arrange(before.version!.id, [
      { crewDayId: from.id, visitIds: rest },
      { crewDayId: to.id, visitIds: [...place.judged.visitIds] },
    ])
    expect(result.diff).toMatchObject({ moved: 1, added: 0, dropped: 0 })
    const after = await plan()
    expect(after.version!.id).toBe(result.versionId)
    expect(orders(after).get(to.id)).toEqual(place.judged.visitIds)
    expect(orders(after).get(from.id)).toEqual(rest)
    const landed = after.crewDays.find((day) => day.id === to.id)!.stops[place.position]!
    expect(Date.parse(landed.arrival) / 1000).toBe(
      board.epochOf(place.judged.timed!.stops[place.position]!.arrival),
    )
    await undo(client)
    expect(orders(await plan())).toEqual(orders(before))
    await redo(client)
    expect(orders(await plan())).toEqual(orders(after))
    await undo(client)
  })

  it('a plan that has changed meanwhile is looked at again before it is changed', async () => {
    const { before, from } = await twoDays()
    const visitIds = from.stops.map((stop) => stop.visitId).reverse()
    await arrange(before.version!.id, [{ crewDayId: from.id, visitIds }])
    const stands = await plan()
    expect(
      await refusal(arrange(before.version!.id, [{ crewDayId: from.id, visitIds: [...visitIds].reverse() }])),
    ).toBe('plan-moved-on')
    // a visit on two crew-days at once is no order of this plan
    const other = stands.crewDays.find((day) => day.id !== from.id)!
    expect(
      await refusal(arrange(stands.version!.id, [{ crewDayId: other.id, visitIds: [visitIds[0]!] }])),
    ).toBe('plan-moved-on')
    expect(orders(await plan())).toEqual(orders(stands))
  })

  it('taken out by hand it says so, and goes back in', async () => {
    const { before, from } = await twoDays()
    const [first, ...rest] = from.stops.map((stop) => stop.visitId)
    const out = await arrange(before.version!.id, [{ crewDayId: from.id, visitIds: rest }])
    const without = await plan()
    expect(without.unplanned.find((entry) => entry.visitId === first)).toMatchObject({
      reason: { code: 'taken-out-by-hand' },
      fix: null,
    })
    expect(without.totals.planned).toBe(before.totals.planned - 1)
    await arrange(out.versionId, [{ crewDayId: from.id, visitIds: [first!, ...rest] }])
    expect((await plan()).totals.planned).toBe(before.totals.planned)
  })

  it('refuses what no rule allows, in the words of the rule, and keeps the plan', async () => {
    const { before, from, to } = await twoDays()
    const [first, ...rest] = from.stops.map((stop) => stop.visitId)
    // agreed for the hour it is planned in: nowhere else, and not out of the plan
    const stop = from.stops[0]!
    const start = new Date(Date.parse(stop.arrival) - 15 * 60_000)
    start.setUTCMinutes(0, 0, 0)
    await client.calls.log({
      week,
      visitId: stop.visitId,
      phoneId: null,
      result: 'confirmed',
      crewDayId: from.id,
      window: {
        start: start.toISOString(),
        end: new Date(start.getTime() + 2 * 3600_000).toISOString(),
      },
    })
    const agreed = await plan()
    const versionId = agreed.version!.id
    const order = orders(agreed)
    const at = [...order].find(([, visitIds]) => visitIds.includes(first!))![0]
    const without = order.get(at)!.filter((visitId) => visitId !== first)
    expect(
      await refusal(
        arrange(versionId, [
          { crewDayId: at, visitIds: without },
          { crewDayId: to.id, visitIds: [...order.get(to.id)!, first!] },
        ]),
      ),
    ).toBe('drop-agreed')
    expect(await refusal(arrange(versionId, [{ crewDayId: at, visitIds: without }]))).toBe(
      'drop-confirmed-out',
    )
    const [locked] = rest
    await client.plan.lock({ week, visitId: locked!, locked: true })
    const lockedDay = [...order].find(([, visitIds]) => visitIds.includes(locked!))![0]
    expect(
      await refusal(
        arrange(versionId, [
          { crewDayId: lockedDay, visitIds: order.get(lockedDay)!.filter((visitId) => visitId !== locked) },
        ]),
      ),
    ).toBe('drop-locked')
    expect(await refusal(arrange(versionId, [{ crewDayId: 'nowhere', visitIds: [] }]))).toBe(
      'drop-crew-day-over',
    )
    expect(await refusal(arrange(versionId, [{ crewDayId: at, visitIds: ['nobody'] }]))).toBe(
      'drop-not-plannable',
    )
    expect(orders(await plan())).toEqual(order)
    expect(before.version!.id).not.toBe(versionId)
  })
})

describe('several visits at once', () => {
  beforeAll(() => plannedBranch(desk))

  it('leave and come back as one step each, named by their number and where they went', async () => {
    const { before, from } = await twoDays()
    const visitIds = from.stops.map((stop) => stop.visitId)
    const newest = async () => (await client.history.list())[0]!
    const out = await client.plan.arrange({
      week,
      versionId: before.version!.id,
      edits: [{ crewDayId: from.id, visitIds: visitIds.slice(2) }],
      accept: true,
    })
    expect(out.diff).toMatchObject({ dropped: 2 })
    expect(await newest()).toMatchObject({ action: 'plan.clear', params: { count: 2 }, borrower: null })
    await client.plan.arrange({
      week,
      versionId: out.versionId,
      edits: [{ crewDayId: from.id, visitIds }],
      accept: true,
    })
    expect(await newest()).toMatchObject({
      action: 'plan.gather',
      params: { count: 2, crew: from.crewName, date: from.date },
    })
    expect(orders(await plan())).toEqual(orders(before))
    await undo(client)
    await undo(client)
    expect(orders(await plan())).toEqual(orders(before))
  })
})

describe('one crew-day by itself', () => {
  beforeAll(() => plannedBranch(desk))

  it('is put into a shorter order, and filled with who was left out; nobody leaves, no other day changes', async () => {
    const { before, from } = await twoDays()
    const visitIds = from.stops.map((stop) => stop.visitId)
    const random = seededRandom(5)
    const shuffled = [...visitIds].sort(() => random.next() - 0.5)
    const mixed = await arrange(before.version!.id, [{ crewDayId: from.id, visitIds: shuffled }])
    const worse = await plan()
    const tidied = await client.plan.tidy({
      week,
      versionId: mixed.versionId,
      crewDayId: from.id,
      accept: true,
    })
    const travelOf = (view: PlanView) => view.crewDays.find((day) => day.id === from.id)!.travelSeconds
    const after = await plan()
    expect(travelOf(after)).toBeLessThanOrEqual(travelOf(before))
    if (travelOf(worse) > travelOf(before)) expect(tidied).not.toBeNull()
    expect([...orders(after).get(from.id)!].sort()).toEqual([...visitIds].sort())
    const rest = (view: PlanView) => [...orders(view)].filter(([id]) => id !== from.id)
    expect(rest(after)).toEqual(rest(worse))

    const taken = visitIds.slice(0, 2)
    const kept = orders(after)
      .get(from.id)!
      .filter((visitId) => !taken.includes(visitId))
    const out = await arrange(after.version!.id, [{ crewDayId: from.id, visitIds: kept }])
    expect(stopsOf(await plan())).toHaveLength(stopsOf(before).length - 2)
    await client.plan.tidy({ week, versionId: out.versionId, crewDayId: from.id, fill: true, accept: true })
    const full = await plan()
    expect(orders(full).get(from.id)).toEqual(expect.arrayContaining(visitIds))
    expect(rest(full)).toEqual(rest(worse))
    expect(await client.plan.tidy({ week, versionId: full.version!.id, crewDayId: from.id })).toBeNull()
  })
})

import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { caseFile, collectorFile, csv, importFile, openSample, optimise, refusal } from '../helpers/desk.ts'
import { friday, plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

/** A week that is under way: what was done stands, and the rest is planned from where each crew is. */
const desk = sampleDesk()
let client: Client
beforeAll(() => void (client = desk.client))

const doors = 30
const mostADay = 6
const made = 3
const tuesday = '2026-11-24'

const plan = () => client.plan.get({ week })
const local = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const outcomesFile = (rows: string[]) =>
  csv('outcomes.csv', ['case_no,visited_at,left_at,result,met', ...rows].join('\n'))
/** Everybody's first visits of Tuesday are made, each ten minutes late and ten minutes long. */
async function tellOfTuesday(view: PlanView) {
  const told = view.crewDays
    .filter((day) => day.date === tuesday)
    .flatMap((day) =>
      day.stops.slice(0, made).map((stop) => ({
        day: day.id,
        visitId: stop.visitId,
        caseNo: stop.caseNo,
        from: new Date(Date.parse(stop.arrival) + 600_000).toISOString(),
        left: new Date(Date.parse(stop.arrival) + 1_200_000).toISOString(),
      })),
    )
  const last = Math.max(...told.map((each) => Date.parse(each.left)))
  desk.at(new Date(last + 60_000).toISOString())
  const done = await finishWork(
    await client.outcomes.importFile({
      file: outcomesFile(
        told.map(({ caseNo, from, left }) => `${caseNo},${local(from)},${local(left)},deferred,borrower`),
      ),
    }),
  )
  expect(done.accepted).toBe(told.length)
  return told
}

/** What holds of every plan of a week under way. */
function expectSound(view: PlanView, told: Awaited<ReturnType<typeof tellOfTuesday>>, before: PlanView) {
  const arrivals = (of: PlanView) =>
    new Map(of.crewDays.flatMap((day) => day.stops.map((stop) => [stop.visitId, stop.arrival])))
  const [now, then] = [arrivals(view), arrivals(before)]
  for (const { visitId } of told) expect(now.get(visitId)).toBe(then.get(visitId))
  // of Monday nobody has told yet: its visits wait where they stand
  const monday = before.crewDays.filter((day) => day.date < tuesday).flatMap((day) => day.stops)
  expect(monday.length).toBeGreaterThan(0)
  for (const { visitId, arrival } of monday) expect(now.get(visitId), visitId).toBe(arrival)
  // crews are on the road with their sheets: nobody is put before them who did not stand there
  const onTuesday = (of: PlanView) =>
    of.crewDays.filter((day) => day.date === tuesday).flatMap((day) => day.stops.map((stop) => stop.visitId))
  expect(onTuesday(before)).toEqual(expect.arrayContaining(onTuesday(view)))
  const unplanned = new Set(view.unplanned.map((entry) => entry.visitId))
  for (const visitId of now.keys()) expect(unplanned.has(visitId), visitId).toBe(false)
  for (const day of view.crewDays) {
    expect(day.stops.length, day.id).toBeLessThanOrEqual(mostADay)
    const left = told.filter((each) => each.day === day.id).map((each) => Date.parse(each.left))
    const ahead = day.stops.filter((stop) => stop.done === null)
    for (const stop of ahead)
      if (day.date === tuesday) expect(Date.parse(stop.arrival), day.id).toBeGreaterThan(Math.max(...left, 0))
    ahead.forEach((stop, index) => {
      if (index > 0)
        expect(Date.parse(stop.arrival)).toBeGreaterThanOrEqual(Date.parse(ahead[index - 1].departure))
    })
    // as it was begun, for the run sheet and the timeline
    expect(day.shift).toEqual(before.crewDays.find((each) => each.id === day.id)?.shift ?? day.shift)
    expect(day.start).toEqual(before.crewDays.find((each) => each.id === day.id)?.start ?? day.start)
  }
  const stops = view.crewDays.flatMap((day) => day.stops)
  expect(new Set(stops.map((stop) => stop.visitId)).size).toBe(stops.length)
  expect(view.totals.made).toBe(told.length)
  expect(view.totals.planned).toBe(stops.length - told.length)
}

describe('on Tuesday, with the first visits made', () => {
  let before: PlanView
  let told: Awaited<ReturnType<typeof tellOfTuesday>>
  beforeEach(async () => {
    await plannedBranch(desk, {
      collectors: collectorFile(['Chen', 'Lin'], { headers: ',max_visits', cells: `,${mostADay}` }),
      cases: caseFile(Array.from({ length: doors }, (_, index) => ({ no: `C${index}` }))),
    })
    before = await plan()
    const onTuesday = before.crewDays.filter((day) => day.date === tuesday)
    expect(onTuesday.some((day) => day.stops.length > made)).toBe(true)
    told = await tellOfTuesday(before)
  })

  it('the rest is planned anew after what was made, within what each crew-day may still hold', async () => {
    await optimise(client, week)
    expectSound(await plan(), told, before)
  })

  it('the plan that stands is mended around it', async () => {
    await optimise(client, week, { keep: true })
    expectSound(await plan(), told, before)
  })

  it('a published plan is mended, never begun anew, and says what changed', async () => {
    await client.plan.publish({ week })
    const { diff } = await optimise(client, week)
    const after = await plan()
    expectSound(after, told, before)
    // another revision of the same plan
    expect(after.version!.name.split('.')[0]).toBe(before.version!.name.split('.')[0])
    const crewOf = (view: PlanView) =>
      new Map(view.crewDays.flatMap((day) => day.stops.map((stop) => [stop.visitId, day.id])))
    const [was, is] = [crewOf(before), crewOf(after)]
    const moved = [...was].filter(([visitId, crew]) => is.has(visitId) && is.get(visitId) !== crew)
    expect(diff.moved).toBe(moved.length)
    expect(moved).toHaveLength(0)
  })

  it('one that is new is put on the running day by hand alone', async () => {
    const today = before.crewDays.find((day) => day.date === tuesday && day.stops.length > made)!
    const roomy = before.crewDays.find((day) => day.date > tuesday && day.stops.length < mostADay)!
    // there is room today, and today is the new one's last day
    await client.plan.move({ week, visitId: today.stops[made].visitId, crewDayId: roomy.id })
    await importFile(client, 'cases', caseFile([{ no: 'NEW', rest: tuesday }], 'due'))
    await finishWork(await client.locate.run())
    await optimise(client, week, { keep: true })
    const left = (await plan()).unplanned.find(({ caseNo }) => caseNo === 'NEW')!
    expect(left.reason.code).toBe('visit-fits')
    await client.plan.move({ week, visitId: left.visitId, crewDayId: today.id })
    const standsToday = async () =>
      (await plan()).crewDays.find(({ id }) => id === today.id)!.stops.some(({ caseNo }) => caseNo === 'NEW')
    expect(await standsToday()).toBe(true)
    await optimise(client, week, { keep: true })
    expect(await standsToday()).toBe(true)
  })

  it('a window costs, and moves, what its card says, whoever was visited elsewhere since', async () => {
    await client.plan.publish({ week })
    // made a day or two before its day: it leaves, and those after it keep their hours
    const early = before.crewDays.find((day) => day.date > tuesday && day.stops.length > 1)!.stops[0]
    const done = await finishWork(
      await client.outcomes.importFile({
        file: outcomesFile([`${early.caseNo},${tuesday} 09:00,${tuesday} 09:20,deferred,borrower`]),
      }),
    )
    expect(done.accepted).toBe(1)
    const rows = (await client.calls.queue({ week })).filter((each) => each.arrival > '2026-11-25')
    expect(rows.length).toBeGreaterThan(3)
    let others = 0
    for (const row of rows) {
      const slots = await client.calls.slots({ week, visitId: row.visitId })
      for (const slot of new Set([slots[0], slots.at(-1)!])) {
        // a call is a fact that undo leaves, and the same one cannot be made twice
        desk.at(new Date(Date.parse((await client.session.get()).now) + 60_000).toISOString())
        const { diff, undoId } = await client.calls.log({
          week,
          visitId: row.visitId,
          phoneId: row.phoneId,
          result: 'confirmed',
          window: slot.window,
          crewDayId: slot.crewDayId,
        })
        const ofOthers = diff!.changes.filter((change) => change.visitId !== row.visitId)
        const retimed = ofOthers.filter((change) => change.kind === 'retimed').map((change) => change.visitId)
        expect(retimed.sort(), row.caseNo).toEqual(slot.shifts.map((shift) => shift.visitId).sort())
        expect(ofOthers.length - retimed.length, row.caseNo).toBe(slot.displaced.length)
        expect(diff!.travelSecondsDelta, row.caseNo).toBe(slot.addedSeconds)
        others += ofOthers.length
        await client.history.undo({ entryId: undoId! })
      }
    }
    expect(others).toBeGreaterThan(0)
  })

  it('a window that is as planned moves nobody who is not under way', async () => {
    const [row] = (await client.calls.queue({ week })).filter((each) => each.arrival > `${tuesday}T16`)
    const slot = (await client.calls.slots({ week, visitId: row.visitId })).find((each) => each.current)!
    expect(slot.addedSeconds).toBe(0)
    const { diff } = await client.calls.log({
      week,
      visitId: row.visitId,
      phoneId: row.phoneId,
      result: 'confirmed',
      window: slot.window,
      crewDayId: slot.crewDayId,
    })
    expect(diff).toMatchObject({ moved: 0, dropped: 0 })
    // only those who come after the visits that were late may come later
    const dayOf = new Map(before.crewDays.flatMap((day) => day.stops.map((stop) => [stop.visitId, day.date])))
    for (const change of diff!.changes) expect(dayOf.get(change.visitId)).toBe(tuesday)
    expectSound(await plan(), told, before)
  })

  it('a visit whose outcome has not come in is made again where the borrower wants it', async () => {
    const waiting = before.crewDays.filter((day) => day.date < tuesday).flatMap((day) => day.stops)[0]
    const { phones } = await client.cases.get({ id: waiting.caseId })
    const slot = (await client.calls.slots({ week, visitId: waiting.visitId }))[0]
    expect(Date.parse(slot.window.start)).toBeGreaterThan(Date.parse(waiting.departure))
    const { diff } = await client.calls.log({
      week,
      visitId: waiting.visitId,
      phoneId: phones[0].id,
      result: 'confirmed',
      window: slot.window,
      crewDayId: slot.crewDayId,
    })
    expect(diff!.changes.find((change) => change.visitId === waiting.visitId)).toBeDefined()
    const stops = (await plan()).crewDays.flatMap((day) =>
      day.stops.map((stop) => ({ ...stop, crewDayId: day.id })),
    )
    const again = stops.filter((stop) => stop.visitId === waiting.visitId)
    expect(again).toHaveLength(1)
    expect(again[0].crewDayId).toBe(slot.crewDayId)
  })

  it('visits that nobody made are planned again when somebody says so, and undone as one step', async () => {
    await client.plan.publish({ week })
    const monday = before.crewDays.filter((day) => day.date < tuesday).flatMap((day) => day.stops)
    const visitIds = monday.slice(0, 4).map((stop) => stop.visitId)
    const { undoId } = await client.plan.again({ week, visitIds })
    const after = await plan()
    const dateOf = new Map(after.crewDays.flatMap((day) => day.stops.map((stop) => [stop.visitId, day.date])))
    const unplanned = new Set(after.unplanned.map((entry) => entry.visitId))
    for (const visitId of visitIds)
      expect(unplanned.has(visitId) || dateOf.get(visitId)! > tuesday, visitId).toBe(true)
    for (const { visitId } of monday.slice(4)) expect(dateOf.get(visitId)).toBe('2026-11-23')
    for (const day of after.crewDays) expect(day.stops.length, day.id).toBeLessThanOrEqual(mostADay)
    // sheets of a day that is over are handed out to nobody any more
    expect(after.handedOut!.days.every((day) => day.date >= tuesday)).toBe(true)
    expect(await refusal(client.plan.again({ week, visitIds: [told[0].visitId] }))).toBe('visit-not-waiting')
    await client.history.undo({ entryId: undoId! })
    const places = (view: PlanView) => view.crewDays.map((day) => day.stops.map((stop) => stop.visitId))
    expect(places(await plan())).toEqual(places(before))
  })

  it('a visit that was made before its day is not made again, and leaves the day to others', async () => {
    const later = before.crewDays.find((day) => day.date > tuesday && day.stops.length > 0)!
    const [early] = later.stops
    const done = await finishWork(
      await client.outcomes.importFile({
        file: outcomesFile([`${early.caseNo},${tuesday} 09:00,${tuesday} 09:20,deferred,borrower`]),
      }),
    )
    expect(done.accepted).toBe(1)
    await optimise(client, week, { keep: true })
    const after = await plan()
    expect(after.crewDays.flatMap((day) => day.stops).map((stop) => stop.visitId)).not.toContain(
      early.visitId,
    )
    for (const day of after.crewDays) expect(day.stops.length, day.id).toBeLessThanOrEqual(mostADay)
    expect(after.totals.made).toBe(told.length + 1)
  })
})

it('a draft by which nobody was sent is begun anew with all its visits', async () => {
  await plannedBranch(desk, {
    collectors: collectorFile(['Chen'], { headers: ',max_visits', cells: `,${mostADay}` }),
    cases: caseFile(Array.from({ length: doors / 2 }, (_, index) => ({ no: `C${index}` }))),
  })
  const before = await plan()
  const monday = before.crewDays.filter((day) => day.date < tuesday).flatMap((day) => day.stops)
  expect(monday.length).toBeGreaterThan(0)
  desk.at(`${tuesday}T07:00:00+08:00`)
  await optimise(client, week, { keep: true })
  const kept = new Map((await plan()).crewDays.flatMap((day) => day.stops.map((s) => [s.visitId, day.date])))
  for (const { visitId } of monday) expect(kept.get(visitId)).toBe('2026-11-23')
  await optimise(client, week)
  const anew = new Map((await plan()).crewDays.flatMap((day) => day.stops.map((s) => [s.visitId, day.date])))
  for (const date of anew.values()) expect(date >= tuesday).toBe(true)
})

describe('a search that is ended early', () => {
  beforeEach(async () => {
    await plannedBranch(desk)
  })
  const search = async () => client.plan.optimise({ week, limitSeconds: 600, seed: 2, keep: false })

  it('is the plan, where the person said that it is enough', async () => {
    const before = await plan()
    let asked = false
    for await (const event of await search()) {
      if (event.kind === 'partial' && !asked) {
        asked = true
        expect(await client.plan.enough({ week })).toBe(true)
      }
      if (event.kind === 'done') expect(event.result.totals.planned).toBeGreaterThan(0)
    }
    expect((await plan()).version!.id).not.toBe(before.version!.id)
    expect(await client.plan.enough({ week })).toBe(false)
  })

  it('leaves the plan that stands alone, where the window has gone', async () => {
    const before = await plan()
    for await (const event of await search()) if (event.kind === 'partial') break
    expect((await plan()).version).toEqual(before.version)
  })
})

it('the clock of a sample goes on to where its outcomes are', async () => {
  desk.at(friday)
  await openSample(client)
  const clock = async () => (await client.session.get()).now
  expect((await clock()).slice(0, 10)).toBe('2026-11-20')
  await optimise(client, week)
  const [stop] = (await plan()).crewDays.find((day) => day.date === tuesday && day.stops.length > 0)!.stops
  await client.outcomes.record({
    visitId: stop.visitId,
    visitedAt: stop.arrival,
    leftAt: stop.departure,
    result: 'deferred',
    met: 'borrower',
  })
  expect(Date.parse(await clock())).toBeGreaterThanOrEqual(Date.parse(stop.departure))
  expect((await clock()).slice(0, 10)).toBe(stop.departure.slice(0, 10))
})

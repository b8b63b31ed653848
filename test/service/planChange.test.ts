import { expect, it } from 'vitest'
import { changedPlan } from '../../renderer/client/changedPlan.ts'
import { seededRandom, type Random } from '../../shared/core/lib/random.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import { plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()

const plan = () => desk.client.plan.get({ week })
const board = async () => {
  const { travel, travelByHour, ...rest } = await desk.client.plan.board({ week })
  return { ...rest, travel: travel.map(({ profile, size }) => [profile, size]), hours: travelByHour.length }
}

/** Visits of a crew-day without one of them, or in another order. */
function edited(view: PlanView, random: Random) {
  const days = view.crewDays.filter((day) => day.stops.length > 2)
  const day = days[Math.floor(random.next() * days.length)]!
  const visitIds = day.stops.map((stop) => stop.visitId)
  const at = Math.floor(random.next() * visitIds.length)
  const left = visitIds.filter((_, index) => index !== at)
  return { crewDayId: day.id, visitIds: left, visitId: visitIds[at]! }
}

it('a change answers with all that it made of the plan: what is shown then is what is read anew', async () => {
  await plannedBranch(desk)
  const random = seededRandom(12)
  let shown = await plan()
  for (let round = 0; round < 6; round++) {
    const { visitId, ...edit } = edited(shown, random)
    const answer = await desk.client.plan.arrange({
      week,
      versionId: shown.version!.id,
      visitId,
      edits: [edit],
      accept: true,
    })
    expect(answer.change).not.toBeNull()
    // only what it touched is sent
    expect(answer.change!.crewDays.map(({ id }) => id)).toEqual([edit.crewDayId])
    const before = shown
    shown = changedPlan(shown, answer.change!)
    expect(shown).toEqual(await plan())
    expect(shown.unplanned.map((entry) => entry.visitId)).toContain(visitId)
    if (round % 2 === 1) continue
    const undone = await desk.client.history.undo({ entryId: answer.undoId! })
    if (undone.kind !== 'done') throw new Error(`nothing was undone: ${undone.kind}`)
    shown = changedPlan(shown, undone.change!)
    expect(shown).toEqual(await plan())
    expect(shown.crewDays).toEqual(before.crewDays)
    const redone = await desk.client.history.redo()
    if (redone.kind !== 'done') throw new Error(`nothing was done again: ${redone.kind}`)
    shown = changedPlan(shown, redone.change!)
    expect(shown).toEqual(await plan())
  }
  const kept = await board()
  await desk.reopen()
  expect(await plan()).toEqual(shown)
  expect(await board()).toEqual(kept)
})

it('a step that does more than turn the plan says so: the week is read anew', async () => {
  const before = await plan()
  const stop = before.crewDays.flatMap((day) => day.stops)[0]!
  const { undoId } = await desk.client.plan.lock({ week, visitId: stop.visitId, locked: true })
  expect(await desk.client.history.undo({ entryId: undoId! })).toMatchObject({ kind: 'done', change: null })
})

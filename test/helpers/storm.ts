import { expect } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import { boardWeekOf } from '../../renderer/client/boardWeek.ts'
import type { Client } from '../../shared/contract/contract.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import { createBoard } from '../../shared/core/plan/board.ts'
import { verify } from '../../shared/core/verify/verify.ts'
import type { Problem, Solution } from '../../shared/model/problem.ts'
import { caseFile, collectorFile, undo } from './desk.ts'
import { plannedBranch, week, type SampleDesk } from './sampleDesk.ts'

/** What came of a storm, for the log: a storm of refusals alone would prove nothing. */
export interface StormTally {
  done: Record<string, number>
  refused: Record<string, number>
  restarts: number
  undone: number
}

const visitsOf = (plan: PlanView) => [
  ...plan.crewDays.flatMap((day) => day.stops.map((stop) => stop.visitId)),
  ...plan.unplanned.map((entry) => entry.visitId),
]

async function takeJson<T>(client: Client, fileId: string): Promise<T> {
  const file = await client.exports.take({ fileId })
  return JSON.parse(Buffer.from(await file.arrayBuffer()).toString('utf8')) as T
}

/** Whether the independent verifier finds anything wrong with the plan that stands. */
async function verified(client: Client): Promise<void> {
  const { problemId, solutionId } = await finishWork(await client.exports.interchange({ week }))
  const problem = await takeJson<Problem>(client, problemId)
  const solution = await takeJson<Solution>(client, solutionId)
  expect(verify(problem, solution)).toEqual([])
}

/**
 * Two people change one plan at random, on what each saw last, while the service is now and then restarted under their
 * hands; each step is saved or refused. No visit is lost or doubled at any time. In the end the verifier accepts the
 * plan, and undoing everything leads back to the plan that was published before the storm.
 */
export async function storm(
  desk: SampleDesk,
  { seed, actions, restarts }: { seed: number; actions: number; restarts: number },
): Promise<StormTally> {
  const random = seededRandom(seed)
  const oneOf = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  await plannedBranch(desk, {
    collectors: collectorFile(['Chen', 'Lin', 'Wang']),
    cases: caseFile(Array.from({ length: 36 }, (_, index) => ({ no: `S${index}` }))),
  })
  await desk.client.plan.publish({ week })
  const before = await desk.client.plan.get({ week })
  const everybody = visitsOf(before).sort()
  const names = ['Ann', 'Bo']
  const people = () =>
    names.map((name) => desk.service.clientAs({ userId: name, userName: name, roles: ['lead', 'scheduler'] }))
  let clients = people()
  await clients[0]!.versions.reopen({ week })
  /** what each of them looks at, which may be out of date */
  const seen = [await desk.client.plan.get({ week }), await desk.client.plan.get({ week })]
  const tally: StormTally = { done: {}, refused: {}, restarts: 0, undone: 0 }

  const refusedAs = async (name: string, call: Promise<unknown>): Promise<void> => {
    try {
      await call
      tally.done[name] = (tally.done[name] ?? 0) + 1
    } catch (error) {
      const { code, data } = error as { code?: string; data?: { code: string } }
      if (code !== 'REFUSED') throw error
      tally.refused[data!.code] = (tally.refused[data!.code] ?? 0) + 1
    }
  }

  /** One visit put elsewhere, on what this person sees. */
  const arrange = async (client: Client, plan: PlanView, kind: 'put' | 'out' | 'order' | 'blind') => {
    const from = oneOf(plan.crewDays)
    const to = oneOf(plan.crewDays)
    const ids = (day: PlanView['crewDays'][number]) => day.stops.map((stop) => stop.visitId)
    const pool = kind === 'put' && plan.unplanned.length > 0 && random.below(3) === 0
    const visitId = pool ? oneOf(plan.unplanned).visitId : oneOf(ids(from).length ? ids(from) : [''])
    if (!visitId) return
    const edits = new Map<string, string[]>()
    const without = (day: PlanView['crewDays'][number]) => ids(day).filter((each) => each !== visitId)
    if (kind === 'order') {
      const order = without(from)
      order.splice(random.below(order.length + 1), 0, visitId)
      edits.set(from.id, order)
    } else {
      if (!pool) edits.set(from.id, without(from))
      if (kind !== 'out') {
        const rest = edits.get(to.id) ?? without(to)
        let at = random.below(rest.length + 1)
        if (kind === 'put') {
          const board = createBoard(await boardWeekOf(await client.plan.board({ week })))
          if (board.knows(visitId) && rest.every((each) => board.knows(each)) && board.has(to.id))
            at = board.bestPlace(to.id, rest, visitId).position
        }
        edits.set(to.id, [...rest.slice(0, at), visitId, ...rest.slice(at)])
      }
    }
    await client.plan.arrange({
      week,
      versionId: plan.version!.id,
      visitId,
      edits: [...edits].map(([crewDayId, visitIds]) => ({ crewDayId, visitIds })),
      accept: random.below(4) > 0,
    })
  }

  const act = (client: Client, plan: PlanView): [name: string, call: Promise<unknown>] => {
    const stop = oneOf(plan.crewDays.flatMap((day) => day.stops))
    const dice = random.below(100)
    if (dice < 34) return ['put', arrange(client, plan, 'put')]
    if (dice < 44) return ['blind', arrange(client, plan, 'blind')]
    if (dice < 54) return ['order', arrange(client, plan, 'order')]
    if (dice < 60) return ['out', arrange(client, plan, 'out')]
    if (dice < 70 && stop)
      return ['lock', client.plan.lock({ week, visitId: stop.visitId, locked: !stop.locked })]
    if (dice < 82) return ['undo', undo(client)]
    if (dice < 90) return ['redo', client.history.redo()]
    if (dice < 93) return ['branch', client.versions.branch({ week, versionId: plan.version!.id })]
    if (dice < 97) return ['turn', client.versions.turn({ week, versionId: oneOf(plan.versions).id })]
    return [
      'rename',
      client.versions.rename({ week, versionId: plan.version!.id, name: `N${random.below(1_000)}` }),
    ]
  }

  /** steps at which, or soon after which, the service is restarted, the next one last */
  const due = Array.from({ length: restarts }, (_, index) =>
    Math.floor(((index + 0.5) * actions) / restarts),
  ).reverse()
  for (let step = 0; step < actions; step++) {
    const who = random.below(2)
    // each looks anew only now and then: else nobody would ever work on what is gone
    if (random.below(4) > 0) seen[who] = await clients[who]!.plan.get({ week })
    const [name, call] = act(clients[who]!, seen[who]!)
    const acted = refusedAs(name, call)
    if (step >= (due.at(-1) ?? actions)) {
      due.pop()
      // in the middle of it: it is saved whole or not at all
      await Promise.all([acted.catch(() => {}), desk.reopen()])
      clients = people()
      tally.restarts++
    } else if (random.below(5) === 0) {
      // the other one at the same moment
      const [other, theirs] = act(clients[1 - who]!, seen[1 - who]!)
      await Promise.all([acted, refusedAs(other, theirs)])
      step++
    } else await acted
    if (step % 10 === 0 || step === actions - 1)
      expect(visitsOf(await desk.client.plan.get({ week })).sort(), `step ${step}`).toEqual(everybody)
  }

  const after = await desk.client.plan.get({ week })
  expect(after.findings.filter((finding) => finding.hard)).toEqual([])
  await verified(desk.client)
  while ((await undo(desk.client)) !== null) tally.undone++
  const start = await desk.client.plan.get({ week })
  expect(start.version).toEqual(before.version)
  expect(start.crewDays).toEqual(before.crewDays)
  expect(start.fingerprint).toBe(before.fingerprint)
  return tally
}

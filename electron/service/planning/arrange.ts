import type { Board } from '../../../shared/core/plan/board.ts'
import { staysIn } from '../../../shared/core/plan/moveMany.ts'
import { writeSolution } from '../../../shared/core/optimiser/solution.ts'
import type { PlanChange } from '../../../shared/contract/planChange.ts'
import type { ArrangeInput, BoardView, FindingView, PlanDiff } from '../../../shared/contract/week.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { Unplanned } from '../../../shared/model/week.ts'
import type { RequestContext } from '../context.ts'
import { loadVersion } from '../database/stores/plans.ts'
import { versionName } from '../views/handedOut.ts'
import { planChange } from '../views/planChange.ts'
import { parseJson } from '../database/stores/json.ts'
import type { BranchRow } from '../database/tables.ts'
import { findingViews, saveVersion, type NewVersion } from './saveVersion.ts'
import { standingHours, standingRoutes } from './heldHours.ts'
import { refuseReadOnly } from './readOnly.ts'
import { solveProblem } from './solve.ts'
import { onStandingPlan } from './standing.ts'
import { finish, type PreparedWeek } from './week.ts'
import { weekDesk, weekTurned, type WeekDesk } from './weekDesk.ts'

/** Visits of each crew-day in their order, those alone that can still be moved. */
type Routes = Map<string, readonly string[]>

export interface Arranged {
  /** soft rules that the new order breaks and the old one did not: nothing is saved until somebody accepts them */
  asked: FindingView[]
  undoId: string | null
  diff: PlanDiff | null
  change: PlanChange | null
  versionId: string
}

/** What stands now on the crew-days that can still be changed. */
function standing(prepared: PreparedWeek): Routes {
  const { assembled } = prepared
  return new Map(
    standingRoutes(prepared).map(({ vehicle, jobs }) => [
      assembled.crewDays[vehicle - 1]!.key,
      jobs.map((job) => assembled.visits[job - 1]!.id),
    ]),
  )
}

/** Copied out of the shared memory of the threads, which a file cannot hold. */
const asFile = (cells: Uint32Array[], name: string) =>
  new File(
    cells.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength).slice()),
    name,
  )

/**
 * Everything the window needs to judge a change of the plan by itself.
 * @throws RefusalError plan-missing
 */
export async function boardOf(context: RequestContext, branch: BranchRow, week: string): Promise<BoardView> {
  const { prepared, board } = await weekDesk(context, branch, week)
  if (!prepared.inputs.stored) throw new RefusalError('plan-missing', { week })
  const { problem, ...rest } = board.week
  const { travel, travelByHour, ...bare } = problem
  return {
    ...rest,
    versionId: prepared.inputs.stored.version.id,
    problem: bare,
    routes: [...standing(prepared)].map(([crewDayId, visitIds]) => ({ crewDayId, visitIds: [...visitIds] })),
    travel: Object.entries(travel ?? {}).map(([profile, { size, seconds, metres }]) => ({
      profile,
      size,
      cells: asFile([seconds, metres], profile),
    })),
    travelByHour: Object.entries(travelByHour ?? {}).map(([profile, { starts, matrices }]) => ({
      profile,
      starts,
      size: matrices[0]!.size,
      cells: asFile(
        matrices.flatMap(({ seconds, metres }) => [seconds, metres]),
        profile,
      ),
    })),
  }
}

/**
 * The crew-days that `edits` name get those visits in that order; a visit that was on one of them and is on none now
 * is taken out of the plan.
 * @throws RefusalError a visit or crew-day that is not on the board, a visit named twice, one that was agreed taken out
 */
function applied(
  board: Board,
  before: Routes,
  edits: ArrangeInput['edits'],
): { after: Routes; out: string[] } {
  const after = new Map(before)
  for (const { crewDayId, visitIds } of edits) {
    if (!board.has(crewDayId)) throw new RefusalError('drop-crew-day-over')
    for (const visitId of visitIds) if (!board.knows(visitId)) throw new RefusalError('drop-not-plannable')
    after.set(crewDayId, visitIds)
  }
  const placed = new Set<string>()
  for (const visitIds of after.values())
    for (const visitId of visitIds) {
      if (placed.has(visitId)) throw new RefusalError('plan-moved-on')
      placed.add(visitId)
    }
  const out = [...before.values()].flat().filter((visitId) => !placed.has(visitId))
  for (const visitId of out) {
    const reason = staysIn(board, visitId)
    if (reason) throw new RefusalError(reason.code, reason.params)
  }
  return { after, out }
}

/** Those who were left out stay so for the reason they had. */
function unplannedOf(prepared: PreparedWeek, version: NewVersion, out: readonly string[]): Unplanned[] {
  const known = new Map(prepared.inputs.stored?.unplanned.map((row) => [row.visit_id, row]))
  const byHand = new Set(out)
  return version.plan.unplanned.map((entry) => {
    if (byHand.has(entry.visitId))
      return { ...entry, reason: { code: 'taken-out-by-hand' }, smallestFix: null }
    const row = known.get(entry.visitId)
    if (!row) return entry
    const params = parseJson<Record<string, string | number>>(row.reason_params)
    return {
      ...entry,
      reason: { code: row.reason as Unplanned['reason']['code'], ...(params ? { params } : {}) },
      smallestFix: parseJson<Unplanned['reason']>(row.fix),
    }
  })
}

const keyOf = (finding: FindingView) => `${finding.rule} ${finding.visitId} ${finding.crewDayId}`

/**
 * Puts visits where a person wants them: onto another crew-day, into another order, out of the plan. What no rule
 * allows is refused; what one advises against is asked about first.
 * @throws RefusalError plan-moved-on when the plan is no longer the one that was looked at
 */
export async function arrange(
  context: RequestContext,
  branch: BranchRow,
  input: ArrangeInput,
): Promise<Arranged> {
  return onStandingPlan(context.deps, branch.id, async () => {
    const desk = await weekDesk(context, branch, input.week)
    return save(context, branch, desk, input, 'plan.arrange')
  })
}

async function save(
  context: RequestContext,
  branch: BranchRow,
  { prepared, board }: WeekDesk,
  input: ArrangeInput,
  action: 'plan.arrange' | 'plan.tidy' | 'plan.fill',
): Promise<Arranged> {
  const { inputs, assembled, problem } = prepared
  if (!inputs.stored) throw new RefusalError('plan-missing', { week: input.week })
  if (inputs.stored.version.id !== input.versionId) throw new RefusalError('plan-moved-on')
  refuseReadOnly(inputs.stored)
  const before = standing(prepared)
  const { after, out } = applied(board, before, input.edits)
  for (const { crewDayId } of input.edits) {
    const fault = board.judge(crewDayId, after.get(crewDayId)!).faults[0]
    if (fault) throw new RefusalError(fault.reason.code, fault.reason.params)
  }

  const jobs = new Map(assembled.visits.map((visit, index) => [visit.id, index + 1]))
  const routes = assembled.crewDays.map((day, index) => ({
    vehicle: index + 1,
    jobs: (after.get(day.key) ?? []).map((visitId) => jobs.get(visitId)!),
  }))
  // as the window showed them while the hand was on them; every other crew-day keeps its hours
  const edited = new Set(
    input.edits.map(({ crewDayId }) => assembled.crewDays.findIndex((day) => day.key === crewDayId) + 1),
  )
  const kept = new Map([...standingHours(prepared)].filter(([, { vehicle }]) => !edited.has(vehicle)))
  const solution = writeSolution(problem, routes, () => 'taken-out-by-hand', kept)
  const version = finish(prepared, solution, inputs.visits, true, false)
  version.plan.unplanned = unplannedOf(prepared, version, out)

  const stood = new Set((parseJson<FindingView[]>(inputs.stored.version.findings) ?? []).map(keyOf))
  const fresh = findingViews(version.findings).filter((finding) => !stood.has(keyOf(finding)))
  const broken = fresh.find((finding) => finding.hard)
  if (broken) throw new RefusalError(broken.reason.code, broken.reason.params)
  if (fresh.length > 0 && !input.accept)
    return { asked: fresh, diff: null, change: null, versionId: inputs.stored.version.id, undoId: null }

  const from = input.fromVersionId
    ? await loadVersion(context.deps.database.reader, input.fromVersionId)
    : null
  const moved = movedBetween(before, after)
  const taken = moved.find((visitId) => visitId === input.visitId) ?? moved[0]
  const several =
    from === null && action === 'plan.arrange' && input.visitId === undefined && moved.length > 1
  const together = several ? commonPlace(moved, after) : null
  const goal = assembled.crewDays.find((day) => day.key === together)
  let stamp = ''
  const { versionId, undoId } = await context.deps.changes.change(
    context.actor,
    {
      branchId: branch.id,
      action: from
        ? 'plan.take'
        : several
          ? goal
            ? 'plan.gather'
            : together === 'out'
              ? 'plan.clear'
              : 'plan.spread'
          : action,
      params: {
        count: moved.length,
        ...(from ? { version: versionName(from.version) } : {}),
        ...(several
          ? { crew: goal?.crewName ?? '', date: goal?.date ?? '' }
          : {
              caseNo: inputs.records.get(taken ?? '')?.caseNo ?? '',
              crewDay: input.edits[0]?.crewDayId ?? '',
            }),
      },
      ...(taken && (moved.length === 1 || taken === input.visitId) ? { entity: taken } : {}),
      undoable: true,
      standing: inputs.stamp,
      stamped: (now) => (stamp = now),
    },
    async (tx) => ({
      versionId: await saveVersion(tx, branch, inputs, version),
      undoId: tx.entryId,
    }),
  )
  context.deps.events.emit({
    topic: 'plan',
    turned: { from: inputs.stored.version.id, to: versionId },
  })
  const stored = (await loadVersion(context.deps.database.reader, versionId))!
  const change = await planChange(
    context,
    branch.id,
    inputs,
    weekTurned(context, branch, inputs, stored, stamp),
  )
  return { asked: [], diff: version.diff, change, versionId, undoId }
}

/** Visits that changed crew-day, came in or went out; when none did, those whose order did. */
function movedBetween(before: Routes, after: Routes): string[] {
  const placeOf = (routes: Routes) =>
    new Map([...routes].flatMap(([crewDayId, visitIds]) => visitIds.map((visitId) => [visitId, crewDayId])))
  const [was, is] = [placeOf(before), placeOf(after)]
  const all = [...new Set([...was.keys(), ...is.keys()])]
  const moved = all.filter((visitId) => was.get(visitId) !== is.get(visitId))
  if (moved.length > 0) return moved
  return [...after].flatMap(([crewDayId, visitIds]) =>
    visitIds.filter((visitId, index) => before.get(crewDayId)?.[index] !== visitId),
  )
}

/** The crew-day that all of them stand on, or `out` where none is planned; null: they stand here and there. */
function commonPlace(visitIds: readonly string[], routes: Routes): string | null {
  const places = new Set(
    visitIds.map((visitId) => [...routes].find(([, route]) => route.includes(visitId))?.[0] ?? 'out'),
  )
  return places.size === 1 ? [...places][0]! : null
}

/** How long the search for one crew-day may take: it is small, and somebody waits. */
const tidySeconds = 1

/**
 * One crew-day in the order that travels least; with `fill`, also with the best of the unplanned visits that have room.
 * Nobody leaves it, and no other crew-day changes.
 * @returns null when it cannot be done better
 */
export async function tidy(
  context: RequestContext,
  branch: BranchRow,
  input: { week: string; versionId: string; crewDayId: string; fill: boolean; accept: boolean },
  signal?: AbortSignal,
): Promise<Arranged | null> {
  return onStandingPlan(context.deps, branch.id, async () => {
    const desk = await weekDesk(context, branch, input.week)
    const { prepared, board } = desk
    const { assembled, problem } = prepared
    const before = standing(prepared)
    const index = assembled.crewDays.findIndex((day) => day.key === input.crewDayId)
    if (index < 0) throw new RefusalError('drop-crew-day-over')
    const there = new Set(before.get(input.crewDayId) ?? [])
    const elsewhere = new Set([...before.values()].flat().filter((visitId) => !there.has(visitId)))
    const jobs = problem.jobs.flatMap((job, at) => {
      const visitId = assembled.visits[at]!.id
      if (there.has(visitId)) return [{ ...job, roundsman: { ...job.roundsman, must_serve: true } }]
      return input.fill && !elsewhere.has(visitId) ? [job] : []
    })
    if (jobs.length === 0) return null
    const mine = jobs.flatMap((job) => (there.has(assembled.visits[job.id - 1]!.id) ? [job.id] : []))
    const order = (before.get(input.crewDayId) ?? []).map((visitId) =>
      mine.find((id) => assembled.visits[id - 1]!.id === visitId)!,
    )
    const small = { ...problem, jobs, vehicles: [problem.vehicles[index]!] }
    delete small.roundsman
    const solution = await solveProblem(
      context.deps.pool,
      small,
      {
        limitSeconds: tidySeconds,
        seed: 1,
        threads: 1,
        ...(order.length > 0 ? { warmStart: [{ vehicle: index + 1, jobs: order }] } : {}),
      },
      signal ? { signal } : {},
    )
    const visitIds = (solution.routes[0]?.steps ?? []).flatMap((step) =>
      step.type === 'job' ? [assembled.visits[step.id! - 1]!.id] : [],
    )
    // a crew-day that cannot be kept as it stands is not put in order by leaving somebody out
    if (![...there].every((visitId) => visitIds.includes(visitId))) return null
    const travel = (ids: readonly string[]) =>
      board.judge(input.crewDayId, ids).timed?.travelSeconds ?? Infinity
    if (visitIds.length <= there.size && travel(visitIds) >= travel([...there])) return null
    const { week, versionId, accept } = input
    return save(
      context,
      branch,
      desk,
      { week, versionId, accept, edits: [{ crewDayId: input.crewDayId, visitIds }] },
      input.fill ? 'plan.fill' : 'plan.tidy',
    )
  })
}

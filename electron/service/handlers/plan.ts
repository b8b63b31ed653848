import { RefusalError } from '../../../shared/model/refusal.ts'
import { findPlan, loadVersion } from '../database/stores/plans.ts'
import { visitRecords } from '../database/stores/cases.ts'
import { planAgain } from '../planning/again.ts'
import { arrange, boardOf, tidy } from '../planning/arrange.ts'
import { drawDays } from '../planning/geometry.ts'
import { explainUnplanned, moveVisit, optimiseWeek } from '../planning/week.ts'
import { publishWeek } from '../planning/publish.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { crewDayViews, planView } from '../views/plan.ts'
import { workStream } from '../work.ts'
import type { PlanPartial } from '../../../shared/contract/week.ts'

export const plan = {
  get: procedures.plan.get.handler(async ({ context, input }) =>
    planView(context, await currentBranch(context), input.week),
  ),

  optimise: procedures.plan.optimise.handler(({ context, input, signal }) =>
    workStream<Awaited<ReturnType<typeof optimiseWeek>>, PlanPartial>(signal, async (report) =>
      optimiseWeek(context, await currentBranch(context), input, report),
    ),
  ),

  enough: procedures.plan.enough.handler(async ({ context, input }) =>
    context.deps.searches.stop((await currentBranch(context)).id, input.week),
  ),

  move: procedures.plan.move.handler(async ({ context, input }) =>
    moveVisit(context, await currentBranch(context), input),
  ),

  again: procedures.plan.again.handler(async ({ context, input }) =>
    planAgain(context, await currentBranch(context), input),
  ),

  board: procedures.plan.board.handler(async ({ context, input }) =>
    boardOf(context, await currentBranch(context), input.week),
  ),

  arrange: procedures.plan.arrange.handler(async ({ context, input }) =>
    arrange(context, await currentBranch(context), input),
  ),

  tidy: procedures.plan.tidy.handler(async ({ context, input, signal }) =>
    tidy(context, await currentBranch(context), input, signal),
  ),

  lock: procedures.plan.lock.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    const stored = await findPlan(deps.database.reader, branch.id, input.week)
    const version = stored?.current_version_id
      ? await loadVersion(deps.database.reader, stored.current_version_id)
      : null
    const stop = version?.stops.find((candidate) => candidate.visit_id === input.visitId)
    if (!stop) throw new RefusalError('visit-not-planned')
    const [visit] = await visitRecords(deps.database.reader, branch.id, { visitIds: [input.visitId] })
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: input.locked ? 'plan.lock' : 'plan.unlock',
        params: { caseNo: visit?.caseNo ?? '' },
        entity: input.visitId,
        undoable: true,
      },
      async (tx) => {
        await tx.update('visits', input.visitId, { locked_crew_day: input.locked ? stop.crew_day_key : null })
        return tx.entryId
      },
    )
    deps.events.emit('plan', 'history')
    return { locked: input.locked, undoId }
  }),

  publish: procedures.plan.publish.handler(async ({ context, input }) =>
    publishWeek(context, await currentBranch(context), input.week),
  ),

  geometry: procedures.plan.geometry.handler(async ({ context, input, signal }) => {
    const { deps } = context
    const branch = await currentBranch(context)
    const stored = await loadVersion(deps.database.reader, input.versionId)
    if (!stored || stored.version.branch_id !== branch.id) throw new RefusalError('plan-version-gone')
    if (!branch.region_id) return []
    const records = await visitRecords(deps.database.reader, branch.id)
    const days = crewDayViews(
      stored,
      new Map(records.map((record) => [record.visitId, record])),
      new Map(),
      branch.time_zone,
    ).filter((day) => day.stops.length > 0 && (input.crewDayIds?.includes(day.id) ?? true))
    const drawn = await drawDays(context, branch.region_id, stored.version, days, signal)
    return days.map((day, index) => ({ crewDayId: day.id, ...drawn[index] }))
  }),

  whyNot: procedures.plan.whyNot.handler(async ({ context, input }) =>
    explainUnplanned(context, await currentBranch(context), input.week, input.visitId),
  ),
}

import type { PlanDiff } from '../../../shared/contract/week.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'
import { saveVersion } from './saveVersion.ts'
import { onStandingPlan } from './standing.ts'
import { appointmentsLeft, bookWindows } from './week.ts'
import { loadWeekInputs } from './weekInputs.ts'

/**
 * Visits whose hour has gone by and that nobody made, a crew that fell ill for one: they leave their stops and are put
 * where they cost least in what is left of the week; who finds no place is unplanned, with the reason.
 * @throws RefusalError plan-missing; visit-not-waiting when one of them has an outcome, or its hour is still to come
 */
export async function planAgain(
  context: RequestContext,
  branch: BranchRow,
  input: { week: string; visitIds: readonly string[] },
): Promise<PlanDiff & { undoId: string | null }> {
  const { deps, actor } = context
  return onStandingPlan(deps, branch.id, async () => {
    const read = await loadWeekInputs(context, branch, input.week)
    const again = new Set(input.visitIds)
    for (const visitId of again)
      if (!read.settled.has(visitId) || read.visited.has(visitId)) throw new RefusalError('visit-not-waiting')
    const inputs = { ...read, settled: new Map([...read.settled].filter(([visitId]) => !again.has(visitId))) }
    const visits = read.visits.map((visit) => (again.has(visit.id) ? { ...visit, previous: null } : visit))
    const version = await bookWindows(context, inputs, visits, [...again])
    if (!version) throw new RefusalError('plan-missing', { week: input.week })
    const [left] = appointmentsLeft(inputs, visits, version)
    if (left) throw new RefusalError(left.reason.code, left.reason.params)
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'plan.again',
        // of many no one is named
        params: {
          count: again.size,
          caseNo: again.size === 1 ? (read.records.get(input.visitIds[0]!)?.caseNo ?? '') : '',
        },
        ...(again.size === 1 ? { entity: input.visitIds[0]! } : {}),
        undoable: true,
        standing: read.stamp,
      },
      async (tx) => {
        await saveVersion(tx, branch, inputs, version)
        return tx.entryId
      },
    )
    deps.events.emit('plan', 'cases', 'calls', 'outcomes', 'history')
    return { ...version.diff, undoId }
  })
}

import { RefusalError } from '../../shared/model/refusal.ts'
import type { StopFlag } from '../../shared/model/facts.ts'
import type { RequestContext } from './context.ts'
import type { ChangeTransaction } from './database/rowChanges.ts'
import { visitRecords, visitsOfBorrower, type VisitRecord } from './database/stores/cases.ts'
import { outcomes } from './database/stores/facts.ts'
import { currentVersion } from './database/stores/plans.ts'
import { stopsOfBorrower } from './database/stores/rules.ts'
import type { BranchRow } from './database/tables.ts'
import { onStandingPlan } from './planning/standing.ts'
import { saveVersion, type NewVersion } from './planning/saveVersion.ts'
import { repairWeek } from './planning/week.ts'
import { loadWeekInputs, type WeekInputs } from './planning/weekInputs.ts'
import { branchNow } from './scope.ts'

export interface Stop {
  borrowerId: string
  flag: StopFlag
  source: 'call' | 'outcome' | 'hand' | 'file'
  note: string
  by: string
  /** when, by the branch's clock; ISO instant */
  at: string
}

/**
 * Ends calls and visits of every case of a borrower. The stop is a fact: taking back the change that brought it leaves
 * it standing, and a team lead lifts it with a reason. The same stop twice is one.
 */
export async function raiseStop(tx: ChangeTransaction, branchId: string, stop: Stop): Promise<void> {
  const { borrowerId, flag } = stop
  const standing = await stopsOfBorrower(tx.reader, borrowerId)
  if (!standing.some((row) => row.flag === flag && row.lifted_at === null))
    await tx.insert('stop_flags', [stopRow(tx, stop)], { snapshot: true })
  const due = new Set<string>()
  for (const visit of await visitsOfBorrower(tx.reader, branchId, borrowerId))
    if (visit.status === 'due') {
      due.add(visit.id)
      await tx.update('visits', visit.id, { status: 'stopped' }, { fact: true })
    }
  if (due.size === 0) return
  const agreed = await tx.reader
    .selectFrom('appointments')
    .select('id')
    .where('status', '=', 'confirmed')
    .where('visit_id', 'in', [...due])
    .execute()
  for (const { id } of agreed) await tx.update('appointments', id, { status: 'cancelled' }, { fact: true })
}

/** A stop as it is kept. */
export function stopRow(tx: Pick<ChangeTransaction, 'newId'>, stop: Stop) {
  return {
    id: tx.newId(),
    borrower_id: stop.borrowerId,
    flag: stop.flag,
    source: stop.source,
    note: stop.note,
    set_by: stop.by,
    set_at: stop.at,
    lifted_by: null,
    lifted_at: null,
    lift_reason: null,
  }
}

async function caseVisit(context: RequestContext, branch: BranchRow, caseId: string): Promise<VisitRecord> {
  const visits = await visitRecords(context.deps.database.reader, branch.id, { caseId })
  const visit = visits.find((one) => one.current)
  if (!visit) throw new RefusalError('row-gone')
  return visit
}

/** Sets a stop by hand. Her planned stops leave the plan of the branch's week in the same step. */
export async function stopByHand(
  context: RequestContext,
  branch: BranchRow,
  given: { caseId: string; flag: StopFlag; note: string },
): Promise<void> {
  const { deps, actor } = context
  const at = (await branchNow(deps, branch)).toISOString()
  await onStandingPlan(deps, branch.id, async () => {
    const visit = await caseVisit(context, branch, given.caseId)
    const mended = await planWithout(context, branch, visit.borrowerId)
    await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'stop.set',
        params: { caseNo: visit.caseNo, flag: given.flag, note: given.note },
        entity: given.caseId,
        undoable: false,
        ...(mended ? { standing: mended.inputs.stamp } : {}),
      },
      async (tx) => {
        await raiseStop(tx, branch.id, {
          borrowerId: visit.borrowerId,
          flag: given.flag,
          source: 'hand',
          note: given.note,
          by: actor.userName,
          at,
        })
        if (mended) await saveVersion(tx, branch, mended.inputs, mended.version)
      },
    )
  })
  deps.events.emit('cases', 'plan', 'calls', 'history')
}

/**
 * The plan that stands without a borrower's stops still ahead; null where it holds none. A plan that cannot be mended
 * (its region is gone) must not keep anybody from setting a stop: there the stops are marked and cannot be published.
 */
async function planWithout(
  context: RequestContext,
  branch: BranchRow,
  borrowerId: string,
): Promise<{ inputs: WeekInputs; version: NewVersion } | null> {
  const stored = await currentVersion(context.deps.database.reader, branch.id, branch.week)
  if (!stored) return null
  try {
    const inputs = await loadWeekInputs(context, branch, branch.week)
    const hers = (visitId: string) => inputs.records.get(visitId)?.borrowerId === borrowerId
    const now = (await branchNow(context.deps, branch)).toISOString()
    if (!stored.stops.some((stop) => hers(stop.visit_id) && stop.departure > now)) return null
    const version = await repairWeek(
      context,
      inputs,
      inputs.visits.filter((visit) => !hers(visit.id)),
    )
    return version && { inputs, version }
  } catch (error) {
    if (error instanceof RefusalError) return null
    throw error
  }
}

/**
 * Lifts one stop, with the reason. When it was the last, what it had stopped is to be visited again; what stopped at
 * the door was visited.
 */
export async function liftStop(
  context: RequestContext,
  branch: BranchRow,
  given: { caseId: string; stopId: string; reason: string },
): Promise<void> {
  const { deps, actor } = context
  const visit = await caseVisit(context, branch, given.caseId)
  const stops = await stopsOfBorrower(deps.database.reader, visit.borrowerId)
  const stop = stops.find((row) => row.id === given.stopId && row.lifted_at === null)
  if (!stop) throw new RefusalError('stop-not-there')
  const at = (await branchNow(deps, branch)).toISOString()
  if (given.reason.trim() === '') throw new RefusalError('stop-reason-missing')
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'stop.lift',
      params: { caseNo: visit.caseNo, flag: stop.flag, reason: given.reason.trim() },
      entity: given.caseId,
      undoable: false,
    },
    async (tx) => {
      const standing = (await stopsOfBorrower(tx.reader, visit.borrowerId)).filter(
        (row) => row.lifted_at === null,
      )
      if (!standing.some((row) => row.id === stop.id)) throw new RefusalError('stop-not-there')
      await tx.update('stop_flags', stop.id, {
        lifted_by: actor.userName,
        lifted_at: at,
        lift_reason: given.reason.trim(),
      })
      if (standing.length > 1) return
      const done = new Set((await outcomes(tx.reader, branch.id)).map((row) => row.visit_id))
      for (const stopped of await visitsOfBorrower(tx.reader, branch.id, visit.borrowerId))
        if (stopped.status === 'stopped' && !done.has(stopped.id))
          await tx.update('visits', stopped.id, { status: 'due' })
    },
  )
  deps.events.emit('cases', 'plan', 'calls', 'history')
}

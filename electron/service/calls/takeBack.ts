import { clockAt, epochOf, utcIso } from '../../../shared/core/lib/time.ts'
import { canBeTakenBack, type CallResult } from '../../../shared/model/facts.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import { visitRecords } from '../database/stores/cases.ts'
import { attempts } from '../database/stores/facts.ts'
import type { BranchRow } from '../database/tables.ts'
import { branchNow } from '../scope.ts'

/**
 * A result that was pressed by mistake is taken back on the day it was logged: the row stays, marked with who did so,
 * and counts for no limit, no queue and no report. Those that book, stop or mark a number have their own ways back.
 * @throws RefusalError row-gone, call-already-taken-back, call-not-taken-back
 */
export async function takeBack(
  context: RequestContext,
  branch: BranchRow,
  attemptId: string,
): Promise<{ visitId: string }> {
  const { deps, actor } = context
  const now = await branchNow(deps, branch)
  const known = await attempts(deps.database.reader, branch.id, { takenBack: true })
  const row = known.find((attempt) => attempt.id === attemptId)
  if (!row) throw new RefusalError('row-gone')
  if (row.taken_back_at !== null) throw new RefusalError('call-already-taken-back')
  const nowEpoch = Math.floor(now.getTime() / 1000)
  const on = (epoch: number) => clockAt(epoch, branch.time_zone).date
  if (!canBeTakenBack(row.result as CallResult) || on(epochOf(row.called_at)) !== on(nowEpoch))
    throw new RefusalError('call-not-taken-back')
  const [visit] = await visitRecords(deps.database.reader, branch.id, { visitIds: [row.visit_id] })
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'calls.take-back',
      params: { caseNo: visit?.caseNo ?? '', result: row.result },
      entity: row.visit_id,
      undoable: false,
    },
    (tx) =>
      tx.update(
        'call_attempts',
        row.id,
        { taken_back_at: utcIso(nowEpoch), taken_back_by: actor.userName },
        { fact: true },
      ),
  )
  deps.events.emit('calls', 'cases', 'history')
  return { visitId: row.visit_id }
}

import { followUp } from '../../../shared/core/plan/followUp.ts'
import { utcIso } from '../../../shared/core/lib/time.ts'
import type { MetPerson, OutcomeResult } from '../../../shared/model/facts.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import { visitRecords } from '../database/stores/cases.ts'
import { attempts, outcomes } from '../database/stores/facts.ts'
import { currentVersion, plansOf } from '../database/stores/plans.ts'
import type { BranchRow, OutcomeRow } from '../database/tables.ts'
import { branchNow } from '../scope.ts'

/**
 * An outcome that was recorded wrongly is taken back, with a reason: the visit waits for its outcome again, and what
 * followed from the wrong one goes, its promise, its next visit, the mark on its address. What was recorded stays on
 * record as that. A stop stands: only a team lead lifts it.
 * @throws RefusalError row-gone, outcome-has-followed when the next visit is planned, called about or made
 */
export async function takeBackOutcome(
  context: RequestContext,
  branch: BranchRow,
  { outcomeId, reason }: { outcomeId: string; reason: string },
): Promise<{ visitId: string; undoId: string | null }> {
  const { deps, actor } = context
  const { reader } = deps.database
  const now = utcIso(Math.floor((await branchNow(deps, branch)).getTime() / 1000))
  const named = (await outcomes(reader, branch.id)).find((row) => row.id === outcomeId)
  if (!named) throw new RefusalError('row-gone')
  const [visit] = await visitRecords(reader, branch.id, { visitIds: [named.visit_id] })
  const answer = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'outcomes.take-back',
      params: { caseNo: visit?.caseNo ?? '', result: named.result, reason },
      entity: named.visit_id,
      undoable: true,
    },
    async (tx) => {
      const row = (await outcomes(tx.reader, branch.id)).find((one) => one.id === outcomeId)
      if (!row) throw new RefusalError('row-gone')
      await removeFollowUp(tx, branch, row.visit_id)
      await tx.insert('outcomes_taken_back', [
        {
          id: tx.newId(),
          visit_id: row.visit_id,
          case_id: row.case_id,
          visited_at: row.visited_at,
          result: row.result,
          outcome: JSON.stringify(row),
          reason,
          taken_back_at: now,
          taken_back_by: actor.userName,
        },
      ])
      const promised = await tx.reader
        .selectFrom('promises')
        .select('id')
        .where('outcome_id', '=', row.id)
        .execute()
      if (promised.length > 0)
        await tx.remove(
          'promises',
          promised.map(({ id }) => id),
        )
      await tx.remove('outcomes', [row.id])
      await reopen(tx, branch, row)
      return { visitId: row.visit_id, undoId: tx.entryId }
    },
  )
  deps.events.emit('outcomes', 'cases', 'plan', 'calls', 'locations', 'history')
  return answer
}

/** The next visit, which nobody has asked for now; one that has gone further stands in the way. */
async function removeFollowUp(tx: ChangeTransaction, branch: BranchRow, visitId: string): Promise<void> {
  const next = await tx.reader
    .selectFrom('visits')
    .selectAll()
    .where('previous_visit_id', '=', visitId)
    .where('status', '!=', 'cancelled')
    .execute()
  for (const visit of next) {
    const begun =
      visit.status === 'done' ||
      (await attempts(tx.reader, branch.id, { visitId: visit.id, takenBack: true })).length > 0 ||
      (await isPlanned(tx, branch, visit.id))
    if (begun) throw new RefusalError('outcome-has-followed')
    await tx.remove('visits', [visit.id])
  }
}

async function isPlanned(tx: ChangeTransaction, branch: BranchRow, visitId: string): Promise<boolean> {
  for (const { week } of await plansOf(tx.reader, branch.id)) {
    const stored = await currentVersion(tx.reader, branch.id, week)
    if (stored?.stops.some((stop) => stop.visit_id === visitId)) return true
  }
  return false
}

/** The visit as it stood before its outcome came in. */
async function reopen(tx: ChangeTransaction, branch: BranchRow, row: OutcomeRow): Promise<void> {
  const [visit] = await visitRecords(tx.reader, branch.id, { visitIds: [row.visit_id] })
  if (!visit) throw new RefusalError('row-gone')
  await tx.update('visits', visit.visitId, { status: visit.stopFlag === null ? 'due' : 'stopped' })
  const [agreed] = await tx.reader
    .selectFrom('appointments')
    .select('id')
    .where('visit_id', '=', visit.visitId)
    .where('status', 'in', ['kept', 'missed'])
    .orderBy('id', 'desc')
    .execute()
  if (agreed) await tx.update('appointments', agreed.id, { status: 'confirmed' })
  const outcome = {
    result: row.result as OutcomeResult,
    visitedAt: row.visited_at,
    met: row.met as MetPerson,
  }
  const earlier = await outcomes(tx.reader, branch.id, { caseId: row.case_id })
  const count = (result: OutcomeResult) => earlier.filter((one) => one.result === result).length
  const followed = followUp(outcome, {
    zone: branch.time_zone,
    refusedBefore: count('refused'),
    notHomeBefore: count('not_home'),
  })
  if (followed.addressWrong && visit.address.status === 'wrong')
    await tx.update('addresses', visit.address.id, { status: 'valid' })
}

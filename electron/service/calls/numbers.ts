import { readPhones } from '../../../shared/core/intake/cells.ts'
import { utcIso } from '../../../shared/core/lib/time.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import { phonesOf, visitRecords, type VisitRecord } from '../database/stores/cases.ts'
import type { BranchRow } from '../database/tables.ts'
import { weekToRead } from '../planning/weekDesk.ts'
import { callSetting } from './record.ts'
import { callBackChoices, isOpen } from './rules.ts'

/** What stands around a call: the numbers of the borrower, and when she may be rung again. */

export async function visitOf(
  context: RequestContext,
  branch: BranchRow,
  visitId: string,
): Promise<VisitRecord> {
  const [visit] = await visitRecords(context.deps.database.reader, branch.id, { visitIds: [visitId] })
  if (!visit) throw new RefusalError('row-gone')
  return visit
}

/** @returns ISO instants, soonest first */
export async function laterChoices(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  visitId: string,
): Promise<string[]> {
  const inputs = await weekToRead(context, branch, week)
  const visit = inputs.records.get(visitId)
  if (!visit) throw new RefusalError('row-gone')
  return callBackChoices(callSetting(inputs), {
    calledEpoch: inputs.nowEpoch,
    result: 'call_later',
    phoneId: visit.phoneId,
    window: null,
    callBackAt: null,
    attempts: inputs.attempts.get(visitId) ?? [],
    visit,
    stopFlag: visit.stopFlag,
    open: isOpen(visit),
  }).map((epoch) => utcIso(epoch))
}

/** @throws RefusalError phone-not-read, phone-already-there */
export async function addNumber(
  context: RequestContext,
  branch: BranchRow,
  given: { visitId: string; number: string },
): Promise<{ undoId: string | null }> {
  const { deps, actor } = context
  const visit = await visitOf(context, branch, given.visitId)
  const { phones, problem } = readPhones(given.number)
  const [number] = phones
  if (problem || phones.length !== 1 || number === undefined)
    throw new RefusalError('phone-not-read', { text: given.number })
  const undoId = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'phones.add',
      params: { caseNo: visit.caseNo },
      entity: visit.caseId,
      undoable: true,
    },
    async (tx) => {
      const known = (await phonesOf(tx.reader, visit.borrowerId)).find((phone) => phone.number === number)
      if (known && known.status !== 'wrong') throw new RefusalError('phone-already-there')
      if (known) await tx.update('phones', known.id, { status: 'valid' })
      else
        await tx.insert('phones', [
          { id: tx.newId(), borrower_id: visit.borrowerId, number, status: 'valid' },
        ])
      return tx.entryId
    },
  )
  deps.events.emit('calls', 'cases', 'history')
  return { undoId }
}

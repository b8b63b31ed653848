import type { AddressKind } from '../../../shared/model/intake.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import { addressesOf, visitRecords, visitsOfBorrower, type VisitRecord } from '../database/stores/cases.ts'
import type { BranchRow } from '../database/tables.ts'
import { noPlace } from '../importing/upsertCases.ts'
import { locateOne } from './locate.ts'

/** Where a borrower lives, mended by hand: after a visit found the address wrong, or before one is made. */

async function presentVisit(
  context: RequestContext,
  branch: BranchRow,
  caseId: string,
): Promise<VisitRecord> {
  const visits = await visitRecords(context.deps.database.reader, branch.id, { caseId })
  const visit = visits.find((one) => one.current)
  if (!visit) throw new RefusalError('row-gone')
  return visit
}

/** Visits still due at an address that is known to be wrong go to another one; one made keeps where it was made. */
async function sendTo(tx: ChangeTransaction, branch: BranchRow, borrowerId: string, addressId: string) {
  const wrong = new Set(
    (await addressesOf(tx.reader, borrowerId)).flatMap(({ id, status }) => (status === 'wrong' ? [id] : [])),
  )
  for (const visit of await visitsOfBorrower(tx.reader, branch.id, borrowerId))
    if (visit.status === 'due' && visit.address_id !== addressId && wrong.has(visit.address_id))
      await tx.update('visits', visit.id, { address_id: addressId })
}

/**
 * Another address of the borrower, located at once where the branch has a region.
 * @throws RefusalError address-already-there
 */
export async function addAddress(
  context: RequestContext,
  branch: BranchRow,
  given: { id: string; text: string; kind: AddressKind },
): Promise<{ undoId: string | null }> {
  const { deps, actor } = context
  const { borrowerId, caseNo } = await presentVisit(context, branch, given.id)
  const place = await locateOne(context, branch, { id: 'new', text: given.text })
  const undoId = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'addresses.add',
      params: { caseNo },
      entity: given.id,
      undoable: true,
    },
    async (tx) => {
      const known = await addressesOf(tx.reader, borrowerId)
      if (known.some((address) => address.text === given.text))
        throw new RefusalError('address-already-there')
      const id = tx.newId()
      await tx.insert('addresses', [
        {
          id,
          borrower_id: borrowerId,
          kind: given.kind,
          text: given.text,
          status: 'valid',
          given_lon: null,
          given_lat: null,
          given_datum: null,
          ...noPlace,
          ...place?.(tx.now),
        },
      ])
      await sendTo(tx, branch, borrowerId, id)
      return tx.entryId
    },
  )
  deps.events.emit('locations', 'cases', 'outcomes', 'plan', 'history')
  return { undoId }
}

/** Takes back that an address is wrong; one whose place was forgotten with it is located anew. */
export async function trustAddress(
  context: RequestContext,
  branch: BranchRow,
  given: { id: string; addressId: string },
): Promise<{ undoId: string | null }> {
  const { deps, actor } = context
  const { borrowerId, caseNo } = await presentVisit(context, branch, given.id)
  const address = (await addressesOf(deps.database.reader, borrowerId)).find(
    (one) => one.id === given.addressId,
  )
  if (!address || address.status === 'valid') throw new RefusalError('row-gone')
  const place = address.best ? null : await locateOne(context, branch, address)
  const undoId = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'addresses.trust',
      params: { caseNo },
      entity: given.id,
      undoable: true,
    },
    async (tx) => {
      await tx.update('addresses', address.id, { status: 'valid', ...place?.(tx.now) })
      await sendTo(tx, branch, borrowerId, address.id)
      return tx.entryId
    },
  )
  deps.events.emit('locations', 'cases', 'outcomes', 'plan', 'history')
  return { undoId }
}

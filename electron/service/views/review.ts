import type { ReviewPart, ReviewRow } from '../../../shared/contract/cases.ts'
import { compareWaiting } from '../../../shared/core/plan/reviewOrder.ts'
import { planability } from '../../../shared/model/location.ts'
import type { Reader } from '../database/open.ts'
import {
  addressesBeside,
  visitRecords,
  type AddressRecord,
  type VisitRecord,
} from '../database/stores/cases.ts'

/** A visit that an address may be reviewed for: the newest of an open case, still due, at an address that was looked for. */
const isOpen = (record: VisitRecord): boolean =>
  record.current &&
  record.status === 'due' &&
  record.caseStatus === 'open' &&
  record.address.locatedAt !== null &&
  record.address.status === 'valid'

const standingOf = ({ best }: AddressRecord) => (best ? planability(best.level, best.radiusMetres) : 'review')

function isWanted(address: AddressRecord, include: ReviewPart): boolean {
  if (include === 'all') return true
  if (address.confirmedBy !== null) return false
  const standing = standingOf(address)
  return include === 'doubtful' ? standing !== 'plan' : standing === 'review'
}

/**
 * The queue of the review, or those of it that are among `addressIds`: then only they and what stands in their buildings
 * is read, so that one settled address costs the same however long the queue is.
 */
export async function reviewRows(
  reader: Reader,
  branchId: string,
  include: ReviewPart,
  addressIds?: readonly string[],
): Promise<ReviewRow[]> {
  const asked = addressIds && new Set(addressIds)
  const only = addressIds && { addressIds: await addressesBeside(reader, branchId, addressIds) }
  const open = (await visitRecords(reader, branchId, only)).filter(isOpen)
  const inBuilding = new Map<string, Set<string>>()
  for (const { address } of open) {
    if (!address.buildingKey || address.confirmedBy !== null) continue
    const ids = inBuilding.get(address.buildingKey)
    if (ids) ids.add(address.id)
    else inBuilding.set(address.buildingKey, new Set([address.id]))
  }
  const rows: ReviewRow[] = []
  const seen = new Set<string>()
  for (const record of open) {
    const { address } = record
    if (seen.has(address.id)) continue
    seen.add(address.id)
    if ((asked && !asked.has(address.id)) || !isWanted(address, include)) continue
    const shared = address.buildingKey ? inBuilding.get(address.buildingKey) : undefined
    rows.push({
      addressId: address.id,
      caseId: record.caseId,
      caseNo: record.caseNo,
      borrower: record.borrower,
      text: address.text,
      priority: record.priority,
      tokens: address.tokens,
      best: address.best,
      alternatives: address.alternatives,
      reason: address.reason ?? { code: 'address-empty' },
      standing: standingOf(address),
      confirmed: address.confirmedBy !== null,
      neighbours: shared ? shared.size - (shared.has(address.id) ? 1 : 0) : 0,
    })
  }
  return rows.sort(compareWaiting)
}

import type { CaseFileRow } from '../../../shared/model/intake.ts'
import { visitPriority } from '../../../shared/core/plan/priority.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import type { casesForDiff } from '../database/stores/cases.ts'
import { parseJson } from '../database/stores/json.ts'
import { raiseStop, stopRow } from '../stops.ts'
import type { AddressRow, BorrowerRow, CaseRow, PhoneRow, VisitRow } from '../database/tables.ts'

/**
 * A file of cases against what is known: by case number a row is new, changed or the same; an open case that the file
 * no longer names is gone. The same comparison serves the preview and the commit.
 */
type StoredCases = Awaited<ReturnType<typeof casesForDiff>>
interface Known {
  file: CaseRow
  borrower: BorrowerRow
  address: AddressRow | undefined
  phones: PhoneRow[]
  visit: VisitRow | undefined
  stopped: boolean
}

export interface CaseUpsert {
  added: CaseFileRow[]
  changed: { row: CaseFileRow; known: Known; fields: { field: string; before: string; after: string }[] }[]
  same: number
  gone: CaseRow[]
}

const show = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

/** The stored columns that a file's row decides, by table; a null of the file leaves what is there. */
function wanted(row: CaseFileRow) {
  return {
    borrower: { name: row.borrower },
    file: {
      product: row.product,
      stage: row.stage,
      dpd: row.dpd,
      amount_minor: row.amountMinor,
      currency: row.currency,
      rating: row.rating,
      status: row.status === 'closed' ? 'closed' : 'open',
    },
    visit: {
      service_minutes: row.serviceMinutes,
      days: row.days.dates.length + row.days.weekdays.length > 0 ? JSON.stringify(row.days) : null,
      windows: row.windows.length > 0 ? JSON.stringify(row.windows) : null,
      due_on: row.dueOn,
      skills: row.skills.length > 0 ? JSON.stringify(row.skills) : null,
      crew_size: row.crewSize,
      preferred_collector: row.collector,
    },
    address: {
      text: row.addresses[0]?.text ?? '',
      given_lon: row.lon,
      given_lat: row.lat,
      given_datum: row.lon === null ? null : row.datum,
    },
  }
}

function knownByCaseNo(stored: StoredCases): Map<string, Known> {
  const borrowers = new Map(stored.borrowers.map((row) => [row.id, row]))
  const firstAddress = new Map<string, AddressRow>()
  for (const row of stored.addresses)
    if (!firstAddress.has(row.borrower_id)) firstAddress.set(row.borrower_id, row)
  const addresses = new Map(stored.addresses.map((row) => [row.id, row]))
  const phones = new Map<string, PhoneRow[]>()
  for (const row of stored.phones) phones.set(row.borrower_id, [...(phones.get(row.borrower_id) ?? []), row])
  const visits = new Map<string, VisitRow>()
  for (const row of stored.visits) visits.set(row.case_id, row)
  const known = new Map<string, Known>()
  for (const file of stored.cases) {
    const borrower = borrowers.get(file.borrower_id)
    if (!borrower) continue
    const visit = visits.get(file.id)
    known.set(file.case_no, {
      file,
      borrower,
      visit,
      address: (visit && addresses.get(visit.address_id)) ?? firstAddress.get(borrower.id),
      phones: phones.get(borrower.id) ?? [],
      stopped: stored.stops.has(borrower.id),
    })
  }
  return known
}

function changedFields(row: CaseFileRow, known: Known): { field: string; before: string; after: string }[] {
  const next = wanted(row)
  const fields: { field: string; before: string; after: string }[] = []
  const note = (field: string, before: unknown, after: unknown) => {
    if (show(before) !== show(after)) fields.push({ field, before: show(before), after: show(after) })
  }
  note('borrower', known.borrower.name, next.borrower.name)
  for (const [field, after] of Object.entries(next.file))
    if (after !== null) note(field, known.file[field as keyof CaseRow], after)
  if (known.visit)
    for (const [field, after] of Object.entries(next.visit))
      if (after !== null) note(field, known.visit[field as keyof VisitRow], after)
  if (row.priority !== null && known.visit) note('priority', known.visit.priority, row.priority)
  if (next.address.text) note('address', known.address?.text, next.address.text)
  if (next.address.given_lon !== null) {
    note('lon', known.address?.given_lon, next.address.given_lon)
    note('lat', known.address?.given_lat, next.address.given_lat)
  }
  const numbers = new Set(known.phones.map((phone) => phone.number))
  for (const phone of row.phones) if (!numbers.has(phone)) note('phone', '', phone)
  if (row.status === 'stopped' && !known.stopped) note('stop_flag', '', 'do_not_contact')
  return fields
}

export function compareCases(stored: StoredCases, rows: CaseFileRow[]): CaseUpsert {
  const known = knownByCaseNo(stored)
  const upsert: CaseUpsert = { added: [], changed: [], same: 0, gone: [] }
  const named = new Set<string>()
  for (const row of rows) {
    named.add(row.caseNo)
    const match = known.get(row.caseNo)
    if (!match) {
      upsert.added.push(row)
      continue
    }
    const fields = changedFields(row, match)
    if (fields.length === 0) upsert.same++
    else upsert.changed.push({ row, known: match, fields })
  }
  for (const [caseNo, match] of known)
    if (!named.has(caseNo) && match.file.status === 'open') upsert.gone.push(match.file)
  return upsert
}

/** An address that nobody has located yet. */
export const noPlace = {
  memory_key: null,
  building_key: null,
  lon: null,
  lat: null,
  level: null,
  confidence: null,
  radius_metres: null,
  label: null,
  source: null,
  reason: null,
  reason_params: null,
  alternatives: null,
  tokens: null,
  confirmed_by: null,
  located_at: null,
}

function priorityOf(row: CaseFileRow): { priority: number; parts: { part: string; points: number }[] } {
  if (row.priority !== null)
    return { priority: row.priority, parts: [{ part: 'from-file', points: row.priority }] }
  const { value, parts } = visitPriority(row)
  return { priority: value, parts }
}

/** One borrower for the cases that share a name and a first telephone number; without a number each is somebody else. */
const personKey = (name: string, phone: string | undefined) => (phone ? `${name}\u0000${phone}` : null)

const defaultServiceMinutes = 20

/** Writes what {@link compareCases} found. All of it belongs to the one transaction of the import. */
export async function writeCases(
  tx: ChangeTransaction,
  { branchId, importId, by }: { branchId: string; importId: string; by: string },
  upsert: CaseUpsert,
  stored: StoredCases,
): Promise<void> {
  const people = new Map<string, string>()
  const firstPhone = new Map<string, string>()
  for (const phone of stored.phones)
    if (!firstPhone.has(phone.borrower_id)) firstPhone.set(phone.borrower_id, phone.number)
  for (const borrower of stored.borrowers) {
    const key = personKey(borrower.name, firstPhone.get(borrower.id))
    if (key) people.set(key, borrower.id)
  }
  const addressOf = new Map<string, string>()
  for (const address of stored.addresses)
    addressOf.set(address.borrower_id + '\u0000' + address.text, address.id)

  type Row<T> = Omit<T, 'branch_id' | 'version' | 'created_at' | 'updated_at'>
  const borrowers: Row<BorrowerRow>[] = []
  const phones: Row<PhoneRow>[] = []
  const addresses: Row<AddressRow>[] = []
  const files: Row<CaseRow>[] = []
  const visits: Row<VisitRow>[] = []
  /** borrowers whom the file says not to contact, and those it brings */
  const stopped = new Set<string>()
  const isNew = new Set<string>()

  const addAddresses = (borrowerId: string, row: CaseFileRow): string => {
    let first: string | null = null
    row.addresses.forEach(({ kind, text }, index) => {
      const key = borrowerId + '\u0000' + text
      let id = addressOf.get(key)
      if (!id) {
        id = tx.newId()
        addressOf.set(key, id)
        addresses.push({
          id,
          borrower_id: borrowerId,
          kind,
          text,
          status: 'valid',
          given_lon: index === 0 ? row.lon : null,
          given_lat: index === 0 ? row.lat : null,
          given_datum: index === 0 && row.lon !== null ? row.datum : null,
          ...noPlace,
        })
      }
      first ??= id
    })
    return first!
  }
  const addVisit = (caseId: string, addressId: string, row: CaseFileRow) => {
    const next = wanted(row).visit
    const { priority, parts } = priorityOf(row)
    visits.push({
      id: tx.newId(),
      case_id: caseId,
      address_id: addressId,
      status: 'due',
      kind: 'first',
      priority,
      priority_parts: JSON.stringify(parts),
      service_minutes: next.service_minutes ?? defaultServiceMinutes,
      days: next.days,
      windows: next.windows,
      due_on: next.due_on,
      not_before: null,
      skills: next.skills ?? '[]',
      crew_size: next.crew_size ?? 1,
      preferred_collector: next.preferred_collector,
      locked_crew_day: null,
      previous_visit_id: null,
      reason: null,
    })
  }

  for (const row of upsert.added) {
    const key = personKey(row.borrower, row.phones[0])
    let borrowerId = key ? people.get(key) : undefined
    if (!borrowerId) {
      borrowerId = tx.newId()
      if (key) people.set(key, borrowerId)
      borrowers.push({ id: borrowerId, name: row.borrower })
      isNew.add(borrowerId)
      for (const number of row.phones)
        phones.push({ id: tx.newId(), borrower_id: borrowerId, number, status: 'valid' })
    }
    if (row.status === 'stopped') stopped.add(borrowerId)
    const addressId = addAddresses(borrowerId, row)
    const caseId = tx.newId()
    files.push({
      id: caseId,
      borrower_id: borrowerId,
      case_no: row.caseNo,
      import_id: importId,
      ...wanted(row).file,
    })
    addVisit(caseId, addressId, row)
  }

  /** written last, because they may point at addresses that are still to be inserted */
  const visitPatches: [id: string, patch: Partial<VisitRow>][] = []
  for (const { row, known, fields } of upsert.changed) {
    const next = wanted(row)
    const changed = new Set(fields.map((field) => field.field))
    if (changed.has('borrower')) await tx.update('borrowers', known.borrower.id, next.borrower)
    if (changed.has('stop_flag')) stopped.add(known.borrower.id)
    const filePatch = Object.fromEntries(
      Object.entries(next.file).filter(([field, value]) => value !== null && changed.has(field)),
    )
    if (Object.keys(filePatch).length > 0)
      await tx.update('cases', known.file.id, { ...filePatch, import_id: importId })
    const known_numbers = new Set(known.phones.map((phone) => phone.number))
    for (const number of row.phones)
      if (!known_numbers.has(number))
        phones.push({ id: tx.newId(), borrower_id: known.borrower.id, number, status: 'valid' })
    const moved = changed.has('address') || changed.has('lon') || changed.has('lat')
    let addressId = known.visit?.address_id ?? known.address?.id
    if (changed.has('address')) addressId = addAddresses(known.borrower.id, row)
    else if (moved && addressId) {
      const { text: _, ...given } = next.address
      await tx.update('addresses', addressId, { ...given, ...noPlace })
    }
    if (known.visit) {
      const visitPatch: Partial<VisitRow> = Object.fromEntries(
        Object.entries(next.visit).filter(([field, value]) => value !== null && changed.has(field)),
      )
      if (row.priority !== null && changed.has('priority')) {
        visitPatch.priority = row.priority
        visitPatch.priority_parts = JSON.stringify([{ part: 'from-file', points: row.priority }])
      } else if (
        row.priority === null &&
        parseJson<{ part: string }[]>(known.visit.priority_parts)?.[0]?.part !== 'by-hand'
      ) {
        const { priority, parts } = priorityOf(row)
        if (priority !== known.visit.priority) {
          visitPatch.priority = priority
          visitPatch.priority_parts = JSON.stringify(parts)
        }
      }
      if (addressId && addressId !== known.visit.address_id) visitPatch.address_id = addressId
      if (Object.keys(visitPatch).length > 0) visitPatches.push([known.visit.id, visitPatch])
    } else if (addressId) addVisit(known.file.id, addressId, row)
  }
  for (const file of upsert.gone) await tx.update('cases', file.id, { status: 'gone', import_id: importId })

  await tx.insert('borrowers', borrowers)
  await tx.insert('phones', phones)
  await tx.insert('addresses', addresses)
  await tx.insert('cases', files)
  await tx.insert('visits', visits)
  for (const [id, patch] of visitPatches) await tx.update('visits', id, patch)
  for (const borrowerId of stopped) {
    const stop = { borrowerId, flag: 'do_not_contact', source: 'file', note: '', by, at: tx.now } as const
    // who came with this file goes when the import is taken back, and her stop with her
    if (isNew.has(borrowerId)) await tx.insert('stop_flags', [stopRow(tx, stop)])
    else if (!stored.stops.has(borrowerId)) await raiseStop(tx, branchId, stop)
  }
}

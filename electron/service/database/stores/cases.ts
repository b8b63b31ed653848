import type { AddressToken, LocationCandidate, MatchLevel } from '../../../../shared/model/location.ts'
import type { AllowedDays, DayWindow } from '../../../../shared/model/intake.ts'
import type { StopFlag } from '../../../../shared/model/facts.ts'
import type { Reason } from '../../../../shared/contract/base.ts'
import type { ReasonCode } from '../../../../shared/model/reasons.ts'
import type { Reader } from '../open.ts'
import type { AddressRow, VisitRow } from '../tables.ts'
import { parseJson } from './json.ts'
import { openStops } from './rules.ts'

/** A visit with its case, borrower, address and present appointment: the row most screens start from. */
export interface VisitRecord {
  visitId: string
  caseId: string
  borrowerId: string
  addressId: string
  caseNo: string
  borrower: string
  stopFlag: StopFlag | null
  caseStatus: string
  product: string | null
  stage: string | null
  rating: string | null
  dpd: number | null
  amountMinor: number | null
  currency: string
  phoneId: string | null
  phone: string | null
  address: AddressRecord
  status: 'due' | 'stopped' | 'done' | 'cancelled'
  kind: 'first' | 'follow_up'
  priority: number
  priorityParts: { part: string; points: number }[]
  serviceMinutes: number
  days: AllowedDays | null
  windows: DayWindow[] | null
  dueOn: string | null
  notBefore: string | null
  skills: string[]
  crewSize: number
  preferredCollector: string | null
  lockedCrewDay: string | null
  previousVisitId: string | null
  reason: Reason | null
  /** `agreedAt`: the instant of the call in which it was agreed */
  appointment: { id: string; start: string; end: string; agreedAt: string } | null
  /** the newest visit of its case: what is planned and shown */
  current: boolean
}

export interface AddressRecord {
  id: string
  text: string
  kind: string
  status: string
  given: { lon: number; lat: number; datum: string | null } | null
  memoryKey: string | null
  buildingKey: string | null
  best: LocationCandidate | null
  reason: Reason | null
  alternatives: LocationCandidate[]
  tokens: AddressToken[]
  confirmedBy: string | null
  locatedAt: string | null
}

export function toReason(code: string | null, params: string | null): Reason | null {
  if (code === null) return null
  const given = parseJson<Record<string, string | number>>(params)
  return given ? { code: code as ReasonCode, params: given } : { code: code as ReasonCode }
}

export function toAddress(row: AddressRow): AddressRecord {
  return {
    id: row.id,
    text: row.text,
    kind: row.kind,
    status: row.status,
    given:
      row.given_lon !== null && row.given_lat !== null
        ? { lon: row.given_lon, lat: row.given_lat, datum: row.given_datum }
        : null,
    memoryKey: row.memory_key,
    buildingKey: row.building_key,
    best:
      row.lon !== null && row.lat !== null
        ? {
            lon: row.lon,
            lat: row.lat,
            level: row.level as MatchLevel,
            confidence: row.confidence ?? 0,
            radiusMetres: row.radius_metres ?? 0,
            label: row.label ?? '',
            source: row.source ?? '',
          }
        : null,
    reason: toReason(row.reason, row.reason_params),
    // most screens never look at these: of ten thousand addresses they are read when asked for
    get alternatives() {
      return parseJson<LocationCandidate[]>(row.alternatives) ?? []
    },
    get tokens() {
      return parseJson<AddressToken[]>(row.tokens) ?? []
    },
    confirmedBy: row.confirmed_by,
    locatedAt: row.located_at,
  }
}

/** Of cases that have a visit at one of these addresses. */
const casesAt = (reader: Reader, branchId: string, addressIds: readonly string[]) =>
  reader
    .selectFrom('visits')
    .select('case_id')
    .where('branch_id', '=', branchId)
    .where('address_id', 'in', addressIds)

/**
 * Every visit of the branch that was not cancelled, or only those named. By `addressIds` come all visits of the cases
 * that have one there, so that the newest of a case is among them.
 */
export async function visitRecords(
  reader: Reader,
  branchId: string,
  only: { caseId?: string; visitIds?: string[]; addressIds?: string[] } = {},
): Promise<VisitRecord[]> {
  let visits = reader
    .selectFrom('visits')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('status', '!=', 'cancelled')
    .orderBy('id')
  if (only.caseId) visits = visits.where('case_id', '=', only.caseId)
  if (only.visitIds) visits = visits.where('id', 'in', only.visitIds)
  if (only.addressIds) visits = visits.where('case_id', 'in', casesAt(reader, branchId, only.addressIds))
  const narrow = Object.values(only).some((ids) => ids !== undefined)
  const visitRows = await visits.execute()
  const caseIds = narrow ? visitRows.map((row) => row.case_id) : null
  const pick = <Row extends { id: string }>(rows: Row[]) => new Map(rows.map((row) => [row.id, row]))
  let caseQuery = reader.selectFrom('cases').selectAll().where('branch_id', '=', branchId)
  if (caseIds) caseQuery = caseQuery.where('id', 'in', caseIds)
  const cases = pick(await caseQuery.execute())
  const borrowerIds = narrow ? [...cases.values()].map((row) => row.borrower_id) : null
  let borrowerQuery = reader.selectFrom('borrowers').selectAll().where('branch_id', '=', branchId)
  let addressQuery = reader.selectFrom('addresses').selectAll().where('branch_id', '=', branchId)
  let phoneQuery = reader.selectFrom('phones').selectAll().where('branch_id', '=', branchId).orderBy('id')
  let appointmentQuery = reader
    .selectFrom('appointments')
    .leftJoin('call_attempts', 'call_attempts.id', 'appointments.call_attempt_id')
    .selectAll('appointments')
    .select('call_attempts.called_at')
    .where('appointments.branch_id', '=', branchId)
    .where('appointments.status', '=', 'confirmed')
    .orderBy('appointments.id')
  if (borrowerIds) {
    borrowerQuery = borrowerQuery.where('id', 'in', borrowerIds)
    addressQuery = addressQuery.where('borrower_id', 'in', borrowerIds)
    phoneQuery = phoneQuery.where('borrower_id', 'in', borrowerIds)
    appointmentQuery = appointmentQuery.where(
      'appointments.visit_id',
      'in',
      visitRows.map((row) => row.id),
    )
  }
  const borrowers = pick(await borrowerQuery.execute())
  const stops = await openStops(reader, branchId, borrowerIds)
  const addresses = pick(await addressQuery.execute())
  const phones = new Map<string, { id: string; number: string }>()
  for (const phone of await phoneQuery.execute())
    if (phone.status === 'valid' && !phones.has(phone.borrower_id)) phones.set(phone.borrower_id, phone)
  const appointments = new Map<string, NonNullable<VisitRecord['appointment']>>()
  for (const row of await appointmentQuery.execute())
    appointments.set(row.visit_id, {
      id: row.id,
      start: row.window_start,
      end: row.window_end,
      agreedAt: row.called_at ?? row.created_at,
    })
  const newest = new Map<string, string>()
  for (const row of visitRows) newest.set(row.case_id, row.id)
  const parsedAddresses = new Map<string, AddressRecord>()
  const records: VisitRecord[] = []
  for (const row of visitRows) {
    const file = cases.get(row.case_id)
    const borrower = file && borrowers.get(file.borrower_id)
    const address = addresses.get(row.address_id)
    if (!file || !borrower || !address) continue
    let parsed = parsedAddresses.get(address.id)
    if (!parsed) parsedAddresses.set(address.id, (parsed = toAddress(address)))
    const phone = phones.get(borrower.id)
    records.push({
      ...visitFields(row),
      caseId: file.id,
      borrowerId: borrower.id,
      caseNo: file.case_no,
      borrower: borrower.name,
      stopFlag: stops.get(borrower.id) ?? null,
      caseStatus: file.status,
      product: file.product,
      stage: file.stage,
      rating: file.rating,
      dpd: file.dpd,
      amountMinor: file.amount_minor,
      currency: file.currency,
      phoneId: phone?.id ?? null,
      phone: phone?.number ?? null,
      address: parsed,
      appointment: appointments.get(row.id) ?? null,
      current: newest.get(row.case_id) === row.id,
    })
  }
  return records
}

function visitFields(row: VisitRow) {
  return {
    visitId: row.id,
    addressId: row.address_id,
    status: row.status as VisitRecord['status'],
    kind: row.kind as VisitRecord['kind'],
    priority: row.priority,
    priorityParts: parseJson<{ part: string; points: number }[]>(row.priority_parts) ?? [],
    serviceMinutes: row.service_minutes,
    days: parseJson<AllowedDays>(row.days),
    windows: parseJson<DayWindow[]>(row.windows),
    dueOn: row.due_on,
    notBefore: row.not_before,
    skills: parseJson<string[]>(row.skills) ?? [],
    crewSize: row.crew_size,
    preferredCollector: row.preferred_collector,
    lockedCrewDay: row.locked_crew_day,
    previousVisitId: row.previous_visit_id,
    reason: parseJson<Reason>(row.reason),
  }
}

/** Visits of one borrower's cases, of every status. */
export async function visitsOfBorrower(reader: Reader, branchId: string, borrowerId: string) {
  return reader
    .selectFrom('visits')
    .innerJoin('cases', 'cases.id', 'visits.case_id')
    .selectAll('visits')
    .where('visits.branch_id', '=', branchId)
    .where('cases.borrower_id', '=', borrowerId)
    .orderBy('visits.id')
    .execute()
}

export async function phonesOf(reader: Reader, borrowerId: string) {
  return reader.selectFrom('phones').selectAll().where('borrower_id', '=', borrowerId).orderBy('id').execute()
}

export async function addressesOf(reader: Reader, borrowerId: string): Promise<AddressRecord[]> {
  const rows = await reader
    .selectFrom('addresses')
    .selectAll()
    .where('borrower_id', '=', borrowerId)
    .orderBy('id')
    .execute()
  return rows.map(toAddress)
}

/** Names by case number. */
export async function borrowersOfCases(
  reader: Reader,
  branchId: string,
  caseNos: readonly string[],
): Promise<Map<string, string>> {
  if (caseNos.length === 0) return new Map()
  const rows = await reader
    .selectFrom('cases')
    .innerJoin('borrowers', 'borrowers.id', 'cases.borrower_id')
    .select(['cases.case_no', 'borrowers.name'])
    .where('cases.branch_id', '=', branchId)
    .where('cases.case_no', 'in', caseNos)
    .execute()
  return new Map(rows.map((row) => [row.case_no, row.name]))
}

export async function findAddress(reader: Reader, id: string) {
  return (await reader.selectFrom('addresses').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Addresses that stand in these buildings or estates, by the keys that the parser gave them. */
export async function addressesInBuildings(
  reader: Reader,
  branchId: string,
  buildingKeys: readonly string[],
): Promise<AddressRow[]> {
  if (buildingKeys.length === 0) return []
  return reader
    .selectFrom('addresses')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('building_key', 'in', buildingKeys)
    .orderBy('id')
    .execute()
}

/** Ids of these addresses and of all that stand in their buildings or estates. */
export async function addressesBeside(
  reader: Reader,
  branchId: string,
  addressIds: readonly string[],
): Promise<string[]> {
  if (addressIds.length === 0) return []
  const rows = await reader
    .selectFrom('addresses')
    .select('building_key')
    .distinct()
    .where('branch_id', '=', branchId)
    .where('id', 'in', addressIds)
    .execute()
  const keys = rows.flatMap(({ building_key }) => (building_key ? [building_key] : []))
  const beside = await addressesInBuildings(reader, branchId, keys)
  return [...new Set([...addressIds, ...beside.map(({ id }) => id)])]
}

/** Addresses of visits still due that have no place yet. */
export async function addressesToLocate(reader: Reader, branchId: string): Promise<AddressRow[]> {
  return reader
    .selectFrom('addresses')
    .selectAll('addresses')
    .where('addresses.branch_id', '=', branchId)
    .where('addresses.located_at', 'is', null)
    .where('addresses.status', '=', 'valid')
    .orderBy('addresses.id')
    .execute()
}

export async function pinsByKeys(reader: Reader, branchId: string, keys: readonly string[]) {
  return reader
    .selectFrom('pins')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('memory_key', 'in', keys)
    .execute()
}

export async function pinRows(reader: Reader, branchId: string) {
  return reader.selectFrom('pins').selectAll().where('branch_id', '=', branchId).execute()
}

/** How many addresses stand by each confirmed pin, by its key. */
export async function addressesAtPins(reader: Reader, branchId: string): Promise<Map<string, number>> {
  const rows = await reader
    .selectFrom('addresses')
    .select(['memory_key', 'building_key'])
    .where('branch_id', '=', branchId)
    .where('source', '=', 'memory')
    .execute()
  const counts = new Map<string, number>()
  for (const row of rows)
    for (const key of new Set([row.memory_key, row.building_key]))
      if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** Everything that an import compares itself with: cases with their first address and phones, by case number. */
export async function casesForDiff(reader: Reader, branchId: string) {
  const [cases, borrowers, addresses, phones, visits, stops] = await Promise.all([
    reader.selectFrom('cases').selectAll().where('branch_id', '=', branchId).execute(),
    reader.selectFrom('borrowers').selectAll().where('branch_id', '=', branchId).execute(),
    reader.selectFrom('addresses').selectAll().where('branch_id', '=', branchId).orderBy('id').execute(),
    reader.selectFrom('phones').selectAll().where('branch_id', '=', branchId).orderBy('id').execute(),
    reader
      .selectFrom('visits')
      .selectAll()
      .where('branch_id', '=', branchId)
      .where('status', '!=', 'cancelled')
      .orderBy('id')
      .execute(),
    openStops(reader, branchId),
  ])
  return { cases, borrowers, addresses, phones, visits, stops }
}

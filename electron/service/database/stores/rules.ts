import type { StopFlag } from '../../../../shared/model/facts.ts'
import type { RuleAdjustment } from '../../../../shared/model/rules.ts'
import type { RuleGrounds } from '../../../../shared/model/week.ts'
import type { Reader } from '../open.ts'
import type { BranchRow, RuleGroundRow } from '../tables.ts'
import { parseJson } from './json.ts'

/** What a branch says about rules: its packs, its own words, its holidays; what is on record for visits; stops. */

/** Keys of the packs that the branch keeps. */
export const packKeysOf = (branch: Pick<BranchRow, 'rule_packs'>): string[] =>
  parseJson<string[]>(branch.rule_packs) ?? []

export async function adjustments(
  reader: Reader,
  branchId: string,
): Promise<(RuleAdjustment & { id: string })[]> {
  const rows = await reader
    .selectFrom('rule_adjustments')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    pack: row.pack,
    clause: row.clause,
    change: parseJson<Record<string, unknown>>(row.change) ?? {},
    reason: row.reason,
    evidence: row.evidence,
    by: row.user_name,
    at: row.updated_at,
  }))
}

/** Years whose holidays were renewed from a file. */
export async function holidayYears(reader: Reader, branchId: string) {
  const rows = await reader
    .selectFrom('holiday_years')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('year')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    country: row.country,
    year: row.year,
    fileName: row.file_name,
    by: row.user_name,
    at: row.updated_at,
    days: parseJson<{ name: string; date: string; isOffDay: boolean }[]>(row.days) ?? [],
  }))
}

/** What rules ask for and is on record, by visit. */
export async function groundsByVisit(reader: Reader, branchId: string): Promise<Map<string, RuleGrounds>> {
  const rows = await reader
    .selectFrom('rule_grounds')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('id')
    .execute()
  return new Map([...Map.groupBy(rows, (row) => row.visit_id)].map(([id, own]) => [id, groundsOf(own)]))
}

export function groundsOf(rows: readonly RuleGroundRow[]): RuleGrounds {
  const has = (kind: string) => rows.some((row) => row.kind === kind)
  const told = rows.findLast((row) => row.kind === 'notice')
  return {
    placeReason: has('place-reason'),
    placeConsent: has('place-consent'),
    visitConsent: has('visit-consent'),
    hoursConsent: has('hours-consent'),
    ...(told ? { noticeAt: told.created_at } : {}),
    exceptions: rows.flatMap((row) => (row.kind === 'exception' && row.rule ? [row.rule] : [])),
  }
}

export async function groundRows(
  reader: Reader,
  branchId: string,
  visitId: string,
): Promise<RuleGroundRow[]> {
  return reader
    .selectFrom('rule_grounds')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('visit_id', '=', visitId)
    .orderBy('id')
    .execute()
}

/** Stops of a borrower, those that were lifted as well, oldest first. */
export async function stopsOfBorrower(reader: Reader, borrowerId: string) {
  return reader
    .selectFrom('stop_flags')
    .selectAll()
    .where('borrower_id', '=', borrowerId)
    .orderBy('set_at')
    .orderBy('id')
    .execute()
}

/** The stop that counts first, by borrower: the latest that nobody has lifted. */
export async function openStops(
  reader: Reader,
  branchId: string,
  borrowerIds: readonly string[] | null = null,
): Promise<Map<string, StopFlag>> {
  let query = reader
    .selectFrom('stop_flags')
    .select(['borrower_id', 'flag'])
    .where('branch_id', '=', branchId)
    .where('lifted_at', 'is', null)
    .orderBy('set_at')
    .orderBy('id')
  if (borrowerIds) query = query.where('borrower_id', 'in', borrowerIds)
  return new Map((await query.execute()).map((row) => [row.borrower_id, row.flag as StopFlag]))
}

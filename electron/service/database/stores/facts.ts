import { sql } from 'kysely'
import type { Reader } from '../open.ts'

/** Call attempts, outcomes, promises, appointments: facts, read here and only ever added by a change. */

export async function attempts(
  reader: Reader,
  branchId: string,
  only: { visitId?: string; caseId?: string } = {},
) {
  let query = reader.selectFrom('call_attempts').selectAll().where('branch_id', '=', branchId)
  if (only.visitId) query = query.where('visit_id', '=', only.visitId)
  if (only.caseId) query = query.where('case_id', '=', only.caseId)
  return query.orderBy('called_at').execute()
}

export async function outcomes(reader: Reader, branchId: string, only: { caseId?: string } = {}) {
  let query = reader.selectFrom('outcomes').selectAll().where('branch_id', '=', branchId)
  if (only.caseId) query = query.where('case_id', '=', only.caseId)
  return query.orderBy('visited_at').execute()
}

export async function promises(reader: Reader, branchId: string) {
  return reader
    .selectFrom('promises')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('due_on')
    .execute()
}

export async function appointmentsOf(reader: Reader, visitId: string) {
  return reader.selectFrom('appointments').selectAll().where('visit_id', '=', visitId).orderBy('id').execute()
}

export async function auditRows(reader: Reader, limit: number) {
  return reader.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit).execute()
}

export async function historyRows(reader: Reader, branchId: string, limit: number) {
  return reader
    .selectFrom('history')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

export async function undoState(
  reader: Reader,
  branchId: string,
): Promise<{ canUndo: boolean; canRedo: boolean }> {
  const rows = await reader
    .selectFrom('history')
    .select(['undone', sql<number>`count(*)`.as('n')])
    .where('branch_id', '=', branchId)
    .where('changes', 'is not', null)
    .groupBy('undone')
    .execute()
  const count = (undone: number) => rows.find((row) => row.undone === undone)?.n ?? 0
  return { canUndo: count(0) > 0, canRedo: count(1) > 0 }
}

export async function importRows(reader: Reader, branchId: string) {
  return reader
    .selectFrom('imports')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

/** Rejected rows of one import, by line. */
export function rejectRows(reader: Reader, branchId: string, importId: string) {
  return reader
    .selectFrom('import_rejects')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('import_id', '=', importId)
    .orderBy('line')
    .execute()
}

export async function rejectFile(reader: Reader, importId: string) {
  return (
    (await reader
      .selectFrom('import_reject_files')
      .selectAll()
      .where('import_id', '=', importId)
      .executeTakeFirst()) ?? null
  )
}

export async function countAudit(reader: Reader, action: string): Promise<number> {
  const row = await reader
    .selectFrom('audit')
    .select(sql<number>`count(*)`.as('n'))
    .where('action', '=', action)
    .executeTakeFirstOrThrow()
  return row.n
}

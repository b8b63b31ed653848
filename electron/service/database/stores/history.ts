import { sql } from 'kysely'
import type { Reader } from '../open.ts'
import { nextStep } from '../steps.ts'

/** What was done and who did it: history (which can be undone) and audit (which cannot be changed). */

/**
 * Moves on with every change to the branch, every undo and every redo: whoever works something out for a while can
 * tell whether what she started from still stands.
 */
export async function branchStamp(reader: Reader, branchId: string): Promise<string> {
  const row = await reader
    .selectFrom('history')
    .select([
      sql<number>`coalesce(max(seq), 0)`.as('newest'),
      sql<number>`count(*)`.as('rows'),
      sql<number>`coalesce(sum(version), 0)`.as('versions'),
    ])
    .where('branch_id', '=', branchId)
    .executeTakeFirstOrThrow()
  return `${row.newest}.${row.rows}.${row.versions}`
}

/** The newest entries, without the rows that an undo would bring back: those can be millions of characters. */
export async function historyRows(reader: Reader, branchId: string, limit: number) {
  return reader
    .selectFrom('history')
    .select(['id', 'created_at', 'user_name', 'action', 'params', 'undone'])
    .select(sql<number>`changes is not null`.as('undoable'))
    .where('branch_id', '=', branchId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

export async function undoState(
  reader: Reader,
  branchId: string,
): Promise<{ canUndo: boolean; canRedo: boolean }> {
  const [undo, redo] = [await nextStep(reader, branchId, 'undo'), await nextStep(reader, branchId, 'redo')]
  return { canUndo: undo !== null, canRedo: redo !== null }
}

export async function auditRows(reader: Reader, limit: number) {
  return reader.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit).execute()
}

/** The newest rows of one action. */
export async function auditRowsOf(reader: Reader, action: string, limit: number) {
  return reader
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', action)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

export async function countAudit(reader: Reader, action: string): Promise<number> {
  const row = await reader
    .selectFrom('audit')
    .select(sql<number>`count(*)`.as('n'))
    .where('action', '=', action)
    .executeTakeFirstOrThrow()
  return row.n
}

/** What was done to one row, newest first; what was undone and overtaken since is in the audit trail only. */
export async function changesOfRow(reader: Reader, branchId: string, table: string, rowId: string) {
  const rows = await reader
    .selectFrom('history')
    .select(['created_at', 'user_name', 'action', 'undone'])
    .where('branch_id', '=', branchId)
    .where('changes', 'is not', null)
    .where(sql<boolean>`changes like ${'%"' + table + '"%'} and changes like ${'%' + rowId + '%'}`)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    at: row.created_at,
    by: row.user_name,
    action: row.action,
    undone: row.undone === 1,
  }))
}

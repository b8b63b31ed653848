import { rejectedCsv } from '../../../shared/core/intake/rejected.ts'
import type { FileKind, RejectedRow, Table } from '../../../shared/model/intake.ts'
import type { Locale } from '../../../shared/model/reasons.ts'
import type { Reason } from '../../../shared/model/week.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'

export interface ImportCounts {
  added: number
  changed: number
  same: number
  gone: number
}
export const noCounts: ImportCounts = { added: 0, changed: 0, same: 0, gone: 0 }

/** A file on its way in: what its import is remembered by. */
export interface ImportedFile {
  importId: string
  kind: FileKind
  table: Table
  /** language of the sentences in the file of rejected rows */
  locale: Locale
}

/** A row that could be read but that a rule, or what is known already, refuses. */
export function refusedRow(table: Table, line: number, caseNo: string, reason: Reason): RejectedRow {
  const cells = table.rows.find((row) => row.line === line)?.cells ?? []
  return {
    file: table.fileName,
    line,
    caseNo,
    reason: reason.code,
    ...(reason.params ? { params: reason.params } : {}),
    text: cells.join('\t'),
    cells,
  }
}

export const rejectedView = (row: RejectedRow) => ({
  line: row.line,
  caseNo: row.caseNo || null,
  reason: { code: row.reason, ...(row.params ? { params: row.params } : {}) },
  text: row.text,
})

/** The import itself with its rejected rows, part of the change that writes what was accepted; undo leaves it. */
export async function writeImport(
  tx: ChangeTransaction,
  { importId, kind, table, locale }: ImportedFile,
  counts: ImportCounts,
  rejected: readonly RejectedRow[],
): Promise<void> {
  await tx.insert(
    'imports',
    [{ id: importId, kind, file_name: table.fileName, ...counts, rejected: rejected.length }],
    { snapshot: true },
  )
  if (rejected.length === 0) return
  await tx.insert(
    'import_rejects',
    rejected.map((row) => ({
      id: tx.newId(),
      import_id: importId,
      line: row.line,
      case_no: row.caseNo || null,
      reason: row.reason,
      reason_params: row.params ? JSON.stringify(row.params) : null,
      text: row.text,
    })),
    { snapshot: true },
  )
  await tx.insert(
    'import_reject_files',
    [{ id: tx.newId(), import_id: importId, csv: rejectedCsv(table, rejected, locale) }],
    { snapshot: true },
  )
}

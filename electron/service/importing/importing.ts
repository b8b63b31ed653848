import type { FileBytes } from '../../../shared/contract/base.ts'
import type { ImportPreview, ImportResult, ImportTable } from '../../../shared/contract/cases.ts'
import { fieldsOf } from '../../../shared/core/intake/fields.ts'
import { proposeMapping } from '../../../shared/core/intake/headers.ts'
import { rejectedCsv } from '../../../shared/core/intake/rejected.ts'
import type {
  CallFileRow,
  CaseFileRow,
  CollectorFileRow,
  ColumnMapping,
  FileKind,
  OutcomeFileRow,
  ReadRows,
  RejectedRow,
  Table,
} from '../../../shared/model/intake.ts'
import { importCalls } from '../calls/import.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'
import { importOutcomes } from '../outcomes/record.ts'
import type { WorkReport } from '../work.ts'
import { previewCollectors, writeCollectors } from './upsertCollectors.ts'
import { compareCases, writeCases } from './upsertCases.ts'

type Report = Pick<WorkReport<never>, 'progress' | 'signal'>

interface RowsByKind {
  cases: ReadRows<CaseFileRow>
  collectors: ReadRows<CollectorFileRow>
  calls: ReadRows<CallFileRow>
  outcomes: ReadRows<OutcomeFileRow>
}

const shownRows = 50
const shownSamples = 20

/** Bytes → a table that waits for its columns to be confirmed, with the mapping we would choose. */
export async function readImport(
  context: RequestContext,
  branch: BranchRow,
  kind: FileKind,
  fileName: string,
  bytes: Uint8Array,
  report: Report,
): Promise<ImportTable> {
  const { deps } = context
  const table = await deps.pool.run('read-table', { bytes, fileName, kind }, report)
  const tableId = deps.tables.keep(kind, table)
  const remembered = await rememberedMapping(context, branch, kind, table)
  const sampleCells = table.rows.slice(0, 200).map((row) => row.cells)
  return {
    tableId,
    kind,
    fileName,
    encoding: table.encoding,
    delimiter: table.delimiter,
    sheet: table.sheet,
    headerLine: table.headerLine,
    rowCount: table.rows.length,
    columns: table.headers.map((header, column) => ({
      header,
      samples: sampleCells
        .map((cells) => cells[column] ?? '')
        .filter((cell) => cell !== '')
        .slice(0, 4),
    })),
    mapping: remembered ?? proposeMapping(table.headers, sampleCells, kind),
    fields: fieldsOf(kind).map(({ field, required }) => ({ field, required })),
  }
}

/** A source is known by its headers: the mapping that was used for them last time is proposed again. */
const mappingSetting = (branch: BranchRow, kind: FileKind, headers: string[]) =>
  `mapping.${branch.id}.${kind}.${headers.join('\u001f')}`

async function rememberedMapping(context: RequestContext, branch: BranchRow, kind: FileKind, table: Table) {
  const kept = await context.deps.changes.setting(mappingSetting(branch, kind, table.headers))
  return kept ? (JSON.parse(kept) as ColumnMapping).map((pair) => ({ ...pair, confidence: 1 })) : null
}

async function readRows<K extends FileKind>(
  context: RequestContext,
  branch: BranchRow,
  kind: K,
  table: Table,
  mapping: ColumnMapping,
  report?: Report,
): Promise<RowsByKind[K]> {
  const rows = await context.deps.pool.run(
    'read-rows',
    {
      kind,
      table,
      mapping,
      context: {
        fileName: table.fileName,
        zone: branch.time_zone,
        currency: branch.currency,
        week: branch.week,
      },
    },
    report ?? {},
  )
  return rows as RowsByKind[K]
}

const toRejected = (row: RejectedRow) => ({
  line: row.line,
  caseNo: row.caseNo || null,
  reason: { code: row.reason, ...(row.params ? { params: row.params } : {}) },
  text: row.text,
})

const asText = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'string'
      ? value
      : typeof value === 'number'
        ? String(value)
        : JSON.stringify(value)

const asSample = (row: object): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([field, value]) => [field, asText(value)]))

export async function previewImport(
  context: RequestContext,
  branch: BranchRow,
  tableId: string,
  mapping: ColumnMapping,
): Promise<ImportPreview> {
  const { kind, table } = context.deps.tables.get(tableId)
  const read = await readRows(context, branch, kind, table, mapping)
  const base = {
    rejected: read.rejected.length,
    samples: read.rows.slice(0, shownSamples).map(asSample),
    rejectedRows: read.rejected.slice(0, shownRows).map(toRejected),
  }
  switch (kind) {
    case 'cases': {
      const upsert = await compareCases(context.deps.database.reader, branch.id, read.rows as CaseFileRow[])
      return {
        ...base,
        added: upsert.added.length,
        changed: upsert.changed.length,
        same: upsert.same,
        gone: upsert.gone.length,
        changes: upsert.changed
          .flatMap(({ row, fields }) => fields.map((field) => ({ key: row.caseNo, ...field })))
          .slice(0, shownRows),
        goneKeys: upsert.gone.slice(0, shownRows).map((file) => file.case_no),
      }
    }
    case 'collectors':
      return { ...base, ...(await previewCollectors(context, branch, read.rows as CollectorFileRow[])) }
    case 'calls':
    case 'outcomes':
      return { ...base, added: read.rows.length, changed: 0, same: 0, gone: 0, changes: [], goneKeys: [] }
  }
}

export async function commitImport(
  context: RequestContext,
  branch: BranchRow,
  tableId: string,
  mapping: ColumnMapping,
  report: Report,
): Promise<ImportResult> {
  const { deps, actor } = context
  const { kind, table } = deps.tables.get(tableId)
  const read = await readRows(context, branch, kind, table, mapping, report)
  const importId = deps.newId()
  const counts = { added: 0, changed: 0, same: 0, gone: 0, rejected: read.rejected.length }
  const rejectRows = read.rejected.map((row) => ({
    id: deps.newId(),
    import_id: importId,
    line: row.line,
    case_no: row.caseNo || null,
    reason: row.reason,
    reason_params: row.params ? JSON.stringify(row.params) : null,
    text: row.text,
  }))
  report.progress({ stage: 'saving', done: 0, total: read.rows.length })

  // calls and outcomes are facts with rules of their own; they are written by their own roads first
  if (kind === 'calls') {
    const result = await importCalls(context, branch, read as ReadRows<CallFileRow>, report)
    counts.added = result.accepted
    counts.rejected = result.refused.length
  } else if (kind === 'outcomes') {
    const result = await importOutcomes(context, branch, read as ReadRows<OutcomeFileRow>)
    counts.added = result.accepted
    counts.same = result.alreadyThere
    counts.rejected = result.refused.length
  }
  const collectors =
    kind === 'collectors' ? await previewCollectors(context, branch, read.rows as CollectorFileRow[]) : null
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: `${kind}.import-file`,
      params: { file: table.fileName, rows: read.rows.length },
      entity: importId,
      undoable: kind === 'cases' || kind === 'collectors',
    },
    async (tx) => {
      if (kind === 'cases') {
        const upsert = await compareCases(tx.reader, branch.id, read.rows as CaseFileRow[])
        counts.added = upsert.added.length
        counts.changed = upsert.changed.length
        counts.same = upsert.same
        counts.gone = upsert.gone.length
        await writeCases(tx, importId, upsert, branch.id)
      } else if (collectors) {
        counts.added = collectors.added
        counts.changed = collectors.changed
        counts.same = collectors.same
        await writeCollectors(tx, context, branch, read.rows as CollectorFileRow[])
      }
      await tx.insert('imports', [{ id: importId, kind, file_name: table.fileName, ...counts }], {
        snapshot: true,
      })
      await tx.insert('import_rejects', rejectRows, { snapshot: true })
      if (rejectRows.length > 0)
        await tx.insert(
          'import_reject_files',
          [{ id: tx.newId(), import_id: importId, csv: rejectedCsv(table, read.rejected) }],
          { snapshot: true },
        )
    },
  )
  await deps.changes.setSetting(mappingSetting(branch, kind, table.headers), JSON.stringify(mapping))
  deps.tables.drop(tableId)
  deps.events.emit('cases', 'people', 'locations', 'plan', 'calls', 'outcomes', 'history')
  report.progress({ stage: 'saving', done: read.rows.length, total: read.rows.length })
  return { importId, kind, fileName: table.fileName, at: deps.clock().toISOString(), ...counts }
}

/** A file read with the columns that we would choose: for one-step imports of calls and outcomes. */
export async function readImportFile<K extends 'calls' | 'outcomes'>(
  context: RequestContext,
  branch: BranchRow,
  kind: K,
  file: FileBytes,
  report: Report,
): Promise<RowsByKind[K]> {
  const table = await readImport(
    context,
    branch,
    kind,
    file.name,
    new Uint8Array(await file.arrayBuffer()),
    report,
  )
  const kept = context.deps.tables.get(table.tableId)
  context.deps.tables.drop(table.tableId)
  return readRows(context, branch, kind, kept.table, table.mapping, report)
}

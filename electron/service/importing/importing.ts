import type { FileBytes } from '../../../shared/contract/base.ts'
import type {
  ImportCommitted,
  ImportDatum,
  ImportPreview,
  ImportTable,
} from '../../../shared/contract/cases.ts'
import type { PlanDiff } from '../../../shared/contract/week.ts'
import { fieldsOf } from '../../../shared/core/intake/fields.ts'
import { doubtfulColumns, proposeMapping } from '../../../shared/core/intake/headers.ts'
import { rejectedCsv } from '../../../shared/core/intake/rejected.ts'
import { remarksOf } from '../../../shared/core/intake/remarks.ts'
import { CancelledError } from '../../../shared/core/lib/cancel.ts'
import { clockAt } from '../../../shared/core/lib/time.ts'
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
import type { Datum } from '../../../shared/model/location.ts'
import { importCalls, previewCalls } from '../calls/import.ts'
import { maskPhone } from '../../../shared/model/runsheet.ts'
import type { RequestContext } from '../context.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import { casesForDiff } from '../database/stores/cases.ts'
import type { BranchRow } from '../database/tables.ts'
import { importOutcomes } from '../outcomes/record.ts'
import { branchNow, deskLocale } from '../scope.ts'
import type { WorkReport } from '../work.ts'
import { findGivenDatum, withDatum } from './givenDatum.ts'
import { noCounts, rejectedView, writeImport, type ImportCounts, type ImportedFile } from './importRow.ts'
import { locateCollectors, previewCollectors, writeCollectors } from './upsertCollectors.ts'
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
  const tableId = deps.tables.keep(branch.id, kind, table)
  const remembered = await rememberedMapping(context, branch, kind, table)
  const sampleCells = table.rows.slice(0, 200).map((row) => row.cells)
  const mapping = remembered ?? proposeMapping(table.headers, sampleCells, kind)
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
    mapping,
    // what a person settled last time is settled
    doubtful: remembered ? [] : doubtfulColumns(table.headers, mapping, kind),
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

const asText = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'string'
      ? value
      : typeof value === 'number'
        ? String(value)
        : JSON.stringify(value)

/** As the list of cases shows them: whoever previews a file needs no number in full. */
const maskedPhones = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(maskedPhones) : typeof value === 'string' ? maskPhone(value) : value

const isPhone = (field: string) => /^phones?$/u.test(field)

const asSample = (row: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      asText(isPhone(field) ? maskedPhones(value) : value),
    ]),
  )

/** A change as it is shown: numbers masked, several of them parted as they were. */
function asShown<T extends { field: string; before: string; after: string }>(change: T): T {
  if (!isPhone(change.field)) return change
  const masked = (text: string) => text.replace(/\+?\d[\d ]{3,}\d/gu, (number) => maskPhone(number))
  return { ...change, before: masked(change.before), after: masked(change.after) }
}

interface ImportChoice {
  tableId: string
  mapping: ColumnMapping
  datum?: Datum | undefined
}

/** Finds out the datum of a file of cases that does not say it, and writes it into the rows. */
async function settleDatum(
  context: RequestContext,
  branch: BranchRow,
  kind: FileKind,
  read: ReadRows<unknown>,
  chosen: Datum | undefined,
  signal: AbortSignal,
): Promise<ImportDatum | null> {
  if (kind !== 'cases') return null
  const rows = read.rows as CaseFileRow[]
  const found = await findGivenDatum(context, branch, rows, signal)
  read.rows = withDatum(rows, found, chosen)
  return found
}

export async function previewImport(
  context: RequestContext,
  branch: BranchRow,
  { tableId, mapping, datum }: ImportChoice,
  signal: AbortSignal,
): Promise<ImportPreview> {
  const { kind, table } = context.deps.tables.get(branch.id, tableId)
  const read = await readRows(context, branch, kind, table, mapping)
  const asRead = read.rows as readonly { lon?: number | null; datum?: Datum | null }[]
  const found = await settleDatum(context, branch, kind, read, datum, signal)
  // until a person has chosen, no sample says in which datum it is
  const isOpen = (line: number) => {
    const row = asRead[line]
    return found !== null && !found.detected && !datum && row?.datum === null && row.lon !== null
  }
  const base = {
    datum: found,
    rejected: read.rejected.length,
    samples: read.rows
      .slice(0, shownSamples)
      .map((row, i) => (isOpen(i) ? { ...asSample(row), datum: 'open' } : asSample(row))),
    rejectedRows: read.rejected.slice(0, shownRows).map(rejectedView),
    remarks: remarksOf(
      [...table.notices, ...read.notices],
      kind === 'cases' ? (read.rows as CaseFileRow[]) : [],
      clockAt((await branchNow(context.deps, branch)).getTime() / 1000, branch.time_zone).date,
    ),
    superseded: [],
    diff: null,
  }
  switch (kind) {
    case 'cases': {
      const stored = await casesForDiff(context.deps.database.reader, branch.id)
      const upsert = compareCases(stored, read.rows as CaseFileRow[])
      return {
        ...base,
        added: upsert.added.length,
        changed: upsert.changed.length,
        same: upsert.same,
        gone: upsert.gone.length,
        changes: upsert.changed
          .flatMap(({ row, fields }) => fields.map((field) => ({ key: row.caseNo, ...asShown(field) })))
          .slice(0, shownRows),
        goneKeys: upsert.gone.slice(0, shownRows).map((file) => file.case_no),
      }
    }
    case 'collectors':
      return { ...base, ...(await previewCollectors(context, branch, read.rows as CollectorFileRow[])) }
    case 'calls': {
      const rows = read as ReadRows<CallFileRow>
      const found = await previewCalls(context, branch, branch.week, table, rows, signal)
      const isRefused = new Set(found.refused.map((row) => row.line))
      return {
        ...base,
        added: found.accepted,
        changed: 0,
        same: found.alreadyThere,
        gone: 0,
        changes: [],
        goneKeys: [],
        rejected: found.refused.length,
        samples: rows.rows
          .filter((row) => !isRefused.has(row.line))
          .slice(0, shownSamples)
          .map(asSample),
        rejectedRows: found.refused.slice(0, shownRows).map(rejectedView),
        superseded: found.superseded.map(rejectedView),
        diff: found.diff,
      }
    }
    case 'outcomes':
      return { ...base, added: read.rows.length, changed: 0, same: 0, gone: 0, changes: [], goneKeys: [] }
  }
}

/** The rows of a file that would not be taken, as they stood, with their reasons: to be mended and imported again. */
export async function returnedRows(
  context: RequestContext,
  branch: BranchRow,
  { tableId, mapping, datum }: ImportChoice,
  signal: AbortSignal,
): Promise<File> {
  const { kind, table } = context.deps.tables.get(branch.id, tableId)
  const read = await readRows(context, branch, kind, table, mapping)
  await settleDatum(context, branch, kind, read, datum, signal)
  const refused =
    kind === 'calls'
      ? (await previewCalls(context, branch, branch.week, table, read as ReadRows<CallFileRow>, signal))
          .refused
      : read.rejected
  return new File([rejectedCsv(table, refused, await deskLocale(context.deps))], 'rejected.csv', {
    type: 'text/csv',
  })
}

export async function commitImport(
  context: RequestContext,
  branch: BranchRow,
  { tableId, mapping, datum }: ImportChoice,
  report: Report,
): Promise<ImportCommitted> {
  const { deps } = context
  const { kind, table } = deps.tables.get(branch.id, tableId)
  const read = await readRows(context, branch, kind, table, mapping, report)
  const found = await settleDatum(context, branch, kind, read, datum, report.signal)
  const file: ImportedFile = { importId: deps.newId(), kind, table, locale: await deskLocale(deps) }
  const total = read.rows.length
  report.progress({ stage: 'saving', done: 0, total })
  const {
    superseded = [],
    refused,
    diff = null,
    undoId,
    ...counts
  } = await commitRows(context, branch, file, read, report)
  await deps.changes.setSetting(mappingSetting(branch, kind, table.headers), JSON.stringify(mapping))
  deps.tables.drop(tableId)
  deps.events.emit('cases', 'people', 'locations', 'plan', 'calls', 'outcomes', 'history')
  report.progress({ stage: 'saving', done: total, total })
  return {
    importId: file.importId,
    kind,
    fileName: table.fileName,
    at: deps.clock().toISOString(),
    ...counts,
    superseded: superseded.map(rejectedView),
    rejectedRows: refused.slice(0, shownRows).map(rejectedView),
    diff,
    datum: found && { ...found, taken: datum ?? found.detected ?? 'wgs84' },
    undoId,
  }
}

type Counts = ImportCounts & {
  rejected: number
  refused: RejectedRow[]
  superseded?: RejectedRow[]
  diff?: PlanDiff | null
  undoId: string | null
}

/** Each kind by its own road; each writes its rows and the import itself in one change. */
async function commitRows(
  context: RequestContext,
  branch: BranchRow,
  file: ImportedFile,
  read: ReadRows<unknown>,
  report: Report,
): Promise<Counts> {
  switch (file.kind) {
    case 'calls': {
      const rows = read as ReadRows<CallFileRow>
      const result = await importCalls(context, branch, branch.week, file, rows, report)
      return {
        ...noCounts,
        added: result.accepted,
        same: result.alreadyThere,
        rejected: result.refused.length,
        refused: result.refused,
        superseded: result.superseded,
        diff: result.diff,
        undoId: result.undoId,
      }
    }
    case 'outcomes': {
      const result = await importOutcomes(context, branch, file, read as ReadRows<OutcomeFileRow>)
      return {
        ...noCounts,
        added: result.accepted,
        same: result.alreadyThere,
        rejected: result.refused.length,
        refused: result.refused,
        undoId: null,
      }
    }
    case 'cases':
      return commitUpsert(context, branch, file, read, report, async (tx) => {
        const stored = await casesForDiff(tx.reader, branch.id)
        const upsert = compareCases(stored, read.rows as CaseFileRow[])
        await writeCases(
          tx,
          { branchId: branch.id, importId: file.importId, by: context.actor.userName },
          upsert,
          stored,
        )
        return {
          added: upsert.added.length,
          changed: upsert.changed.length,
          same: upsert.same,
          gone: upsert.gone.length,
        }
      })
    case 'collectors': {
      const rows = read.rows as CollectorFileRow[]
      // places are looked up before the write begins: nobody waits for the lock meanwhile
      const places = await locateCollectors(context, branch, rows, report.signal)
      return commitUpsert(context, branch, file, read, report, (tx) =>
        writeCollectors(tx, branch, rows, places),
      )
    }
  }
}

async function commitUpsert(
  { deps, actor }: RequestContext,
  branch: BranchRow,
  file: ImportedFile,
  read: ReadRows<unknown>,
  report: Report,
  write: (tx: ChangeTransaction) => Promise<ImportCounts>,
): Promise<Counts> {
  const { written, undoId } = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: `${file.kind}.import-file`,
      params: { file: file.table.fileName, rows: read.rows.length },
      entity: file.importId,
      undoable: true,
    },
    async (tx) => {
      const written = await write(tx)
      await writeImport(tx, file, written, read.rejected)
      // until here a cancel takes all of it back
      if (report.signal.aborted) throw new CancelledError()
      return { written, undoId: tx.entryId }
    },
  )
  return { ...written, rejected: read.rejected.length, refused: read.rejected, undoId }
}

/** A file read with the columns that we would choose: for one-step imports of calls and outcomes. */
export async function readImportFile<K extends 'calls' | 'outcomes'>(
  context: RequestContext,
  branch: BranchRow,
  kind: K,
  bytes: FileBytes,
  report: Report,
): Promise<{ file: ImportedFile; read: RowsByKind[K] }> {
  const { deps } = context
  const { tableId, mapping } = await readImport(
    context,
    branch,
    kind,
    bytes.name,
    new Uint8Array(await bytes.arrayBuffer()),
    report,
  )
  const { table } = deps.tables.get(branch.id, tableId)
  deps.tables.drop(tableId)
  return {
    file: { importId: deps.newId(), kind, table, locale: await deskLocale(deps) },
    read: await readRows(context, branch, kind, table, mapping, report),
  }
}

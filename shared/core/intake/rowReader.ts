import { neverCancelled, throwIfCancelled, noProgress, type Cancel, type Progress } from '../lib/cancel.ts'
import type {
  ColumnMapping,
  FileKind,
  IntakeContext,
  Notice,
  ReadRows,
  RejectedRow,
  TableRow,
} from '../../model/intake.ts'
import { inLanguages } from '../../model/inLanguages.ts'
import { sentence, type Locale, type ReasonCode } from '../../model/reasons.ts'
import { fieldsOf } from './fields.ts'
import { requireColumns } from './headers.ts'
import { dayOrderOf, readDate, readMoment, type DateContext } from './dates.ts'
import { formulaUnsafe, isBlank, tidy } from './text.ts'

/** The part of a table that the readers need. */
export interface RowSource {
  headers: readonly string[]
  rows: readonly TableRow[]
  headerLine?: number
}
export interface ReadOptions {
  cancel?: Cancel
  progress?: Progress
}

type Params = Record<string, string | number>

/** one more than can be mended at a glance: the rest show when these are mended */
const mostProblems = 8

/**
 * The cells of one row by field. Whatever cannot be read is a problem of the row, and the row is rejected with all of
 * them, one a column, so that it is mended in one go; a notice keeps the row.
 */
export class RowReader {
  readonly columns = new Map<string, number[]>()
  readonly labels = new Map<string, string>()
  readonly dateOrders = new Map<string, DateContext>()
  problems: { reason: ReasonCode; params: Params }[] = []
  notices: Notice[] = []
  row: TableRow = { line: 0, cells: [] }
  readonly context: IntakeContext

  constructor(kind: FileKind, source: RowSource, mapping: ColumnMapping, context: IntakeContext) {
    this.context = context
    for (const { column, field } of mapping) {
      const columns = this.columns.get(field)
      if (columns) columns.push(column)
      else this.columns.set(field, [column])
    }
    for (const field of fieldsOf(kind)) {
      const column = this.columns.get(field.field)?.[0]
      this.labels.set(field.field, column === undefined ? field.name : source.headers[column] || field.name)
    }
  }

  start(row: TableRow): void {
    this.row = row
    this.problems = []
  }

  get isRefused(): boolean {
    return this.problems.length > 0
  }

  /** refuses the row; of one column only the first problem is told */
  fail(reason: ReasonCode, params: Params = {}): null {
    const { column } = params
    if (column === undefined || !this.problems.some((each) => each.params.column === column))
      this.problems.push({ reason, params })
    return null
  }

  /** refuses the row for what stands in a field */
  failAt(reason: ReasonCode, field: string, text: string): null {
    return this.fail(reason, { column: this.labels.get(field) ?? field, text: text.slice(0, 80) })
  }

  note(reason: ReasonCode, field: string, text: string): void {
    const params = { column: this.labels.get(field) ?? field, text: text.slice(0, 80) }
    this.notices.push({ line: this.row.line, reason, params })
  }

  has(field: string): boolean {
    return this.columns.has(field)
  }

  /** tidied text of a field; '' when it is absent or says "nothing" */
  text(field: string): string {
    const columns = this.columns.get(field)
    if (!columns) return ''
    const text = tidy(formulaUnsafe(this.row.cells[columns[0]] ?? ''))
    return isBlank(text) ? '' : text
  }

  /** every filled cell of a field that may repeat */
  texts(field: string): string[] {
    const found: string[] = []
    for (const column of this.columns.get(field) ?? []) {
      const text = tidy(formulaUnsafe(this.row.cells[column] ?? ''))
      if (!isBlank(text)) found.push(text)
    }
    return found
  }

  textOrNull(field: string): string | null {
    return this.text(field) || null
  }

  required(field: string): string {
    const text = this.text(field)
    if (text === '') this.fail('cell-empty', { column: this.labels.get(field) ?? field })
    return text
  }

  /** a filled cell read by `read`, or the row is refused; null when empty */
  read<T>(field: string, reason: ReasonCode, read: (text: string) => T | null): T | null {
    const text = this.text(field)
    if (text === '') return null
    const value = read(text)
    return value === null ? this.failAt(reason, field, text) : value
  }

  whole(field: string, least: number, most: number, read: (text: string) => number | null): number | null {
    const text = this.text(field)
    if (text === '') return null
    const value = read(text)
    if (value === null) {
      const isNegative = /^[-−–]/.test(text) && read(text.slice(1).trim()) !== null
      return this.failAt(isNegative ? 'number-negative' : 'number-unreadable', field, text)
    }
    if (value < least || value > most)
      return this.fail('number-out-of-range', { column: this.labels.get(field) ?? field, text, least, most })
    return value
  }

  dateContext(field: string, rows: readonly TableRow[]): DateContext {
    let context = this.dateOrders.get(field)
    if (!context) {
      const column = this.columns.get(field)?.[0]
      const values = column === undefined ? [] : rows.map((row) => row.cells[column] ?? '')
      context = { near: this.context.week, order: dayOrderOf(values) }
      this.dateOrders.set(field, context)
    }
    return context
  }

  date(field: string, rows: readonly TableRow[]): string | null {
    const text = this.text(field)
    if (text === '') return null
    const reading = readDate(text, this.dateContext(field, rows))
    return reading.ok ? reading.date : this.failAt(reading.problem, field, text)
  }

  /** an instant; a date without a time is taken for noon and noted */
  moment(field: string, rows: readonly TableRow[]): string | null {
    const text = this.text(field)
    if (text === '') return null
    const reading = readMoment(text, this.context.zone, this.dateContext(field, rows))
    if (!reading.ok) return this.failAt(reading.problem, field, text)
    if (!reading.timeGiven) this.note('time-assumed', field, text)
    return reading.instant
  }

  rejected(file: string): RejectedRow {
    const column = this.columns.get('case_no')?.[0] ?? this.columns.get('name')?.[0]
    const { reason, params } = oneReason(this.problems)
    return {
      file,
      line: this.row.line,
      caseNo: column === undefined ? '' : tidy(this.row.cells[column] ?? ''),
      reason,
      params,
      text: this.row.cells.join('\t').trimEnd(),
      cells: this.row.cells,
    }
  }
}

/** One problem as it is; several as one reason whose parameter says each of them, in every language. */
function oneReason(problems: RowReader['problems']): RowReader['problems'][number] {
  if (problems.length === 1) return problems[0]
  const said = (locale: Locale) =>
    problems
      .slice(0, mostProblems)
      .map(({ reason, params }) => sentence(reason, params, locale))
      .join(locale === 'en' ? ' ' : '')
  return {
    reason: 'cells-wrong',
    params: {
      count: problems.length,
      problems: inLanguages({ en: said('en'), 'zh-CN': said('zh-CN'), 'zh-TW': said('zh-TW') }),
    },
  }
}

/**
 * Reads every row: `readRow` returns the row, and refuses it by calling `reader.fail`. Throws the refusal that names a
 * missing column.
 */
export function readRows<Row>(
  kind: FileKind,
  source: RowSource,
  mapping: ColumnMapping,
  context: IntakeContext,
  options: ReadOptions,
  readRow: (reader: RowReader) => Row | null,
): ReadRows<Row> {
  requireColumns(kind, mapping, source.headers, context.fileName, source.headerLine)
  const { cancel = neverCancelled, progress = noProgress } = options
  const reader = new RowReader(kind, source, mapping, context)
  const rows: Row[] = []
  const rejected: RejectedRow[] = []
  for (let i = 0; i < source.rows.length; i++) {
    if (i % 2048 === 0) {
      throwIfCancelled(cancel)
      progress({ stage: 'reading-rows', done: i, total: source.rows.length })
    }
    reader.start(source.rows[i])
    const row = readRow(reader)
    if (reader.isRefused || row === null) rejected.push(reader.rejected(context.fileName))
    else rows.push(row)
  }
  // of a row that is refused its problems are told
  const isRejected = new Set(rejected.map(({ line }) => line))
  return { rows, rejected, notices: reader.notices.filter(({ line }) => !isRejected.has(line)) }
}

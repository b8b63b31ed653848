import { statSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  neverCancelled,
  noProgress,
  throwIfCancelled,
  type Cancel,
  type Progress,
} from '../../../../shared/core/lib/cancel.ts'
import { findHeaderRow } from '../../../../shared/core/intake/headers.ts'
import type { FileKind, Notice, Table, TableRow } from '../../../../shared/model/intake.ts'
import { RefusalError } from '../../../../shared/model/refusal.ts'
import { decodeText } from './encoding.ts'
import { guessDelimiter, readDelimited } from './delimited.ts'
import { readWorkbook } from './workbook.ts'

export interface ReadTableInput {
  /** the file's bytes, or else {@link path} */
  bytes?: Uint8Array
  /** a file on disk */
  path?: string
  /** as the person knows it; by default the last part of the path */
  fileName?: string
  /** what the file should hold: helps to find the header row and the sheet */
  kind?: FileKind
  /** the sheet of a workbook; by default the one that reads most like a table of `kind` */
  sheet?: string
}
export interface ReadTableOptions {
  cancel?: Cancel
  progress?: Progress
}

/** 100,000 rows of 20 columns are about 20 MB */
const maxFileBytes = 256 * 1024 * 1024

function load(path: string, fileName: string): Uint8Array {
  try {
    const { size } = statSync(path)
    if (size > maxFileBytes) throw tooLarge(size, fileName)
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    if (error instanceof RefusalError) throw error
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw new RefusalError('file-not-found', { file: path }, { file: fileName })
    throw new RefusalError(
      'file-unreadable',
      { file: path, detail: code ?? String(error) },
      { file: fileName },
    )
  }
}

const tooLarge = (bytes: number, file: string): RefusalError =>
  new RefusalError(
    'import-too-large',
    { file, size: `${Math.round(bytes / 1e6)} MB`, limit: `${Math.round(maxFileBytes / 1e6)} MB` },
    { file },
  )

const starts = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte)

/** What a file is by its first bytes, where that is no text; null for text. */
function signatureOf(bytes: Uint8Array): string | null {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'zip'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'ole'
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return 'PDF'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'PNG'
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'JPEG'
  if (starts(bytes, 0x1f, 0x8b)) return 'GZIP'
  if (starts(bytes, 0x52, 0x61, 0x72, 0x21)) return 'RAR'
  if (starts(bytes, 0x37, 0x7a, 0xbc, 0xaf)) return '7-Zip'
  if (starts(bytes, 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65)) return 'SQLite'
  if (starts(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66)) return 'RTF'
  return null
}

/** `EncryptedPackage` in UTF-16, the stream that holds a workbook with a password */
function holdsEncryptedPackage(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
}

const forbiddenHeaders = new Set(['__proto__', 'constructor', 'prototype'])

/** Header row, width and rows below it, the same for text and workbook. */
function tableOf(
  fileName: string,
  all: TableRow[],
  kind: FileKind | undefined,
  about: Pick<Table, 'format' | 'encoding' | 'delimiter' | 'sheet' | 'sheets'>,
): Table {
  const at = { file: fileName }
  const headerIndex = findHeaderRow(
    all.slice(0, 40).map((row) => row.cells.map((cell) => cell.trim())),
    kind,
  )
  if (headerIndex < 0) throw new RefusalError('import-empty', { file: fileName }, at)
  const header = all[headerIndex]
  const headers = header.cells.map((cell) => cell.trim())
  while (headers.length > 1 && headers[headers.length - 1] === '') headers.pop()
  for (const name of headers) {
    // such a column vanishes, or worse, wherever a row becomes an object
    if (forbiddenHeaders.has(name.toLowerCase()))
      throw new RefusalError(
        'import-header-forbidden',
        { file: fileName, header: name },
        { ...at, line: header.line },
      )
  }
  const rows: TableRow[] = []
  const notices: Notice[] = []
  for (let i = headerIndex + 1; i < all.length; i++) {
    const { line, cells } = all[i]
    let filled = false
    for (let c = 0; c < cells.length; c++) {
      if (!filled && cells[c].trim() !== '') filled = true
      if (cells[c].includes('\uFFFD'))
        notices.push({ line, reason: 'characters-lost', params: { text: cells[c].slice(0, 40) } })
    }
    if (!filled) continue
    if (cells.length > headers.length) {
      // cells beyond the header: kept when they hold something, so that they can be seen and mapped
      let width = cells.length
      while (width > headers.length && cells[width - 1].trim() === '') width--
      while (headers.length < width) headers.push('')
      cells.length = width
    }
    rows.push({ line, cells })
  }
  for (const row of rows) while (row.cells.length < headers.length) row.cells.push('')
  if (rows.length === 0)
    throw new RefusalError('import-no-rows', { file: fileName }, { ...at, line: header.line })
  return { fileName, ...about, headerLine: header.line, headers, rows, notices }
}

/**
 * A spreadsheet or text file as rows of text, with the line of each. Every expected failure is a refusal that names the
 * file: not found, unreadable, empty, truncated, damaged, something else than a table, too large.
 */
export async function readTable(input: ReadTableInput, options: ReadTableOptions = {}): Promise<Table> {
  const { cancel = neverCancelled, progress = noProgress } = options
  const fileName = input.fileName ?? basename(input.path ?? 'file')
  const at = { file: fileName }
  const bytes = input.bytes ?? load(input.path ?? '', fileName)
  if (bytes.length > maxFileBytes) throw tooLarge(bytes.length, fileName)
  if (bytes.length === 0) throw new RefusalError('import-empty', { file: fileName }, at)
  throwIfCancelled(cancel)

  const signature = signatureOf(bytes)
  if (signature === 'ole')
    throw new RefusalError(
      holdsEncryptedPackage(bytes) ? 'import-encrypted' : 'import-xls-old',
      { file: fileName },
      at,
    )
  if (signature !== null && signature !== 'zip')
    throw new RefusalError('import-not-table', { file: fileName, what: signature }, at)
  if (signature === 'zip') {
    const book = await readWorkbook(bytes, fileName, input.sheet, input.kind, cancel, progress)
    if (book.rows.length === 0) throw new RefusalError('import-empty', { file: fileName }, at)
    const table = tableOf(fileName, book.rows, input.kind, {
      format: 'xlsx',
      encoding: 'xlsx',
      delimiter: null,
      sheet: book.sheet,
      sheets: book.sheets,
    })
    for (const { line, column, reason, text } of book.notices) {
      if (line > table.headerLine)
        table.notices.push({
          line,
          reason,
          params: { column: table.headers[column] || String(column + 1), text },
        })
    }
    return table
  }

  const { encoding, text } = decodeText(bytes, fileName)
  // text has no zero bytes; an image, a database or a program has
  if (text.slice(0, 4096).includes('\0'))
    throw new RefusalError('import-not-table', { file: fileName, what: 'binary' }, at)
  const head = text.slice(0, 256).trimStart().toLowerCase()
  if (head === '') throw new RefusalError('import-empty', { file: fileName }, at)
  if (/^<(?:!doctype|html|\?xml|table)/.test(head))
    throw new RefusalError(
      'import-not-table',
      { file: fileName, what: head.includes('html') || head.startsWith('<table') ? 'HTML' : 'XML' },
      at,
    )
  if (/^[[{]\s*["{[]/.test(head))
    throw new RefusalError('import-not-table', { file: fileName, what: 'JSON' }, at)
  const delimiter = guessDelimiter(text.replace(/\r\n?/g, '\n'))
  const rows = readDelimited(text, delimiter, fileName, cancel, progress)
  return tableOf(fileName, rows, input.kind, { format: 'csv', encoding, delimiter, sheet: null, sheets: [] })
}

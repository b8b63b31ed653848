import { parse, type CsvError } from 'csv-parse/sync'
import { throwIfCancelled, type Cancel, type Progress } from '../../../../shared/core/lib/cancel.ts'
import { headerLikeness } from '../../../../shared/core/intake/headers.ts'
import { RefusalError } from '../../../../shared/model/refusal.ts'
import type { TableRow } from '../../../../shared/model/intake.ts'

/** Text with separators → rows. The format is RFC 4180 with what real files do to it. */

const candidates = [',', ';', '\t', '|', '\u0001', '^', '~', '¦', '，', '；', ':']

/** Splits one line as CSV does, for guessing only. */
function splitLine(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter)
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const char = line[i]
    if (char === '"') {
      if (quoted && line[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = !quoted
    } else if (char === delimiter && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += char
  }
  cells.push(cell)
  return cells
}

/**
 * The delimiter under which the first lines have one width, and under which a line reads like headers. A file of one
 * column has none: a comma then does no harm, unless it stands in the text.
 */
export function guessDelimiter(text: string): string {
  const declared = /^sep=(.)[\r\n]/i.exec(text.slice(0, 8))
  if (declared) return declared[1]
  const lines = text
    .slice(0, 64 * 1024)
    .split('\n', 41)
    .filter((line) => line.trim() !== '')
    .slice(0, 40)
  let best = ','
  let bestScore = 0
  for (const delimiter of candidates) {
    const rows = lines.map((line) => splitLine(line, delimiter))
    const widths = new Map<number, number>()
    for (const row of rows) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
    let width = 0
    let count = 0
    for (const [w, n] of widths)
      if (n > count || (n === count && w > width)) {
        width = w
        count = n
      }
    if (width < 2) continue
    const likeness = Math.max(
      0,
      ...rows.slice(0, 10).map((row) => headerLikeness(row.map((cell) => cell.trim()))),
    )
    const score = (count / lines.length) * Math.min(width, 12) + 3 * likeness
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** Most characters of one record: a quote that is never closed would else swallow the file into memory twice. */
const maxRecordCharacters = 1_000_000
const chunkCharacters = 4_000_000

/**
 * Every row that is not empty, with its line. Line ends of all kinds, also mixed, are made one first, because a parser
 * that settles on the first kind it meets glues rows together. @throws RefusalError import-quote-open
 */
export function readDelimited(
  text: string,
  delimiter: string,
  fileName: string,
  cancel: Cancel,
  progress: Progress,
): TableRow[] {
  const normal = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  const rows: TableRow[] = []
  let start = 0
  let line = 1
  if (/^sep=.\n/i.test(normal)) {
    start = normal.indexOf('\n') + 1
    line = 2
  }
  while (start < normal.length) {
    throwIfCancelled(cancel)
    progress({ stage: 'parsing-text', done: start, total: normal.length })
    const end = chunkEnd(normal, start)
    line = parseChunk(normal.slice(start, end), line, delimiter, fileName, rows)
    start = end
  }
  return rows
}

/** End of a piece of about {@link chunkCharacters} that ends with a line outside of quotes. */
function chunkEnd(text: string, start: number): number {
  if (text.length - start <= chunkCharacters) return text.length
  let quotes = 0
  for (
    let at = text.indexOf('"', start);
    at >= 0 && at < start + chunkCharacters;
    at = text.indexOf('"', at + 1)
  )
    quotes++
  let end = start + chunkCharacters
  for (;;) {
    const lineEnd = text.indexOf('\n', end)
    if (lineEnd < 0) return text.length
    for (let at = text.indexOf('"', end); at >= 0 && at < lineEnd; at = text.indexOf('"', at + 1)) quotes++
    if (quotes % 2 === 0) return lineEnd + 1
    end = lineEnd + 1
    if (end - start > chunkCharacters + 2 * maxRecordCharacters) return text.length
  }
}

function parseChunk(
  chunk: string,
  firstLine: number,
  delimiter: string,
  fileName: string,
  rows: TableRow[],
): number {
  let line = firstLine
  try {
    parse(chunk, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: maxRecordCharacters,
      on_record: (cells: string[], context: { lines: number }) => {
        // a record begins where the one before ended; empty lines are records of one empty cell
        if (cells.length > 1 || cells[0] !== '') rows.push({ line, cells })
        line = firstLine + context.lines
        return null
      },
    })
  } catch (error) {
    const code = (error as CsvError).code
    if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
      throw new RefusalError('import-quote-open', { file: fileName, line }, { file: fileName, line })
    throw error
  }
  return line
}

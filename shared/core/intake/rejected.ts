import type { RejectedRow } from '../../model/intake.ts'
import { sentence, type Locale } from '../../model/reasons.ts'
import { addedHeaders } from './fields.ts'
import { formulaSafe } from './text.ts'

const cell = (text: string): string => {
  const safe = formulaSafe(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * The rejected rows of one file as CSV: the columns as they stood, then the line and the reason in words. Mended, it
 * can be imported as it is; the two added columns are passed over. Begins with a byte-order mark, so that spreadsheet
 * programs read it as UTF-8; a cell that they could run as a formula is neutralised with an apostrophe, which the
 * import takes off again.
 */
export function rejectedCsv(
  table: { headers: readonly string[] },
  rejected: readonly RejectedRow[],
  locale: Locale = 'en',
): string {
  const { headers } = table
  const lines = [[...headers, addedHeaders.line[locale], addedHeaders.reason[locale]].map(cell).join(',')]
  for (const row of rejected) {
    const cells = headers.map((_, i) => cell(row.cells[i] ?? ''))
    lines.push([...cells, String(row.line), cell(sentence(row.reason, row.params, locale))].join(','))
  }
  return '\uFEFF' + lines.map((line) => line + '\r\n').join('')
}

import { WorkbookReader, ValueType } from '@cj-tech-master/excelts'
import { throwIfCancelled, type Cancel, type Progress } from '../../../../shared/core/lib/cancel.ts'
import { headerLikeness } from '../../../../shared/core/intake/headers.ts'
import type { FileKind, TableRow } from '../../../../shared/model/intake.ts'
import type { ReasonCode } from '../../../../shared/model/reasons.ts'
import { RefusalError } from '../../../../shared/model/refusal.ts'
import { needsPlainXml, plainXml } from './plainXml.ts'
import {
  checkEntry,
  packedBytes,
  packZip,
  plainPart,
  readDirectory,
  readEntry,
  type PackedPart,
  type ZipEntry,
} from './zip.ts'

/**
 * XLSX → rows of text. The only file that knows the spreadsheet library. The library is given a package that was
 * checked and put together again here: only the parts that a table needs, in the order in which it can stream them (so
 * that it keeps nothing in temporary files), each as long as it declares, and without document types, which XML readers
 * expand.
 */
export interface WorkbookRows {
  sheet: string
  sheets: { name: string; rows: number }[]
  rows: TableRow[]
  notices: { line: number; column: number; reason: ReasonCode; text: string }[]
}

interface Sheet {
  name: string
  path: string
  hidden: boolean
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const unescapeXml = (value: string): string =>
  value
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#(\d{1,7});/g, (_, code: string) => safeCodePoint(Number(code)))
    .replace(/&#x([\da-f]{1,6});/gi, (_, code: string) => safeCodePoint(Number.parseInt(code, 16)))
    .replace(/&amp;/g, '&')
const safeCodePoint = (code: number): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''

/** Attributes of every start tag of one name, by local name; the XML of these parts is small and flat. */
function tags(xml: string, name: string): Record<string, string>[] {
  const found: Record<string, string>[] = []
  const opening = new RegExp(`<(?:[A-Za-z]\\w*:)?${name}[\\s/>]`, 'g')
  for (let m = opening.exec(xml); m; m = opening.exec(xml)) {
    const close = xml.indexOf('>', m.index)
    if (close < 0) break
    const attributes: Record<string, string> = Object.create(null) as Record<string, string>
    for (const a of xml.slice(m.index, close).matchAll(/([\w:]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g))
      attributes[a[1].replace(/^.*:/, '')] = unescapeXml(a[2] ?? a[3])
    found.push(attributes)
  }
  return found
}

function sheetsOf(workbookXml: string, relsXml: string): Sheet[] {
  const targets = new Map(tags(relsXml, 'Relationship').map((one) => [one.Id, one.Target ?? '']))
  return tags(workbookXml, 'sheet').flatMap((one) => {
    const target = targets.get(one.id)
    if (!one.name || !target) return []
    const path = target.startsWith('/') ? target.slice(1) : 'xl/' + target.replace(/^\.\//, '')
    return [{ name: one.name, path, hidden: one.state === 'hidden' || one.state === 'veryHidden' }]
  })
}

/** `<row …>` in a piece; one that lay whole in the overlap was counted with the piece before. */
function countRows(piece: Buffer, overlap: number): number {
  let count = 0
  for (let hit = piece.indexOf('<row'); hit >= 0; hit = piece.indexOf('<row', hit + 4)) {
    const next = piece[hit + 4]
    if ((next === 0x20 || next === 0x3e || next === 0x0a || next === 0x0d) && hit + 5 > overlap) count++
  }
  return count
}

/** `yyyy-mm-dd hh:mm` → a date, `0.00` and `General` not; literals, colours and locales aside */
function dateParts(format: string | undefined): { date: boolean; time: boolean } {
  if (!format || format === 'General') return { date: false, time: false }
  const bare = format.replace(/"[^"]*"|\\.|_.|\[(?![hms]+\])[^\]]*\]/gi, '').split(';')[0]
  return { date: /[yd年月日]/i.test(bare) || /mmm/i.test(bare), time: /[hs时時]/i.test(bare) }
}

const two = (n: number): string => String(n).padStart(2, '0')
/** A spreadsheet's date has no zone; the library gives it as UTC. Rounded to seconds, against floating point. */
function dateText(value: Date, format: string | undefined): string {
  const date = new Date(Math.round(value.getTime() / 1000) * 1000)
  if (Number.isNaN(date.getTime())) return ''
  const seconds = date.getUTCSeconds()
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds ? ':' + two(seconds) : ''}`
  // a time of day alone is a fraction of day 0
  if (date.getUTCFullYear() < 1900) return clock
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  return clock === '00:00' && !dateParts(format).time ? day : `${day} ${clock}`
}

function numberText(value: number, format: string | undefined): string {
  // leading zeros of a case number that is kept as a number
  if (format && /^0+$/.test(format) && Number.isInteger(value))
    return String(value).padStart(format.length, '0')
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)
  return String(Number(value.toPrecision(15)))
}

interface CellLike {
  type: number
  value: unknown
  numFmt?: string | { formatCode?: string }
}

const day0 = Date.UTC(1899, 11, 30)
const day0Of1904 = Date.UTC(1904, 0, 1)

/** Text of a cell, or the reason why it has none. */
function cellText(cell: CellLike, from1904: boolean): string | { reason: ReasonCode; text: string } {
  const format = typeof cell.numFmt === 'string' ? cell.numFmt : cell.numFmt?.formatCode
  let value: unknown = cell.value
  if (cell.type === ValueType.Formula) {
    const result: unknown = (value as { result?: unknown }).result
    if (result === undefined || result === null) return { reason: 'formula-without-result', text: '' }
    const parts = dateParts(format)
    value =
      typeof result === 'number' && (parts.date || parts.time)
        ? new Date((from1904 && result >= 1 ? day0Of1904 : day0) + result * 86_400_000)
        : result
  }
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? numberText(value, format) : ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return dateText(value, format)
  if (value && typeof value === 'object') {
    if ('error' in value) return { reason: 'cell-error', text: String(value.error) }
    if ('richText' in value && Array.isArray(value.richText))
      return (value.richText as { text?: string | null }[]).map((run) => run.text ?? '').join('')
    if ('text' in value) return String(value.text)
    if ('hyperlink' in value) return String(value.hyperlink)
  }
  return ''
}

const maxColumns = 500
/** parts in an unusual spelling are rewritten in memory */
const mostRewrittenBytes = 64 * 1024 * 1024
/** Excel's own limit */
const maxCellCharacters = 32_767
const maxCharacters = 200_000_000

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>'
const openXml = 'http://schemas.openxmlformats.org'
const contentTypesXml = `${xmlHead}<Types xmlns="${openXml}/package/2006/content-types"/>`
const oneSheetRelsXml =
  `${xmlHead}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="rId1" ` +
  `Type="${openXml}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
const oneSheetXml = (from1904: boolean): string =>
  `${xmlHead}<workbook xmlns="${openXml}/spreadsheetml/2006/main" ` +
  `xmlns:r="${openXml}/officeDocument/2006/relationships"><workbookPr${from1904 ? ' date1904="1"' : ''}/>` +
  '<sheets><sheet name="sheet" sheetId="1" r:id="rId1"/></sheets></workbook>'

const named = (path: string) => (entry: ZipEntry) => entry.name.toLowerCase() === path.toLowerCase()

/** The library's rows; what it throws over XML that is not well-formed says that the file is damaged. */
async function* libraryRows(reader: WorkbookReader, fileName: string) {
  try {
    for await (const worksheet of reader) yield* worksheet
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 80) : 'XML'
    throw new RefusalError('import-damaged', { file: fileName, detail }, { file: fileName })
  }
}

/**
 * Reads one sheet: the one that is asked for, else the visible one whose first rows read most like headers of `kind`.
 * @throws RefusalError import-not-table, import-damaged, import-truncated, import-inflates, import-sheet-missing
 */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
  wantedSheet: string | undefined,
  kind: FileKind | undefined,
  cancel: Cancel,
  progress: Progress,
): Promise<WorkbookRows> {
  const at = { file: fileName }
  const entries = readDirectory(bytes, fileName)
  const part = (path: string): Uint8Array | null => {
    const entry = entries.find(named(path))
    if (!entry) return null
    const plain = readEntry(bytes, entry, fileName)
    if (Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).includes('<!DOCTYPE'))
      throw new RefusalError('import-damaged', { file: fileName, detail: path }, at)
    return plain
  }
  const workbookXml = part('xl/workbook.xml')
  const relsXml = part('xl/_rels/workbook.xml.rels')
  if (!workbookXml || !relsXml) {
    const what = entries.some(named('word/document.xml'))
      ? 'DOCX'
      : entries.some(named('content.xml'))
        ? 'ODS'
        : entries.some(named('xl/workbook.bin'))
          ? 'XLSB'
          : 'ZIP'
    throw new RefusalError('import-not-table', { file: fileName, what }, at)
  }
  const workbookText = text(workbookXml)
  const relsText = text(relsXml)
  const all = sheetsOf(workbookText, relsText).filter((sheet) => entries.some(named(sheet.path)))
  const visible = all.filter((sheet) => !sheet.hidden)
  const choices = visible.length > 0 ? visible : all
  if (choices.length === 0)
    throw new RefusalError('import-damaged', { file: fileName, detail: 'xl/workbook.xml' }, at)
  const asked = wantedSheet === undefined ? choices : choices.filter((sheet) => sheet.name === wantedSheet)
  if (asked.length === 0)
    throw new RefusalError(
      'import-sheet-missing',
      { file: fileName, sheet: wantedSheet ?? '', found: choices.map((sheet) => sheet.name).join(', ') },
      at,
    )

  /** a part that was unpacked once and found to be as it declares, still packed; with the number of its rows */
  const checked = async (path: string, name: string): Promise<{ part: PackedPart; rows: number } | null> => {
    const entry = entries.find(named(path))
    if (!entry) return null
    let rows = 0
    let beginning = ''
    await checkEntry(bytes, entry, fileName, cancel, (piece, overlap) => {
      if (piece.includes('<!DOCTYPE'))
        throw new RefusalError('import-damaged', { file: fileName, detail: path }, at)
      if (beginning === '') beginning = text(piece.subarray(0, 32_768))
      rows += countRows(piece, overlap)
    })
    if (needsPlainXml(beginning)) {
      if (entry.bytes > mostRewrittenBytes)
        throw new RefusalError('import-damaged', { file: fileName, detail: path }, at)
      const plain = plainXml(text(readEntry(bytes, entry, fileName)))
      return { part: plainPart(name, plain), rows: countRows(Buffer.from(plain), 0) }
    }
    const packed = packedBytes(bytes, entry, fileName)
    return { part: { name, method: entry.method, crc: entry.crc, packed, bytes: entry.bytes }, rows }
  }
  const support: PackedPart[] = []
  for (const path of ['xl/styles.xml', 'xl/sharedStrings.xml']) {
    const found = await checked(path, path)
    if (found) support.push(found.part)
  }
  const from1904 = /^(?:1|true)$/.test(tags(workbookText, 'workbookPr')[0]?.date1904 ?? '')
  const sheets: WorkbookRows['sheets'] = []
  const sheetParts = new Map<Sheet, PackedPart>()
  for (const sheet of choices) {
    const found = await checked(sheet.path, 'xl/worksheets/sheet1.xml')
    sheets.push({ name: sheet.name, rows: found?.rows ?? 0 })
    if (found) sheetParts.set(sheet, found.part)
  }

  const readSheet = async (sheet: Sheet, most: number): Promise<WorkbookRows> => {
    const total = sheets.find((one) => one.name === sheet.name)?.rows ?? 0
    const repacked = packZip([
      plainPart('[Content_Types].xml', contentTypesXml),
      plainPart('xl/_rels/workbook.xml.rels', oneSheetRelsXml),
      plainPart('xl/workbook.xml', oneSheetXml(from1904)),
      ...support,
      sheetParts.get(sheet)!,
    ])
    const found: WorkbookRows = { sheet: sheet.name, sheets, rows: [], notices: [] }
    let characters = 0
    const reader = new WorkbookReader(repacked, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    })
    for await (const row of libraryRows(reader, fileName)) {
      const cells: string[] = []
      const line = row.number
      row.eachCell((cell: CellLike, number: number) => {
        if (number > maxColumns) return
        const read = cellText(cell, from1904)
        if (typeof read !== 'string') {
          found.notices.push({ line, column: number - 1, ...read })
          return
        }
        while (cells.length < number - 1) cells.push('')
        cells[number - 1] = read.slice(0, maxCellCharacters)
        characters += read.length
      })
      if (cells.some((one) => one !== '')) found.rows.push({ line, cells })
      if (characters > maxCharacters)
        throw new RefusalError('import-inflates', { file: fileName, size: `> ${maxCharacters / 1e6} MB` }, at)
      if (found.rows.length % 1024 === 0) {
        throwIfCancelled(cancel)
        progress({ stage: 'reading-sheet', done: found.rows.length, total })
      }
      if (found.rows.length >= most) return found
    }
    return found
  }

  let chosen = asked[0]
  if (asked.length > 1) {
    let best = -1
    for (const sheet of asked) {
      const { rows } = await readSheet(sheet, 20)
      const likeness = Math.max(
        0,
        ...rows.map((row) => headerLikeness(row.cells, kind)),
        rows.length > 0 ? 0.5 : 0,
      )
      if (likeness > best) {
        best = likeness
        chosen = sheet
      }
    }
  }
  return readSheet(chosen, Number.POSITIVE_INFINITY)
}

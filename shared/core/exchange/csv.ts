import { cleanText, neutralCell, type DisclosedDay, type RunSheetStop } from '../../model/runsheet.ts'
import { clockAt, clockOfMinutes, epochOf, localIso } from '../lib/time.ts'
import {
  amountText,
  levelWord,
  reasonSentence,
  sheetColumns,
  sheetWords,
  type SheetColumn,
} from './sheetWords.ts'

export type SheetCell = string | number | boolean | null

/**
 * One stop as cells under {@link sheetColumns}: what CSV, XLSX and GeoJSON have in common. Times are local ISO with
 * offset, minutes and kilometres plain numbers, degrees have six decimals (a tenth of a metre); texts are not yet
 * neutralised.
 */
export function stopCells(day: DisclosedDay, stop: RunSheetStop): Record<SheetColumn, SheetCell> {
  const local = (iso: string | null) => (iso === null ? null : localIso(epochOf(iso), day.zone))
  return {
    date: day.date,
    crew: day.crewName,
    order: stop.order,
    arrival: local(stop.arrival),
    departure: local(stop.departure),
    windowStart: local(stop.windowStart),
    windowEnd: local(stop.windowEnd),
    confirmed: stop.appointmentConfirmed,
    caseNo: stop.caseNo,
    borrower: stop.borrowerName,
    phone: stop.phone,
    address: stop.address,
    minutes: stop.serviceMinutes,
    travelMinutes: Math.round(stop.travelSecondsFromPrevious / 6) / 10,
    kilometres: Math.round(stop.metresFromPrevious) / 1000,
    level: stop.level,
    radius: stop.radiusMetres,
    lat: sixDecimals(stop.lat),
    lon: sixDecimals(stop.lon),
    notes: stop.notes.join(' / ') || null,
    warnings: stop.warnings.map((warning) => reasonSentence(warning, day.locale)).join(' ') || null,
    amount: stop.amount === null ? null : amountText(stop.amount, day.locale),
  }
}

const sixDecimals = (value: number) => Number(value.toFixed(6))

/** Columns that hold an instant. */
export const timeColumns = ['arrival', 'departure', 'windowStart', 'windowEnd'] as const

/** `2026/11/23 08:37` on the clock of the zone, as Excel and the import of files read it. */
export function sheetTime(iso: string, zone: string): string {
  const { date, minutes } = clockAt(epochOf(iso), zone)
  return `${sheetDate(date)} ${clockOfMinutes(minutes)}`
}
const sheetDate = (date: string) => date.replaceAll('-', '/')

/** Columns of these days: `amount` only where somebody may see one. */
export const columnsOf = (days: readonly DisclosedDay[]): SheetColumn[] =>
  sheetColumns.filter((column) => column !== 'amount' || days.some((day) => day.disclosure.showAmounts))

/**
 * All stops of the days as CSV (RFC 4180): CRLF, every text in quotes, headed in the language of the first day, times
 * by {@link sheetTime}. A
 * byte-order mark tells Excel that it is UTF-8; formulas are neutralised.
 */
export function writeCsv(days: readonly DisclosedDay[]): string {
  const columns = columnsOf(days)
  const words = sheetWords[days[0]?.locale ?? 'en']
  const headings = words.columns
  const lines = [columns.map((column) => csvField(headings[column])).join(',')]
  for (const day of days)
    for (const stop of day.stops) {
      const cells = {
        ...stopCells(day, stop),
        level: levelWord(stop.level, day.locale),
        confirmed: stop.appointmentConfirmed ? words.yes : words.no,
        date: sheetDate(day.date),
        ...Object.fromEntries(
          timeColumns.map((column) => [
            column,
            stop[column] === null ? null : sheetTime(stop[column], day.zone),
          ]),
        ),
      }
      lines.push(columns.map((column) => csvField(cells[column])).join(','))
    }
  return '\ufeff' + lines.map((line) => line + '\r\n').join('')
}

/** One cell: numbers bare, texts quoted and neutralised, line ends as spaces so that a row stays a line. */
export function csvField(cell: SheetCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return '"' + neutralCell(cleanText(cell).replace(/[\r\n]+/gu, ' ')).replaceAll('"', '""') + '"'
}

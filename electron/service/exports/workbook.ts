import { Workbook } from '@cj-tech-master/excelts'
import { columnsOf, stopCells, timeColumns, type SheetCell } from '../../../shared/core/exchange/csv.ts'
import { levelWord, sheetWords, type SheetColumn } from '../../../shared/core/exchange/sheetWords.ts'
import { stopLink } from '../../../shared/core/exchange/stopText.ts'
import { clockAt, epochOf } from '../../../shared/core/lib/time.ts'
import { cleanText, neutralCell, type DisclosedDay } from '../../../shared/model/runsheet.ts'

const widths: Partial<Record<SheetColumn, number>> = {
  date: 11,
  arrival: 16,
  departure: 16,
  windowStart: 16,
  windowEnd: 16,
  lat: 11,
  lon: 11,
  crew: 12,
  order: 6,
  caseNo: 15,
  borrower: 12,
  phone: 16,
  address: 42,
  notes: 30,
  warnings: 40,
  amount: 16,
}
const clockColumns = new Set<SheetColumn>(timeColumns)
const timeFormat = 'yyyy/mm/dd hh:mm'

/** How numbers are shown that are more than a number. */
const formats: Partial<Record<SheetColumn, string>> = {
  date: 'yyyy/mm/dd',
  ...Object.fromEntries(timeColumns.map((column) => [column, timeFormat])),
  lat: '0.000000',
  lon: '0.000000',
}

/** A cell holds a day and a time without a zone: the branch's clock, written as if it were UTC. */
function dateCell(iso: string, zone: string): Date {
  const { date, minutes } = clockAt(epochOf(iso), zone)
  return new Date(Date.parse(`${date}T00:00Z`) + minutes * 60_000)
}

/**
 * Crew-days as XLSX: all stops on one sheet, ready to filter, with a link to navigate in the last column. Every text
 * is stored as text and neutralised, every time as one that can be sorted and reckoned with, so that neither this file nor a CSV saved from it runs a formula.
 */
export async function writeXlsx(days: readonly DisclosedDay[]): Promise<Uint8Array> {
  const words = sheetWords[days[0]?.locale ?? 'en']
  const columns = columnsOf(days)
  const workbook = new Workbook()
  workbook.creator = 'Roundsman'
  const madeAt = new Date(days[0]?.madeAt ?? 0)
  workbook.created = madeAt
  workbook.modified = madeAt
  const sheet = workbook.addWorksheet(words.title, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.columns = [
    ...columns.map((column) => ({ header: words.columns[column], key: column, width: widths[column] ?? 10 })),
    { header: words.scan, key: 'link', width: 14 },
  ]
  sheet.getRow(1).font = { bold: true }
  for (const day of days)
    for (const stop of day.stops) {
      const cells = stopCells(day, stop)
      const row = sheet.addRow(
        columns.map((column) => {
          const cell = cells[column]
          if (clockColumns.has(column) && typeof cell === 'string') return dateCell(cell, day.zone)
          if (column === 'date') return new Date(`${day.date}T00:00Z`)
          if (column === 'level') return levelWord(stop.level, day.locale)
          if (column === 'confirmed') return stop.appointmentConfirmed ? '✓' : null
          return asText(cell)
        }),
      )
      for (const [index, column] of columns.entries())
        if (formats[column]) row.getCell(index + 1).numFmt = formats[column]
      const link = stopLink(day, stop)
      row.getCell(columns.length + 1).value = { text: words.apps[link.app], hyperlink: link.url }
      row.getCell(columns.indexOf('address') + 1).alignment = { wrapText: true, vertical: 'top' }
    }
  sheet.autoFilter = { from: { row: 1, col: 1 }, to: { row: 1, col: columns.length + 1 } }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const asText = (cell: SheetCell): string | number | null =>
  typeof cell === 'string' ? neutralCell(cleanText(cell)) : typeof cell === 'boolean' ? String(cell) : cell

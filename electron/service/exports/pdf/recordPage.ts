import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { clockText, sheetWords } from '../../../../shared/core/exchange/sheetWords.ts'
import { metPersons, outcomeResults } from '../../../../shared/model/facts.ts'
import type { DisclosedDay } from '../../../../shared/model/runsheet.ts'
import { grey, hairline, recordTable, type Writer } from './sheetParts.ts'

/** What is left of a page for the rows, points; and the least that a row needs. */
const room = 645
const leastRow = 38
const outcomeColumns = 4

/** A page to write on: one row a stop with every outcome to tick, times, promise and note. */
export function recordPage(day: DisclosedDay, write: Writer): Content[] {
  const words = sheetWords[day.locale]
  // Rows grow with the space there is: fewer stops, more room to write.
  const height = Math.max(leastRow, Math.min(66, Math.floor(room / Math.max(1, day.stops.length)) - 4))
  // The lines to write on share what the row has over.
  const gap = Math.max(0, (height - 34) / 2)
  const perColumn = Math.ceil(outcomeResults.length / outcomeColumns)
  // New nodes for every row: pdfmake writes positions into the nodes it is given.
  const ticks = () =>
    Array.from({ length: outcomeColumns }, (_, column) => ({
      stack: outcomeResults
        .slice(column * perColumn, (column + 1) * perColumn)
        .map((result) => write.text(`□\u00a0${words.outcomes[result]}`, { fontSize: 7, lineHeight: 1 })),
    }))
  const metLine = metPersons.map((met) => `□\u00a0${words.metPersons[met]}`).join('  ')
  const ruled = (label: string): Content => ({
    stack: [
      write.text(label, { fontSize: 6, color: grey }),
      {
        canvas: [
          { type: 'line', x1: 0, y1: 9 + gap, x2: 112, y2: 9 + gap, lineWidth: 0.4, lineColor: hairline },
        ],
      },
    ],
  })
  const rows = day.stops.map((stop): TableCell[] => [
    {
      stack: [
        write.text(String(stop.order), { fontSize: 13, bold: true, lineHeight: 0.95 }),
        write.text(clockText(stop.arrival, day.zone), { fontSize: 8, color: grey }),
      ],
    },
    {
      stack: [
        write.text(stop.borrowerName, { fontSize: 9, bold: true, lineHeight: 1 }),
        write.text(stop.caseNo, { fontSize: 6.5, color: grey, lineHeight: 1 }),
        write.text(`${words.came} ___:___  ${words.left} ___:___`, {
          fontSize: 7.2,
          noWrap: true,
          margin: [0, 2, 0, 0],
        }),
      ],
    },
    {
      stack: [
        { columns: ticks(), columnGap: 2 },
        write.text(`${words.met}  ${metLine}`, { fontSize: 6.6, color: grey, lineHeight: 1 }),
      ],
    },
    { stack: [ruled(words.promise), ruled(words.note)] },
  ])
  return [
    {
      columns: [
        write.text(words.record, { fontSize: 15, bold: true }) as never,
        write.text(words.recordHint, {
          fontSize: 8.5,
          color: grey,
          alignment: 'right',
          margin: [0, 6, 0, 0],
        }) as never,
      ],
      pageBreak: 'before',
      margin: [0, 0, 0, 6],
    },
    {
      table: { widths: [26, 92, '*', 112], heights: () => height, body: rows, dontBreakRows: true },
      layout: recordTable,
    },
    {
      columns: [
        write.text(`${words.odometer}  __________ / __________`, { fontSize: 8.5 }) as never,
        write.text(`${words.signature}  ____________________________`, {
          fontSize: 8.5,
          alignment: 'right',
        }) as never,
      ],
      margin: [0, 8, 0, 0],
    },
  ]
}

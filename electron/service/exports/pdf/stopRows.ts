import type { Content, TableCell } from 'pdfmake/interfaces.js'
import {
  amountText,
  clockText,
  distanceText,
  sheetWords,
  spanText,
  stopWarnings,
  windowText,
} from '../../../../shared/core/exchange/sheetWords.ts'
import { appOf, stopLink } from '../../../../shared/core/exchange/stopText.ts'
import { navigationLink } from '../../../../shared/core/exchange/navigation.ts'
import { printedPhone } from '../../../../shared/core/lib/phone.ts'
import { epochOf } from '../../../../shared/core/lib/time.ts'
import type { DisclosedDay, RunSheetStop } from '../../../../shared/model/runsheet.ts'
import { drawnPlace } from './drawnPlaces.ts'
import { qrOperators } from './qrCode.ts'
import { drawDisc } from './sheetMap.ts'
import { amber, boxed, grey, hairline, teal, type Piece, type Writer } from './sheetParts.ts'

export const stopColumns = [22, 78, '*', 88, 50] as const
const qrSide = 48
const discSide = 20

/** Start, stops, lunch and return in the order of the day, as rows of {@link stopColumns}. */
export function stopRows(day: DisclosedDay, write: Writer): TableCell[][] {
  const words = sheetWords[day.locale]
  const rows: TableCell[][] = []
  if (day.start && day.startsAt)
    rows.push(slimRow(write, clockText(day.startsAt, day.zone), words.start, day.start.label))
  let lunch = day.lunch
  for (const stop of day.stops) {
    if (lunch && epochOf(lunch.start) <= epochOf(stop.arrival)) {
      rows.push(lunchRow(day, lunch, write))
      lunch = null
    }
    rows.push(stopRow(day, stop, write))
  }
  if (lunch && day.stops.length > 0) rows.push(lunchRow(day, lunch, write))
  if (day.end && day.endsAt) {
    const leg = day.returnLeg
    const way = leg
      ? `${spanText(leg.travelSeconds, day.locale)} · ${distanceText(leg.metres, day.locale)}`
      : ''
    rows.push(slimRow(write, clockText(day.endsAt, day.zone), words.end, day.end.label, way))
  }
  return rows
}

const lunchRow = (day: DisclosedDay, lunch: { start: string; end: string }, write: Writer) =>
  slimRow(
    write,
    `${clockText(lunch.start, day.zone)}–${clockText(lunch.end, day.zone)}`,
    sheetWords[day.locale].lunch,
    '',
  )

function slimRow(write: Writer, time: string, what: string, where: string, right = ''): TableCell[] {
  return [
    { text: '' },
    write.text(time, { fontSize: 9.5, bold: true, color: grey }) as TableCell,
    write.pieces([[what, { bold: true }], [where ? '  ' + where : '']], {
      fontSize: 9,
      color: grey,
    }) as TableCell,
    {
      ...(write.text(right, { fontSize: 8, color: grey, alignment: 'right' }) as object),
      colSpan: 2,
    } as TableCell,
    {},
  ]
}

function stopRow(day: DisclosedDay, stop: RunSheetStop, write: Writer): TableCell[] {
  const kind = stop.appointmentConfirmed ? 'confirmed' : 'planned'
  const number = String(stop.order)
  const link = stopLink(day, stop)
  // The number alone as label: every letter more makes the squares of the code smaller.
  const short = navigationLink(appOf(day, stop), stop.lon, stop.lat, day.mode, number)
  return [
    drawnPlace(discSide, discSide, (drawing, x, y) => drawDisc(drawing, day, kind, number, x, y, discSide), {
      margin: [0, 9, 0, 0],
    }),
    { stack: times(day, stop, write) },
    { stack: who(day, stop, write) },
    { stack: window(day, stop, write) },
    drawnPlace(
      qrSide,
      qrSide,
      (drawing, x, y) => {
        drawing.link(x, y, qrSide, qrSide, link.url)
        drawing.translate(x, y).addContent(qrOperators(short.url, qrSide))
      },
      { alignment: 'right', margin: [0, 2, 0, 1] },
    ),
  ]
}

function times(day: DisclosedDay, stop: RunSheetStop, write: Writer): Content[] {
  const words = sheetWords[day.locale]
  const leg = `→ ${spanText(stop.travelSecondsFromPrevious, day.locale)} · ${distanceText(stop.metresFromPrevious, day.locale)}`
  const isWaiting = stop.waitingSeconds >= 60
  const stay = isWaiting
    ? words.waits(spanText(stop.waitingSeconds, day.locale))
    : words.stay(stop.serviceMinutes)
  return [
    write.text(leg, { fontSize: 6.8, color: grey }),
    write.text(clockText(stop.arrival, day.zone), { fontSize: 18, bold: true, lineHeight: 0.95 }),
    write.text(`– ${clockText(stop.departure, day.zone)} · ${stay}`, {
      fontSize: 7.4,
      color: grey,
    }),
  ]
}

function who(day: DisclosedDay, stop: RunSheetStop, write: Writer): Content[] {
  const lines: Content[] = [
    write.pieces([
      [stop.borrowerName, { fontSize: 11.5, bold: true }],
      ...(stop.phone === null ? [] : [[`   ${printedPhone(stop.phone)}`, { fontSize: 10 }] as Piece]),
      ['   ' + stop.caseNo, { fontSize: 7.5, color: grey }],
      ...(stop.amount === null
        ? []
        : [['   ' + amountText(stop.amount, day.locale), { fontSize: 7.5, color: grey }] as Piece]),
    ]),
    write.text(stop.address, { fontSize: 10.5 }),
  ]
  for (const warning of stopWarnings(stop, day.locale))
    lines.push(write.text('▲ ' + warning, { fontSize: 8, color: amber }))
  for (const note of stop.notes) lines.push(write.text('· ' + note, { fontSize: 8.5 }))
  return lines
}

function window(day: DisclosedDay, stop: RunSheetStop, write: Writer): Content[] {
  const words = sheetWords[day.locale]
  const span = windowText(stop, day)
  // Left blank where the whole shift is open, so that what was agreed stands out.
  if (span === null) return []
  const title = stop.appointmentConfirmed ? words.confirmed : words.window
  const color = stop.appointmentConfirmed ? teal : grey
  const box = {
    stack: [
      write.text(title, { fontSize: 7.5, bold: true, color, alignment: 'center' }),
      write.text(span, { fontSize: 10.5, bold: true, alignment: 'center' }),
    ],
  }
  const layout = stop.appointmentConfirmed
    ? boxed
    : {
        ...boxed,
        hLineWidth: () => 0.6,
        vLineWidth: () => 0.6,
        hLineColor: () => hairline,
        vLineColor: () => hairline,
      }
  return [{ table: { widths: ['*'], body: [[box]] }, layout, margin: [0, 6, 0, 0] }]
}

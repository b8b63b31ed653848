import { createRequire } from 'node:module'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import {
  clockText,
  dateText,
  distanceText,
  reasonSentence,
  sheetWords,
  spanText,
} from '../../../../shared/core/exchange/sheetWords.ts'
import { dateText as shortDate, weekdayName } from '../../../../shared/model/calendarDay.ts'
import type { DisclosedDay } from '../../../../shared/model/runsheet.ts'
import type { MapLayers, WorldBox } from '../mapLayers.ts'
import { drawnPlace, drawPlaces, type Drawing } from './drawnPlaces.ts'
import { recordPage } from './recordPage.ts'
import { groundOperators } from './mapGround.ts'
import { drawOverlay, frameOf, shapeOf, type MapFrame } from './sheetMap.ts'
import { amber, grey, red, stopTable, teal, writer, type Writer } from './sheetParts.ts'
import { stopColumns, stopRows } from './stopRows.ts'
import { mainTypeface, typefaces, typefaceSource, type Typeface, type Weight } from './typefaces.ts'

/** A4 upright, points. */
const page = { width: 595.28, height: 841.89, side: 34, top: 44, bottom: 40 }
const innerWidth = page.width - 2 * page.side

/** Points that a row of a stop takes, as a rule; rows that a page takes; and what is above the map. */
const row = { height: 62, perPage: 11.8, heading: 130 }

/** As high as the shape of the day asks for, while the stops still fit on this page and the next. */
function mapHeight(day: DisclosedDay): number {
  const shape = shapeOf(day)
  const onFirst = Math.max(0.5, day.stops.length + 1.5 - row.perPage)
  const room = page.height - page.top - page.bottom - row.heading - onFirst * row.height
  return Math.round(Math.max(236, Math.min(innerWidth * shape, room, 360)))
}

/** The box that the map of this day will show, for reading its surroundings; null when the day has no place. */
export function mapBoxOf(day: DisclosedDay): WorldBox | null {
  return frameOf(day, innerWidth, mapHeight(day))?.box ?? null
}

/**
 * The run sheet of a crew-day: a page with the day and its map, the stops in order, a page to write on. A4, made to
 * be read at arm's length and printed in black and white: large times, outlines for fills, shapes beside colours.
 * @param layers surroundings within {@link mapBoxOf}; null draws the route alone
 * @returns the PDF; the same day gives the same bytes
 */
export const renderRunSheet = (day: DisclosedDay, layers: MapLayers | null): Promise<Uint8Array> =>
  renderRunSheets([{ day, layers }])

/** A crew-day with what its map is drawn from. */
export interface Sheet {
  day: DisclosedDay
  /** surroundings within {@link mapBoxOf}; null draws the route alone */
  layers: MapLayers | null
}

/**
 * Run sheets one after another in one PDF, as they are sent to the printer: each begins on a page of its own and counts
 * its own pages, so that what comes out can be handed round as it lies.
 */
export async function renderRunSheets(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const parts = sheets.map((sheet, index): Part => {
    const { day } = sheet
    const write = writer(day.locale)
    const top = {
      ...(heading(day, write) as object),
      ...(index > 0 ? { pageBreak: 'before' } : {}),
    } as Content
    return { day, write, top, rest: bodyOf(sheet, write) }
  })
  const output = pdfmake().createPdf(documentOf(parts), { bufferPages: true })
  drawPlaces(await output.getStream())
  return output.getBuffer()
}

/** One run sheet on its way into the document. */
interface Part {
  day: DisclosedDay
  write: Writer
  /** what stands first on its first page */
  top: Content
  rest: Content[]
}

/** The first page of each part, from 1: pdfmake writes the places of nodes into the nodes that it was given. */
function firstPages(parts: readonly Part[]): number[] {
  return parts.map(
    ({ top }) => (top as { positions?: { pageNumber: number }[] }).positions?.[0]?.pageNumber ?? 1,
  )
}

function drawMap(
  drawing: Drawing,
  day: DisclosedDay,
  frame: MapFrame,
  layers: MapLayers | null,
  left: number,
  top: number,
) {
  drawing.save().translate(left, top).rect(0, 0, frame.width, frame.height).clip()
  drawing.addContent(groundOperators(frame, layers, day.route)).restore()
  svgToPdf(drawing, drawOverlay(day, frame, layers), left, top, {
    width: frame.width,
    height: frame.height,
    assumePt: true,
    fontCallback(family, bold) {
      const { name, ticket } = typefaceSource(family === 'tc' ? 'tc' : 'sc', bold ? 'bold' : 'normal')
      drawing.registerFont(name, ticket)
      return name
    },
  })
}

/** pdfmake stays outside the bundle: it finds files beside itself. */
const load = createRequire(import.meta.url)

interface SvgOptions {
  width: number
  height: number
  assumePt: boolean
  fontCallback: (family: string, bold: boolean) => string
}
/** The SVG reader that pdfmake itself uses. */
const svgToPdf: (drawing: Drawing, svg: string, x: number, y: number, options: SvgOptions) => void = (
  ...args
) => {
  const reader = load('pdfmake/js/3rd-party/svg-to-pdfkit.js') as { default: typeof svgToPdf }
  reader.default(...args)
}

interface PdfMaker {
  /** files that are held in memory */
  virtualfs: { writeFileSync(name: string, bytes: Uint8Array): void }
  setFonts(fonts: Record<string, Record<Weight, string>>): void
  setUrlAccessPolicy(allow: (url: string) => boolean): void
  setLocalAccessPolicy(allow: (path: string) => boolean): void
  createPdf(
    document: TDocumentDefinitions,
    options: { bufferPages: boolean },
  ): { getStream(): Promise<Drawing>; getBuffer(): Promise<Uint8Array> }
}
let maker: PdfMaker | undefined

/** Its one instance, told its typefaces and that it may open nothing. */
function pdfmake(): PdfMaker {
  if (maker) return maker
  const made = load('pdfmake') as PdfMaker
  const known = (face: Typeface, weight: Weight) => {
    const { name, ticket } = typefaceSource(face, weight)
    made.virtualfs.writeFileSync(name, ticket)
    return name
  }
  const faces = Object.keys(typefaces) as Typeface[]
  made.setFonts(
    Object.fromEntries(
      faces.map((face) => [face, { normal: known(face, 'normal'), bold: known(face, 'bold') }]),
    ),
  )
  made.setUrlAccessPolicy(() => false)
  made.setLocalAccessPolicy(() => false)
  return (maker = made)
}

function documentOf(parts: readonly Part[]): TDocumentDefinitions {
  const [{ day }] = parts as [Part]
  const words = sheetWords[day.locale]
  const dates = [...new Set(parts.map((part) => shortDate(part.day.date, day.locale)))]
  const whose = parts.length === 1 ? day.crewName : day.branchName
  /** whose sheet a page belongs to, and which of its pages it is */
  const pageOf = (current: number, pages: number) => {
    const starts = firstPages(parts)
    const index = Math.max(
      0,
      starts.findLastIndex((start) => start <= current),
    )
    const own = current - starts[index]! + 1
    return { ...parts[index]!, own, ofOwn: (starts[index + 1] ?? pages + 1) - starts[index]! }
  }
  return {
    pageSize: 'A4',
    pageMargins: [page.side, page.top, page.side, page.bottom],
    info: {
      title: `${words.title} ${[...new Set([dates[0], dates.at(-1)])].join(' – ')} ${whose}`,
      creator: 'Roundsman',
      producer: 'Roundsman',
      creationDate: new Date(day.madeAt),
    },
    language: day.locale,
    compress: true,
    defaultStyle: { font: mainTypeface(day.locale), fontSize: 10, color: '#1d2424', lineHeight: 1.05 },
    header(current, pages) {
      const { day, write, own } = pageOf(current, pages)
      return headerOf(day, write, own)
    },
    footer(current, pages) {
      const { day, write, own, ofOwn } = pageOf(current, pages)
      return footerOf(day, write, own, ofOwn)
    },
    content: parts.flatMap(({ top, rest }) => [top, ...rest]),
  }
}

function headerOf(day: DisclosedDay, write: Writer, current: number): Content {
  const words = sheetWords[day.locale]
  const strip = `${shortDate(day.date, day.locale)} ${weekdayName(day.date, day.locale)} · ${day.crewName} · ${day.branchName}`
  return {
    columns: [
      write.text(current === 1 ? `${words.title} · ${day.branchName}` : `${words.title} · ${strip}`, {
        fontSize: 8.5,
        color: grey,
      }) as never,
      {
        ...(write.text(day.planName ? `${words.plan} ${day.planName}` : '', {
          fontSize: 8,
          color: grey,
          alignment: 'right',
        }) as object),
        width: 150,
      } as never,
    ],
    margin: [page.side, 22, page.side, 0],
  }
}

function footerOf(day: DisclosedDay, write: Writer, current: number, pages: number): Content {
  const words = sheetWords[day.locale]
  return {
    columns: [
      {
        ...(write.text(words.confidential, { fontSize: 7.2, bold: true, color: grey }) as object),
        width: '*',
      } as never,
      {
        ...(write.text(day.attribution, { fontSize: 6.5, color: grey, alignment: 'center' }) as object),
        width: 200,
      } as never,
      {
        ...(write.text(words.page(current, pages), {
          fontSize: 8,
          color: grey,
          alignment: 'right',
        }) as object),
        width: 74,
      } as never,
    ],
    columnGap: 8,
    margin: [page.side, 14, page.side, 0],
  }
}

/** What stands below the heading: rules and duties, map, stops, and a page to write on. */
function bodyOf({ day, layers }: Sheet, write: Writer): Content[] {
  const frame = frameOf(day, innerWidth, mapHeight(day))
  const map =
    frame &&
    drawnPlace(frame.width, frame.height, (drawing, x, y) => drawMap(drawing, day, frame, layers, x, y), {
      margin: [0, 5, 0, 0],
    })
  return [
    {
      canvas: [{ type: 'line', x1: 0, y1: 5, x2: innerWidth, y2: 5, lineWidth: 1.6, lineColor: teal }],
      margin: [0, 0, 0, 5],
    },
    ...duties(day, write),
    ...(map ? [map] : []),
    ...(day.stops.length === 0
      ? [write.text(sheetWords[day.locale].empty, { fontSize: 11, color: grey, margin: [0, 12, 0, 0] })]
      : [
          {
            table: {
              widths: [...stopColumns],
              body: stopRows(day, write),
              dontBreakRows: true,
            },
            layout: stopTable,
            margin: [0, 8, 0, 0] as [number, number, number, number],
          },
          ...recordPage(day, write),
        ]),
  ]
}

/** Date, crew and people on the left, the day's figures on the right. */
function heading(day: DisclosedDay, write: Writer): Content {
  const words = sheetWords[day.locale]
  const { day: date, weekday } = dateText(day.date, day.locale)
  const shift = `${clockText(day.shift.start, day.zone)}–${clockText(day.shift.end, day.zone)}`
  const figure = (label: string, value: string): Content => ({
    stack: [
      write.text(value, { fontSize: 11.5, bold: true, alignment: 'right', noWrap: true }),
      write.text(label, { fontSize: 7.5, color: grey, alignment: 'right' }),
    ],
  })
  const figures = [
    figure(words.shift, shift),
    figure(words.travel, spanText(day.totals.travelSeconds, day.locale)),
    figure(words.distance, distanceText(day.totals.metres, day.locale)),
    figure(words.atDoor, spanText(day.totals.serviceSeconds, day.locale)),
  ]
  const people = [day.collectors.join(day.locale === 'en' ? ', ' : '、'), words.modes[day.mode]]
  return {
    columns: [
      {
        width: '*',
        stack: [
          write.pieces([
            [date, { fontSize: 17, bold: true }],
            ['  ' + weekday, { fontSize: 12, color: grey }],
          ]),
          write.pieces([
            [day.crewName, { fontSize: 12.5, bold: true, color: teal }],
            ['   ' + words.stops(day.stops.length), { fontSize: 11, bold: true }],
          ]),
          write.text(people.filter((text) => text !== '').join(' · '), { fontSize: 9 }),
        ],
      },
      {
        width: 'auto',
        table: { widths: ['auto', 'auto', 'auto', 'auto'], body: [figures as never] },
        layout: { ...stopTable, hLineWidth: () => 0, paddingLeft: () => 13 },
        margin: [0, 4, 0, 0],
      },
    ],
  }
}

const mostFindings = 6

function duties(day: DisclosedDay, write: Writer): Content[] {
  const words = sheetWords[day.locale]
  const rules = day.rulePackName
    ? `${words.rules}: ${day.rulePackName}${day.findings.length === 0 ? ` · ${words.noFindings}` : ''}`
    : words.noRules
  const lines: Content[] = [write.text(rules, { fontSize: 7.8, color: grey })]
  for (const finding of day.findings.slice(0, mostFindings)) {
    const where = finding.stopOrder === null ? '' : `${words.stopNumber(finding.stopOrder)}: `
    lines.push(
      write.text(`▲ ${where}${reasonSentence(finding.cause, day.locale)}`, {
        fontSize: 8.2,
        color: finding.hard ? red : amber,
      }),
    )
  }
  if (day.findings.length > mostFindings)
    lines.push(write.text(`▲ +${day.findings.length - mostFindings}`, { fontSize: 8.2, color: amber }))
  if (day.checklist.length > 0)
    lines.push(
      write.pieces(
        [
          [words.checklist + '  ', { bold: true }],
          ...day.checklist.map((duty): [string] => [`□ ${duty}   `]),
        ],
        { fontSize: 8.2 },
      ),
    )
  return lines
}

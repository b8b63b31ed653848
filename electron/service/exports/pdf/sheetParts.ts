import type { Content, CustomTableLayout } from 'pdfmake/interfaces.js'
import type { SheetLocale } from '../../../../shared/model/runsheet.ts'
import { mainTypeface, textRuns } from './typefaces.ts'

export const teal = '#0b6e69'
export const grey = '#5d6868'
export const amber = '#8a5a00'
export const red = '#a3201d'
export const hairline = '#b9c2c2'

export interface TextLook {
  fontSize?: number
  bold?: boolean
  color?: string
  alignment?: 'left' | 'right' | 'center'
  margin?: [number, number, number, number]
  lineHeight?: number
  noWrap?: boolean
  link?: string
}
/** A piece of one paragraph. */
export type Piece = [text: string, look?: Pick<TextLook, 'fontSize' | 'bold' | 'color'>]

/** Writes text of one sheet, each character in a typeface that has it. */
export function writer(locale: SheetLocale) {
  const main = mainTypeface(locale)
  const runsOf = (text: string, look: Piece[1] = {}) =>
    textRuns(text, locale).map((run) =>
      run.font === main ? { text: run.text, ...look } : { text: run.text, font: run.font, ...look },
    )
  return {
    /** one paragraph */
    text(text: string, look: TextLook = {}): Content {
      return { text: runsOf(text), ...look }
    },
    /** one paragraph of pieces that look different */
    pieces(pieces: Piece[], look: TextLook = {}): Content {
      return { text: pieces.flatMap(([text, piece]) => runsOf(text, piece)), ...look }
    },
  }
}
export type Writer = ReturnType<typeof writer>

/** Hairlines between rows, none between columns, a firm line under the heading. */
export const stopTable: CustomTableLayout = {
  hLineWidth: (line, node) => (line === 0 || line === node.table.body.length ? 0.9 : 0.5),
  vLineWidth: () => 0,
  hLineColor: (line, node) => (line === 0 || line === node.table.body.length ? '#1d2424' : hairline),
  paddingLeft: (column) => (column === 0 ? 0 : 6),
  paddingRight: () => 0,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}

export const recordTable: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: (line, node) => (line === 0 || line === (node.table.widths?.length ?? 0) ? 0 : 0.5),
  hLineColor: () => hairline,
  vLineColor: () => hairline,
  paddingLeft: () => 5,
  paddingRight: () => 4,
  paddingTop: () => 2,
  paddingBottom: () => 1,
}

export const boxed: CustomTableLayout = {
  hLineWidth: () => 1,
  vLineWidth: () => 1,
  hLineColor: () => teal,
  vLineColor: () => teal,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 1,
  paddingBottom: () => 2,
}

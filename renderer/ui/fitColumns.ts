import type { Column } from './columns.ts'

/** what a head needs beside its words: the cell's padding, and the mark of the order */
const cellPadding = 16
const edgePadding = 8
const sortMark = 14
/** share of the spare width of a column that does not say */
const usualGrow = 0.25

/** Pixels that the words of a head take. */
export type Measure = (text: string) => number

export interface FittedColumn<Row> {
  column: Column<Row>
  /** pixels */
  width: number
}

/** Each column as wide as its content asks for, and never narrower than its head. */
function leastWidth<Row>(column: Column<Row>, atEdge: boolean, measure: Measure): number {
  const head =
    measure(column.title) + cellPadding + (atEdge ? edgePadding : 0) + (column.sortable ? sortMark : 0)
  return Math.max(column.width, Math.ceil(head))
}

/**
 * Columns that are to stay whole, as wide as the longest of their texts. A digit counts as the widest of them: the
 * cells have figures of one width.
 */
export function wideEnough<Row, Kind extends Column<Row>>(
  columns: readonly Kind[],
  rows: readonly Row[],
  measure: Measure,
): Kind[] {
  return columns.map((column) => {
    if (!column.whole) return column
    const texts = new Set(rows.map((row) => column.text(row).replaceAll(/\d/gu, '0')))
    let widest = 0
    for (const text of texts) widest = Math.max(widest, measure(text))
    // any of them may become the last one, which has more air beside it
    const width = Math.ceil(widest) + cellPadding + edgePadding
    return { ...column, width: Math.max(column.width, width) }
  })
}

/**
 * Columns side by side without scrolling: those that may go are left out one by one, the most dispensable first; what
 * is left over is shared out, so that no text is cut beside empty space.
 * @param available pixels; 0 while it is not known
 */
export function fitColumns<Row>(
  columns: readonly Column<Row>[],
  available: number,
  measure: Measure,
): FittedColumn<Row>[] {
  let kept = columns.map((column, index) => ({
    column,
    width: leastWidth(column, index === 0 || index === columns.length - 1, measure),
  }))
  const total = () => kept.reduce((sum, { width }) => sum + width, 0)
  while (available > 0 && total() > available) {
    const most = Math.max(...kept.map(({ column }) => column.drop ?? 0))
    if (most <= 0) break
    kept = kept.filter(({ column }) => column.drop !== most)
  }
  const spare = Math.max(0, available - total())
  const grow = (column: Column<Row>) => column.grow ?? usualGrow
  const shares = kept.reduce((sum, { column }) => sum + grow(column), 0)
  return kept.map(({ column, width }) => ({
    column,
    width: width + (shares > 0 ? (spare * grow(column)) / shares : 0),
  }))
}

let context: CanvasRenderingContext2D | null | undefined
function measureIn(typeface: string, text: string): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return 0
  context.font = `${typeface} ${getComputedStyle(document.body).fontFamily}`
  return context.measureText(text).width
}
/** Measures in the typeface of a table's head. */
export const measureHead: Measure = (text) => measureIn('600 12px', text)
/** Measures in the typeface of a table's cells. */
export const measureCell: Measure = (text) => measureIn('400 13px', text)

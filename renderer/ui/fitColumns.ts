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
/** Measures in the typeface of a table's head. */
export const measureHead: Measure = (text) => {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return 0
  context.font = `600 12px ${getComputedStyle(document.body).fontFamily}`
  return context.measureText(text).width
}

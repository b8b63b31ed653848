import type { Column, Sort } from './columns.ts'

export interface RowColumn<Row> extends Column<Row> {
  /** what sorting compares; absent: the text */
  value?: (row: Row) => number | string | null
}

/** Rows by one column; empty values last whichever way, equal ones in the order they came. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly RowColumn<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const column = columns.find((each) => each.key === sort?.key)
  if (!sort || !column) return rows
  const value = column.value ?? column.text
  const collator = new Intl.Collator(undefined, { numeric: true })
  const sign = sort.descending ? -1 : 1
  return [...rows].sort((left, right) => {
    const a = value(left)
    const b = value(right)
    if (a === null || a === '') return b === null || b === '' ? 0 : 1
    if (b === null || b === '') return -1
    return (
      sign * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)))
    )
  })
}

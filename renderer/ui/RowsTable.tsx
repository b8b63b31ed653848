import { useMemo, useState } from 'react'
import type { Sort } from './columns.ts'
import { DataTable, type DataTableProps } from './DataTable.tsx'
import { measureCell, wideEnough } from './fitColumns.ts'
import { sortRows, type RowColumn } from './sortRows.ts'

export type { RowColumn }

type Rest<Row> = Omit<DataTableProps<Row>, 'columns' | 'count' | 'rowAt' | 'sort' | 'onSort' | 'need'>

/** A {@link DataTable} over rows that are all here: sorts them itself. */
export function RowsTable<Row>({
  rows,
  columns,
  initialSort,
  ...rest
}: Rest<Row> & { rows: readonly Row[]; columns: readonly RowColumn<Row>[]; initialSort?: Sort }) {
  const [sort, setSort] = useState<Sort | undefined>(initialSort)
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort])
  const wide = useMemo(() => wideEnough(columns, rows, measureCell), [columns, rows])
  return (
    <DataTable
      {...rest}
      columns={wide}
      count={sorted.length}
      rowAt={(index) => sorted[index]}
      sort={sort}
      onSort={setSort}
      resetKey={`${rest.resetKey ?? ''}${sort?.key}${sort?.descending}`}
    />
  )
}

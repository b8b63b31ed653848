import type { ReactNode } from 'react'

export interface Column<Row> {
  key: string
  title: string
  /** least width in pixels */
  width: number
  /** at least as wide as its longest text, where all rows are known */
  whole?: boolean
  /** share of the width left over */
  grow?: number
  /** may be left out where the table is too narrow, the highest first; copying and exporting keep it */
  drop?: number
  align?: 'right' | 'centre'
  /** may be sorted by */
  sortable?: boolean
  render: (row: Row) => ReactNode
  /** what copying takes */
  text: (row: Row) => string
}

export interface Sort {
  key: string
  descending: boolean
}

import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './clipboard.ts'
import { tabSeparated } from './tableText.ts'
import { toast } from '../app/toast.ts'
import type { Column, Sort } from './columns.ts'
import { fitColumns, measureHead } from './fitColumns.ts'
import './DataTable.css'

export interface DataTableProps<Row> {
  /** what the table lists, for a screen reader */
  label: string
  columns: readonly Column<Row>[]
  count: number
  /** undefined: not loaded yet */
  rowAt: (index: number) => Row | undefined
  rowKey: (row: Row) => string
  /** asks for the rows from first to last, which are about to be seen or copied; resolves when they are there */
  need?: (first: number, last: number) => void | Promise<void>
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** key of the row whose detail is shown */
  activeKey?: string | null
  onActivate?: (row: Row) => void
  /** Enter or a double click */
  onOpen?: (row: Row) => void
  tone?: (row: Row) => 'faint' | 'doubt' | 'broken' | undefined
  /** shown in place of rows when there are none */
  empty?: ReactNode
  /** a change of it clears the selection: other rows stand here now */
  resetKey?: string
}

const rowHeight = 28

/**
 * A dense table of any length: only the rows in sight exist. Rows are selected by click, shift-click, ctrl-click,
 * arrows and Ctrl A, and copied with Ctrl C as a table.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, count, rowAt, rowKey, need, sort, onSort, activeKey, onActivate, onOpen, tone } = props
  const { t } = useTranslation('ui')
  const scroller = useRef<HTMLDivElement>(null)
  const [focus, setFocus] = useState(0)
  const [anchor, setAnchor] = useState(0)
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  useEffect(() => {
    setSelected(new Set())
    setFocus(0)
    setAnchor(0)
  }, [props.resetKey])

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => void need?.(first, last), [need, first, last])

  const range = (from: number, to: number) => {
    const set = new Set<number>()
    for (let i = Math.min(from, to); i <= Math.max(from, to); i++) set.add(i)
    return set
  }
  const go = (index: number, extend: boolean) => {
    const to = Math.max(0, Math.min(count - 1, index))
    setFocus(to)
    if (extend) setSelected(range(anchor, to))
    else {
      setAnchor(to)
      setSelected(new Set([to]))
      const row = rowAt(to)
      if (row) onActivate?.(row)
    }
    virtualizer.scrollToIndex(to)
  }
  const onRowClick = (event: MouseEvent, index: number) => {
    if (event.shiftKey) {
      setFocus(index)
      setSelected(range(anchor, index))
      window.getSelection()?.removeAllRanges()
    } else if (event.ctrlKey || event.metaKey) {
      const next = new Set(selected)
      if (!next.delete(index)) next.add(index)
      setSelected(next)
      setAnchor(index)
      setFocus(index)
    } else go(index, false)
  }

  const copy = useCallback(async () => {
    const indices = selected.size > 0 ? [...selected].sort((a, b) => a - b) : range(0, count - 1)
    const list = [...indices]
    if (list.length === 0) return
    await need?.(list[0], list.at(-1) ?? 0)
    const rows = list.flatMap((index) => {
      const row = rowAt(index)
      return row ? [columns.map((column) => column.text(row))] : []
    })
    if (copyText(tabSeparated([columns.map((column) => column.title), ...rows])))
      toast(t('copied', { count: rows.length }))
  }, [selected, count, need, rowAt, columns, t])

  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 280) / rowHeight) - 2)
    const steps: Record<string, number> = {
      ArrowDown: focus + 1,
      ArrowUp: focus - 1,
      PageDown: focus + page,
      PageUp: focus - page,
      Home: 0,
      End: count - 1,
    }
    // a sort button in the head answers its own keys
    if (event.target !== event.currentTarget) return
    if (event.key in steps && !event.altKey)
      go(
        mod && event.key.startsWith('Arrow') ? (event.key === 'ArrowUp' ? 0 : count - 1) : steps[event.key],
        event.shiftKey,
      )
    else if (mod && event.key.toLowerCase() === 'a') setSelected(range(0, count - 1))
    else if (mod && event.key.toLowerCase() === 'c') {
      if (window.getSelection()?.toString()) return
      void copy()
    } else if (event.key === 'Enter') {
      const row = rowAt(focus)
      if (row) (onOpen ?? onActivate)?.(row)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const [available, setAvailable] = useState(0)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => setAvailable(element.clientWidth)
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const shown = useMemo(() => fitColumns(columns, available, measureHead), [columns, available])
  const template = shown.map(({ width }) => `${width}px`).join(' ')
  const least = Math.floor(shown.reduce((sum, { width }) => sum + width, 0))
  return (
    <div
      className="table"
      role="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={shown.length}
      aria-multiselectable="true"
      tabIndex={0}
      aria-activedescendant={count > 0 ? `row-${props.label}-${focus}` : undefined}
      onKeyDown={onKeyDown}
      ref={scroller}
    >
      <div
        className="table-head"
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: template, minWidth: least }}
      >
        {shown.map(({ column }) => {
          const sorted = sort?.key === column.key
          return (
            <div
              key={column.key}
              role="columnheader"
              className={`cell ${column.align ?? ''}`}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className={sorted ? 'sort on' : 'sort'}
                  onClick={() =>
                    onSort({
                      key: column.key,
                      descending: sorted ? !sort.descending : column.align === 'right',
                    })
                  }
                >
                  {column.title}
                  <span aria-hidden="true" className="sort-mark">
                    {sorted ? (sort.descending ? '↓' : '↑') : ''}
                  </span>
                </button>
              ) : (
                column.title
              )}
            </div>
          )
        })}
      </div>
      {count === 0 ? (
        <div className="table-empty" role="row">
          <div role="gridcell" aria-colspan={shown.length}>
            {props.empty}
          </div>
        </div>
      ) : (
        <div
          role="rowgroup"
          className="table-body"
          style={{ height: virtualizer.getTotalSize(), minWidth: least }}
        >
          {items.map((item) => {
            const row = rowAt(item.index)
            const on = row !== undefined && rowKey(row) === activeKey
            const classes = ['row', tone && row ? (tone(row) ?? '') : '']
            if (selected.has(item.index)) classes.push('selected')
            if (on) classes.push('active')
            if (item.index === focus) classes.push('focus')
            return (
              <div
                key={item.index}
                id={`row-${props.label}-${item.index}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={selected.has(item.index) || on}
                className={classes.join(' ')}
                style={{ transform: `translateY(${item.start}px)`, gridTemplateColumns: template }}
                onClick={(event) => onRowClick(event, item.index)}
                onDoubleClick={() => row && onOpen?.(row)}
              >
                {shown.map(({ column }) => (
                  <div key={column.key} role="gridcell" className={`cell ${column.align ?? ''}`}>
                    {row ? column.render(row) : <span className="cell-wait" />}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      )}
    </div>
  )
}

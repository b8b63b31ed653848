import { useQuery } from '@tanstack/react-query'
import { Button, Input, type InputRef } from 'antd'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  importKinds,
  visitStates,
  type CaseRow,
  type ImportKind,
  type VisitState,
} from '../../../shared/contract/cases.ts'
import { useActions } from '../../app/actions.ts'
import { navigate, setParams, useRoute } from '../../app/route.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'
import { saveFile } from '../../ui/clipboard.ts'
import type { Column, Sort } from '../../ui/columns.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { DropZone } from '../../ui/DropZone.tsx'
import { Empty, Failure } from '../../ui/Feedback.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { LevelMark, StateMark } from '../../ui/StateMark.tsx'
import { commaSeparated } from '../../ui/tableText.ts'
import { ImportSheet } from '../../ui/import/ImportSheet.tsx'
import { CaseInspector } from './CaseInspector.tsx'
import { useCasePages } from './useCasePages.ts'
import './cases.css'

function useColumns(): Column<CaseRow>[] {
  const { t } = useTranslation('cases')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  return useMemo<Column<CaseRow>[]>(() => {
    const words = (value: string | null) => value ?? ''
    const column = (
      key: keyof CaseRow & string,
      width: number,
      rest: Partial<Column<CaseRow>> & { text: Column<CaseRow>['text'] },
    ): Column<CaseRow> => ({ key, title: t(`col.${key}`), width, render: rest.text, ...rest })
    return [
      column('caseNo', 124, { text: (row) => row.caseNo, sortable: true }),
      column('borrower', 104, { text: (row) => row.borrower, sortable: true, grow: 0.5 }),
      column('state', 104, {
        text: (row) => w(`state.${row.state}`),
        sortable: true,
        render: (row) => <StateMark state={row.state} />,
      }),
      column('address', 190, {
        text: (row) => row.address,
        grow: 2,
        render: (row) => <span title={row.address}>{row.address}</span>,
      }),
      column('level', 104, {
        drop: 3,
        text: (row) => (row.level ? w(`level.${row.level}`) : ''),
        sortable: true,
        render: (row) => <LevelMark level={row.level} held={row.radiusMetres !== null} />,
      }),
      column('dpd', 56, {
        drop: 2,
        text: (row) => (row.dpd === null ? '' : format.number(row.dpd)),
        align: 'right',
        sortable: true,
      }),
      column('amountMinor', 92, {
        drop: 1,
        text: (row) => (row.amountMinor === null ? '' : format.amount(row.amountMinor, row.currency)),
        align: 'right',
        sortable: true,
      }),
      column('priority', 68, {
        drop: 4,
        text: (row) => format.number(row.priority),
        align: 'right',
        sortable: true,
      }),
      column('arrival', 170, {
        text: (row) => (row.arrival ? `${format.dayTime(row.arrival)} ${row.crewName ?? ''}` : ''),
        sortable: true,
        grow: 1.2,
      }),
      column('phone', 124, { text: (row) => words(row.phone), drop: 5 }),
    ]
  }, [t, w, format])
}

function StateChips({
  byState,
  states,
  onChange,
}: {
  byState: Readonly<Record<string, number>>
  states: readonly VisitState[]
  onChange: (states: VisitState[]) => void
}) {
  const { t } = useTranslation('cases')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  const all = Object.values(byState).reduce((sum, count) => sum + count, 0)
  return (
    <div className="chips" role="group" aria-label={t('filter.state')}>
      <button type="button" className="chip" aria-pressed={states.length === 0} onClick={() => onChange([])}>
        {t('filter.all')} <span className="num">{format.number(all)}</span>
      </button>
      {visitStates
        .filter((state) => (byState[state] ?? 0) > 0 || states.includes(state))
        .map((state) => (
          <button
            key={state}
            type="button"
            className="chip"
            aria-pressed={states.includes(state)}
            onClick={() =>
              onChange(states.includes(state) ? states.filter((each) => each !== state) : [...states, state])
            }
          >
            {w(`state.${state}`)} <span className="num">{format.number(byState[state] ?? 0)}</span>
          </button>
        ))}
    </div>
  )
}

/** All cases of the branch: find, sort, select, look, import. */
export default function Cases() {
  const { t } = useTranslation('cases')
  const { params } = useRoute()
  const branch = useBranch()
  const [text, setText] = useState(params.text ?? '')
  const wanted = useDeferredValue(text.trim())
  const [states, setStates] = useState<VisitState[]>(() =>
    (params.states ?? '')
      .split(',')
      .filter((state): state is VisitState => visitStates.includes(state as VisitState)),
  )
  const [sort, setSort] = useState<Sort>({ key: 'priority', descending: true })
  const [dropped, setDropped] = useState<File | null>(null)
  const search = useRef<InputRef>(null)
  const filter = useMemo(() => ({ text: wanted, states }), [wanted, states])
  const pages = useCasePages(filter, sort)
  const columns = useColumns()
  const waiting = useQuery(queries.waiting()).data
  const sheet = importKinds.includes(params.import as ImportKind) ? (params.import as ImportKind) : null
  const active = params.case ?? null
  const isFiltered = wanted !== '' || states.length > 0

  const exportRows = async () => {
    await pages.need(0, pages.total - 1)
    const rows = Array.from({ length: pages.total }, (_, index) => pages.rowAt(index)).filter(
      (row) => row !== undefined,
    )
    // The file also says what the screen leaves to the details.
    const more: [key: 'product' | 'stage' | 'rating', title: string][] = [
      ['product', t('col.product')],
      ['stage', t('detail.stage')],
      ['rating', t('detail.rating')],
    ]
    const cells = [
      [...columns.map((column) => column.title), ...more.map(([, title]) => title)],
      ...rows.map((row) => [
        ...columns.map((column) => column.text(row)),
        ...more.map(([key]) => row[key] ?? ''),
      ]),
    ]
    saveFile(new Blob([commaSeparated(cells)], { type: 'text/csv' }), `${branch.name} ${branch.week}.csv`)
  }
  useActions([
    { id: 'cases-search', label: t('key.search'), keys: ['/'], run: () => search.current?.focus() },
    { id: 'cases-import', label: t('import'), keys: ['i'], run: () => setParams({ import: 'cases' }) },
    {
      id: 'cases-import-collectors',
      label: t('import.collectors'),
      run: () => setParams({ import: 'collectors' }),
    },
    { id: 'cases-import-calls', label: t('import.calls'), run: () => setParams({ import: 'calls' }) },
    { id: 'cases-export', label: t('export'), keys: ['e'], run: () => void exportRows() },
    {
      id: 'cases-close',
      label: t('key.close'),
      keys: ['Escape'],
      keysOnly: true,
      disabled: !active,
      run: () => setParams({ case: null }),
    },
  ])

  const empty = isFiltered ? (
    <Empty icon="search" title={t('none.title')} text={t('none.text')}>
      <Button
        onClick={() => {
          setText('')
          setStates([])
        }}
      >
        {t('none.clear')}
      </Button>
    </Empty>
  ) : (
    <Empty icon="cases" title={t('empty.title')} text={t('empty.text')}>
      <Button type="primary" onClick={() => setParams({ import: 'cases' })}>
        {t('import')}
      </Button>
      <Button onClick={() => setParams({ import: 'collectors' })}>{t('import.collectors')}</Button>
    </Empty>
  )
  return (
    <DropZone
      shut={Boolean(sheet)}
      onFile={(file) => {
        setDropped(file)
        setParams({ import: 'cases' })
      }}
    >
      <div className="screen-head">
        <h1>{t('title')}</h1>
        <Input
          ref={search}
          className="cases-search"
          allowClear
          value={text}
          placeholder={t('search')}
          aria-label={t('search')}
          prefix={<Icon name="search" size={14} />}
          onChange={(event) => {
            setText(event.target.value)
            setParams({ text: event.target.value || null })
          }}
          // once empties it, once more leaves it
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            if (text === '') search.current?.blur()
            setText('')
            setParams({ text: null })
          }}
        />
        <span className="spring" />
        {waiting && waiting.locate > 0 ? (
          <Button onClick={() => navigate('locate')}>{t('to-locate', { count: waiting.locate })}</Button>
        ) : null}
        <Button
          icon={<Icon name="export" size={15} />}
          disabled={pages.total === 0}
          onClick={() => void exportRows()}
        >
          {t('export')}
        </Button>
        <Button
          type="primary"
          icon={<Icon name="import" size={15} />}
          onClick={() => setParams({ import: 'cases' })}
        >
          {t('import')}
        </Button>
      </div>
      <div className="cases-filter">
        <StateChips
          byState={pages.byState}
          states={states}
          onChange={(next) => {
            setStates(next)
            setParams({ states: next.join(',') || null })
          }}
        />
      </div>
      {pages.head.isError && !pages.head.data ? (
        <Failure error={pages.head.error} retry={() => void pages.head.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          count={pages.total}
          rowAt={pages.rowAt}
          rowKey={(row) => row.id}
          need={pages.need}
          sort={sort}
          onSort={setSort}
          activeKey={active}
          onActivate={(row) => setParams({ case: row.id })}
          tone={(row) => (row.state === 'closed' ? 'faint' : undefined)}
          empty={pages.head.isPending ? null : empty}
          resetKey={pages.key}
        />
      )}
      {active ? <CaseInspector id={active} onClose={() => setParams({ case: null })} /> : null}
      {sheet ? (
        <ImportSheet
          kind={sheet}
          file={dropped}
          onClose={() => {
            setDropped(null)
            setParams({ import: null })
          }}
        />
      ) : null}
    </DropZone>
  )
}

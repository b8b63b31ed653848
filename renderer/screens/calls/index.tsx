import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallRow } from '../../../shared/contract/week.ts'
import { addDays } from '../../../shared/core/lib/time.ts'
import { callStanding } from '../../../shared/core/plan/callQueue.ts'
import { useActions } from '../../app/actions.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate, setParams, useRoute } from '../../app/route.ts'
import { useBranch, useFormat, useNow } from '../../app/useBranch.ts'
import { useWide } from '../../app/useWide.ts'
import { reasonSentence } from '../../client/errors.ts'
import { queries } from '../../client/queries.ts'
import { Empty, Failure, Waiting } from '../../ui/Feedback.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ImportSheet } from '../../ui/import/ImportSheet.tsx'
import { CallCard } from './CallCard.tsx'
import { CallPlace } from './CallPlace.tsx'
import { whenAgain } from './whenAgain.ts'
import './calls.css'

const filters = ['now', 'later', 'confirmed', 'all'] as const
type Filter = (typeof filters)[number]

const belongs = (row: CallRow, filter: Filter) => filter === 'all' || callStanding(row) === filter

/** The pre-visit calls: who may be rung now, one borrower at a time, the best windows while it rings. */
export default function Calls() {
  const { t } = useTranslation('calls')
  const { t: w } = useTranslation('words')
  const locale = useLocale()
  const format = useFormat()
  const branch = useBranch()
  const { params } = useRoute()
  const look = useQuery(queries.callQueue(branch.week))
  const today = format.dateOf(useNow())
  const isEmpty = look.data?.length === 0
  const lastPlanned = useQuery({ ...queries.plan(branch.week), enabled: isEmpty })
    .data?.crewDays.filter((day) => day.stops.length > 0)
    .at(-1)?.date
  const isOver = (lastPlanned ?? addDays(branch.week, 6)) < today
  const [filter, setFilter] = useState<Filter>('now')
  const wide = useWide(1500)
  const rows = useMemo(() => look.data ?? [], [look.data])
  const asked = params.visit ? rows.find((row) => row.visitId === params.visit) : undefined
  const shown = useMemo(() => {
    const list = rows.filter((row) => belongs(row, filter))
    return asked && !list.includes(asked) ? [asked, ...list] : list
  }, [rows, filter, asked])
  const current = asked ?? shown[0] ?? null
  // The windows of whoever comes next are worked out while this one is on the phone.
  const following = current ? shown[shown.indexOf(current) + 1] : undefined
  const currentReady = useQuery({
    ...queries.slots(branch.week, current?.visitId ?? ''),
    enabled: false,
  }).isSuccess
  useQuery({
    ...queries.slots(branch.week, following?.visitId ?? ''),
    enabled: currentReady && following?.permitted === true,
  })
  const go = (by: number) => {
    const at = current ? shown.indexOf(current) : -1
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))]
    if (next) setParams({ visit: next.visitId })
  }
  /** After a call the next borrower comes up by herself. */
  const advance = () => {
    const at = current ? shown.indexOf(current) : -1
    const next = shown[at + 1] ?? shown.find((row) => row !== current)
    setParams({ visit: next?.visitId ?? null })
  }
  useActions([
    { id: 'calls-next', label: t('key.next'), keys: ['ArrowDown', 'j'], keysOnly: true, run: () => go(1) },
    {
      id: 'calls-previous',
      label: t('key.previous'),
      keys: ['ArrowUp', 'k'],
      keysOnly: true,
      run: () => go(-1),
    },
    { id: 'calls-import', label: t('import'), run: () => setParams({ import: 'calls' }) },
  ])
  const sheet =
    params.import === 'calls' ? (
      <ImportSheet kind="calls" file={null} onClose={() => setParams({ import: null })} />
    ) : null
  if (look.isError && !look.data) return <Failure error={look.error} retry={() => void look.refetch()} />
  if (!look.data) return <Waiting label={t('loading')} />
  if (isEmpty && isOver)
    return (
      <>
        <Empty icon="check" title={t('over.title')} text={t('over.text')}>
          <Button onClick={() => navigate('outcomes')}>{t('go-outcomes')}</Button>
        </Empty>
        {sheet}
      </>
    )
  if (isEmpty)
    return (
      <>
        <Empty icon="calls" title={t('empty.title')} text={t('empty.text')}>
          <Button type="primary" onClick={() => navigate('plan')}>
            {t('go-plan')}
          </Button>
        </Empty>
        {sheet}
      </>
    )
  return (
    <div className="screen-body">
      <div className="screen-head">
        <h1>{t('title')}</h1>
        <div className="chips" role="group" aria-label={t('filter')}>
          {filters.map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={filter === each}
              onClick={() => {
                setFilter(each)
                setParams({ visit: null })
              }}
            >
              {t(`filter.${each}`)}{' '}
              <span className="num">{format.number(rows.filter((row) => belongs(row, each)).length)}</span>
            </button>
          ))}
        </div>
        <span className="spring" />
        <Button icon={<Icon name="import" size={15} />} onClick={() => setParams({ import: 'calls' })}>
          {t('import')}
        </Button>
      </div>
      <div className="calls">
        <ol className="calls-list" aria-label={t('list')}>
          {shown.length === 0 ? <li className="calls-none soft">{t('none')}</li> : null}
          {shown.map((row) => (
            <li key={row.visitId}>
              <button
                type="button"
                className="calls-row"
                aria-current={row === current}
                // one stop for Tab: the arrows go along the list
                tabIndex={row === current ? 0 : -1}
                onClick={() => setParams({ visit: row.visitId })}
              >
                <span className="calls-line">
                  <b className="ellipsis">{row.borrower}</b>
                  <span className="spring" />
                  <span className="num soft">{format.dayTime(row.arrival)}</span>
                </span>
                <span className="calls-line small">
                  <span className="faint ellipsis">{row.crewName}</span>
                  <span className="spring" />
                  {row.appointment ? (
                    <span className="good num">
                      {t('row.confirmed', {
                        window: `${format.time(row.appointment.start)}–${format.time(row.appointment.end)}`,
                      })}
                    </span>
                  ) : row.lastResult ? (
                    <span className="faint">
                      {/* one that confirmed and has no window: the agreement was undone */}
                      {row.lastResult === 'confirmed' ? '' : `${w(`result.${row.lastResult}`)} · `}
                      {t('row.attempts', { count: row.attempts })}
                    </span>
                  ) : null}
                </span>
                {!row.permitted && row.reason && !row.appointment ? (
                  <span className="doubt small">
                    {reasonSentence(row.reason, locale)}
                    {whenAgain(row, t, format)}
                  </span>
                ) : null}
              </button>
            </li>
          ))}
        </ol>
        {current ? (
          <CallCard
            key={current.visitId}
            row={current}
            week={branch.week}
            onDone={advance}
            onSkip={() => go(1)}
          />
        ) : (
          <Empty icon="check" title={t('all-done')} />
        )}
        {current && wide ? <CallPlace row={current} week={branch.week} /> : null}
      </div>
      {sheet}
    </div>
  )
}

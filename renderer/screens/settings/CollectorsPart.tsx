import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CollectorView } from '../../../shared/contract/cases.ts'
import { useActions } from '../../app/actions.ts'
import { navigate, setParams, useRoute } from '../../app/route.ts'
import { useFormat } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'
import { Empty, Failure } from '../../ui/Feedback.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { RowsTable, type RowColumn } from '../../ui/RowsTable.tsx'
import { weekdayRuns } from '../../ui/import/fieldNames.ts'
import { CollectorForm } from './CollectorForm.tsx'

/** Who visits, when, from where and how. */
export function CollectorsPart() {
  const { t } = useTranslation('settings')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  const { params } = useRoute()
  const query = useQuery(queries.collectors())
  const rows = query.data ?? []
  const active = params.collector ?? null
  const chosen = active === 'new' ? 'new' : (rows.find((row) => row.id === active) ?? null)
  useActions([
    {
      id: 'collector-new',
      label: t('collectors.new'),
      keys: ['n'],
      run: () => setParams({ collector: 'new' }),
    },
  ])
  const columns = useMemo<RowColumn<CollectorView>[]>(() => {
    const column = (
      key: string,
      width: number,
      text: (row: CollectorView) => string,
      rest: Partial<RowColumn<CollectorView>> = {},
    ): RowColumn<CollectorView> => ({
      key,
      title: t(`collector.${key}`),
      width,
      sortable: true,
      text,
      render: text,
      ...rest,
    })
    return [
      column('name', 90, (row) => row.name, { grow: 0.6 }),
      column('crew', 72, (row) => row.crew ?? '', { grow: 0.3 }),
      column(
        'shift',
        104,
        (row) => `${format.minuteOfDay(row.shiftFrom)}–${format.minuteOfDay(row.shiftTo)}`,
      ),
      column(
        'days',
        104,
        (row) =>
          row.days.length === 0
            ? t('collector.every-day')
            : weekdayRuns(row.days)
                .map(([from, to]) =>
                  from === to ? w(`weekday.${from}`) : `${w(`weekday.${from}`)}–${w(`weekday.${to}`)}`,
                )
                .join(' '),
        { value: (row) => row.days.join(), whole: true },
      ),
      column(
        'lunch',
        156,
        (row) =>
          row.lunch && row.lunch.minutes > 0
            ? t('collector.lunch-short', {
                minutes: row.lunch.minutes,
                from: format.minuteOfDay(row.lunch.from),
                to: format.minuteOfDay(row.lunch.to),
              })
            : '',
        { whole: true },
      ),
      column('mode', 76, (row) => w(`mode.${row.mode}`)),
      column('startText', 140, (row) => row.startText, {
        grow: 1.5,
        render: (row) => (
          <span title={row.startText} className={row.start ? undefined : 'doubt'}>
            {row.startText || t('collector.no-start')}
          </span>
        ),
      }),
      column('skills', 110, (row) => row.skills.join(' · '), { grow: 0.6, drop: 1 }),
      column('maxVisits', 72, (row) => (row.maxVisits === null ? '' : format.number(row.maxVisits)), {
        align: 'right',
        value: (row) => row.maxVisits,
      }),
      column('leave', 64, (row) => (row.leave.length > 0 ? format.number(row.leave.length) : ''), {
        align: 'right',
        drop: 2,
        value: (row) => row.leave.length,
      }),
    ]
  }, [t, w, format])
  const add = (
    <Button
      type="primary"
      icon={<Icon name="plus" size={15} />}
      onClick={() => setParams({ collector: 'new' })}
    >
      {t('collectors.new')}
    </Button>
  )
  return (
    <div className="screen-body">
      <div className="screen-head">
        <h2>{t('part.collectors')}</h2>
        <span className="spring" />
        <Button
          icon={<Icon name="import" size={15} />}
          onClick={() => navigate('cases', { import: 'collectors' })}
        >
          {t('collectors.import')}
        </Button>
        {add}
      </div>
      {query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <RowsTable
          label={t('part.collectors')}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.id}
          activeKey={active}
          onActivate={(row) => setParams({ collector: row.id })}
          empty={
            query.isPending ? null : (
              <Empty icon="calls" title={t('collectors.empty')} text={t('collectors.empty-text')}>
                {add}
              </Empty>
            )
          }
        />
      )}
      {chosen ? (
        <CollectorForm
          key={active}
          collector={chosen === 'new' ? null : chosen}
          onClose={() => setParams({ collector: null })}
        />
      ) : null}
    </div>
  )
}

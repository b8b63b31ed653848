import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoverageArea } from '../../../shared/contract/week.ts'
import { navigate } from '../../app/route.ts'
import { StatusText } from '../../app/Slots.tsx'
import { useTheme } from '../../app/preferences.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'
import { Areas, BaseMap, FitView, type LonLat } from '../../map/index.ts'
import { saveFile } from '../../ui/clipboard.ts'
import { Empty, Failure, Waiting } from '../../ui/Feedback.tsx'
import { RowsTable, type RowColumn } from '../../ui/RowsTable.tsx'
import { commaSeparated } from '../../ui/tableText.ts'
import { ReachChoice, ReachShape, type ReachAsked } from './Reach.tsx'
import { measures, ramp, shareOf, type Measure } from './measures.ts'
import './coverage.css'

function useColumns(): RowColumn<CoverageArea>[] {
  const { t } = useTranslation('coverage')
  const format = useFormat()
  return useMemo<RowColumn<CoverageArea>[]>(() => {
    const few = t('few')
    const count = (key: 'due' | 'planned' | 'visited' | 'neverReached'): RowColumn<CoverageArea> => ({
      key,
      title: t(`col.${key}`),
      width: 62,
      grow: 0.3,
      align: 'right',
      sortable: true,
      text: (row) => (row.suppressed ? few : format.number(row[key])),
      render: (row) =>
        row.suppressed ? <span className="faint">{key === 'due' ? few : ''}</span> : format.number(row[key]),
      value: (row) => (row.suppressed ? null : row[key]),
    })
    return [
      {
        key: 'label',
        title: t('col.label'),
        width: 104,
        grow: 1.2,
        sortable: true,
        text: (row) => row.label,
        render: (row) => row.label,
      },
      count('due'),
      count('planned'),
      count('visited'),
      count('neverReached'),
      {
        key: 'contactRate',
        title: t('col.contactRate'),
        width: 60,
        align: 'right',
        sortable: true,
        text: (row) => (row.contactRate === null ? '' : format.percent(row.contactRate)),
        render: (row) =>
          row.contactRate === null ? <span className="faint">—</span> : format.percent(row.contactRate),
        value: (row) => row.contactRate,
      },
    ]
  }, [t, format])
}

/** thin enough for the names beneath to be read, on the map as in its legend */
const areaOpacity = 0.5

/** Which places were reached and which were not: a sentence, a map, a table. */
export default function Coverage() {
  const { t } = useTranslation('coverage')
  const format = useFormat()
  const theme = useTheme()
  const branch = useBranch()
  const query = useQuery(queries.coverage(branch.week))
  const columns = useColumns()
  const [measure, setMeasure] = useState<Measure>('planned')
  const [active, setActive] = useState<string | null>(null)
  const [reach, setReach] = useState<ReachAsked | null>(null)
  const areas = useMemo(() => query.data?.areas ?? [], [query.data])
  const points = useMemo<LonLat[]>(() => areas.flatMap((area) => area.ring), [areas])
  const shapes = useMemo(
    () =>
      areas.map((area) => {
        const share = shareOf(area, measure)
        const step = share === null ? null : ramp(share, measure, theme)
        return {
          key: area.key,
          ring: area.ring,
          fill: step?.fill ?? 'transparent',
          fillOpacity: areaOpacity,
          hidden: area.suppressed || share === null,
          title: area.suppressed
            ? t('area-few', { label: area.label })
            : t('area', {
                label: area.label,
                due: format.number(area.due),
                share: share === null ? '—' : format.percent(share),
                measure: t(`measure.${measure}`),
              }),
        }
      }),
    [areas, measure, theme, t, format],
  )
  if (query.isPending) return <Waiting label={t('loading')} />
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />
  const { totals } = query.data
  if (totals.due === 0 || areas.length === 0)
    return (
      <Empty icon="coverage" title={t('empty.title')} text={t('empty.text')}>
        <Button type="primary" onClick={() => navigate('cases')}>
          {t('empty.cases')}
        </Button>
      </Empty>
    )
  const save = () =>
    saveFile(
      new Blob(
        [
          commaSeparated([
            columns.map((column) => column.title),
            ...areas.map((area) => columns.map((column) => column.text(area))),
          ]),
        ],
        { type: 'text/csv' },
      ),
      `${branch.name} ${branch.week} ${t('title')}.csv`,
    )
  return (
    <div className="screen-body">
      <div className="coverage-top">
        <h1 className="report-title">{t('title')}</h1>
        <p className="sentence">
          {t('sentence', {
            due: format.number(totals.due),
            planned: format.number(totals.planned),
            visited: format.number(totals.visited),
            never: format.number(totals.neverReached),
            unlocated: format.number(totals.unlocated),
          })}
        </p>
        <div className="bar-row">
          <Segmented
            size="small"
            value={measure}
            onChange={(value) => setMeasure(value)}
            options={measures.map((each) => ({ value: each, label: t(`measure.${each}`) }))}
          />
          <span className="legend" aria-hidden="true">
            {[0, 0.25, 0.5, 0.75, 1].map((share) => (
              <span key={share}>
                <span className="legend-box">
                  <span style={{ background: ramp(share, measure, theme).fill, opacity: areaOpacity }} />
                </span>
                <span className="num">{format.percent(share)}</span>
              </span>
            ))}
            <span>
              <span className="legend-box few" />
              {t('few-legend')}
            </span>
          </span>
          <span className="spring" />
          <Button size="small" onClick={save}>
            {t('export')}
          </Button>
        </div>
      </div>
      <div className="coverage-panes">
        {branch.regionId ? <ReachChoice asked={reach} onAsk={setReach} /> : null}
        {branch.regionId ? (
          <BaseMap regionId={branch.regionId} label={t('map')}>
            <FitView points={points} on={branch.week} padding={16} />
            <Areas areas={shapes} selectedKey={active} onSelect={setActive} />
            {reach ? <ReachShape asked={reach} /> : null}
          </BaseMap>
        ) : null}
        <div className="coverage-table">
          <RowsTable
            label={t('title')}
            rows={areas}
            columns={columns}
            rowKey={(row) => row.key}
            initialSort={{ key: 'due', descending: true }}
            activeKey={active}
            onActivate={(row) => setActive(row.key)}
            tone={(row) => (row.suppressed ? 'faint' : undefined)}
          />
        </div>
      </div>
      <StatusText>
        {t('status', { count: areas.length, suppressed: areas.filter((area) => area.suppressed).length })}
      </StatusText>
    </div>
  )
}

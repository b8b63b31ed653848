import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkloadRow } from '../../../shared/contract/week.ts'
import { navigate } from '../../app/route.ts'
import { Inspector, StatusText } from '../../app/Slots.tsx'
import { useTheme } from '../../app/preferences.ts'
import { tokens } from '../../app/tokens.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'
import { crewColour } from '../../ui/crewColour.ts'
import type { ChartOption } from '../../ui/Chart.tsx'
import { Empty, Failure, Waiting } from '../../ui/Feedback.tsx'
import { RowsTable, type RowColumn } from '../../ui/RowsTable.tsx'
import { balanceSentence } from './balanceSentence.ts'
import './balance.css'

const Chart = lazy(() => import('../../ui/Chart.tsx'))
const busy = (row: WorkloadRow) => row.travelSeconds + row.serviceSeconds + row.waitingSeconds

function useColumns(): RowColumn<WorkloadRow>[] {
  const { t } = useTranslation('balance')
  const format = useFormat()
  const theme = useTheme()
  return useMemo<RowColumn<WorkloadRow>[]>(() => {
    const time = (key: string, seconds: (row: WorkloadRow) => number): RowColumn<WorkloadRow> => ({
      key,
      title: t(`col.${key}`),
      width: 112,
      grow: 0.4,
      align: 'right',
      sortable: true,
      text: (row) => format.duration(seconds(row)),
      render: (row) => format.duration(seconds(row)),
      value: seconds,
    })
    const count = (key: string, value: (row: WorkloadRow) => number, width = 72): RowColumn<WorkloadRow> => ({
      key,
      title: t(`col.${key}`),
      width,
      grow: 0.2,
      align: 'right',
      sortable: true,
      text: (row) => format.number(value(row)),
      render: (row) => format.number(value(row)),
      value,
    })
    return [
      {
        key: 'name',
        title: t('col.name'),
        width: 144,
        grow: 1,
        sortable: true,
        text: (row) => row.name,
        render: (row) => (
          <span className="mark">
            <span className="swatch" style={{ background: crewColour(row.colour)[theme] }} />
            {row.name}
          </span>
        ),
      },
      {
        key: 'crew',
        title: t('col.crew'),
        width: 110,
        grow: 0.5,
        sortable: true,
        text: (row) => row.crewName,
        render: (row) => row.crewName,
      },
      count('visits', (row) => row.visits),
      time('busy', busy),
      time('travel', (row) => row.travelSeconds),
      time('service', (row) => row.serviceSeconds),
      time('waiting', (row) => row.waitingSeconds),
      {
        key: 'load',
        title: t('col.load'),
        width: 80,
        align: 'right',
        sortable: true,
        text: (row) => (row.shiftSeconds > 0 ? format.percent(busy(row) / row.shiftSeconds) : ''),
        render: (row) => (row.shiftSeconds > 0 ? format.percent(busy(row) / row.shiftSeconds) : '—'),
        value: (row) => (row.shiftSeconds > 0 ? busy(row) / row.shiftSeconds : null),
      },
      count('failed', (row) => row.failedVisits, 88),
    ]
  }, [t, format, theme])
}

function useOption(rows: readonly WorkloadRow[]): ChartOption {
  const { t } = useTranslation('balance')
  const format = useFormat()
  const theme = useTheme()
  return useMemo<ChartOption>(() => {
    const colours = tokens[theme]
    const sorted = [...rows].sort((a, b) => busy(a) - busy(b))
    const part = (key: string, seconds: (row: WorkloadRow) => number, color: string, decal?: object) => ({
      name: t(`col.${key}`),
      type: 'bar' as const,
      stack: 'busy',
      barMaxWidth: 22,
      itemStyle: { color, ...(decal ? { decal } : {}) },
      data: sorted.map((row) => Math.round((seconds(row) / 3600) * 100) / 100),
    })
    const mean = rows.length > 0 ? rows.reduce((sum, row) => sum + busy(row), 0) / rows.length / 3600 : 0
    return {
      grid: { left: 8, right: 32, top: 48, bottom: 28, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: colours.textSoft } },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        backgroundColor: colours.surface,
        borderColor: colours.lineStrong,
        textStyle: { color: colours.text, fontSize: 12 },
        valueFormatter: (value) => format.duration(Number(value) * 3600),
      },
      xAxis: {
        type: 'value',
        name: t('hours'),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: colours.textFaint },
        axisLabel: { color: colours.textFaint },
        splitLine: { lineStyle: { color: colours.line } },
      },
      yAxis: {
        type: 'category',
        data: sorted.map((row) => row.name),
        axisLabel: { color: colours.text },
        axisLine: { lineStyle: { color: colours.lineStrong } },
        axisTick: { show: false },
      },
      series: [
        {
          ...part('service', (row) => row.serviceSeconds, colours.accent),
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { color: colours.text, type: 'dashed' },
            label: { formatter: t('mean'), color: colours.textSoft, position: 'end', rotate: 0, distance: 4 },
            data: [{ xAxis: Math.round(mean * 100) / 100 }],
          },
        } as never,
        part('travel', (row) => row.travelSeconds, colours.textFaint),
        part('waiting', (row) => row.waitingSeconds, colours.lineStrong),
      ],
    }
  }, [rows, t, format, theme])
}

function Person({ row, onClose }: { row: WorkloadRow; onClose: () => void }) {
  const { t } = useTranslation('balance')
  const format = useFormat()
  const most = Math.max(1, ...row.byDay.map((day) => day.busySeconds))
  return (
    <Inspector title={row.name} onClose={onClose}>
      <div className="section">
        <h3>{t('by-day')}</h3>
        <table className="plain-table">
          <tbody>
            {row.byDay.map((day) => (
              <tr key={day.date}>
                <td>{format.weekday(day.date)}</td>
                <td className="right">{t('visits', { count: day.visits })}</td>
                <td className="right">{format.duration(day.busySeconds)}</td>
                <td className="day-bar" aria-hidden="true">
                  <span style={{ width: `${(100 * day.busySeconds) / most}%` }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="section">
        <h3>{t('earlier')}</h3>
        {row.weeks.length === 0 ? <p className="faint">{t('no-earlier')}</p> : null}
        {row.weeks.length > 0 ? (
          <table className="plain-table">
            <tbody>
              {row.weeks.map((week) => (
                <tr key={week.week}>
                  <td>{format.day(week.week)}</td>
                  <td className="right">{t('visits', { count: week.visits })}</td>
                  <td className="right">{format.duration(week.busySeconds)}</td>
                  <td className="right">{t('failed', { count: week.failedVisits })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </div>
    </Inspector>
  )
}

/** Who carries how much this week: a sentence, a picture, a table. */
export default function Balance() {
  const { t } = useTranslation('balance')
  const format = useFormat()
  const branch = useBranch()
  const query = useQuery(queries.workload(branch.week))
  const rows = useMemo(() => query.data?.rows ?? [], [query.data])
  const columns = useColumns()
  const option = useOption(rows)
  const [active, setActive] = useState<string | null>(null)
  if (query.isPending) return <Waiting label={t('loading')} />
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />
  const person = rows.find((row) => row.collectorId === active)
  const sentence = balanceSentence(rows)
  if (!sentence)
    return (
      <Empty
        icon="balance"
        title={t('empty.title')}
        text={rows.length === 0 ? t('empty.people') : t('empty.plan')}
      >
        <Button
          type="primary"
          onClick={() =>
            rows.length === 0 ? navigate('settings', { part: 'collectors' }) : navigate('plan')
          }
        >
          {rows.length === 0 ? t('empty.to-people') : t('empty.to-plan')}
        </Button>
      </Empty>
    )
  return (
    <div className="page">
      <div className="page-inner report">
        <h1 className="report-title">{t('title')}</h1>
        <p className="sentence">
          {t(`sentence.${sentence.kind}`, {
            gap: format.percent(sentence.gap),
            most: sentence.most.name,
            mostTime: format.duration(busy(sentence.most)),
            least: sentence.least.name,
            leastTime: format.duration(busy(sentence.least)),
            difference: format.duration(busy(sentence.most) - busy(sentence.least)),
          })}
        </p>
        <section className="card report-picture">
          <Suspense fallback={<div style={{ height: 96 + rows.length * 34 }} />}>
            <Chart
              option={option}
              height={96 + rows.length * 34}
              label={t('picture')}
              onSelect={(name) => setActive(rows.find((row) => row.name === name)?.collectorId ?? null)}
            />
          </Suspense>
        </section>
        <section className="card report-table" style={{ height: 32 + rows.length * 28 }}>
          <RowsTable
            label={t('title')}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.collectorId}
            initialSort={{ key: 'busy', descending: true }}
            activeKey={active}
            onActivate={(row) => setActive(row.collectorId)}
          />
        </section>
        <p className="faint small">
          {t('fairness-means', { fairness: format.percent(query.data.fairness ?? 1) })}
        </p>
      </div>
      {person ? <Person row={person} onClose={() => setActive(null)} /> : null}
      <StatusText>{t('status', { count: rows.length, gap: format.percent(sentence.gap) })}</StatusText>
    </div>
  )
}

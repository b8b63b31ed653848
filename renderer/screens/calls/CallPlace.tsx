import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallRow } from '../../../shared/contract/week.ts'
import { stopStatus } from '../../board/stopStatus.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'
import { BaseMap, FitView, Routes, Stops } from '../../map/index.ts'

const none: ReadonlySet<string> = new Set()

/** Where the borrower lives, and the crew-day that her visit stands in: what lies near and who comes before and after. */
export function CallPlace({ row, week }: { row: CallRow; week: string }) {
  const { t } = useTranslation('calls')
  const format = useFormat()
  const branch = useBranch()
  const plan = useQuery(queries.plan(week)).data
  const versionId = plan?.version?.id
  const geometry = useQuery({
    ...queries.geometry(week, versionId ?? ''),
    enabled: versionId !== undefined,
  }).data
  const day = plan?.crewDays.find((each) => each.id === row.crewDayId)
  const stops = useMemo(
    () =>
      day?.stops.map((stop) => ({
        id: stop.visitId,
        at: stop.at,
        order: stop.order,
        status: stopStatus(stop, none),
        colour: day.colour,
        title: `${stop.order} · ${stop.borrower} · ${format.time(stop.arrival)}`,
      })) ?? [],
    [day, format],
  )
  if (!day || !branch.regionId) return null
  const line = geometry?.find((each) => each.crewDayId === day.id)?.line ?? []
  return (
    <aside className="call-place" aria-label={t('place')}>
      <div className="call-place-map">
        <BaseMap regionId={branch.regionId} label={t('place')}>
          <Routes routes={[{ id: day.id, line, colour: day.colour }]} />
          <Stops stops={stops} selectedId={row.visitId} />
          <FitView points={stops.map((stop) => stop.at)} on={day.id} />
        </BaseMap>
      </div>
      <h3>
        {format.weekday(day.date)} · {day.crewName}
      </h3>
      <ol className="call-place-stops">
        {day.stops.map((stop) => (
          <li key={stop.visitId} aria-current={stop.visitId === row.visitId}>
            <span className="faint num">{stop.order}</span>
            <span className="num">{format.time(stop.arrival)}</span>
            <span className="ellipsis">{stop.borrower}</span>
            <span className={stop.confirmed ? 'good small' : 'faint small'}>
              {stop.confirmed ? t('filter.confirmed') : ''}
            </span>
          </li>
        ))}
      </ol>
    </aside>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ComparedVersion } from '../../../../shared/contract/versions.ts'
import { useFormat } from '../../../app/useBranch.ts'
import { useHovered } from '../../../board/hovered.ts'
import { stopStatus } from '../../../board/stopStatus.ts'
import { queries } from '../../../client/queries.ts'
import { BaseMap, FitView, Halo, Routes, Stops, type LonLat } from '../../../map/index.ts'

const none: ReadonlySet<string> = new Set()

/** One of two versions on the map: what the other has otherwise stands out, the rest steps back. */
export function CompareMap({
  version,
  changed,
  regionId,
  week,
  points,
  label,
}: {
  version: ComparedVersion
  /** visits that the other version has otherwise */
  changed: ReadonlySet<string>
  regionId: string
  week: string
  /** what both maps show, so that they can be read side by side */
  points: readonly LonLat[]
  label: string
}) {
  const format = useFormat()
  const geometry = useQuery(queries.geometry(week, version.version.id)).data
  const hovered = useHovered((state) => state.visitId)
  const days = version.crewDays
  const lines = useMemo(() => new Map(geometry?.map((each) => [each.crewDayId, each.line])), [geometry])
  const routes = useMemo(
    () =>
      days
        .filter((day) => day.stops.length > 0)
        .map((day) => ({
          id: day.id,
          line: lines.get(day.id) ?? [],
          colour: day.colour,
          fine: true,
          dim: !day.stops.some((stop) => changed.has(stop.visitId)),
        })),
    [days, lines, changed],
  )
  const stops = useMemo(
    () =>
      days.flatMap((day) =>
        day.stops.map((stop) => ({
          id: stop.visitId,
          at: stop.at,
          order: stop.order,
          status: stopStatus(stop, none),
          colour: day.colour,
          title: `${stop.order} · ${stop.borrower} · ${format.dayTime(stop.arrival)} · ${day.crewName}`,
          dim: !changed.has(stop.visitId),
          small: !changed.has(stop.visitId),
        })),
      ),
    [days, changed, format],
  )
  const at = stops.find((stop) => stop.id === hovered)?.at
  return (
    <BaseMap regionId={regionId} label={label}>
      <Routes routes={routes} />
      {at ? <Halo at={at} /> : null}
      <Stops stops={stops} onHover={(visitId) => useHovered.setState({ visitId })} />
      <FitView points={points} on={version.version.id} maxZoom={15} padding={16} />
    </BaseMap>
  )
}

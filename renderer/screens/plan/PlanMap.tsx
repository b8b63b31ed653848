import { useQuery } from '@tanstack/react-query'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanPartial, PlanView } from '../../../shared/contract/week.ts'
import type { DrawnLeg } from '../../../shared/model/route.ts'
import { setParams } from '../../app/route.ts'
import { useFormat } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'
import { useHovered } from '../../board/hovered.ts'
import { stopStatus } from '../../board/stopStatus.ts'
import { choose, type Pressed } from '../../board/chosen.ts'
import {
  BaseMap,
  FitView,
  Halo,
  LineFinder,
  Routes,
  SelectArea,
  Stops,
  type FindLine,
  type LonLat,
} from '../../map/index.ts'
import { Icon } from '../../ui/Icon.tsx'

/** beyond so many stops on the map they are dots without their number */
const mostNumbered = 90

const hoverVisit = (visitId: string | null) => useHovered.setState({ visitId })
const hoverDay = (crewDayId: string | null) => useHovered.setState({ crewDayId })
const noLines: [] = []
const noLine: readonly LonLat[] = []
const noLegs: readonly DrawnLeg[] = []

/** The week's routes and stops on the region's map; while a search runs, its best so far. */
export const PlanMap = memo(function PlanMap({
  plan,
  days,
  findings,
  partial,
  selectedVisit,
  selectedDay,
  chosen,
  lasso,
  onLasso,
  onSelectVisit,
  onFinder,
  regionId,
}: {
  plan: PlanView
  days: PlanView['crewDays']
  findings: ReadonlySet<string>
  partial: PlanPartial | null
  selectedVisit: string | null
  selectedDay: string | null
  /** visits chosen together */
  chosen: ReadonlySet<string>
  /** a line may be drawn round stops to choose them */
  lasso: boolean
  onLasso: (on: boolean) => void
  onSelectVisit: (visitId: string, pressed: Pressed) => void
  /** how a route is found at a place of the window */
  onFinder: (find: FindLine | null) => void
  regionId: string | null
}) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const geometry = useQuery({
    ...queries.geometry(plan.week, plan.version?.id ?? ''),
    enabled: plan.version !== null,
  }).data
  /** the crew-day that is looked at, itself or by one of its stops */
  const nearDay =
    days.find((day) => day.stops.some((stop) => stop.visitId === selectedVisit))?.id ?? selectedDay
  const drawn = useMemo(() => new Map(geometry?.map((each) => [each.crewDayId, each])), [geometry])
  const many = days.reduce((count, day) => count + day.stops.length, 0) > mostNumbered
  const routes = useMemo(
    () =>
      partial
        ? partial.routes.map((route) => ({
            id: `${route.date}/${route.crewName}`,
            line: route.line,
            colour: route.colour,
            fine: true,
          }))
        : days
            .filter((day) => day.stops.length > 0)
            .map((day) => ({
              id: day.id,
              line: drawn.get(day.id)?.line ?? noLine,
              straight: straightOf(drawn.get(day.id)?.legs ?? noLegs),
              colour: day.colour,
              dim: nearDay !== null && nearDay !== day.id,
              fine: many && day.id !== nearDay,
            })),
    [partial, days, drawn, nearDay, many],
  )
  /** what a stop in the air can be dropped on: routes by road, straight from stop to stop until these are drawn */
  const aims = useMemo(
    () =>
      days
        .filter((day) => day.stops.length > 0)
        .map((day) => {
          const road = drawn.get(day.id)?.line
          return { id: day.id, line: road?.length ? road : day.stops.map((stop) => stop.at) }
        }),
    [days, drawn],
  )
  const stops = useMemo(
    () =>
      partial
        ? []
        : days.flatMap((day) =>
            day.stops.map((stop) => ({
              id: stop.visitId,
              at: stop.at,
              order: stop.order,
              status: stopStatus(stop, findings),
              colour: day.colour,
              title: `${stop.order} · ${stop.borrower} · ${format.dayTime(stop.arrival)} · ${day.crewName}`,
              dim: nearDay !== null && nearDay !== day.id && !chosen.has(stop.visitId),
              chosen: chosen.has(stop.visitId),
              // with a whole week on the map numbers would hide the routes, but for the one looked at
              small: many && day.id !== nearDay,
            })),
          ),
    [partial, days, findings, nearDay, many, format, chosen],
  )
  const unplanned = useMemo(
    () => plan.unplanned.filter((entry) => entry.visitId === selectedVisit && entry.at),
    [plan.unplanned, selectedVisit],
  )
  const focus = useMemo((): { points: LonLat[]; on: string } => {
    const stop = stops.find((each) => each.id === selectedVisit)
    if (stop) return { points: [stop.at], on: `visit ${stop.id}` }
    if (unplanned[0]?.at) return { points: [unplanned[0].at], on: `visit ${unplanned[0].visitId}` }
    const shown = selectedDay ? days.filter((day) => day.id === selectedDay) : days
    return {
      points: shown.flatMap((day) => day.stops.map((each) => each.at)),
      on: `days ${selectedDay ?? days.map((day) => day.date).join()} ${plan.version?.id ?? ''}`,
    }
  }, [stops, unplanned, selectedVisit, selectedDay, days, plan.version?.id])
  if (!regionId) return null
  return (
    <BaseMap
      regionId={regionId}
      label={t('map.label')}
      tools={
        partial ? null : (
          <button
            type="button"
            className="map-tool"
            aria-pressed={lasso}
            aria-label={t('map.lasso')}
            title={t('map.lasso')}
            onClick={() => onLasso(!lasso)}
          >
            <Icon name="lasso" size={17} />
          </button>
        )
      }
    >
      <LitRoutes
        routes={routes}
        onSelect={(id) => setParams({ day: id === selectedDay ? null : id, visit: null })}
        onHover={hoverDay}
      />
      <LineFinder lines={partial ? noLines : aims} onFinder={onFinder} />
      <HoveredPlace plan={plan} />
      <Stops stops={stops} selectedId={selectedVisit} onSelect={onSelectVisit} onHover={hoverVisit} held />
      <Stops
        stops={unplanned.map((entry) => ({
          id: entry.visitId,
          at: entry.at!,
          order: null,
          status: 'finding' as const,
          colour: 6,
          title: entry.borrower,
        }))}
        selectedId={selectedVisit}
        held
      />
      {partial ? null : (
        <SelectArea
          points={stops}
          freehand={lasso}
          onSelect={(ids, add) => {
            onLasso(false)
            choose(add ? [...chosen, ...ids] : ids)
            // fewer than two are looked at as one is
            if (!add && ids.length === 1) setParams({ visit: ids[0]! })
          }}
        />
      )}
      <FitView points={focus.points} on={focus.on} maxZoom={15} padding={24} />
    </BaseMap>
  )
})

/** of the same legs the same answer: a route that did not change is not drawn again */
const straightKnown = new WeakMap<readonly DrawnLeg[], [number, number][]>()
function straightOf(legs: readonly DrawnLeg[]): [from: number, to: number][] {
  const known = straightKnown.get(legs) ?? straightParts(legs)
  straightKnown.set(legs, known)
  return known
}

/** Routes, the one that is pointed at above the others: only it is drawn again. */
function LitRoutes(props: Omit<Parameters<typeof Routes>[0], 'litId'>) {
  return <Routes {...props} litId={useHovered((hovered) => hovered.crewDayId)} />
}

function straightParts(legs: readonly DrawnLeg[]): [from: number, to: number][] {
  return legs.flatMap((leg, i): [number, number][] =>
    leg.straight ? [[i > 0 ? legs[i - 1].end : 0, leg.end]] : [],
  )
}

/** Where the visit lies that the pointer is on in timeline or list. */
function HoveredPlace({ plan }: { plan: PlanView }) {
  const visitId = useHovered((hovered) => hovered.visitId)
  if (!visitId) return null
  const stops = [...plan.crewDays.flatMap((day) => day.stops), ...plan.unplanned]
  const at = stops.find((stop) => stop.visitId === visitId)?.at
  return at ? <Halo at={at} /> : null
}

import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useMemo, useRef, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { CrewDayView, StopView } from '../../shared/contract/week.ts'
import { useActions } from '../app/actions.ts'
import { useTheme } from '../app/preferences.ts'
import { useBranch, useFormat, useNow } from '../app/useBranch.ts'
import type { Board } from '../../shared/core/plan/board.ts'
import { crewColour } from '../ui/crewColour.ts'
import { sameFields } from '../ui/sameFields.ts'
import { StopMark } from '../ui/StopMark.tsx'
import type { Pressed } from './chosen.ts'
import { useDrag } from './drag.ts'
import { hoversCrewDay, hoversVisit, useHovered } from './hovered.ts'
import { previewDay, type VisitLook } from './previewDay.ts'
import { stopStatus } from './stopStatus.ts'
import { hoursOf, minuteOfDayIn, timeScale, type TimeScale } from './timeScale.ts'
import { useZoom, zooms } from './useZoom.ts'
import './timeline.css'

export interface TimelineProps {
  days: readonly CrewDayView[]
  /** visits that break or come near a rule */
  findings: ReadonlySet<string>
  /** null until changes by hand can be judged */
  board: Board | null
  looks: ReadonlyMap<string, VisitLook>
  selectedVisit: string | null
  selectedDay: string | null
  /** visits chosen together */
  chosen: ReadonlySet<string>
  /** the same functions at each drawing, see `useStable`: a new one draws every row anew */
  onSelectVisit: (visitId: string, pressed?: Pressed) => void
  onSelectDay: (crewDayId: string) => void
}

/** pixels, as in timeline.css */
const [rowHeight, headHeight] = [28, 24]
/** beyond so many only those in sight are drawn */
const mostRows = 60
/** a row is drawn for itself, whatever others stand beside it */
const noDays: readonly CrewDayView[] = []

interface BarProps {
  stop: StopView
  scale: TimeScale
  minutes: (instant: string) => number
  colour: number
  status: ReturnType<typeof stopStatus>
  selected: boolean
  chosen: boolean
  mark: 'in-air' | 'broken' | null
  onSelect: (visitId: string, pressed?: Pressed) => void
}

const percent = (share: number) => `${(100 * share).toFixed(3)}%`

/** The week by crew-day: who stands where at what hour. Arrow keys walk from stop to stop. */
export const Timeline = memo(function Timeline(props: TimelineProps) {
  const { days } = props
  // read when something hangs over a row: what they say of other rows makes none new
  const looks = useRef(props.looks)
  looks.current = props.looks
  const { t } = useTranslation('plan')
  const format = useFormat()
  const zone = useBranch().timeZone
  const minutes = useMemo(() => minuteOfDayIn(zone), [zone])
  const { fromMinutes, toMinutes } = useMemo(() => hoursOf(days, minutes), [days, minutes])
  const place = useRef<HTMLDivElement>(null)
  const { zoom, step } = useZoom(place)
  const stepMinutes = zoom >= 6 ? 15 : zoom >= 3 ? 30 : 60
  const scale = useMemo(
    () => timeScale(fromMinutes, toMinutes, stepMinutes),
    [fromMinutes, toMinutes, stepMinutes],
  )
  useActions([
    { id: 'timeline-wider', label: t('zoom.in'), keys: ['=', '+'], run: () => step(1) },
    { id: 'timeline-narrower', label: t('zoom.out'), keys: ['-'], run: () => step(-1) },
    { id: 'timeline-all', label: t('zoom.all'), keys: ['0'], run: () => step(0) },
  ])
  const virtual = days.length > mostRows
  const virtualizer = useVirtualizer({
    count: days.length,
    enabled: virtual,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 12,
  })
  const rows = virtual
    ? virtualizer.getVirtualItems().map(({ index }) => index)
    : days.map((_, index) => index)
  const hidden = virtual
    ? { above: (rows[0] ?? 0) * rowHeight, below: (days.length - 1 - (rows.at(-1) ?? -1)) * rowHeight }
    : { above: 0, below: 0 }
  const looked = days.findIndex(
    (day) => day.id === props.selectedDay || day.stops.some((stop) => stop.visitId === props.selectedVisit),
  )
  useEffect(() => {
    // a row that is not drawn cannot be scrolled to
    if (virtual && looked >= 0) virtualizer.scrollToIndex(looked)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when something else is looked at
  }, [props.selectedVisit, props.selectedDay])
  useEffect(() => {
    place.current
      ?.querySelector('.timeline-stop[tabindex="0"], .timeline-day.on')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [props.selectedVisit, props.selectedDay])
  const now = useNow()
  const today = format.dateOf(now)
  const nowMinute = minutes(now)
  return (
    <div className="timeline-frame">
      <div className="timeline-zoom" role="group" aria-label={t('zoom.label')}>
        {([-1, 1] as const).map((by) => (
          <button
            key={by}
            type="button"
            aria-label={t(by < 0 ? 'zoom.out' : 'zoom.in')}
            title={`${t(by < 0 ? 'zoom.out' : 'zoom.in')} (${by < 0 ? '-' : '='})`}
            disabled={zoom === (by < 0 ? zooms[0] : zooms.at(-1))}
            onClick={() => step(by)}
          >
            {by < 0 ? '−' : '+'}
          </button>
        ))}
      </div>
      <div
        className="timeline-board"
        style={{ '--zoom': zoom } as CSSProperties}
        ref={place}
        role="grid"
        aria-label={t('timeline.label')}
        aria-multiselectable="true"
        aria-rowcount={days.length}
      >
        <div className="timeline-head" aria-hidden="true">
          <div className="timeline-names" />
          <div className="timeline-hours">
            {scale.hours.map((hour) => (
              <span key={hour} className="num" style={{ left: percent(scale.at(hour)) }}>
                {format.minuteOfDay(hour)}
              </span>
            ))}
          </div>
          <div className="timeline-sums" />
        </div>
        {hidden.above > 0 ? <div style={{ height: hidden.above }} /> : null}
        {rows.map((index) => {
          const day = days[index]!
          return (
            <DayRow
              key={day.id}
              {...props}
              days={noDays}
              looks={looks}
              day={day}
              scale={scale}
              minutes={minutes}
              row={index + 1}
              newDate={day.date !== days[index - 1]?.date}
              nowMinute={day.date === today ? nowMinute : null}
            />
          )
        })}
        {hidden.below > 0 ? <div style={{ height: hidden.below }} /> : null}
      </div>
    </div>
  )
})

const DayRow = memo(function DayRow({
  day: stands,
  board,
  looks,
  scale,
  minutes,
  row,
  newDate,
  nowMinute,
  findings,
  selectedVisit,
  selectedDay,
  chosen,
  onSelectVisit,
  onSelectDay,
}: Omit<TimelineProps, 'looks'> & {
  looks: { readonly current: TimelineProps['looks'] }
  day: CrewDayView
  scale: TimeScale
  minutes: (instant: string) => number
  /** its place among all, from 1 */
  row: number
  newDate: boolean
  /** the minute of this very day; null: it is another day */
  nowMinute: number | null
}) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const theme = useTheme()
  const judged = useDrag((drag) => drag.previews.get(stands.id))
  const fit = useDrag((drag) => drag.fits.get(stands.id))
  const inAir = useDrag((drag) =>
    drag.from === stands.id || drag.previews.has(stands.id) ? drag.visitId : null,
  )
  const day = judged && board ? previewDay(stands, judged, board, looks.current) : stands
  const broken = useMemo(
    () => new Set(judged?.faults.flatMap((fault) => (fault.visitId ? [fault.visitId] : []))),
    [judged],
  )
  const middles = useMemo(
    () =>
      JSON.stringify(
        stands.stops
          .filter((stop) => board?.knows(stop.visitId))
          .map((stop) => {
            const begins = minutes(stop.arrival) + stop.waitingSeconds / 60
            return [stop.visitId, scale.at((begins + minutes(stop.departure)) / 2)]
          }),
      ),
    [stands.stops, board, minutes, scale],
  )
  const look = crewColour(day.colour)
  const on = selectedDay === day.id || day.stops.some((stop) => stop.visitId === selectedVisit)
  const bar = (from: number, to: number) => ({
    left: percent(scale.at(from)),
    width: percent(Math.max(0, scale.at(to) - scale.at(from))),
  })
  const first = day.stops[0]
  const lit = useHovered((hovered) => hovered.crewDayId === day.id)
  const leaves = first ? minutes(first.arrival) - first.travelSeconds / 60 : 0
  return (
    <div
      className={`timeline-day${on ? ' on' : ''}${lit ? ' lit' : ''}${newDate ? ' new-date' : ''}${day.stops.length === 0 ? ' idle' : ''}${fit ? ` ${fit}` : ''}${judged && judged.faults.length > 0 ? ' forbidden' : ''}`}
      role="row"
      aria-rowindex={row}
      {...(board?.has(stands.id) ? { 'data-crew-day': stands.id, 'data-middles': middles } : {})}
    >
      <div role="rowheader" className="timeline-header">
        <button
          type="button"
          className="timeline-names"
          aria-pressed={selectedDay === day.id}
          onClick={() => onSelectDay(day.id)}
          {...hoversCrewDay(day.id)}
          title={`${format.weekday(day.date)} · ${day.collectorNames.join('、')}`}
        >
          <span className="timeline-date num">{newDate ? format.weekday(day.date) : ''}</span>
          <svg width="18" height="10" aria-hidden="true">
            <line
              x1="1"
              y1="5"
              x2="17"
              y2="5"
              stroke={look[theme]}
              strokeWidth="4"
              {...(look.dash ? { strokeDasharray: look.dash } : {})}
            />
          </svg>
          <span className="ellipsis">{day.crewName}</span>
        </button>
      </div>
      <div className="timeline-track">
        {scale.hours.map((hour) => (
          <span key={hour} className="timeline-grid" style={{ left: percent(scale.at(hour)) }} />
        ))}
        <span className="timeline-shift" style={bar(minutes(day.shift.start), minutes(day.shift.end))} />
        {first && day.endsAt ? (
          <span
            className="timeline-travel"
            style={{ ...bar(leaves, minutes(day.endsAt)), background: look[theme] }}
          />
        ) : null}
        {day.lunch ? (
          <span
            className="timeline-lunch"
            style={bar(minutes(day.lunch.start), minutes(day.lunch.end))}
            title={t('timeline.lunch', {
              from: format.time(day.lunch.start),
              to: format.time(day.lunch.end),
            })}
          />
        ) : null}
        {nowMinute !== null && nowMinute >= scale.fromMinutes && nowMinute <= scale.toMinutes ? (
          <span className="timeline-now" style={{ left: percent(scale.at(nowMinute)) }} />
        ) : null}
        {day.stops.map((stop) => (
          <StopBar
            key={stop.visitId}
            stop={stop}
            scale={scale}
            minutes={minutes}
            colour={day.colour}
            status={stopStatus(stop, findings)}
            selected={stop.visitId === selectedVisit}
            chosen={chosen.has(stop.visitId)}
            mark={stop.visitId === inAir ? 'in-air' : broken.has(stop.visitId) ? 'broken' : null}
            onSelect={onSelectVisit}
          />
        ))}
      </div>
      <div className="timeline-sums num" role="gridcell">
        <span>{format.number(day.stops.length)}</span>
        <span className="faint">{day.stops.length > 0 ? format.duration(day.travelSeconds) : ''}</span>
      </div>
    </div>
  )
})

const StopBar = memo(function StopBar({
  stop,
  scale,
  minutes,
  colour,
  status,
  selected,
  chosen,
  mark,
  onSelect,
}: BarProps) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const theme = useTheme()
  const look = crewColour(colour)
  const begins = minutes(stop.arrival) + stop.waitingSeconds / 60
  const ends = Math.max(begins + 1, minutes(stop.departure))
  const filled = status !== 'planned'
  const hovers = hoversVisit(stop.visitId)
  const lit = useHovered((hovered) => hovered.visitId === stop.visitId)
  const paint = look[theme]
  const told = t(stop.confirmed ? 'timeline.stop-confirmed' : 'timeline.stop', {
    order: stop.order,
    borrower: stop.borrower,
    caseNo: stop.caseNo,
    from: format.time(stop.arrival),
    to: format.time(stop.departure),
  })
  const words = stop.straight ? t('timeline.straight', { stop: told }) : told
  return (
    <>
      {/* the way there, where it is only estimated */}
      {stop.straight ? (
        <span
          className="timeline-straight"
          style={{
            left: percent(scale.at(minutes(stop.arrival) - stop.travelSeconds / 60)),
            width: percent(stop.travelSeconds / 60 / (scale.toMinutes - scale.fromMinutes)),
          }}
        >
          ≈
        </span>
      ) : null}
      {stop.waitingSeconds > 60 ? (
        <span
          className="timeline-wait"
          style={{
            left: percent(scale.at(minutes(stop.arrival))),
            width: percent(stop.waitingSeconds / 60 / (scale.toMinutes - scale.fromMinutes)),
            borderColor: paint,
          }}
        />
      ) : null}
      {/* what was agreed is always seen; what is merely wished for, when the stop is looked at */}
      {stop.window && (stop.confirmed || selected) ? (
        <span
          className="timeline-window"
          style={{
            left: percent(scale.at(minutes(stop.window.start))),
            width: percent(scale.at(minutes(stop.window.end)) - scale.at(minutes(stop.window.start))),
            borderColor: paint,
          }}
        />
      ) : null}
      <button
        type="button"
        role="gridcell"
        tabIndex={selected ? 0 : -1}
        aria-selected={selected || chosen}
        aria-label={words}
        title={words}
        className={`timeline-stop ${status}${lit ? ' lit' : ''}${chosen ? ' chosen' : ''}${mark ? ` ${mark}` : ''}`}
        data-visit={stop.visitId}
        style={{
          left: percent(scale.at(begins)),
          width: percent(scale.at(ends) - scale.at(begins)),
          borderColor: paint,
          ...(filled ? { background: paint, color: theme === 'dark' ? look.onDark : look.onLight } : {}),
        }}
        onClick={(event) => onSelect(stop.visitId, event)}
        {...hovers}
        // reached by Tab it answers the keys of a chosen stop
        onFocus={(event) => {
          hovers.onFocus()
          if (!selected && event.currentTarget.matches(':focus-visible')) onSelect(stop.visitId)
        }}
      >
        {status === 'locked' || status === 'finding' || status === 'failed' ? (
          <StopMark status={status} size={9} />
        ) : null}
        <span>{stop.order}</span>
      </button>
    </>
  )
}, sameBar)

/** A stop that a preview made anew stands where it stood, if its hours are the same. */
function sameBar({ stop: a, ...before }: BarProps, { stop: b, ...after }: BarProps): boolean {
  return sameFields(before, after) && sameFields(a, b)
}

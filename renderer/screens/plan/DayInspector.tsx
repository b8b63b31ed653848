import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CrewDayView } from '../../../shared/contract/week.ts'
import type { Pressed } from '../../board/chosen.ts'
import { hoversVisit } from '../../board/hovered.ts'
import { stopStatus } from '../../board/stopStatus.ts'
import { useFormat } from '../../app/useBranch.ts'
import { StopMark } from '../../ui/StopMark.tsx'
import { Facts, PlanSide } from './PlanSide.tsx'
import './day.css'

/** One crew-day: its sums, and its stops in the order in which they are driven to. */
export function DayInspector({
  day,
  findings,
  chosen,
  onSelect,
  canTidy,
  onTidy,
  onClose,
}: {
  day: CrewDayView
  findings: ReadonlySet<string>
  /** visits chosen together, or the first of them */
  chosen: ReadonlySet<string>
  onSelect: (visitId: string, pressed: Pressed, among: readonly string[]) => void
  canTidy: boolean
  onTidy: (fill: boolean) => void
  onClose: () => void
}) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const order = day.stops.map((stop) => stop.visitId)
  const title = `${format.weekday(day.date)} · ${day.crewName}`
  const facts: [string, string][] = [
    [t('day.people'), day.collectorNames.join(' · ')],
    [
      t('day.hours'),
      day.endsAt && day.stops.length > 0
        ? `${format.time(day.stops[0].arrival)}–${format.time(day.endsAt)}`
        : '—',
    ],
    [t('stop.travel'), `${format.duration(day.travelSeconds)} · ${format.distance(day.metres)}`],
    [t('stop.service'), format.duration(day.serviceSeconds)],
    ...(day.waitingSeconds > 60
      ? ([[t('stop.wait'), format.duration(day.waitingSeconds)]] as [string, string][])
      : []),
  ]
  return (
    <PlanSide title={title} onClose={onClose}>
      <Facts facts={facts} />
      <div className="section stop-actions">
        <Button disabled={!canTidy || day.stops.length < 2} onClick={() => onTidy(false)}>
          {t('tidy.order')}
        </Button>
        <Button disabled={!canTidy} onClick={() => onTidy(true)}>
          {t('tidy.fill')}
        </Button>
      </div>
      <div className="section">
        <h3>{t('day.stops', { count: day.stops.length })}</h3>
        <ol className="day-stops">
          {day.stops.map((stop) => (
            <li key={stop.visitId}>
              <button
                type="button"
                className={chosen.has(stop.visitId) ? 'chosen' : undefined}
                aria-pressed={chosen.has(stop.visitId)}
                onClick={(event) => onSelect(stop.visitId, event, order)}
                {...hoversVisit(stop.visitId)}
              >
                <span className="num faint">{stop.order}</span>
                <StopMark status={stopStatus(stop, findings)} colour={day.colour} size={12} />
                <span className="num">{format.time(stop.arrival)}</span>
                <span className="ellipsis">{stop.borrower}</span>
                <span className="ellipsis faint small day-address" title={stop.address}>
                  <bdi>{stop.address}</bdi>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </div>
    </PlanSide>
  )
}

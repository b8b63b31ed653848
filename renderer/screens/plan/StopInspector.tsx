import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CrewDayView, PlanView, StopView } from '../../../shared/contract/week.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate } from '../../app/route.ts'
import { useFormat } from '../../app/useBranch.ts'
import { reasonSentence } from '../../client/errors.ts'
import { LevelMark } from '../../ui/StateMark.tsx'
import type { LoadedBoard } from '../../board/useBoard.ts'
import { Places } from './Places.tsx'
import { Facts, PlanSide } from './PlanSide.tsx'
import { TurnList } from './TurnList.tsx'

/** One stop: when, how long, what was agreed, what may be done with it. */
export function StopInspector({
  plan,
  day,
  stop,
  busy,
  loaded,
  onLock,
  onPut,
  onTakeOut,
  onMove,
  onClose,
}: {
  plan: PlanView
  day: CrewDayView
  stop: StopView
  busy: boolean
  loaded: LoadedBoard | null
  /** to a crew-day that has room, at its best place */
  onPut: (crewDayId: string) => void
  onTakeOut: () => void
  onLock: (locked: boolean) => void
  /** to any crew-day: others make room */
  onMove: (crewDayId: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation('plan')
  const { t: w } = useTranslation('words')
  const locale = useLocale()
  const format = useFormat()
  const movable = loaded?.board.knows(stop.visitId) ?? false
  const [target, setTarget] = useState<string | null>(null)
  const findings = plan.findings.filter((finding) => finding.visitId === stop.visitId)
  const stands = (Date.parse(stop.departure) - Date.parse(stop.arrival)) / 1000
  const parkingSeconds = stands - stop.waitingSeconds - stop.serviceMinutes * 60
  const facts: [string, string][] = [
    [t('stop.crew'), `${format.weekday(day.date)} · ${day.crewName} · ${stop.order}`],
    [t('stop.time'), `${format.time(stop.arrival)}–${format.time(stop.departure)}`],
    [
      t('stop.travel'),
      `${stop.straight ? '≈ ' : ''}${format.duration(stop.travelSeconds)} · ${format.distance(stop.metres)}`,
    ],
    ...(stop.waitingSeconds > 60
      ? ([[t('stop.wait'), format.duration(stop.waitingSeconds)]] as [string, string][])
      : []),
    ...(parkingSeconds > 30
      ? ([[t('stop.parking'), format.duration(parkingSeconds)]] as [string, string][])
      : []),
    [t('stop.service'), format.duration(stop.serviceMinutes * 60)],
    [t('priority'), format.number(stop.priority)],
  ]
  return (
    <PlanSide title={stop.borrower} onClose={onClose}>
      <div className="section">
        <p className="faint num">{stop.caseNo}</p>
        <p>{stop.address}</p>
        <LevelMark level={stop.level} />
      </div>
      <Facts facts={facts} />
      {stop.straight ? (
        <p className="section doubt">{reasonSentence({ code: 'travel-leg-straight' }, locale)}</p>
      ) : null}
      <TurnList plan={plan} day={day} stop={stop} />
      {stop.window ? (
        <p className="section stop-appointment">
          {t(stop.confirmed ? 'stop.appointment' : 'stop.window', {
            window: `${format.dayTime(stop.window.start)}–${format.time(stop.window.end)}`,
          })}
        </p>
      ) : null}
      {stop.done ? <p className="section">{t('stop.done', { result: w(`result.${stop.done}`) })}</p> : null}
      {findings.length > 0 ? (
        <ul className="section">
          {findings.map((finding) => (
            <li key={finding.rule} className={finding.hard ? 'broken' : 'doubt'}>
              {reasonSentence(finding.reason, locale)}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="section stop-actions">
        <Button disabled={busy} onClick={() => onLock(!stop.locked)}>
          {t(stop.locked ? 'unlock' : 'lock')}
        </Button>
        <Button
          disabled={busy || !movable || stop.confirmed || stop.locked}
          title={stop.confirmed ? t('drop.not-out') : undefined}
          onClick={onTakeOut}
        >
          {t('take-out')} <kbd>Del</kbd>
        </Button>
        <Button onClick={() => navigate('calls', { visit: stop.visitId })}>{t('go-call')}</Button>
        <Button onClick={() => navigate('cases', { case: stop.caseId })}>{t('go-case')}</Button>
      </div>
      {loaded && movable && !stop.locked ? (
        <div className="section">
          <h3>{t('places.title')}</h3>
          <Places loaded={loaded} visitId={stop.visitId} busy={busy} onPut={onPut} />
        </div>
      ) : null}
      <div className="section">
        <h3>{t('move.force')}</h3>
        <div className="bar-row">
          <Select
            className="move-target"
            value={target}
            onChange={setTarget}
            placeholder={t('move.choose')}
            aria-label={t('move.choose')}
            showSearch={{ optionFilterProp: 'label' }}
            options={plan.crewDays
              .filter((each) => each.id !== day.id)
              .map((each) => ({
                value: each.id,
                label: `${format.weekday(each.date)} · ${each.crewName} (${each.stops.length})`,
              }))}
          />
          <Button
            type="primary"
            disabled={!target || busy}
            loading={busy}
            onClick={() => target && onMove(target)}
          >
            {t('move.do')}
          </Button>
        </div>
        <p className="faint small">{t('move.note')}</p>
      </div>
    </PlanSide>
  )
}

import { useTranslation } from 'react-i18next'
import type { Board } from '../../shared/core/plan/board.ts'
import { useLocale } from '../app/i18n.ts'
import { useFormat } from '../app/useBranch.ts'
import { reasonSentence } from '../client/errors.ts'
import { useDrag } from './drag.ts'
import type { VisitLook } from './previewDay.ts'

const shownFaults = 3

/** Beside the pointer: where the visit would land, when they would arrive and what it costs, or which rule forbids it. */
export function DragTip({ board, looks }: { board: Board; looks: ReadonlyMap<string, VisitLook> }) {
  const { t } = useTranslation('plan')
  const locale = useLocale()
  const format = useFormat()
  const { visitId, along, from, x, y, over } = useDrag()
  if (!visitId) return null
  const look = looks.get(visitId)
  const day = over?.kind === 'crew-day' ? board.week.crewDays.find(({ id }) => id === over.crewDayId) : null
  const goal = over?.kind === 'many' && over.target.kind === 'crew-day' ? over.target.crewDayId : null
  const goalDay = board.week.crewDays.find(({ id }) => id === goal)
  const none = over?.kind === 'many' && over.result !== null && over.result.moved.length === 0
  const faults = over?.kind === 'crew-day' ? over.judged.faults : []
  const stop = over?.kind === 'crew-day' ? over.judged.timed?.stops[over.position] : undefined
  return (
    <div
      className={`drag-tip${faults.length > 0 || none ? ' forbidden' : ''}`}
      style={{ transform: `translate(${Math.min(x + 14, window.innerWidth - 300)}px, ${y + 16}px)` }}
      role="status"
    >
      <b>
        {look?.borrower}
        {along.length > 0 ? t('drop.along', { count: along.length }) : ''}
      </b>
      {over?.kind === 'many' ? (
        <>
          <span className="num">
            {goalDay ? `${format.weekday(goalDay.date)} · ${goalDay.crewName}` : t('drop.out')}
          </span>
          {over.result === null ? (
            <span className="faint">{t('drop.trying')}</span>
          ) : (
            <>
              <span className="num">
                {t('drop.many', {
                  there: over.visitIds.length - over.result.stayed.length,
                  all: over.visitIds.length,
                  travel: signed(over.result.addedSeconds, format.duration),
                })}
              </span>
              {over.result.stayed.slice(0, shownFaults).map(({ visitId: stays, reason }) => (
                <span key={stays} className="doubt">
                  {t('drop.refused', {
                    name: looks.get(stays)?.borrower ?? '',
                    why: reasonSentence(reason, locale),
                  })}
                </span>
              ))}
            </>
          )}
        </>
      ) : over?.kind === 'out' ? (
        <span>{t(board.confirmed(visitId) ? 'drop.not-out' : 'drop.out')}</span>
      ) : over && day ? (
        <>
          <span className="num">
            {format.weekday(day.date)} · {day.crewName}
            {stop
              ? ` · ${format.time(new Date(board.epochOf(stop.arrival + stop.waitingSeconds) * 1000).toISOString())}`
              : ''}
          </span>
          {faults.length > 0 ? (
            faults.slice(0, shownFaults).map((fault) => (
              <span key={`${fault.visitId} ${fault.reason.code}`}>
                {fault.visitId && fault.visitId !== visitId
                  ? `${looks.get(fault.visitId)?.borrower ?? ''}: `
                  : ''}
                {reasonSentence(fault.reason, locale)}
              </span>
            ))
          ) : (
            <span className="num">
              {t('drop.travel', { travel: signed(over.addedSeconds, format.duration) })}
            </span>
          )}
        </>
      ) : (
        <span className="faint">{t(from ? 'drop.hint' : 'drop.hint-unplanned')}</span>
      )}
    </div>
  )
}

/** `+6 min`, `−3 min`, `0 min` */
export const signed = (seconds: number, duration: (seconds: number) => string): string =>
  Math.round(seconds / 60) > 0 ? `+${duration(seconds)}` : duration(seconds)

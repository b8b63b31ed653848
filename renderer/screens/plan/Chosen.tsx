import { Button } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanView } from '../../../shared/contract/week.ts'
import { moveMany, type ManyTarget } from '../../../shared/core/plan/moveMany.ts'
import { useFormat } from '../../app/useBranch.ts'
import { hoversVisit } from '../../board/hovered.ts'
import { signed } from '../../board/DragTip.tsx'
import type { VisitLook } from '../../board/previewDay.ts'
import { sliced } from '../../board/sliced.ts'
import type { LoadedBoard } from '../../board/useBoard.ts'
import { Icon } from '../../ui/Icon.tsx'
import { PlanSide } from './PlanSide.tsx'

const shown = 8

interface Trial {
  day: { id: string; crewName: string; date: string }
  /** chosen visits that would stand there */
  there: number
  addedSeconds: number
}

/** What each crew-day would take of them, most first, then cheapest; null until all have been tried. */
function useTrials(loaded: LoadedBoard | null, visitIds: readonly string[]): Trial[] | null {
  const [trials, setTrials] = useState<Trial[] | null>(null)
  useEffect(() => {
    let ended = false
    setTrials(null)
    if (!loaded) return
    const { board, routes } = loaded
    function* all(): Generator<undefined, Trial[]> {
      const found: Trial[] = []
      for (const day of board.week.crewDays) {
        if (!routes.has(day.id)) continue
        const { stayed, moved, addedSeconds } = yield* moveMany(board, routes, visitIds, {
          kind: 'crew-day',
          crewDayId: day.id,
        })
        if (moved.length > 0) found.push({ day, there: visitIds.length - stayed.length, addedSeconds })
      }
      return found.sort((a, b) => b.there - a.there || a.addedSeconds - b.addedSeconds)
    }
    void sliced(all(), () => ended).then((found) => {
      if (!ended) setTrials(found)
    })
    return () => void (ended = true)
  }, [loaded, visitIds])
  return trials
}

/** Several visits chosen together: who they are, and what may be done with all of them in one step. */
export function Chosen({
  plan,
  visitIds,
  looks,
  loaded,
  busy,
  searched,
  onStop,
  onMove,
  onLeave,
  onClose,
}: {
  plan: PlanView
  visitIds: readonly string[]
  looks: ReadonlyMap<string, VisitLook>
  loaded: LoadedBoard | null
  busy: boolean
  /** how far places have been looked for, 0 to 1; null: they are not */
  searched: number | null
  onStop: () => void
  onMove: (target: ManyTarget) => void
  /** one of them is chosen no longer */
  onLeave: (visitId: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const trials = useTrials(loaded, visitIds)
  const places = useMemo(
    () =>
      new Map(
        plan.crewDays.flatMap((day) =>
          day.stops.map((stop) => [
            stop.visitId,
            `${format.weekday(day.date)} ${format.time(stop.arrival)} · ${day.crewName}`,
          ]),
        ),
      ),
    [plan.crewDays, format],
  )
  const planned = visitIds.some((visitId) => places.has(visitId))
  return (
    <PlanSide title={t('many.title', { count: visitIds.length })} onClose={onClose}>
      <div className="section stop-actions">
        <Button type="primary" disabled={busy || !loaded} onClick={() => onMove({ kind: 'cheapest' })}>
          {t('many.cheapest')} <kbd>M</kbd>
        </Button>
        <Button disabled={busy || !loaded || !planned} onClick={() => onMove({ kind: 'out' })}>
          {t('take-out')} <kbd>Del</kbd>
        </Button>
      </div>
      {searched !== null ? (
        <div className="section bar-row" role="status">
          <span className="soft">{t('many.searching')}</span>
          <progress max={1} value={searched} aria-label={t('many.searching')} />
          <span className="num">{format.percent(searched)}</span>
          <span className="spring" />
          <Button size="small" onClick={onStop}>
            {t('ask.no')}
          </Button>
        </div>
      ) : null}
      <div className="section">
        <h3>{t('many.places')}</h3>
        {trials === null ? (
          <p className="faint small" role="status">
            {t('many.trying')}
          </p>
        ) : trials.length === 0 ? (
          <p className="faint small">{t('places.none')}</p>
        ) : (
          <ul className="places chosen-places">
            {trials.slice(0, shown).map(({ day, there, addedSeconds }) => (
              <li key={day.id}>
                <button
                  type="button"
                  disabled={busy}
                  onClick={() => onMove({ kind: 'crew-day', crewDayId: day.id })}
                >
                  <span className="num">{format.weekday(day.date)}</span>
                  <span className="ellipsis">{day.crewName}</span>
                  <span className={`num${there < visitIds.length ? ' doubt' : ''}`}>
                    {t('many.fit', { there, all: visitIds.length })}
                  </span>
                  <span className="num soft">{signed(addedSeconds, format.duration)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <ul className="section chosen-list">
        {visitIds.map((visitId) => (
          <li key={visitId} {...hoversVisit(visitId)}>
            <span className="ellipsis">{looks.get(visitId)?.borrower}</span>
            <span className="faint small num ellipsis">{places.get(visitId) ?? t('unplanned.title')}</span>
            <button
              type="button"
              className="icon-button"
              aria-label={t('many.leave', { name: looks.get(visitId)?.borrower ?? '' })}
              title={t('many.leave', { name: looks.get(visitId)?.borrower ?? '' })}
              onClick={() => onLeave(visitId)}
            >
              <Icon name="close" size={13} />
            </button>
          </li>
        ))}
      </ul>
    </PlanSide>
  )
}

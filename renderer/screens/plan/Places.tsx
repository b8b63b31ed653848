import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { bestPlaces } from '../../board/drag.ts'
import { signed } from '../../board/DragTip.tsx'
import type { LoadedBoard } from '../../board/useBoard.ts'
import { useFormat } from '../../app/useBranch.ts'

const shown = 6

/** The crew-days that have room for a visit, by what it would cost to put it there: one press does it. */
export function Places({
  loaded,
  visitId,
  busy,
  onPut,
}: {
  loaded: LoadedBoard
  visitId: string
  busy: boolean
  onPut: (crewDayId: string) => void
}) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const places = useMemo(() => bestPlaces(loaded, visitId), [loaded, visitId])
  if (places.length === 0) return <p className="faint small">{t('places.none')}</p>
  return (
    <>
      <ul className="places">
        {places.slice(0, shown).map(({ day, place, addedSeconds }) => {
          const stop = place.judged.timed!.stops[place.position]!
          const begins = loaded.board.epochOf(stop.arrival + stop.waitingSeconds)
          return (
            <li key={day.id}>
              <button type="button" disabled={busy} onClick={() => onPut(day.id)}>
                <span className="num">{format.weekday(day.date)}</span>
                <span className="ellipsis">{day.crewName}</span>
                <span className="num">{format.time(new Date(begins * 1000).toISOString())}</span>
                <span className="num soft">{signed(addedSeconds, format.duration)}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {places.length > shown ? (
        <p className="faint small">{t('places.more', { count: places.length - shown })}</p>
      ) : null}
    </>
  )
}

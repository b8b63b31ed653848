import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnplannedView } from '../../../shared/contract/week.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate } from '../../app/route.ts'
import { useFormat } from '../../app/useBranch.ts'
import { hoversVisit } from '../../board/hovered.ts'
import { reasonSentence } from '../../client/errors.ts'
import type { LoadedBoard } from '../../board/useBoard.ts'
import { Places } from './Places.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { waitsForAddress } from './readiness.ts'

/** Where the smallest fix can be made, when the window has a place for it. */
function placeOfFix(entry: UnplannedView): (() => void) | null {
  switch (entry.fix?.code) {
    case 'fix-confirm-pin':
    case 'fix-locate':
      return () => navigate('locate', { case: entry.caseId })
    case 'fix-new-address':
    case 'fix-clear-stop':
    case 'fix-any-hour':
    case 'fix-allow-day':
    case 'fix-allow-collector':
      return () => navigate('cases', { case: entry.caseId })
    case 'fix-more-people':
    case 'fix-add-skill':
    case 'fix-pair-up':
    case 'fix-shift':
      return () => navigate('settings', { part: 'collectors' })
    case 'fix-agree-new-window':
      return () => navigate('calls', { visit: entry.visitId })
    default:
      return null
  }
}

/** Visits that found no place: why, and the least that would admit each. */
export function Unplanned({
  entries,
  selected,
  loaded,
  busy,
  onPut,
  onSelect,
}: {
  entries: readonly UnplannedView[]
  selected: string | null
  loaded: LoadedBoard | null
  busy: boolean
  onPut: (visitId: string, crewDayId: string) => void
  onSelect: (visitId: string) => void
}) {
  const { t } = useTranslation('plan')
  const locale = useLocale()
  const format = useFormat()
  // chosen elsewhere, it may lie far down the list
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('li.on')?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const reviewed = entries.filter(waitsForAddress).length
  return (
    <section className="unplanned plan-side" aria-label={t('unplanned.title')} data-drop-out="">
      <header>
        <h2>{t('unplanned.title')}</h2>
        <span className="num soft">{format.number(entries.length)}</span>
        {reviewed > 0 ? (
          <span className="faint small ellipsis">{t('unplanned.review', { count: reviewed })}</span>
        ) : null}
      </header>
      {entries.length === 0 ? (
        <p className="soft unplanned-none">{t('unplanned.none')}</p>
      ) : (
        <ul ref={list}>
          {entries.map((entry) => {
            const goTo = placeOfFix(entry)
            return (
              <li
                key={entry.visitId}
                className={`${entry.visitId === selected ? 'on' : ''}${loaded?.board.knows(entry.visitId) ? ' movable' : ''}`}
                data-visit={entry.visitId}
                {...hoversVisit(entry.visitId)}
              >
                <button type="button" className="unplanned-row" onClick={() => onSelect(entry.visitId)}>
                  <span className="unplanned-line">
                    <b className="ellipsis">{entry.borrower}</b>
                    <span className="faint num">{entry.caseNo}</span>
                    <span className="spring" />
                    <span className="num" title={t('priority')}>
                      {format.number(entry.priority)}
                    </span>
                  </span>
                  <span className="ellipsis soft">{entry.address}</span>
                  <span className="small">{reasonSentence(entry.reason, locale)}</span>
                </button>
                {entry.fix ? (
                  goTo ? (
                    <button type="button" className="unplanned-fix" onClick={goTo}>
                      {reasonSentence(entry.fix, locale).replace(/[.。]$/u, '')}
                      <Icon name="right" size={12} />
                    </button>
                  ) : (
                    <span className="unplanned-advice">{reasonSentence(entry.fix, locale)}</span>
                  )
                ) : null}
                {loaded && entry.visitId === selected && loaded.board.knows(entry.visitId) ? (
                  <div className="unplanned-places">
                    <h3>{t('places.title')}</h3>
                    <Places
                      loaded={loaded}
                      visitId={entry.visitId}
                      busy={busy}
                      onPut={(crewDayId) => onPut(entry.visitId, crewDayId)}
                    />
                  </div>
                ) : null}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

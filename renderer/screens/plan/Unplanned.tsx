import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanView, UnplannedView } from '../../../shared/contract/week.ts'
import { mondayOf } from '../../../shared/core/lib/time.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate } from '../../app/route.ts'
import { selectWeek } from '../../app/selectWeek.ts'
import { useFormat } from '../../app/useBranch.ts'
import type { Pressed } from '../../board/chosen.ts'
import { hoversVisit } from '../../board/hovered.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { reasonSentence } from '../../client/errors.ts'
import { makeOld } from '../../client/queries.ts'
import type { LoadedBoard } from '../../board/useBoard.ts'
import { Places } from './Places.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Command } from './useArrange.ts'
import { waitsForAddress } from './readiness.ts'

/** Where the smallest fix can be made, when it is made on another screen. */
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
    case 'fix-other-window':
    case 'fix-record-ground':
    case 'fix-give-notice':
      return () => navigate('cases', { case: entry.caseId })
    case 'fix-more-people':
    case 'fix-add-skill':
    case 'fix-skill':
    case 'fix-crew':
    case 'fix-pair-up':
    case 'fix-shift':
    case 'fix-overtime':
    case 'fix-longer-shift':
    case 'fix-one-more':
      return () => navigate('settings', { part: 'collectors' })
    case 'fix-agree-new-window':
      return () => navigate('calls', { visit: entry.visitId })
    case 'fix-later-week':
      return () => void selectWeek(mondayOf(String(entry.fix?.params?.date)))
    default:
      return null
  }
}

/** The smallest fix that is made right here, at one press. */
function stepOfFix(entry: UnplannedView, plan: PlanView): Command | { kind: 'due'; dueOn: string } | null {
  const { fix, visitId } = entry
  const params = fix?.params ?? {}
  switch (fix?.code) {
    case 'fix-extend-due':
      return { kind: 'due', dueOn: String(params.date) }
    case 'fix-drop-visit':
    case 'fix-move-visit': {
      const crewDayId = String(params.vehicle)
      const day = plan.crewDays.find(({ id }) => id === crewDayId)
      const leaving = day?.stops.find(({ caseNo }) => caseNo === params.visit)?.visitId
      const to = fix.code === 'fix-move-visit' ? String(params.other) : null
      return leaving ? { kind: 'instead', visitId, crewDayId, leaving, to } : null
    }
    default:
      return null
  }
}

/** Came out of the plan, or up after it was made: it may be put where it costs least, as it is. */
const placeable: readonly string[] = ['taken-out-by-hand', 'ready-since-plan', 'visit-fits']

function Fix({
  entry,
  plan,
  loaded,
  busy,
  onDo,
}: {
  entry: UnplannedView
  plan: PlanView
  loaded: LoadedBoard | null
  busy: boolean
  onDo: (command: Command) => void
}) {
  const { t } = useTranslation('plan')
  const locale = useLocale()
  const format = useFormat()
  const change = useChange()
  const known = loaded?.board.knows(entry.visitId) === true
  if (known && placeable.includes(entry.reason.code))
    return (
      <button
        type="button"
        className="unplanned-fix"
        disabled={busy}
        onClick={() => onDo({ kind: 'place', visitId: entry.visitId })}
      >
        {t(entry.reason.code === 'taken-out-by-hand' ? 'fix.put-back' : 'fix.place')}
      </button>
    )
  if (!entry.fix) return null
  const words = reasonSentence(entry.fix, locale)
  const goTo = placeOfFix(entry)
  const step = stepOfFix(entry, plan)
  const short = words.replace(/[.。]$/u, '')
  if (step?.kind === 'due')
    return (
      <button
        type="button"
        className="unplanned-fix"
        onClick={() =>
          void change(
            async () => {
              const done = await client.cases.update({ id: entry.caseId, dueOn: step.dueOn })
              await makeOld(['cases', 'plan'])
              return done
            },
            t('fix.due-done', { name: entry.borrower, day: format.weekday(step.dueOn) }),
          )
        }
      >
        {short}
      </button>
    )
  if (step && known)
    return (
      <button type="button" className="unplanned-fix" disabled={busy} onClick={() => onDo(step)}>
        {short}
      </button>
    )
  return goTo ? (
    <button type="button" className="unplanned-fix" onClick={goTo}>
      {short}
      <Icon name="right" size={12} />
    </button>
  ) : (
    <span className="unplanned-advice">{words}</span>
  )
}

/** Visits that found no place: why, and the least that would admit each. */
export function Unplanned({
  plan,
  selected,
  loaded,
  busy,
  onDo,
  onSelect,
}: {
  plan: PlanView
  selected: string | null
  loaded: LoadedBoard | null
  busy: boolean
  onDo: (command: Command) => void
  /** @param order of the list, for a choice from one to another */
  onSelect: (visitId: string, pressed: Pressed, order: readonly string[]) => void
}) {
  const { t } = useTranslation('plan')
  const locale = useLocale()
  const format = useFormat()
  // chosen elsewhere, it may lie far down the list
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('li.on')?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const entries = plan.unplanned
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
            return (
              <li
                key={entry.visitId}
                className={`${entry.visitId === selected ? 'on' : ''}${loaded?.board.knows(entry.visitId) ? ' movable' : ''}`}
                data-visit={entry.visitId}
                {...hoversVisit(entry.visitId)}
              >
                <button
                  type="button"
                  className="unplanned-row"
                  onClick={(event) =>
                    onSelect(
                      entry.visitId,
                      event,
                      entries.map(({ visitId }) => visitId),
                    )
                  }
                >
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
                <Fix entry={entry} plan={plan} loaded={loaded} busy={busy} onDo={onDo} />
                {loaded && entry.visitId === selected && loaded.board.knows(entry.visitId) ? (
                  <div className="unplanned-places">
                    <h3>{t('places.title')}</h3>
                    <Places
                      loaded={loaded}
                      visitId={entry.visitId}
                      busy={busy}
                      onPut={(crewDayId) => onDo({ kind: 'put', visitId: entry.visitId, crewDayId })}
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

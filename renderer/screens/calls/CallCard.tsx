import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedPhone } from '../../../shared/core/lib/phone.ts'
import { canBeTakenBack, type CallResult } from '../../../shared/model/facts.ts'
import type { CallRow, PlanDiff, SlotView } from '../../../shared/contract/week.ts'
import { useActions } from '../../app/actions.ts'
import { useLocale } from '../../app/i18n.ts'
import { setParams } from '../../app/route.ts'
import { noteCall } from '../../app/slip.ts'
import { useFormat, useNow } from '../../app/useBranch.ts'
import { sayFailure } from '../../app/useSay.ts'
import { offerOf, toast } from '../../app/toast.ts'
import { client } from '../../client/client.ts'
import { reasonSentence } from '../../client/errors.ts'
import { makeOld, queries, queryClient } from '../../client/queries.ts'
import { Icon } from '../../ui/Icon.tsx'
import { AddNumber } from './AddNumber.tsx'
import { CallLater } from './CallLater.tsx'
import { OwnWindow } from './OwnWindow.tsx'
import { StopQuestion } from './StopQuestion.tsx'
import { useSlotWords } from './slotWords.ts'
import { whenAgain } from './whenAgain.ts'

/** Results that need no window, with their letters. */
const results: readonly { result: Exclude<CallResult, 'confirmed'>; key: string; stops?: true }[] = [
  { result: 'no_answer', key: 'n' },
  { result: 'busy', key: 'b' },
  { result: 'call_later', key: 'a' },
  { result: 'wrong_number', key: 'w' },
  { result: 'third_party', key: 'h' },
  { result: 'refused', key: 'r' },
  { result: 'dispute', key: 'd', stops: true },
  { result: 'hardship', key: 'f', stops: true },
  { result: 'deceased', key: 'x', stops: true },
]
const shownSlots = 5

/** What a call did to the week, in one line: only what is not nothing, and who must be rung again. */
function useDiffWords(): (diff: PlanDiff | null) => string {
  const { t } = useTranslation('calls')
  const format = useFormat()
  return (diff) => {
    if (!diff || diff.changes.length === 0) return t('diff.none')
    const counts = (['moved', 'retimed', 'added', 'dropped'] as const)
      .filter((kind) => diff[kind] > 0)
      .map((kind) => t(`diff.${kind}`, { count: diff[kind] }))
    const minutes = Math.round(diff.travelSecondsDelta / 60)
    const again = diff.changes.filter((change) => change.callAgain).map((change) => change.borrower)
    return [
      ...counts,
      ...(minutes === 0 ? [] : [t('slots.added', { minutes: format.difference(minutes) })]),
      ...(again.length > 0 ? [t('diff.again', { names: again.join(t('comma')) })] : []),
    ].join(' · ')
  }
}

/** One borrower: the number to ring, what may be said, the best windows, the results by letter. */
export function CallCard({
  row,
  week,
  onDone,
  onSkip,
}: {
  row: CallRow
  week: string
  onDone: () => void
  onSkip: () => void
}) {
  const { t } = useTranslation('calls')
  const { t: w } = useTranslation('words')
  const locale = useLocale()
  const format = useFormat()
  const diffWords = useDiffWords()
  const slotWords = useSlotWords()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const slots = useQuery({
    ...queries.slots(week, row.visitId),
    enabled: row.permitted || row.appointment !== null,
  })
  const history = useQuery(queries.callHistory(row.visitId)).data
  const number = useQuery(queries.callNumber(row.visitId)).data
  const [askingLater, setAskingLater] = useState(false)
  const [askingStop, setAskingStop] = useState<Exclude<CallResult, 'confirmed'> | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  // who asked to be rung later may ring back before
  const disabled = busy || (!row.permitted && row.reason?.code !== 'call-back-later')

  const today = format.dateOf(useNow())
  /** a result that was pressed by mistake: it stays on record as that, and counts for nothing */
  const takeBack = async (attemptId: string, what: string) => {
    try {
      const { visitId } = await client.calls.takeBack({ attemptId })
      await makeOld(['calls', 'cases', 'history'])
      toast(t('slip.done', { what }))
      setParams({ visit: visitId })
    } catch (error) {
      sayFailure(error)
    }
  }

  const log = async (
    result: CallResult,
    window: { start: string; end: string } | null = null,
    crewDayId: string | null = null,
    callBackAt: string | null = null,
  ) => {
    setBusy(true)
    try {
      const done = await client.calls.log({
        week,
        visitId: row.visitId,
        phoneId: row.phoneId,
        result,
        note,
        window,
        crewDayId,
        callBackAt,
      })
      // The list shows it at once; the queue itself is asked for again when the service says that it changed.
      queryClient.setQueryData(queries.callQueue(week).queryKey, (rows) =>
        rows?.map((each) =>
          each.visitId === row.visitId
            ? {
                ...each,
                appointment: window ?? each.appointment,
                lastResult: result,
                attempts: each.attempts + 1,
                callBackAt,
                ...(callBackAt ? { permitted: false, reason: { code: 'call-back-later' as const } } : {}),
              }
            : each,
        ),
      )
      const when = callBackAt
        ? ` ${format.dayTime(callBackAt)}`
        : window
          ? ` ${format.dayTime(window.start)}–${format.time(window.end)}`
          : ''
      const what = `${row.borrower} · ${w(`result.${result}`)}${when}`
      const changed = done.diff !== null
      const slip = () => takeBack(done.attempt.id, what)
      if (canBeTakenBack(result)) noteCall({ caseNo: row.caseNo, result, takeBack: slip })
      toast(changed ? `${what} · ${diffWords(done.diff)}` : what, {
        undo: offerOf(done),
        ...(canBeTakenBack(result)
          ? { act: { label: t('slip'), run: () => void slip(), keys: 'mod+z' } }
          : {}),
        ...(done.diff && done.diff.callAgain > 0 ? { kind: 'doubt' as const } : {}),
      })
      onDone()
    } catch (error) {
      sayFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const book = (slot: SlotView | undefined) => {
    if (slot) void log('confirmed', slot.window, slot.crewDayId)
  }
  const offered = slots.data ?? []
  const best = showsAll ? offered : offered.slice(0, shownSlots)
  const choose = ({ result, stops }: (typeof results)[number]) => {
    setAskingLater(result === 'call_later')
    setAskingStop(stops ? result : null)
    if (result !== 'call_later' && !stops) void log(result)
  }
  useActions([
    // while a time to ring again is being chosen the numbers mean those times
    ...(askingLater ? [] : best.slice(0, 9)).map((slot, index) => ({
      id: `calls-slot-${index + 1}`,
      label: t('key.slot', { number: index + 1 }),
      keys: [String(index + 1)],
      keysOnly: true,
      disabled,
      run: () => book(slot),
    })),
    ...results.map((each) => ({
      id: `calls-${each.result}`,
      label: w(`result.${each.result}`),
      keys: [each.key],
      disabled,
      run: () => choose(each),
    })),
    {
      id: 'calls-more-slots',
      label: t(showsAll ? 'slots.fewer' : 'slots.more'),
      keys: ['m'],
      run: () => setShowsAll(!showsAll),
    },
    { id: 'calls-skip', label: t('skip'), keys: ['s'], run: onSkip },
  ])
  return (
    <article className="call-card" aria-label={row.borrower}>
      <header>
        <div>
          <h2>{row.borrower}</h2>
          <p className="faint num">{row.caseNo}</p>
        </div>
        <p className="call-phone num">{groupedPhone(number?.phone ?? row.phone ?? '') || t('no-phone')}</p>
        <Button onClick={onSkip}>
          {t('skip')} <kbd>S</kbd>
        </Button>
      </header>
      <dl className="call-facts">
        <div>
          <dt>{t('fact.visit')}</dt>
          <dd className="num">
            {format.dayTime(row.arrival)} · {row.crewName}
          </dd>
        </div>
        <div>
          <dt>{t('fact.address')}</dt>
          <dd>{row.address}</dd>
        </div>
        {row.appointment ? (
          <div>
            <dt>{t('fact.appointment')}</dt>
            <dd className="good num">
              {format.dayTime(row.appointment.start)}–{format.time(row.appointment.end)}
            </dd>
          </div>
        ) : null}
      </dl>
      {row.permitted ? (
        <p className="call-say">{t('say')}</p>
      ) : (
        <p className="call-not doubt" role="status">
          <Icon name="warning" size={16} /> {row.reason ? reasonSentence(row.reason, locale) : ''}
          {whenAgain(row, t, format)}
        </p>
      )}
      {row.reason?.code === 'call-phone-missing' ? <AddNumber visitId={row.visitId} /> : null}
      <section aria-label={t('slots.title')}>
        <div className="call-slots-head">
          <h3>{t('slots.title')}</h3>
          {offered.length > shownSlots ? (
            <Button size="small" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
              {t(showsAll ? 'slots.fewer' : 'slots.more')} <kbd>M</kbd>
            </Button>
          ) : null}
        </div>
        {best.some((slot) => slot.straight) ? (
          <p className="small doubt">{reasonSentence({ code: 'travel-leg-straight' }, locale)}</p>
        ) : null}
        <div className="call-slots">
          {slots.isError ? (
            <p className="broken small">{t('slots.failed')}</p>
          ) : best.length === 0 ? (
            <p className="faint">{slots.isFetching ? t('slots.loading') : t('slots.none')}</p>
          ) : null}
          {best.map((slot, index) => {
            const words = slotWords(slot)
            return (
              <button
                key={slot.window.start}
                type="button"
                className={slot.current ? 'call-slot current' : 'call-slot'}
                disabled={disabled}
                onClick={() => book(slot)}
              >
                {index < 9 ? <kbd>{index + 1}</kbd> : null}
                <span className="small soft num">{format.weekday(slot.date)}</span>
                <span className="call-slot-time num">
                  {format.time(slot.window.start)}–{format.time(slot.window.end)}
                </span>
                <span className="small soft ellipsis">{slot.crewName}</span>
                <span className="small num">{words.travel}</span>
                <span className={`small ${words.doubt ? 'doubt' : 'faint'}`}>{words.others}</span>
              </button>
            )
          })}
        </div>
        <OwnWindow
          row={row}
          week={week}
          disabled={disabled}
          onBook={(window, crewDayId) => void log('confirmed', window, crewDayId)}
        />
      </section>
      <section aria-label={t('results')}>
        <h3>{t('results')}</h3>
        {/* those that end all contact stand apart, so that none is pressed in passing */}
        {[results.filter(({ stops }) => !stops), results.filter(({ stops }) => stops)].map((group) => (
          <div key={group[0].result} className="call-results">
            {group.map((each) => (
              <button
                key={each.result}
                type="button"
                className={each.stops ? 'call-result stops' : 'call-result'}
                disabled={disabled}
                aria-expanded={
                  each.stops
                    ? askingStop === each.result
                    : each.result === 'call_later'
                      ? askingLater
                      : undefined
                }
                onClick={() => choose(each)}
              >
                {w(`result.${each.result}`)} <kbd>{each.key.toUpperCase()}</kbd>
              </button>
            ))}
            {group[0].stops ? <span className="faint small">{t('stops')}</span> : null}
          </div>
        ))}
        {askingLater ? (
          <CallLater
            week={week}
            visitId={row.visitId}
            disabled={disabled}
            onChoose={(at) => void log('call_later', null, null, at)}
            onClose={() => setAskingLater(false)}
          />
        ) : null}
        {askingStop ? (
          <StopQuestion
            result={askingStop}
            borrower={row.borrower}
            disabled={disabled}
            onYes={() => void log(askingStop)}
            onClose={() => setAskingStop(null)}
          />
        ) : null}
        <Input.TextArea
          value={note}
          onChange={(event) => setNote(event.target.value)}
          placeholder={t('note')}
          aria-label={t('note')}
          maxLength={2000}
          autoSize={{ minRows: 1, maxRows: 4 }}
        />
      </section>
      {history && history.length > 0 ? (
        <section aria-label={t('history')}>
          <h3>{t('history')}</h3>
          <ol className="call-history">
            {history.toReversed().map((fact) => (
              <li key={fact.id}>
                <span className="faint num">{format.dateTime(fact.calledAt)}</span>
                <span
                  className={
                    fact.takenBack || (fact.result === 'confirmed' && !fact.booked) ? 'faint' : undefined
                  }
                >
                  {fact.takenBack ? <s>{w(`result.${fact.result}`)}</s> : w(`result.${fact.result}`)}
                  {fact.takenBack ? ` · ${t('slip.taken-back')}` : ''}
                  {fact.result === 'confirmed' && !fact.booked ? ` · ${t('history.not-booked')}` : ''}
                </span>
                <span className="soft ellipsis">{fact.note}</span>
                {!fact.takenBack && canBeTakenBack(fact.result) && format.dateOf(fact.calledAt) === today ? (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => void takeBack(fact.id, `${row.borrower} · ${w(`result.${fact.result}`)}`)}
                  >
                    {t('slip')}
                  </button>
                ) : null}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </article>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button, Input, TimePicker } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallResult } from '../../../shared/model/facts.ts'
import type { CallRow, PlanDiff, SlotView } from '../../../shared/contract/week.ts'
import { useActions } from '../../app/actions.ts'
import { useLocale } from '../../app/i18n.ts'
import { useBranch, useFormat, useNow } from '../../app/useBranch.ts'
import { addDays } from '../../app/format.ts'
import { sayFailure } from '../../app/useSay.ts'
import { offerOf, toast } from '../../app/toast.ts'
import { client } from '../../client/client.ts'
import { reasonSentence } from '../../client/errors.ts'
import { queries, queryClient } from '../../client/queries.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { AddNumber } from './AddNumber.tsx'
import { CallLater } from './CallLater.tsx'
import { instantAt } from './instantAt.ts'
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

/** `+4`, `−1`, `0`: seconds of travel that a change adds, as whole minutes with their sign. */
function signed(minutes: number): string {
  return minutes > 0 ? `+${minutes}` : minutes < 0 ? `−${-minutes}` : '0'
}

/** What a call did to the week, in one line: only what is not nothing, and who must be rung again. */
function useDiffWords(): (diff: PlanDiff | null) => string {
  const { t } = useTranslation('calls')
  return (diff) => {
    if (!diff || diff.changes.length === 0) return t('diff.none')
    const counts = (['moved', 'retimed', 'added', 'dropped'] as const)
      .filter((kind) => diff[kind] > 0)
      .map((kind) => t(`diff.${kind}`, { count: diff[kind] }))
    const minutes = Math.round(diff.travelSecondsDelta / 60)
    const again = diff.changes.filter((change) => change.callAgain).map((change) => change.borrower)
    return [
      ...counts,
      ...(minutes === 0 ? [] : [t('slots.added', { minutes: signed(minutes) })]),
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
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const slots = useQuery({
    ...queries.slots(week, row.visitId),
    enabled: row.permitted || row.appointment !== null,
  })
  const history = useQuery(queries.callHistory(row.visitId)).data
  const number = useQuery(queries.callNumber(row.visitId)).data
  const [askingLater, setAskingLater] = useState(false)
  const [showsAll, setShowsAll] = useState(false)
  // who asked to be rung later may ring back before
  const disabled = busy || (!row.permitted && row.reason?.code !== 'call-back-later')

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
      const when = callBackAt ? ` ${format.dayTime(callBackAt)}` : ''
      const what = `${row.borrower} · ${w(`result.${result}`)}${when}`
      const changed = done.diff !== null
      toast(changed ? `${what} · ${diffWords(done.diff)}` : what, {
        undo: offerOf(done),
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
  const choose = (result: (typeof results)[number]['result']) => {
    if (result === 'call_later') setAskingLater(true)
    else void log(result)
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
    ...results.map(({ result, key }) => ({
      id: `calls-${result}`,
      label: w(`result.${result}`),
      keys: [key],
      disabled,
      run: () => choose(result),
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
        <p className="call-phone num">{number?.phone ?? row.phone ?? t('no-phone')}</p>
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
        <h3>{t('slots.title')}</h3>
        <div className="call-slots">
          {slots.isError ? (
            <p className="broken small">{t('slots.failed')}</p>
          ) : best.length === 0 ? (
            <p className="faint">{slots.isFetching ? t('slots.loading') : t('slots.none')}</p>
          ) : null}
          {best.map((slot, index) => (
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
              <span className="small num">
                {t('slots.added', { minutes: signed(Math.round(slot.addedSeconds / 60)) })}
              </span>
              <span className={`small ${!slot.current && slot.displaced.length > 0 ? 'doubt' : 'faint'}`}>
                {slot.current
                  ? t('slots.current')
                  : slot.displaced.length > 0
                    ? t('slots.displaces', {
                        name: slot.displaced.map((each) => each.borrower).join(t('comma')),
                      })
                    : slot.shifts.length > 0
                      ? t('slots.shifts', { count: slot.shifts.length })
                      : t('slots.nobody')}
              </span>
            </button>
          ))}
        </div>
        <div className="call-own-line">
          <OwnWindow disabled={disabled} onBook={(window) => void log('confirmed', window)} />
          {offered.length > shownSlots ? (
            <Button size="small" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
              {t(showsAll ? 'slots.fewer' : 'slots.more')} <kbd>M</kbd>
            </Button>
          ) : null}
        </div>
      </section>
      <section aria-label={t('results')}>
        <h3>{t('results')}</h3>
        {/* those that end all contact stand apart, so that none is pressed in passing */}
        {[results.filter(({ stops }) => !stops), results.filter(({ stops }) => stops)].map((group) => (
          <div key={group[0].result} className="call-results">
            {group.map(({ result, key, stops }) => (
              <button
                key={result}
                type="button"
                className={stops ? 'call-result stops' : 'call-result'}
                disabled={disabled}
                aria-expanded={result === 'call_later' ? askingLater : undefined}
                onClick={() => choose(result)}
              >
                {w(`result.${result}`)} <kbd>{key.toUpperCase()}</kbd>
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
                <span>{w(`result.${fact.result}`)}</span>
                <span className="soft ellipsis">{fact.note}</span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </article>
  )
}

/** A window that the borrower names herself. */
function OwnWindow({
  disabled,
  onBook,
}: {
  disabled: boolean
  onBook: (window: { start: string; end: string }) => void
}) {
  const { t } = useTranslation('calls')
  const branch = useBranch()
  const now = useNow()
  const [date, setDate] = useState(() => {
    const today = now.slice(0, 10)
    return today > branch.week && today <= addDays(branch.week, 6) ? today : branch.week
  })
  const [range, setRange] = useState<[Dayjs, Dayjs] | null>(null)
  return (
    <div className="call-own">
      <span className="soft">{t('own')}</span>
      <DateField
        size="small"
        value={date}
        onChange={setDate}
        min={branch.week}
        max={addDays(branch.week, 6)}
        label={t('own.date')}
      />
      <TimePicker.RangePicker
        size="small"
        format="HH:mm"
        minuteStep={15}
        value={range}
        onChange={(value) => setRange(value?.[0] && value[1] ? [value[0], value[1]] : null)}
        aria-label={t('own.time')}
      />
      <Button
        size="small"
        type="primary"
        disabled={disabled || !range}
        onClick={() =>
          range &&
          onBook({
            start: instantAt(date, range[0].format('HH:mm'), branch.timeZone),
            end: instantAt(date, range[1].format('HH:mm'), branch.timeZone),
          })
        }
      >
        {t('own.book')}
      </Button>
    </div>
  )
}

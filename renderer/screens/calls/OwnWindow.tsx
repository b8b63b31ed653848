import { useQuery } from '@tanstack/react-query'
import { Button, Input, type InputRef, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallRow } from '../../../shared/contract/week.ts'
import { spokenWindow } from '../../../shared/core/intake/spokenWindow.ts'
import { useActions } from '../../app/actions.ts'
import { addDays } from '../../../shared/core/lib/time.ts'
import { useLocale } from '../../app/i18n.ts'
import { useBranch, useFormat, useNow } from '../../app/useBranch.ts'
import { sayFailure } from '../../app/useSay.ts'
import { reasonSentence } from '../../client/errors.ts'
import { queries, queryClient } from '../../client/queries.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { instantAt } from './instantAt.ts'
import { useSlotWords } from './slotWords.ts'

interface Span {
  start: string
  end: string
}
/** before the lawful hours of the borrower are known */
const usualHours = { fromMinutes: 8 * 60, toMinutes: 20 * 60 }
const clock = (minutes: number): Dayjs => dayjs().startOf('day').add(minutes, 'minute')

/**
 * A window that the borrower names herself, in her own words or by the clock; what booking it takes stands below it
 * before anything is booked.
 */
export function OwnWindow({
  row,
  week,
  disabled,
  onBook,
}: {
  row: CallRow
  week: string
  disabled: boolean
  onBook: (window: Span, crewDayId: string | null) => void
}) {
  const { t } = useTranslation('calls')
  const branch = useBranch()
  const locale = useLocale()
  const format = useFormat()
  const slotWords = useSlotWords()
  const today = format.dateOf(useNow())
  const field = useRef<InputRef>(null)
  const [text, setText] = useState('')
  const [unread, setUnread] = useState(false)
  const planned = format.dateOf(row.arrival)
  const usualDate = planned >= today ? planned : today <= addDays(week, 6) ? today : week
  const [date, setDate] = useState(usualDate)
  /** the date came from her words, not from a person's choice */
  const [isSaid, setSaid] = useState(false)
  const [range, setRange] = useState<[Dayjs, Dayjs] | null>(null)
  const hours = useQuery(queries.callHours(week, row.visitId)).data

  const read = (said: string) => {
    setText(said)
    const lawful = (day: string | null) => {
      const of = (hours ?? []).filter((span) => day === null || span.date === day)
      return of.length === 0
        ? { earliest: usualHours.fromMinutes, latest: usualHours.toMinutes }
        : {
            earliest: Math.min(...of.map((span) => span.fromMinutes)),
            latest: Math.max(...of.map((span) => span.toMinutes)),
          }
    }
    const setting = { week, today }
    const named = spokenWindow(said, { ...setting, ...lawful(null) })
    // words that name no day leave the day that was chosen, not the one that other words named
    const day = named?.date ?? (isSaid ? usualDate : date)
    const meant = named && spokenWindow(said, { ...setting, ...lawful(day) })
    setUnread(said.trim() !== '' && !meant)
    if (!meant) {
      // what was read in other words is not what she said now
      setRange(null)
      return
    }
    setDate(day)
    if (meant.date || isSaid) setSaid(meant.date !== null)
    setRange([clock(meant.fromMinutes), clock(meant.toMinutes)])
  }
  const asked: Span | null = range && {
    start: instantAt(date, range[0].format('HH:mm'), branch.timeZone),
    end: instantAt(date, range[1].format('HH:mm'), branch.timeZone),
  }
  const query = queries.windowTrial(week, row.visitId, asked ?? { start: '', end: '' })
  const trial = useQuery({ ...query, enabled: asked !== null })
  const book = async () => {
    if (!asked || disabled) return
    try {
      // Enter may come before the answer
      const { slot } = await queryClient.fetchQuery(query)
      if (slot) onBook(asked, slot.crewDayId)
    } catch (error) {
      sayFailure(error)
    }
  }
  const nearest = trial.data?.nearest
  const takeNearest = () => {
    if (!nearest) return
    setText('')
    setUnread(false)
    setDate(nearest.date)
    const minutes = (instant: string) => {
      const [hour, minute] = format.time(instant).split(':').map(Number)
      return clock(hour * 60 + minute)
    }
    setRange([minutes(nearest.window.start), minutes(nearest.window.end)])
  }
  useActions([
    { id: 'calls-own', label: t('own.say'), keys: ['t'], disabled, run: () => field.current?.focus() },
  ])
  const slot = trial.data?.slot
  const words = slot && slotWords(slot)
  return (
    <div className="call-own-window">
      <div className="call-own">
        <Input
          ref={field}
          size="small"
          className="call-own-said"
          value={text}
          onChange={(event) => read(event.target.value)}
          onPressEnter={() => void book()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') field.current?.blur()
          }}
          placeholder={t('own.said')}
          aria-label={t('own.say')}
          maxLength={200}
          status={unread ? 'warning' : ''}
          suffix={text === '' ? <kbd>T</kbd> : <span />}
        />
        <DateField
          size="small"
          value={date}
          onChange={(chosen) => {
            setDate(chosen)
            setSaid(false)
          }}
          min={week}
          max={addDays(week, 6)}
          label={t('own.date')}
        />
        <TimePicker.RangePicker
          size="small"
          className="call-own-range"
          format="HH:mm"
          minuteStep={15}
          value={range}
          onChange={(value) => setRange(value?.[0] && value[1] ? [value[0], value[1]] : null)}
          placeholder={[t('own.from'), t('own.to')]}
          aria-label={t('own.time')}
        />
        <Button size="small" type="primary" disabled={disabled || !slot} onClick={() => void book()}>
          {t('own.book')}
        </Button>
      </div>
      <p className="call-own-trial small" role="status">
        {unread ? (
          <span className="doubt">{t('own.unread')}</span>
        ) : !asked ? null : trial.isError ? (
          <span className="broken">{t('slots.failed')}</span>
        ) : !trial.data ? (
          <span className="faint">{t('slots.loading')}</span>
        ) : slot && words ? (
          <>
            <span className="num">
              {t('own.fits', {
                window: `${format.weekday(slot.date)} ${format.time(asked.start)}–${format.time(asked.end)}`,
                crew: slot.crewName,
                arrival: format.time(slot.arrival),
              })}
            </span>
            {' · '}
            <span className="num">{words.travel}</span>
            {' · '}
            <span className={words.doubt ? 'doubt' : 'soft'}>{words.others}</span>
          </>
        ) : (
          <>
            <span className="doubt">
              <Icon name="warning" size={14} />{' '}
              {trial.data.refusal ? reasonSentence(trial.data.refusal, locale) : ''}
            </span>{' '}
            {nearest ? (
              <Button size="small" onClick={takeNearest}>
                {t('own.nearest', {
                  window: `${format.dayTime(nearest.window.start)}–${format.time(nearest.window.end)}`,
                })}
              </Button>
            ) : null}
          </>
        )}
      </p>
    </div>
  )
}

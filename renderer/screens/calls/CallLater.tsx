import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../app/actions.ts'
import { addDays } from '../../../shared/core/lib/time.ts'
import { instantOf } from '../../app/format.ts'
import { useBranch, useFormat, useNow } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'
import { DateField } from '../../ui/DateField.tsx'
import { TimeField } from '../../ui/TimeField.tsx'

const furthestDays = 14

/** When to ring again whoever asked for it: the soonest lawful times by number, or one's own. */
export function CallLater({
  week,
  visitId,
  disabled,
  onChoose,
  onClose,
}: {
  week: string
  visitId: string
  disabled: boolean
  onChoose: (at: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation('calls')
  const branch = useBranch()
  const format = useFormat()
  const now = useNow()
  const choices = useQuery(queries.callLater(week, visitId)).data ?? []
  const today = format.dateOf(now)
  const [date, setDate] = useState(addDays(today, 1))
  const [time, setTime] = useState('10:00')
  useActions([
    ...choices.map((at, index) => ({
      id: `calls-later-${index + 1}`,
      label: t('later.choose', { at: format.dayTime(at) }),
      keys: [String(index + 1)],
      keysOnly: true,
      disabled,
      run: () => onChoose(at),
    })),
    { id: 'calls-later-close', label: t('later.close'), keys: ['Escape'], keysOnly: true, run: onClose },
  ])
  return (
    <div className="call-later" role="group" aria-label={t('later.title')}>
      <b>{t('later.title')}</b>
      <div className="call-results">
        {choices.map((at, index) => (
          <button
            key={at}
            type="button"
            className="call-result"
            disabled={disabled}
            onClick={() => onChoose(at)}
          >
            <span className="num">{format.dayTime(at)}</span> <kbd>{index + 1}</kbd>
          </button>
        ))}
        <span className="spring" />
        <Button size="small" onClick={onClose}>
          {t('later.close')} <kbd>Esc</kbd>
        </Button>
      </div>
      <div className="call-own">
        <span className="soft">{t('later.own')}</span>
        <DateField
          size="small"
          value={date}
          onChange={setDate}
          min={today}
          max={addDays(today, furthestDays)}
          label={t('own.date')}
        />
        <label className="call-later-time">
          <span className="visually-hidden">{t('later.time')}</span>
          <TimeField value={time} onChange={setTime} />
        </label>
        <Button
          size="small"
          type="primary"
          disabled={disabled || !date || !time}
          onClick={() => onChoose(instantOf(date, time, branch.timeZone))}
        >
          {t('later.set')}
        </Button>
      </div>
    </div>
  )
}

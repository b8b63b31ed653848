import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClosureInput } from '../../../../shared/contract/travel.ts'
import { TimeField } from '../../../ui/TimeField.tsx'
import { clockOf, secondOf } from './hours.ts'

/** What is said of a closure besides where it is. */
export type ClosureWhen = Pick<ClosureInput, 'from' | 'to'> & {
  hours: [number, number] | null
  reason: string
}

/** Dates, hours and reason of a closure whose place is chosen on the map. */
export function ClosureForm({
  where,
  ready,
  start,
  busy,
  saveLabel,
  onSave,
  onCancel,
}: {
  /** what is being closed, in words */
  where: string
  /** the place is complete */
  ready: boolean
  start: ClosureWhen
  busy: boolean
  saveLabel: string
  onSave: (when: ClosureWhen) => void
  onCancel: () => void
}) {
  const { t } = useTranslation('travel')
  const [when, setWhen] = useState(start)
  const set = (fields: Partial<ClosureWhen>) => setWhen({ ...when, ...fields })
  const [from, to] = when.hours ?? [9 * 3_600, 17 * 3_600]
  const datesOk = when.from !== '' && when.to !== '' && when.from <= when.to
  return (
    <form
      className="form two closure-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(when)
      }}
    >
      <p className="wide">
        <b>{where}</b>
      </p>
      <label className="field">
        <span>{t('closure.from')}</span>
        <input
          className="native-input"
          type="date"
          required
          value={when.from}
          onChange={(event) =>
            set({
              from: event.target.value,
              ...(event.target.value > when.to ? { to: event.target.value } : {}),
            })
          }
        />
      </label>
      <label className="field">
        <span>{t('closure.to')}</span>
        <input
          className="native-input"
          type="date"
          required
          min={when.from}
          value={when.to}
          onChange={(event) => set({ to: event.target.value })}
        />
      </label>
      <div className="wide closure-hours">
        <Checkbox
          checked={when.hours === null}
          onChange={(event) => set({ hours: event.target.checked ? null : [from, to] })}
        >
          {t('closure.all-day')}
        </Checkbox>
        {when.hours ? (
          <>
            <label className="field-inline">
              <span>{t('closure.hour-from')}</span>
              <TimeField value={clockOf(from)} onChange={(clock) => set({ hours: [secondOf(clock), to] })} />
            </label>
            <label className="field-inline">
              <span>{t('closure.hour-to')}</span>
              <TimeField value={clockOf(to)} onChange={(clock) => set({ hours: [from, secondOf(clock)] })} />
            </label>
          </>
        ) : null}
      </div>
      <label className="field wide">
        <span>{t('closure.reason')}</span>
        <Input
          value={when.reason}
          maxLength={300}
          placeholder={t('closure.reason-example')}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </label>
      <div className="wide bar-row">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!ready || !datesOk}>
          {saveLabel}
        </Button>
        <Button onClick={onCancel}>{t('closure.cancel')}</Button>
      </div>
    </form>
  )
}

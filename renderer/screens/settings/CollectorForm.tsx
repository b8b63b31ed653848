import { Button, Input, InputNumber, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CollectorView } from '../../../shared/contract/cases.ts'
import { travelModes } from '../../../shared/model/travel.ts'
import { Inspector } from '../../app/Slots.tsx'
import { useFormat } from '../../app/useBranch.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { DateField } from '../../ui/DateField.tsx'
import { TimeField } from '../../ui/TimeField.tsx'
import { makeOld } from '../../client/queries.ts'

type Draft = Omit<CollectorView, 'id'> & { id?: string }

/** architecture.md, "defaults" */
const blank: Draft = {
  name: '',
  phone: null,
  skills: [],
  shiftFrom: 8 * 60 + 30,
  shiftTo: 17 * 60 + 30,
  days: [1, 2, 3, 4, 5],
  lunch: { from: 11 * 60 + 30, to: 13 * 60 + 30, minutes: 45 },
  mode: 'car',
  startText: '',
  start: null,
  endText: null,
  end: null,
  maxVisits: null,
  crew: null,
  leave: [],
  active: true,
}

function minutesOf(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text)
  return match ? Number(match[1]) * 60 + Number(match[2]) : null
}

function Field({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <label className={wide ? 'field wide' : 'field'}>
      <span>{label}</span>
      {children}
    </label>
  )
}

/** One collector: who, when, from where, how. */
export function CollectorForm({
  collector,
  onClose,
}: {
  collector: CollectorView | null
  onClose: () => void
}) {
  const { t } = useTranslation('settings')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  const change = useChange()
  const [draft, setDraft] = useState<Draft>(collector ?? blank)
  const [busy, setBusy] = useState(false)
  const set = (fields: Partial<Draft>) => setDraft((old) => ({ ...old, ...fields }))
  const time = (label: string, value: number, onValue: (minutes: number) => void) => (
    <Field label={label}>
      <TimeField
        value={format.minuteOfDay(value)}
        onChange={(text) => {
          const minutes = minutesOf(text)
          if (minutes !== null) onValue(minutes)
        }}
      />
    </Field>
  )
  const save = async () => {
    setBusy(true)
    const saved = await change(
      async () => {
        const same = collector !== null && collector.startText === draft.startText
        const sameEnd = collector !== null && collector.endText === draft.endText
        const done = await client.collectors.save({
          ...draft,
          name: draft.name.trim(),
          start: same ? draft.start : null,
          end: sameEnd ? draft.end : null,
        })
        await makeOld(['people'])
        return done
      },
      t('collector.saved', { name: draft.name.trim() }),
    )
    setBusy(false)
    if (saved) onClose()
  }
  const remove = async () => {
    if (!collector) return
    const removed = await change(
      async () => {
        const done = await client.collectors.remove({ id: collector.id })
        await makeOld(['people'])
        return done
      },
      t('collector.removed', { name: collector.name }),
    )
    if (removed) onClose()
  }
  const { lunch } = draft
  return (
    <Inspector title={collector ? collector.name : t('collectors.new')} onClose={onClose} width={380}>
      <form
        className="form two collector-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label={t('collector.name')} wide>
          <Input
            autoFocus={!collector}
            required
            maxLength={80}
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <Field label={t('collector.phone')}>
          <Input
            maxLength={40}
            value={draft.phone ?? ''}
            onChange={(event) => set({ phone: event.target.value || null })}
          />
        </Field>
        <Field label={t('collector.crew')}>
          <Input
            maxLength={80}
            value={draft.crew ?? ''}
            placeholder={t('collector.alone')}
            onChange={(event) => set({ crew: event.target.value || null })}
          />
        </Field>
        <Field label={t('collector.startText')} wide>
          <Input
            value={draft.startText}
            maxLength={400}
            onChange={(event) => set({ startText: event.target.value })}
          />
        </Field>
        <Field label={t('collector.endText')} wide>
          <Input
            value={draft.endText ?? ''}
            maxLength={400}
            placeholder={t('collector.as-start')}
            onChange={(event) => set({ endText: event.target.value || null })}
          />
        </Field>
        {time(t('collector.shift-from'), draft.shiftFrom, (shiftFrom) => set({ shiftFrom }))}
        {time(t('collector.shift-to'), draft.shiftTo, (shiftTo) => set({ shiftTo }))}
        <fieldset className="wide">
          <legend>{t('collector.days')}</legend>
          <div className="chips">
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <button
                key={day}
                type="button"
                className="chip"
                aria-pressed={draft.days.includes(day)}
                onClick={() =>
                  set({
                    days: draft.days.includes(day)
                      ? draft.days.filter((each) => each !== day)
                      : [...draft.days, day].sort(),
                  })
                }
              >
                {w(`weekday.${day}`)}
              </button>
            ))}
          </div>
        </fieldset>
        <Field label={t('collector.lunch-minutes')}>
          <InputNumber
            min={0}
            max={240}
            value={lunch?.minutes ?? 0}
            onChange={(minutes) => set({ lunch: minutes ? { from: 690, to: 810, ...lunch, minutes } : null })}
          />
        </Field>
        <Field label={t('collector.mode')}>
          <Select
            value={draft.mode}
            onChange={(mode) => set({ mode })}
            options={travelModes.map((mode) => ({ value: mode, label: w(`mode.${mode}`) }))}
          />
        </Field>
        {lunch
          ? time(t('collector.lunch-from'), lunch.from, (from) => set({ lunch: { ...lunch, from } }))
          : null}
        {lunch ? time(t('collector.lunch-to'), lunch.to, (to) => set({ lunch: { ...lunch, to } })) : null}
        <Field label={t('collector.skills')} wide>
          <Select
            mode="tags"
            value={draft.skills}
            onChange={(skills: string[]) => set({ skills })}
            open={false}
            suffixIcon={null}
            placeholder={t('collector.skills-example')}
          />
        </Field>
        <Field label={t('collector.maxVisits')}>
          <InputNumber
            min={1}
            max={99}
            value={draft.maxVisits}
            placeholder={t('collector.no-limit')}
            onChange={(maxVisits) => set({ maxVisits })}
          />
        </Field>
        <fieldset className="wide">
          <legend>{t('collector.leave')}</legend>
          {draft.leave.map((leave, index) => {
            const setLeave = (fields: Partial<typeof leave>) =>
              set({ leave: draft.leave.map((each, at) => (at === index ? { ...each, ...fields } : each)) })
            return (
              <div key={index} className="leave-row">
                <DateField
                  label={t('collector.leave-from')}
                  value={leave.from}
                  onChange={(from) => setLeave(from > leave.to ? { from, to: from } : { from })}
                />
                <DateField
                  label={t('collector.leave-to')}
                  value={leave.to}
                  min={leave.from}
                  onChange={(to) => setLeave({ to })}
                />
                <Button
                  size="small"
                  aria-label={t('collector.leave-remove')}
                  onClick={() => set({ leave: draft.leave.filter((_, at) => at !== index) })}
                >
                  ✕
                </Button>
              </div>
            )
          })}
          <Button
            size="small"
            onClick={() => {
              const day = format.dateOf(new Date().toISOString())
              set({ leave: [...draft.leave, { from: day, to: day, note: '' }] })
            }}
          >
            {t('collector.leave-add')}
          </Button>
        </fieldset>
        <div className="wide bar-row">
          <Button type="primary" htmlType="submit" loading={busy} disabled={draft.name.trim() === ''}>
            {t('save')}
          </Button>
          <span className="spring" />
          {collector ? (
            <Button danger onClick={() => void remove()}>
              {t('collector.remove')}
            </Button>
          ) : null}
        </div>
      </form>
    </Inspector>
  )
}

import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { minorDigits } from '../../../shared/core/intake/amounts.ts'
import {
  metPersons,
  outcomeResults,
  type MetPerson,
  type OutcomeResult,
} from '../../../shared/model/facts.ts'
import { addDays } from '../../../shared/core/lib/time.ts'
import { instantOf } from '../../app/format.ts'
import { Inspector } from '../../app/Slots.tsx'
import { useBranch, useFormat, useNow } from '../../app/useBranch.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld } from '../../client/queries.ts'
import { DateField } from '../../ui/DateField.tsx'
import { TimeField } from '../../ui/TimeField.tsx'
import type { Outcomes } from './index.tsx'

const promising: readonly OutcomeResult[] = ['promise', 'plan_agreed', 'deferred']
const stayMinutes = 20
/** What happened at one door, by hand; then the next planned visit that has no outcome. */
export function RecordOutcome({
  visitId,
  outcomes,
  onNext,
  onClose,
}: {
  visitId: string
  outcomes: Outcomes
  onNext: (visitId: string | null) => void
  onClose: () => void
}) {
  const { t } = useTranslation('outcomes')
  const { t: w } = useTranslation('words')
  const branch = useBranch()
  const format = useFormat()
  const now = useNow()
  const change = useChange()
  const sorted = [...outcomes.pending].sort((a, b) => a.arrival.localeCompare(b.arrival))
  const at = sorted.findIndex((each) => each.visitId === visitId)
  const visit = at >= 0 ? sorted[at] : null
  const start = visit?.arrival ?? now
  const [day, setDay] = useState(format.dateOf(start))
  const [from, setFrom] = useState(format.time(start))
  const [to, setTo] = useState(format.time(new Date(Date.parse(start) + stayMinutes * 60_000).toISOString()))
  const [result, setResult] = useState<OutcomeResult | null>(null)
  const [met, setMet] = useState<MetPerson>('borrower')
  const [promiseDate, setPromiseDate] = useState('')
  const [amount, setAmount] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  if (!visit)
    return (
      <Inspector title={t('record')} onClose={onClose}>
        <p className="section soft">{t('record.gone')}</p>
      </Inspector>
    )
  const hasPromise = result !== null && promising.includes(result)
  const save = async () => {
    if (!result) return
    setBusy(true)
    const done = await change(
      async () => {
        await client.outcomes.record({
          visitId,
          visitedAt: instantOf(day, from, branch.timeZone),
          leftAt: to ? instantOf(day, to, branch.timeZone) : null,
          result,
          met,
          promiseDate: hasPromise && promiseDate ? promiseDate : null,
          promiseAmountMinor:
            hasPromise && amount !== null ? Math.round(amount * 10 ** minorDigits(branch.currency)) : null,
          note: note.trim(),
        })
        await makeOld(['outcomes'])
        return true
      },
      t('record.saved', { caseNo: visit.caseNo }),
    )
    setBusy(false)
    if (done) onNext((sorted[at + 1] ?? sorted[at - 1])?.visitId ?? null)
  }
  return (
    <Inspector title={`${visit.borrower}  ${visit.caseNo}`} onClose={onClose}>
      <form
        className="record"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <label className="field">
          <span>{t('record.case')}</span>
          <Select
            showSearch
            optionFilterProp="label"
            value={visitId}
            onChange={(value: string) => onNext(value)}
            options={sorted.map((each) => ({
              value: each.visitId,
              label: `${each.borrower} · ${each.caseNo}`,
            }))}
          />
        </label>
        <p className="soft num">
          {t('record.planned', { time: format.dayTime(visit.arrival), crew: visit.crewName })}
        </p>
        <div className="record-times">
          <label className="field">
            <span>{t('record.day')}</span>
            <DateField value={day} onChange={setDay} />
          </label>
          <label className="field">
            <span>{t('record.from')}</span>
            <TimeField value={from} onChange={setFrom} />
          </label>
          <label className="field">
            <span>{t('record.to')}</span>
            <TimeField value={to} onChange={setTo} optional />
          </label>
        </div>
        <fieldset>
          <legend>{t('col.result')}</legend>
          <div className="chips">
            {outcomeResults.map((each) => (
              <button
                key={each}
                type="button"
                className="chip"
                aria-pressed={each === result}
                onClick={() => {
                  setResult(each)
                  if (['not_home', 'moved', 'wrong_address'].includes(each)) setMet('nobody')
                  if (each === 'promise' && promiseDate === '') setPromiseDate(addDays(day, 7))
                }}
              >
                {w(`result.${each}`)}
              </button>
            ))}
          </div>
        </fieldset>
        <label className="field">
          <span>{t('col.met')}</span>
          <Select
            value={met}
            onChange={setMet}
            options={metPersons.map((each) => ({ value: each, label: w(`met.${each}`) }))}
          />
        </label>
        {hasPromise ? (
          <div className="record-promise">
            <label className="field">
              <span>{t('record.promise-date')}</span>
              <DateField value={promiseDate} min={day} optional onChange={setPromiseDate} />
            </label>
            <label className="field">
              <span>{t('record.promise-amount', { currency: branch.currency })}</span>
              <InputNumber value={amount} min={0} style={{ width: '100%' }} onChange={setAmount} />
            </label>
          </div>
        ) : null}
        <label className="field">
          <span>{t('col.note')}</span>
          <Input.TextArea
            value={note}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit" block loading={busy} disabled={result === null}>
          {t('record.save')}
        </Button>
      </form>
    </Inspector>
  )
}

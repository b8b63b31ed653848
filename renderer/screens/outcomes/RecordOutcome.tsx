import { Button, Input, InputNumber, Select } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { minorDigits } from '../../../shared/core/intake/amounts.ts'
import {
  metPersons,
  outcomeResults,
  type MetPerson,
  type OutcomeResult,
} from '../../../shared/model/facts.ts'
import { useActions } from '../../app/actions.ts'
import { instantOf } from '../../app/format.ts'
import { useLocale } from '../../app/i18n.ts'
import { Inspector } from '../../app/Slots.tsx'
import { useBranch, useFormat, useNow } from '../../app/useBranch.ts'
import { toast } from '../../app/toast.ts'
import { sayFailure } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { explain, reasonSentence, refusalOf } from '../../client/errors.ts'
import { makeOld } from '../../client/queries.ts'
import { DateField } from '../../ui/DateField.tsx'
import { TimeField } from '../../ui/TimeField.tsx'
import type { Outcomes } from './index.tsx'
import { fieldOfRefusal, promising, recordProblem, type RecordField } from './recordProblems.ts'

/** where the plan says nothing of the visit */
const stayMinutes = 20
/** one for each result, in their order; numbers first */
const resultKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'q', 'w']
const isNobodyThere = (result: OutcomeResult) => ['not_home', 'moved', 'wrong_address'].includes(result)

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
  const locale = useLocale()
  const sorted = [...outcomes.pending].sort((a, b) => a.arrival.localeCompare(b.arrival))
  const at = sorted.findIndex((each) => each.visitId === visitId)
  const visit = at >= 0 ? sorted[at] : null
  const start = visit?.arrival ?? now
  const [day, setDay] = useState(format.dateOf(start))
  const [from, setFrom] = useState(format.time(start))
  const [to, setTo] = useState(
    format.time(visit?.departure ?? new Date(Date.parse(start) + stayMinutes * 60_000).toISOString()),
  )
  const [result, setResult] = useState<OutcomeResult | null>(null)
  const [met, setMet] = useState<MetPerson>('borrower')
  const [promiseDate, setPromiseDate] = useState('')
  const [amount, setAmount] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  /** `asked`: an attempt to record failed at it, so it gets the focus */
  const [wrong, setWrong] = useState<{ field: RecordField; sentence: string; asked: boolean } | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const results = useRef<HTMLFieldSetElement>(null)
  // the keyboard goes on in this panel, at what is asked first
  useEffect(() => results.current?.focus(), [])
  useEffect(() => {
    if (wrong?.asked)
      form.current?.querySelector<HTMLInputElement>(`[data-field=${wrong.field}] input`)?.focus()
  }, [wrong])
  const choose = (next: OutcomeResult) => {
    setResult(next)
    setWrong(null)
    if (isNobodyThere(next)) setMet('nobody')
    else if (result !== null && isNobodyThere(result)) setMet('borrower')
  }
  useActions(
    outcomeResults.map((each, index) => ({
      id: `record-${each}`,
      label: w(`result.${each}`),
      keys: [resultKeys[index]!],
      keysOnly: true,
      disabled: !visit || busy,
      run: () => {
        choose(each)
        results.current?.focus()
      },
    })),
  )
  if (!visit)
    return (
      <Inspector title={t('record')} onClose={onClose}>
        <p className="section soft">{t('record.gone')}</p>
      </Inspector>
    )
  const hasPromise = result !== null && promising.includes(result)
  /** a day that cannot be is said at once, before anything is recorded */
  const choosePromise = (promised: string) => {
    setPromiseDate(promised)
    const problem = result && recordProblem({ result, day, from, to, promiseDate: promised, amount: 0 })
    const isOurs = problem?.field === 'promiseDate' && promised !== ''
    setWrong(
      isOurs ? { field: 'promiseDate', sentence: reasonSentence(problem, locale), asked: false } : null,
    )
  }
  const save = async () => {
    if (!result || busy) return
    const problem = recordProblem({ result, day, from, to, promiseDate, amount })
    if (problem) {
      setWrong({ field: problem.field, sentence: reasonSentence(problem, locale), asked: true })
      return
    }
    setWrong(null)
    setBusy(true)
    try {
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
      toast(t('record.saved', { who: `${visit.borrower} ${visit.caseNo}`, result: w(`result.${result}`) }))
      onNext((sorted[at + 1] ?? sorted[at - 1])?.visitId ?? null)
    } catch (error) {
      const field = fieldOfRefusal(refusalOf(error)?.code ?? '')
      if (field) setWrong({ field, sentence: explain(error, locale), asked: true })
      else sayFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // a button, a list that is open and a longer text answer Enter themselves
    const isOurs = event.target === results.current || (event.target as HTMLElement).tagName === 'INPUT'
    if (event.key !== 'Enter' || event.defaultPrevented || !isOurs) return
    if (document.querySelector('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')) return
    event.preventDefault()
    void save()
  }
  const wrongAt = (field: RecordField) =>
    wrong?.field === field ? (
      <span className="field-wrong" role="alert">
        {wrong.sentence}
      </span>
    ) : null
  return (
    <Inspector title={`${visit.borrower}  ${visit.caseNo}`} onClose={onClose}>
      <form
        className="record"
        ref={form}
        onKeyDown={onKeyDown}
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
          <label className="field" data-field="day">
            <span>{t('record.day')}</span>
            <DateField value={day} wrong={wrong?.field === 'day'} onChange={setDay} />
          </label>
          <label className="field">
            <span>{t('record.from')}</span>
            <TimeField value={from} onChange={setFrom} />
          </label>
          <label className="field" data-field="to">
            <span>{t('record.to')}</span>
            <TimeField value={to} onChange={setTo} optional wrong={wrong?.field === 'to'} />
          </label>
        </div>
        {wrongAt('day')}
        {wrongAt('to')}
        <fieldset ref={results} tabIndex={-1}>
          <legend>{t('col.result')}</legend>
          <div className="record-results">
            {outcomeResults.map((each, index) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === result}
                onClick={(event) => {
                  // Enter on the one that is chosen already
                  if (each === result && event.detail === 0) void save()
                  else choose(each)
                }}
              >
                {w(`result.${each}`)} <kbd>{resultKeys[index]!.toUpperCase()}</kbd>
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
            <label className="field" data-field="promiseDate">
              <span>
                {t('record.promise-date')}
                {result === 'promise' ? ' *' : ''}
              </span>
              <DateField
                value={promiseDate}
                min={day}
                optional
                wrong={wrong?.field === 'promiseDate'}
                onChange={choosePromise}
              />
              {wrongAt('promiseDate')}
            </label>
            <label className="field" data-field="amount">
              <span>
                {t('record.promise-amount', { currency: branch.currency })}
                {result === 'promise' ? ' *' : ''}
              </span>
              <InputNumber
                value={amount}
                min={0}
                style={{ width: '100%' }}
                {...(wrong?.field === 'amount' ? { status: 'error' as const, 'aria-invalid': true } : {})}
                onChange={setAmount}
              />
              {wrongAt('amount')}
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
        <footer className="record-foot">
          <Button type="primary" htmlType="submit" block loading={busy} disabled={result === null}>
            {t('record.save')} <kbd className="on-accent">Enter</kbd>
          </Button>
        </footer>
      </form>
    </Inspector>
  )
}

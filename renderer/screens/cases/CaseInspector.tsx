import { useQuery } from '@tanstack/react-query'
import { InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { Inspector } from '../../app/Slots.tsx'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { Failure, Waiting } from '../../ui/Feedback.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { TakeBackOutcome } from '../../ui/TakeBackOutcome.tsx'
import { Addresses } from './Addresses.tsx'
import { withinHours } from './withinHours.ts'
import { StopBox } from './StopBox.tsx'
import { VisitRulesBox } from './VisitRulesBox.tsx'

type Update = Parameters<typeof client.cases.update>[0]

function PriorityParts({ parts, total }: { parts: CaseDetail['priorityParts']; total: number }) {
  const { t } = useTranslation('cases')
  const format = useFormat()
  if (parts.length === 0) return null
  const most = Math.max(1, ...parts.map((part) => Math.abs(part.points)))
  return (
    <div className="section">
      <h3>{t('detail.priority-parts', { total: format.number(total) })}</h3>
      <dl className="priority-parts">
        {parts.map((part) => (
          <div key={part.part}>
            <dt>{t([`part.${part.part}`, 'part.other'], { part: part.part })}</dt>
            <dd className="num">
              <span className="priority-bar" aria-hidden="true">
                <span style={{ width: `${(100 * Math.abs(part.points)) / most}%` }} />
              </span>
              {part.points > 0 ? '+' : ''}
              {format.number(Math.round(part.points * 10) / 10)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Timeline({ timeline, whose }: { timeline: CaseDetail['timeline']; whose: string }) {
  const { t } = useTranslation('cases')
  const { t: w } = useTranslation('words')
  const { t: o } = useTranslation('outcomes')
  const format = useFormat()
  const [wrong, setWrong] = useState<{ id: string; what: string } | null>(null)
  return (
    <div className="section">
      <h3>{t('detail.timeline')}</h3>
      {timeline.length === 0 ? <p className="faint">{t('detail.no-timeline')}</p> : null}
      <ol className="timeline">
        {timeline.map((entry, index) => (
          <li key={`${entry.at} ${index}`} className={entry.takenBack ? 'taken-back' : undefined}>
            <span className="faint num small">{format.dateTime(entry.at)}</span>
            <div>
              {w(`timeline.${entry.kind}`)}
              {entry.result
                ? ` · ${w([`result.${entry.result}`, `flag.${entry.result}`, 'result.other'], { result: entry.result })}`
                : ''}
              {entry.takenBack ? ` · ${w('timeline.taken-back')}` : ''}
            </div>
            {entry.window ? (
              <div className="soft small num">
                {format.dayTime(entry.window.start)}–{format.time(entry.window.end)}
              </div>
            ) : null}
            {entry.due ? (
              <div className="soft small num">
                {t('detail.promised-for', { day: format.weekday(entry.due) })}
                {entry.amount ? ` · ${format.money(entry.amount.minor, entry.amount.currency)}` : ''}
              </div>
            ) : null}
            {entry.note ? <div className="soft small">{entry.note}</div> : null}
            {entry.by ? <div className="faint small">{entry.by}</div> : null}
            {entry.kind === 'outcome' && entry.id ? (
              <button
                type="button"
                className="link-button small"
                onClick={() => setWrong({ id: entry.id!, what: `${whose} · ${w(`result.${entry.result}`)}` })}
              >
                {o('take-back')}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
      {wrong ? (
        <TakeBackOutcome outcomeId={wrong.id} what={wrong.what} onClose={() => setWrong(null)} />
      ) : null}
    </div>
  )
}

/** Everything that is known of one case, and what may be changed of it. */
export function CaseInspector({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('cases')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  const query = useQuery(queries.case(id))
  const change = useChange()
  const detail = query.data
  const { week } = useBranch()
  const hours = useQuery({
    ...queries.callHours(week, detail?.visitId ?? ''),
    enabled: Boolean(detail?.visitId) && (detail?.windows.length ?? 0) > 0,
  }).data
  const update = (fields: Omit<Update, 'id'>) =>
    void change(async () => {
      const done = await client.cases.update({ id, ...fields })
      await makeOld(['cases'])
      return done
    }, t('detail.changed'))

  const weekdayName = (day: number) => t('detail.weekday', { day: w(`weekday.${day}`) })
  const windowText = (window: CaseDetail['windows'][number]) => {
    const { fromMinutes, toMinutes } = withinHours(window, hours ?? [])
    return [
      window.date ? format.weekday(window.date) : window.weekday ? weekdayName(window.weekday) : '',
      `${format.minuteOfDay(fromMinutes)}–${format.minuteOfDay(toMinutes)}`,
    ]
      .join(' ')
      .trim()
  }
  const days = [
    ...(detail?.days?.weekdays ?? []).map(weekdayName),
    ...(detail?.days?.dates ?? []).map(format.weekday),
  ].join(' · ')

  if (!detail)
    return (
      <Inspector title={t('detail.title')} onClose={onClose}>
        {query.isError ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Waiting label={t('detail.loading')} />
        )}
      </Inspector>
    )
  return (
    <Inspector title={`${detail.borrower}  ${detail.caseNo}`} onClose={onClose}>
      <div className="section">
        <div className="bar-row">
          <StateMark state={detail.state} />
          <span className="spring" />
          {detail.arrival ? (
            <a className="num" href={`#/plan?visit=${detail.visitId ?? ''}`}>
              {format.dayTime(detail.arrival)} · {detail.crewName}
            </a>
          ) : null}
        </div>
        {detail.appointment ? (
          <p className="good num">
            {t('detail.appointment', {
              from: format.dayTime(detail.appointment.start),
              to: format.time(detail.appointment.end),
            })}
          </p>
        ) : null}
        <StopBox detail={detail} />
      </div>
      <div className="section">
        <dl className="fact-list">
          <dt>{t('col.dpd')}</dt>
          <dd>{detail.dpd === null ? '—' : t('days', { count: detail.dpd })}</dd>
          <dt>{t('col.amountMinor')}</dt>
          <dd>{detail.amountMinor === null ? '—' : format.money(detail.amountMinor, detail.currency)}</dd>
          {detail.product ? (
            <>
              <dt>{t('col.product')}</dt>
              <dd>{detail.product}</dd>
            </>
          ) : null}
          {detail.stage ? (
            <>
              <dt>{t('detail.stage')}</dt>
              <dd>{detail.stage}</dd>
            </>
          ) : null}
          {detail.rating ? (
            <>
              <dt>{t('detail.rating')}</dt>
              <dd>{detail.rating}</dd>
            </>
          ) : null}
          {detail.windows.length > 0 ? (
            <>
              <dt>{t('detail.window')}</dt>
              <dd>
                {detail.windows.map((window, index) => (
                  <div key={index}>{windowText(window)}</div>
                ))}
              </dd>
            </>
          ) : null}
          {days !== '' ? (
            <>
              <dt>{t('detail.days')}</dt>
              <dd>{days}</dd>
            </>
          ) : null}
          {detail.dueOn ? (
            <>
              <dt>{t('detail.due')}</dt>
              <dd>{format.weekday(detail.dueOn)}</dd>
            </>
          ) : null}
          {detail.skills.length > 0 ? (
            <>
              <dt>{t('detail.skills')}</dt>
              <dd>{detail.skills.join(' · ')}</dd>
            </>
          ) : null}
          <dt>{t('detail.phones')}</dt>
          <dd>
            {detail.phones.length === 0 ? '—' : null}
            {detail.phones.map((phone) => (
              <div key={phone.id}>
                {phone.number}{' '}
                {phone.status !== 'valid' ? (
                  <span className="broken small">
                    {w([`status.${phone.status}`, 'status.other'], { status: phone.status })}
                  </span>
                ) : null}
              </div>
            ))}
          </dd>
        </dl>
      </div>
      <div className="section editable">
        <label className="field">
          <span>{t('col.priority')}</span>
          <NumberField
            value={detail.priority}
            min={0}
            max={100}
            onSave={(priority) => update({ priority })}
          />
        </label>
        <label className="field">
          <span>{t('detail.service')}</span>
          <NumberField
            value={detail.serviceMinutes}
            min={1}
            max={480}
            onSave={(serviceMinutes) => update({ serviceMinutes })}
          />
        </label>
        <label className="field">
          <span>{t('detail.crew-size')}</span>
          <NumberField value={detail.crewSize} min={1} max={4} onSave={(crewSize) => update({ crewSize })} />
        </label>
      </div>
      {detail.visitId ? <VisitRulesBox visitId={detail.visitId} /> : null}
      <Addresses detail={detail} />
      <PriorityParts parts={detail.priorityParts} total={detail.priority} />
      <Timeline timeline={detail.timeline} whose={`${detail.borrower} ${detail.caseNo}`} />
    </Inspector>
  )
}

/** A number that is saved with Enter or when the field is left, if it differs. */
function NumberField({
  value,
  min,
  max,
  onSave,
}: {
  value: number
  min: number
  max: number
  onSave: (value: number) => void
}) {
  const save = (text: string) => {
    const next = Math.round(Number(text))
    if (text.trim() !== '' && Number.isFinite(next) && next !== value && next >= min && next <= max)
      onSave(next)
  }
  return (
    <InputNumber
      key={value}
      size="small"
      defaultValue={value}
      min={min}
      max={max}
      precision={0}
      onBlur={(event) => save(event.target.value)}
      onPressEnter={(event) => save(event.currentTarget.value)}
    />
  )
}

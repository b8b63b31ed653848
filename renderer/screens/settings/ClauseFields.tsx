import { InputNumber, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { stopFlags } from '../../../shared/model/facts.ts'
import {
  visitPlaces,
  type ClockSpan,
  type RuleClause,
  type RuleClauseOf,
} from '../../../shared/model/rules.ts'
import { TimeField } from '../../ui/TimeField.tsx'

type Change = (fields: Record<string, unknown>) => void
type Fields<K extends RuleClause['kind']> = { value: RuleClauseOf<K>; onChange: Change }

/** Popups of a modal dialog must lie within it, or the browser keeps them behind. */
const within = (node: HTMLElement) => node.closest('dialog') ?? document.body

/** What an unset clause starts from once it is given a strength: its form. The figures are the branch's to give. */
export function firstFigures(clause: RuleClause): Record<string, unknown> {
  switch (clause.kind) {
    case 'hours':
      return {
        days: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], spans: [{ from: '', to: '' }] }],
        holidays: 'as-weekday',
      }
    case 'attempts':
      return { counts: 'all', per: 'day', of: 'borrower' }
    case 'place-reason':
      return { places: [], needs: 'reason' }
    case 'records':
      return { what: ['calls', 'visits'] }
    case 'quiet-after-conversation':
    case 'crew-size':
    case 'third-party':
    case 'notice':
    case 'stop':
    case 'consent':
    case 'conduct':
      return {}
  }
}

/** The fields of a clause that a branch may word for itself. */
export function ClauseFields({ value, onChange }: { value: RuleClause; onChange: Change }) {
  const { t } = useTranslation('rules')
  switch (value.kind) {
    case 'hours':
      return <Hours value={value} onChange={onChange} />
    case 'attempts':
      return <Attempts value={value} onChange={onChange} />
    case 'quiet-after-conversation':
      return <Figure label={t('days')} value={value.days} onSet={(days) => onChange({ days })} />
    case 'crew-size':
      return <Figure label={t('people')} value={value.least} onSet={(least) => onChange({ least })} />
    case 'notice':
      return <Figure label={t('notice-hours')} value={value.hours} onSet={(hours) => onChange({ hours })} />
    case 'third-party':
      return <ThirdParty value={value} onChange={onChange} />
    case 'place-reason':
      return <Places value={value} onChange={onChange} />
    case 'stop':
      return <Flags value={value} onChange={onChange} />
    case 'records':
      return <Figure label={t('months')} value={value.months} onSet={(months) => onChange({ months })} />
    case 'consent':
    case 'conduct':
      return null
  }
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
    </label>
  )
}

function Figure({
  label,
  value,
  onSet,
}: {
  label: string
  value: number | undefined
  onSet: (value: number | null) => void
}) {
  return (
    <Field label={label}>
      <InputNumber min={0} max={1000} precision={0} value={value ?? null} onChange={onSet} />
    </Field>
  )
}

const options = (values: readonly string[], label: (value: string) => string) =>
  values.map((value) => ({ value, label: label(value) }))

function Hours({ value, onChange }: Fields<'hours'>) {
  const { t } = useTranslation('rules')
  const { t: w } = useTranslation('words')
  const days = value.days ?? []
  const setSpan = (line: number, span: ClockSpan) =>
    onChange({ days: days.map((one, index) => (index === line ? { ...one, spans: [span] } : one)) })
  const ownHours = Array.isArray(value.holidays) ? value.holidays[0] : undefined
  return (
    <>
      {days.map((line, index) => (
        <Span
          key={index}
          label={
            line.weekdays.length === 7
              ? t('every-day')
              : line.weekdays.map((day) => w(`weekday.${day}`)).join(' ')
          }
          span={line.spans[0] ?? { from: '', to: '' }}
          onChange={(span) => setSpan(index, span)}
        />
      ))}
      <Field label={t('holidays')}>
        <Select
          getPopupContainer={within}
          value={ownHours ? 'own' : (value.holidays as string)}
          onChange={(next) =>
            onChange({ holidays: next === 'own' ? [{ from: '09:00', to: '18:00' }] : next })
          }
          options={options(['as-weekday', 'none', 'own'], (one) => t(`holidays.${one}`))}
        />
      </Field>
      {ownHours ? (
        <Span label={t('holidays')} span={ownHours} onChange={(span) => onChange({ holidays: [span] })} />
      ) : null}
      <label className="bar-row">
        <Switch
          size="small"
          checked={value.unlessConsent ?? false}
          onChange={(unlessConsent) => onChange({ unlessConsent })}
        />
        {t('unless-consent')}
      </label>
    </>
  )
}

/** From and to, on the clock. */
function Span({
  label,
  span,
  onChange,
}: {
  label: string
  span: ClockSpan
  onChange: (span: ClockSpan) => void
}) {
  const { t } = useTranslation('rules')
  return (
    <div className="rule-span" role="group" aria-label={label}>
      <span className="soft">{label}</span>
      <label>
        <span className="visually-hidden">{t('from')}</span>
        <TimeField value={span.from} onChange={(from) => onChange({ ...span, from })} />
      </label>
      <span aria-hidden="true">–</span>
      <label>
        <span className="visually-hidden">{t('to')}</span>
        <TimeField value={span.to} onChange={(to) => onChange({ ...span, to })} />
      </label>
    </div>
  )
}

function Attempts({ value, onChange }: Fields<'attempts'>) {
  const { t } = useTranslation('rules')
  const rolling = typeof value.per === 'object' ? value.per.rollingDays : null
  return (
    <div className="form two">
      <Figure label={t('most')} value={value.most} onSet={(most) => onChange({ most })} />
      <Field label={t('per')}>
        <Select
          getPopupContainer={within}
          value={rolling === null ? (value.per as string) : 'rolling'}
          onChange={(per) => onChange({ per: per === 'rolling' ? { rollingDays: 7 } : per })}
          options={options(['day', 'week', 'month', 'rolling'], (one) => t(`per.${one}`))}
        />
      </Field>
      {rolling === null ? null : (
        <Figure
          label={t('days')}
          value={rolling}
          onSet={(days) => onChange({ per: { rollingDays: days ?? 0 } })}
        />
      )}
      <Field label={t('counts')}>
        <Select
          getPopupContainer={within}
          value={value.counts}
          onChange={(counts) => onChange({ counts })}
          options={options(['all', 'answered', 'unanswered'], (one) => t(`counts.${one}`))}
        />
      </Field>
      <Field label={t('of')}>
        <Select
          getPopupContainer={within}
          value={value.of}
          onChange={(of) => onChange({ of })}
          options={options(['contact', 'case', 'borrower'], (one) => t(`of.${one}`))}
        />
      </Field>
    </div>
  )
}

function ThirdParty({ value, onChange }: Fields<'third-party'>) {
  const { t } = useTranslation('rules')
  return (
    <>
      <Field label={t('allowed')}>
        <Select
          getPopupContainer={within}
          value={value.allowed ?? null}
          onChange={(allowed) => onChange({ allowed })}
          options={options(['never', 'guarantor-only', 'when-unreachable'], (one) => t(`allowed.${one}`))}
        />
      </Field>
      {value.allowed === 'when-unreachable' ? (
        <Figure
          label={t('failures')}
          value={value.unreachableAfterFailures}
          onSet={(unreachableAfterFailures) => onChange({ unreachableAfterFailures })}
        />
      ) : null}
    </>
  )
}

function Places({ value, onChange }: Fields<'place-reason'>) {
  const { t } = useTranslation('rules')
  const { t: w } = useTranslation('words')
  return (
    <>
      <Field label={t('places')}>
        <Select
          mode="multiple"
          getPopupContainer={within}
          value={value.places ?? []}
          onChange={(places) => onChange({ places })}
          options={options(visitPlaces, (one) => w([`kind.${one}`, 'kind.other']))}
        />
      </Field>
      <Field label={t('needs')}>
        <Select
          getPopupContainer={within}
          value={value.needs}
          onChange={(needs) => onChange({ needs })}
          options={options(['reason', 'consent'], (one) => t(`needs.${one}`))}
        />
      </Field>
    </>
  )
}

function Flags({ value, onChange }: Fields<'stop'>) {
  const { t } = useTranslation('rules')
  const { t: w } = useTranslation('words')
  return (
    <Field label={t('flags')}>
      <Select
        mode="multiple"
        getPopupContainer={within}
        value={value.flags ?? []}
        onChange={(flags) => onChange({ flags })}
        options={options(stopFlags, (one) => w(`flag.${one}`))}
      />
    </Field>
  )
}

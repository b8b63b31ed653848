import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoundClauseView, BranchRules, PackView } from '../../../shared/contract/rules.ts'
import { saidIn } from '../../../shared/model/inLanguages.ts'
import type { RuleKind } from '../../../shared/model/rules.ts'
import { useLocale } from '../../app/i18n.ts'
import { useFormat } from '../../app/useBranch.ts'
import { AdjustClause } from './AdjustClause.tsx'
import { useFigures } from './figures.ts'

/** What a person looks for, in the order of a visit: when, how often, who, whom, what before, what never, what after. */
const topics: Record<string, RuleKind[]> = {
  hours: ['hours'],
  attempts: ['attempts', 'quiet-after-conversation'],
  crew: ['crew-size'],
  'third-party': ['third-party'],
  before: ['notice', 'consent', 'place-reason'],
  stop: ['stop'],
  conduct: ['conduct'],
  records: ['records'],
}
const filters = ['all', 'in-force', 'unset', 'own'] as const
type Filter = (typeof filters)[number]

const passes = (clause: BoundClauseView, filter: Filter): boolean =>
  filter === 'all' ||
  (filter === 'own'
    ? clause.adjustment !== null
    : filter === 'unset'
      ? clause.strength === 'unset'
      : clause.strength !== 'unset' && clause.binds)

/** Every clause of the chosen packs by topic, with strength, source and the branch's own word. */
export function RuleClauses({ packs, rules }: { packs: PackView[]; rules: BranchRules }) {
  const { t } = useTranslation('rules')
  const [filter, setFilter] = useState<Filter>('all')
  const [editing, setEditing] = useState<string | null>(null)
  if (rules.clauses.length === 0) return null
  const edited = rules.clauses.find((clause) => clause.rule === editing)
  return (
    <>
      <div className="bar-row">
        <h2>{t('clauses')}</h2>
        <span className="spring" />
        <Segmented<Filter>
          value={filter}
          onChange={setFilter}
          options={filters.map((value) => ({
            value,
            label: `${t(`filter.${value}`)} ${rules.clauses.filter((clause) => passes(clause, value)).length}`,
          }))}
        />
      </div>
      {Object.entries(topics).map(([topic, kinds]) => {
        const shown = rules.clauses.filter(
          (clause) => kinds.includes(clause.value.kind) && passes(clause, filter),
        )
        return shown.length === 0 ? null : (
          <section key={topic} className="card rule-topic" aria-label={t(`topic.${topic}`)}>
            <h3>{t(`topic.${topic}`)}</h3>
            {shown.map((clause) => (
              <Clause
                key={clause.rule}
                clause={clause}
                rules={rules}
                packs={packs}
                onEdit={() => setEditing(clause.rule)}
              />
            ))}
          </section>
        )
      })}
      {edited ? (
        <AdjustClause
          key={edited.rule}
          clause={edited}
          pack={packs.find((pack) => pack.key === edited.pack)!}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  )
}

function Clause({
  clause,
  rules,
  packs,
  onEdit,
}: {
  clause: BoundClauseView
  rules: BranchRules
  packs: PackView[]
  onEdit: () => void
}) {
  const { t } = useTranslation('rules')
  const locale = useLocale()
  const format = useFormat()
  const figures = useFigures()
  const nameOf = (rule: string) => {
    const pack = packs.find((one) => one.key === rule.split('/')[0])
    return pack?.names[locale] ?? rule
  }
  const { adjustment } = clause
  const over = rules.settled.find((one) => one.over === clause.rule && one.how === 'strictest')
  const holds = rules.settled.filter((one) => one.rule === clause.rule && one.how === 'strictest')
  const both = rules.settled.find(
    (one) => one.how === 'together' && (one.rule === clause.rule || one.over === clause.rule),
  )
  return (
    <div className={`rule-clause ${clause.binds ? '' : 'elsewhere'}`}>
      <span className={`rule-strength ${clause.strength}`}>{t(`strength.${clause.strength}`)}</span>
      <div className="rule-body">
        <div className={clause.strength === 'unset' ? 'soft' : ''}>{clause.texts[locale]}</div>
        {adjustment ? (
          <div className={`rule-own ${adjustment.stance}`}>
            <b>{t(`stance.${adjustment.stance}`)}</b>{' '}
            {figures(clause.value) || t(`strength.${clause.value.strength}`)}
            <div className="faint small">
              {[
                `${adjustment.by} · ${format.dateTime(adjustment.at)}`,
                adjustment.reason ? t('because', { reason: adjustment.reason }) : '',
                adjustment.evidence ? t('evidence-is', { evidence: adjustment.evidence }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
        ) : null}
        {over ? (
          <div className="small rule-settled">{t('stricter-holds', { pack: nameOf(over.rule) })}</div>
        ) : null}
        {holds.map((one) => (
          <div key={one.over} className="small rule-settled">
            {t('holds-over', { pack: nameOf(one.over) })}
          </div>
        ))}
        {both ? (
          <div className="small rule-settled">
            {t('holds-together', { pack: nameOf(both.rule === clause.rule ? both.over : both.rule) })}
          </div>
        ) : null}
        {clause.binds ? null : <div className="small faint">{t('binds-elsewhere')}</div>}
        <div className="faint small">
          {[
            saidIn(clause.citation, locale),
            t('dated', { date: clause.dated ?? t('undated') }),
            t('read', { date: clause.readOn }),
            t(`confidence.${clause.confidence}`),
          ].join(' · ')}
        </div>
      </div>
      <Button size="small" onClick={onEdit}>
        {clause.strength === 'unset' ? t('set') : t('change')}
      </Button>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../../app/i18n.ts'
import { useBranch } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'
import { Empty, Failure, Waiting } from '../../ui/Feedback.tsx'

/** What the law allows, clause by clause, with its source. */
export function RulesPart() {
  const { t } = useTranslation('settings')
  const locale = useLocale()
  const branch = useBranch()
  const query = useQuery(queries.rules())
  const [key, setKey] = useState(branch.rulePack)
  if (query.isPending) return <Waiting label={t('loading')} />
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />
  const pack = query.data.find((each) => each.key === key) ?? query.data[0]
  if (!pack) return <Empty icon="settings" title={t('rules.none')} />
  return (
    <div className="page">
      <div className="page-inner settings-page">
        <h2>{t('part.rules')}</h2>
        <Select
          className="rules-choose"
          aria-label={t('branch.rules')}
          value={pack.key}
          onChange={setKey}
          options={query.data.map((each) => ({
            value: each.key,
            label:
              each.key === branch.rulePack
                ? t('rules.used', { name: each.names[locale] })
                : each.names[locale],
          }))}
        />
        <div className="card settings-card">
          <dl className="fact-list">
            <dt>{t('rules.reach')}</dt>
            <dd>{pack.reach[locale]}</dd>
            <dt>{t('rules.source')}</dt>
            <dd>{pack.source}</dd>
            <dt>{t('rules.dated')}</dt>
            <dd>{pack.dated ?? '—'}</dd>
            <dt>{t('rules.confidence')}</dt>
            <dd>
              {t([`rules.confidence.${pack.confidence}`, 'rules.confidence.other'], {
                confidence: pack.confidence,
              })}
            </dd>
          </dl>
        </div>
        <table className="plain-table rules-table card">
          <thead>
            <tr>
              <th>{t('rules.strength')}</th>
              <th>{t('rules.clause')}</th>
              <th>{t('rules.citation')}</th>
            </tr>
          </thead>
          <tbody>
            {pack.clauses.map((clause) => (
              <tr key={clause.key}>
                <td
                  className={
                    clause.strength === 'hard' ? 'broken' : clause.strength === 'soft' ? 'doubt' : 'faint'
                  }
                >
                  {t(`strength.${clause.strength}`)}
                </td>
                <td>{clause.texts[locale]}</td>
                <td className="soft">{clause.citation}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="faint small">{t('rules.note')}</p>
      </div>
    </div>
  )
}

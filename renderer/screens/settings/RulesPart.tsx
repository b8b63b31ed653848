import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BranchRules, PackView } from '../../../shared/contract/rules.ts'
import { bindRules } from '../../../shared/core/compliance/book.ts'
import { noLongerInForce } from '../../../shared/core/compliance/loosened.ts'
import { saidIn } from '../../../shared/model/inLanguages.ts'
import { actorKinds, type ActorKind } from '../../../shared/model/rules.ts'
import { useLocale } from '../../app/i18n.ts'
import { toast } from '../../app/toast.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { Failure, Waiting } from '../../ui/Feedback.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { LooseningDialog } from './LooseningDialog.tsx'
import { RuleClauses } from './RuleClauses.tsx'
import { RuleHolidays } from './RuleHolidays.tsx'
import './rules.css'

/** What binds the branch: its packs, every clause with its source, its own words, and its holidays. */
export function RulesPart() {
  const { t } = useTranslation('rules')
  const packs = useQuery(queries.rules())
  const rules = useQuery(queries.branchRules())
  if (packs.isPending || rules.isPending) return <Waiting label={t('loading')} />
  const failed = packs.isError ? packs : rules.isError ? rules : null
  if (failed) return <Failure error={failed.error} retry={() => void failed.refetch()} />
  return (
    <div className="page">
      <div className="page-inner settings-page rules-page">
        <h2>{t('title')}</h2>
        <Packs packs={packs.data!} rules={rules.data!} />
        <RuleClauses packs={packs.data!} rules={rules.data!} />
        <RuleHolidays calendars={rules.data!.calendars} />
        <p className="faint small">{t('note')}</p>
      </div>
    </div>
  )
}

interface Choice {
  packs: string[]
  actor: ActorKind | null
}

/** The packs that are kept together, and who collects here. */
function Packs({ packs, rules }: { packs: PackView[]; rules: BranchRules }) {
  const { t } = useTranslation('rules')
  const locale = useLocale()
  const change = useChange()
  const [loosening, setLoosening] = useState<{ choice: Choice; rules: string[] } | null>(null)
  const chosen = rules.packs.flatMap((key) => packs.find((pack) => pack.key === key) ?? [])

  const save = (choice: Choice, why = { reason: '', evidence: '' }) =>
    change(async () => {
      await client.rules.choose({ ...choice, ...why })
      toast(t('chosen'))
      await makeOld(['branch'])
    })
  const choose = (choice: Choice) => {
    const bound = (keys: string[], actor: ActorKind | null) =>
      bindRules(
        packs.filter((pack) => keys.includes(pack.key)),
        actor,
      )
    const lost = noLongerInForce(bound(rules.packs, rules.actor), bound(choice.packs, choice.actor))
    if (lost.length > 0) setLoosening({ choice, rules: lost })
    else void save(choice)
  }
  return (
    <div className="card settings-card">
      {chosen.length === 0 ? <p className="soft">{t('no-packs')}</p> : null}
      {chosen.map((pack) => (
        <div key={pack.key} className="rule-pack">
          <div>
            <b>{pack.names[locale]}</b> <span className="faint small">{pack.key}</span>
            <div className="soft small">{pack.reach[locale]}</div>
            <div className="faint small">{saidIn(pack.source, locale)}</div>
            <div className="faint small">
              {t('pack-facts', {
                dated: pack.dated ?? t('undated'),
                read: pack.readOn,
                confidence: t(`confidence.${pack.confidence}`),
              })}
            </div>
          </div>
          <Button
            type="text"
            size="small"
            icon={<Icon name="close" size={14} />}
            aria-label={t('remove-pack', { name: pack.names[locale] })}
            title={t('remove-pack', { name: pack.names[locale] })}
            onClick={() =>
              choose({ packs: rules.packs.filter((key) => key !== pack.key), actor: rules.actor })
            }
          />
        </div>
      ))}
      <div className="form two">
        <label className="field">
          <span>{t('add-pack')}</span>
          <Select
            showSearch
            optionFilterProp="label"
            value={null}
            placeholder={t('choose-pack')}
            onChange={(key: string | null) =>
              key && choose({ packs: [...rules.packs, key], actor: rules.actor })
            }
            options={packs
              .filter((pack) => !rules.packs.includes(pack.key))
              .map((pack) => ({ value: pack.key, label: pack.names[locale] }))}
          />
        </label>
        <label className="field">
          <span>{t('actor')}</span>
          <Select
            value={rules.actor ?? ''}
            onChange={(value) =>
              choose({ packs: rules.packs, actor: value === '' ? null : (value as ActorKind) })
            }
            options={[
              { value: '', label: t('actor.unsaid') },
              ...actorKinds.map((kind) => ({ value: kind, label: t(`actor.${kind}`) })),
            ]}
          />
          <span className="faint">{t('actor-why')}</span>
        </label>
      </div>
      {loosening ? (
        <LooseningDialog
          title={t('loosen.title')}
          rules={loosening.rules}
          packs={packs}
          onClose={() => setLoosening(null)}
          onSave={async (why) => {
            if ((await save(loosening.choice, why)) !== null) setLoosening(null)
          }}
        />
      ) : null}
    </div>
  )
}

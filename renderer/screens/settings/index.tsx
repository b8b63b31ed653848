import { useTranslation } from 'react-i18next'
import type { ComponentType } from 'react'
import { setParams, useRoute } from '../../app/route.ts'
import { AuditPart } from './AuditPart.tsx'
import { BranchPart } from './BranchPart.tsx'
import { CollectorsPart } from './CollectorsPart.tsx'
import { EgressPart, LooksPart } from './DeskParts.tsx'
import { ProvidersPart } from './ProvidersPart.tsx'
import { RulesPart } from './RulesPart.tsx'
import { TravelPart } from './travel/TravelPart.tsx'
import './settings.css'

const parts: Record<string, ComponentType> = {
  branch: BranchPart,
  collectors: CollectorsPart,
  rules: RulesPart,
  travel: TravelPart,
  providers: ProvidersPart,
  looks: LooksPart,
  egress: EgressPart,
  audit: AuditPart,
}

/** The branch, its people and rules, this desk, and what proves that data stays inside. */
export default function Settings() {
  const { t } = useTranslation('settings')
  const { params } = useRoute()
  const part = params.part && params.part in parts ? params.part : 'branch'
  const Part = parts[part]
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={t('title')}>
        <h1>{t('title')}</h1>
        {Object.keys(parts).map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === part ? 'page' : undefined}
            onClick={() => setParams({ part: each })}
          >
            {t(`part.${each}`)}
          </button>
        ))}
      </nav>
      <Part />
    </div>
  )
}

import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackView } from '../../../shared/contract/rules.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { useLocale } from '../../app/i18n.ts'

export interface Why {
  reason: string
  evidence: string
}

/** Reason and evidence for what loosens the rules, with the rules that would no longer hold. */
export function LooseningDialog({
  title,
  rules,
  packs,
  onClose,
  onSave,
}: {
  title: string
  rules: string[]
  packs: PackView[]
  onClose: () => void
  onSave: (why: Why) => Promise<void>
}) {
  const { t } = useTranslation('rules')
  const locale = useLocale()
  const [why, setWhy] = useState<Why>({ reason: '', evidence: '' })
  const [busy, setBusy] = useState(false)
  const textOf = (rule: string) => {
    const [pack, clause] = rule.split('/')
    const found = packs.find((one) => one.key === pack)?.clauses.find((one) => one.key === clause)
    return found?.texts[locale] ?? rule
  }
  return (
    <Dialog label={title} className="rules-dialog" onClose={onClose}>
      <h2>{title}</h2>
      <p className="soft">{t('loosen.what')}</p>
      <ul className="rules-lost">
        {rules.map((rule) => (
          <li key={rule}>
            {textOf(rule)} <span className="faint small">{rule}</span>
          </li>
        ))}
      </ul>
      <WhyFields why={why} onChange={setWhy} />
      <div className="bar-row dialog-actions">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          type="primary"
          loading={busy}
          disabled={why.reason.trim() === '' || why.evidence.trim() === ''}
          onClick={() => {
            setBusy(true)
            void onSave(why).finally(() => setBusy(false))
          }}
        >
          {t('loosen.save')}
        </Button>
      </div>
    </Dialog>
  )
}

export function WhyFields({ why, onChange }: { why: Why; onChange: (why: Why) => void }) {
  const { t } = useTranslation('rules')
  return (
    <>
      <label className="field">
        <span>{t('reason')}</span>
        <Input.TextArea
          rows={2}
          maxLength={1000}
          value={why.reason}
          onChange={(event) => onChange({ ...why, reason: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{t('evidence')}</span>
        <Input
          maxLength={1000}
          placeholder={t('evidence-example')}
          value={why.evidence}
          onChange={(event) => onChange({ ...why, evidence: event.target.value })}
        />
      </label>
    </>
  )
}

import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoundClauseView, PackView } from '../../../shared/contract/rules.ts'
import { saidIn } from '../../../shared/model/inLanguages.ts'
import { adjustableFields, checkAdjustment } from '../../../shared/core/compliance/book.ts'
import { ruleStrengths, type RuleClause, type RuleStrength } from '../../../shared/model/rules.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { useLocale } from '../../app/i18n.ts'
import { toast } from '../../app/toast.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { reasonSentence } from '../../client/errors.ts'
import { makeOld } from '../../client/queries.ts'
import { ClauseFields, firstFigures } from './ClauseFields.tsx'
import { WhyFields, type Why } from './LooseningDialog.tsx'

type Fields = Record<string, unknown>

/** What differs from the pack's own clause: that is what the branch says. */
function changeOf(own: RuleClause, now: Fields): Fields {
  const before = own as unknown as Fields
  const change: Fields = {}
  for (const field of ['strength', ...adjustableFields[own.kind]])
    if (JSON.stringify(now[field] ?? null) !== JSON.stringify(before[field] ?? null))
      change[field] = now[field] ?? null
  return change
}

/** The branch's own word on one clause: figures and strength, and what is asked for where that loosens it. */
export function AdjustClause({
  clause,
  pack,
  onClose,
}: {
  clause: BoundClauseView
  pack: PackView
  onClose: () => void
}) {
  const { t } = useTranslation('rules')
  const locale = useLocale()
  const change = useChange()
  const [value, setValue] = useState<Fields>(() => clause.value as unknown as Fields)
  const [why, setWhy] = useState<Why>({ reason: '', evidence: '' })
  const [busy, setBusy] = useState(false)
  const own = changeOf(clause.own, value)
  const standing = clause.adjustment?.change ?? null
  const check = checkAdjustment(pack, clause.clause, own, standing)
  const backToPack = checkAdjustment(pack, clause.clause, {}, standing)
  const asked = check.ok && check.value.needsLead
  const unwhy = asked && (why.reason.trim() === '' || why.evidence.trim() === '')
  const same = check.ok && check.value.stance === 'same'

  const save = async (said: Fields | null) => {
    setBusy(true)
    const done = await change(async () => {
      await client.rules.adjust({ pack: clause.pack, clause: clause.clause, change: said, ...why })
      await makeOld(['branch'])
      return true
    })
    setBusy(false)
    if (!done) return
    toast(t('adjusted'))
    onClose()
  }
  const strength = value.strength as RuleStrength
  return (
    <Dialog label={t('adjust')} className="rules-dialog" onClose={onClose}>
      <h2>{t('adjust')}</h2>
      <p>{clause.texts[locale]}</p>
      <p className="faint small">{saidIn(clause.citation, locale)}</p>
      <label className="field">
        <span>{t('strength')}</span>
        <Segmented<RuleStrength>
          value={strength}
          onChange={(next) =>
            setValue({
              ...(strength === 'unset' ? firstFigures(clause.own) : {}),
              ...value,
              strength: next,
            })
          }
          options={ruleStrengths.map((one) => ({ value: one, label: t(`strength.${one}`) }))}
        />
        <span className="faint">{t(`strength-means.${strength}`)}</span>
      </label>
      {strength === 'unset' ? null : (
        <ClauseFields
          value={value as unknown as RuleClause}
          onChange={(fields) => setValue({ ...value, ...fields })}
        />
      )}
      {check.ok ? (
        <p className={`rule-own ${check.value.stance}`} role="status">
          {t(`would.${check.value.stance}`)}
        </p>
      ) : clause.own.strength === 'unset' ? (
        <p className="doubt" role="status">
          {t('figures-missing')}
        </p>
      ) : (
        <p className="broken" role="status">
          {reasonSentence(check.refusal, locale)}
        </p>
      )}
      {same ? null : <WhyFields why={why} onChange={setWhy} />}
      <div className="bar-row dialog-actions">
        {clause.adjustment && backToPack.ok && !backToPack.value.needsLead ? (
          <Button loading={busy} onClick={() => void save(null)}>
            {t('back-to-pack')}
          </Button>
        ) : clause.adjustment ? (
          <Button onClick={() => setValue(clause.own as unknown as Fields)}>{t('back-to-pack')}</Button>
        ) : null}
        <span className="spring" />
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          type="primary"
          loading={busy}
          disabled={!check.ok || same || unwhy}
          onClick={() => void save(Object.keys(own).length > 0 ? own : null)}
        >
          {asked ? t('loosen.save') : t('save')}
        </Button>
      </div>
    </Dialog>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitRules } from '../../../shared/contract/rules.ts'
import { useLocale } from '../../app/i18n.ts'
import { toast } from '../../app/toast.ts'
import { useFormat } from '../../app/useBranch.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld, queries } from '../../client/queries.ts'

/** What rules want on record before somebody goes, what is there, and who may be spoken to. */
export function VisitRulesBox({ visitId }: { visitId: string }) {
  const { t } = useTranslation('cases')
  const locale = useLocale()
  const format = useFormat()
  const rules = useQuery(queries.visitRules(visitId)).data
  if (!rules || (rules.missing.length === 0 && rules.grounds.length === 0 && !rules.thirdParty)) return null
  return (
    <div className="section">
      <h3>{t('rules.title')}</h3>
      {rules.missing.map((missing) => (
        <MissingGround key={missing.rule} visitId={visitId} missing={missing} />
      ))}
      {rules.grounds.map((ground) => (
        <p key={ground.id} className="small">
          <b>{t(`ground.${ground.kind}`)}</b> {ground.note}
          <span className="faint">
            {' '}
            {ground.by} · {format.dateTime(ground.at)}
          </span>
        </p>
      ))}
      {rules.thirdParty ? (
        <p className="small soft">{t('rules.third-party', { text: rules.thirdParty.texts[locale] })}</p>
      ) : null}
    </div>
  )
}

function MissingGround({ visitId, missing }: { visitId: string; missing: VisitRules['missing'][number] }) {
  const { t } = useTranslation('cases')
  const locale = useLocale()
  const change = useChange()
  const [note, setNote] = useState('')
  const record = () =>
    change(async () => {
      await client.rules.record({ visitId, kind: missing.kind, note })
      toast(t('rules.recorded'))
      await makeOld(['cases', 'plan'])
    })
  return (
    <div className="form">
      <p className={missing.hard ? 'broken' : 'doubt'}>
        {t('rules.missing')}: {missing.texts[locale]}
      </p>
      <div className="bar-row nowrap-row">
        <Input
          size="small"
          value={note}
          maxLength={1000}
          aria-label={t(`ground.${missing.kind}`)}
          placeholder={t(`ground.${missing.kind}`)}
          onChange={(event) => setNote(event.target.value)}
          onPressEnter={() => note.trim() && void record()}
        />
        <Button size="small" disabled={note.trim() === ''} onClick={() => void record()}>
          {t('rules.record')}
        </Button>
      </div>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingView, PlanView } from '../../../shared/contract/week.ts'
import type { PlanVersion } from '../../../shared/contract/versions.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { useLocale } from '../../app/i18n.ts'
import { navigate, setParams } from '../../app/route.ts'
import { useFormat } from '../../app/useBranch.ts'
import { reasonSentence } from '../../client/errors.ts'
import { queries } from '../../client/queries.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ApprovalForm } from './ApprovalForm.tsx'
import { lacks, missingOf, overtimeDays, type Lack } from './readiness.ts'
import { useVersionActions } from './versions/useVersionActions.ts'
import './publish.css'

const shownFindings = 6

/** Sentences of findings, the same one once with its count, the hard ones first. */
function gathered(findings: readonly FindingView[], say: (finding: FindingView) => string) {
  const groups = new Map<string, FindingView[]>()
  for (const finding of [...findings].sort((a, b) => Number(b.hard) - Number(a.hard))) {
    const sentence = say(finding)
    groups.set(sentence, [...(groups.get(sentence) ?? []), finding])
  }
  return [...groups].map(([sentence, list]) => ({ sentence, hard: list[0].hard, list }))
}

/** The last look before a week goes out: what is missing, where to mend it, and one more key that publishes. */
export function PublishSheet({
  plan,
  version,
  onPublish,
  onClose,
}: {
  plan: PlanView
  version: PlanVersion
  onPublish: () => void
  onClose: () => void
}) {
  const { t } = useTranslation('plan')
  const locale = useLocale()
  const format = useFormat()
  const calls = useQuery(queries.callQueue(plan.week))
  const collectors = useQuery(queries.collectors())
  const loading = calls.isPending || collectors.isPending
  const missing = missingOf(plan, calls.data ?? [], collectors.data ?? [])
  const versionActions = useVersionActions(plan.week)
  const blocked = plan.totals.hardFindings > 0
  const publishButton = useRef<HTMLButtonElement>(null)
  // also once it is approved: the button that was pressed is gone, and the next key publishes
  useEffect(() => publishButton.current?.focus(), [loading, version.approvedAt])
  const leave = (go: () => void) => () => {
    onClose()
    go()
  }
  const look = (crewDayId?: string) => leave(() => setParams({ day: crewDayId ?? null, visit: null }))
  const places: Record<Lack, (() => void) | null> = {
    unlocated: leave(() => navigate('locate')),
    unplanned: onClose,
    'never-called': leave(() => navigate('calls')),
    'not-agreed': leave(() => navigate('calls')),
    overtime: look(overtimeDays(plan)[0]?.day.id),
    'missing-crews': leave(() => navigate('settings', { part: 'collectors' })),
    findings: null,
  }
  const rows = loading ? [] : lacks.filter((lack) => missing[lack] > 0)
  const sentences = gathered(plan.findings, (finding) => reasonSentence(finding.reason, locale))
  return (
    <Dialog label={t('publish.title')} className="publish" onClose={onClose}>
      <header>
        <h2>{t('publish.title')}</h2>
        <button type="button" className="icon-button" aria-label={t('key.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <p className="publish-sentence">
        {t('publish.sentence', {
          planned: format.number(plan.totals.planned),
          confirmed: format.number(plan.totals.confirmed),
        })}
      </p>
      {blocked ? (
        <p className="publish-blocked broken" role="alert">
          {t('publish.blocked', { count: plan.totals.hardFindings })}
        </p>
      ) : null}
      {rows.length > 0 ? (
        <ul className="publish-lacks">
          {rows.map((lack) => (
            <li key={lack}>
              <span className="doubt">
                <Icon name="warning" size={15} />
              </span>
              <span className="num">{format.number(missing[lack])}</span>
              <span>{t(`publish.${lack}`, { count: missing[lack] })}</span>
              {places[lack] ? (
                <Button size="small" onClick={places[lack]}>
                  {t(`publish.go.${lack}`)}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : loading ? null : (
        <p className="good publish-sentence">
          <Icon name="check" size={15} /> {t('publish.complete')}
        </p>
      )}
      {sentences.length > 0 ? (
        <ul className="publish-findings small">
          {sentences.slice(0, shownFindings).map(({ sentence, hard, list }) => {
            const visitId = list.find((finding) => finding.visitId)?.visitId
            return (
              <li key={sentence} className={hard ? 'broken' : 'soft'}>
                {visitId ? (
                  <a href={`#/plan?visit=${encodeURIComponent(visitId)}`} onClick={onClose}>
                    {sentence}
                  </a>
                ) : (
                  sentence
                )}
                {list.length > 1 ? <span className="num"> ×{format.number(list.length)}</span> : null}
              </li>
            )
          })}
          {sentences.length > shownFindings ? (
            <li className="faint">{t('publish.more', { count: sentences.length - shownFindings })}</li>
          ) : null}
        </ul>
      ) : null}
      <p className="publish-note faint small">{t('publish.note')}</p>
      <footer>
        <Button disabled={loading} onClick={() => window.print()}>
          {t('approval.print')}
        </Button>
        {version.approvedAt ? (
          <span className="good small">
            <Icon name="check" size={13} /> {t('versions.approved-by', { who: version.approvedBy })}
          </span>
        ) : (
          <Button
            disabled={blocked || loading}
            onClick={() => void versionActions.approve(plan.fingerprint ?? '')}
          >
            {t('versions.approve')}
          </Button>
        )}
        <span className="spring" />
        <Button onClick={onClose}>{t('publish.back')}</Button>
        <Button type="primary" ref={publishButton} disabled={blocked || loading} onClick={leave(onPublish)}>
          {t('publish')} <kbd className="on-accent">Enter</kbd>
        </Button>
      </footer>
      {loading ? null : <ApprovalForm plan={plan} version={version} missing={missing} />}
    </Dialog>
  )
}

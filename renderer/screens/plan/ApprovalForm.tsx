import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { PlanVersion } from '../../../shared/contract/versions.ts'
import type { PlanView } from '../../../shared/contract/week.ts'
import { addDays } from '../../../shared/core/lib/time.ts'
import { useBranch, useFormat, useNow } from '../../app/useBranch.ts'
import { lacks, type Lack } from './readiness.ts'
import './approval.css'

/** as in the window's own bar */
const workingDays = 5

/** A fingerprint is compared by eye: in groups of four. */
export const inGroups = (fingerprint: string): string => fingerprint.replace(/(.{4})(?=.)/gu, '$1 ')

/** A sheet of paper on which the week is approved: its figures, what it lacks, its fingerprint, room to sign. Seen in print only. */
export function ApprovalForm({
  plan,
  version,
  missing,
}: {
  plan: PlanView
  version: PlanVersion
  missing: Record<Lack, number>
}) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const branch = useBranch()
  const now = useNow()
  const { totals, crewDays, week } = plan
  const out = crewDays.filter((day) => day.stops.length > 0)
  const busy = totals.travelSeconds + totals.serviceSeconds + totals.waitingSeconds
  const figures: [string, string][] = [
    [t('figure.planned'), format.number(totals.planned)],
    [t('figure.confirmed'), format.number(totals.confirmed)],
    [t('figure.unplanned'), format.number(totals.unplanned)],
    [t('figure.crew-days'), format.number(out.length)],
    [t('figure.busy'), format.duration(busy)],
    [t('figure.travel'), format.duration(totals.travelSeconds)],
    [t('figure.distance'), format.distance(totals.metres)],
    [t('figure.hard'), format.number(totals.hardFindings)],
    [t('figure.soft'), format.number(totals.softFindings)],
  ]
  const open = lacks.filter((lack) => missing[lack] > 0)
  return createPortal(
    <section className="approval-form" aria-label={t('approval.title')}>
      <h1>{t('approval.title')}</h1>
      <p>
        {branch.name} · {format.date(week)} – {format.date(addDays(week, workingDays - 1))} ·{' '}
        {t('approval.version', { name: version.name })}
      </p>
      <table>
        <tbody>
          {figures.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('approval.open')}</h2>
      {open.length === 0 ? (
        <p>{t('publish.complete')}</p>
      ) : (
        <ul>
          {open.map((lack) => (
            <li key={lack}>
              {format.number(missing[lack])} {t(`publish.${lack}`, { count: missing[lack] })}
            </li>
          ))}
        </ul>
      )}
      <h2>{t('approval.fingerprint')}</h2>
      <p className="approval-fingerprint">{inGroups(plan.fingerprint ?? '')}</p>
      <p className="approval-small">{t('approval.fingerprint-means')}</p>
      {version.approvedAt ? (
        <p>
          {t('versions.approved-by', { who: version.approvedBy })} · {format.dateTime(version.approvedAt)}
        </p>
      ) : null}
      <div className="approval-signatures">
        {(['made', 'approved', 'date'] as const).map((who) => (
          <span key={who}>{t(`approval.${who}`)}</span>
        ))}
      </div>
      <p className="approval-small">{t('approval.printed', { when: format.dateTime(now) })}</p>
    </section>,
    document.body,
  )
}

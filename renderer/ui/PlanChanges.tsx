import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanDiff } from '../../shared/contract/week.ts'
import { useFormat } from '../app/useBranch.ts'

/** a page of changes; the rest is one click away */
const firstShown = 100

/** `+4 h 05`, `−12 min`, `0 min` */
const signedTravel = (seconds: number, duration: (seconds: number) => string) =>
  Math.round(seconds / 60) > 0 ? `+${duration(seconds)}` : duration(seconds)

/** One change as cells of a row: whose visit, what happens to it, where it was and where it goes. */
export function ChangeCells({ change }: { change: PlanDiff['changes'][number] }) {
  const { t } = useTranslation('ui')
  const format = useFormat()
  const place = (at: PlanDiff['changes'][number]['before']) =>
    at ? `${format.dayTime(at.arrival)} · ${at.crewName}` : t('diff.nowhere')
  return (
    <>
      <td className="nowrap">
        {change.borrower} <span className="faint num">{change.caseNo}</span>
      </td>
      <td className={change.callAgain || change.kind === 'dropped' ? 'doubt nowrap' : 'nowrap'}>
        {t(`diff.kind.${change.kind}`)}
        {change.callAgain ? ` · ${t('diff.again')}` : ''}
      </td>
      <td className="soft num nowrap">{place(change.before)}</td>
      <td className="num nowrap">{place(change.after)}</td>
    </>
  )
}

/** What a change does to the plan: who must be called again first, then whose crew or time is another. */
export function PlanChanges({ diff }: { diff: PlanDiff }) {
  const { t } = useTranslation('ui')
  const format = useFormat()
  const [isWhole, setWhole] = useState(false)
  const changes = diff.changes.toSorted((a, b) => Number(b.callAgain) - Number(a.callAgain))
  const counts = (['moved', 'retimed', 'added', 'dropped', 'callAgain'] as const).filter(
    (kind) => diff[kind] > 0,
  )
  if (changes.length === 0) return <p className="soft">{t('diff.none')}</p>
  return (
    <>
      <p>
        {counts.map((kind) => (
          <span key={kind} className={kind === 'callAgain' || kind === 'dropped' ? 'doubt' : undefined}>
            {kind === counts[0] ? '' : ' · '}
            {t(`diff.${kind}`, { count: diff[kind] })}
          </span>
        ))}
        <span className={diff.travelSecondsDelta > 0 ? 'doubt num' : 'num'}>
          {' · '}
          {t('diff.travel', { travel: signedTravel(diff.travelSecondsDelta, format.duration) })}
        </span>
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('diff.borrower')}</th>
            <th>{t('diff.what')}</th>
            <th>{t('diff.before')}</th>
            <th>{t('diff.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, isWhole ? undefined : firstShown).map((change) => (
            <tr key={change.visitId}>
              <ChangeCells change={change} />
            </tr>
          ))}
        </tbody>
      </table>
      {!isWhole && changes.length > firstShown ? (
        <button type="button" className="link-button" onClick={() => setWhole(true)}>
          {t('diff.more', { count: changes.length - firstShown })}
        </button>
      ) : null}
    </>
  )
}

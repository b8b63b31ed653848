import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queries } from '../client/queries.ts'
import { cancelWork, useWorks } from '../client/work.ts'
import { useStageName } from '../ui/Feedback.tsx'
import { Icon } from '../ui/Icon.tsx'
import { StatusHost, useSlots } from './Slots.tsx'
import { useFormat } from './useBranch.ts'
import './StatusLine.css'

function WeekNumbers({ week }: { week: string }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const plan = useQuery(queries.plan(week)).data
  const waiting = useQuery(queries.waiting()).data
  if (!plan) return null
  const { totals } = plan
  const findings = totals.hardFindings + totals.softFindings
  return (
    <span className="num">
      {totals.made > 0 ? `${t('status.made', { count: totals.made })} · ` : ''}
      {t('status.week', {
        planned: format.number(totals.planned),
        unplanned: format.number(totals.unplanned),
        travel: format.duration(totals.travelSeconds),
        calls: format.number(waiting?.calls ?? 0),
      })}
      {' · '}
      <span className={totals.hardFindings > 0 ? 'broken' : findings > 0 ? 'doubt' : undefined}>
        {t('status.findings', { count: findings })}
      </span>
    </span>
  )
}

function Running() {
  const { t } = useTranslation('shell')
  const stageName = useStageName()
  const works = Object.values(useWorks((store) => store.works))
  if (works.length === 0) return null
  return (
    <span className="running" role="status">
      {works.map((work) => (
        <span key={work.key}>
          <span className="running-mark" aria-hidden="true" />
          {work.title}
          {work.progress ? ` · ${stageName(work.progress.stage)}` : ''}
          {work.progress && work.progress.total > 0
            ? ` ${Math.round((100 * work.progress.done) / work.progress.total)} %`
            : ''}
          <button
            type="button"
            className="icon-button small"
            aria-label={t('cancel-work', { work: work.title })}
            title={t('cancel-work', { work: work.title })}
            onClick={() => cancelWork(work.key)}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
    </span>
  )
}

/** often enough for a clock that shows minutes */
const clockMilliseconds = 30_000

/** A sample's week does not wait for the calendar: its clock begins on the Friday before, and that is said here. */
function SampleClock() {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const now = useQuery({ ...queries.session(), refetchInterval: clockMilliseconds }).data?.now
  if (!now) return null
  return (
    <span className="sample-clock num" title={t('sample-clock.why')} tabIndex={0}>
      <Icon name="clock" size={13} /> {t('sample-clock', { at: format.dayTime(now) })}
      <span className="visually-hidden">{t('sample-clock.why')}</span>
    </span>
  )
}

export function StatusLine() {
  const branch = useQuery(queries.session()).data?.branch
  const statuses = useSlots((slots) => slots.statuses)
  return (
    <footer className="status-line">
      <StatusHost />
      {statuses === 0 && branch ? <WeekNumbers week={branch.week} /> : null}
      <span className="spring" />
      <Running />
      {branch?.sample ? <SampleClock /> : null}
    </footer>
  )
}

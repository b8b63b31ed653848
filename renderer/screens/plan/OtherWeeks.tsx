import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/useBranch.ts'
import { useWorks } from '../../client/work.ts'
import { WorkBar } from '../../ui/Feedback.tsx'
import { planWork, weekText } from './usePlanActions.ts'

/** Weeks that are being planned while this one is looked at: each named, so that it is not taken for this one. */
export function OtherWeeks({ week }: { week: string }) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const running = useWorks(({ works }) => Object.keys(works).join('\n')).split('\n')
  const others = running.flatMap((key) => {
    const date = /\d{4}-\d\d-\d\d$/.exec(key)?.[0]
    return date && date !== week && key === planWork(date) ? [date] : []
  })
  if (others.length === 0) return null
  const bars = others.map((date) => (
    <WorkBar key={date} workKey={planWork(date)} note={t('work.week', { week: weekText(date, format) })} />
  ))
  return <div className="plan-others">{bars}</div>
}

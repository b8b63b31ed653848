import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queries } from '../../../client/queries.ts'
import { Failure, Waiting } from '../../../ui/Feedback.tsx'
import { ClosuresCard } from './ClosuresCard.tsx'
import { HoursCard } from './HoursCard.tsx'
import { LearnedCard } from './LearnedCard.tsx'
import '../../../ui/plain-table.css'
import './travel.css'

/** How this branch travels: how fast at which hour, and what is closed when. */
export function TravelPart() {
  const { t } = useTranslation('travel')
  const { t: s } = useTranslation('settings')
  const query = useQuery(queries.travel())
  if (query.isPending) return <Waiting label={s('loading')} />
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />
  return (
    <div className="page">
      <div className="page-inner settings-page travel-page">
        <h2>{t('hours.title')}</h2>
        <HoursCard key={JSON.stringify(query.data.hours)} travel={query.data} />
        <LearnedCard />
        <h2>{t('closure.title')}</h2>
        <ClosuresCard travel={query.data} />
      </div>
    </div>
  )
}

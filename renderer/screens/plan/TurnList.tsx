import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CrewDayView, PlanView, StopView } from '../../../shared/contract/week.ts'
import { useFormat } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'

/** Less than that from the road to the door is not worth a word. */
const worthSayingMetres = 40

/** The way to a stop, turn by turn, for whoever asks on the telephone; nothing where no road leads there. */
export function TurnList({ plan, day, stop }: { plan: PlanView; day: CrewDayView; stop: StopView }) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const drawn = useQuery({
    ...queries.geometry(plan.week, plan.version?.id ?? ''),
    enabled: plan.version !== null,
  }).data?.find((each) => each.crewDayId === day.id)
  const index = day.stops.findIndex((each) => each.visitId === stop.visitId)
  const leg = drawn?.legs[day.start ? index : index - 1]
  if (!leg || leg.steps.length === 0) return null
  const [, walk] = leg.footMetres
  return (
    <details className="section turn-list">
      <summary>{t('turns.show', { count: leg.steps.length })}</summary>
      <ol>
        {leg.steps.map((step, at) => {
          const turn = t(`turn.${step.turn}`)
          return (
            <li key={at}>
              <span>{step.name ? t('turns.onto', { turn, road: step.name }) : turn}</span>
              {step.metres > 0 ? <span className="num faint">{format.distance(step.metres)}</span> : null}
            </li>
          )
        })}
        {walk >= worthSayingMetres ? (
          <li className="soft">{t('turns.walk', { distance: format.distance(walk) })}</li>
        ) : null}
      </ol>
    </details>
  )
}

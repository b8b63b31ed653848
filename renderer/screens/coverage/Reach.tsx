import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TravelMode } from '../../../shared/model/travel.ts'
import { queries } from '../../client/queries.ts'
import { Reach } from '../../map/index.ts'

/** From whose start, by what, within how long. */
export interface ReachAsked {
  name: string
  from: [lon: number, lat: number]
  mode: TravelMode
  minutes: number
}

const inputOf = ({ from, mode, minutes }: ReachAsked) => ({ from, mode, minutes })
const minuteChoices = [10, 15, 20, 30, 45, 60]
const usualMinutes = 30

/** Asks how far somebody gets from her start in so many minutes. */
export function ReachChoice({
  asked,
  onAsk,
}: {
  asked: ReachAsked | null
  onAsk: (asked: ReachAsked | null) => void
}) {
  const { t } = useTranslation('coverage')
  const people = useQuery(queries.collectors()).data ?? []
  const starts = people.flatMap(({ name, start, mode }) => (start ? [{ name, from: start, mode }] : []))
  const found = useQuery({
    ...queries.reach(asked ? inputOf(asked) : { from: [0, 0], mode: 'car', minutes: usualMinutes }),
    enabled: asked !== null,
  })
  if (starts.length === 0) return null
  return (
    <span className="reach-choice">
      <Select
        size="small"
        value={asked?.name ?? ''}
        aria-label={t('reach.from')}
        popupMatchSelectWidth={false}
        onChange={(name) => {
          const start = starts.find((one) => one.name === name)
          onAsk(start ? { ...start, minutes: asked?.minutes ?? usualMinutes } : null)
        }}
        options={[
          { value: '', label: t('reach.none') },
          ...starts.map(({ name }) => ({ value: name, label: t('reach.of', { name }) })),
        ]}
      />
      {asked ? (
        <Select
          size="small"
          value={asked.minutes}
          aria-label={t('reach.minutes')}
          onChange={(minutes) => onAsk({ ...asked, minutes })}
          options={minuteChoices.map((minutes) => ({
            value: minutes,
            label: t('reach.within', { minutes }),
          }))}
        />
      ) : null}
      {asked && found.data?.length === 0 ? <span className="doubt small">{t('reach.nowhere')}</span> : null}
    </span>
  )
}

/** The land that is reached, on the map. */
export function ReachShape({ asked }: { asked: ReachAsked }) {
  const { t } = useTranslation('coverage')
  const { from, minutes, name } = asked
  const rings = useQuery(queries.reach(inputOf(asked))).data
  if (!rings || rings.length === 0) return null
  return <Reach rings={rings} from={from} title={t('reach.title', { name, minutes })} />
}

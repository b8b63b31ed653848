import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queries } from '../client/queries.ts'
import { Icon } from '../ui/Icon.tsx'
import { formatRoute } from './route.ts'
import { screens } from './screens.ts'
import './Rail.css'

/** The week's work in order; a number where something waits. */
export function Rail({ current }: { current: string }) {
  const { t } = useTranslation('shell')
  const waiting = useQuery(queries.waiting()).data
  const numbers: Record<string, number | undefined> = {
    locate: waiting?.locate,
    plan: waiting?.unplanned,
    calls: waiting?.calls,
    outcomes: waiting && waiting.outcomes + waiting.brokenPromises,
  }
  return (
    <nav className="rail" aria-label={t('rail')}>
      {screens.map((screen) => {
        const count = numbers[screen.key] ?? 0
        const name = t(`screen.${screen.key}`)
        const hint = count > 0 ? t(`waits.${screen.key}`, { count }) : ''
        return (
          <a
            key={screen.key}
            href={formatRoute({ screen: screen.key, params: {} })}
            className={screen.key === current ? 'rail-entry on' : 'rail-entry'}
            aria-current={screen.key === current ? 'page' : undefined}
            aria-label={hint ? `${name}, ${hint}` : name}
            title={`${hint || name}  (G ${screen.letter.toUpperCase()})`}
            onPointerEnter={screen.preload}
          >
            <Icon name={screen.icon} size={20} />
            <span className="rail-name">{name}</span>
            {count > 0 ? <span className="rail-count">{count > 999 ? '999+' : count}</span> : null}
          </a>
        )
      })}
    </nav>
  )
}

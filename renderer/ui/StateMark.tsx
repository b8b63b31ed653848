import { useTranslation } from 'react-i18next'
import type { VisitState } from '../../shared/contract/cases.ts'
import type { MatchLevel } from '../../shared/model/location.ts'
import { Icon } from './Icon.tsx'
import { StopMark } from './StopMark.tsx'
import './StateMark.css'

const tones: Record<VisitState, 'doubt' | 'broken' | 'good' | 'soft' | 'faint'> = {
  'to-locate': 'doubt',
  review: 'doubt',
  ready: 'soft',
  unplanned: 'doubt',
  planned: 'soft',
  confirmed: 'good',
  visited: 'good',
  stopped: 'broken',
  closed: 'faint',
}

function Shape({ state }: { state: VisitState }) {
  switch (state) {
    case 'to-locate':
    case 'review':
    case 'unplanned':
      return <Icon name="warning" size={14} />
    case 'planned':
      return <StopMark status="planned" size={11} />
    case 'confirmed':
      return <StopMark status="confirmed" size={11} />
    case 'visited':
      return <Icon name="check" size={14} />
    case 'stopped':
      return <StopMark status="failed" size={11} />
    case 'ready':
    case 'closed':
      return <span className="mark-dash" />
  }
}

/** Where a visit stands, by word, shape and colour. */
export function StateMark({ state }: { state: VisitState }) {
  const { t } = useTranslation('words')
  return (
    <span className={`mark ${tones[state]}`}>
      <span className="mark-shape">
        <Shape state={state} />
      </span>
      {t(`state.${state}`)}
    </span>
  )
}

const doubtful: readonly MatchLevel[] = ['street', 'estate', 'village', 'town', 'district', 'city', 'none']

/**
 * How near an address was located; amber where it is only near. `held`: there are candidates, but a person has to
 * choose among them.
 */
export function LevelMark({ level, held = false }: { level: MatchLevel | null; held?: boolean }) {
  const { t } = useTranslation('words')
  if (level === null) return <span className="faint">{t('level.open')}</span>
  if (level === 'none' && held) return <span className="doubt">{t('level.held')}</span>
  return <span className={doubtful.includes(level) ? 'doubt' : undefined}>{t(`level.${level}`)}</span>
}

import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LocationCandidate } from '../../../shared/model/location.ts'
import { showKeys } from '../../app/actions.ts'
import { useFormat } from '../../app/useBranch.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { Guard } from './guard.ts'

/** What it would mean to send somebody to this place all the same, and the second step that does so. */
export function CoarseWarning({
  why,
  candidate,
  urgent,
  onAccept,
}: {
  why: Guard
  /** undefined: none is chosen yet */
  candidate: LocationCandidate | undefined
  /** the person has just tried to take it as if it were an address */
  urgent: boolean
  onAccept: () => void
}) {
  const { t } = useTranslation('locate')
  const format = useFormat()
  return (
    <div className={urgent ? 'notice coarse urgent' : 'notice coarse'} role={urgent ? 'alert' : undefined}>
      <Icon name="warning" size={16} />
      <div>
        {candidate ? (
          <>
            <p>{t(why, { label: candidate.label, radius: format.distance(candidate.radiusMetres) })}</p>
            <Button size="small" onClick={onAccept}>
              {t(`accept-${why}`)} <kbd>{showKeys('shift+Enter')}</kbd>
            </Button>
          </>
        ) : (
          <p>{t('none-chosen')}</p>
        )}
      </div>
    </div>
  )
}

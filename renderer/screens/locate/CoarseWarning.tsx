import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LocationCandidate } from '../../../shared/model/location.ts'
import { showKeys } from '../../app/actions.ts'
import { useFormat } from '../../app/useBranch.ts'
import { Icon } from '../../ui/Icon.tsx'

/** What it would mean to send somebody to the middle of a town or district, and the second step that does so. */
export function CoarseWarning({
  candidate,
  urgent,
  onAccept,
}: {
  candidate: LocationCandidate
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
        <p>{t('coarse', { label: candidate.label, radius: format.distance(candidate.radiusMetres) })}</p>
        <Button size="small" onClick={onAccept}>
          {t('accept-coarse')} <kbd>{showKeys('shift+Enter')}</kbd>
        </Button>
      </div>
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { PlanView } from '../../../../shared/contract/week.ts'
import { Dialog } from '../../../app/Dialog.tsx'
import type { LoadedBoard } from '../../../board/useBoard.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { closeVersions, openVersions } from './address.ts'
import { Compare, type TakeOver } from './Compare.tsx'
import { VersionList } from './VersionList.tsx'
import './versions.css'

/** The plan's versions over the board: first their list, then two of them side by side. */
export function VersionsSheet({
  plan,
  shown,
  loaded,
  onTake,
}: {
  plan: PlanView
  /** `list`, or the ids of two versions joined by `~` */
  shown: string
  /** null until changes of the version that stands can be judged */
  loaded: LoadedBoard | null
  onTake: (take: TakeOver) => void
}) {
  const { t } = useTranslation('plan')
  const pair = shown.split('~')
  const comparing = pair.length === 2
  const label = t(comparing ? 'versions.compare-title' : 'versions.title')
  return (
    <Dialog label={label} className={`versions${comparing ? ' wide' : ''}`} onClose={closeVersions}>
      <header>
        <span className="bar-row">
          {comparing ? (
            <button
              type="button"
              className="icon-button"
              aria-label={t('versions.title')}
              title={t('versions.title')}
              onClick={() => openVersions()}
            >
              <Icon name="left" size={16} />
            </button>
          ) : null}
          <h2>{label}</h2>
        </span>
        <button type="button" className="icon-button" aria-label={t('key.close')} onClick={closeVersions}>
          <Icon name="close" />
        </button>
      </header>
      {comparing ? (
        <Compare
          plan={plan}
          a={pair[0]!}
          b={pair[1]!}
          loaded={loaded}
          onTake={(take) => {
            closeVersions()
            onTake(take)
          }}
          onTurned={closeVersions}
        />
      ) : (
        <VersionList plan={plan} onTurned={closeVersions} />
      )}
    </Dialog>
  )
}

import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { connection } from '../client/connection.ts'

const isDesktop = window.location.protocol === 'app:'

/** The service does not answer: nothing can be saved, and what is on screen may be old. */
export const useAway = (): boolean => useSyncExternalStore(connection.subscribe, connection.state) === 'away'

/** Says that the service does not answer and what to do, for as long as it does not. */
export function Away() {
  const { t } = useTranslation('shell')
  if (!useAway()) return null
  return (
    <div className="away" role="alert">
      {t(isDesktop ? 'away' : 'away-browser')}
      {isDesktop ? (
        <button type="button" className="link-button" onClick={() => window.location.reload()}>
          {t('reconnect')}
        </button>
      ) : null}
    </div>
  )
}

import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { connection } from '../client/connection.ts'

/** Says that the service does not answer, for as long as it does not. */
export function Away() {
  const { t } = useTranslation('shell')
  const state = useSyncExternalStore(connection.subscribe, connection.state)
  if (state !== 'away') return null
  return (
    <div className="away" role="alert">
      {t('away')} {window.location.protocol === 'app:' ? null : t('away-browser')}
      {window.location.protocol === 'app:' ? (
        <button type="button" className="link-button" onClick={() => window.location.reload()}>
          {t('reconnect')}
        </button>
      ) : null}
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon.tsx'
import { showKeys } from './actions.ts'
import { dismissToast, useToasts } from './toast.ts'
import { undoEntry } from './useSay.ts'
import './Toasts.css'

export function Toasts() {
  const { t } = useTranslation('shell')
  const toasts = useToasts((store) => store.toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map(({ undo, ...each }) => (
        <div
          key={each.id}
          className={`toast ${each.kind}`}
          role={each.kind === 'failed' ? 'alert' : undefined}
        >
          <Icon name={each.kind === 'done' ? 'check' : 'warning'} size={16} />
          <span>{each.text}</span>
          {undo ? (
            <button
              type="button"
              className="link-button"
              title={showKeys('mod+z')}
              onClick={() => {
                dismissToast(each.id)
                undoEntry(undo.entryId)
              }}
            >
              {undo.label ?? t('undo')}
            </button>
          ) : null}
          <button
            type="button"
            className="icon-button"
            aria-label={t('close')}
            onClick={() => dismissToast(each.id)}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  )
}

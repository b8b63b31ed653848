import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon.tsx'
import { showKeys } from './actions.ts'
import { dismissToast, useToasts } from './toast.ts'
import { undoEntry } from './useSay.ts'
import './Toasts.css'

/** Says what happened at the foot of the window; the figures of the status line make room for it. */
export function Toasts() {
  const { t } = useTranslation('shell')
  const toasts = useToasts((store) => store.toasts)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const root = document.documentElement
    const measured = new ResizeObserver(() =>
      root.style.setProperty('--toasts-width', `${Math.ceil(element.offsetWidth)}px`),
    )
    measured.observe(element)
    return () => {
      measured.disconnect()
      root.style.removeProperty('--toasts-width')
    }
  }, [])
  return (
    <div ref={box} className="toasts" role="status" aria-live="polite">
      {toasts.map(({ undo, act, ...each }) => (
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
          {act ? (
            <button
              type="button"
              className="link-button"
              onClick={() => {
                dismissToast(each.id)
                act.run()
              }}
            >
              {act.label}
              {act.keys ? <kbd aria-hidden>{showKeys(act.keys)}</kbd> : null}
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

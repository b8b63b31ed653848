import { Input, type InputRef } from 'antd'
import { useId, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/Icon.tsx'

/**
 * A passphrase as it is typed: hidden, or shown for whoever types with an input method or a strange keyboard. Says when
 * Caps Lock is on, which nobody sees in dots.
 */
export function PassphraseField({
  label,
  value,
  onChange,
  isNew,
  hint,
  problem,
  shown,
  onShown,
  autoFocus,
  inputRef,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  isNew: boolean
  hint?: ReactNode
  problem?: string | null
  shown: boolean
  /** absent: another field's button shows this one as well */
  onShown?: (shown: boolean) => void
  autoFocus?: boolean
  inputRef?: Ref<InputRef>
}) {
  const { t } = useTranslation('opening')
  const [caps, setCaps] = useState(false)
  const field = useId()
  const below = useId()
  const lookForCaps = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'))
  return (
    <div className="field passphrase">
      <label htmlFor={field}>{label}</label>
      <Input
        id={field}
        ref={inputRef}
        size="large"
        type={shown ? 'text' : 'password'}
        value={value}
        maxLength={1000}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        autoCapitalize="off"
        spellCheck={false}
        autoFocus={autoFocus}
        aria-invalid={problem ? true : undefined}
        aria-describedby={below}
        status={problem ? 'error' : undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={lookForCaps}
        onKeyUp={lookForCaps}
        onBlur={() => setCaps(false)}
        suffix={
          onShown ? (
            <button
              type="button"
              className="show-button"
              aria-label={t('show-label')}
              aria-pressed={shown}
              onClick={() => onShown(!shown)}
            >
              {shown ? t('hide') : t('show')}
            </button>
          ) : undefined
        }
      />
      <div id={below} className="field-below">
        <span role="alert" className="broken">
          {problem ?? ''}
        </span>
        <span role="status" className="doubt">
          {caps ? (
            <>
              <Icon name="warning" size={14} /> {t('caps')}
            </>
          ) : null}
        </span>
        {hint ? <span className="faint">{hint}</span> : null}
      </div>
    </div>
  )
}

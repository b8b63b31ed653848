import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CallResult } from '../../../shared/model/facts.ts'
import { useActions } from '../../app/actions.ts'
import { Icon } from '../../ui/Icon.tsx'

/** A result that ends all contact is a fact that undo leaves alone: it is asked about once, and Enter says yes. */
export function StopQuestion({
  result,
  borrower,
  disabled,
  onYes,
  onClose,
}: {
  result: CallResult
  borrower: string
  disabled: boolean
  onYes: () => void
  onClose: () => void
}) {
  const { t } = useTranslation('calls')
  const { t: w } = useTranslation('words')
  const named = w(`result.${result}`)
  useActions([
    { id: 'calls-stop-yes', label: t('stop.yes', { result: named }), keys: ['Enter'], disabled, run: onYes },
    { id: 'calls-stop-no', label: t('stop.no'), keys: ['Escape'], keysOnly: true, run: onClose },
  ])
  return (
    <div className="call-stop" role="alertdialog" aria-label={t('stop.yes', { result: named })}>
      <Icon name="warning" size={16} />
      <p>{t('stop.question', { borrower, result: named })}</p>
      <Button size="small" danger type="primary" disabled={disabled} onClick={onYes}>
        {t('stop.yes', { result: named })} <kbd className="on-accent">Enter</kbd>
      </Button>
      <Button size="small" onClick={onClose}>
        {t('stop.no')} <kbd>Esc</kbd>
      </Button>
    </div>
  )
}

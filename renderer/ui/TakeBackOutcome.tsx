import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../app/Dialog.tsx'
import { useChange } from '../app/useSay.ts'
import { client } from '../client/client.ts'
import { makeOld } from '../client/queries.ts'

/** Asks why an outcome is taken back, and says what that does. */
export function TakeBackOutcome({
  outcomeId,
  what,
  onClose,
}: {
  outcomeId: string
  /** whose outcome, and which */
  what: string
  onClose: () => void
}) {
  const { t } = useTranslation('outcomes')
  const { t: u } = useTranslation('ui')
  const change = useChange()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const takeBack = async () => {
    if (reason.trim() === '' || busy) return
    setBusy(true)
    const done = await change(
      async () => {
        const answer = await client.outcomes.takeBack({ outcomeId, reason: reason.trim() })
        await makeOld(['outcomes', 'cases', 'plan', 'calls', 'locations'])
        return answer
      },
      t('take-back.done', { what }),
    )
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog label={t('take-back.title')} className="dialog-ask" onClose={onClose}>
      <header>
        <h2>{t('take-back.title')}</h2>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void takeBack()
        }}
      >
        <p>
          <b>{what}</b>
        </p>
        <p className="soft">{t('take-back.what')}</p>
        <label className="field">
          <span>{t('take-back.reason')}</span>
          <Input
            data-autofocus
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <footer>
          <Button onClick={onClose}>{u('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={busy} disabled={reason.trim() === ''}>
            {t('take-back.do')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

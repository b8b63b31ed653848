import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld } from '../../client/queries.ts'

/** A borrower without a number that may be rung gets one here. */
export function AddNumber({ visitId }: { visitId: string }) {
  const { t } = useTranslation('calls')
  const change = useChange()
  const [number, setNumber] = useState('')
  const [busy, setBusy] = useState(false)
  const add = async () => {
    if (number.trim() === '') return
    setBusy(true)
    await change(async () => {
      const done = await client.calls.addNumber({ visitId, number })
      await makeOld(['calls', 'cases'])
      return done
    }, t('number.added'))
    setBusy(false)
  }
  return (
    <div className="call-own">
      <Input
        className="call-number"
        size="small"
        value={number}
        maxLength={40}
        inputMode="tel"
        placeholder={t('number.placeholder')}
        aria-label={t('number.placeholder')}
        onChange={(event) => setNumber(event.target.value)}
        onPressEnter={() => void add()}
      />
      <Button size="small" type="primary" loading={busy} disabled={!number.trim()} onClick={() => void add()}>
        {t('number.add')}
      </Button>
    </div>
  )
}

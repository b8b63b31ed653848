import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { addressKinds, type AddressKind } from '../../../shared/model/intake.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate } from '../../app/route.ts'
import { useFormat } from '../../app/useBranch.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { reasonSentence } from '../../client/errors.ts'
import { makeOld } from '../../client/queries.ts'
import { AddressText } from '../../ui/AddressText.tsx'
import { LevelMark } from '../../ui/StateMark.tsx'

/** Where the borrower may be found, how surely, and what is wrong with it; another one is entered here. */
export function Addresses({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('cases')
  const { t: w } = useTranslation('words')
  const locale = useLocale()
  const format = useFormat()
  const change = useChange()
  const trust = (addressId: string) =>
    void change(async () => {
      const done = await client.cases.trustAddress({ id: detail.id, addressId })
      await makeOld(['cases', 'locations', 'outcomes', 'plan'])
      return done
    }, t('address.trusted'))
  return (
    <div className="section">
      <h3>{t('detail.addresses')}</h3>
      {detail.addresses.map((address) => (
        <div key={address.id} className="case-address">
          <AddressText text={address.text} tokens={address.tokens} />
          <div className="bar-row small">
            <span className="faint">{w([`kind.${address.kind}`, 'kind.other'])}</span>
            <LevelMark level={address.best?.level ?? null} held />
            {address.best ? (
              <span className="faint num">
                {t('detail.confidence', {
                  confidence: format.percent(address.best.confidence),
                  radius: format.distance(address.best.radiusMetres),
                })}
              </span>
            ) : null}
            {address.confirmedBy ? (
              <span className="good">{t('detail.confirmed-by', { name: address.confirmedBy })}</span>
            ) : null}
            {address.status !== 'valid' ? (
              <span className="broken">
                {w([`status.${address.status}`, 'status.other'], { status: address.status })}
              </span>
            ) : null}
          </div>
          {address.best && address.best.label !== address.text ? (
            <div className="faint small">{address.best.label}</div>
          ) : null}
          {address.reason && address.status === 'valid' ? (
            <div className="soft small">{reasonSentence(address.reason, locale)}</div>
          ) : null}
          <div className="case-address-actions">
            {address.status === 'valid' ? (
              <Button
                size="small"
                onClick={() => navigate('locate', { address: address.id, include: 'all' })}
              >
                {t('detail.on-map')}
              </Button>
            ) : (
              <Button size="small" onClick={() => trust(address.id)}>
                {t('address.trust')}
              </Button>
            )}
          </div>
        </div>
      ))}
      <AddAddress
        key={detail.addresses.length}
        caseId={detail.id}
        wanted={detail.addresses.every((address) => address.status !== 'valid')}
      />
    </div>
  )
}

/** `wanted`: none of the addresses is right, so the field stands open. */
function AddAddress({ caseId, wanted }: { caseId: string; wanted: boolean }) {
  const { t } = useTranslation('cases')
  const { t: w } = useTranslation('words')
  const change = useChange()
  const [open, setOpen] = useState(wanted)
  const [text, setText] = useState('')
  const [kind, setKind] = useState<AddressKind>('home')
  const [busy, setBusy] = useState(false)
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t('address.another')}
      </Button>
    )
  const add = async () => {
    if (text.trim() === '') return
    setBusy(true)
    await change(async () => {
      const done = await client.cases.addAddress({ id: caseId, text, kind })
      await makeOld(['cases', 'locations', 'outcomes', 'plan'])
      return done
    }, t('address.added'))
    setBusy(false)
  }
  return (
    <form
      className="add-address"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      {wanted ? <p className="doubt small">{t('address.wanted')}</p> : null}
      <Input
        value={text}
        maxLength={300}
        placeholder={t('address.placeholder')}
        aria-label={t('address.placeholder')}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="case-address-actions">
        <Select
          size="small"
          value={kind}
          aria-label={t('address.kind')}
          onChange={setKind}
          options={addressKinds.map((value) => ({ value, label: w(`kind.${value}`) }))}
        />
        <Button size="small" type="primary" htmlType="submit" loading={busy} disabled={!text.trim()}>
          {t('address.add')}
        </Button>
      </div>
    </form>
  )
}

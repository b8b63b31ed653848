import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocationCandidate } from '../../../shared/model/location.ts'
import { providerNames, type AddressProviderKind } from '../../../shared/model/providers.ts'
import { sayFailure } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { queries } from '../../client/queries.ts'

/** Geocoders outside that somebody has opened, each a button; what would leave the machine stands above them. */
export function AskOutside({
  text,
  onFound,
}: {
  text: string
  onFound: (candidates: LocationCandidate[]) => void
}) {
  const { t } = useTranslation('locate')
  const outgoing = useQuery(queries.outgoing(text)).data
  const [busy, setBusy] = useState<AddressProviderKind | null>(null)
  if (!outgoing || outgoing.providers.length === 0 || outgoing.text === '') return null
  const ask = async (kind: AddressProviderKind) => {
    setBusy(kind)
    try {
      onFound((await client.locate.ask({ text, kind })).candidates)
    } catch (error) {
      sayFailure(error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <div className="ask-outside">
      <p className="soft small">{t('ask-sends', { text: outgoing.text })}</p>
      {outgoing.providers.map((kind) => (
        <Button key={kind} size="small" loading={busy === kind} onClick={() => void ask(kind)}>
          {t('ask', { name: providerNames[kind] })}
        </Button>
      ))}
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { AddressToken, AddressTokenKind } from '../../shared/model/location.ts'
import './AddressText.css'

type Tone = 'area' | 'street' | 'number' | 'place' | 'inside' | 'aside'
const tones: Record<AddressTokenKind, Tone> = {
  country: 'area',
  province: 'area',
  city: 'area',
  district: 'area',
  town: 'area',
  postcode: 'area',
  village: 'place',
  community: 'place',
  neighbourhood: 'place',
  estate: 'place',
  phase: 'place',
  landmark: 'place',
  road: 'street',
  section: 'street',
  lane: 'street',
  alley: 'street',
  number: 'number',
  building: 'number',
  unit: 'inside',
  floor: 'inside',
  room: 'inside',
  remark: 'aside',
  phone: 'aside',
}

/** A number as it was read, 三百二十号 as 320; a name in the signs in which it was written. */
const readAs = (text: string, { value, start, end }: AddressToken): string =>
  /\d/.test(value) ? value : text.slice(start, end).trim()

/** An address as it was written, with the parts that were understood coloured and underlined by kind. */
export function AddressText({ text, tokens }: { text: string; tokens: readonly AddressToken[] }) {
  const { t } = useTranslation('ui')
  const parts: React.ReactNode[] = []
  let at = 0
  for (const token of [...tokens].sort((a, b) => a.start - b.start)) {
    if (token.start < at || token.end > text.length) continue
    if (token.start > at) parts.push(text.slice(at, token.start))
    parts.push(
      <span
        key={token.start}
        className={`part part-${tones[token.kind]}`}
        title={`${t(`part.${token.kind}`)}: ${readAs(text, token)}`}
      >
        {text.slice(token.start, token.end)}
      </span>,
    )
    at = token.end
  }
  parts.push(text.slice(at))
  return <span className="address-text">{parts}</span>
}

/** The kinds that occur, for a legend; each part in the signs in which it was written. */
export function AddressLegend({ text, tokens }: { text: string; tokens: readonly AddressToken[] }) {
  const { t } = useTranslation('ui')
  return (
    <dl className="address-legend">
      {tokens.map((token) => (
        <div key={`${token.start}-${token.kind}`}>
          <dt>{t(`part.${token.kind}`)}</dt>
          <dd>
            <span className={`part part-${tones[token.kind]}`}>
              {text.slice(token.start, token.end) || token.value}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

import { Button, Checkbox, Input, type InputRef } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewRow } from '../../../shared/contract/cases.ts'
import { planability, type LocationCandidate } from '../../../shared/model/location.ts'
import { useLocale } from '../../app/i18n.ts'
import { Inspector } from '../../app/Slots.tsx'
import { toast } from '../../app/toast.ts'
import { useFormat } from '../../app/useBranch.ts'
import { reasonSentence } from '../../client/errors.ts'
import { AddressLegend, AddressText } from '../../ui/AddressText.tsx'
import { LevelMark } from '../../ui/StateMark.tsx'
import { AskOutside } from './AskOutside.tsx'
import { CoarseWarning } from './CoarseWarning.tsx'
import type { Choosing } from './useChoice.ts'

/** The address that stands there: what was understood of it, where it may lie, and what can be done. */
export function RowInspector({
  row,
  choice,
  searchBox,
  onSearch,
  onAccept,
  onPin,
  onDefer,
  onWrong,
}: {
  row: ReviewRow
  choice: Choosing
  searchBox: RefObject<InputRef | null>
  onSearch: () => void
  /** knowingly: against the warning that stands there */
  onAccept: (knowingly: boolean) => void
  onPin: () => void
  onDefer: () => void
  onWrong: () => void
}) {
  const { t } = useTranslation('locate')
  const locale = useLocale()
  const { candidates, chosen, candidate, pin, found, again, guard, change } = choice
  return (
    <Inspector title={`${row.borrower}  ${row.caseNo}`} width={360}>
      <div className="section locate-text">
        <AddressText text={row.text} tokens={row.tokens} />
        <AddressLegend text={row.text} tokens={row.tokens} />
        <p className="soft">{reasonSentence(row.reason, locale)}</p>
      </div>
      <div className="section">
        <h3>
          {found
            ? t('found', { count: found.candidates.length })
            : t('candidates', { count: candidates.length })}
        </h3>
        {candidates.length === 0 ? <p className="doubt">{t('no-candidates')}</p> : null}
        <ol className="candidate-list">
          {candidates.map((each, index) => (
            <li key={`${each.lon} ${each.lat}`}>
              <CandidateButton
                candidate={each}
                number={index + 1}
                pressed={!pin && index === chosen}
                onClick={() => choice.choose(index)}
              />
            </li>
          ))}
        </ol>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            onSearch()
          }}
        >
          <Input
            ref={searchBox}
            value={again}
            allowClear
            placeholder={t('search')}
            aria-label={t('search')}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur()
            }}
            onChange={({ target }) =>
              change(target.value === '' ? { again: '', found: null, chosen: null } : { again: target.value })
            }
          />
        </form>
        <AskOutside
          key={again.trim() || row.addressId}
          text={again.trim() || row.text}
          onFound={(answers) => {
            change({
              found: { tokens: row.tokens, candidates: answers, reason: row.reason, byProvider: true },
              ...{ chosen: null, pin: null, warned: 0 },
            })
            if (answers.length === 0) toast(t('none-found'), { kind: 'doubt' })
          }}
        />
      </div>
      <div className="section locate-actions">
        {pin ? (
          <p className="doubt small num">{t('pin-at', { lat: pin[1].toFixed(5), lon: pin[0].toFixed(5) })}</p>
        ) : null}
        {row.neighbours > 0 ? (
          <Checkbox
            checked={choice.neighbours}
            onChange={(event) => change({ neighbours: event.target.checked })}
          >
            {t('neighbours', { count: row.neighbours })}
          </Checkbox>
        ) : null}
        {guard ? (
          <CoarseWarning
            key={choice.warned}
            why={guard}
            candidate={candidate}
            urgent={choice.warned > 0}
            onAccept={() => onAccept(true)}
          />
        ) : (
          <Button type="primary" block disabled={!pin && !candidate} onClick={() => onAccept(false)}>
            {pin ? t('accept-pin') : t('accept', { number: chosen + 1 })}{' '}
            <kbd className="on-accent">Enter</kbd>
          </Button>
        )}
        <div className="three-buttons">
          <Button type={guard ? 'primary' : 'default'} onClick={onPin}>
            {pin ? t('drop-pin') : t('drag')} <kbd className={guard ? 'on-accent' : undefined}>D</kbd>
          </Button>
          <Button onClick={onDefer}>
            {t('defer')} <kbd>S</kbd>
          </Button>
          <Button onClick={onWrong}>
            {t('wrong')} <kbd>W</kbd>
          </Button>
        </div>
      </div>
    </Inspector>
  )
}

function CandidateButton({
  candidate,
  number,
  pressed,
  onClick,
}: {
  candidate: LocationCandidate
  number: number
  pressed: boolean
  onClick: () => void
}) {
  const { t } = useTranslation('locate')
  const format = useFormat()
  const { level, label } = candidate
  const confidence = format.percent(candidate.confidence)
  const source = (name: string) => t([`source.${candidate.source}`, 'source.other'], { source: name })
  return (
    <button type="button" aria-pressed={pressed} onClick={onClick}>
      <kbd>{number}</kbd>
      <span>
        <span className="candidate-label">{label}</span>
        <span className="small soft num candidate-facts" title={source(candidate.source)}>
          {/* how near it is decides: it comes before what a narrow window may cut */}
          <LevelMark level={level} /> · <b>±{format.distance(candidate.radiusMetres)}</b> ·{' '}
          {t(planability(level) === 'review' && level !== 'none' ? 'sure-area' : 'sure', { confidence })} ·{' '}
          {/* the licence is for the title; here it would cut the line */}
          {source(candidate.source.replace(/\s*[(（].*$/u, ''))}
        </span>
      </span>
    </button>
  )
}

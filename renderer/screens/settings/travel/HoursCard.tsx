import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TravelView } from '../../../../shared/contract/travel.ts'
import { maxTravelPeriods, roadClassNames, travelModes } from '../../../../shared/model/travel.ts'
import { speedShares } from '../../../../shared/model/travelSettings.ts'
import { useFormat } from '../../../app/useBranch.ts'
import { useChange } from '../../../app/useSay.ts'
import { client } from '../../../client/client.ts'
import { makeOld } from '../../../client/queries.ts'
import { TimeField } from '../../../ui/TimeField.tsx'
import {
  clockOf,
  hasTwins,
  piecesOfDay,
  secondOf,
  shownShare,
  sorted,
  usualDay,
  withOneMore,
  withoutPeriod,
  withSpeed,
  type Hours,
} from './hours.ts'

/** Up to four periods of a working day, and how fast each kind of road is in them. */
export function HoursCard({ travel }: { travel: TravelView }) {
  const { t } = useTranslation('travel')
  const { t: s } = useTranslation('settings')
  const format = useFormat()
  const change = useChange()
  const [draft, setDraft] = useState<Hours | null>(travel.hours)
  const [busy, setBusy] = useState(false)
  const changed = JSON.stringify(draft) !== JSON.stringify(travel.hours)
  const save = async (hours: Hours | null) => {
    setBusy(true)
    await change(
      async () => {
        await client.travel.setHours({ hours })
        await makeOld(['travel', 'history'])
      },
      hours ? t('hours.saved') : t('hours.removed'),
    )
    setBusy(false)
  }
  if (draft === null)
    return (
      <div className="card settings-card">
        <p className="soft">{t('hours.none')}</p>
        <div className="bar-row">
          <Button type="primary" onClick={() => setDraft(usualDay)}>
            {t('hours.begin')}
          </Button>
        </div>
      </div>
    )
  return (
    <div className="card settings-card">
      <p className="soft">{t('hours.what')}</p>
      <fieldset className="travel-modes">
        <legend>{t('hours.for')}</legend>
        <div className="chips">
          {travelModes.map((mode) => (
            <button
              key={mode}
              type="button"
              className="chip"
              aria-pressed={draft.modes.includes(mode)}
              onClick={() =>
                setDraft({
                  ...draft,
                  modes: travelModes.filter((each) =>
                    each === mode ? !draft.modes.includes(mode) : draft.modes.includes(each),
                  ),
                })
              }
            >
              {s(`mode.${mode}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <DayLine hours={draft} />
      <div className="travel-scroll">
        <table className="plain-table travel-speeds">
          <thead>
            <tr>
              <th scope="col">{t('hours.from')}</th>
              {draft.starts.map((start, p) => (
                <th key={p} scope="col">
                  <span className="travel-start">
                    <span aria-label={t('hours.start-of', { number: p + 1 })} role="group">
                      <TimeField
                        value={clockOf(start)}
                        onChange={(clock) =>
                          setDraft(sorted({ ...draft, starts: draft.starts.with(p, secondOf(clock)) }))
                        }
                      />
                    </span>
                    {draft.starts.length > 1 ? (
                      <Button
                        size="small"
                        type="text"
                        aria-label={t('hours.drop', { from: clockOf(start) })}
                        title={t('hours.drop', { from: clockOf(start) })}
                        onClick={() => setDraft(withoutPeriod(draft, p))}
                      >
                        ✕
                      </Button>
                    ) : null}
                  </span>
                  <span className="faint small num">
                    {t('hours.until', { to: clockOf(draft.starts[p + 1] ?? draft.starts[0]!) })}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {roadClassNames.map((name) => (
              <tr key={name}>
                <th scope="row">{t(`road.${name}`)}</th>
                {draft.starts.map((start, p) => (
                  <td key={p}>
                    <InputNumber
                      size="small"
                      min={Math.round(speedShares.least * 100)}
                      max={Math.round(speedShares.most * 100)}
                      value={Math.round((draft.speeds[p]![name] ?? 1) * 100)}
                      suffix="%"
                      aria-label={t('hours.cell', { road: t(`road.${name}`), from: clockOf(start) })}
                      className={(draft.speeds[p]![name] ?? 1) === 1 ? 'usual' : undefined}
                      onChange={(percent) =>
                        percent !== null && setDraft(withSpeed(draft, p, name, percent / 100))
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasTwins(draft) ? <p className="doubt small">{t('hours.twins')}</p> : null}
      {draft.modes.length === 0 ? <p className="doubt small">{t('hours.for-nobody')}</p> : null}
      <div className="bar-row">
        <Button
          type="primary"
          loading={busy}
          disabled={!changed || hasTwins(draft) || draft.modes.length === 0}
          onClick={() => void save(draft)}
        >
          {t('hours.save')}
        </Button>
        <Button
          disabled={draft.starts.length >= maxTravelPeriods}
          onClick={() => setDraft(withOneMore(draft))}
        >
          {t('hours.add')}
        </Button>
        {changed ? <Button onClick={() => setDraft(travel.hours)}>{t('hours.discard')}</Button> : null}
        <span className="spring" />
        {travel.hours && !changed ? (
          <Button danger loading={busy} onClick={() => void save(null)}>
            {t('hours.remove')}
          </Button>
        ) : null}
      </div>
      {travel.hoursBy ? (
        <p className="faint small">
          {t('hours.by', { name: travel.hoursBy.name, at: format.dateTime(travel.hoursBy.at) })}
        </p>
      ) : null}
    </div>
  )
}

const day = 86_400
/** Height of the tallest bar: half as fast again as usual fills it. */
const fullShare = 1.5

/** The day from midnight to midnight: the faster, the higher. */
function DayLine({ hours }: { hours: Hours }) {
  const { t } = useTranslation('travel')
  return (
    <div className="day-line" role="img" aria-label={t('hours.picture')}>
      {piecesOfDay(hours).map(({ period, from, to }) => {
        const share = shownShare(hours, period)
        return (
          <div
            key={from}
            className={share < 0.995 ? 'day-piece slow' : 'day-piece'}
            style={{ width: `${((to - from) / day) * 100}%` }}
          >
            <span style={{ height: `${Math.min(1, share / fullShare) * 100}%` }} />
            <em className="num">{Math.round(share * 100)} %</em>
          </div>
        )
      })}
      <div className="day-hours num" aria-hidden="true">
        {[0, 6, 12, 18, 24].map((each) => (
          <span key={each}>{each}</span>
        ))}
      </div>
    </div>
  )
}

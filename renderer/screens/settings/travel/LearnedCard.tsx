import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LearnedTravelView } from '../../../../shared/contract/travel.ts'
import { useFormat } from '../../../app/useBranch.ts'
import { useChange } from '../../../app/useSay.ts'
import { client } from '../../../client/client.ts'
import { makeOld, queries } from '../../../client/queries.ts'
import { clockOf } from './hours.ts'

/** What visits that were made say about the travel times; it counts once somebody takes it. */
export function LearnedCard() {
  const { t } = useTranslation('travel')
  const learned = useQuery(queries.learnedTravel()).data
  if (!learned) return null
  return (
    <>
      <h2>{t('learned.title')}</h2>
      {learned.length === 0 ? (
        <div className="card settings-card">
          <p className="soft">{t('learned.none')}</p>
        </div>
      ) : (
        learned.map((one) => <LearnedMode key={one.mode} learned={one} />)
      )}
    </>
  )
}

function LearnedMode({ learned }: { learned: LearnedTravelView }) {
  const { t } = useTranslation('travel')
  const { t: s } = useTranslation('settings')
  const format = useFormat()
  const change = useChange()
  const [busy, setBusy] = useState(false)
  const { periods, proposal, mode } = learned
  const observations = periods.reduce((sum, one) => sum + one.observations, 0)
  const differs = periods.some((one) => Math.abs(one.speedFactor - 1) >= 0.005)
  const take = async () => {
    setBusy(true)
    await change(async () => {
      await client.travel.setHours({ hours: proposal, learned: observations })
      await makeOld(['travel', 'history'])
    }, t('learned.taken'))
    setBusy(false)
  }
  return (
    <div className="card settings-card">
      <p>
        <b>{s(`mode.${mode}`)}</b> <span className="soft">{t('learned.what')}</span>
      </p>
      <table className="plain-table learned-table">
        <thead>
          <tr>
            {(['period', 'observations', 'ratio', 'change'] as const).map((each) => (
              <th key={each} scope="col" className={each === 'period' ? undefined : 'right'}>
                {t(`learned.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map((one, p) => (
            <tr key={one.start}>
              <td className="num">
                {clockOf(one.start)}–{clockOf(periods[p + 1]?.start ?? periods[0]!.start)}
              </td>
              <td className="num right">{format.number(one.observations)}</td>
              <td className="num right">{one.ratio === null ? '—' : format.percent(one.ratio)}</td>
              <td className="num right">
                {one.observations === 0 ? '—' : `× ${(Math.round(one.speedFactor * 100) / 100).toFixed(2)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="bar-row">
        <Button loading={busy} disabled={!differs || proposal === null} onClick={() => void take()}>
          {t('learned.take')}
        </Button>
        <span className="faint small">{differs ? t('learned.shrunk') : t('learned.right')}</span>
      </div>
    </div>
  )
}

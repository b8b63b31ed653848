import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClosureView, TravelView } from '../../../../shared/contract/travel.ts'
import type { LonLat } from '../../../../shared/model/travel.ts'
import { useBranch, useFormat } from '../../../app/useBranch.ts'
import { sayFailure, useChange } from '../../../app/useSay.ts'
import { client } from '../../../client/client.ts'
import { makeOld, queries } from '../../../client/queries.ts'
import { BaseMap, ClosedRoads, DrawArea, FitView, MapClick } from '../../../map/index.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { ClosureForm, type ClosureWhen } from './ClosureForm.tsx'
import { clockOf } from './hours.ts'
import { PlaceSearch } from './PlaceSearch.tsx'

type Street = NonNullable<Awaited<ReturnType<typeof client.travel.streetAt>>>

/** What is being done on the map. */
type Doing =
  | { kind: 'looking' }
  | { kind: 'area'; ring: LonLat[] }
  | { kind: 'street'; street: Street | null; missed: boolean }
  | { kind: 'change'; closure: ClosureView; ring: LonLat[] }

/** Streets and areas that nobody travels on some days or hours: a list, and the map on which they are drawn. */
export function ClosuresCard({ travel }: { travel: TravelView }) {
  const { t } = useTranslation('travel')
  const format = useFormat()
  const branch = useBranch()
  const change = useChange()
  const now = useQuery(queries.session()).data?.now
  const [doing, setDoing] = useState<Doing>({ kind: 'looking' })
  const [selected, setSelected] = useState<string | null>(null)
  const [seen, setSeen] = useState<{ points: LonLat[]; on: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const today = format.dateOf(now ?? new Date().toISOString())
  const { closures } = travel

  const select = (closure: ClosureView) => {
    setSelected(closure.id)
    setSeen({ points: closure.ring, on: `${closure.id} ${Date.now()}` })
  }
  const pick = async (at: LonLat) => {
    try {
      const street = await client.travel.streetAt({ at })
      setDoing({ kind: 'street', street, missed: street === null })
      if (street) setSeen({ points: street.ring, on: `${street.name} ${at.join()}` })
    } catch (error) {
      sayFailure(error)
    }
  }
  const during = async (what: () => Promise<unknown>, said: string) => {
    setBusy(true)
    const done = await change(async () => {
      await what()
      await makeOld(['travel', 'history'])
      return true
    }, said)
    setBusy(false)
    if (done) setDoing({ kind: 'looking' })
  }
  const add = (place: { ring: LonLat[]; street: string | null }, when: ClosureWhen) =>
    during(() => client.travel.addClosures({ closures: [{ ...place, ...when }] }), t('closure.saved'))

  const fresh: ClosureWhen = { from: today, to: today, hours: null, reason: '' }
  return (
    <div className="card settings-card">
      <p className="soft">{t('closure.what')}</p>
      {closures.length > 0 ? (
        <table className="plain-table closure-table">
          <thead>
            <tr>
              {(['where', 'days', 'hours', 'reason'] as const).map((each) => (
                <th key={each} scope="col">
                  {t(`closure.column.${each}`)}
                </th>
              ))}
              <th aria-label={t('closure.column.actions')} />
            </tr>
          </thead>
          <tbody>
            {closures.map((closure) => (
              <tr key={closure.id} className={closureClass(closure, selected, today)}>
                <td>
                  <button type="button" className="link-button" onClick={() => select(closure)}>
                    {closure.street ?? t('closure.area')}
                  </button>
                </td>
                <td className="num">
                  {closure.from === closure.to ? closure.from : `${closure.from} – ${closure.to}`}
                  {closure.to < today ? <span className="faint"> {t('closure.over')}</span> : null}
                </td>
                <td className="num">
                  {closure.hours
                    ? `${clockOf(closure.hours[0])}–${clockOf(closure.hours[1])}`
                    : t('closure.all-day')}
                </td>
                <td>{closure.reason}</td>
                <td className="right nowrap">
                  <Button
                    size="small"
                    onClick={() => {
                      select(closure)
                      setDoing({ kind: 'change', closure, ring: closure.ring })
                    }}
                  >
                    {t('closure.edit')}
                  </Button>{' '}
                  <Button
                    size="small"
                    type="text"
                    icon={<Icon name="trash" size={15} />}
                    aria-label={t('closure.remove', { where: closure.street ?? t('closure.area') })}
                    title={t('closure.remove', { where: closure.street ?? t('closure.area') })}
                    onClick={() =>
                      void during(() => client.travel.removeClosure({ id: closure.id }), t('closure.removed'))
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="faint">{t('closure.none')}</p>
      )}
      {doing.kind === 'looking' ? (
        <div className="bar-row">
          <Button onClick={() => setDoing({ kind: 'street', street: null, missed: false })}>
            {t('closure.pick-street')}
          </Button>
          <Button onClick={() => setDoing({ kind: 'area', ring: [] })}>{t('closure.draw-area')}</Button>
        </div>
      ) : null}
      {doing.kind === 'street' && branch.regionId ? (
        <>
          <PlaceSearch
            regionId={branch.regionId}
            label={t('closure.street-search')}
            onChoose={(at) => void pick(at)}
          />
          {doing.street ? null : (
            <p className={doing.missed ? 'doubt small' : 'soft small'} role="status">
              {doing.missed ? t('closure.no-street') : t('closure.click-street')}
            </p>
          )}
        </>
      ) : null}
      {doing.kind === 'area' ? (
        <p className="soft small" role="status">
          {doing.ring.length < 3
            ? t('closure.click-corners', { count: 3 - doing.ring.length, number: 3 - doing.ring.length })
            : t('closure.mend-corners')}
        </p>
      ) : null}
      {doing.kind === 'change' ? (
        <ClosureForm
          key={doing.closure.id}
          where={doing.closure.street ?? t('closure.area')}
          ready={doing.ring.length > 2}
          start={doing.closure}
          busy={busy}
          saveLabel={t('closure.save')}
          onSave={(when) =>
            void during(
              () =>
                client.travel.changeClosure({
                  id: doing.closure.id,
                  street: doing.closure.street,
                  ring: doing.ring,
                  ...when,
                }),
              t('closure.changed'),
            )
          }
          onCancel={() => setDoing({ kind: 'looking' })}
        />
      ) : doing.kind === 'area' ? (
        <ClosureForm
          where={t('closure.area')}
          ready={doing.ring.length > 2}
          start={fresh}
          busy={busy}
          saveLabel={t('closure.close-area')}
          onSave={(when) => void add({ ring: doing.ring, street: null }, when)}
          onCancel={() => setDoing({ kind: 'looking' })}
        />
      ) : doing.kind === 'street' && doing.street ? (
        <ClosureForm
          where={doing.street.name}
          ready
          start={fresh}
          busy={busy}
          saveLabel={t('closure.close-street', { street: doing.street.name })}
          onSave={(when) => void add({ ring: doing.street!.ring, street: doing.street!.name }, when)}
          onCancel={() => setDoing({ kind: 'looking' })}
        />
      ) : doing.kind === 'street' ? (
        <div className="bar-row">
          <Button onClick={() => setDoing({ kind: 'looking' })}>{t('closure.cancel')}</Button>
        </div>
      ) : null}
      {branch.regionId ? (
        <div className="closure-map">
          <BaseMap regionId={branch.regionId} label={t('closure.map')}>
            <ClosedRoads
              shapes={[
                ...closures
                  .filter((one) => doing.kind !== 'change' || one.id !== doing.closure.id)
                  .map((one) => ({
                    key: one.id,
                    ring: one.ring,
                    street: one.street !== null,
                    title: `${one.street ?? t('closure.area')} ${one.from} – ${one.to} ${one.reason}`,
                  })),
                ...(doing.kind === 'street' && doing.street
                  ? [
                      {
                        key: 'picked',
                        ring: doing.street.ring,
                        street: true,
                        lines: doing.street.lines,
                        title: doing.street.name,
                      },
                    ]
                  : []),
              ]}
              selectedKey={selected}
              onSelect={(key) => {
                const closure = closures.find((one) => one.id === key)
                if (closure && doing.kind === 'looking') setSelected(closure.id)
              }}
            />
            {doing.kind === 'area' || doing.kind === 'change' ? (
              <DrawArea
                ring={doing.ring}
                cornerLabel={(number) => t('closure.corner', { number })}
                onChange={(ring) => setDoing({ ...doing, ring })}
              />
            ) : null}
            {doing.kind === 'street' ? <MapClick onClick={(at) => void pick([at[0], at[1]])} /> : null}
            {seen ? <FitView points={seen.points} on={seen.on} maxZoom={16} /> : null}
          </BaseMap>
        </div>
      ) : null}
    </div>
  )
}

const closureClass = (closure: ClosureView, selected: string | null, today: string) =>
  [closure.id === selected ? 'selected' : '', closure.to < today ? 'over' : ''].filter(Boolean).join(' ') ||
  undefined

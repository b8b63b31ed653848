import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../../app/i18n.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { reasonSentence } from '../../client/errors.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { BuildRegion } from '../welcome/NewBranch.tsx'

/** Name and region of the branch. */
export function BranchPart() {
  const { t } = useTranslation('settings')
  const locale = useLocale()
  const format = useFormat()
  const branch = useBranch()
  const change = useChange()
  const regions = useQuery(queries.regions()).data ?? []
  const packs = useQuery(queries.rules()).data ?? []
  const [name, setName] = useState(branch.name)
  const unusable = useQuery(queries.unusableRegions()).data ?? []
  const [building, setBuilding] = useState<'new' | { id: string; name: string } | null>(null)
  const region = regions.find((each) => each.id === branch.regionId)
  const update = (fields: Parameters<typeof client.branch.update>[0]) =>
    void change(async () => {
      const done = await client.branch.update(fields)
      await makeOld(['branch'])
      return done
    }, t('saved'))
  const park = (typed: string) => {
    const minutes = Number(typed)
    if (typed !== '' && Number.isInteger(minutes) && minutes >= 0 && minutes <= 60)
      if (minutes !== branch.parkingMinutes) update({ parkingMinutes: minutes })
  }
  return (
    <div className="page">
      <div className="page-inner settings-page">
        <h2>{t('part.branch')}</h2>
        <div className="card settings-card">
          <label className="field">
            <span>{t('branch.name')}</span>
            <div className="bar-row nowrap-row">
              <Input
                value={name}
                maxLength={80}
                onChange={(event) => setName(event.target.value)}
                onPressEnter={() => name.trim() && name !== branch.name && update({ name: name.trim() })}
              />
              <Button
                disabled={name.trim() === '' || name.trim() === branch.name}
                onClick={() => update({ name: name.trim() })}
              >
                {t('save')}
              </Button>
            </div>
          </label>
          <label className="field">
            <span>{t('branch.parking')}</span>
            <InputNumber
              key={branch.parkingMinutes}
              defaultValue={branch.parkingMinutes}
              min={0}
              max={60}
              precision={0}
              onBlur={(event) => park(event.target.value)}
              onPressEnter={(event) => park(event.currentTarget.value)}
            />
            <span className="faint small">{t('branch.parking-note')}</span>
          </label>
          <dl className="fact-list">
            <dt>{t('branch.rules')}</dt>
            <dd>
              <a href="#/settings?part=rules">
                {branch.rulePacks.length > 0
                  ? branch.rulePacks
                      .map((key) => packs.find((pack) => pack.key === key)?.names[locale] ?? key)
                      .join(' + ')
                  : t('branch.no-rules')}
              </a>
            </dd>
            <dt>{t('branch.zone')}</dt>
            <dd>{branch.timeZone}</dd>
            <dt>{t('branch.currency')}</dt>
            <dd>{branch.currency}</dd>
            <dt>{t('branch.cases')}</dt>
            <dd>{format.number(branch.cases)}</dd>
          </dl>
        </div>
        <h2>{t('region.title')}</h2>
        <div className="card settings-card">
          {regions.length > 0 ? (
            <label className="field">
              <span>{t('region.used')}</span>
              <Select
                value={branch.regionId}
                onChange={(regionId) => regionId && update({ regionId })}
                options={regions.map((each) => ({ value: each.id, label: each.name }))}
              />
            </label>
          ) : null}
          {region ? (
            <dl className="fact-list">
              <dt>{t('region.file')}</dt>
              <dd>
                {region.file} <span className="faint">{format.bytes(region.bytes)}</span>
              </dd>
              <dt>{t('region.built')}</dt>
              <dd>{format.dateTime(region.builtAt)}</dd>
              <dt>{t('region.map-date')}</dt>
              <dd>{region.osmTimestamp ? format.dateTime(region.osmTimestamp) : '—'}</dd>
              <dt>{t('region.box')}</dt>
              <dd className="num">{region.bbox.map((degree) => degree.toFixed(3)).join(', ')}</dd>
              <dt>{t('region.modes')}</dt>
              <dd>
                {region.profiles.map((mode) => t([`mode.${mode}`, 'mode.other'], { mode })).join(' · ')}
              </dd>
              <dt>{t('region.counts')}</dt>
              <dd>
                {Object.entries(region.counts)
                  .map(([what, count]) =>
                    t('region.count', {
                      what: t([`counts.${what}`, 'counts.other'], { what }),
                      count: format.number(count),
                    }),
                  )
                  .join(' · ')}
              </dd>
              <dt>{t('region.attribution')}</dt>
              <dd>{region.attribution}</dd>
            </dl>
          ) : null}
          {unusable.map((each) => (
            <div key={each.id} className="region-unusable">
              <p className="doubt">
                {each.id === branch.regionId ? `${t('region.in-use')} ` : ''}
                {reasonSentence(each.reason, locale)}
              </p>
              <Button onClick={() => setBuilding({ id: each.id, name: each.name })}>
                {t('region.again', { name: each.name })}
              </Button>
            </div>
          ))}
          {building ? (
            <>
              <BuildRegion
                key={building === 'new' ? 'new' : building.id}
                again={building === 'new' ? null : building}
                onBuilt={(regionId) => {
                  if (building === 'new') update({ regionId })
                  setBuilding(null)
                }}
              />
              <div>
                <Button onClick={() => setBuilding(null)}>{t('region.cancel')}</Button>
              </div>
            </>
          ) : (
            <div className="bar-row">
              <Button onClick={() => setBuilding('new')}>{t('region.build')}</Button>
              {region ? (
                <Button onClick={() => setBuilding({ id: region.id, name: region.name })}>
                  {t('region.update')}
                </Button>
              ) : null}
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../../app/i18n.ts'
import { navigate } from '../../app/route.ts'
import { sayFailure } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { runWork, useWork } from '../../client/work.ts'
import { Waiting, WorkBar } from '../../ui/Feedback.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { placeOf } from './placeOf.ts'

const regionWork = 'build-region'
const currencies = ['CNY', 'HKD', 'TWD', 'MOP', 'SGD', 'USD', 'EUR', 'CHF', 'GBP', 'INR', 'AUD']

/** `taipei-main-roads.osm.pbf` → `taipei main roads` */
function regionName(fileName: string): string {
  return fileName
    .replace(/\.osm\.(pbf|gz)$|\.(pbf|osm)$/i, '')
    .replace(/[-_]+/g, ' ')
    .trim()
}

/** Builds a region from a map file and address lists; used here and in the settings. */
export function BuildRegion({
  onBuilt,
  again = null,
}: {
  onBuilt: (regionId: string) => void
  /** the region that is built again in its place; null: a new one */
  again?: { id: string; name: string } | null
}) {
  const { t } = useTranslation('welcome')
  const [pbf, setPbf] = useState<File | null>(null)
  const [lists, setLists] = useState<File[]>([])
  const [name, setName] = useState('')
  const [isNamed, setNamed] = useState(false)
  const [taking, setTaking] = useState<string | null>(null)
  const running = useWork(regionWork) !== null
  /** a region that was built elsewhere is taken as it is */
  const install = async (file: File) => {
    setTaking(file.name)
    try {
      const region = await client.regions.install({ file })
      await makeOld(['regions'])
      onBuilt(region.id)
    } catch (error) {
      sayFailure(error)
    } finally {
      setTaking(null)
    }
  }
  const choose = (file: File) => {
    if (!again && /\.region$/iu.test(file.name)) {
      void install(file)
      return
    }
    setPbf(file)
    if (!isNamed) setName(regionName(file.name))
  }
  const build = async () => {
    if (!pbf) return
    try {
      const region = await runWork(
        regionWork,
        t('region.building', { name: again?.name ?? name }),
        (signal) =>
          again
            ? client.regions.update({ regionId: again.id, pbf, lists }, { signal })
            : client.regions.build({ name: name.trim() || regionName(pbf.name), pbf, lists }, { signal }),
      )
      if (!region) return
      await makeOld(['regions'])
      onBuilt(region.id)
    } catch (error) {
      sayFailure(error)
    }
  }
  if (taking !== null) return <Waiting label={t('region.taking', { file: taking })} />
  if (running) return <WorkBar workKey={regionWork} note={t('region.once')} />
  return (
    <div className="form">
      <FileDrop
        label={t('region.pbf')}
        hint={t(again ? 'region.pbf-hint' : 'region.file-hint')}
        accept={again ? '.pbf,.osm,.gz' : '.pbf,.osm,.gz,.region'}
        chosen={pbf ? [pbf.name] : []}
        onFiles={([file]) => choose(file)}
      />
      <FileDrop
        label={t('region.lists')}
        hint={t('region.lists-hint')}
        accept=".csv,.tsv,.txt"
        multiple
        chosen={lists.map((file) => file.name)}
        onFiles={setLists}
      />
      {again ? null : (
        <label className="field">
          <span>{t('region.name')}</span>
          <Input
            value={name}
            maxLength={80}
            onChange={(event) => {
              setName(event.target.value)
              setNamed(event.target.value !== '')
            }}
          />
        </label>
      )}
      <div>
        <Button type="primary" disabled={!pbf} onClick={() => void build()}>
          {again ? t('region.build-again', { name: again.name }) : t('region.build')}
        </Button>
      </div>
    </div>
  )
}

/** One's own branch: a region, a name, a currency, a rule pack. */
export function NewBranch() {
  const { t } = useTranslation('welcome')
  const locale = useLocale()
  const regions = useQuery(queries.regions()).data ?? []
  const rules = useQuery(queries.rules()).data ?? []
  const [regionId, setRegionId] = useState<string | null>(null)
  const [building, setBuilding] = useState(false)
  const [name, setName] = useState('')
  const [chosenCurrency, setCurrency] = useState<string | null>(null)
  const [chosenPacks, setRulePacks] = useState<string[] | null>(null)
  const [busy, setBusy] = useState(false)
  const chosen = regionId ?? regions[0]?.id ?? null
  const region = regions.find((each) => each.id === chosen)
  const place = region ? placeOf(region.bbox) : null
  const currency = chosenCurrency ?? place?.currency ?? null
  // the law of the place binds until a person says otherwise
  const rulePacks =
    chosenPacks ?? rules.filter((pack) => pack.country === place?.country).map((pack) => pack.key)
  const showBuild = building || regions.length === 0

  const create = async () => {
    if (!chosen || !currency) return
    setBusy(true)
    try {
      await client.branch.create({ name: name.trim(), regionId: chosen, currency, rulePacks })
      await makeOld(['branch'])
      navigate('cases')
    } catch (error) {
      sayFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="card new-branch">
      <h3>{t('own.region')}</h3>
      <p className="soft">{t('own.region-why')}</p>
      {regions.length > 0 ? (
        <label className="field">
          <span>{t('own.region-choose')}</span>
          <Select
            value={showBuild ? '+' : chosen}
            onChange={(value) => {
              setBuilding(value === '+')
              if (value !== '+') setRegionId(value)
            }}
            options={[
              ...regions.map((region) => ({ value: region.id, label: region.name })),
              { value: '+', label: t('own.region-new') },
            ]}
          />
        </label>
      ) : null}
      {showBuild ? (
        <BuildRegion
          onBuilt={(id) => {
            setRegionId(id)
            setBuilding(false)
          }}
        />
      ) : null}
      <h3>{t('own.branch')}</h3>
      <div className="form two">
        <label className="field">
          <span>{t('own.name')}</span>
          <Input
            value={name}
            maxLength={80}
            placeholder={t('own.name-example')}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('own.currency')}</span>
          <Select
            showSearch
            value={currency}
            placeholder={t('own.currency-choose')}
            onChange={setCurrency}
            options={currencies.map((code) => ({ value: code, label: code }))}
          />
        </label>
        <label className="field wide">
          <span>{t('own.rules')}</span>
          <Select
            mode="multiple"
            value={rulePacks}
            onChange={setRulePacks}
            placeholder={t('own.rules-none')}
            optionFilterProp="label"
            options={rules.map((pack) => ({ value: pack.key, label: pack.names[locale] }))}
          />
          <span className="faint">{t('own.rules-why')}</span>
        </label>
      </div>
      <div className="bar-row">
        <Button
          type="primary"
          loading={busy}
          disabled={!chosen || !currency || showBuild || name.trim() === ''}
          onClick={() => void create()}
        >
          {t('own.create')}
        </Button>
        {showBuild ? <span className="faint">{t('own.first-region')}</span> : null}
      </div>
    </section>
  )
}

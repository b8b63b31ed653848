import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderView } from '../../../shared/contract/providers.ts'
import {
  maxProviderTimeoutSeconds,
  providerNames,
  providerPurposes,
} from '../../../shared/model/providers.ts'
import { travelModes } from '../../../shared/model/travel.ts'
import { useLocale } from '../../app/i18n.ts'
import { toast } from '../../app/toast.ts'
import { useFormat } from '../../app/useBranch.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { Failure, Waiting } from '../../ui/Feedback.tsx'
import { Icon } from '../../ui/Icon.tsx'
import './providers.css'

/** Servers that may be asked, each shut until somebody who answers for it turns it on. */
export function ProvidersPart() {
  const { t } = useTranslation('providers')
  const { t: s } = useTranslation('settings')
  const query = useQuery(queries.providers())
  const roles = useQuery(queries.session()).data?.user.roles ?? []
  if (query.isPending) return <Waiting label={s('loading')} />
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />
  const mayOpen = roles.includes('lead') || roles.includes('compliance')
  const purposes = providerPurposes.filter((purpose) => query.data.some((one) => one.purpose === purpose))
  return (
    <div className="page">
      <div className="page-inner settings-page">
        <h2>{t('title')}</h2>
        <p className="soft">{t('intro')}</p>
        {mayOpen ? null : <p className="faint">{t('only-lead')}</p>}
        {purposes.map((purpose) => (
          <section key={purpose} className="providers-of">
            <h3>{t(`purpose.${purpose}`)}</h3>
            {query.data
              .filter((one) => one.purpose === purpose)
              .map((one) => (
                <ProviderCard key={one.kind} provider={one} mayOpen={mayOpen} />
              ))}
          </section>
        ))}
      </div>
    </div>
  )
}

const placeholders: Record<ProviderView['kind'], string> = {
  osrm: 'http://osrm.bank.lan:5000',
  valhalla: 'http://valhalla.bank.lan:8002',
  nominatim: 'https://nominatim.openstreetmap.org',
  photon: 'https://photon.komoot.io',
  pelias: 'http://pelias.bank.lan:4000',
  amap: 'https://restapi.amap.com',
  tianditu: 'https://api.tianditu.gov.cn',
}

type Draft = Pick<ProviderView, 'url' | 'timeoutSeconds' | 'profiles'> & { key: string }
type Shown = Awaited<ReturnType<typeof client.providers.preview>>

function ProviderCard({ provider, mayOpen }: { provider: ProviderView; mayOpen: boolean }) {
  const { t } = useTranslation('providers')
  const { t: s } = useTranslation('settings')
  const format = useFormat()
  const locale = useLocale()
  const change = useChange()
  const { kind } = provider
  const name = providerNames[kind]
  const [draft, setDraft] = useState<Draft>({ ...provider, key: '' })
  const [shown, setShown] = useState<Shown | null>(null)
  const [busy, setBusy] = useState(false)
  /** what stands percent-encoded in the address of the request, to be read by a person */
  const fields = shown?.url.includes('%') ? [...new URL(shown.url).searchParams] : []
  const edit = (fields: Partial<Draft>) => {
    setDraft({ ...draft, ...fields })
    // what was looked at is not what would be sent any more
    if (fields.url !== undefined || fields.profiles) setShown(null)
  }
  const changed =
    draft.url.trim() !== provider.url ||
    draft.timeoutSeconds !== provider.timeoutSeconds ||
    draft.key !== '' ||
    JSON.stringify(draft.profiles) !== JSON.stringify(provider.profiles)

  const during = async (what: () => Promise<unknown>) => {
    setBusy(true)
    await change(what)
    setBusy(false)
  }
  const save = (open: boolean, said: string) =>
    during(async () => {
      const { url, timeoutSeconds, profiles, key } = draft
      await client.providers.set({ kind, url, timeoutSeconds, profiles, open, ...(key ? { key } : {}) })
      toast(said)
      setDraft({ ...draft, url: url.trim().replace(/\/+$/, ''), key: '' })
      await makeOld(['providers'])
    })
  const look = () =>
    during(async () =>
      setShown(await client.providers.preview({ kind, url: draft.url, profiles: draft.profiles })),
    )
  const test = () =>
    during(async () => {
      const { milliseconds } = await client.providers.test({ kind })
      toast(t('tested', { name, milliseconds: format.number(milliseconds) }))
    })
  return (
    <div className={provider.open ? 'card settings-card provider open' : 'card settings-card provider'}>
      <div className="provider-head">
        <b>{name}</b>
        <span className={provider.open ? 'provider-state on' : 'provider-state'}>
          <Icon name={provider.open ? 'warning' : 'check'} size={14} />
          {provider.open ? t('state.on') : t('state.off')}
        </span>
        {provider.open && provider.openedAt ? (
          <span className="faint small">
            {t('opened', { name: provider.openedBy, at: format.dateTime(provider.openedAt) })}
          </span>
        ) : null}
      </div>
      <p className="soft small">
        {t(`about.${kind}`)}
        {locale === 'en' ? ' ' : ''}
        {t(`sends.${provider.sends}`)}
      </p>
      <div className="form two">
        <label className="field wide">
          <span>{t('url')}</span>
          <Input
            value={draft.url}
            maxLength={500}
            disabled={!mayOpen}
            placeholder={placeholders[kind]}
            onChange={(event) => edit({ url: event.target.value })}
          />
        </label>
        {provider.keyed ? (
          <label className="field">
            <span>{t('key')}</span>
            <Input.Password
              value={draft.key}
              maxLength={500}
              disabled={!mayOpen}
              placeholder={provider.hasKey ? t('key-kept') : ''}
              onChange={(event) => edit({ key: event.target.value })}
            />
          </label>
        ) : null}
        <label className="field">
          <span>{t('timeout')}</span>
          <InputNumber
            value={draft.timeoutSeconds}
            min={1}
            max={maxProviderTimeoutSeconds}
            disabled={!mayOpen}
            onChange={(value) => value !== null && edit({ timeoutSeconds: value })}
          />
        </label>
      </div>
      {provider.purpose === 'travel' ? (
        <fieldset className="provider-profiles">
          <legend>{t('profiles')}</legend>
          <div className="provider-words">
            {travelModes.map((mode) => (
              <label key={mode} className="field">
                <span>{s(`mode.${mode}`)}</span>
                <Input
                  value={draft.profiles[mode] ?? ''}
                  maxLength={60}
                  disabled={!mayOpen}
                  onChange={(event) => {
                    const { [mode]: _, ...rest } = draft.profiles
                    const word = event.target.value.trim()
                    edit({ profiles: word === '' ? rest : { ...rest, [mode]: word } })
                  }}
                />
              </label>
            ))}
          </div>
          <p className="faint small">{t('profiles-why')}</p>
        </fieldset>
      ) : null}
      {shown ? (
        <div className="provider-request">
          <p className="soft small">{t(provider.purpose === 'address' ? 'shown-address' : 'shown')}</p>
          <pre tabIndex={0}>
            {shown.method} {shown.url}
            {shown.body ? `\n\n${shown.body}` : ''}
          </pre>
          {fields.length > 0 ? (
            <>
              <p className="soft small">{t('shown-plain')}</p>
              <dl className="fact-list">
                {fields.map(([field, value]) => (
                  <Fragment key={field}>
                    <dt>{field}</dt>
                    <dd>{value}</dd>
                  </Fragment>
                ))}
              </dl>
            </>
          ) : null}
        </div>
      ) : null}
      <div className="bar-row">
        <Button disabled={draft.url.trim() === '' || busy} onClick={() => void look()}>
          {t('show')}
        </Button>
        {provider.open ? (
          <>
            <Button
              disabled={!mayOpen || busy || !changed}
              onClick={() => void save(true, t('saved', { name }))}
            >
              {t('save')}
            </Button>
            <Button disabled={!mayOpen || busy || changed} onClick={() => void test()}>
              {t('test')}
            </Button>
            <Button disabled={!mayOpen || busy} onClick={() => void save(false, t('turned-off', { name }))}>
              {t('turn-off')}
            </Button>
          </>
        ) : (
          <>
            <Button
              type="primary"
              disabled={!mayOpen || busy || shown === null}
              title={shown === null ? t('look-first') : undefined}
              onClick={() => void save(true, t('turned-on', { name }))}
            >
              {t('turn-on')}
            </Button>
            {shown === null ? <span className="faint small">{t('look-first')}</span> : null}
          </>
        )}
      </div>
    </div>
  )
}

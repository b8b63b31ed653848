import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskState } from '../../../shared/contract/opening.ts'
import { Away } from '../../app/Away.tsx'
import { BrandMark } from '../../app/BrandMark.tsx'
import { chooseAtDoor } from '../../app/deskLanguage.ts'
import { useLocale } from '../../app/i18n.ts'
import { LanguageSwitch } from '../../app/LanguageSwitch.tsx'
import { client } from '../../client/client.ts'
import { reasonSentence } from '../../client/errors.ts'
import { queries } from '../../client/queries.ts'
import { Failure, Waiting } from '../../ui/Feedback.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { SetPassphrase } from './SetPassphrase.tsx'
import { showState } from './showState.ts'
import { Unlock } from './Unlock.tsx'
import './opening.css'

/** No passphrase helps here: what is wrong, what to do, and another try. */
function Trouble({ state }: { state: DeskState }) {
  const { t } = useTranslation(['opening', 'ui'])
  const locale = useLocale()
  const [busy, setBusy] = useState(false)
  const tryAgain = async () => {
    setBusy(true)
    try {
      await showState(await client.desk.tryAgain())
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      <h1>{t('failed.title')}</h1>
      <p role="alert" className="door-trouble">
        <Icon name="warning" size={18} />
        <span>{reasonSentence(state.reason, locale)}</span>
      </p>
      <p className="soft">{t('failed.safe')}</p>
      <div className="door-act">
        <Button type="primary" size="large" autoFocus loading={busy} onClick={() => void tryAgain()}>
          {t('ui:try-again')}
        </Button>
      </div>
    </div>
  )
}

/** The desk's door: shown in place of the window for as long as the desk is not open. */
export default function Opening() {
  const { t } = useTranslation(['opening', 'shell', 'ui'])
  const desk = useQuery(queries.desk())
  const state = desk.data
  return (
    <div className="door">
      <header className="top-bar">
        <span className="brand">
          <BrandMark />
          <span>{t('shell:product')}</span>
        </span>
        <span className="spring" />
        <LanguageSwitch choose={chooseAtDoor} />
      </header>
      <Away />
      <main className="door-place">
        <section className="card door-card">
          {state?.state === 'new' ? <SetPassphrase state={state} /> : null}
          {state?.state === 'locked' ? <Unlock state={state} /> : null}
          {state?.state === 'failed' ? <Trouble state={state} /> : null}
          {state?.state === 'open' ? <Waiting label={t('shell:opening')} /> : null}
          {desk.isError && !state ? <Failure error={desk.error} retry={() => void desk.refetch()} /> : null}
        </section>
        {state ? (
          <p className="faint small door-foot">
            <span>{t('folder', { folder: state.dataFolder })}</span>
            <span>{t('version', { version: state.version })}</span>
          </p>
        ) : null}
      </main>
    </div>
  )
}

import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { leastPassphraseCharacters, type DeskState } from '../../../shared/contract/opening.ts'
import { useLocale } from '../../app/i18n.ts'
import { client } from '../../client/client.ts'
import { explain } from '../../client/errors.ts'
import { sentence } from '../../../shared/model/reasons.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { showState } from './showState.ts'

const length = (text: string) => [...text.normalize('NFKC')].length

/** A new desk: the passphrase typed twice, and what losing it means said before. */
export function SetPassphrase({ state }: { state: DeskState }) {
  const { t } = useTranslation('opening')
  const locale = useLocale()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const least = leastPassphraseCharacters
  const short = length(passphrase) < least
  const differ = passphrase !== again

  const create = async (chosen: string) => {
    setBusy(true)
    setFailure(null)
    try {
      await showState(await client.desk.create({ passphrase: chosen, locale }))
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!busy && !short && !differ) void create(passphrase)
  }
  const firstProblem = tried && short ? sentence('passphrase-short', { least }, locale) : null
  return (
    <>
      <form onSubmit={submit}>
        <h1>{t('new.title')}</h1>
        <p className="soft">
          {[t('new.lead'), t(state.keystore ? 'new.keystore' : 'new.asked')].join(locale === 'en' ? ' ' : '')}
        </p>
        <PassphraseField
          label={t('passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          isNew
          hint={firstProblem ? null : t('new.least', { least })}
          problem={firstProblem}
          shown={shown}
          onShown={setShown}
          autoFocus
        />
        <PassphraseField
          label={t('again')}
          value={again}
          onChange={setAgain}
          isNew
          problem={tried && !short && differ ? t('differ') : null}
          shown={shown}
        />
        <p className="notice">{t('new.lose')}</p>
        <p role="alert" className="broken">
          {failure ? explain(failure, locale) : ''}
        </p>
        <div className="door-act">
          <Button type="primary" size="large" htmlType="submit" loading={busy}>
            {t('new.do')}
          </Button>
        </div>
      </form>
      {state.trial ? (
        <div className="door-trial">
          <p className="soft">{t('trial.lead')}</p>
          <Button disabled={busy} onClick={() => void create(state.trial!)}>
            {t('trial.do', { passphrase: state.trial })}
          </Button>
        </div>
      ) : null}
    </>
  )
}

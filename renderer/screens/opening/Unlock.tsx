import { Button, type InputRef } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskState } from '../../../shared/contract/opening.ts'
import { useLocale } from '../../app/i18n.ts'
import { client } from '../../client/client.ts'
import { explain, refusalOf } from '../../client/errors.ts'
import { queries, queryClient } from '../../client/queries.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { showState } from './showState.ts'

/** Counts down from what the service says; 0 when the next passphrase is taken. */
function useWait(state: DeskState): number {
  const [left, setLeft] = useState(state.waitSeconds)
  useEffect(() => {
    const until = Date.now() + state.waitSeconds * 1000
    const show = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    show()
    if (state.waitSeconds === 0) return
    const timer = setInterval(show, 250)
    return () => clearInterval(timer)
  }, [state])
  return left
}

export function Unlock({ state }: { state: DeskState }) {
  const { t } = useTranslation('opening')
  const locale = useLocale()
  const input = useRef<InputRef>(null)
  const [passphrase, setPassphrase] = useState('')
  const [shown, setShown] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const wait = useWait(state)

  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || wait > 0 || passphrase === '') return
    setBusy(true)
    setProblem(null)
    try {
      await showState(await client.desk.unlock({ passphrase }))
    } catch (error) {
      setProblem(error)
      // how long the next try has to wait
      await queryClient.invalidateQueries({ queryKey: queries.desk().queryKey })
      input.current?.focus({ cursor: 'all' })
    } finally {
      setBusy(false)
    }
  }
  // the button counts the seconds; the sentence would only say an older number
  const waiting = refusalOf(problem)?.code === 'passphrase-wait'
  return (
    <form onSubmit={(event) => void open(event)}>
      <h1>{t('locked.title')}</h1>
      <p className="soft">{t('locked.lead')}</p>
      <PassphraseField
        label={t('passphrase')}
        value={passphrase}
        onChange={(value) => {
          setPassphrase(value)
          setProblem(null)
        }}
        isNew={false}
        problem={problem && !waiting ? explain(problem, locale) : null}
        shown={shown}
        onShown={setShown}
        autoFocus
        inputRef={input}
      />
      <div className="door-act">
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          loading={busy}
          disabled={wait > 0 || passphrase === ''}
        >
          {t('locked.do')}
        </Button>
        <span role="status" className="doubt num">
          {wait > 0 ? t('locked.wait', { seconds: wait }) : ''}
        </span>
      </div>
      <p className="faint small">{t('locked.lost')}</p>
    </form>
  )
}

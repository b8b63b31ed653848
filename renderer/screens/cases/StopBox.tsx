import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { stopFlags, type StopFlag } from '../../../shared/model/facts.ts'
import { toast } from '../../app/toast.ts'
import { useFormat } from '../../app/useBranch.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld } from '../../client/queries.ts'
import { Icon } from '../../ui/Icon.tsx'

/** The stops of a borrower, each with who set it and why; setting one, and lifting one with a reason. */
export function StopBox({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('cases')
  const [setting, setSetting] = useState(false)
  return (
    <>
      {detail.stops.map((stop) => (
        <Standing key={stop.id} caseId={detail.id} stop={stop} />
      ))}
      {setting ? (
        <SetStop
          caseId={detail.id}
          taken={detail.stops.map((stop) => stop.flag)}
          onClose={() => setSetting(false)}
        />
      ) : detail.stops.length === 0 ? (
        <Button
          size="small"
          className="stop-do"
          icon={<Icon name="flag" size={14} />}
          onClick={() => setSetting(true)}
        >
          {t('stop.set')}
        </Button>
      ) : detail.stops.length < stopFlags.length ? (
        // contact is stopped already: only a further reason can be added
        <button type="button" className="link-button small stop-do" onClick={() => setSetting(true)}>
          {t('stop.add')}
        </button>
      ) : null}
    </>
  )
}

function Standing({ caseId, stop }: { caseId: string; stop: CaseDetail['stops'][number] }) {
  const { t } = useTranslation('cases')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  const change = useChange()
  const [reason, setReason] = useState<string | null>(null)
  const lift = () =>
    change(async () => {
      await client.cases.lift({ id: caseId, stopId: stop.id, reason: reason ?? '' })
      toast(t('stop.lifted'))
      await makeOld(['cases', 'plan'])
    })
  return (
    <div className="stop-flag" role="note">
      <Icon name="flag" size={16} />
      <div>
        <b>{w(`flag.${stop.flag}`)}</b>
        <p className="small">
          {[stop.by, format.dateTime(stop.at), t(`stop.source.${stop.source}`)].filter(Boolean).join(' · ')}
        </p>
        {stop.note ? <p className="small">{stop.note}</p> : null}
        {reason === null ? null : (
          <>
            <label className="field">
              <span>{t('stop.lift-why')}</span>
              <Input
                autoFocus
                value={reason}
                maxLength={1000}
                onChange={(event) => setReason(event.target.value)}
                onPressEnter={() => reason.trim() && void lift()}
              />
            </label>
            <div className="bar-row">
              <Button size="small" onClick={() => setReason(null)}>
                {t('stop.cancel')}
              </Button>
              <Button size="small" type="primary" disabled={reason.trim() === ''} onClick={() => void lift()}>
                {t('stop.lift')}
              </Button>
            </div>
          </>
        )}
      </div>
      {reason === null ? (
        <Button size="small" onClick={() => setReason('')}>
          {t('stop.lift')}
        </Button>
      ) : null}
    </div>
  )
}

function SetStop({ caseId, taken, onClose }: { caseId: string; taken: StopFlag[]; onClose: () => void }) {
  const { t } = useTranslation('cases')
  const { t: w } = useTranslation('words')
  const change = useChange()
  const [flag, setFlag] = useState<StopFlag | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const stop = async () => {
    if (flag === null) return
    setBusy(true)
    const done = await change(async () => {
      await client.cases.stop({ id: caseId, flag, note })
      await makeOld(['cases', 'plan'])
      return true
    })
    setBusy(false)
    if (!done) return
    toast(t('stop.done'))
    onClose()
  }
  return (
    <div className="form stop-set">
      <label className="field">
        <span>{t('stop.why')}</span>
        <Select
          value={flag}
          placeholder={t('stop.choose')}
          aria-label={t('stop.why')}
          onChange={setFlag}
          options={stopFlags
            .filter((one) => !taken.includes(one))
            .map((one) => ({ value: one, label: w(`flag.${one}`) }))}
        />
      </label>
      <label className="field">
        <span>{t('stop.note')}</span>
        <Input
          value={note}
          maxLength={1000}
          placeholder={t('stop.note-example')}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <p className="faint small">{t('stop.means')}</p>
      <div className="bar-row">
        <Button size="small" onClick={onClose}>
          {t('stop.cancel')}
        </Button>
        <Button
          size="small"
          type="primary"
          loading={busy}
          disabled={flag === null}
          onClick={() => void stop()}
        >
          {t('stop.do')}
        </Button>
      </div>
    </div>
  )
}

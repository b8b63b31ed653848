import { Button } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { explain } from '../client/errors.ts'
import { cancelWork, useWork } from '../client/work.ts'
import { useLocale } from '../app/i18n.ts'
import { Icon, type IconName } from './Icon.tsx'
import './Feedback.css'

/** Nothing here yet: says why and what to do. */
export function Empty({
  icon,
  title,
  text,
  children,
}: {
  icon?: IconName
  title: string
  text?: string
  children?: ReactNode
}) {
  return (
    <div className="empty">
      {icon ? <Icon name={icon} size={32} /> : null}
      <h2>{title}</h2>
      {text ? <p>{text}</p> : null}
      {children ? <div className="empty-actions">{children}</div> : null}
    </div>
  )
}

/** A look that failed: one sentence and a way to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation('ui')
  const locale = useLocale()
  return (
    <div className="failure" role="alert">
      <Icon name="warning" size={20} />
      <p>{explain(error, locale)}</p>
      {retry ? <Button onClick={retry}>{t('try-again')}</Button> : null}
    </div>
  )
}

/** Holds the place of rows that are on their way; shown only when they take a moment, so nothing flickers. */
export function Waiting({ label }: { label: string }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="waiting" role="status" aria-live="polite">
      {shown ? label : ''}
    </div>
  )
}

/** Words for a stage of long work; one that has none of its own shows as it is called. */
export function useStageName(): (stage: string) => string {
  const { t } = useTranslation('ui')
  return (stage) => t([`stage.${stage.replaceAll('.', '-')}`, 'stage.other'], { stage })
}

/** How far a piece of long work has come, how long it may still take, and a way to stop it. */
export function WorkBar({
  workKey,
  note,
  stopLabel,
}: {
  workKey: string
  note?: string
  /** what the button says when stopping keeps what was found */
  stopLabel?: string | undefined
}) {
  const { t } = useTranslation('ui')
  const stageName = useStageName()
  const locale = useLocale()
  const work = useWork(workKey)
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  if (!work) return null
  const { progress } = work
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null
  const seconds = Math.round((Date.now() - work.startedAt) / 1000)
  return (
    <div className="work-bar">
      <div className="work-line">
        <span className="work-stage">
          {work.cancelling ? t('cancelling') : progress ? stageName(progress.stage) : t('starting')}
        </span>
        <span className="num soft">
          {progress && progress.total > 1 ? `${number(progress.done)} / ${number(progress.total)}` : ''}
          {'  '}
          {t('elapsed', { seconds })}
        </span>
        <Button size="small" disabled={work.cancelling} onClick={() => cancelWork(workKey)}>
          {stopLabel ?? t('cancel')}
        </Button>
      </div>
      <div
        className={share === null ? 'bar unknown' : 'bar'}
        role="progressbar"
        aria-label={work.title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <div style={{ width: share === null ? '30%' : `${share * 100}%` }} />
      </div>
      {note ? <span className="soft work-note">{note}</span> : null}
    </div>
  )
}

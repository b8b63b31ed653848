import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportKind } from '../../../shared/contract/cases.ts'

/** While it is worked out what an import would do: what is done meanwhile, for how long already, and a way out. */
export function Comparing({ kind, onCancel }: { kind: ImportKind; onCancel: () => void }) {
  const { t } = useTranslation('import')
  const { t: ui } = useTranslation('ui')
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const from = performance.now()
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - from) / 1000)), 250)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="work-bar" role="status" aria-live="polite">
      <div className="work-line">
        <span className="work-stage">{t('comparing')}</span>
        <span className="num soft">{seconds > 0 ? ui('elapsed', { seconds }) : ''}</span>
        <Button size="small" onClick={onCancel}>
          {ui('cancel')}
        </Button>
      </div>
      <div className="bar unknown" role="progressbar" aria-label={t('comparing')}>
        <div style={{ width: '30%' }} />
      </div>
      <span className="soft work-note">{t(kind === 'calls' ? 'comparing.calls' : 'comparing.rows')}</span>
    </div>
  )
}

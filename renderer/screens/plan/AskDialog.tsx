import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/Dialog.tsx'
import { useLocale } from '../../app/i18n.ts'
import { reasonSentence } from '../../client/errors.ts'
import type { Asked } from './useArrange.ts'

/** Soft rules that a change by hand would break: what they say, and whether to go on. */
export function AskDialog({ asked }: { asked: Asked }) {
  const { t } = useTranslation('plan')
  const locale = useLocale()
  const sentences = [...new Set(asked.findings.map((finding) => reasonSentence(finding.reason, locale)))]
  return (
    <Dialog label={t('ask.title')} className="publish" onClose={asked.decline}>
      <header>
        <h2>{t('ask.title')}</h2>
      </header>
      <ul className="publish-findings">
        {sentences.map((sentence) => (
          <li key={sentence} className="doubt">
            {sentence}
          </li>
        ))}
      </ul>
      <footer>
        <span className="spring" />
        <Button onClick={asked.decline}>{t('ask.no')}</Button>
        <Button type="primary" data-autofocus onClick={asked.accept}>
          {t('ask.yes')}
        </Button>
      </footer>
    </Dialog>
  )
}

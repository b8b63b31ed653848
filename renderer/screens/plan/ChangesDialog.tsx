import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PlanDiff } from '../../../shared/contract/week.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { PlanChanges } from '../../ui/PlanChanges.tsx'

/** What is another now than people hold in their hands: who must be told, and of what. */
export function ChangesDialog({ diff, onClose }: { diff: PlanDiff; onClose: () => void }) {
  const { t } = useTranslation('plan')
  return (
    <Dialog label={t('changes.title')} className="publish plan-changes" onClose={onClose}>
      <header>
        <h2>{t('changes.title')}</h2>
      </header>
      <div className="plan-changes-body">
        <p>{t('changes.text')}</p>
        <PlanChanges diff={diff} />
      </div>
      <footer>
        <span className="spring" />
        <Button type="primary" data-autofocus onClick={onClose}>
          {t('changes.close')}
        </Button>
      </footer>
    </Dialog>
  )
}

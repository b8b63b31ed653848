import { Button, Dropdown } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportFormats } from '../../../shared/contract/week.ts'
import { showKeys } from '../../app/actions.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { useFormat } from '../../app/useBranch.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { ExportChoice, ExportFormat } from './usePlanActions.ts'

/** tables that may also be had with telephone numbers in full */
const withPhones: readonly ExportFormat[] = ['xlsx', 'csv']

/** key of run sheets one by one, and of all of them as one PDF for the printer */
export const sheetKey = 'e'
export const printKey = 'w'

/** What the crew-days that are shown can be had as; a list with telephone numbers in full is asked about first. */
export function ExportMenu({
  label,
  visits,
  disabled,
  onExport,
}: {
  label: string
  /** how many visits stand on the crew-days */
  visits: number
  disabled: boolean
  onExport: (choice: ExportChoice) => void
}) {
  const { t } = useTranslation('plan')
  const { t: u } = useTranslation('ui')
  const format = useFormat()
  const [asked, setAsked] = useState<ExportFormat | null>(null)
  const yes = useRef<HTMLButtonElement>(null)
  // a dialog that opens takes the focus to its first button
  useEffect(() => yes.current?.focus(), [asked])
  const [sheets, ...others] = exportFormats
  // beside the name, not part of it
  const keys = (names: string) => <kbd aria-hidden>{showKeys(names)}</kbd>
  const items = [
    { key: sheets, label: t(`export.${sheets}`), extra: keys(sheetKey) },
    { key: 'print', label: t('export.print'), extra: keys(printKey) },
    ...others.map((each) => ({ key: each, label: t(`export.${each}`) })),
    { type: 'divider' as const },
    ...withPhones.map((each) => ({ key: `${each} phones`, label: t(`export.${each}-phones`) })),
  ]
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          onClick: ({ key }) => {
            const [chosen, phones] = key.split(' ') as [ExportFormat | 'print', string?]
            if (chosen === 'print') onExport({ format: 'pdf', together: true })
            else if (phones) setAsked(chosen)
            else onExport({ format: chosen })
          },
        }}
      >
        <Button disabled={disabled} icon={<Icon name="export" size={15} />}>
          {label}
        </Button>
      </Dropdown>
      {asked ? (
        <Dialog label={t('export.ask')} className="dialog-ask" onClose={() => setAsked(null)}>
          <header>
            <h2>{t('export.ask')}</h2>
          </header>
          <p>{t('export.ask-phones', { count: visits, shown: format.number(visits) })}</p>
          <footer>
            <Button onClick={() => setAsked(null)}>{u('cancel')}</Button>
            <Button
              type="primary"
              ref={yes}
              onClick={() => {
                setAsked(null)
                onExport({ format: asked, fullPhones: true })
              }}
            >
              {t('export.ask-yes')}
            </Button>
          </footer>
        </Dialog>
      ) : null}
    </>
  )
}

import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '../../../shared/contract/cases.ts'
import { useLocale } from '../../app/i18n.ts'
import { reasonSentence } from '../../client/errors.ts'

/** Rows of a file, each with the sentence that is to be said of it. */
export function RowsSaid({ rows }: { rows: ImportPreview['rejectedRows'] }) {
  const { t } = useTranslation('import')
  const locale = useLocale()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th className="right">{t('line')}</th>
          <th>{t('field.case_no')}</th>
          <th>{t('reason')}</th>
          <th>{t('text')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <td className="right">{row.line}</td>
            <td className="num nowrap">{row.caseNo}</td>
            <td className="doubt">{reasonSentence(row.reason, locale)}</td>
            <td className="change-text" title={row.text}>
              {row.text}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportKind, ImportPreview } from '../../../shared/contract/cases.ts'
import type { Datum } from '../../../shared/model/location.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import {
  fieldColumn,
  fieldValue,
  givenPoint,
  isHiddenField,
  isNumberField,
  weekdayRuns,
  weekdaysOf,
} from './fieldNames.ts'
import { Comparing } from './Comparing.tsx'
import { PlanChanges } from '../PlanChanges.tsx'
import { GivenDatum } from './GivenDatum.tsx'
import { RowsSaid } from './RowsSaid.tsx'

const mostShown = 60

/** What is odd in rows that are imported all the same, one line a kind, with the lines where it stands. */
function Remarks({ remarks }: { remarks: ImportPreview['remarks'] }) {
  const { t } = useTranslation('import')
  return (
    <ul className="remarks doubt" aria-label={t('remark.title')}>
      {remarks.map(({ code, count, lines }) => (
        <li key={code}>
          {t(`remark.${code}`, { count })}{' '}
          <span className="soft num">
            {t('remark.lines', {
              count: lines.length,
              lines: lines.join(t('remark.comma')) + (count > lines.length ? ' …' : ''),
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What the import would do: added, changed, gone, rejected, with the rows to show it. */
export function Changes({
  kind,
  preview,
  datum,
  onDatum,
  onReturned,
  onCancel,
}: {
  kind: ImportKind
  preview: ImportPreview | null
  /** what a person chose */
  datum: Datum | undefined
  onDatum: (datum: Datum) => void
  /** the rows that are returned, as a file */
  onReturned: () => void
  /** while it is still being worked out */
  onCancel: () => void
}) {
  const { t } = useTranslation('import')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  const { currency: branchCurrency } = useBranch()
  if (!preview) return <Comparing kind={kind} onCancel={onCancel} />
  const shown = (field: string, value: string, currency = branchCurrency): string => {
    const weekdays = weekdaysOf(field, value)
    if (weekdays) {
      const named = (day: number) => w('weekday.named', { day: w(`weekday.${day}`) })
      return weekdayRuns(weekdays)
        .map(([from, to]) => (from === to ? named(from) : `${named(from)}–${named(to)}`))
        .join(t('comma'))
    }
    if (/minor$/i.test(field) && /^-?\d+$/.test(value)) return format.money(Number(value), currency)
    const text = fieldValue(field, value, currency)
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return format.dateTime(text)
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return format.date(text)
    const column = fieldColumn(field)
    if (column === 'status') return w(`case-status.${text}`, { defaultValue: text })
    return ['result', 'met', 'mode', 'datum'].includes(column)
      ? w(`${column}.${text}`, { defaultValue: text })
      : text
  }
  const fieldName = (field: string) =>
    kind === 'collectors' && fieldColumn(field) === 'days'
      ? t('field.work-days')
      : t([`field.${fieldColumn(field)}`, 'field.other'], { field })
  const columns = [...new Set(preview.samples.flatMap((row) => Object.keys(row)))].filter(
    (column) =>
      column !== 'line' &&
      !isHiddenField(column) &&
      // said with each amount
      column !== 'currency' &&
      preview.samples.some(
        (row) =>
          fieldValue(column, row[column] ?? '', branchCurrency) !== '' || givenPoint(row, column) !== '',
      ),
  )
  const counters = [
    ['added', preview.added, ''],
    ['changed', preview.changed, ''],
    ['same', preview.same, 'faint'],
    ['gone', preview.gone, preview.gone > 0 ? 'doubt' : 'faint'],
    ['rejected', preview.rejected, preview.rejected > 0 ? 'doubt' : 'faint'],
  ] as const
  const isCalls = kind === 'calls'
  const isFacts = isCalls || kind === 'outcomes'
  const countName = (name: string) => {
    if (isCalls && (name === 'added' || name === 'same')) return `count.calls-${name}`
    return isFacts && name === 'added' ? 'count.read' : `count.${name}`
  }
  return (
    <div className="changes">
      <dl className="change-counts">
        {counters
          .filter(
            ([name]) => !isFacts || name === 'added' || name === 'rejected' || (isCalls && name === 'same'),
          )
          .map(([name, count, tone]) => (
            <div key={name} className={tone}>
              <dt>{t(countName(name))}</dt>
              <dd className="num">{format.number(count)}</dd>
            </div>
          ))}
      </dl>
      {preview.remarks.length > 0 ? <Remarks remarks={preview.remarks} /> : null}
      {preview.datum ? <GivenDatum found={preview.datum} chosen={datum} onChoose={onDatum} /> : null}
      {kind === 'cases' && preview.gone > 0 ? <p className="doubt">{t('gone-means')}</p> : null}
      {preview.rejectedRows.length > 0 ? (
        <section>
          <div className="rejected-head">
            <h3>{t('rejected.title')}</h3>
            <Button size="small" onClick={onReturned}>
              {t('rejected.download')}
            </Button>
          </div>
          <p className="soft small">{t('rejected.kept')}</p>
          <RowsSaid rows={preview.rejectedRows.slice(0, mostShown)} />
        </section>
      ) : null}
      {preview.superseded.length > 0 ? (
        <section>
          <h3>{t('superseded.title')}</h3>
          <RowsSaid rows={preview.superseded.slice(0, mostShown)} />
        </section>
      ) : null}
      {preview.diff ? (
        <section>
          <h3>{t('plan.title')}</h3>
          <PlanChanges diff={preview.diff} />
        </section>
      ) : null}
      {preview.changes.length > 0 ? (
        <section>
          <h3>{t('changes.title')}</h3>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t(kind === 'collectors' ? 'field.name' : 'field.case_no')}</th>
                <th>{t('what')}</th>
                <th>{t('before')}</th>
                <th>{t('after')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.changes.slice(0, mostShown).map((change, index) => (
                <tr key={`${change.key} ${change.field} ${index}`}>
                  <td>{change.key}</td>
                  <td>{fieldName(change.field)}</td>
                  <td className="soft">
                    <s>{shown(change.field, change.before)}</s>
                  </td>
                  <td>{shown(change.field, change.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {preview.goneKeys.length > 0 ? (
        <section>
          <h3>{t('gone.title')}</h3>
          <p className="num">{preview.goneKeys.slice(0, mostShown).join('  ·  ')}</p>
        </section>
      ) : null}
      {preview.samples.length > 0 ? (
        <section>
          <h3>{t('samples.title')}</h3>
          <div className="sample-scroll" tabIndex={0} role="region" aria-label={t('samples.title')}>
            <table className="plain-table">
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} className={isNumberField(column) ? 'right' : undefined}>
                      {fieldName(column)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {preview.samples.slice(0, 12).map((row, index) => (
                  <tr key={index}>
                    {columns.map((column) => {
                      const text =
                        shown(column, row[column] ?? '', row.currency || branchCurrency) ||
                        givenPoint(row, column)
                      return (
                        <td
                          key={column}
                          className={isNumberField(column) ? 'nowrap right' : 'nowrap'}
                          title={text}
                        >
                          {text}
                        </td>
                      )
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ) : null}
    </div>
  )
}

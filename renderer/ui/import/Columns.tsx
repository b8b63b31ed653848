import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportTable } from '../../../shared/contract/cases.ts'
import { missingFields } from '../../../shared/core/intake/headers.ts'
import { useFormat } from '../../app/useBranch.ts'
import { Icon } from '../Icon.tsx'
import { remap, type Mapping } from './mapping.ts'

export type { Mapping }

/** Below it the guess is shown in amber. */
const sure = 0.8

/** Required fields that no column feeds. */
export function missingOf(table: ImportTable, mapping: Mapping): string[] {
  return missingFields(table.kind, mapping).map(({ field }) => field)
}

/** Theirs at the left, ours at the right, samples below; what was only guessed in amber. */
export function Columns({
  table,
  mapping,
  onChange,
}: {
  table: ImportTable
  mapping: Mapping
  onChange: (mapping: Mapping) => void
}) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const prefix = useId()
  const isMissing = missingOf(table, mapping).length > 0
  const fieldOf = new Map(mapping.map(({ column, field }) => [column, field]))
  // where a field is still missing: the column that may be it, else the first that feeds nothing
  const toCorrect = isMissing
    ? (table.doubtful.find((each) => !fieldOf.has(each.column))?.column ??
      table.columns.findIndex((_, index) => !fieldOf.has(index)))
    : -1
  const guessed = new Map(
    table.mapping.map(({ column, field, confidence }) => [column, { field, confidence }]),
  )
  return (
    <div>
      <p className="soft import-about">
        {t('about', {
          rows: format.number(table.rowCount),
          line: table.headerLine,
          encoding: table.encoding.toUpperCase(),
          sheet: table.sheet ? t('about.sheet', { sheet: table.sheet }) : '',
        })}
      </p>
      <div className="column-head" aria-hidden="true">
        <span>{t('theirs')}</span>
        <span />
        <span>{t('ours')}</span>
      </div>
      <ul className="column-list">
        {table.columns.map((column, index) => {
          const field = fieldOf.get(index) ?? ''
          const guess = guessed.get(index)
          const doubt = guess !== undefined && guess.field === field && guess.confidence < sure
          const maybe = field === '' ? table.doubtful.find((each) => each.column === index) : undefined
          const id = `${prefix}-${index}`
          return (
            <li key={index} className={doubt || maybe ? 'doubtful' : field === '' ? 'unused' : undefined}>
              <label htmlFor={id}>
                <span className="column-name">{column.header || t('column', { number: index + 1 })}</span>
                <span className="column-samples">
                  {column.samples.slice(0, 3).join('  ·  ') || t('no-samples')}
                </span>
              </label>
              <Icon name="right" size={16} />
              <div>
                <select
                  id={id}
                  className="native-select"
                  data-correct={index === toCorrect ? '' : undefined}
                  value={field}
                  onChange={(event) => onChange(remap(mapping, index, event.target.value))}
                >
                  <option value="">{t('unused')}</option>
                  {table.fields.map((each) => (
                    <option key={each.field} value={each.field}>
                      {t([`field.${each.field}`, 'field.other'], { field: each.field })}
                      {each.required ? ' *' : ''}
                    </option>
                  ))}
                </select>
                {maybe ? (
                  <span className="doubt small">{t('maybe', { field: t(`field.${maybe.field}`) })}</span>
                ) : null}
                {doubt ? (
                  <span className="doubt small">
                    {t('doubt', { confidence: format.percent(guess.confidence) })}
                  </span>
                ) : null}
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

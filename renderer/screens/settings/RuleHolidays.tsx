import { useTranslation } from 'react-i18next'
import type { BranchRules } from '../../../shared/contract/rules.ts'
import { useLocale } from '../../app/i18n.ts'
import { toast } from '../../app/toast.ts'
import { useFormat } from '../../app/useBranch.ts'
import { useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld } from '../../client/queries.ts'
import { FileDrop } from '../../ui/FileDrop.tsx'

/** The holiday calendars in force, and a year's holidays from a file. */
export function RuleHolidays({ calendars }: { calendars: BranchRules['calendars'] }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const names = new Intl.DisplayNames([useLocale()], { type: 'region' })
  const change = useChange()
  if (calendars.length === 0) return null
  const take = (country: string, file: File) =>
    change(async () => {
      const made = await client.rules.importHolidays({ country, file })
      toast(t('holidays-taken', { ...made }))
      await makeOld(['branch'])
    })
  return (
    <>
      <h2>{t('calendar')}</h2>
      {calendars.map((calendar) => (
        <div key={calendar.country} className="card settings-card">
          <dl className="fact-list">
            <dt>{t('country')}</dt>
            <dd>{names.of(calendar.country) ?? calendar.country}</dd>
            <dt>{t('years')}</dt>
            <dd className="num">{calendar.years ? yearSpans(calendar.years) : t('years-reckoned')}</dd>
            {calendar.files.map((file) => (
              <div key={file.year} className="fact-pair">
                <dt>{t('from-file', { year: file.year })}</dt>
                <dd>
                  {file.fileName}{' '}
                  <span className="faint">
                    {file.by} · {format.dateTime(file.at)}
                  </span>
                </dd>
              </div>
            ))}
          </dl>
          <FileDrop
            label={t('holiday-file')}
            hint={t('holiday-file-hint')}
            accept=".json,application/json"
            onFiles={([file]) => file && void take(calendar.country, file)}
          />
        </div>
      ))}
    </>
  )
}

/** `2018–2026, 2028` */
function yearSpans(years: number[]): string {
  const spans: [number, number][] = []
  for (const year of years) {
    const last = spans.at(-1)
    if (last && last[1] === year - 1) last[1] = year
    else spans.push([year, year])
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}

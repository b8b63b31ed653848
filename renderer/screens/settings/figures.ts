import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClockSpan, RuleClause } from '../../../shared/model/rules.ts'

const spanText = (spans: readonly ClockSpan[]) => spans.map((span) => `${span.from}–${span.to}`).join(', ')

/** The figures of a clause in a few words, such as `09:00–20:00` or "4 a day"; empty where it has none. */
export function useFigures(): (clause: RuleClause) => string {
  const { t } = useTranslation('rules')
  const { t: w } = useTranslation('words')
  return useCallback(
    (clause) => {
      if (clause.strength === 'unset') return t('strength.unset')
      switch (clause.kind) {
        case 'hours':
          return [
            ...(clause.days ?? []).map((line) =>
              line.weekdays.length === 7
                ? spanText(line.spans)
                : `${line.weekdays.map((day) => w(`weekday.${day}`)).join(' ')} ${spanText(line.spans)}`,
            ),
            `${t('holidays')}: ${Array.isArray(clause.holidays) ? spanText(clause.holidays) : t(`holidays.${clause.holidays}`)}`,
            clause.unlessConsent ? t('unless-consent') : '',
          ]
            .filter(Boolean)
            .join('; ')
        case 'attempts':
          return typeof clause.per === 'object'
            ? t('most-in-days', { most: clause.most, days: clause.per.rollingDays })
            : t(`most-per.${clause.per}`, { most: clause.most })
        case 'quiet-after-conversation':
          return t('quiet-days', { days: clause.days })
        case 'crew-size':
          return t('least-people', { least: clause.least })
        case 'third-party':
          return t(`allowed.${clause.allowed}`)
        case 'notice':
          return clause.hours === undefined ? '' : t('hours-before', { hours: clause.hours })
        case 'place-reason':
          return `${(clause.places ?? []).map((place) => w([`kind.${place}`, 'kind.other'])).join(', ')}: ${t(`needs.${clause.needs}`)}`
        case 'stop':
          return (clause.flags ?? []).map((flag) => w(`flag.${flag}`)).join(', ')
        case 'records':
          return clause.months === undefined ? '' : t('keep-months', { months: clause.months })
        case 'consent':
        case 'conduct':
          return ''
      }
    },
    [t, w],
  )
}

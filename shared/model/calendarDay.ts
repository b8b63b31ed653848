import type { Locale } from './reasons/languages.ts'

/**
 * How a calendar day is written, one form per language and kind of place, in the window, in sentences and on sheets.
 * File names and files for machines keep ISO dates.
 *
 * | place | English | 简体中文 | 繁體中文 |
 * |---|---|---|---|
 * | within the week: heads, chips | 24 Nov | 11/24 | 11/24 |
 * | a day that is worked or agreed | Tue 24 Nov | 11/24 周二 | 11/24 週二 |
 * | where the year matters: due dates, records | 24 Nov 2026 | 2026/11/24 | 2026/11/24 |
 */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const hanWeekdays = '日一二三四五六'

const isIsoDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)
const parts = (date: string) => date.split('-').map(Number) as [year: number, month: number, day: number]

/** `24 Nov`, `11/24` of `2026-11-24` */
export function dayText(date: string, locale: Locale): string {
  const [, month, day] = parts(date)
  return locale === 'en' ? `${day} ${months[month - 1]}` : `${month}/${day}`
}

/** `Tue`, `周二`, `週二` */
export function weekdayName(date: string, locale: Locale): string {
  const [year, month, day] = parts(date)
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  if (locale === 'en') return weekdays[weekday]!
  return (locale === 'zh-CN' ? '周' : '週') + hanWeekdays[weekday]!
}

/** `Tue 24 Nov`, `11/24 周二` */
export function weekdayText(date: string, locale: Locale): string {
  const [day, name] = [dayText(date, locale), weekdayName(date, locale)]
  return locale === 'en' ? `${name} ${day}` : `${day} ${name}`
}

/** `24 Nov 2026`, `2026/11/24` */
export function dateText(date: string, locale: Locale): string {
  const [year] = parts(date)
  return locale === 'en' ? `${dayText(date, locale)} ${year}` : `${year}/${dayText(date, locale)}`
}

/**
 * A parameter of a sentence, as the language writes it: a day with its year, several days and a crew-day
 * (`2026-11-24/南區組`) without; everything else as it is.
 */
export function dayInSentence(value: string, locale: Locale): string {
  if (isIsoDate(value)) return dateText(value, locale)
  const days = value.split(', ')
  if (days.every(isIsoDate))
    return days.map((day) => dayText(day, locale)).join(locale === 'en' ? ', ' : '、')
  const crewDay = /^(\d{4}-\d{2}-\d{2})[/ ](\S.*)$/.exec(value)
  return crewDay ? `${weekdayText(crewDay[1]!, locale)} ${crewDay[2]}` : value
}

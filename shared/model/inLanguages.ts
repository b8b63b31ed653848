import type { Locale } from './reasons/languages.ts'

/**
 * A text that differs by language where one string travels: as a parameter of a reason, or a citation. The languages
 * stand one after the other, parted by the unit separator, which no text of a file or a person holds.
 */
const between = '\u001f'
const order = ['en', 'zh-CN', 'zh-TW'] as const

export function inLanguages(texts: Readonly<Record<Locale, string>>): string {
  return order.map((locale) => texts[locale]).join(between)
}

/** The text in one language; a text that is the same in all is given back as it is. */
export function saidIn(text: string, locale: Locale): string {
  const parts = text.split(between)
  return parts.length === order.length ? parts[order.indexOf(locale)]! : text
}

/** Adds to every language what is the same in all, such as a name and a date. */
export function alsoSaying(text: string, more: string): string {
  return text
    .split(between)
    .map((part) => `${part}; ${more}`)
    .join(between)
}

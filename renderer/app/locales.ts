import type { Locale } from '../../shared/model/reasons.ts'

/** `zh-Hant`, `zh-HK`, `zh-TW` read traditional characters; any other Chinese simplified; the rest English. */
export function localeOfLanguage(language: string): Locale {
  if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(language)) return 'zh-TW'
  return /^zh\b/i.test(language) ? 'zh-CN' : 'en'
}

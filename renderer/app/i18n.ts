import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Locale } from '../../shared/model/reasons.ts'
import { dismissToasts } from './toast.ts'
import { typefacesReady } from './typefaces.ts'

type Words = Record<string, Record<string, unknown>>

/** One chunk a language; only the chosen one is loaded before the first paint. */
const loaders: Record<Locale, () => Promise<{ words: Words }>> = {
  'zh-CN': () => import('./words/zh-CN.ts'),
  'zh-TW': () => import('./words/zh-TW.ts'),
  en: () => import('./words/en.ts'),
}

async function load(locale: Locale): Promise<void> {
  const { words } = await loaders[locale]()
  for (const [area, texts] of Object.entries(words))
    i18next.addResourceBundle(locale, area, texts, true, true)
}

function mark(locale: Locale): void {
  document.documentElement.lang = locale
  document.title = locale === 'en' ? 'Roundsman' : locale === 'zh-CN' ? '外访排程' : '外訪排程'
}

export async function startLanguage(locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    // A word that traditional Chinese lacks is shown in simplified rather than as a key.
    fallbackLng: { 'zh-TW': ['zh-CN'], default: [] },
    defaultNS: 'shell',
    resources: {},
    keySeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  })
  await Promise.all([load(locale), locale === 'zh-TW' ? load('zh-CN') : null, typefacesReady(locale)])
  await i18next.changeLanguage(locale)
  mark(locale)
}

/** Switches every word on screen at once, without a reload. */
export async function changeLanguage(locale: Locale): Promise<void> {
  await Promise.all([load(locale), locale === 'zh-TW' ? load('zh-CN') : null, typefacesReady(locale)])
  await i18next.changeLanguage(locale)
  mark(locale)
  dismissToasts()
}

export function useLocale(): Locale {
  return useTranslation().i18n.language as Locale
}
export const currentLocale = (): Locale => i18next.language as Locale
export const translate = i18next.t.bind(i18next)

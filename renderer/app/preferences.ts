import { create } from 'zustand'
import type { Locale } from '../../shared/model/reasons.ts'
import { writeTokens, type ThemeName } from './tokens.ts'

export type ThemeChoice = ThemeName | 'system'

/** What this window remembers by itself: looks, never rows. The language is kept by the service as well. */
interface Preferences {
  theme: ThemeChoice
  systemDark: boolean
}

const themeKey = 'roundsman.theme'
const localeKey = 'roundsman.locale'
const dark = window.matchMedia('(prefers-color-scheme: dark)')

function remembered(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}
function remember(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value)
  } catch {
    // Where storage is denied the choice holds until the window closes.
  }
}

const storedTheme = remembered(themeKey)
export const usePreferences = create<Preferences>(() => ({
  theme: storedTheme === 'light' || storedTheme === 'dark' ? storedTheme : 'system',
  systemDark: dark.matches,
}))

function themeOf({ theme, systemDark }: Preferences): ThemeName {
  return theme === 'system' ? (systemDark ? 'dark' : 'light') : theme
}
export const useTheme = (): ThemeName => usePreferences(themeOf)

export function chooseTheme(theme: ThemeChoice): void {
  remember(themeKey, theme)
  usePreferences.setState({ theme })
}

/** Applies the theme now and whenever it, or the system's, changes. */
export function followTheme(): void {
  writeTokens(themeOf(usePreferences.getState()))
  usePreferences.subscribe((state) => writeTokens(themeOf(state)))
  dark.addEventListener('change', (event) => usePreferences.setState({ systemDark: event.matches }))
}

export function rememberedLocale(): Locale | null {
  const stored = remembered(localeKey)
  return stored === 'zh-CN' || stored === 'zh-TW' || stored === 'en' ? stored : null
}
export function rememberLocale(locale: Locale): void {
  remember(localeKey, locale)
}

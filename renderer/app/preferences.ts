import { create } from 'zustand'
import type { Appearance } from '../../shared/contract/opening.ts'
import type { Locale } from '../../shared/model/reasons.ts'
import { client } from '../client/client.ts'
import { writeTokens, type ThemeName } from './tokens.ts'

export type ThemeChoice = Appearance['theme']

/**
 * Language and theme belong to the data folder: the service keeps them and tells them at the door, because a browser
 * gives every start another origin and with it an empty memory.
 */
interface Preferences {
  theme: ThemeChoice
  systemDark: boolean
}

const dark = window.matchMedia('(prefers-color-scheme: dark)')
/** the window is not kept waiting for a service that does not answer */
const longestWaitMilliseconds = 2_000

export const usePreferences = create<Preferences>(() => ({ theme: 'system', systemDark: dark.matches }))

function themeOf({ theme, systemDark }: Preferences): ThemeName {
  return theme === 'system' ? (systemDark ? 'dark' : 'light') : theme
}
export const useTheme = (): ThemeName => usePreferences(themeOf)

/** What was chosen last on this data folder, or nothing where the service does not say. */
export async function rememberedAppearance(): Promise<Appearance> {
  const nothing = new Promise<null>((done) => setTimeout(() => done(null), longestWaitMilliseconds))
  const state = await Promise.race([client.desk.state().catch(() => null), nothing])
  return state?.appearance ?? { locale: null, theme: 'system' }
}

/** A choice that cannot be kept holds until the window closes; it is not worth a complaint. */
function remember(change: Partial<Appearance>): void {
  void client.desk.setAppearance(change).catch(() => {})
}

export function chooseTheme(theme: ThemeChoice): void {
  usePreferences.setState({ theme })
  remember({ theme })
}

/** Applies the theme now and whenever it, or the system's, changes. */
export function followTheme(theme: ThemeChoice): void {
  usePreferences.setState({ theme })
  writeTokens(themeOf(usePreferences.getState()))
  usePreferences.subscribe((state) => writeTokens(themeOf(state)))
  dark.addEventListener('change', (event) => usePreferences.setState({ systemDark: event.matches }))
}

export function rememberLocale(locale: Locale): void {
  remember({ locale })
}

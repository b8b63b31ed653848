import type { Locale } from '../../shared/model/reasons.ts'
import { client } from '../client/client.ts'
import { queries, queryClient } from '../client/queries.ts'
import { changeLanguage, currentLocale } from './i18n.ts'
import { rememberedAppearance, rememberLocale } from './preferences.ts'

/** Before the desk is open the data folder keeps the choice; the desk takes it over afterwards. */
export async function chooseAtDoor(locale: Locale): Promise<void> {
  rememberLocale(locale)
  await changeLanguage(locale)
}

/**
 * Files and jobs of the desk speak the window's language: what was chosen last on this data folder, or what the
 * system speaks where the desk is still empty and nobody has chosen.
 */
export async function settleLanguage(): Promise<void> {
  const view = await queryClient.fetchQuery(queries.session())
  const chosen = (await rememberedAppearance()).locale
  const locale = chosen ?? (view.branches.length === 0 ? currentLocale() : view.locale)
  if (chosen === null) rememberLocale(locale)
  if (locale !== currentLocale()) await changeLanguage(locale)
  if (locale !== view.locale)
    queryClient.setQueryData(queries.session().queryKey, await client.session.setLocale({ locale }))
}

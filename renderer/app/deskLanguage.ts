import type { Locale } from '../../shared/model/reasons.ts'
import { client } from '../client/client.ts'
import { queries, queryClient } from '../client/queries.ts'
import { changeLanguage, currentLocale } from './i18n.ts'
import { rememberedLocale, rememberLocale } from './preferences.ts'

let chosenAtDoor: Locale | null = null

/** Before the desk is open only this window can keep the choice; the desk takes it over afterwards. */
export async function chooseAtDoor(locale: Locale): Promise<void> {
  chosenAtDoor = locale
  rememberLocale(locale)
  await changeLanguage(locale)
}

/**
 * The desk keeps the language; a desk that is still empty takes the one that its person's system speaks, and any desk
 * the one that was chosen at its door.
 */
export async function settleLanguage(): Promise<void> {
  const view = await queryClient.fetchQuery(queries.session())
  const fresh = view.branches.length === 0 && rememberedLocale() === null
  const locale = chosenAtDoor ?? (fresh ? currentLocale() : view.locale)
  chosenAtDoor = null
  rememberLocale(locale)
  if (locale !== currentLocale()) await changeLanguage(locale)
  if (locale !== view.locale)
    queryClient.setQueryData(queries.session().queryKey, await client.session.setLocale({ locale }))
}

import './fonts.css'
import './base.css'
import './screens.css'
import '../ui/chips.css'
import '../ui/form.css'
import '../ui/plain-table.css'
import { createRoot } from 'react-dom/client'
import { followEvents } from '../client/events.ts'
import { queries, queryClient } from '../client/queries.ts'
import { client } from '../client/client.ts'
import { App } from './App.tsx'
import { followKeys } from './actions.ts'
import { changeLanguage, startLanguage } from './i18n.ts'
import { localeOfLanguage } from './locales.ts'
import { followTheme, rememberedLocale, rememberLocale } from './preferences.ts'
import { parseRoute } from './route.ts'
import { screens } from './screens.ts'

followTheme()
followKeys()
// The screen's code comes at the same time as the session and the words.
;(screens.find((each) => each.key === parseRoute(window.location.hash).screen) ?? screens[0]).preload()
const session = queryClient.fetchQuery(queries.session())
const preferred = rememberedLocale() ?? localeOfLanguage(navigator.language)
await startLanguage(preferred)
followEvents()
createRoot(document.getElementById('root') as HTMLElement).render(<App />)

// The desk keeps the language; a desk that is still empty takes the one that its person's system speaks.
session.then(
  async (view) => {
    const fresh = view.branches.length === 0 && rememberedLocale() === null
    const locale = fresh ? preferred : view.locale
    rememberLocale(locale)
    if (locale !== preferred) await changeLanguage(locale)
    if (locale !== view.locale)
      queryClient.setQueryData(queries.session().queryKey, await client.session.setLocale({ locale }))
  },
  () => {
    // The window itself shows why the session cannot be read.
  },
)

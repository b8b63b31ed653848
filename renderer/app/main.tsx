import './fonts.css'
import './base.css'
import './screens.css'
import '../ui/chips.css'
import '../ui/form.css'
import '../ui/plain-table.css'
import { createRoot } from 'react-dom/client'
import { followEvents } from '../client/events.ts'
import { queries, queryClient } from '../client/queries.ts'
import { App } from './App.tsx'
import { followKeys } from './actions.ts'
import { settleLanguage } from './deskLanguage.ts'
import { startLanguage } from './i18n.ts'
import { localeOfLanguage } from './locales.ts'
import { followTheme, rememberedAppearance } from './preferences.ts'
import { parseRoute } from './route.ts'
import { screens } from './screens.ts'

followKeys()
// The screen's code comes at the same time as the session and the words.
;(screens.find((each) => each.key === parseRoute(window.location.hash).screen) ?? screens[0]).preload()
const session = queryClient.fetchQuery(queries.session())
session.catch(() => {
  // The window itself shows why the session cannot be read, once it is there.
})
const looks = await rememberedAppearance()
followTheme(looks.theme)
await startLanguage(looks.locale ?? localeOfLanguage(navigator.language))
followEvents(() => void settleLanguage())
createRoot(document.getElementById('root') as HTMLElement).render(<App />)
session.then(settleLanguage).catch(() => {})

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../client/queries.ts'
import { useActions, type Action } from './actions.ts'
import { Away, useAway } from './Away.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { Palette } from './Palette.tsx'
import { Rail } from './Rail.tsx'
import { navigate, useRoute } from './route.ts'
import { screens } from './screens.ts'
import { InspectorHost, useSlots } from './Slots.tsx'
import { StatusLine } from './StatusLine.tsx'
import { Toasts } from './Toasts.tsx'
import { TopBar } from './TopBar.tsx'
import { redo, undo } from './useSay.ts'
import './Shell.css'

/** One window, one week: bar above, rail at the left, the screen, the inspector, the line at the foot. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation('shell')
  const route = useRoute()
  const hasBranch = useQuery(queries.session()).data?.branch != null
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const away = useAway()
  const inspectors = useSlots((slots) => slots.inspectors)

  const go: Action[] = hasBranch
    ? screens.map((screen) => ({
        id: `go-${screen.key}`,
        label: t('go-to', { screen: t(`screen.${screen.key}`) }),
        keys: [`g ${screen.letter}`],
        group: t('keys.go'),
        run: () => navigate(screen.key),
      }))
    : []
  useActions([
    {
      id: 'palette',
      label: t('keys.palette'),
      keys: ['mod+k'],
      group: t('keys.everywhere'),
      keysOnly: true,
      run: () => setPalette(true),
    },
    { id: 'help', label: t('keys.help'), keys: ['?'], group: t('keys.everywhere'), run: () => setHelp(true) },
    { id: 'undo', label: t('undo'), keys: ['mod+z'], group: t('keys.everywhere'), run: undo },
    { id: 'redo', label: t('redo'), keys: ['shift+mod+z', 'mod+y'], group: t('keys.everywhere'), run: redo },
    ...go,
    { id: 'new-branch', label: t('branch.new'), run: () => navigate('welcome', { own: '1' }) },
  ])

  // The other screens' code is fetched while the person reads the first one.
  useEffect(() => {
    if (!hasBranch) return
    const timer = setTimeout(() => screens.forEach((screen) => screen.preload()), 2_500)
    return () => clearTimeout(timer)
  }, [hasBranch])

  return (
    <div className="shell">
      <a
        className="skip"
        href="#screen"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('screen')?.focus()
        }}
      >
        {t('skip')}
      </a>
      <TopBar onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
      <Away />
      <div className="middle">
        {hasBranch ? <Rail current={route.screen || screens[0].key} /> : null}
        <main id="screen" className="screen" tabIndex={-1} inert={away}>
          {children}
        </main>
        <aside className={inspectors > 0 ? 'inspector-place' : 'inspector-place closed'} inert={away}>
          <InspectorHost />
        </aside>
      </div>
      <StatusLine />
      <Toasts />
      {palette ? <Palette onClose={() => setPalette(false)} /> : null}
      {help ? <KeysHelp onClose={() => setHelp(false)} /> : null}
    </div>
  )
}

import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { ConfigProvider, theme as antdTheme, type ThemeConfig } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import zhTW from 'antd/locale/zh_TW'
import { Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isLocked } from '../client/errors.ts'
import { queries, queryClient } from '../client/queries.ts'
import { Failure, Waiting } from '../ui/Feedback.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useAway } from './Away.tsx'
import { useLocale } from './i18n.ts'
import { useTheme } from './preferences.ts'
import { useRoute } from './route.ts'
import { Shell } from './Shell.tsx'
import { opening as Opening, screens, welcome as Welcome } from './screens.ts'
import { tokens, type ThemeName } from './tokens.ts'

const antdLocales = { 'zh-CN': zhCN, 'zh-TW': zhTW, en: enUS }
const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches

function antdConfig(name: ThemeName): ThemeConfig {
  const colours = tokens[name]
  return {
    algorithm: name === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    hashed: false,
    token: {
      colorPrimary: colours.accent,
      colorInfo: colours.accent,
      colorLink: colours.accent,
      colorError: colours.red,
      colorWarning: colours.amberLine,
      colorText: colours.text,
      colorTextSecondary: colours.textSoft,
      colorTextTertiary: colours.textFaint,
      colorTextPlaceholder: colours.textFaint,
      colorBgContainer: colours.surface,
      colorBgElevated: colours.surface,
      colorBorder: colours.lineStrong,
      colorBorderSecondary: colours.line,
      colorTextLightSolid: colours.onAccent,
      colorPrimaryBg: colours.accentWeak,
      controlItemBgActive: colours.accentWeak,
      controlItemBgActiveHover: colours.accentWeak,
      controlItemBgHover: colours.sunken,
      fontFamily: 'var(--font)',
      fontSize: 13,
      borderRadius: 4,
      controlHeight: 30,
      controlHeightSM: 24,
      motion: !reducedMotion,
      motionDurationFast: '60ms',
      motionDurationMid: '100ms',
      motionDurationSlow: '140ms',
      wireframe: false,
    },
    components: {
      Segmented: { trackBg: colours.sunken, itemSelectedBg: colours.surface },
      Drawer: { colorBgElevated: colours.surface },
      Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    },
  }
}

function Screens() {
  const { t } = useTranslation('shell')
  const route = useRoute()
  const session = useQuery(queries.session())
  if (session.isPending) return <Waiting label={t('opening')} />
  if (session.isError) return <Failure error={session.error} retry={() => void session.refetch()} />
  const { branch } = session.data
  const screen = screens.find((each) => each.key === route.screen) ?? screens[0]
  const atWelcome = !branch || route.screen === 'welcome'
  const Component = atWelcome ? Welcome : screen.component
  return (
    <ErrorBoundary key={atWelcome ? 'welcome' : `${branch.id} ${screen.key}`}>
      <Suspense fallback={<Waiting label={t('opening')} />}>
        <Component />
      </Suspense>
    </ErrorBoundary>
  )
}

function Themed() {
  const theme = useTheme()
  const locale = useLocale()
  const config = useMemo(() => antdConfig(theme), [theme])
  const away = useAway()
  const locked = isLocked(useQuery(queries.session()).error)
  return (
    <ConfigProvider
      theme={config}
      locale={antdLocales[locale]}
      button={{ autoInsertSpace: false }}
      componentDisabled={away}
    >
      {locked ? (
        <Suspense>
          <Opening />
        </Suspense>
      ) : (
        <Shell>
          <Screens />
        </Shell>
      )}
    </ConfigProvider>
  )
}

export function App() {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <Themed />
      </QueryClientProvider>
    </ErrorBoundary>
  )
}

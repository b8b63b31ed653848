import { useTranslation } from 'react-i18next'
import type { Locale } from '../../shared/model/reasons.ts'
import { useActions } from './actions.ts'
import { useLocale } from './i18n.ts'

const languages: { key: Locale; short: string; name: string }[] = [
  { key: 'zh-CN', short: '简', name: '简体中文' },
  { key: 'zh-TW', short: '繁', name: '繁體中文' },
  { key: 'en', short: 'EN', name: 'English' },
]

/** Each language by its own name; the switch is live. */
export function LanguageSwitch({ choose }: { choose: (locale: Locale) => Promise<void> }) {
  const { t } = useTranslation('shell')
  const locale = useLocale()
  useActions(
    languages.map(({ key, name }) => ({
      id: `language-${key}`,
      label: `${t('language')}: ${name}`,
      run: () => void choose(key),
    })),
  )
  return (
    <span className="language-switch" role="group" aria-label={t('language')}>
      {languages.map(({ key, short, name }) => (
        <button
          key={key}
          type="button"
          lang={key}
          aria-pressed={key === locale}
          title={name}
          aria-label={name.startsWith(short) ? name : `${short} ${name}`}
          onClick={() => void choose(key)}
        >
          {short}
        </button>
      ))}
    </span>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../../shared/model/reasons.ts'
import { useLocale } from '../../app/i18n.ts'
import { chooseTheme, usePreferences } from '../../app/preferences.ts'
import { switchLanguage } from '../../app/TopBar.tsx'
import { useFormat } from '../../app/useBranch.ts'
import { queries } from '../../client/queries.ts'
import { Icon } from '../../ui/Icon.tsx'
import '../../ui/plain-table.css'

/** Language and appearance of this desk. */
export function LooksPart() {
  const { t } = useTranslation('settings')
  const { t: s } = useTranslation('shell')
  const locale = useLocale()
  const theme = usePreferences((preferences) => preferences.theme)
  const session = useQuery(queries.session()).data
  return (
    <div className="page">
      <div className="page-inner settings-page">
        <h2>{t('part.looks')}</h2>
        <div className="card settings-card">
          <div className="field">
            <span>{s('language')}</span>
            <Segmented
              value={locale}
              onChange={(value) => void switchLanguage(value as Locale)}
              options={[
                { value: 'zh-CN', label: '简体中文' },
                { value: 'zh-TW', label: '繁體中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          </div>
          <div className="field">
            <span>{s('theme')}</span>
            <Segmented
              value={theme}
              onChange={chooseTheme}
              options={(['light', 'dark', 'system'] as const).map((each) => ({
                value: each,
                label: s(`theme.${each}`),
              }))}
            />
          </div>
        </div>
        <h2>{t('desk.title')}</h2>
        <div className="card settings-card">
          <dl className="fact-list">
            <dt>{t('desk.user')}</dt>
            <dd>
              {session?.user.name || s('user.nameless')}{' '}
              <span className="faint">
                {session?.user.roles.map((role) => s(`role.${role}`)).join(' · ')}
              </span>
            </dd>
            <dt>{t('desk.folder')}</dt>
            <dd>{session?.dataFolder}</dd>
            <dt>{t('desk.version')}</dt>
            <dd>{session?.version}</dd>
          </dl>
        </div>
      </div>
    </div>
  )
}

/** What has left this machine: nothing, and why that is so. */
export function EgressPart() {
  const { t } = useTranslation('settings')
  const { t: s } = useTranslation('shell')
  const session = useQuery(queries.session()).data
  if (!session) return null
  const { egress } = session
  return (
    <div className="page">
      <div className="page-inner settings-page">
        <h2>{t('part.egress')}</h2>
        <div
          className={egress.requests === 0 ? 'card settings-card egress' : 'card settings-card egress open'}
        >
          <p className="sentence">
            <Icon name={egress.requests === 0 ? 'check' : 'warning'} size={20} />{' '}
            {egress.requests === 0 ? s('egress.none') : s('egress.some', { count: egress.requests })}
          </p>
          <ul className="egress-list">
            {(['gate', 'map', 'policy', 'database', 'files'] as const).map((each) => (
              <li key={each}>{t(`egress.${each}`)}</li>
            ))}
          </ul>
          <dl className="fact-list">
            <dt>{t('egress.standing')}</dt>
            <dd>{egress.open ? s('egress.online') : t('egress.closed')}</dd>
            <dt>{t('egress.requests')}</dt>
            <dd>{egress.requests}</dd>
            <dt>{t('desk.folder')}</dt>
            <dd>{session.dataFolder}</dd>
          </dl>
        </div>
        {egress.requests > 0 ? <SentRequests /> : null}
      </div>
    </div>
  )
}

/** Every request that went through the gate, newest first. */
function SentRequests() {
  const { t } = useTranslation('providers')
  const format = useFormat()
  const rows = useQuery(queries.providerLog()).data ?? []
  return (
    <>
      <h2>{t('log.title')}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            {(['at', 'who', 'where', 'what'] as const).map((each) => (
              <th key={each}>{t(`log.${each}`)}</th>
            ))}
            <th className="right">{t('log.bytes')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td className="num">{format.dateTime(row.at)}</td>
              <td>{row.userName}</td>
              <td>
                {row.provider} <span className="faint">{row.host}</span>
              </td>
              <td>{t([`log.${row.what}`, 'log.coordinates'], { number: format.number(row.count) })}</td>
              <td className="num right">{format.bytes(row.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

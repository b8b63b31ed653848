import { useQuery } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import type { BranchSummary, SessionView } from '../../shared/contract/desk.ts'
import type { Locale } from '../../shared/model/reasons.ts'
import { addDays, mondayOf } from '../../shared/core/lib/time.ts'
import { client } from '../client/client.ts'
import { makeOld, queries, queryClient } from '../client/queries.ts'
import { useWorks } from '../client/work.ts'
import { Icon } from '../ui/Icon.tsx'
import { showKeys, useActions } from './actions.ts'
import { useAway } from './Away.tsx'
import { BrandMark } from './BrandMark.tsx'
import { changeLanguage } from './i18n.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { chooseTheme, rememberLocale, usePreferences } from './preferences.ts'
import { navigate } from './route.ts'
import { selectWeek } from './selectWeek.ts'
import { useFormat } from './useBranch.ts'
import { redo, sayFailure, undo } from './useSay.ts'
import './TopBar.css'

export async function switchLanguage(locale: Locale): Promise<void> {
  rememberLocale(locale)
  await changeLanguage(locale)
  try {
    queryClient.setQueryData(queries.session().queryKey, await client.session.setLocale({ locale }))
  } catch (error) {
    sayFailure(error)
  }
}

async function selectBranch(id: string): Promise<void> {
  try {
    await client.branch.select({ id })
    await makeOld(['branch'])
    navigate('cases')
  } catch (error) {
    sayFailure(error)
  }
}

function MenuButton({
  label,
  children,
  className = '',
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      {...rest}
      type="button"
      className={`bar-button ${className}`}
      aria-label={label}
      title={label}
      aria-haspopup="menu"
    >
      {children}
      <Icon name="down" size={14} />
    </button>
  )
}

function BranchMenu({ session, branch }: { session: SessionView; branch: BranchSummary }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [branch.id],
        items: [
          ...session.branches.map((each) => ({
            key: each.id,
            label: t('branch.entry', { name: each.name, cases: format.number(each.cases) }),
          })),
          { type: 'divider' as const },
          { key: '+', label: t('branch.new') },
        ],
        onClick: ({ key }) => (key === '+' ? navigate('welcome', { own: '1' }) : void selectBranch(key)),
      }}
    >
      <MenuButton label={t('branch.choose', { name: branch.name })} className="branch-name">
        <span className="ellipsis">{branch.name}</span>
      </MenuButton>
    </Dropdown>
  )
}

function WeekPicker({ branch, now }: { branch: BranchSummary; now: string }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const thisWeek = mondayOf(format.dateOf(now))
  const name = (week: string) => `${format.day(week)} – ${format.day(addDays(week, 4))}`
  const around = [-3, -2, -1, 0, 1, 2, 3, 4].map((step) => addDays(branch.week, 7 * step))
  useActions([
    {
      id: 'week-before',
      label: t('week.before'),
      keys: ['['],
      group: t('keys.everywhere'),
      run: () => void selectWeek(addDays(branch.week, -7)),
    },
    {
      id: 'week-after',
      label: t('week.after'),
      keys: [']'],
      group: t('keys.everywhere'),
      run: () => void selectWeek(addDays(branch.week, 7)),
    },
  ])
  return (
    <span className="week-picker" role="group" aria-label={t('week.label')}>
      <button
        type="button"
        className="icon-button"
        aria-label={t('week.before')}
        title={`${t('week.before')}  [`}
        onClick={() => void selectWeek(addDays(branch.week, -7))}
      >
        <Icon name="left" size={16} />
      </button>
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [branch.week],
          items: around.map((week) => ({
            key: week,
            label:
              week === thisWeek
                ? t('week.this', { name: name(week) })
                : week === addDays(thisWeek, 7)
                  ? t('week.next', { name: name(week) })
                  : name(week),
          })),
          onClick: ({ key }) => void selectWeek(key),
        }}
      >
        <MenuButton label={t('week.choose', { name: name(branch.week) })} className="num">
          {name(branch.week)}
        </MenuButton>
      </Dropdown>
      <button
        type="button"
        className="icon-button"
        aria-label={t('week.after')}
        title={`${t('week.after')}  ]`}
        onClick={() => void selectWeek(addDays(branch.week, 7))}
      >
        <Icon name="right" size={16} />
      </button>
    </span>
  )
}

function VersionMark({ week }: { week: string }) {
  const { t } = useTranslation('shell')
  const plan = useQuery(queries.plan(week)).data
  if (!plan) return null
  const stale = plan.handedOut?.days.length ?? 0
  return (
    <a
      className={`bar-button version${stale > 0 ? ' stale' : ''}`}
      href={plan.version ? '#/plan?versions=list' : '#/plan'}
      title={stale > 0 ? t('version.stale', { count: stale }) : t('version.title')}
    >
      {plan.version ? `${plan.version.name} · ${t(`version.${plan.version.status}`)}` : t('version.none')}
      {stale > 0 ? <Icon name="warning" size={14} /> : null}
    </a>
  )
}

function Standing({ session }: { session: SessionView }) {
  const { t } = useTranslation('shell')
  const busy = useWorks((store) => Object.keys(store.works).length > 0)
  const { egress } = session
  const away = useAway()
  const nothingLeft = egress.requests === 0
  const label = nothingLeft ? t('egress.none') : t('egress.some', { count: egress.requests })
  if (away)
    return (
      <span className="bar-button standing lost">
        <span className="dot lost" aria-hidden="true" />
        {t('no-connection')}
      </span>
    )
  return (
    <a
      className="bar-button standing"
      href="#/settings?part=egress"
      title={`${busy ? t('saving') : t('saved')} ${label}`}
    >
      <span className={busy ? 'saved busy' : 'saved'}>{busy ? t('saving') : t('saved')}</span>
      <span className={egress.open ? 'dot open' : 'dot'} aria-hidden="true" />
      {egress.open ? t('egress.online') : t('egress.offline')}
    </a>
  )
}

function UserMenu({ session, onHelp }: { session: SessionView; onHelp: () => void }) {
  const { t } = useTranslation('shell')
  const theme = usePreferences((preferences) => preferences.theme)
  useActions([
    { id: 'theme-light', label: `${t('theme')}: ${t('theme.light')}`, run: () => chooseTheme('light') },
    { id: 'theme-dark', label: `${t('theme')}: ${t('theme.dark')}`, run: () => chooseTheme('dark') },
    { id: 'theme-system', label: `${t('theme')}: ${t('theme.system')}`, run: () => chooseTheme('system') },
  ])
  const name = session.user.name || t('user.nameless')
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        selectedKeys: [`theme-${theme}`],
        items: [
          {
            key: 'roles',
            disabled: true,
            label: session.user.roles.map((role) => t(`role.${role}`)).join(' · '),
          },
          { type: 'divider' },
          {
            key: 'theme',
            type: 'group',
            label: t('theme'),
            children: (['light', 'dark', 'system'] as const).map((each) => ({
              key: `theme-${each}`,
              label: t(`theme.${each}`),
            })),
          },
          { type: 'divider' },
          { key: 'undo', label: t('undo'), extra: showKeys('mod+z') },
          { key: 'redo', label: t('redo'), extra: showKeys('shift+mod+z') },
          { key: 'help', label: t('keys.title'), extra: '?' },
        ],
        onClick: ({ key }) => {
          if (key.startsWith('theme-')) chooseTheme(key.slice('theme-'.length) as 'light')
          else if (key === 'undo') undo()
          else if (key === 'redo') redo()
          else if (key === 'help') onHelp()
        },
      }}
    >
      <MenuButton label={t('user.menu', { name })}>
        <span className="ellipsis user-name">{name}</span>
      </MenuButton>
    </Dropdown>
  )
}

export function TopBar({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const { t } = useTranslation('shell')
  const session = useQuery(queries.session()).data
  const branch = session?.branch
  const away = useAway()
  return (
    <header className="top-bar">
      <a className="brand" href={branch ? '#/cases' : '#/welcome'}>
        <BrandMark />
        <span>{t('product')}</span>
      </a>
      {session && branch ? (
        <span className="bar-part" inert={away}>
          <BranchMenu session={session} branch={branch} />
          <WeekPicker branch={branch} now={session.now} />
          <VersionMark week={branch.week} />
        </span>
      ) : null}
      <span className="spring" />
      {branch ? (
        <button
          type="button"
          className="search-button"
          disabled={away}
          onClick={onSearch}
          title={t('search.label')}
        >
          <Icon name="search" size={15} />
          <span>{t('search.short')}</span>
          <kbd>{showKeys('mod+k')}</kbd>
        </button>
      ) : null}
      {session ? <Standing session={session} /> : null}
      <LanguageSwitch choose={switchLanguage} />
      {session ? <UserMenu session={session} onHelp={onHelp} /> : null}
    </header>
  )
}

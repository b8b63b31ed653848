import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { VersionRow } from '../../../../shared/contract/versions.ts'
import type { PlanView } from '../../../../shared/contract/week.ts'
import { useFormat } from '../../../app/useBranch.ts'
import { queries } from '../../../client/queries.ts'
import { Waiting } from '../../../ui/Feedback.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { openVersions } from './address.ts'
import { useVersionActions } from './useVersionActions.ts'
import '../../../ui/plain-table.css'

/** A name is being written: of a branch to come, or in place of the one that a plan has. */
type Naming = { kind: 'branch' | 'rename'; row: VersionRow } | null

/** Revisions that are shown without asking: the newest of each plan, the one that stands, and what went out. */
const isNotable = (row: VersionRow, newest: VersionRow) =>
  row === newest || row.current || row.publishedAt !== null || row.approvedAt !== null

/** Every plan of the week with its revisions: which stands, which went out, what each comes to. */
export function VersionList({ plan, onTurned }: { plan: PlanView; onTurned: () => void }) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const rows = useQuery(queries.versions(plan.week)).data
  const actions = useVersionActions(plan.week)
  const [naming, setNaming] = useState<Naming>(null)
  /** plans whose every revision is shown */
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  if (!rows) return <Waiting label={t('versions.loading')} />
  const guarded = async (call: Promise<unknown>, then?: () => void) => {
    setBusy(true)
    const result = await call
    setBusy(false)
    if (result !== null) then?.()
  }
  const named = (name: string) => {
    if (!naming) return
    const call =
      naming.kind === 'branch' ? actions.branch(naming.row, name) : actions.rename(naming.row.id, name)
    void guarded(call, () => setNaming(null))
  }
  const lines = [...new Set(rows.map((row) => row.line))].map((line): [string, VersionRow[]] => [
    line,
    rows.filter((row) => row.line === line),
  ])
  const current = rows.find((row) => row.current)
  return (
    <div className="versions-list">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('versions.name')}</th>
            <th>{t('versions.status')}</th>
            <th>{t('versions.made')}</th>
            <th className="right">{t('versions.planned')}</th>
            <th className="right">{t('versions.unplanned')}</th>
            <th className="right">{t('versions.travel')}</th>
            <th className="right">{t('versions.findings')}</th>
            <th />
          </tr>
        </thead>
        {lines.map(([line, revisions]) => {
          const newest = revisions[0]!
          const shown = opened.has(line) ? revisions : revisions.filter((row) => isNotable(row, newest))
          const hidden = revisions.length - shown.length
          return (
            <tbody key={line}>
              {shown.map((row) => (
                <tr key={row.id} className={row.current ? 'on' : undefined}>
                  <th scope="row">
                    {row.name}
                    {row.basedOn && row.revision === 1 ? (
                      <span className="faint small"> {t('versions.from', { name: row.basedOn })}</span>
                    ) : null}
                  </th>
                  <td>
                    <Status row={row} />
                  </td>
                  <td className="num soft nowrap">{format.dayTime(row.createdAt)}</td>
                  <td className="right">{format.number(row.planned)}</td>
                  <td className="right">{format.number(row.unplanned)}</td>
                  <td className="right nowrap">{format.duration(row.travelSeconds)}</td>
                  <td className={`right${row.hardFindings > 0 ? ' broken' : ''}`}>
                    {format.number(row.hardFindings + row.softFindings)}
                  </td>
                  <td className="versions-do">
                    {row.current || !current ? null : (
                      <Button size="small" onClick={() => openVersions([current.id, row.id])}>
                        {t('versions.compare')}
                      </Button>
                    )}
                    {row.current ? null : (
                      <Button
                        size="small"
                        disabled={busy}
                        onClick={() => void guarded(actions.turn(row), onTurned)}
                      >
                        {t('versions.turn')}
                      </Button>
                    )}
                    {row.current && row.status === 'draft' && row.approvedAt === null ? (
                      <Button
                        size="small"
                        disabled={busy || row.hardFindings > 0 || plan.fingerprint === null}
                        onClick={() => void guarded(actions.approve(plan.fingerprint!))}
                      >
                        {t('versions.approve')}
                      </Button>
                    ) : null}
                    {row.current && row.status === 'published' ? (
                      <Button size="small" disabled={busy} onClick={() => void guarded(actions.reopen())}>
                        {t('versions.reopen')}
                      </Button>
                    ) : null}
                    <Button size="small" disabled={busy} onClick={() => setNaming({ kind: 'branch', row })}>
                      {t('versions.branch')}
                    </Button>
                    {row === newest && revisions.every((each) => each.publishedAt === null) ? (
                      <Button size="small" disabled={busy} onClick={() => setNaming({ kind: 'rename', row })}>
                        {t('versions.rename')}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              ))}
              {naming && naming.row.line === line ? (
                <tr>
                  <td colSpan={8}>
                    <NameForm
                      key={`${naming.kind} ${naming.row.id}`}
                      label={t(`versions.${naming.kind}-label`, { name: naming.row.name })}
                      initial={naming.kind === 'rename' ? naming.row.line : ''}
                      placeholder={naming.kind === 'branch' ? t('versions.branch-hint') : ''}
                      optional={naming.kind === 'branch'}
                      busy={busy}
                      onName={named}
                      onCancel={() => setNaming(null)}
                    />
                  </td>
                </tr>
              ) : null}
              {hidden > 0 ? (
                <tr>
                  <td colSpan={8}>
                    <button
                      type="button"
                      className="link-button small"
                      onClick={() => setOpened(new Set([...opened, line]))}
                    >
                      {t('versions.earlier', { count: hidden })}
                    </button>
                  </td>
                </tr>
              ) : null}
            </tbody>
          )
        })}
      </table>
    </div>
  )
}

function Status({ row }: { row: VersionRow }) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  return (
    <span className="versions-status">
      {row.current ? <b>{t('versions.stands')}</b> : null}
      {row.publishedAt ? (
        <span className="nowrap">
          {t('versions.published-at', { when: format.dayTime(row.publishedAt) })}
        </span>
      ) : null}
      {row.approvedAt ? (
        <span className="good nowrap" title={format.dateTime(row.approvedAt)}>
          <Icon name="check" size={13} /> {t('versions.approved-by', { who: row.approvedBy })}
        </span>
      ) : null}
    </span>
  )
}

function NameForm({
  label,
  initial,
  placeholder,
  optional,
  busy,
  onName,
  onCancel,
}: {
  label: string
  initial: string
  placeholder: string
  /** without a name it gets the next letter */
  optional: boolean
  busy: boolean
  onName: (name: string) => void
  onCancel: () => void
}) {
  const { t } = useTranslation('plan')
  const [name, setName] = useState(initial)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (optional || name.trim()) onName(name.trim())
  }
  return (
    <form className="bar-row versions-name" onSubmit={submit}>
      <label>
        {label}{' '}
        <input
          autoFocus
          value={name}
          maxLength={40}
          placeholder={placeholder}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
            onCancel()
          }}
        />
      </label>
      <Button size="small" type="primary" htmlType="submit" disabled={busy || (!optional && !name.trim())}>
        {t('versions.name-it')}
      </Button>
      <Button size="small" onClick={onCancel}>
        {t('ask.no')}
      </Button>
    </form>
  )
}

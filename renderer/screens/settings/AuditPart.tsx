import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Fragment, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryRow } from '../../../shared/contract/desk.ts'
import { actionName, stepName } from '../../app/actionName.ts'
import { useFormat } from '../../app/useBranch.ts'
import { sayFailure } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { queries } from '../../client/queries.ts'
import { Empty, Failure } from '../../ui/Feedback.tsx'
import { RowsTable, type RowColumn } from '../../ui/RowsTable.tsx'
import { Inspector } from '../../app/Slots.tsx'

type Verified = Awaited<ReturnType<typeof client.audit.verify>>
type AuditRow = Awaited<ReturnType<typeof client.audit.list>>[number]

/** The parameters that were noted of a change; none where its summary is a word. */
const paramsOf = ({ summary }: AuditRow): Record<string, unknown> => {
  try {
    return summary.startsWith('{') ? (JSON.parse(summary) as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Which step it was, and of which case; rows from before cases were named hold the step alone. */
function undoneStep(summary: string): string {
  if (!summary.startsWith('{')) return actionName(summary)
  const { step, ...params } = JSON.parse(summary) as { step: string } & HistoryRow['params']
  return stepName({ action: step, params, borrower: null })
}

/** Every change and every look at unmasked data, chained so that tampering shows. */
export function AuditPart() {
  const { t } = useTranslation('settings')
  const { t: s } = useTranslation('shell')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  const query = useQuery(queries.audit())
  const [verified, setVerified] = useState<Verified | null>(null)
  const [busy, setBusy] = useState(false)
  const [openSeq, setOpenSeq] = useState<number | null>(null)
  const { columns, parts } = useMemo(() => {
    const column = (
      key: string,
      width: number,
      text: (row: AuditRow) => string,
      rest: Partial<RowColumn<AuditRow>> = {},
    ): RowColumn<AuditRow> => ({
      key,
      title: t(`audit.${key}`),
      width,
      sortable: true,
      text,
      render: text,
      ...rest,
    })
    const shownValue = (name: string, value: string): string => {
      if (name === 'result') return w(`result.${value}`, { defaultValue: value })
      if (name === 'flag') return w(`flag.${value}`, { defaultValue: value })
      if (/^\d{4}-\d\d-\d\d$/.test(value)) return format.date(value)
      return t([`value.${value}`, 'value.other'], { value })
    }
    /** what was noted of the change: its parameters by name; of an undo, what was undone */
    const parts = (row: AuditRow): { name: string; value: string }[] => {
      const alone = (value: string) => (value === '' ? [] : [{ name: '', value }])
      if (['undo', 'redo', 'undo.past'].includes(row.action)) return alone(undoneStep(row.summary))
      if (!row.summary.startsWith('{')) return alone(row.summary === 'look' ? '' : row.summary)
      try {
        return Object.entries(JSON.parse(row.summary) as Record<string, unknown>).flatMap(([name, value]) =>
          value === ''
            ? []
            : [
                {
                  name: t([`param.${name}`, 'param.other'], { name }),
                  value: shownValue(name, String(value)),
                },
              ],
        )
      } catch {
        return alone(row.summary)
      }
    }
    const summary = (row: AuditRow): string =>
      parts(row)
        .map(({ name, value }) => `${name} ${value}`.trim())
        .join(' · ')
    const columns: RowColumn<AuditRow>[] = [
      column('seq', 72, (row) => format.number(row.seq), { align: 'right', value: (row) => row.seq }),
      column('at', 150, (row) => format.dateTime(row.at), { value: (row) => row.at }),
      column('user', 120, (row) => row.userName || s('user.nameless')),
      column('action', 160, (row) => actionName(row.action, paramsOf(row)), { grow: 0.6 }),
      column('summary', 240, summary, {
        grow: 2,
        render: (row) => <span title={summary(row)}>{summary(row)}</span>,
      }),
      column('hash', 132, (row) => row.hash.slice(0, 12), {
        render: (row) => (
          <span className="faint" title={row.hash}>
            {row.hash.slice(0, 12)}
          </span>
        ),
      }),
    ]
    return { columns, parts }
  }, [t, s, w, format])
  const opened = query.data?.find((row) => row.seq === openSeq)
  const verify = async () => {
    setBusy(true)
    try {
      setVerified(await client.audit.verify())
    } catch (error) {
      sayFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="screen-body">
      <div className="screen-head">
        <h2>{t('part.audit')}</h2>
        <span role="status" className={verified && !verified.intact ? 'broken' : 'good'}>
          {verified
            ? verified.intact
              ? t('audit.intact', { count: verified.rows, number: format.number(verified.rows) })
              : t('audit.broken', { seq: verified.firstBroken ?? 0 })
            : ''}
        </span>
        <span className="spring" />
        <Button loading={busy} onClick={() => void verify()}>
          {t('audit.verify')}
        </Button>
      </div>
      {query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <RowsTable
          label={t('part.audit')}
          rows={query.data ?? []}
          columns={columns}
          rowKey={(row) => String(row.seq)}
          initialSort={{ key: 'seq', descending: true }}
          activeKey={openSeq === null ? null : String(openSeq)}
          onActivate={(row) => setOpenSeq(row.seq)}
          empty={query.isPending ? null : <Empty icon="file" title={t('audit.empty')} />}
        />
      )}
      {opened ? (
        <Inspector
          title={`${actionName(opened.action, paramsOf(opened))}  ${format.number(opened.seq)}`}
          onClose={() => setOpenSeq(null)}
        >
          <div className="section">
            <dl className="fact-list audit-facts">
              <dt>{t('audit.at')}</dt>
              <dd>{format.dateTime(opened.at)}</dd>
              <dt>{t('audit.user')}</dt>
              <dd>{opened.userName || s('user.nameless')}</dd>
              {parts(opened).map(({ name, value }) => (
                <Fragment key={name}>
                  <dt>{name || t('audit.summary')}</dt>
                  <dd>{value}</dd>
                </Fragment>
              ))}
              <dt>{t('audit.hash')}</dt>
              <dd className="faint small">{opened.hash}</dd>
            </dl>
          </div>
        </Inspector>
      ) : null}
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutcomeRow } from '../../../shared/contract/cases.ts'
import { useActions } from '../../app/actions.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate, setParams, useRoute } from '../../app/route.ts'
import { StatusText } from '../../app/Slots.tsx'
import { useBranch, useFormat, useNow } from '../../app/useBranch.ts'
import { Dialog } from '../../app/Dialog.tsx'
import { offerOf, toast } from '../../app/toast.ts'
import { sayFailure } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { reasonSentence } from '../../client/errors.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { DropZone } from '../../ui/DropZone.tsx'
import { Empty, Failure, Waiting } from '../../ui/Feedback.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ImportSheet } from '../../ui/import/ImportSheet.tsx'
import { RowsTable, type RowColumn } from '../../ui/RowsTable.tsx'
import { CaseInspector } from '../cases/CaseInspector.tsx'
import { RecordOutcome } from './RecordOutcome.tsx'
import './outcomes.css'

export type Outcomes = Awaited<ReturnType<NonNullable<ReturnType<typeof queries.outcomes>['queryFn']>>>
type Pending = Outcomes['pending'][number]
type Promised = Outcomes['promises'][number]
type FollowUp = Outcomes['followUps'][number]

const parts = ['came', 'pending', 'promises', 'followUps'] as const
type Part = (typeof parts)[number]

/** further apart a visit was not late: it took place on another day */
const mostLateMinutes = 8 * 60
/** borrowers that a question names */
const mostNamed = 6
const good = ['promise', 'paid', 'plan_agreed', 'deferred']
const bad = ['refused', 'dispute', 'unsafe', 'deceased']

function ResultMark({ result }: { result: OutcomeRow['result'] }) {
  const { t } = useTranslation('words')
  const tone = good.includes(result) ? 'good' : bad.includes(result) ? 'broken' : 'doubt'
  return <span className={tone}>{t(`result.${result}`)}</span>
}

/** Goes to where the next step of a follow-up is done. */
function takeUp({ todo, visitId, caseId, caseNo }: FollowUp): void {
  if (todo === 'plan' || todo === 'planned') navigate('plan', { visit: visitId })
  else navigate('cases', { case: caseId, text: caseNo })
}

function useColumns(planAgain: (rows: readonly Pending[]) => void) {
  const { t } = useTranslation('outcomes')
  const { t: w } = useTranslation('words')
  const locale = useLocale()
  const format = useFormat()
  return useMemo(() => {
    const text = <Row,>(
      key: string,
      width: number,
      value: (row: Row) => string,
      rest: Partial<RowColumn<Row>> = {},
    ): RowColumn<Row> => ({
      key,
      title: t(`col.${key}`),
      width,
      sortable: true,
      text: value,
      render: value,
      ...rest,
    })
    const money = (minor: number | null, currency: string) =>
      minor === null ? '' : format.money(minor, currency)
    const late = (row: OutcomeRow) =>
      row.plannedArrival
        ? Math.round((Date.parse(row.visitedAt) - Date.parse(row.plannedArrival)) / 60_000)
        : null
    const came: RowColumn<OutcomeRow>[] = [
      text('visitedAt', 100, (row) => format.dayTime(row.visitedAt), {
        value: (row) => row.visitedAt,
        whole: true,
      }),
      text('caseNo', 80, (row) => row.caseNo, { whole: true }),
      text('borrower', 84, (row) => row.borrower, { grow: 1 }),
      text('result', 64, (row) => w(`result.${row.result}`), {
        whole: true,
        render: (row) => <ResultMark result={row.result} />,
      }),
      text('met', 56, (row) => w(`met.${row.met}`), { whole: true, drop: 1 }),
      text(
        'promise',
        72,
        (row) =>
          row.promiseDate
            ? `${format.day(row.promiseDate)} ${money(row.promiseAmountMinor, row.currency)}`
            : '',
        {
          value: (row) => row.promiseAmountMinor,
          align: 'right',
          whole: true,
        },
      ),
      text(
        'late',
        64,
        (row) => {
          const minutes = late(row)
          if (minutes !== null && Math.abs(minutes) > mostLateMinutes) return t('other-day')
          return minutes === null ? '' : format.difference(minutes)
        },
        { value: late, align: 'right', whole: true, drop: 2 },
      ),
      text(
        'stay',
        64,
        (row) =>
          row.leftAt
            ? format.number(Math.round((Date.parse(row.leftAt) - Date.parse(row.visitedAt)) / 60_000))
            : '',
        {
          align: 'right',
          drop: 5,
          value: (row) => (row.leftAt ? Date.parse(row.leftAt) - Date.parse(row.visitedAt) : null),
        },
      ),
      text('crew', 88, (row) => row.crewName ?? '', { grow: 0.5, drop: 3 }),
      text('followUp', 160, (row) => reasonSentence(row.followUp, locale), {
        whole: true,
        grow: 1,
        render: (row) => (
          <span title={reasonSentence(row.followUp, locale)}>{reasonSentence(row.followUp, locale)}</span>
        ),
      }),
      text('note', 88, (row) => row.note, {
        grow: 1,
        drop: 4,
        render: (row) => <span title={row.note}>{row.note}</span>,
      }),
    ]
    const steps = (row: Pending) => [
      { label: t('record.enter'), run: () => setParams({ record: row.visitId }) },
      { label: t('again'), run: () => planAgain([row]) },
    ]
    const pending: RowColumn<Pending>[] = [
      text('arrival', 150, (row) => format.dayTime(row.arrival), { value: (row) => row.arrival }),
      text('caseNo', 110, (row) => row.caseNo, { whole: true }),
      text('borrower', 110, (row) => row.borrower, { grow: 1 }),
      text('crew', 110, (row) => row.crewName, { grow: 1, drop: 1 }),
      text(
        'todo',
        300,
        (row) =>
          steps(row)
            .map(({ label }) => label)
            .join('  ·  '),
        {
          sortable: false,
          whole: true,
          render: (row) => (
            <span className="next-steps">
              {steps(row).map(({ label, run }) => (
                <button
                  key={label}
                  type="button"
                  className="next-step"
                  onClick={(event) => {
                    event.stopPropagation()
                    run()
                  }}
                >
                  {label}
                  <Icon name="right" size={12} />
                </button>
              ))}
            </span>
          ),
        },
      ),
    ]
    const promises: RowColumn<Promised>[] = [
      text('dueOn', 140, (row) => format.weekday(row.dueOn), { value: (row) => row.dueOn }),
      text('caseNo', 130, (row) => row.caseNo, { whole: true }),
      text('borrower', 140, (row) => row.borrower, { grow: 1 }),
      text('amount', 160, (row) => money(row.amountMinor, row.currency), {
        align: 'right',
        value: (row) => row.amountMinor,
      }),
      text('promiseStatus', 120, (row) => w(`result.${row.status}`), {
        render: (row) => (
          <span className={row.status === 'broken' ? 'broken' : row.status === 'kept' ? 'good' : undefined}>
            {w(`result.${row.status}`)}
          </span>
        ),
      }),
    ]
    const followUps: RowColumn<FollowUp>[] = [
      text('notBefore', 120, (row) => (row.notBefore ? format.weekday(row.notBefore) : ''), {
        value: (row) => row.notBefore,
        whole: true,
      }),
      text('caseNo', 110, (row) => row.caseNo, { whole: true }),
      text('borrower', 110, (row) => row.borrower, { grow: 0.5 }),
      text('followUp', 280, (row) => reasonSentence(row.reason, locale), { grow: 3, whole: true }),
      text('todo', 140, (row) => t(`todo.${row.todo}`), {
        whole: true,
        render: (row) => (
          <button
            type="button"
            className="next-step"
            onClick={(event) => {
              event.stopPropagation()
              takeUp(row)
            }}
          >
            {t(`todo.${row.todo}`)}
            <Icon name="right" size={12} />
          </button>
        ),
      }),
    ]
    return { came, pending, promises, followUps }
  }, [t, w, locale, format, planAgain])
}

/** Before visits are planned again whose window was agreed: whose, and whether to go on. */
function AskAgain({ rows, onYes, onNo }: { rows: readonly Pending[]; onYes: () => void; onNo: () => void }) {
  const { t } = useTranslation('outcomes')
  const agreed = rows.filter((row) => row.confirmed)
  const names = agreed
    .slice(0, mostNamed)
    .map((row) => `${row.borrower} ${row.caseNo}`)
    .join(t('comma'))
  return (
    <Dialog label={t('again.ask')} className="again-ask" onClose={onNo}>
      <header>
        <h2>{t('again.ask')}</h2>
      </header>
      <p>
        {t('again.agreed', {
          count: agreed.length,
          names: agreed.length > mostNamed ? `${names} …` : names,
        })}
      </p>
      <footer>
        <Button onClick={onNo}>{t('again.no')}</Button>
        <Button type="primary" data-autofocus onClick={onYes}>
          {t('again.yes', { count: rows.length })}
        </Button>
      </footer>
    </Dialog>
  )
}

/** What came back from the field: drop files, look at conflicts first, record by hand, follow up. */
export default function OutcomesScreen() {
  const { t } = useTranslation('outcomes')
  const branch = useBranch()
  const { params } = useRoute()
  const query = useQuery(queries.outcomes(branch.week))
  const [asking, setAsking] = useState<readonly Pending[] | null>(null)
  const planAgainNow = useCallback(
    async (rows: readonly Pending[]) => {
      setAsking(null)
      try {
        const done = await client.plan.again({
          week: branch.week,
          visitIds: rows.map((row) => row.visitId),
        })
        await makeOld(['plan', 'outcomes'])
        const isOurs = new Set(rows.map((row) => row.visitId))
        const left = done.changes.filter((each) => each.kind === 'dropped' && isOurs.has(each.visitId)).length
        toast(
          [
            t('again.placed', { count: rows.length - left }),
            ...(left > 0 ? [t('again.left', { count: left })] : []),
          ].join(t('comma')),
          { undo: offerOf(done), ...(left > 0 ? { kind: 'doubt' as const } : {}) },
        )
      } catch (error) {
        sayFailure(error)
      }
    },
    [branch.week, t],
  )
  /** a window that a borrower agreed to is not given up unasked */
  const planAgain = useCallback(
    (rows: readonly Pending[]) => {
      if (rows.some((row) => row.confirmed)) setAsking(rows)
      else void planAgainNow(rows)
    },
    [planAgainNow],
  )
  const columns = useColumns(planAgain)
  const [dropped, setDropped] = useState<File | null>(null)
  const part: Part = parts.includes(params.part as Part) ? (params.part as Part) : 'came'
  const sheet = params.import === 'outcomes'
  const data = query.data
  const now = Date.parse(useNow())
  /** what should have come back by now; a visit that is still to come is missing nothing */
  const overdue = data?.pending.filter((row) => Date.parse(row.arrival) < now) ?? []

  useActions([
    { id: 'outcomes-import', label: t('import'), keys: ['i'], run: () => setParams({ import: 'outcomes' }) },
    {
      id: 'outcomes-record',
      label: t('record'),
      keys: ['n'],
      disabled: !data || data.pending.length === 0,
      run: () => setParams({ record: data?.pending[0]?.visitId ?? null }),
    },
    ...parts.map((each, index) => ({
      id: `outcomes-part-${each}`,
      label: t(`part.${each}`),
      keys: [String(index + 1)],
      keysOnly: true,
      run: () => setParams({ part: each, case: null }),
    })),
  ])
  if (query.isPending) return <Waiting label={t('loading')} />
  if (query.isError || !data) return <Failure error={query.error} retry={() => void query.refetch()} />

  const counts: Record<Part, number> = {
    came: data.rows.length,
    pending: overdue.length,
    promises: data.promises.length,
    followUps: data.followUps.length,
  }
  const broken = data.promises.filter((promise) => promise.status === 'broken').length
  const importButton = (
    <Button
      type="primary"
      icon={<Icon name="import" size={15} />}
      onClick={() => setParams({ import: 'outcomes' })}
    >
      {t('import')}
    </Button>
  )
  return (
    <DropZone
      shut={Boolean(sheet)}
      onFile={(file) => {
        setDropped(file)
        setParams({ import: 'outcomes' })
      }}
    >
      <div className="screen-head">
        <h1>{t('title')}</h1>
        <div className="chips" role="group" aria-label={t('parts')}>
          {parts.map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={each === part}
              onClick={() => setParams({ part: each, case: null })}
            >
              {t(`part.${each}`)} <span className="num">{counts[each]}</span>
              {each === 'promises' && broken > 0 ? (
                <span className="broken">{t('broken', { count: broken })}</span>
              ) : null}
            </button>
          ))}
        </div>
        <span className="spring" />
        <Button
          disabled={data.pending.length === 0}
          onClick={() => setParams({ record: data.pending[0]?.visitId ?? null })}
        >
          {t('record')}
        </Button>
        {importButton}
      </div>
      {part === 'came' ? (
        <RowsTable
          key="came"
          label={t('part.came')}
          rows={data.rows}
          columns={columns.came}
          rowKey={(row) => row.id}
          initialSort={{ key: 'visitedAt', descending: true }}
          onActivate={(row) => setParams({ case: row.caseId, record: null })}
          activeKey={data.rows.find((row) => row.caseId === params.case)?.id ?? null}
          empty={
            <Empty icon="outcomes" title={t('empty.title')} text={t('empty.text')}>
              {importButton}
            </Empty>
          }
        />
      ) : part === 'pending' ? (
        <>
          {overdue.length > 0 ? (
            <div className="outcomes-hint">
              <span>{t('again.hint')}</span>
              <Button size="small" onClick={() => planAgain(overdue)}>
                {t('again.all')} <span className="num">{overdue.length}</span>
              </Button>
            </div>
          ) : null}
          <RowsTable
            key="pending"
            label={t('part.pending')}
            rows={overdue}
            columns={columns.pending}
            rowKey={(row) => row.visitId}
            initialSort={{ key: 'arrival', descending: false }}
            activeKey={params.record ?? null}
            onActivate={(row) => setParams({ record: row.visitId })}
            empty={<Empty icon="check" title={t('empty.pending')} text={t('empty.pending-text')} />}
          />
        </>
      ) : part === 'promises' ? (
        <RowsTable
          key="promises"
          label={t('part.promises')}
          rows={data.promises}
          columns={columns.promises}
          rowKey={(row) => row.id}
          initialSort={{ key: 'dueOn', descending: false }}
          activeKey={data.promises.find((row) => row.caseId === params.case)?.id ?? null}
          onActivate={(row) => setParams({ case: row.caseId, record: null })}
          tone={(row) => (row.status === 'broken' ? 'broken' : undefined)}
          empty={<Empty icon="check" title={t('empty.promises')} text={t('empty.promises-text')} />}
        />
      ) : (
        <RowsTable
          key="followUps"
          label={t('part.followUps')}
          rows={data.followUps}
          columns={columns.followUps}
          rowKey={(row) => row.visitId}
          initialSort={{ key: 'notBefore', descending: false }}
          activeKey={data.followUps.find((row) => row.caseId === params.case)?.visitId ?? null}
          onActivate={(row) => setParams({ case: row.caseId, record: null })}
          empty={<Empty icon="check" title={t('empty.followUps')} text={t('empty.followUps-text')} />}
        />
      )}
      {asking ? (
        <AskAgain rows={asking} onYes={() => void planAgainNow(asking)} onNo={() => setAsking(null)} />
      ) : null}
      {params.record ? (
        <RecordOutcome
          key={params.record}
          visitId={params.record}
          outcomes={data}
          onNext={(visitId) => setParams({ record: visitId })}
          onClose={() => setParams({ record: null })}
        />
      ) : params.case ? (
        <CaseInspector key={params.case} id={params.case} onClose={() => setParams({ case: null })} />
      ) : null}
      {sheet ? (
        <ImportSheet
          kind="outcomes"
          file={dropped}
          onClose={() => {
            setDropped(null)
            setParams({ import: null })
          }}
        />
      ) : null}
      <StatusText>
        {t('status', {
          came: counts.came,
          pending: counts.pending,
          promises: counts.promises,
          followUps: counts.followUps,
        })}
      </StatusText>
    </DropZone>
  )
}

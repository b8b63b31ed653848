import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Segmented } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  importKinds,
  type ImportCommitted,
  type ImportKind,
  type ImportTable,
} from '../../../shared/contract/cases.ts'
import type { Datum } from '../../../shared/model/location.ts'
import { useFormat } from '../../app/useBranch.ts'
import { sayFailure } from '../../app/useSay.ts'
import { navigate } from '../../app/route.ts'
import { offerOf, toast } from '../../app/toast.ts'
import { client } from '../../client/client.ts'
import { explain } from '../../client/errors.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { runWork, useWork } from '../../client/work.ts'
import { useLocale } from '../../app/i18n.ts'
import { saveFile } from '../clipboard.ts'
import { Failure, WorkBar } from '../Feedback.tsx'
import { FileDrop } from '../FileDrop.tsx'
import { Changes } from './Changes.tsx'
import { Columns, missingOf, type Mapping } from './Columns.tsx'
import { PlanChanges } from '../PlanChanges.tsx'
import { RowsSaid } from './RowsSaid.tsx'
import { useSheetFocus } from './useSheetFocus.ts'
import './import.css'

const readWork = 'import-read'
const commitWork = 'import-commit'
/** where the week's work goes on once the rows are in */
const nextScreen: Record<ImportKind, string> = {
  cases: 'locate',
  collectors: 'plan',
  calls: 'plan',
  outcomes: 'outcomes',
}
type Step = 'file' | 'columns' | 'changes' | 'done'

const downloadRejected = (importId: string) => saveRows(() => client.imports.rejected({ importId }))

async function saveRows(
  ask: () => Promise<{ name: string; arrayBuffer(): Promise<ArrayBuffer> }>,
): Promise<void> {
  try {
    const file = await ask()
    saveFile(new Blob([await file.arrayBuffer()], { type: 'text/csv' }), file.name)
  } catch (error) {
    sayFailure(error)
  }
}

function Earlier({ kind }: { kind: ImportKind }) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const imports = (useQuery(queries.imports()).data ?? []).filter((each) => each.kind === kind).slice(0, 6)
  if (imports.length === 0) return null
  return (
    <section className="import-earlier">
      <h3>{t('earlier')}</h3>
      <table className="plain-table">
        <tbody>
          {imports.map((each) => (
            <tr key={each.importId}>
              <td className="num faint">{format.dateTime(each.at)}</td>
              <td>{each.fileName}</td>
              <td className="num">
                {t('counts', { added: each.added, changed: each.changed, rejected: each.rejected })}
              </td>
              <td className="right">
                {each.rejected > 0 ? (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => void downloadRejected(each.importId)}
                  >
                    {t('rejected.download')}
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Done({ result, onNext }: { result: ImportCommitted; onNext: () => void }) {
  const { t } = useTranslation('import')
  const format = useFormat()
  return (
    <div className="import-done">
      <p className="sentence">
        {t(`done.${result.kind}`, {
          file: result.fileName,
          added: format.number(result.added),
          changed: format.number(result.changed),
          same: format.number(result.same),
        })}
      </p>
      <p className="soft">{t(`next.${result.kind}`)}</p>
      <Button className="import-next" onClick={onNext}>
        {t(`next.${result.kind}-do`)}
      </Button>
      {result.rejected > 0 ? (
        <section>
          <div className="rejected-head">
            <h3>{t('rejected.title')}</h3>
            <Button size="small" onClick={() => void downloadRejected(result.importId)}>
              {t('rejected.download')}
            </Button>
          </div>
          <p className="doubt small">{t('done.rejected', { count: result.rejected })}</p>
          <RowsSaid rows={result.rejectedRows} />
        </section>
      ) : null}
      {result.superseded.length > 0 ? (
        <section>
          <h3>{t('superseded.title')}</h3>
          <p className="soft small">{t('done.superseded', { count: result.superseded.length })}</p>
          <RowsSaid rows={result.superseded} />
        </section>
      ) : null}
      {result.diff ? (
        <section>
          <h3>{t('plan.done')}</h3>
          <PlanChanges diff={result.diff} />
        </section>
      ) : null}
    </div>
  )
}

/** From a file to rows: choose it, look at its columns, see what will change, one button. */
export function ImportSheet({
  kind: firstKind,
  file: firstFile,
  onClose,
}: {
  kind: ImportKind
  file?: File | null
  onClose: () => void
}) {
  const { t } = useTranslation('import')
  const locale = useLocale()
  const format = useFormat()
  const [kind, setKind] = useState(firstKind)
  const [step, setStep] = useState<Step>('file')
  const [table, setTable] = useState<ImportTable | null>(null)
  const [mapping, setMapping] = useState<Mapping>([])
  const [datum, setDatum] = useState<Datum | undefined>()
  const [result, setResult] = useState<ImportCommitted | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [fileName, setFileName] = useState('')
  const queryClient = useQueryClient()
  const reading = useWork(readWork) !== null
  const committing = useWork(commitWork) !== null

  const read = useCallback(
    async (file: File, as: ImportKind) => {
      setFailure(null)
      setFileName(file.name)
      try {
        const next = await runWork(readWork, t('reading', { file: file.name }), (signal) =>
          client.imports.read({ kind: as, file }, { signal }),
        )
        if (!next) return
        setTable(next)
        setMapping(next.mapping.map(({ column, field }) => ({ column, field })))
        setDatum(undefined)
        setStep('columns')
      } catch (error) {
        setFailure(error)
      }
    },
    [t],
  )
  // A file that was dropped on the screen is read at once, and only once.
  const taken = useRef<File | null>(null)
  useEffect(() => {
    if (!firstFile || taken.current === firstFile) return
    taken.current = firstFile
    void read(firstFile, firstKind)
  }, [firstFile, firstKind, read])

  const preview = useQuery({
    queryKey: ['import-preview', table?.tableId, mapping, datum],
    queryFn: ({ signal }) =>
      client.imports.preview(
        { tableId: table?.tableId ?? '', mapping, ...(datum ? { datum } : {}) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    enabled: step === 'changes' && table !== null,
    gcTime: 0,
  })
  const commit = async () => {
    if (!table) return
    try {
      const next = await runWork(commitWork, t('importing', { file: table.fileName }), (signal) =>
        client.imports.commit({ tableId: table.tableId, mapping, ...(datum ? { datum } : {}) }, { signal }),
      )
      if (!next) {
        toast(t('cancelled'), { kind: 'doubt' })
        return
      }
      setResult(next)
      setStep('done')
      await makeOld(['cases', 'people', 'calls', 'outcomes', 'history'])
      toast(t('done.short', { count: next.added + next.changed }), {
        undo: offerOf(next),
        ...(next.diff && next.diff.callAgain > 0 ? { kind: 'doubt' as const } : {}),
      })
    } catch (error) {
      setFailure(error)
    }
  }

  const missing = table ? missingOf(table, mapping) : []
  const willChange = preview.data ? preview.data.added + preview.data.changed + preview.data.gone : 0
  const isDatumOpen = Boolean(preview.data?.datum && !preview.data.datum.detected && !datum)
  const isComparing = step === 'changes' && !preview.isError && (!preview.data || preview.isPlaceholderData)
  const focus = useSheetFocus(
    // a file that was chosen and refused, and a datum that is to be chosen first, are steps of their own
    `${step} ${failure ? 'failed' : ''} ${isDatumOpen ? 'datum' : ''}`,
    reading || committing || isComparing,
  )
  const steps: Step[] = ['file', 'columns', 'changes']
  const footer =
    step === 'columns' ? (
      <>
        <Button onClick={() => setStep('file')}>{t('other-file')}</Button>
        <span className="spring" />
        {missing.length > 0 ? (
          <span className="doubt">
            {t('missing', { fields: missing.map((field) => t(`field.${field}`)).join(t('comma')) })}
          </span>
        ) : null}
        <Button type="primary" disabled={missing.length > 0} onClick={() => setStep('changes')}>
          {t('see-changes')}
        </Button>
      </>
    ) : step === 'changes' ? (
      <>
        <Button disabled={committing} onClick={() => setStep('columns')}>
          {t('back')}
        </Button>
        <span className="spring" />
        {isDatumOpen ? <span className="doubt">{t('datum.choose-first')}</span> : null}
        <Button
          type="primary"
          disabled={
            committing || !preview.data || preview.isPlaceholderData || willChange === 0 || isDatumOpen
          }
          onClick={() => void commit()}
        >
          {!preview.data
            ? t('comparing')
            : willChange === 0
              ? t('nothing')
              : kind === 'cases' && preview.data.gone > 0
                ? t('commit.cases-gone', {
                    number: format.number(preview.data.added + preview.data.changed),
                    gone: format.number(preview.data.gone),
                  })
                : t(`commit.${kind}`, { count: willChange, number: format.number(willChange) })}
        </Button>
      </>
    ) : step === 'done' ? (
      <>
        <Button
          onClick={() => {
            setStep('file')
            setTable(null)
            setResult(null)
          }}
        >
          {t('another')}
        </Button>
        <span className="spring" />
        <Button type="primary" onClick={onClose}>
          {t('close')}
        </Button>
      </>
    ) : null
  return (
    <Drawer
      open
      // rows and changes need their width; a sentence does not
      size={
        step === 'done' && result && result.rejectedRows.length === 0 && !result.diff
          ? 'min(560px, 94vw)'
          : 'min(1080px, 94vw)'
      }
      onClose={onClose}
      afterOpenChange={(isOpen) => isOpen && focus.begin()}
      destroyOnHidden
      mask={{ closable: !reading && !committing }}
      title={table && step !== 'file' ? t('title.file', { file: table.fileName }) : t(`title.${kind}`)}
      extra={
        <ol className="import-steps" aria-label={t('steps')}>
          {steps.map((each, index) => (
            <li key={each} aria-current={each === step ? 'step' : undefined}>
              <span>{index + 1}</span> {t(`step.${each}`)}
            </li>
          ))}
        </ol>
      }
      footer={
        footer ? (
          <div className="import-footer" ref={focus.footer}>
            {footer}
          </div>
        ) : null
      }
    >
      <div className="import-body" ref={focus.body} tabIndex={-1}>
        {step === 'file' ? (
          <div className="import-file">
            <Segmented
              value={kind}
              disabled={reading}
              onChange={(value) => setKind(value as ImportKind)}
              options={importKinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
            />
            {reading ? (
              <WorkBar workKey={readWork} note={fileName} />
            ) : (
              <FileDrop
                label={t('drop')}
                hint={t(`hint.${kind}`)}
                accept=".csv,.tsv,.txt,.xlsx"
                onFiles={([file]) => void read(file, kind)}
              />
            )}
            {failure ? (
              <div className="failure" role="alert">
                <p>{explain(failure, locale)}</p>
              </div>
            ) : null}
            <Earlier kind={kind} />
          </div>
        ) : null}
        {step === 'columns' && table ? (
          <Columns table={table} mapping={mapping} onChange={setMapping} />
        ) : null}
        {step === 'changes' && table ? (
          committing ? (
            <WorkBar workKey={commitWork} note={t('all-or-nothing')} />
          ) : failure || preview.isError ? (
            <Failure
              error={failure ?? preview.error}
              retry={() => {
                setFailure(null)
                void preview.refetch()
              }}
            />
          ) : (
            <Changes
              kind={kind}
              preview={preview.data ?? null}
              datum={datum}
              onDatum={setDatum}
              onReturned={() =>
                void saveRows(() =>
                  client.imports.returned({ tableId: table.tableId, mapping, ...(datum ? { datum } : {}) }),
                )
              }
              onCancel={() => {
                setStep('columns')
                void queryClient.cancelQueries({ queryKey: ['import-preview'] })
              }}
            />
          )
        ) : null}
        {step === 'done' && result ? (
          <Done
            result={result}
            onNext={() => {
              onClose()
              navigate(nextScreen[result.kind])
            }}
          />
        ) : null}
      </div>
    </Drawer>
  )
}

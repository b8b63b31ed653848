import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemoryImported, PinView } from '../../../shared/contract/memory.ts'
import { actionName } from '../../app/actionName.ts'
import { toast } from '../../app/toast.ts'
import { useFormat } from '../../app/useBranch.ts'
import { sayFailure, useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { saveFile } from '../../ui/clipboard.ts'
import { Empty, Failure } from '../../ui/Feedback.tsx'
import { RowsTable, type RowColumn } from '../../ui/RowsTable.tsx'

/** What the branch has confirmed: who set each pin and who agreed, to approve, to forget, and to carry to another desk. */
export function Memory({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('locate')
  const format = useFormat()
  const change = useChange()
  const query = useQuery(queries.memory())
  const pins = useMemo(() => query.data ?? [], [query.data])
  const [imported, setImported] = useState<MemoryImported | null>(null)
  const [shown, setShown] = useState<PinView | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const open = pins.filter((pin) => pin.mayApprove)

  const approve = (ids: string[]) =>
    void change(async () => {
      const { approved, undoId } = await client.memory.approve({ pinIds: ids })
      await makeOld(['locations'])
      toast(t('memory.approved-count', { count: approved }), { undo: undoId ? { entryId: undoId } : null })
    })
  const forget = (pin: PinView) =>
    void change(async () => {
      const { undoId } = await client.memory.forget({ pinId: pin.id })
      setShown(null)
      await makeOld(['locations'])
      toast(t('memory.forgotten'), { undo: undoId ? { entryId: undoId } : null })
    })
  const exportFile = async () => {
    try {
      const file = await client.memory.exportFile()
      saveFile(new Blob([await file.arrayBuffer()], { type: file.type }), file.name)
    } catch (error) {
      sayFailure(error)
    }
  }
  const importFile = (file: File) =>
    void change(async () => {
      setImported(await client.memory.importFile({ file }))
      await makeOld(['locations'])
    })

  const columns = useMemo<RowColumn<PinView>[]>(() => {
    const column = (
      key: string,
      width: number,
      text: (pin: PinView) => string,
      rest: Partial<RowColumn<PinView>> = {},
    ): RowColumn<PinView> => ({
      ...{ key, title: t(`memory.${key}`), width, sortable: true, text, render: text },
      ...rest,
    })
    return [
      column('label', 260, (pin) => pin.label, {
        grow: 2,
        render: (pin) => <span title={pin.label}>{pin.label}</span>,
      }),
      column('reach', 110, (pin) => t(pin.building ? 'memory.whole-building' : 'memory.one-door')),
      column('addresses', 90, (pin) => format.number(pin.addresses), {
        align: 'right',
        value: (pin) => pin.addresses,
      }),
      column('confirmed', 170, (pin) => `${pin.confirmedBy} · ${format.dateTime(pin.confirmedAt)}`, {
        grow: 1,
        value: (pin) => pin.confirmedAt,
      }),
      column('approved', 120, (pin) => pin.approvedBy ?? t('memory.not-approved'), {
        render: (pin) =>
          pin.approvedBy ? (
            <span className="good">{pin.approvedBy}</span>
          ) : (
            <span className="soft">{t('memory.not-approved')}</span>
          ),
      }),
    ]
  }, [t, format])

  return (
    <Drawer open onClose={onClose} title={t('memory.title')} size={920} destroyOnHidden>
      <div className="memory-tools">
        {open.length > 0 ? (
          <Button onClick={() => approve(open.map((pin) => pin.id))}>
            {t('memory.approve-all', { count: open.length })}
          </Button>
        ) : null}
        <span className="spring" />
        <Button disabled={pins.length === 0} onClick={() => void exportFile()}>
          {t('memory.export')}
        </Button>
        <Button onClick={() => input.current?.click()}>{t('memory.import')}</Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".geojson,.json"
          aria-label={t('memory.import')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) importFile(file)
          }}
        />
      </div>
      {imported ? <Imported result={imported} /> : null}
      {query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : pins.length === 0 ? (
        <Empty icon="locate" title={t('memory.empty')} text={t('memory.empty-text')} />
      ) : (
        <div className="memory-table">
          <RowsTable
            label={t('memory.title')}
            rows={pins}
            columns={columns}
            rowKey={(pin) => pin.id}
            initialSort={{ key: 'confirmed', descending: true }}
            activeKey={shown?.id ?? null}
            onActivate={setShown}
          />
        </div>
      )}
      {shown ? (
        <PinHistory
          pin={pins.find((pin) => pin.id === shown.id) ?? shown}
          onApprove={() => approve([shown.id])}
          onForget={() => forget(shown)}
        />
      ) : null}
    </Drawer>
  )
}

function Imported({ result }: { result: MemoryImported }) {
  const { t } = useTranslation('locate')
  return (
    <div
      className={result.kept.length > 0 ? 'notice memory-imported' : 'notice memory-imported plain'}
      role="status"
    >
      <p>
        {t('memory.imported', {
          added: result.added,
          changed: result.changed,
          same: result.same,
          kept: result.kept.length,
        })}
      </p>
      {result.kept.length > 0 ? (
        <details>
          <summary>{t('memory.kept')}</summary>
          <ul>
            {result.kept.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

/** Everything that was done to one pin, and what can be done now. */
function PinHistory({
  pin,
  onApprove,
  onForget,
}: {
  pin: PinView
  onApprove: () => void
  onForget: () => void
}) {
  const { t } = useTranslation('locate')
  const format = useFormat()
  const changes = useQuery(queries.memoryChanges(pin.id)).data ?? []
  return (
    <section className="memory-pin">
      <h3>{pin.label}</h3>
      <table className="plain-table">
        <tbody>
          {changes.map((each) => (
            <tr key={each.at + each.action}>
              <td className="num faint">{format.dateTime(each.at)}</td>
              <td>{each.by}</td>
              <td>{actionName(each.action)}</td>
              <td className="soft">{each.undone ? t('memory.undone') : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="memory-tools">
        <Button type="primary" disabled={!pin.mayApprove} onClick={onApprove}>
          {t('memory.approve')}
        </Button>
        <Button onClick={onForget}>{t('memory.forget')}</Button>
        {!pin.mayApprove && pin.approvedBy === null ? <span className="soft">{t('memory.own')}</span> : null}
      </div>
    </section>
  )
}

import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewRow } from '../../../shared/contract/cases.ts'
import { useFormat } from '../../app/useBranch.ts'
import { AddressText } from '../../ui/AddressText.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { LevelMark } from '../../ui/StateMark.tsx'
import { likeliestLevel } from './candidatesOf.ts'

/** The addresses to look at, most valuable visit first, each as it was written. */
export function Queue({
  rows,
  activeId,
  onSelect,
}: {
  rows: readonly ReviewRow[]
  activeId: string | null
  onSelect: (row: ReviewRow) => void
}) {
  const { t } = useTranslation('locate')
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 76,
    overscan: 8,
    getItemKey: (index) => rows[index].addressId,
  })
  const active = rows.findIndex((row) => row.addressId === activeId)
  useEffect(() => {
    if (active >= 0) virtualizer.scrollToIndex(active)
  }, [active, virtualizer])
  return (
    <div
      ref={scroller}
      className="queue"
      role="listbox"
      aria-label={t('queue')}
      tabIndex={0}
      aria-activedescendant={activeId ? `queue-${activeId}` : undefined}
    >
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return (
            <div
              key={item.key}
              id={`queue-${row.addressId}`}
              ref={virtualizer.measureElement}
              data-index={item.index}
              role="option"
              aria-selected={item.index === active}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className="queue-row"
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onSelect(row)}
            >
              <QueueRow row={row} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** What stands of one address in the queue; a step down the queue draws none of it anew. */
const QueueRow = memo(function QueueRow({ row }: { row: ReviewRow }) {
  const { t } = useTranslation('locate')
  const format = useFormat()
  return (
    <>
      <div className="queue-head">
        <span className="ellipsis">
          {row.borrower} <span className="faint num">{row.caseNo}</span>
        </span>
        <span className="num faint" title={t('priority')}>
          {format.number(row.priority)}
        </span>
      </div>
      <AddressText text={row.text} tokens={row.tokens} />
      <div className="queue-foot small">
        {row.confirmed ? (
          <span className="good">
            <Icon name="check" size={12} /> {t('is-confirmed')}
          </span>
        ) : (
          <span className={row.standing === 'review' ? 'doubt' : 'soft'}>
            {t(`standing.${row.standing}`)}
          </span>
        )}
        <LevelMark level={likeliestLevel(row)} />
        {row.neighbours > 0 ? (
          <span className="faint">{t('neighbours-short', { count: row.neighbours })}</span>
        ) : null}
      </div>
    </>
  )
})

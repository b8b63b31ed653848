import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../client/queries.ts'
import { Icon } from '../ui/Icon.tsx'
import { offeredActions, showKeys, useActionStore } from './actions.ts'
import { Dialog } from './Dialog.tsx'
import { navigate } from './route.ts'
import './Palette.css'

interface Entry {
  id: string
  label: string
  detail?: string
  keys?: string
  run: () => void
}

const mostCases = 12

/** Finds any action, case or borrower. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell')
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const wanted = useDeferredValue(text.trim())
  const hasBranch = useQuery(queries.session()).data?.branch != null
  const sets = useActionStore((store) => store.sets)
  const list = useRef<HTMLUListElement>(null)

  const actions = useMemo<Entry[]>(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
    return offeredActions(sets)
      .filter((action) => !action.keysOnly && !action.disabled)
      .filter((action) => words.every((word) => action.label.toLowerCase().includes(word)))
      .map((action) => ({
        id: action.id,
        label: action.label,
        keys: action.keys?.[0] && showKeys(action.keys[0]),
        run: action.run,
      }))
  }, [sets, wanted])
  const found = useQuery({
    ...queries.cases({ text: wanted, limit: mostCases }),
    enabled: hasBranch && wanted !== '',
    placeholderData: keepPreviousData,
  })
  const cases: Entry[] =
    wanted === ''
      ? []
      : (found.data?.rows ?? []).map((row) => ({
          id: `case-${row.id}`,
          label: `${row.borrower}  ${row.caseNo}`,
          detail: row.address,
          run: () => navigate('cases', { case: row.id, text: wanted }),
        }))
  const entries = [...(wanted === '' ? actions : [...cases, ...actions])]
  useEffect(() => setAt(0), [wanted])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(entries.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (event.key === 'Enter') choose(entries[at])
    else return
    event.preventDefault()
  }
  return (
    <Dialog label={t('keys.palette')} className="palette" onClose={onClose}>
      <div className="palette-input">
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={entries[at] ? `palette-${entries[at].id}` : undefined}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <ul id="palette-list" role="listbox" aria-label={t('search.label')} ref={list}>
        {entries.map((entry, index) => (
          <li
            key={entry.id}
            id={`palette-${entry.id}`}
            role="option"
            aria-selected={index === at}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(entry)}
          >
            <span>{entry.label}</span>
            {entry.detail ? <span className="soft ellipsis">{entry.detail}</span> : null}
            {entry.keys ? <kbd>{entry.keys}</kbd> : null}
          </li>
        ))}
        {entries.length === 0 ? <li className="soft none">{t('search.none')}</li> : null}
      </ul>
    </Dialog>
  )
}

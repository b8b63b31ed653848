import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { connection } from '../client/connection.ts'

/** Something that a person can do here: shown by `?`, found by the palette, run by its keys. */
export interface Action {
  id: string
  label: string
  /** `j`, `Enter`, `mod+z`, `g c` (one after the other), `1`…; several where any will do */
  keys?: readonly string[]
  /** heading under which `?` lists it */
  group?: string
  /** not offered by the palette, such as "next row" */
  keysOnly?: boolean
  disabled?: boolean
  run: () => void
}

interface ActionStore {
  /** later sets win where keys are the same: the screen's before the shell's */
  sets: { id: number; actions: readonly Action[] }[]
}
export const useActionStore = create<ActionStore>(() => ({ sets: [] }))
let nextSet = 1

/** Offers actions while the component is on screen. */
export function useActions(actions: readonly Action[]): void {
  const id = useRef(0)
  const newest = useRef(actions)
  newest.current = actions
  // Labels and states change with every render; functions always run the newest.
  const shape = actions.map((a) => `${a.id}|${a.label}|${a.keys?.join()}|${a.group}|${a.disabled}`).join('\n')
  useEffect(() => {
    id.current = nextSet++
    const mine = id.current
    const offered = newest.current.map((action) => ({
      ...action,
      run: () => newest.current.find((each) => each.id === action.id)?.run(),
    }))
    useActionStore.setState(({ sets }) => ({ sets: [...sets, { id: mine, actions: offered }] }))
    return () => useActionStore.setState(({ sets }) => ({ sets: sets.filter((set) => set.id !== mine) }))
  }, [shape])
}

/** Every action now on offer, the screen's first; of two with one id the later wins. */
export function offeredActions(sets: ActionStore['sets']): Action[] {
  const seen = new Set<string>()
  const list: Action[] = []
  for (const set of [...sets].sort((a, b) => b.id - a.id))
    for (const action of set.actions)
      if (!seen.has(action.id)) {
        seen.add(action.id)
        list.push(action)
      }
  return list
}

/** The key as actions name it: `mod+k`, `shift+mod+z`, `Enter`, `?`, `j`. */
export function keyName(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const letter = /^[a-z]$/.test(key)
  return `${event.shiftKey && (mod || (!letter && event.key.length > 1)) ? 'shift+' : ''}${event.altKey ? 'alt+' : ''}${mod ? 'mod+' : ''}${key}`
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
  )
}

/** A button or link that has the focus answers Enter and the space bar itself. */
function answersItself(target: EventTarget | null, name: string): boolean {
  if (name !== 'Enter' && name !== ' ') return false
  return (
    target instanceof HTMLElement &&
    target.closest('button, a, summary, [role="button"], [role="tab"]') !== null
  )
}

const sequenceMilliseconds = 1_200

/** Runs actions by key for as long as the window lives. Keys without a modifier are left to whoever is typing. */
export function followKeys(): () => void {
  let first: { key: string; at: number } | null = null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const name = keyName(event)
    const withModifier = event.ctrlKey || event.metaKey
    if (isTyping(event.target) && (!withModifier || name === 'mod+z' || name === 'shift+mod+z')) return
    if (answersItself(event.target, name)) return
    // A dialog that is open has the keyboard to itself.
    if (!withModifier && document.querySelector('[aria-modal="true"]')) return
    const away = connection.state() === 'away'
    const actions = offeredActions(useActionStore.getState().sets).filter(
      // while the service does not answer one can look at what is here, no more
      (action) => !action.disabled && (!away || action.id === 'help' || action.id.startsWith('go-')),
    )
    const sequence =
      first && event.timeStamp - first.at < sequenceMilliseconds ? `${first.key} ${name}` : null
    first = null
    const found =
      (sequence && actions.find((action) => action.keys?.includes(sequence))) ||
      actions.find((action) => action.keys?.includes(name))
    if (found) {
      event.preventDefault()
      found.run()
    } else if (actions.some((action) => action.keys?.some((keys) => keys.startsWith(`${name} `)))) {
      event.preventDefault()
      first = { key: name, at: event.timeStamp }
    }
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

const isMac = navigator.platform.startsWith('Mac')
/** `mod+k` → `Ctrl K`, or `⌘K` on a Mac */
export function showKeys(keys: string): string {
  return keys
    .split(' ')
    .map((stroke) =>
      stroke
        .split('+')
        .map((part) =>
          part === 'mod'
            ? isMac
              ? '⌘'
              : 'Ctrl '
            : part === 'shift'
              ? isMac
                ? '⇧'
                : 'Shift '
              : part === 'ArrowDown'
                ? '↓'
                : part === 'ArrowUp'
                  ? '↑'
                  : part.length === 1
                    ? part.toUpperCase()
                    : part,
        )
        .join(''),
    )
    .join(' ')
}

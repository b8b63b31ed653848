import { create } from 'zustand'

export interface Toast {
  id: number
  kind: 'done' | 'doubt' | 'failed'
  text: string
  /** offers ⌘Z as a button */
  undo?: boolean
}

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }))
let nextToast = 1
const shownMilliseconds = 6_000
const failureMilliseconds = 12_000

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}

/** What was said before the language changed stays in the old one: it is taken away. */
export function dismissToasts(): void {
  useToasts.setState({ toasts: [] })
}

/** After another change, or an undo, an older offer to undo would take back something else than its words say. */
export function withdrawUndo(): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => !toast.undo) }))
}

/** Says what happened at the foot of the window; a failure stays longer. */
export function toast(text: string, options: { kind?: Toast['kind']; undo?: boolean } = {}): void {
  const id = nextToast++
  const kind = options.kind ?? 'done'
  if (options.undo) withdrawUndo()
  useToasts.setState(({ toasts }) => ({
    toasts: [
      ...toasts.filter((each) => each.text !== text).slice(-2),
      { id, kind, text, undo: options.undo },
    ],
  }))
  setTimeout(() => dismissToast(id), kind === 'failed' ? failureMilliseconds : shownMilliseconds)
}

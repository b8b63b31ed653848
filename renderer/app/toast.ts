import { create } from 'zustand'

/** A step of the history that a toast offers to take back. */
export interface UndoOffer {
  entryId: string
  /** the words of the button; without them "Undo" */
  label?: string
  /** the answer to undo that went no further: pressing ⌘Z once more takes it */
  asked?: boolean
}

export interface Toast {
  id: number
  kind: 'done' | 'doubt' | 'failed'
  text: string
  undo?: UndoOffer
  /** another way back than by the history; `keys` as {@link showKeys} takes them */
  act?: { label: string; run: () => void; keys?: string }
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

/** After another step, or an undo, an older offer would be refused: the step that it names is no longer the newest. */
export function withdrawUndo(): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => !toast.undo) }))
}

/** The older step that was named when undo was pressed last, while that is still to be read. */
export const askedUndo = (): UndoOffer | undefined =>
  useToasts.getState().toasts.find((toast) => toast.undo?.asked)?.undo

/** Says what happened at the foot of the window; a failure stays longer. */
export function toast(
  text: string,
  options: { kind?: Toast['kind']; undo?: UndoOffer | null; act?: Toast['act'] } = {},
): void {
  const id = nextToast++
  const kind = options.kind ?? 'done'
  const undo = options.undo ?? undefined
  // whatever has been done since, the answer to an undo is out of date
  if (undo) withdrawUndo()
  else useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => !each.undo?.asked) }))
  useToasts.setState(({ toasts }) => ({
    toasts: [
      // what failed before is no news once something has been done
      ...toasts
        .filter((each) => each.text !== text && (kind === 'failed' || each.kind !== 'failed'))
        .slice(-2),
      { id, kind, text, ...(undo ? { undo } : {}), ...(options.act ? { act: options.act } : {}) },
    ],
  }))
  const long = kind === 'failed' || undo?.asked
  setTimeout(() => dismissToast(id), long ? failureMilliseconds : shownMilliseconds)
}

/** What a change answers: by which entry it is undone, where it can be. */
export const offerOf = (done: { undoId: string | null }): UndoOffer | null =>
  done.undoId === null ? null : { entryId: done.undoId }

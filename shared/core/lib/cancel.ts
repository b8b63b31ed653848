/**
 * Cancellation and progress as plain values, because `shared` may not name `AbortSignal`.
 * In a worker thread the flag is one byte of a SharedArrayBuffer, so a search loop can read it
 * without leaving its loop.
 */
export interface Cancel {
  /** True once the person, or the host, has asked for the work to stop. */
  readonly cancelled: boolean
}

export const neverCancelled: Cancel = { cancelled: false }

/** A cancel flag seen by every thread that holds `buffer` (at least one byte long). */
export function cancelFromBuffer(buffer: SharedArrayBuffer): Cancel {
  const flag = new Uint8Array(buffer)
  return {
    get cancelled() {
      return Atomics.load(flag, 0) !== 0
    },
  }
}

/** Thrown by long work that was cancelled and has no partial result worth returning. */
export class CancelledError extends Error {
  override name = 'CancelledError'
  constructor() {
    super('cancelled')
  }
}

export function throwIfCancelled(cancel: Cancel): void {
  if (cancel.cancelled) throw new CancelledError()
}

/** One step of long work: `done` of `total` in the unit of `stage`; `total` 0 when not yet known. */
export interface ProgressStep {
  /** kebab-case name of the stage, translated by the window */
  stage: string
  done: number
  total: number
}
export type Progress = (step: ProgressStep) => void
export const noProgress: Progress = () => {}

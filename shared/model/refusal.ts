import type { ReasonCode } from './reasons.ts'

/** Where in the user's own material something went wrong. Lines and columns count from 1. */
export interface Place {
  file?: string
  line?: number
  column?: string
  /** JSON path, such as `jobs[14].time_windows[0]` */
  path?: string
}

/** An expected failure: a code that the window and the command line turn into one sentence. */
export interface Refusal {
  code: ReasonCode
  params?: Record<string, string | number>
  at?: Place
}

/** Carries a refusal across layers that can only throw. Hosts turn it into a sentence, never a stack. */
export class RefusalError extends Error {
  override name = 'RefusalError'
  readonly refusal: Refusal
  constructor(code: ReasonCode, params?: Record<string, string | number>, at?: Place) {
    super(code + (params ? ' ' + JSON.stringify(params) : ''))
    this.refusal = { code, ...(params ? { params } : {}), ...(at ? { at } : {}) }
  }
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }
export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (
  code: ReasonCode,
  params?: Record<string, string | number>,
  at?: Place,
): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...(params ? { params } : {}), ...(at ? { at } : {}) },
})

import { CancelledError, type Progress } from '../../shared/core/lib/cancel.ts'

/** What a piece of long work reports, and how it learns that nobody waits for it any more. */
export interface WorkReport<P> {
  progress: Progress
  partial(value: P): void
  signal: AbortSignal
}

export type WorkEvent<R, P> =
  | { kind: 'progress'; stage: string; done: number; total: number }
  | { kind: 'partial'; value: P }
  | { kind: 'done'; result: R }

/**
 * Runs long work as a stream for the contract. Ending the stream, or `signal`, cancels the work. Only the newest
 * progress and the newest interim result wait for a slow reader.
 */
export async function* workStream<R, P = never>(
  signal: AbortSignal | undefined,
  run: (report: WorkReport<P>) => Promise<R>,
): AsyncGenerator<WorkEvent<R, P>, void, void> {
  const stop = new AbortController()
  const onAbort = () => stop.abort()
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted) stop.abort()
  let progress: WorkEvent<R, P> | null = null
  let partial: WorkEvent<R, P> | null = null
  let wake: () => void = () => {}
  let finished = false
  const result = run({
    progress: (step) => {
      progress = { kind: 'progress', ...step }
      wake()
    },
    partial: (value) => {
      partial = { kind: 'partial', value }
      wake()
    },
    signal: stop.signal,
  }).finally(() => {
    finished = true
    wake()
  })
  result.catch(() => {})
  try {
    for (;;) {
      const next: WorkEvent<R, P> | null = progress ?? partial
      if (next) {
        if (progress) progress = null
        else partial = null
        yield next
      } else if (finished) break
      else await new Promise<void>((resolve) => (wake = resolve))
    }
    yield { kind: 'done', result: await result }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    if (!finished) {
      stop.abort()
      await result.catch((error) => {
        if (!(error instanceof CancelledError)) throw error
      })
    }
  }
}

/** Runs a work stream to its end and returns the result: for the command line and for tests. */
export async function finishWork<R, P>(
  stream: AsyncIterable<WorkEvent<R, P>>,
  on: { progress?: Progress; partial?: (value: P) => void } = {},
): Promise<R> {
  for await (const event of stream) {
    if (event.kind === 'progress') on.progress?.(event)
    else if (event.kind === 'partial') on.partial?.(event.value)
    else return event.result
  }
  throw new CancelledError()
}

import type { ChangeEvent } from '../../shared/contract/desk.ts'

export type Topic = ChangeEvent['topic']

/** Tells every window what changed, so that it asks again. */
export interface Events {
  emit(...topics: Topic[]): void
  /** an endless stream that ends with `signal` */
  stream(signal?: AbortSignal): AsyncGenerator<ChangeEvent, void, void>
  /** ends every stream: the service goes */
  close(): void
}

export function createEvents(): Events {
  const listeners = new Set<(topic: Topic) => void>()
  const closing = new AbortController()
  return {
    emit(...topics) {
      for (const topic of topics) for (const listener of listeners) listener(topic)
    },
    async *stream(signal) {
      const waiting: Topic[] = ['branch']
      let wake: () => void = () => {}
      const listener = (topic: Topic) => {
        if (!waiting.includes(topic)) waiting.push(topic)
        wake()
      }
      const onAbort = () => wake()
      listeners.add(listener)
      signal?.addEventListener('abort', onAbort)
      closing.signal.addEventListener('abort', onAbort)
      try {
        while (!signal?.aborted && !closing.signal.aborted) {
          const topic = waiting.shift()
          if (topic) yield { topic }
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        listeners.delete(listener)
        signal?.removeEventListener('abort', onAbort)
        closing.signal.removeEventListener('abort', onAbort)
      }
    },
    close: () => closing.abort(),
  }
}

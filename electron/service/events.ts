import type { ChangeEvent } from '../../shared/contract/desk.ts'

export type Topic = ChangeEvent['topic']

/**
 * What one waits to be told, with one thing more: each topic once, of `locations` all addresses or those named, of
 * `plan` the last version that it turned to, or anything.
 */
function addTo(waiting: Map<Topic, ChangeEvent>, event: ChangeEvent): void {
  const known = waiting.get(event.topic)
  if (!known) waiting.set(event.topic, event)
  else if (known.turned) waiting.set(event.topic, event.turned ? turnedOn(known.turned, event.turned) : event)
  else if (known.addressIds)
    waiting.set(
      event.topic,
      event.addressIds
        ? { topic: event.topic, addressIds: [...new Set([...known.addressIds, ...event.addressIds])] }
        : event,
    )
}

const turnedOn = ({ from }: Turned, { to }: Turned): ChangeEvent => ({ topic: 'plan', turned: { from, to } })
type Turned = NonNullable<ChangeEvent['turned']>

/** Tells every window what changed, so that it asks again. */
export interface Events {
  emit(...changes: (Topic | ChangeEvent)[]): void
  /** an endless stream that ends with `signal` */
  stream(signal?: AbortSignal): AsyncGenerator<ChangeEvent, void, void>
  /** ends every stream: the service goes */
  close(): void
}

export function createEvents(): Events {
  const listeners = new Set<(event: ChangeEvent) => void>()
  const closing = new AbortController()
  return {
    emit(...changes) {
      for (const change of changes)
        for (const listener of listeners) listener(typeof change === 'string' ? { topic: change } : change)
    },
    async *stream(signal) {
      const waiting = new Map<Topic, ChangeEvent>([['branch', { topic: 'branch' }]])
      let wake: () => void = () => {}
      const listener = (event: ChangeEvent) => {
        addTo(waiting, event)
        wake()
      }
      const onAbort = () => wake()
      listeners.add(listener)
      signal?.addEventListener('abort', onAbort)
      closing.signal.addEventListener('abort', onAbort)
      try {
        while (!signal?.aborted && !closing.signal.aborted) {
          const [next] = waiting.values()
          if (next) {
            waiting.delete(next.topic)
            yield next
          } else await new Promise<void>((resolve) => (wake = resolve))
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

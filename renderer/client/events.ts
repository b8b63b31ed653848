import type { ChangeEvent } from '../../shared/contract/desk.ts'
import { client } from './client.ts'
import { connection } from './connection.ts'
import { makeOld } from './queries.ts'

/** Changes come in bursts; one look after them is enough. */
const gatherMilliseconds = 120
const retryMilliseconds = 1_000

/** Listens to the service for as long as the window lives, and asks again for what changed. */
export function followEvents(): () => void {
  const stop = new AbortController()
  let gathered = new Set<ChangeEvent['topic']>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const gather = (topic: ChangeEvent['topic']) => {
    gathered.add(topic)
    timer ??= setTimeout(() => {
      timer = undefined
      const topics = gathered
      gathered = new Set()
      void makeOld(topics)
    }, gatherMilliseconds)
  }
  const listen = async () => {
    while (!stop.signal.aborted) {
      try {
        const stream = await client.session.events(undefined, { signal: stop.signal })
        // The first event says "listening"; it matters only when something may have been missed before.
        let greeting = connection.opened() <= 1
        for await (const { topic } of stream) {
          if (!greeting) gather(topic)
          greeting = false
        }
      } catch {
        // The connection shows that the service is away; listening starts again below.
      }
      if (!stop.signal.aborted) await new Promise((done) => setTimeout(done, retryMilliseconds))
    }
  }
  void listen()
  return () => {
    stop.abort()
    clearTimeout(timer)
  }
}

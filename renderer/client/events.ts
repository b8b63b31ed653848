import type { ChangeEvent } from '../../shared/contract/desk.ts'
import { client } from './client.ts'
import { connection } from './connection.ts'
import { isLocked } from './errors.ts'
import { makeOld, queries, queryClient } from './queries.ts'

/** Changes come in bursts; one look after them is enough. */
const gatherMilliseconds = 120
const retryMilliseconds = 1_000

/** Shows the door and waits there until the desk is open, by this window or another. */
async function waitAtDoor(signal: AbortSignal): Promise<boolean> {
  await queryClient.invalidateQueries({ queryKey: queries.session().queryKey })
  for await (const state of await client.desk.follow(undefined, { signal })) {
    queryClient.setQueryData(queries.desk().queryKey, state)
    if (state.state === 'open') return true
  }
  return false
}

/**
 * Listens to the service for as long as the window lives, and asks again for what changed.
 * @param onOpened the desk was locked and is open now
 */
export function followEvents(onOpened: () => void): () => void {
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
      } catch (error) {
        // Otherwise the connection shows that the service is away; listening starts again below.
        if (isLocked(error) && (await waitAtDoor(stop.signal).catch(() => false))) {
          await makeOld(['branch'])
          onOpened()
          continue
        }
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

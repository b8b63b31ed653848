import type { ChangeEvent } from '../../shared/contract/desk.ts'
import { client } from './client.ts'
import { connection } from './connection.ts'
import { isLocked } from './errors.ts'
import { isOfPlanShown, isShown } from './planChange.ts'
import { makeOld, queries, queryClient } from './queries.ts'
import { followAddresses, isReviewQueue } from './reviewQueue.ts'

/** Changes come in bursts; one look after them is enough. */
const gatherMilliseconds = 120
/** Who settles one address after the other sees her queue follow at once, and the week's numbers when she pauses. */
const pauseMilliseconds = 700
const longestPauseMilliseconds = 5_000
const retryMilliseconds = 1_000

/** Keeps what changed until the burst is over, then asks again for what is on screen. */
function createGatherer() {
  let topics = new Set<ChangeEvent['topic']>()
  /** of the topics only `locations`, of named addresses, and the history that comes with it */
  let patient = true
  /** the version that a plan has turned to, where nothing else made plans old */
  let turned: string | null = null
  let begun = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = Infinity
  const flush = () => {
    const shown = turned !== null && isShown(turned)
    const [old, kept] = [topics, patient ? isReviewQueue : shown ? isOfPlanShown : undefined]
    topics = new Set()
    patient = true
    turned = null
    timer = undefined
    due = Infinity
    void makeOld(old, kept)
  }
  const flushAt = (time: number) => {
    clearTimeout(timer)
    due = time
    timer = setTimeout(flush, Math.max(0, time - performance.now()))
  }
  return {
    add({ topic, addressIds, turned: turn }: ChangeEvent) {
      const now = performance.now()
      if (topics.size === 0) begun = now
      if (topic === 'plan' && turn && (topics.size === 0 || turned)) turned = turn.to
      else if (topic !== 'history') turned = null
      if (turn) topics.add('history')
      if (addressIds) void followAddresses(addressIds).catch(() => {})
      else if (topic !== 'history' || !topics.has('locations')) patient = false
      topics.add(topic)
      if (patient) flushAt(Math.min(now + pauseMilliseconds, begun + longestPauseMilliseconds))
      else if (due > now + gatherMilliseconds) flushAt(now + gatherMilliseconds)
    },
    stop: () => clearTimeout(timer),
  }
}

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
  const gathered = createGatherer()
  const listen = async () => {
    while (!stop.signal.aborted) {
      try {
        const stream = await client.session.events(undefined, { signal: stop.signal })
        // The first event says "listening"; it matters only when something may have been missed before.
        let greeting = connection.opened() <= 1
        for await (const event of stream) {
          if (!greeting) gathered.add(event)
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
    gathered.stop()
  }
}

import { mostReviewIds, reviewParts, type ReviewPart, type ReviewRow } from '../../shared/contract/cases.ts'
import { compareWaiting } from '../../shared/core/plan/reviewOrder.ts'
import { client } from './client.ts'
import { queries, queryClient } from './queries.ts'

/** Queues of the review follow their addresses one by one: of eight hundred rows, one confirmation alters a few. */

/** A queue in its order, with what the service says now of some addresses in the place of what it said before. */
export function withRows(
  queue: readonly ReviewRow[],
  addressIds: readonly string[],
  now: readonly ReviewRow[],
): ReviewRow[] {
  const asked = new Set(addressIds)
  const kept = queue.filter(({ addressId }) => !asked.has(addressId))
  return now.length === 0 ? kept : [...kept, ...now].sort(compareWaiting)
}

export const isReviewQueue = (queryKey: readonly unknown[]): boolean =>
  queryKey[0] === 'locate' && queryKey[1] === 'queue'

async function followPart(include: ReviewPart, addressIds: string[]): Promise<void> {
  const { queryKey } = queries.reviewQueue(include)
  const query = queryClient.getQueryCache().find<ReviewRow[]>({ queryKey })
  if (!query) return
  // what nobody looks at is asked for when somebody does; what is on its way may have left before the change
  const whole = !query.isActive() || query.state.fetchStatus !== 'idle' || query.state.isInvalidated
  if (whole || !query.state.data || addressIds.length > mostReviewIds) {
    await queryClient.invalidateQueries({ queryKey })
    return
  }
  const now = await client.locate.queue({ include, addressIds })
  queryClient.setQueryData<ReviewRow[]>(queryKey, (queue) => queue && withRows(queue, addressIds, now))
}

/** one after the other: an answer never takes the place of a newer one */
let last: Promise<unknown> = Promise.resolve()

/** Brings these addresses up to date in the queues that are on screen. */
export function followAddresses(addressIds: readonly string[]): Promise<void> {
  const followed = last.then(() => Promise.all(reviewParts.map((part) => followPart(part, [...addressIds]))))
  last = followed.catch(() =>
    queryClient.invalidateQueries({ predicate: (query) => isReviewQueue(query.queryKey) }),
  )
  return followed.then(() => undefined)
}

import type { RequestContext } from './context.ts'

const sameLookMilliseconds = 10 * 60_000
const lastLooks = new WeakMap<object, Map<string, number>>()

/**
 * An audit row for a look at unmasked data: one a person, thing and ten minutes, so that a refresh does not
 * flood it. `seen` says whose: the case number, or how many rows of which file.
 */
export async function noteLookOnce(
  { deps, actor }: RequestContext,
  branchId: string,
  action: string,
  entity: string,
  seen: Record<string, string | number>,
): Promise<void> {
  let looks = lastLooks.get(deps)
  if (!looks) lastLooks.set(deps, (looks = new Map()))
  const key = `${actor.userId} ${branchId} ${action} ${entity}`
  const now = deps.clock().getTime()
  const last = looks.get(key)
  if (last !== undefined && now - last < sameLookMilliseconds) return
  await deps.changes.noteLook(actor, branchId, action, entity, seen)
  // what is too old to count is forgotten, oldest first
  looks.delete(key)
  looks.set(key, now)
  for (const [old, at] of looks) {
    if (now - at < sameLookMilliseconds) break
    looks.delete(old)
  }
}

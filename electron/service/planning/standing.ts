import { MovedOnError } from '../database/change.ts'
import type { Deps } from '../context.ts'

/** By desk, then by branch: the end of the line of what is changing its plan. */
const lines = new WeakMap<Deps, Map<string, Promise<unknown>>>()
const mostTries = 5

/**
 * Working out a plan takes a second or more, and others go on writing meanwhile. Those who change the same plan wait
 * for one another; and when something else was written under one's hands (`ChangeInfo.standing`), it is worked out
 * again from what stands then. So no appointment is lost to a plan that did not know of it.
 * @param attempt loads, works out and saves; must be safe to run again
 * @throws RefusalError row-gone when it will not stand still
 */
export async function onStandingPlan<T>(
  deps: Deps,
  branchId: string,
  attempt: (tries: number) => Promise<T>,
): Promise<T> {
  let branches = lines.get(deps)
  if (!branches) lines.set(deps, (branches = new Map()))
  const before = branches.get(branchId) ?? Promise.resolve()
  const mine = before.then(() => retried(attempt))
  const ended = mine.catch(() => {})
  branches.set(branchId, ended)
  try {
    return await mine
  } finally {
    if (branches.get(branchId) === ended) branches.delete(branchId)
  }
}

async function retried<T>(attempt: (tries: number) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(tries)
    } catch (error) {
      if (!(error instanceof MovedOnError) || tries === mostTries) throw error
    }
  }
}

import { create } from 'zustand'
import { isCancelled } from './errors.ts'

export interface WorkProgress {
  stage: string
  done: number
  total: number
}
type WorkEvent<R, P> =
  ({ kind: 'progress' } & WorkProgress) | { kind: 'partial'; value: P } | { kind: 'done'; result: R }

export interface Work {
  key: string
  /** i18n key of what is being done */
  title: string
  progress: WorkProgress | null
  partial: unknown
  startedAt: number
  cancelling: boolean
}

interface WorkStore {
  works: Record<string, Work>
}

/** Long work that runs now, whichever screen is open. */
export const useWorks = create<WorkStore>(() => ({ works: {} }))
const controllers = new Map<string, { abort: () => void; enough?: (() => Promise<unknown>) | undefined }>()

function patch(key: string, change: Partial<Work>): void {
  useWorks.setState(({ works }) =>
    works[key] ? { works: { ...works, [key]: { ...works[key], ...change } } } : {},
  )
}

export class WorkRunningError extends Error {
  override name = 'WorkRunningError'
}

/**
 * Runs one piece of long work to its end and keeps its progress where every screen can see it. Resolves with the
 * result, or null when it was cancelled; rejects with the service's refusal.
 * @param key one work of a key at a time
 */
export async function runWork<R, P = never>(
  key: string,
  title: string,
  start: (signal: AbortSignal) => Promise<AsyncIterable<WorkEvent<R, P>>>,
  /** asks for what was found so far instead, once there is something */
  enough?: () => Promise<unknown>,
): Promise<R | null> {
  if (controllers.has(key)) throw new WorkRunningError(key)
  const controller = new AbortController()
  controllers.set(key, { abort: () => controller.abort(), enough })
  useWorks.setState(({ works }) => ({
    works: {
      ...works,
      [key]: { key, title, progress: null, partial: null, startedAt: Date.now(), cancelling: false },
    },
  }))
  try {
    for await (const event of await start(controller.signal)) {
      if (event.kind === 'progress') {
        patch(key, { progress: { stage: event.stage, done: event.done, total: event.total } })
      } else if (event.kind === 'partial') {
        patch(key, { partial: event.value })
      } else return event.result
    }
    return null
  } catch (error) {
    if (controller.signal.aborted || isCancelled(error)) return null
    throw error
  } finally {
    controllers.delete(key)
    useWorks.setState(({ works }) => {
      const { [key]: _, ...rest } = works
      return { works: rest }
    })
  }
}

/** Ends the work; the service leaves nothing half-done. A search that has found something is told that it is enough. */
export function cancelWork(key: string): void {
  const running = controllers.get(key)
  const found = useWorks.getState().works[key]?.partial
  patch(key, { cancelling: true })
  if (found && running?.enough) running.enough().catch(() => running.abort())
  else running?.abort()
}

export function useWork(key: string): Work | null {
  return useWorks((store) => store.works[key] ?? null)
}

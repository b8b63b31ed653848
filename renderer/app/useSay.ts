import { useCallback } from 'react'
import { explain, isCancelled } from '../client/errors.ts'
import { makeOld } from '../client/queries.ts'
import { client } from '../client/client.ts'
import { actionName } from './actionName.ts'
import { currentLocale, translate } from './i18n.ts'
import { toast, withdrawUndo } from './toast.ts'

/** Says a failure in the person's language; a cancel needs no words. */
export function sayFailure(error: unknown): void {
  if (!isCancelled(error)) toast(explain(error, currentLocale()), { kind: 'failed' })
}

/** Runs a change and says how it ended; `done` is offered with Undo. Resolves null when it failed. */
export function useChange(): <T>(change: () => Promise<T>, done?: string) => Promise<T | null> {
  return useCallback(async (change, done) => {
    try {
      const result = await change()
      if (done) toast(done, { undo: true })
      return result
    } catch (error) {
      sayFailure(error)
      return null
    }
  }, [])
}

async function stepThroughHistory(direction: 'undo' | 'redo'): Promise<void> {
  try {
    const row = await client.history[direction]()
    withdrawUndo()
    if (!row) toast(translate(`shell:history.nothing-${direction}`), { kind: 'doubt' })
    else {
      const action = actionName(row.action, row.params)
      toast(translate(`shell:history.${direction}`, { action }))
      await makeOld(['branch'])
    }
  } catch (error) {
    sayFailure(error)
  }
}
export const undo = () => void stepThroughHistory('undo')
export const redo = () => void stepThroughHistory('redo')

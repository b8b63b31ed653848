import { useCallback } from 'react'
import type { StepAnswer } from '../../shared/contract/desk.ts'
import { explain, isCancelled } from '../client/errors.ts'
import { makeOld } from '../client/queries.ts'
import { client } from '../client/client.ts'
import { showChange } from '../client/planChange.ts'
import { allAnswered } from '../client/underWay.ts'
import { stepName } from './actionName.ts'
import { currentLocale, translate } from './i18n.ts'
import { navigate } from './route.ts'
import { slipOf } from './slip.ts'
import { askedUndo, dismissToasts, toast, withdrawUndo, type UndoOffer } from './toast.ts'

/** Says a failure in the person's language; a cancel needs no words. */
export function sayFailure(error: unknown): void {
  if (!isCancelled(error)) toast(explain(error, currentLocale()), { kind: 'failed' })
}

const undoIdOf = (result: unknown): UndoOffer | null => {
  if (typeof result !== 'object' || result === null || !('undoId' in result)) return null
  return typeof result.undoId === 'string' ? { entryId: result.undoId } : null
}

/**
 * Runs a change and says how it ended; Undo is offered where the change answers by which entry it is undone, and takes
 * back that one. Resolves null when it failed.
 */
export function useChange(): <T>(change: () => Promise<T>, done?: string) => Promise<T | null> {
  return useCallback(async (change, done) => {
    try {
      const result = await change()
      if (done) toast(done, { undo: undoIdOf(result) })
      return result
    } catch (error) {
      sayFailure(error)
      return null
    }
  }, [])
}

async function stepThroughHistory(
  direction: 'undo' | 'redo',
  entryOf: () => string | undefined = () => undefined,
): Promise<void> {
  try {
    await allAnswered()
    const entryId = entryOf()
    const answer = await client.history[direction](entryId ? { entryId } : {})
    const shown = answer.kind === 'done' && answer.change !== null && showChange(answer.change)
    // a call that was pressed by mistake has a way back of its own, and nothing older is meant
    const slip = answer.kind === 'stands' && answer.why === 'fact' ? slipOf(answer.row) : null
    if (slip) {
      dismissToasts()
      return await slip()
    }
    withdrawUndo()
    if (answer.kind === 'nothing') toast(translate(`shell:history.nothing-${direction}`), { kind: 'doubt' })
    else if (answer.kind === 'done')
      toast(translate(`shell:history.${direction}`, { action: stepName(answer.row) }))
    else sayWhy(answer)
    if (answer.kind === 'done' && !shown) await makeOld(['branch'])
  } catch (error) {
    sayFailure(error)
  }
}

/** Nothing was undone: why, and which older step would be, by its own button or by pressing undo once more. */
function sayWhy({ row, why, next }: Extract<StepAnswer, { kind: 'stands' }>): void {
  const sentence = translate(`shell:history.stands-${why}`, { action: stepName(row), who: row.userName })
  const { caseNo } = row.params
  // a fact is not undone; one that was recorded wrongly is taken back where the case shows it
  const act =
    why === 'fact' && row.action === 'outcomes.record' && caseNo
      ? {
          label: translate('shell:history.see-case'),
          run: () => navigate('cases', { text: String(caseNo) }),
        }
      : undefined
  if (!next) {
    toast(why === 'fact' ? `${sentence}${translate('shell:history.none-before')}` : sentence, {
      kind: 'doubt',
      ...(act ? { act } : {}),
    })
    return
  }
  const action = stepName(next)
  const then = why === 'other' ? '' : translate('shell:history.next', { action })
  toast(`${sentence}${then}`, {
    kind: 'doubt',
    undo: { entryId: next.id, label: translate('shell:history.undo-next'), asked: true },
  })
}

export const undo = () => void stepThroughHistory('undo', () => askedUndo()?.entryId)
export const undoEntry = (entryId: string) => void stepThroughHistory('undo', () => entryId)
export const redo = () => void stepThroughHistory('redo')

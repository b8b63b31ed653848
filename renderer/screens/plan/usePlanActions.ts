import { useTranslation } from 'react-i18next'
import type { PlanDiff, PlanPartial } from '../../../shared/contract/week.ts'
import { addDays } from '../../../shared/core/lib/time.ts'
import type { Format } from '../../app/format.ts'
import { useFormat } from '../../app/useBranch.ts'
import { sayFailure, useChange } from '../../app/useSay.ts'
import { offerOf, toast } from '../../app/toast.ts'
import { client } from '../../client/client.ts'
import { queries, queryClient } from '../../client/queries.ts'
import { runWork } from '../../client/work.ts'
import { saveFile } from '../../ui/clipboard.ts'
import type { exportFormats } from '../../../shared/contract/week.ts'

/** each week is planned by itself: one does not wait for another */
export const planWork = (week: string) => `plan ${week}`
export const exportWork = 'export'
export type ExportFormat = (typeof exportFormats)[number]
export interface ExportChoice {
  format: ExportFormat
  /** telephone numbers in full */
  fullPhones?: boolean
  /** run sheets as one PDF for the printer */
  together?: boolean
}

/** `23 Nov–27 Nov`, the working days of a week */
export const weekText = (week: string, format: Format): string =>
  `${format.day(week)}–${format.day(addDays(week, 4))}`

/** What the plan screen can do to the week; each says how it ended. */
export function usePlanActions(week: string) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const change = useChange()

  /** @returns what changed; null where nothing was saved */
  const optimise = async (seconds: number, keep: boolean): Promise<PlanDiff | null> => {
    try {
      const result = await runWork<
        {
          diff: PlanDiff
          totals: { planned: number; unplanned: number; travelSeconds: number }
          undoId: string | null
        },
        PlanPartial
      >(
        planWork(week),
        t(keep ? 'work.repair' : 'work.plan'),
        (signal) => client.plan.optimise({ week, limitSeconds: seconds, keep, seed: 1 }, { signal }),
        () => client.plan.enough({ week }),
      )
      if (result) {
        const done = t('done.plan', {
          planned: format.number(result.totals.planned),
          unplanned: format.number(result.totals.unplanned),
          travel: format.duration(result.totals.travelSeconds),
        })
        const shown = queryClient.getQueryData(queries.session().queryKey)?.branch?.week
        toast(shown === week ? done : t('done.other-week', { week: weekText(week, format), done }), {
          undo: offerOf(result),
        })
      }
      return result?.diff ?? null
    } catch (error) {
      sayFailure(error)
      return null
    }
  }

  const exportDays = async (
    crewDayIds: string[],
    { format: chosen, fullPhones = false, together = false }: ExportChoice,
  ) => {
    try {
      const result = await runWork<{ name: string; fileId: string }>(exportWork, t('work.export'), (signal) =>
        client.exports.create(
          { week, format: chosen, crewDayIds, together, ...(fullPhones ? { maskPhones: false } : {}) },
          { signal },
        ),
      )
      if (result) {
        const file = await client.exports.take({ fileId: result.fileId })
        saveFile(new Blob([await file.arrayBuffer()], { type: file.type }), result.name)
        toast(t('done.export', { name: result.name }))
      }
    } catch (error) {
      sayFailure(error)
    }
  }

  return {
    optimise,
    exportDays,
    publish: () => change(() => client.plan.publish({ week }), t('done.publish')),
    lock: (visitId: string, locked: boolean) =>
      change(() => client.plan.lock({ week, visitId, locked }), t(locked ? 'done.lock' : 'done.unlock')),
    move: (visitId: string, crewDayId: string) =>
      change(() => client.plan.move({ week, visitId, crewDayId }), t('done.move')),
  }
}

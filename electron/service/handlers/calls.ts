import type { CallResult } from '../../../shared/model/facts.ts'
import { attempts, bookedBy } from '../database/stores/facts.ts'
import { importCalls } from '../calls/import.ts'
import { logCall } from '../calls/record.ts'
import { takeBack } from '../calls/takeBack.ts'
import { addNumber, laterChoices, visitOf } from '../calls/numbers.ts'
import { slotsFor } from '../calls/slots.ts'
import { tryWindow, visitHours } from '../calls/tryWindow.ts'
import { readImportFile } from '../importing/importing.ts'
import { rejectedView } from '../importing/importRow.ts'
import { noteLookOnce } from '../looks.ts'
import { weekDesk } from '../planning/weekDesk.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { callRows } from '../views/calls.ts'
import { workStream } from '../work.ts'

export const calls = {
  queue: procedures.calls.queue.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const rows = await callRows(context, branch, input.week)
    // by the time the first borrower is chosen her windows are to be asked for at once
    if (rows.length > 0)
      void weekDesk(context, branch, input.week)
        .then((desk) => desk.compiled())
        .catch(() => {})
    return rows
  }),

  number: procedures.calls.number.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const visit = await visitOf(context, branch, input.visitId)
    if (visit.phone)
      await noteLookOnce(context, branch.id, 'calls.look', input.visitId, { caseNo: visit.caseNo })
    return { phone: visit.phone }
  }),

  later: procedures.calls.later.handler(async ({ context, input }) =>
    laterChoices(context, await currentBranch(context), input.week, input.visitId),
  ),

  addNumber: procedures.calls.addNumber.handler(async ({ context, input }) =>
    addNumber(context, await currentBranch(context), input),
  ),

  slots: procedures.calls.slots.handler(async ({ context, input, signal }) =>
    slotsFor(context, await currentBranch(context), input.week, input.visitId, signal),
  ),

  tryWindow: procedures.calls.tryWindow.handler(async ({ context, input, signal }) =>
    tryWindow(context, await currentBranch(context), input, signal),
  ),

  hours: procedures.calls.hours.handler(async ({ context, input }) =>
    visitHours(context, await currentBranch(context), input.week, input.visitId),
  ),

  log: procedures.calls.log.handler(async ({ context, input }) =>
    logCall(context, await currentBranch(context), input),
  ),

  takeBack: procedures.calls.takeBack.handler(async ({ context, input }) =>
    takeBack(context, await currentBranch(context), input.attemptId),
  ),

  importFile: procedures.calls.importFile.handler(({ context, input, signal }) =>
    workStream(signal, async (report) => {
      const branch = await currentBranch(context)
      const { file, read } = await readImportFile(context, branch, 'calls', input.file, report)
      const made = await importCalls(context, branch, input.week, file, read, report)
      return {
        accepted: made.accepted,
        alreadyThere: made.alreadyThere,
        refused: made.refused.map(rejectedView),
        superseded: made.superseded.map(rejectedView),
        diff: made.diff,
        undoId: made.undoId,
      }
    }),
  ),

  history: procedures.calls.history.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const { reader } = context.deps.database
    const rows = await attempts(reader, branch.id, { visitId: input.visitId, takenBack: true })
    const booked = await bookedBy(reader, input.visitId)
    return rows.map((row) => ({
      id: row.id,
      visitId: row.visit_id,
      caseNo: '',
      calledAt: row.called_at,
      result: row.result as CallResult,
      note: row.note,
      window: row.window_start && row.window_end ? { start: row.window_start, end: row.window_end } : null,
      booked: booked.has(row.id),
      takenBack: row.taken_back_at === null ? null : { at: row.taken_back_at, by: row.taken_back_by ?? '' },
      by: row.user_name,
    }))
  }),
}

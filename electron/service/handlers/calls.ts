import type { CallRow } from '../../../shared/contract/week.ts'
import { callQueue } from '../../../shared/core/plan/callQueue.ts'
import { utcIso } from '../../../shared/core/lib/time.ts'
import type { CallResult } from '../../../shared/model/facts.ts'
import { attempts } from '../database/stores/facts.ts'
import { currentVersion } from '../database/stores/plans.ts'
import { importCalls } from '../calls/import.ts'
import { logCall } from '../calls/record.ts'
import { slotsFor } from '../calls/slots.ts'
import { readImportFile } from '../importing/importing.ts'
import { rejectedView } from '../importing/importRow.ts'
import { noteLookOnce } from '../looks.ts'
import { loadWeekInputs } from '../planning/weekInputs.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { workStream } from '../work.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'

async function queue(context: RequestContext, branch: BranchRow, week: string): Promise<CallRow[]> {
  const reader = context.deps.database.reader
  if (!(await currentVersion(reader, branch.id, week))) return []
  const inputs = await loadWeekInputs(context, branch, week)
  if (!inputs.before) return []
  const facts = await attempts(reader, branch.id)
  const queued = callQueue({
    plan: inputs.before,
    visits: inputs.visits,
    calls: facts.map((row) => ({
      visitId: row.visit_id,
      calledAt: row.called_at,
      result: row.result as CallResult,
      phoneId: row.phone_id,
      callBackAt: row.call_back_at,
    })),
    pack: inputs.pack,
    nowEpoch: inputs.nowEpoch,
    zone: inputs.zone,
    holidays: inputs.holidays,
    phoneOf: (visitId) => inputs.records.get(visitId)?.phoneId ?? null,
  })
  return queued.map((call) => {
    const record = inputs.records.get(call.visitId)!
    return {
      visitId: call.visitId,
      caseId: record.caseId,
      caseNo: record.caseNo,
      borrower: record.borrower,
      phoneId: record.phoneId,
      phone: record.phone,
      address: record.address.text,
      crewName: call.crewName,
      crewDayId: call.crewDayKey,
      arrival: utcIso(call.arrivalEpoch),
      priority: record.priority,
      appointment: record.appointment
        ? { start: record.appointment.start, end: record.appointment.end }
        : null,
      attempts: call.attempts,
      attemptsToday: call.attemptsToday,
      lastResult: call.last?.result ?? null,
      lastAt: call.last?.calledAt ?? null,
      callBackAt: call.callBackEpoch === null ? null : utcIso(call.callBackEpoch),
      permitted: call.permitted && record.phone !== null,
      reason: record.phone === null ? { code: 'call-phone-missing' as const } : call.reason,
      nextPermittedAt: call.nextPermittedEpoch === null ? null : utcIso(call.nextPermittedEpoch),
    }
  })
}

export const calls = {
  queue: procedures.calls.queue.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const rows = await queue(context, branch, input.week)
    // the queue shows telephone numbers in full
    if (rows.length > 0) await noteLookOnce(context, branch.id, 'calls.look', input.week)
    return rows
  }),

  slots: procedures.calls.slots.handler(async ({ context, input }) =>
    slotsFor(context, await currentBranch(context), input.week, input.visitId),
  ),

  log: procedures.calls.log.handler(async ({ context, input }) =>
    logCall(context, await currentBranch(context), input),
  ),

  importFile: procedures.calls.importFile.handler(({ context, input, signal }) =>
    workStream(signal, async (report) => {
      const branch = await currentBranch(context)
      const { file, read } = await readImportFile(context, branch, 'calls', input.file, report)
      const made = await importCalls(context, branch, input.week, file, read, report)
      return {
        accepted: made.accepted,
        refused: made.refused.map(rejectedView),
        superseded: made.superseded.map(rejectedView),
        diff: made.diff,
      }
    }),
  ),

  history: procedures.calls.history.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const rows = await attempts(context.deps.database.reader, branch.id, { visitId: input.visitId })
    return rows.map((row) => ({
      id: row.id,
      visitId: row.visit_id,
      caseNo: '',
      calledAt: row.called_at,
      result: row.result as CallResult,
      note: row.note,
      window: row.window_start && row.window_end ? { start: row.window_start, end: row.window_end } : null,
      by: row.user_name,
    }))
  }),
}

import type { CallRow } from '../../../shared/contract/week.ts'
import { utcIso } from '../../../shared/core/lib/time.ts'
import { callQueue } from '../../../shared/core/plan/callQueue.ts'
import type { CallResult } from '../../../shared/model/facts.ts'
import { maskPhone } from '../../../shared/model/runsheet.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import { attempts } from '../database/stores/facts.ts'
import { currentVersion } from '../database/stores/plans.ts'
import type { BranchRow } from '../database/tables.ts'
import { weekToRead } from '../planning/weekDesk.ts'
import type { WeekInputs } from '../planning/weekInputs.ts'

const nobodyToRing = new Set(['week-without-cases', 'week-without-collectors', 'region-missing'])

/** Null where the week has nobody to visit, nobody who visits, or no ground: then there is nobody to ring either. */
async function inputsIfAny(
  context: RequestContext,
  branch: BranchRow,
  week: string,
): Promise<WeekInputs | null> {
  try {
    return await weekToRead(context, branch, week)
  } catch (error) {
    if (error instanceof RefusalError && nobodyToRing.has(error.refusal.code)) return null
    throw error
  }
}

/** The borrowers of a week's plan who are to be rung, in order; none where nothing is planned or all is done. */
export async function callRows(context: RequestContext, branch: BranchRow, week: string): Promise<CallRow[]> {
  const reader = context.deps.database.reader
  if (!(await currentVersion(reader, branch.id, week))) return []
  const inputs = await inputsIfAny(context, branch, week)
  if (!inputs?.before) return []
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
    attemptsOf: (visitId) => inputs.attempts.get(visitId) ?? [],
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
      phone: record.phone && maskPhone(record.phone),
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
      // without a number no hour helps
      nextPermittedAt:
        call.nextPermittedEpoch === null || record.phone === null ? null : utcIso(call.nextPermittedEpoch),
    }
  })
}

import type { PlanDiff } from '../../../shared/contract/week.ts'
import type { CallFileRow, ReadRows } from '../../../shared/model/intake.ts'
import type { Reason } from '../../../shared/model/week.ts'
import { epochOf } from '../../../shared/core/lib/time.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'
import { saveVersion } from '../planning/saveVersion.ts'
import { repairWeek } from '../planning/week.ts'
import { loadWeekInputs } from '../planning/weekInputs.ts'
import type { WorkReport } from '../work.ts'
import { asAttempt, callSetting, visitsAfter, writeCall, type Call } from './record.ts'
import { refuseCall, stopFlagOf } from './rules.ts'

export interface CallsImported {
  accepted: number
  refused: { line: number; caseNo: string | null; reason: Reason; text: string }[]
  diff: PlanDiff | null
}

/**
 * A list of calls, in order of time, each held against the rules as they stood when it was made. What is accepted is
 * written in one step together with the one repair that honours every window that was agreed.
 */
export async function importCalls(
  context: RequestContext,
  branch: BranchRow,
  read: ReadRows<CallFileRow>,
  report: Pick<WorkReport<never>, 'progress' | 'signal'>,
): Promise<CallsImported> {
  const { deps, actor } = context
  const inputs = await loadWeekInputs(context, branch, branch.week)
  const setting = callSetting(inputs)
  const byCase = new Map(
    [...inputs.records.values()].filter((record) => record.current).map((record) => [record.caseNo, record]),
  )
  const refused: CallsImported['refused'] = read.rejected.map((row) => ({
    line: row.line,
    caseNo: row.caseNo || null,
    reason: { code: row.reason, ...(row.params ? { params: row.params } : {}) },
    text: row.text,
  }))
  const calls: Call[] = []
  const attempts = new Map([...inputs.attempts].map(([visitId, list]) => [visitId, [...list]]))
  const rows = read.rows.toSorted((a, b) =>
    a.calledAt < b.calledAt ? -1 : a.calledAt > b.calledAt ? 1 : a.line - b.line,
  )
  for (const row of rows) {
    const visit = byCase.get(row.caseNo)
    const text = [
      row.caseNo,
      row.calledAt,
      row.result,
      row.windowStart ?? '',
      row.windowEnd ?? '',
      row.note,
    ].join('\t')
    if (!visit) {
      refused.push({
        line: row.line,
        caseNo: row.caseNo,
        reason: { code: 'import-case-unknown', params: { caseNo: row.caseNo } },
        text,
      })
      continue
    }
    const known = attempts.get(visit.visitId) ?? []
    attempts.set(visit.visitId, known)
    // the same call told twice is one call
    if (known.some((attempt) => attempt.channel === 'call' && epochOf(attempt.at) === epochOf(row.calledAt)))
      continue
    const call: Call = {
      visit,
      phoneId: visit.phoneId,
      calledAt: row.calledAt,
      result: row.result,
      note: row.note,
      window: row.windowStart && row.windowEnd ? { start: row.windowStart, end: row.windowEnd } : null,
      callBackAt: null,
    }
    const reason = refuseCall(setting, {
      calledEpoch: epochOf(row.calledAt),
      result: call.result,
      phoneId: call.phoneId,
      window: call.window,
      attempts: known,
      stopFlag: visit.stopFlag,
    })
    if (reason) {
      refused.push({ line: row.line, caseNo: row.caseNo, reason, text })
      continue
    }
    if (call.result !== 'confirmed') call.window = null
    calls.push(call)
    known.push(asAttempt(call))
    const flag = stopFlagOf(call.result)
    if (flag) visit.stopFlag = flag
  }
  if (calls.length === 0) return { accepted: 0, refused, diff: null }
  const changesPlan = calls.some((call) => call.result === 'confirmed' || stopFlagOf(call.result) !== null)
  report.progress({ stage: 'repairing', done: 0, total: 1 })
  const version = changesPlan
    ? await repairWeek(context, inputs, visitsAfter(inputs, calls), report.signal)
    : null
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'calls.import',
      params: { count: calls.length },
      undoable: changesPlan,
    },
    async (tx) => {
      for (const call of calls) await writeCall(tx, call, actor.userName)
      if (version) await saveVersion(tx, branch, inputs, version)
    },
  )
  deps.events.emit('calls', 'plan', 'cases', 'history')
  return {
    accepted: calls.length,
    refused: refused.sort((a, b) => a.line - b.line),
    diff: version?.diff ?? null,
  }
}

import type { PlanDiff } from '../../../shared/contract/week.ts'
import type { CallFileRow, ReadRows, RejectedRow, Table } from '../../../shared/model/intake.ts'
import type { Reason } from '../../../shared/model/week.ts'
import { CancelledError, noProgress } from '../../../shared/core/lib/cancel.ts'
import { epochOf } from '../../../shared/core/lib/time.ts'
import type { RequestContext } from '../context.ts'
import { attempts as attemptRows } from '../database/stores/facts.ts'
import type { VisitRecord } from '../database/stores/cases.ts'
import type { BranchRow } from '../database/tables.ts'
import { noCounts, refusedRow, writeImport, type ImportedFile } from '../importing/importRow.ts'
import { saveVersion, type NewVersion } from '../planning/saveVersion.ts'
import { onStandingPlan } from '../planning/standing.ts'
import { appointmentsLeft, bookWindows, repairWeek } from '../planning/week.ts'
import { loadWeekInputs, type WeekInputs } from '../planning/weekInputs.ts'
import type { WorkReport } from '../work.ts'
import { agrees, asAttempt, callSetting, canBeUndone, visitsAfter, writeCall, type Call } from './record.ts'
import { isOpen, refuseCall, stopFlagOf, supersededBy, windowText, type CallToCheck } from './rules.ts'

type Report = Pick<WorkReport<never>, 'progress' | 'signal'>

export interface CallsImported {
  accepted: number
  alreadyThere: number
  /** rows that could not be read, and calls that a rule refuses, by line */
  refused: RejectedRow[]
  /** logged, but agreed before what stands now: their windows are not in force, by line */
  superseded: RejectedRow[]
  diff: PlanDiff | null
  undoId: string | null
}

type Sifted = Pick<CallsImported, 'alreadyThere' | 'refused' | 'superseded'> & {
  /** in order of time */
  calls: (Call & { line: number })[]
}

/**
 * A list of calls, in order of time, each held against the rules as they stood when it was made. What is accepted is
 * written in one step together with the one repair that honours every window that was agreed, and with the import
 * itself; a window that no crew can keep is refused as it is on the telephone. One that was agreed before the window
 * that stands is logged, and told of, and changes nothing.
 */
export function importCalls(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  file: ImportedFile,
  read: ReadRows<CallFileRow>,
  report: Report,
): Promise<CallsImported> {
  return onStandingPlan(context.deps, branch.id, () => importOnce(context, branch, week, file, read, report))
}

async function importOnce(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  file: ImportedFile,
  read: ReadRows<CallFileRow>,
  report: Report,
): Promise<CallsImported> {
  const { deps, actor } = context
  const inputs = await loadWeekInputs(context, branch, week)
  const { calls, alreadyThere, refused, superseded, version } = await workedOut(
    context,
    branch,
    inputs,
    file,
    read,
    report,
  )
  // a search that is stopped answers with its best; a person who cancels wants none of it
  if (report.signal.aborted) throw new CancelledError()
  const undoId = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'calls.import',
      params: { count: calls.length, rejected: refused.length, file: file.table.fileName },
      entity: file.importId,
      undoable: calls.some(canBeUndone),
      standing: inputs.stamp,
    },
    async (tx) => {
      for (const call of calls) await writeCall(tx, branch.id, call, actor.userName)
      if (version) await saveVersion(tx, branch, inputs, version)
      await writeImport(tx, file, { ...noCounts, added: calls.length, same: alreadyThere }, refused)
      return tx.entryId
    },
  )
  deps.events.emit('calls', 'plan', 'cases', 'history')
  return { accepted: calls.length, alreadyThere, refused, superseded, diff: version?.diff ?? null, undoId }
}

/** What an import would come to; nothing is written. */
export async function previewCalls(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  table: Table,
  read: ReadRows<CallFileRow>,
  signal: AbortSignal,
): Promise<Omit<CallsImported, 'undoId'>> {
  const inputs = await loadWeekInputs(context, branch, week)
  const report: Report = { progress: noProgress, signal }
  const found = await workedOut(context, branch, inputs, { table }, read, report)
  const { calls, alreadyThere, refused, superseded, version } = found
  return { accepted: calls.length, alreadyThere, refused, superseded, diff: version?.diff ?? null }
}

/** The calls that may stand, the plan that honours them, and why the others may not, by line. */
async function workedOut(
  context: RequestContext,
  branch: BranchRow,
  inputs: WeekInputs,
  file: Pick<ImportedFile, 'table'>,
  read: ReadRows<CallFileRow>,
  report: Report,
): Promise<Sifted & { version: NewVersion | null }> {
  const sifted = await sift(context, branch, inputs, file, read)
  report.progress({ stage: 'repairing', done: 0, total: 1 })
  const version = await repairAround(context, inputs, sifted.calls, report, (call, reason) =>
    sifted.refused.push(refusedRow(file.table, call.line, call.visit.caseNo, reason)),
  )
  const byLine = (a: RejectedRow, b: RejectedRow) => a.line - b.line
  sifted.refused.sort(byLine)
  sifted.superseded.sort(byLine)
  return { ...sifted, version }
}

const changesPlan = (call: Call) => agrees(call) || stopFlagOf(call.result) !== null

/** What stands already, what a rule refuses, and the calls that are to be written. */
async function sift(
  context: RequestContext,
  branch: BranchRow,
  inputs: WeekInputs,
  file: Pick<ImportedFile, 'table'>,
  read: ReadRows<CallFileRow>,
): Promise<Sifted> {
  const setting = callSetting(inputs)
  const byCase = new Map(
    [...inputs.records.values()].filter((record) => record.current).map((record) => [record.caseNo, record]),
  )
  const byBorrower = Map.groupBy(byCase.values(), (record) => record.borrowerId)
  const stored = await attemptRows(context.deps.database.reader, branch.id, { takenBack: true })
  const there = new Set(stored.map((row) => `${row.case_id} ${epochOf(row.called_at)}`))
  const attempts = new Map([...inputs.attempts].map(([visitId, list]) => [visitId, [...list]]))
  const stopped = new Map<string, VisitRecord['stopFlag']>()
  const sifted: Sifted = { calls: [], alreadyThere: 0, refused: [...read.rejected], superseded: [] }
  const rows = read.rows.toSorted((a, b) => epochOf(a.calledAt) - epochOf(b.calledAt) || a.line - b.line)
  for (const row of rows) {
    const refuse = (reason: Reason) =>
      sifted.refused.push(refusedRow(file.table, row.line, row.caseNo, reason))
    const visit = byCase.get(row.caseNo)
    if (!visit) {
      refuse({ code: 'import-case-unknown', params: { caseNo: row.caseNo } })
      continue
    }
    // the same call told twice is one call
    if (there.has(`${visit.caseId} ${epochOf(row.calledAt)}`)) {
      sifted.alreadyThere++
      continue
    }
    const known = attempts.get(visit.visitId) ?? []
    attempts.set(visit.visitId, known)
    const window = row.windowStart && row.windowEnd ? { start: row.windowStart, end: row.windowEnd } : null
    const check: CallToCheck = {
      calledEpoch: epochOf(row.calledAt),
      result: row.result,
      phoneId: visit.phoneId,
      window,
      callBackAt: row.callBackAt,
      attempts: known,
      visit,
      stopFlag: stopped.get(visit.borrowerId) ?? visit.stopFlag,
      open: isOpen(visit),
      standing: visit.appointment,
    }
    const reason = refuseCall(setting, check)
    if (reason) {
      refuse(reason)
      continue
    }
    const newer = supersededBy(check, inputs.zone)
    if (newer) sifted.superseded.push(refusedRow(file.table, row.line, row.caseNo, newer))
    const call = {
      line: row.line,
      visit,
      phoneId: visit.phoneId,
      calledAt: row.calledAt,
      result: row.result,
      note: row.note,
      window: row.result === 'confirmed' ? window : null,
      callBackAt: row.callBackAt,
      superseded: newer !== null,
    }
    sifted.calls.push(call)
    known.push(asAttempt(call))
    // some limits count per telephone or per person, whichever of her cases the call was about
    for (const other of byBorrower.get(visit.borrowerId) ?? [])
      if (other.caseId !== visit.caseId) {
        const theirs = attempts.get(other.visitId) ?? []
        theirs.push({ ...asAttempt(call), otherCase: true })
        attempts.set(other.visitId, theirs)
      }
    const flag = stopFlagOf(call.result)
    if (flag) stopped.set(visit.borrowerId, flag)
    // the next call is not known to have gone to a number that was wrong
    if (call.result === 'wrong_number') visit.phoneId = null
  }
  return sifted
}

/**
 * The plan mended around the calls. One whose window no crew can keep is taken out of the list and handed to `refuse`;
 * so is the latest that costs another agreed visit its place.
 */
async function repairAround(
  context: RequestContext,
  inputs: WeekInputs,
  calls: (Call & { line: number })[],
  report: Report,
  refuse: (call: Call & { line: number }, reason: Reason) => void,
): Promise<NewVersion | null> {
  while (calls.some(changesPlan)) {
    const visits = visitsAfter(inputs, calls)
    const agreedIds = [...new Set(calls.filter(agrees).map((call) => call.visit.visitId))]
    const version =
      agreedIds.length > 0
        ? await bookWindows(context, inputs, visits, agreedIds, report.signal)
        : await repairWeek(context, inputs, visits, report.signal)
    if (!version) return null
    const left = new Set(version.plan.unplanned.map((entry) => entry.visitId))
    // of several for one visit only the last is in force: without it the one before is
    const inForce = new Map(calls.filter(agrees).map((call) => [call.visit.visitId, call]))
    const agreed = [...inForce.values()].sort((a, b) => epochOf(a.calledAt) - epochOf(b.calledAt))
    const unkept = agreed.filter((call) => left.has(call.visit.visitId))
    if (unkept.length === 0 && appointmentsLeft(inputs, visits, version).length > 0)
      unkept.push(...agreed.slice(-1))
    if (unkept.length === 0) return version
    for (const call of unkept) {
      calls.splice(calls.indexOf(call), 1)
      const window = windowText(call.window!, inputs.zone)
      refuse(call, { code: 'appointment-cannot-be-kept', params: { window, nearest: '—' } })
    }
  }
  return null
}

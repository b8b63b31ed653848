import type * as z from 'zod'
import type { callLogInput, PlanDiff } from '../../../shared/contract/week.ts'
import type { callFact } from '../../../shared/contract/cases.ts'
import { attemptOfCall } from '../../../shared/core/compliance/attempts.ts'
import { epochOf, utcIso } from '../../../shared/core/lib/time.ts'
import type { CallResult, StopFlag } from '../../../shared/model/facts.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { PlanVisit } from '../../../shared/model/week.ts'
import type { RequestContext } from '../context.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import { phonesOf, type VisitRecord } from '../database/stores/cases.ts'
import { attempts } from '../database/stores/facts.ts'
import type { BranchRow } from '../database/tables.ts'
import { onStandingPlan } from '../planning/standing.ts'
import { appointmentsLeft, bookWindows, repairWeek } from '../planning/week.ts'
import { saveVersion } from '../planning/saveVersion.ts'
import { loadWeekInputs, type WeekInputs } from '../planning/weekInputs.ts'
import { raiseStop } from '../stops.ts'
import { isOpen, refuseCall, stopFlagOf, windowText, type CallSetting } from './rules.ts'
import { slotsFor } from './slots.ts'

export interface Call {
  visit: VisitRecord
  phoneId: string | null
  calledAt: string
  result: CallResult
  note: string
  window: { start: string; end: string } | null
  callBackAt: string | null
  /** agreed before what stands now, and told of after it: a fact, and no more */
  superseded?: boolean
}

/** This call agreed on a window that is now to be kept. */
export const agrees = (call: Call): boolean =>
  call.result === 'confirmed' && call.window !== null && !call.superseded

/** A call brings something that can be taken back: an appointment with its repair, a number that was found wrong. */
export const canBeUndone = (call: Call): boolean =>
  agrees(call) || (call.result === 'wrong_number' && call.phoneId !== null)

export const callSetting = (inputs: WeekInputs): CallSetting => ({
  pack: inputs.pack,
  holidays: inputs.holidays,
  zone: inputs.zone,
  week: inputs.week,
  nowEpoch: inputs.nowEpoch,
  grounds: inputs.grounds,
})

type LogInput = z.infer<typeof callLogInput> & { week: string }
interface Logged {
  attempt: z.infer<typeof callFact>
  diff: PlanDiff | null
  stopFlag: StopFlag | null
  undoId: string | null
}

/** The fact, and what it changes: appointment, stop, a number that was wrong. */
export async function writeCall(
  tx: ChangeTransaction,
  branchId: string,
  call: Call,
  userName: string,
): Promise<string> {
  const attemptId = tx.newId()
  await tx.insert(
    'call_attempts',
    [
      {
        id: attemptId,
        visit_id: call.visit.visitId,
        case_id: call.visit.caseId,
        phone_id: call.phoneId,
        called_at: call.calledAt,
        result: call.result,
        note: call.note,
        window_start: call.window?.start ?? null,
        window_end: call.window?.end ?? null,
        call_back_at: call.callBackAt,
        user_name: userName,
        taken_back_at: null,
        taken_back_by: null,
      },
    ],
    { snapshot: true },
  )
  if (agrees(call)) {
    const window = call.window!
    if (call.visit.appointment)
      await tx.update('appointments', call.visit.appointment.id, { status: 'changed' })
    const id = tx.newId()
    await tx.insert('appointments', [
      {
        id,
        visit_id: call.visit.visitId,
        window_start: window.start,
        window_end: window.end,
        status: 'confirmed',
        call_attempt_id: attemptId,
      },
    ])
    call.visit.appointment = { id, ...window, agreedAt: call.calledAt }
  }
  const flag = stopFlagOf(call.result)
  if (flag) {
    const { borrowerId } = call.visit
    await raiseStop(tx, branchId, {
      borrowerId,
      flag,
      source: 'call',
      note: call.note,
      by: userName,
      at: call.calledAt,
    })
  }
  if (call.result === 'wrong_number' && call.phoneId)
    await tx.update('phones', call.phoneId, { status: 'wrong' })
  return attemptId
}

/** The visits as they will be once the calls, in order of time, stand. */
export function visitsAfter(inputs: WeekInputs, calls: readonly Call[], crewDay?: string): PlanVisit[] {
  // a later call that agreed on nothing takes nothing back
  const agreed = new Map(calls.filter(agrees).map((call) => [call.visit.visitId, call.window!]))
  // a stop is the borrower's: none of her cases is visited
  const stopped = new Set(
    calls.filter((call) => stopFlagOf(call.result) !== null).map((call) => call.visit.borrowerId),
  )
  return inputs.visits
    .filter((visit) => !stopped.has(inputs.records.get(visit.id)?.borrowerId ?? ''))
    .map((visit) => {
      const window = agreed.get(visit.id)
      return window ? { ...visit, appointment: { ...window, ...(crewDay ? { crewDay } : {}) } } : visit
    })
}

/**
 * Logs one call made now. A confirmed one books its window and mends the plan around it in the same step; when no
 * crew can keep the window nothing is booked, and the refusal names the nearest that can.
 */
export function logCall(context: RequestContext, branch: BranchRow, input: LogInput): Promise<Logged> {
  return onStandingPlan(context.deps, branch.id, () => logOnce(context, branch, input))
}

const toUtc = (iso: string) => utcIso(epochOf(iso))

/**
 * When the call was. A second press of the key is no second call; the right result after one that was taken back is, and
 * goes to the next second where the clock stands still, as it does for a demonstration.
 * @throws RefusalError call-already-there
 */
async function momentOf(
  { deps }: RequestContext,
  branch: BranchRow,
  visitId: string,
  now: number,
): Promise<string> {
  const known = await attempts(deps.database.reader, branch.id, { visitId, takenBack: true })
  const at = (second: number) => known.find((attempt) => epochOf(attempt.called_at) === second)
  let second = now
  for (let there = at(second); there; there = at(++second))
    if (there.taken_back_at === null) throw new RefusalError('call-already-there')
  return utcIso(second)
}

async function logOnce(context: RequestContext, branch: BranchRow, input: LogInput): Promise<Logged> {
  const { deps, actor } = context
  const inputs = await loadWeekInputs(context, branch, input.week)
  const visit = inputs.records.get(input.visitId)
  if (!visit) throw new RefusalError('row-gone')
  if (input.phoneId) {
    const phones = await phonesOf(deps.database.reader, visit.borrowerId)
    const phone = phones.find((candidate) => candidate.id === input.phoneId)
    if (!phone) throw new RefusalError('row-gone')
    if (phone.status !== 'valid') throw new RefusalError('call-phone-not-valid')
  }
  const window = input.window && { start: toUtc(input.window.start), end: toUtc(input.window.end) }
  const told: Omit<Call, 'calledAt'> = {
    visit,
    phoneId: input.phoneId,
    result: input.result,
    note: input.note,
    window: input.result === 'confirmed' ? window : null,
    callBackAt: input.result === 'call_later' ? input.callBackAt && toUtc(input.callBackAt) : null,
  }
  const refused = refuseCall(callSetting(inputs), {
    calledEpoch: inputs.nowEpoch,
    result: told.result,
    phoneId: told.phoneId,
    window,
    callBackAt: told.callBackAt,
    attempts: inputs.attempts.get(visit.visitId) ?? [],
    visit,
    stopFlag: visit.stopFlag,
    open: isOpen(visit),
  })
  if (refused) throw new RefusalError(refused.code, refused.params)
  const calledAt = await momentOf(context, branch, visit.visitId, Math.floor(inputs.nowEpoch))
  const call: Call = { ...told, calledAt }
  const flag = stopFlagOf(call.result)
  const changesPlan = call.result === 'confirmed' || flag !== null
  const after = visitsAfter(inputs, [call], input.crewDayId ?? undefined)
  const version = changesPlan
    ? await (agrees(call)
        ? bookWindows(context, inputs, after, [visit.visitId])
        : repairWeek(context, inputs, after))
    : null
  if (version && call.window) {
    const left = version.plan.unplanned.some((entry) => entry.visitId === visit.visitId)
    if (left || appointmentsLeft(inputs, after, version).length > 0) {
      const [nearest] = await slotsFor(context, branch, input.week, visit.visitId)
      throw new RefusalError('appointment-cannot-be-kept', {
        window: windowText(call.window, inputs.zone),
        nearest: nearest ? windowText(nearest.window, inputs.zone) : '—',
      })
    }
  }
  const { attemptId, undoId } = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: `calls.${call.result}`,
      params: {
        caseNo: visit.caseNo,
        result: call.result,
        ...(call.window ? { window: windowText(call.window, inputs.zone) } : {}),
      },
      entity: visit.visitId,
      // the attempt and a stop stay as facts; what undo takes back is what followed
      undoable: canBeUndone(call),
      standing: inputs.stamp,
    },
    async (tx) => {
      const attemptId = await writeCall(tx, branch.id, call, actor.userName)
      if (version) await saveVersion(tx, branch, inputs, version)
      return { attemptId, undoId: tx.entryId }
    },
  )
  deps.events.emit('calls', 'plan', 'cases', 'history')
  return {
    attempt: {
      id: attemptId,
      visitId: visit.visitId,
      caseNo: visit.caseNo,
      calledAt,
      result: call.result,
      note: call.note,
      window: call.window,
      booked: call.window !== null,
      takenBack: null,
      by: actor.userName,
    },
    diff: version?.diff ?? null,
    stopFlag: flag,
    undoId,
  }
}

/** One more try on the books, for the checks of the calls after it. */
export const asAttempt = (call: Call) =>
  attemptOfCall({ at: call.calledAt, result: call.result, phoneId: call.phoneId })

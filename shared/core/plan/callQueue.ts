import type { CallResult, StopFlag } from '../../model/facts.ts'
import type { Rules } from '../../model/rules.ts'
import type { CrewDayKey, Holidays, PlanVisit, Reason, WeekPlan } from '../../model/week.ts'
import { attemptOfCall, type ContactAttempt } from '../compliance/attempts.ts'
import { callPermitted, nextPermittedCall } from '../compliance/calls.ts'
import { subjectOf } from '../compliance/grounds.ts'
import { clockAt, epochOf } from '../lib/time.ts'

export interface CallFact {
  visitId: string
  /** ISO instant */
  calledAt: string
  result: CallResult
  phoneId?: string | null
  /** asked to be called again then; ISO instant */
  callBackAt?: string | null
}

export interface CallQueueInput {
  plan: WeekPlan
  visits: readonly PlanVisit[]
  calls: readonly CallFact[]
  pack: Rules | null
  /** seconds since 1970 */
  nowEpoch: number
  zone: string
  holidays: Holidays
  /** the telephone that would be rung, by visit id */
  phoneOf?: (visitId: string) => string | null
  /**
   * every contact of the borrower so far, visits and her other cases included, by visit id; without it the calls of
   * the visit alone
   */
  attemptsOf?: (visitId: string) => readonly ContactAttempt[]
  /** flags beside the visit's own, by visit id */
  flagsOf?: (visitId: string) => readonly StopFlag[]
}

export interface QueuedCall {
  visitId: string
  caseNo: string
  crewDayKey: CrewDayKey
  crewName: string
  /** local ISO with offset */
  arrival: string
  arrivalEpoch: number
  attempts: number
  attemptsToday: number
  last: CallFact | null
  callBackEpoch: number | null
  confirmed: boolean
  /** confirmed, but the plan no longer keeps the agreed window */
  callAgain: boolean
  permitted: boolean
  reason: Reason | null
  /** seconds since 1970; now when permitted, null when not in sight */
  nextPermittedEpoch: number | null
}

/**
 * Whom to ring, in order: those who may be rung now before those who may later, by planned date, promised call-backs
 * that are due first, then by hour of the visit. Who was tried today comes after everybody who was not, and who refused
 * to agree on a time after them. Stopped borrowers never appear, nor those whose hour has gone by:
 * a call agrees what is to come. Those who confirmed come last, unless the plan has moved away from what was agreed.
 */
export function callQueue(input: CallQueueInput): QueuedCall[] {
  const visits = new Map(input.visits.map((visit) => [visit.id, visit]))
  const callsByVisit = new Map<string, CallFact[]>()
  for (const call of input.calls)
    callsByVisit.set(call.visitId, [...(callsByVisit.get(call.visitId) ?? []), call])
  const queue: QueuedCall[] = []
  const today = clockAt(input.nowEpoch, input.zone).date
  for (const day of input.plan.crewDays.filter(({ date }) => date >= today))
    for (const stop of day.stops) {
      const visit = visits.get(stop.visitId)
      // its hour has gone by: what is awaited is its outcome
      if (!visit || stop.departureEpoch <= input.nowEpoch) continue
      const flags = [...(visit.stopFlag ? [visit.stopFlag] : []), ...(input.flagsOf?.(visit.id) ?? [])]
      if (flags.length > 0) continue
      const begins = stop.arrivalEpoch + stop.waitingSeconds
      queue.push({
        visitId: visit.id,
        caseNo: visit.caseNo,
        crewDayKey: day.key,
        crewName: day.crewName,
        arrival: stop.arrival,
        arrivalEpoch: stop.arrivalEpoch,
        confirmed: visit.appointment !== null,
        callAgain:
          visit.appointment !== null &&
          (begins < epochOf(visit.appointment.start) || begins > epochOf(visit.appointment.end)),
        ...standingOf(visit, callsByVisit.get(visit.id) ?? [], input),
      })
    }
  return queue.sort(byUrgency(input))
}

/** Where a borrower stands in the queue: to be rung at this minute, at another hour, or agreed with already. */
export type CallStanding = 'now' | 'later' | 'confirmed'

/** The one rule behind every number that says how many are to be rung. */
export function callStanding(call: { permitted: boolean; appointment: unknown }): CallStanding {
  if (call.appointment !== null) return 'confirmed'
  return call.permitted ? 'now' : 'later'
}

type Standing = Pick<
  QueuedCall,
  'attempts' | 'attemptsToday' | 'last' | 'callBackEpoch' | 'permitted' | 'reason' | 'nextPermittedEpoch'
>

function standingOf(visit: PlanVisit, facts: readonly CallFact[], input: CallQueueInput): Standing {
  const { pack, nowEpoch, zone, holidays } = input
  const calls = [...facts].sort((a, b) => epochOf(a.calledAt) - epochOf(b.calledAt))
  const last = calls.at(-1) ?? null
  const today = clockAt(nowEpoch, zone).date
  const attempts =
    input.attemptsOf?.(visit.id) ??
    calls.map((call) =>
      attemptOfCall({ at: call.calledAt, result: call.result, phoneId: call.phoneId ?? null }),
    )
  const contactId = input.phoneOf?.(visit.id) ?? null
  const state = { attempts, flags: [], zone, holidays, contactId, ...subjectOf(visit) }
  const permission = callPermitted(pack, nowEpoch, state)
  const callBackEpoch = last?.result === 'call_later' && last.callBackAt ? epochOf(last.callBackAt) : null
  const tooEarly = callBackEpoch !== null && callBackEpoch > nowEpoch
  return {
    attempts: calls.length,
    attemptsToday: calls.filter((call) => clockAt(epochOf(call.calledAt), zone).date === today).length,
    last,
    callBackEpoch,
    permitted: permission.ok && !tooEarly,
    reason: !permission.ok ? permission.refusal.reason : tooEarly ? { code: 'call-back-later' } : null,
    nextPermittedEpoch: nextPermittedCall(pack, Math.max(nowEpoch, callBackEpoch ?? nowEpoch), state),
  }
}

const byUrgency =
  ({ zone }: CallQueueInput) =>
  (a: QueuedCall, b: QueuedCall): number => {
    const settled = (call: QueuedCall) => Number(call.confirmed && !call.callAgain)
    const date = (call: QueuedCall) => clockAt(call.arrivalEpoch, zone).date
    const dueBack = (call: QueuedCall) => Number(call.callBackEpoch === null || !call.permitted)
    const tried = (call: QueuedCall) =>
      // one whose agreement was taken back is to be rung as if it had not been
      !call.permitted || dueBack(call) === 0 || call.last?.result === 'confirmed'
        ? 0
        : call.last?.result === 'refused'
          ? 2
          : Number(call.attemptsToday > 0)
    return (
      settled(a) - settled(b) ||
      Number(b.permitted) - Number(a.permitted) ||
      tried(a) - tried(b) ||
      (date(a) < date(b) ? -1 : date(a) > date(b) ? 1 : 0) ||
      dueBack(a) - dueBack(b) ||
      (a.permitted ? 0 : (a.nextPermittedEpoch ?? Infinity) - (b.nextPermittedEpoch ?? Infinity) || 0) ||
      a.arrivalEpoch - b.arrivalEpoch
    )
  }

import {
  appointmentPermitted,
  callPermitted,
  nextPermittedCall,
  type ContactState,
} from '../../../shared/core/compliance/calls.ts'
import type { ContactAttempt } from '../../../shared/core/compliance/attempts.ts'
import { clockAt, clockOfMinutes, epochOf, weekDates } from '../../../shared/core/lib/time.ts'
import type { CallResult, StopFlag } from '../../../shared/model/facts.ts'
import type { RulePack } from '../../../shared/model/rules.ts'
import type { VisitRecord } from '../database/stores/cases.ts'
import type { Holidays, Reason } from '../../../shared/model/week.ts'

/** What the law and the house say about one call and what was agreed in it. */
export interface CallSetting {
  pack: RulePack | null
  holidays: Holidays
  zone: string
  week: string
  nowEpoch: number
}

export interface CallToCheck {
  calledEpoch: number
  result: CallResult
  phoneId: string | null
  window: { start: string; end: string } | null
  attempts: readonly ContactAttempt[]
  stopFlag: StopFlag | null
  /** the visit is still to be made */
  open: boolean
  /** the appointment that stands */
  standing?: VisitRecord['appointment']
}

/**
 * A list tells of calls after they were made. What was agreed in one of them must not undo what has been agreed since.
 */
export function supersededBy(
  call: Pick<CallToCheck, 'calledEpoch' | 'result' | 'standing'>,
  zone: string,
): Reason | null {
  const { standing } = call
  if (call.result !== 'confirmed' || !standing || call.calledEpoch >= epochOf(standing.agreedAt)) return null
  const agreed = clockAt(epochOf(standing.agreedAt), zone)
  return {
    code: 'call-superseded',
    params: {
      window: windowText(standing, zone),
      agreed: `${agreed.date} ${clockOfMinutes(agreed.minutes)}`,
    },
  }
}

/** A call is about a visit to come; one that was made, or whose case is closed, leaves nothing to ring about. */
export const isOpen = (visit: VisitRecord): boolean =>
  visit.current && visit.status === 'due' && visit.caseStatus === 'open'

export const contactState = (
  setting: CallSetting,
  call: Pick<CallToCheck, 'attempts' | 'stopFlag' | 'phoneId'>,
): ContactState => ({
  attempts: call.attempts,
  flags: call.stopFlag ? [call.stopFlag] : [],
  zone: setting.zone,
  holidays: setting.holidays,
  contactId: call.phoneId,
})

export function windowText(window: { start: string; end: string }, zone: string): string {
  const from = clockAt(epochOf(window.start), zone)
  const to = clockAt(epochOf(window.end), zone)
  return `${from.date} ${clockOfMinutes(from.minutes)}–${clockOfMinutes(to.minutes)}`
}

/** Why the call may not stand as it is told; null when it may. */
export function refuseCall(setting: CallSetting, call: CallToCheck): Reason | null {
  const { zone, week, pack, holidays } = setting
  if (call.calledEpoch > setting.nowEpoch + 60) {
    const at = clockAt(call.calledEpoch, zone)
    return { code: 'call-in-future', params: { at: `${at.date} ${clockOfMinutes(at.minutes)}` } }
  }
  const permitted = callPermitted(pack, call.calledEpoch, contactState(setting, call))
  if (!permitted.ok) return permitted.refusal.reason
  if (!call.open) return { code: 'visit-over' }
  if (call.result !== 'confirmed') return null
  if (!call.window) return { code: 'call-window-missing' }
  if (epochOf(call.window.end) <= epochOf(call.window.start)) return { code: 'call-window-backwards' }
  // a window that is not in force any more need not be possible any more
  if (supersededBy(call, zone)) return null
  const window = windowText(call.window, zone)
  if (epochOf(call.window.end) <= Math.max(setting.nowEpoch, call.calledEpoch))
    return { code: 'call-window-past', params: { window } }
  if (!weekDates(week).includes(clockAt(epochOf(call.window.start), zone).date))
    return { code: 'call-window-outside-week', params: { window, week } }
  const lawful = appointmentPermitted(pack, call.window, zone, holidays)
  return lawful.ok ? null : lawful.refusal.reason
}

/** When this borrower may next be rung; null: not within two months, or never. */
export function nextCall(
  setting: CallSetting,
  call: Pick<CallToCheck, 'attempts' | 'stopFlag' | 'phoneId'>,
): string | null {
  const epoch = nextPermittedCall(setting.pack, setting.nowEpoch, contactState(setting, call))
  return epoch === null ? null : new Date(epoch * 1000).toISOString()
}

/** Results after which nobody rings or visits until a team lead says so. */
export function stopFlagOf(result: CallResult): StopFlag | null {
  switch (result) {
    case 'dispute':
    case 'hardship':
    case 'deceased':
      return result
    case 'confirmed':
    case 'no_answer':
    case 'busy':
    case 'wrong_number':
    case 'third_party':
    case 'call_later':
    case 'refused':
      return null
  }
}

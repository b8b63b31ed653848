import {
  appointmentPermitted,
  callPermitted,
  contactPermitted,
  nextPermittedCall,
  type ContactState,
} from '../../../shared/core/compliance/calls.ts'
import { attemptOfCall, type ContactAttempt } from '../../../shared/core/compliance/attempts.ts'
import { flagOfCall } from '../../../shared/core/compliance/stop.ts'
import {
  addDays,
  clockAt,
  clockOfMinutes,
  epochAt,
  epochOf,
  utcIso,
  weekDates,
} from '../../../shared/core/lib/time.ts'
import type { CallResult, StopFlag } from '../../../shared/model/facts.ts'
import type { Rules } from '../../../shared/model/rules.ts'
import type { VisitRecord } from '../database/stores/cases.ts'
import type { Holidays, Reason, RuleGrounds } from '../../../shared/model/week.ts'

/** What the law and the house say about one call and what was agreed in it. */
export interface CallSetting {
  pack: Rules | null
  holidays: Holidays
  zone: string
  week: string
  nowEpoch: number
  /** what is on record for visits that rules ask for, by visit */
  grounds: ReadonlyMap<string, RuleGrounds>
}

export interface CallToCheck {
  calledEpoch: number
  result: CallResult
  phoneId: string | null
  window: { start: string; end: string } | null
  /** asked to be rung then; ISO instant */
  callBackAt: string | null
  attempts: readonly ContactAttempt[]
  /** the visit it is about: what was lent, how late it is, what is on record */
  visit: Pick<VisitRecord, 'visitId' | 'product' | 'dpd'>
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
  call: Pick<CallToCheck, 'attempts' | 'stopFlag' | 'phoneId' | 'visit'>,
): ContactState => {
  const grounds = setting.grounds.get(call.visit.visitId)
  return {
    attempts: call.attempts,
    flags: call.stopFlag ? [call.stopFlag] : [],
    zone: setting.zone,
    holidays: setting.holidays,
    contactId: call.phoneId,
    product: call.visit.product,
    daysPastDue: call.visit.dpd,
    exceptions: grounds?.exceptions ?? [],
    consentOutsideHours: grounds?.hoursConsent ?? false,
  }
}

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
  const state = contactState(setting, call)
  const permitted = callPermitted(pack, call.calledEpoch, state)
  if (!permitted.ok) return permitted.refusal.reason
  if (!call.open) return { code: 'visit-over' }
  if (call.callBackAt !== null) return refuseCallBack(setting, call, state)
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
  const consent = state.consentOutsideHours ?? false
  const lawful = appointmentPermitted(pack, call.window, zone, holidays, consent, state)
  if (!lawful.ok) return lawful.refusal.reason
  // the call itself is a contact, and may be the last that the day of the visit has room for
  const visit = contactPermitted(pack, 'visit', epochOf(call.window.start), {
    ...state,
    attempts: withThis(call),
  })
  return visit.ok ? null : visit.refusal.reason
}

/** A time to call back must be to come when it is agreed, and lawful, the call that was just made counted. */
function refuseCallBack({ pack, zone }: CallSetting, call: CallToCheck, state: ContactState): Reason | null {
  const epoch = epochOf(call.callBackAt!)
  if (epoch <= call.calledEpoch) {
    const at = clockAt(epoch, zone)
    return { code: 'call-back-past', params: { at: `${at.date} ${clockOfMinutes(at.minutes)}` } }
  }
  const permitted = callPermitted(pack, epoch, { ...state, attempts: withThis(call) })
  return permitted.ok ? null : permitted.refusal.reason
}

const withThis = (call: CallToCheck): ContactAttempt[] => [
  ...call.attempts,
  attemptOfCall({ at: utcIso(call.calledEpoch), result: call.result, phoneId: call.phoneId }),
]

const quickMinutes = [30, 120]
const tomorrowAtMinutes = 10 * 60

/**
 * When to offer to ring again: in half an hour, in two hours, tomorrow at ten, each put off until a call is permitted.
 * @returns seconds since 1970, earliest first, none twice
 */
export function callBackChoices(setting: CallSetting, call: CallToCheck): number[] {
  const { pack, zone, nowEpoch } = setting
  const state = { ...contactState(setting, call), attempts: withThis(call) }
  const today = clockAt(nowEpoch, zone).date
  // as a person says it: five past, not four past
  const minute = Math.ceil(nowEpoch / 300) * 300
  const wished = [
    ...quickMinutes.map((minutes) => minute + minutes * 60),
    epochAt(addDays(today, 1), tomorrowAtMinutes, zone),
  ]
  const lawful = wished.flatMap((epoch) => nextPermittedCall(pack, epoch, state) ?? [])
  return [...new Set(lawful)].sort((a, b) => a - b)
}

/** Results after which nobody rings or visits until a team lead says so. */
export const stopFlagOf = flagOfCall

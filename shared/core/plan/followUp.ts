import type { MetPerson, OutcomeResult, StopFlag } from '../../model/facts.ts'
import type { DayWindow } from '../../model/intake.ts'
import type { PlanVisit, Reason } from '../../model/week.ts'
import { flagOfOutcome } from '../compliance/stop.ts'
import { addDays, clockAt, epochOf } from '../lib/time.ts'

/** What happened at the door. */
export interface OutcomeFact {
  result: OutcomeResult
  /** ISO instant */
  visitedAt: string
  met: MetPerson
  /** a deferral until this date */
  deferredTo?: string | null
}

export interface FollowUpContext {
  /** IANA zone of the branch */
  zone: string
  /** earlier outcomes of the case with this result, without the present one */
  refusedBefore: number
  notHomeBefore: number
  /** restrictions that the borrower's file gives: a follow-up keeps to them where it can */
  visit?: Pick<PlanVisit, 'weekdays' | 'windows' | 'crewSize'>
}

/** The visit to be made next; null fields are as before. */
export interface FollowUpVisit {
  notBefore: string
  weekdays: number[] | null
  windows: DayWindow[] | null
  crewSize: number | null
}
export interface FollowUp {
  visit: FollowUpVisit | null
  stopFlag: StopFlag | null
  /** the address goes to repair: the next visit waits until it is mended */
  addressWrong: boolean
  legalReview: boolean
  /** why; null when nothing follows */
  reason: Reason | null
}

/** House figures of Roundsman, not of any law: how long to let things rest, and when trying again stops making sense. */
const restDays = { refused: 7, deferred: 7, unsafe: 1, notHome: 1, addressRepair: 1 }
const notHomeBeforeRepair = 3
const hourApartMinutes = 120

const nothing: FollowUp = {
  visit: null,
  stopFlag: null,
  addressWrong: false,
  legalReview: false,
  reason: null,
}

/**
 * What an outcome leads to. Not home: another weekday and another hour than last time, and after the third time the
 * address is looked into; moved or wrong address: address repair, and a visit that waits for it; refused twice: legal
 * review; dispute, hardship, death: stop; unsafe: stop until the team lead lifts it, then two people; paid, promised or agreed: nothing for now.
 */
export function followUp(outcome: OutcomeFact, context: FollowUpContext): FollowUp {
  const at = clockAt(epochOf(outcome.visitedAt), context.zone)
  const later = (days: number): FollowUpVisit => ({
    notBefore: addDays(at.date, days),
    weekdays: context.visit?.weekdays ?? null,
    windows: context.visit?.windows ?? null,
    crewSize: null,
  })
  switch (outcome.result) {
    case 'paid':
    case 'promise':
    case 'plan_agreed':
      return nothing
    case 'dispute':
    case 'hardship':
    case 'deceased':
      return {
        ...nothing,
        stopFlag: flagOfOutcome(outcome.result),
        reason: { code: `follow-up-stop-${outcome.result}` },
      }
    case 'moved':
    case 'wrong_address':
      return {
        ...nothing,
        visit: later(restDays.addressRepair),
        addressWrong: true,
        reason: { code: 'follow-up-address-repair' },
      }
    case 'refused':
      return context.refusedBefore > 0
        ? { ...nothing, legalReview: true, reason: { code: 'follow-up-legal-review' } }
        : {
            ...nothing,
            visit: later(restDays.refused),
            reason: { code: 'follow-up-refused', params: { days: restDays.refused } },
          }
    case 'deferred': {
      const visit = later(restDays.deferred)
      if (outcome.deferredTo && outcome.deferredTo > at.date) visit.notBefore = outcome.deferredTo
      return { ...nothing, visit, reason: { code: 'follow-up-deferred', params: { date: visit.notBefore } } }
    }
    case 'unsafe':
      return {
        ...nothing,
        stopFlag: flagOfOutcome(outcome.result),
        visit: { ...later(restDays.unsafe), crewSize: Math.max(2, context.visit?.crewSize ?? 1) },
        reason: { code: 'follow-up-unsafe' },
      }
    case 'not_home':
      if (context.notHomeBefore + 1 >= notHomeBeforeRepair)
        return {
          ...nothing,
          visit: later(restDays.addressRepair),
          addressWrong: true,
          reason: { code: 'follow-up-never-home', params: { times: context.notHomeBefore + 1 } },
        }
      return {
        ...nothing,
        visit: {
          ...later(restDays.notHome),
          weekdays: otherWeekdays(at.weekday, context.visit?.weekdays ?? null),
          windows: otherHours(at.minutes, context.visit?.windows ?? null),
        },
        reason: { code: 'follow-up-not-home' },
      }
    default:
      return assertNever(outcome.result)
  }
}

/** Every weekday but the last one tried; where that was the only one allowed, it stays. */
function otherWeekdays(tried: number, allowed: number[] | null): number[] {
  const others = (allowed?.length ? allowed : [1, 2, 3, 4, 5, 6, 7]).filter((weekday) => weekday !== tried)
  return others.length > 0 ? others : [tried]
}

/** The day without the two hours to either side of the last try; where nothing of the allowed windows is left, they stay. */
function otherHours(triedMinutes: number, allowed: DayWindow[] | null): DayWindow[] {
  const from = Math.max(0, Math.floor((triedMinutes - hourApartMinutes) / 15) * 15)
  const to = Math.min(1440, Math.ceil((triedMinutes + hourApartMinutes) / 15) * 15)
  const base: DayWindow[] = allowed?.length ? allowed : [{ fromMinutes: 0, toMinutes: 1440 }]
  const others = base.flatMap((window) =>
    [
      { ...window, toMinutes: Math.min(window.toMinutes, from) },
      { ...window, fromMinutes: Math.max(window.fromMinutes, to) },
    ].filter((part) => part.fromMinutes < part.toMinutes),
  )
  return others.length > 0 ? others : base
}

function assertNever(result: never): never {
  throw new Error(`unknown outcome ${String(result)}`)
}

import type { RuleFacts } from '../../model/ruleFacts.ts'
import type { PlannedCrewDay, PlanVisit, WeekPlan } from '../../model/week.ts'
import { epochOf } from '../lib/time.ts'
import type { ContactAttempt } from './attempts.ts'

/** A plan that was written down for the rules, as `findings` reads it. Visits are named by their place in the list. */
export function planOfFacts(facts: RuleFacts): WeekPlan {
  const ids = new Map(facts.visits.map((visit, index) => [visit.caseNo, String(index)]))
  return {
    weekStart: facts.week,
    zone: facts.timeZone,
    crewDays: facts.crewDays.map((day): PlannedCrewDay => ({
      key: day.key,
      date: day.date,
      crewName: day.crewName,
      collectorIds: Array.from({ length: day.people }, (_, index) => String(index)),
      skills: [],
      mode: 'car',
      shift: { fromMinutes: 0, toMinutes: 1440 },
      lunch: null,
      start: null,
      end: null,
      maxVisits: null,
      size: day.people,
      overtimeMinutes: 0,
      lunchAt: null,
      startsAt: null,
      endsAt: null,
      travelSeconds: 0,
      metres: 0,
      waitingSeconds: 0,
      serviceSeconds: 0,
      stops: day.stops.map((stop, index) => ({
        visitId: ids.get(stop.caseNo)!,
        caseNo: stop.caseNo,
        order: index + 1,
        arrival: stop.arrival,
        departure: stop.departure,
        arrivalEpoch: epochOf(stop.arrival),
        departureEpoch: epochOf(stop.departure),
        waitingSeconds: epochOf(stop.departure) - epochOf(stop.arrival) - stop.serviceSeconds,
        travelSeconds: 0,
        metres: 0,
        serviceSeconds: stop.serviceSeconds,
      })),
    })),
    unplanned: [],
    totals: {
      planned: 0,
      unplanned: 0,
      confirmed: 0,
      travelSeconds: 0,
      metres: 0,
      waitingSeconds: 0,
      serviceSeconds: 0,
      priorityServed: 0,
      priorityTotal: 0,
    },
  }
}

export const visitsOfFacts = (facts: RuleFacts): PlanVisit[] =>
  facts.visits.map((visit, index) => {
    const { noticeAt, ...grounds } = visit.grounds
    return {
      id: String(index),
      caseNo: visit.caseNo,
      lonLat: null,
      level: 'none',
      priority: 0,
      serviceMinutes: 0,
      allowedDays: null,
      weekdays: null,
      windows: null,
      dueOn: null,
      notBefore: null,
      skills: [],
      crewSize: 1,
      preferredCollectors: [],
      excludedCollectors: [],
      stopFlag: visit.stopFlag,
      appointment: visit.appointment,
      addressKind: visit.addressKind,
      product: visit.product,
      daysPastDue: visit.daysPastDue,
      grounds: {
        placeReason: grounds.placeReason ?? false,
        placeConsent: grounds.placeConsent ?? false,
        visitConsent: grounds.visitConsent ?? false,
        hoursConsent: grounds.hoursConsent ?? false,
        exceptions: grounds.exceptions ?? [],
        ...(noticeAt === undefined ? {} : { noticeAt }),
      },
    }
  })

export const attemptsOfFacts = (facts: RuleFacts): Map<string, ContactAttempt[]> =>
  new Map(
    facts.visits.map((visit, index) => [
      String(index),
      visit.contacts.map(({ otherCase, ...contact }) => ({ ...contact, otherCase: otherCase ?? false })),
    ]),
  )

import type { RuleFacts } from '../../model/ruleFacts.ts'
import { epochOf } from '../lib/time.ts'
import type { ContactAttempt } from './attempts.ts'
import type { JudgedPlan, JudgedVisit } from './findings.ts'

/** A plan that was written down for the rules, as `findings` reads it. Visits are named by their place in the list. */
export function planOfFacts(facts: RuleFacts): JudgedPlan {
  const ids = new Map(facts.visits.map((visit, index) => [visit.caseNo, String(index)]))
  return {
    zone: facts.timeZone,
    crewDays: facts.crewDays.map((day) => ({
      key: day.key,
      date: day.date,
      crewName: day.crewName,
      collectorIds: Array.from({ length: day.people }, (_, index) => String(index)),
      stops: day.stops.map((stop) => ({
        visitId: ids.get(stop.caseNo)!,
        arrivalEpoch: epochOf(stop.arrival),
        departureEpoch: epochOf(stop.departure),
        serviceSeconds: stop.serviceSeconds,
      })),
    })),
  }
}

export const visitsOfFacts = (facts: RuleFacts): JudgedVisit[] =>
  facts.visits.map(({ contacts: _, grounds: { noticeAt, ...grounds }, ...visit }, index) => ({
    ...visit,
    id: String(index),
    grounds: {
      placeReason: grounds.placeReason ?? false,
      placeConsent: grounds.placeConsent ?? false,
      visitConsent: grounds.visitConsent ?? false,
      hoursConsent: grounds.hoursConsent ?? false,
      exceptions: grounds.exceptions ?? [],
      ...(noticeAt === undefined ? {} : { noticeAt }),
    },
  }))

export const attemptsOfFacts = (facts: RuleFacts): Map<string, ContactAttempt[]> =>
  new Map(
    facts.visits.map((visit, index) => [
      String(index),
      visit.contacts.map(({ otherCase, ...contact }) => ({ ...contact, otherCase: otherCase ?? false })),
    ]),
  )

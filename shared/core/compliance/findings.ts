import type { RulePack } from '../../model/rules.ts'
import type { Finding, Holidays, PlannedCrewDay, PlanStop, PlanVisit, WeekPlan } from '../../model/week.ts'
import { clockAt, clockOfMinutes, utcIso } from '../lib/time.ts'
import { limitAgainst, type ContactAttempt } from './attempts.ts'
import { permittedSpans, secondsOutside } from './hours.ts'
import { clausesOf } from './pack.ts'
import { stopsContact } from './stop.ts'

export interface FindingsInput {
  pack: RulePack | null
  plan: WeekPlan
  visits: readonly PlanVisit[]
  holidays: Holidays
  /** tries so far by visit id, calls and visits; `earlierVisits` of the visit are added */
  attempts?: ReadonlyMap<string, readonly ContactAttempt[]>
}

/**
 * What the pack says against a plan, hard findings first: hours, crews, stopped borrowers, too many contacts, places
 * that need a reason. The same findings stand while dragging and at publishing.
 */
export function findings(input: FindingsInput): Finding[] {
  const visits = new Map(input.visits.map((visit) => [visit.id, visit]))
  const found: Finding[] = []
  const contacts = plannedContacts(input)
  for (const crewDay of input.plan.crewDays) {
    if (crewDay.stops.length === 0) continue
    found.push(...crewFindings(input.pack, crewDay))
    for (const stop of crewDay.stops) {
      const visit = visits.get(stop.visitId)
      if (!visit) throw new Error(`the plan holds visit ${stop.visitId}, which is not among the visits`)
      found.push(...stopFindings(input, crewDay, stop, visit, contacts.get(visit.caseNo) ?? []))
    }
  }
  return found.sort((a, b) => Number(b.hard) - Number(a.hard))
}

/** Every contact of a case, those of the plan included: two visits of one case in a week count together. */
function plannedContacts({ plan, visits, attempts }: FindingsInput): Map<string, ContactAttempt[]> {
  const byCase = new Map<string, ContactAttempt[]>()
  const caseOf = new Map(visits.map((visit) => [visit.id, visit.caseNo]))
  const add = (caseNo: string, attempt: ContactAttempt) => {
    const list = byCase.get(caseNo) ?? []
    list.push(attempt)
    byCase.set(caseNo, list)
  }
  for (const visit of visits) {
    for (const attempt of attempts?.get(visit.id) ?? []) add(visit.caseNo, attempt)
    for (const at of visit.earlierVisits ?? []) add(visit.caseNo, visitAttempt(at))
  }
  for (const crewDay of plan.crewDays)
    for (const stop of crewDay.stops) add(caseOf.get(stop.visitId)!, visitAttempt(utcIso(stop.arrivalEpoch)))
  return byCase
}

const visitAttempt = (at: string): ContactAttempt => ({
  at,
  channel: 'visit',
  contactId: null,
  answered: true,
  conversation: false,
  invalidNumber: false,
})

function crewFindings(pack: RulePack | null, crewDay: PlannedCrewDay): Finding[] {
  return clausesOf(pack, 'crew-size')
    .filter((clause) => crewDay.collectorIds.length < clause.least!)
    .map((clause) => ({
      rule: clause.key,
      hard: clause.strength === 'hard',
      cause: {
        code: 'rule-crew-size' as const,
        params: {
          crew: crewDay.crewName,
          date: crewDay.date,
          people: crewDay.collectorIds.length,
          least: clause.least!,
        },
      },
      amount: clause.least! - crewDay.collectorIds.length,
      unit: 'people' as const,
      visitId: null,
      crewDayKey: crewDay.key,
    }))
}

function stopFindings(
  { pack, plan, holidays }: FindingsInput,
  crewDay: PlannedCrewDay,
  stop: PlanStop,
  visit: PlanVisit,
  contacts: ContactAttempt[],
): Finding[] {
  const { zone } = plan
  const found: Finding[] = []
  const add = (finding: Omit<Finding, 'visitId' | 'crewDayKey'>) =>
    found.push({ ...finding, visitId: visit.id, crewDayKey: crewDay.key })

  if (visit.stopFlag) {
    const { rule, reason } = stopsContact(pack, visit.stopFlag)
    add({ rule, hard: true, cause: { code: reason }, amount: 1, unit: 'none' })
  }

  const begins = stop.departureEpoch - stop.serviceSeconds
  for (const clause of clausesOf(pack, 'hours')) {
    if (clause.channel === 'call') continue
    const alone = { ...pack!, clauses: [clause] }
    const options = { strength: clause.strength, consent: visit.appointment?.consentOutsideHours ?? false }
    const outside = secondsOutside(alone, 'visit', begins, stop.departureEpoch, zone, holidays, options)
    if (outside === 0) continue
    const at = clockAt(begins, zone)
    const spans = permittedSpans(alone, 'visit', at.date, holidays, options)
    add({
      rule: clause.key,
      hard: clause.strength === 'hard',
      cause: spans.length
        ? {
            code: 'rule-visit-hours',
            params: {
              time: clockOfMinutes(at.minutes),
              hours: spans
                .map((s) => `${clockOfMinutes(s.fromMinutes)}–${clockOfMinutes(s.toMinutes)}`)
                .join(', '),
            },
          }
        : { code: 'rule-visit-day', params: { date: at.date } },
      amount: Math.ceil(outside / 60),
      unit: 'minutes',
    })
  }

  const others = withoutOne(contacts, utcIso(stop.arrivalEpoch))
  const limit = limitAgainst(pack, 'visit', stop.arrivalEpoch, others, zone)
  if (limit) {
    const quiet = limit.clause.kind === 'quiet-after-conversation'
    add({
      rule: limit.clause.key,
      hard: limit.clause.strength === 'hard',
      cause: quiet
        ? { code: 'rule-quiet-period', params: { days: (limit.clause as { days?: number }).days! } }
        : { code: 'rule-visit-attempts', params: { count: limit.count, most: limit.most } },
      amount: limit.count - limit.most + 1,
      unit: 'attempts',
    })
  }

  for (const clause of clausesOf(pack, 'place-reason'))
    if (visit.addressKind && clause.places!.includes(visit.addressKind))
      add({
        rule: clause.key,
        hard: clause.strength === 'hard',
        cause: { code: 'rule-place-reason', params: { place: visit.addressKind } },
        amount: 1,
        unit: 'none',
      })
  return found
}

/** The list without one attempt at this instant: the stop itself is not its own earlier contact. */
function withoutOne(contacts: ContactAttempt[], at: string): ContactAttempt[] {
  const index = contacts.findIndex((attempt) => attempt.channel === 'visit' && attempt.at === at)
  return index < 0 ? contacts : [...contacts.slice(0, index), ...contacts.slice(index + 1)]
}

/**
 * The days of a week on which one more visit would break an attempt limit or a quiet period that is hard: the planner
 * leaves them out beforehand.
 */
export function visitDayPermitted(
  pack: RulePack | null,
  noonEpoch: number,
  attempts: readonly ContactAttempt[],
  zone: string,
): boolean {
  const limit = limitAgainst(pack, 'visit', noonEpoch, attempts, zone)
  return !limit || limit.clause.strength !== 'hard'
}

/** What goes on the preparation list of every visit: duties at the door that no plan can check, in the pack's words. */
export function doorDuties(pack: RulePack | null) {
  return [
    ...clausesOf(pack, 'conduct'),
    ...clausesOf(pack, 'consent').filter((clause) => clause.for !== 'outside-hours'),
  ].map((clause) => ({ rule: clause.key, texts: clause.texts, citation: clause.citation }))
}

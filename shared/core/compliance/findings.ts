import type { BoundClause, RuleClauseOf, Rules } from '../../model/rules.ts'
import type { Finding, Holidays, PlannedCrewDay, PlanStop, PlanVisit, Reason } from '../../model/week.ts'
import { utcIso } from '../lib/time.ts'
import { limitAgainst, type ContactAttempt } from './attempts.ts'
import { hoursReason } from './calls.ts'
import { secondsOutsideClause, stretchOf } from './hours.ts'
import { clausesOf } from './pack.ts'
import { consentedHours, missingNotice, missingRecords, subjectOf } from './grounds.ts'
import { rulesFor, type RuleSubject } from './scope.ts'
import { stopsContact } from './stop.ts'

/** What of a visit the rules ask about. */
export type JudgedVisit = Pick<
  PlanVisit,
  | 'id'
  | 'caseNo'
  | 'stopFlag'
  | 'appointment'
  | 'earlierVisits'
  | 'addressKind'
  | 'product'
  | 'daysPastDue'
  | 'grounds'
>
type JudgedStop = Pick<PlanStop, 'visitId' | 'arrivalEpoch' | 'departureEpoch' | 'serviceSeconds'>
type JudgedCrewDay = Pick<PlannedCrewDay, 'key' | 'date' | 'crewName' | 'collectorIds'> & {
  stops: readonly JudgedStop[]
}
/** What of a plan the rules ask about. */
export interface JudgedPlan {
  /** IANA zone of the borrowers' addresses */
  zone: string
  crewDays: readonly JudgedCrewDay[]
}

export interface FindingsInput {
  pack: Rules | null
  plan: JudgedPlan
  visits: readonly JudgedVisit[]
  holidays: Holidays
  /** tries so far by visit id, calls and visits; `earlierVisits` of the visit are added */
  attempts?: ReadonlyMap<string, readonly ContactAttempt[]>
}

/**
 * What the rules say against a plan, hard findings first: hours, crews, stopped borrowers, too many contacts, places
 * that need a reason, consent and notice that are not on record. The same findings stand while planning, at publishing
 * and on the command line.
 */
export function findings(input: FindingsInput): Finding[] {
  const visits = new Map(input.visits.map((visit) => [visit.id, visit]))
  const found: Finding[] = []
  const contacts = plannedContacts(input)
  for (const crewDay of input.plan.crewDays) {
    if (crewDay.stops.length === 0) continue
    const stops = crewDay.stops.map((stop) => {
      const visit = visits.get(stop.visitId)
      if (!visit) throw new Error(`the plan holds visit ${stop.visitId}, which is not among the visits`)
      return { stop, visit, rules: rulesFor(input.pack, subjectOf(visit)) }
    })
    found.push(...crewFindings(crewDay, new Set(stops.map(({ rules }) => rules))))
    for (const { stop, visit, rules } of stops)
      found.push(...stopFindings(input, rules, crewDay, stop, visit, contacts.get(visit.caseNo) ?? []))
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

/** A clause that binds any visit of the day binds the crew. */
function crewFindings(crewDay: JudgedCrewDay, rulesOfStops: ReadonlySet<Rules | null>): Finding[] {
  const people = crewDay.collectorIds.length
  const clauses = new Map(
    [...rulesOfStops].flatMap((rules) => clausesOf(rules, 'crew-size').map((clause) => [clause.key, clause])),
  )
  return [...clauses.values()]
    .filter((clause) => people < clause.least!)
    .map((clause) => ({
      ...said(clause, {
        code: 'rule-crew-size' as const,
        params: { crew: crewDay.crewName, date: crewDay.date, people, least: clause.least! },
      }),
      amount: clause.least! - people,
      unit: 'people' as const,
      visitId: null,
      crewDayKey: crewDay.key,
    }))
}

const said = (clause: BoundClause, cause: Reason): Pick<Finding, 'rule' | 'hard' | 'cause'> => ({
  rule: clause.key,
  hard: clause.strength === 'hard',
  cause: { ...cause, params: { ...cause.params, source: clause.citation } },
})

type StopFinding = Omit<Finding, 'visitId' | 'crewDayKey'>

function stopFindings(
  { pack, plan, holidays }: FindingsInput,
  rules: Rules | null,
  crewDay: JudgedCrewDay,
  stop: JudgedStop,
  visit: JudgedVisit,
  contacts: ContactAttempt[],
): Finding[] {
  const found: StopFinding[] = []
  if (visit.stopFlag) {
    const { rule, reason } = stopsContact(pack, visit.stopFlag)
    found.push({ rule, hard: true, cause: { code: reason }, amount: 1, unit: 'none' })
  }
  found.push(...hoursFindings(rules, plan.zone, holidays, stop, visit))
  found.push(...limitFindings(rules, plan.zone, stop, contacts))
  found.push(...recordFindings(rules, stop, visit))
  return found.map((finding) => ({ ...finding, visitId: visit.id, crewDayKey: crewDay.key }))
}

function hoursFindings(
  rules: Rules | null,
  zone: string,
  holidays: Holidays,
  stop: JudgedStop,
  visit: JudgedVisit,
): StopFinding[] {
  const begins = stop.departureEpoch - stop.serviceSeconds
  const given = { consent: consentedHours(visit), daysPastDue: visit.daysPastDue ?? null }
  const stretch = stretchOf(begins, stop.departureEpoch, zone)
  return clausesOf(rules, 'hours').flatMap((clause) => {
    if (clause.channel === 'call') return []
    const outside = secondsOutsideClause(clause, stretch, holidays, given)
    if (outside === 0) return []
    const cause = hoursReason({ clauses: [clause] }, 'visit', begins, zone, holidays, clause, given)
    return [{ ...said(clause, cause), amount: Math.ceil(outside / 60), unit: 'minutes' as const }]
  })
}

function limitFindings(
  rules: Rules | null,
  zone: string,
  stop: JudgedStop,
  contacts: ContactAttempt[],
): StopFinding[] {
  const others = withoutOne(contacts, utcIso(stop.arrivalEpoch))
  const limit = limitAgainst(rules, 'visit', stop.arrivalEpoch, others, zone)
  if (!limit) return []
  const { clause, count, most } = limit
  const cause: Reason =
    clause.kind === 'quiet-after-conversation'
      ? { code: 'rule-quiet-period', params: { days: clause.days! } }
      : { code: 'rule-visit-attempts', params: { count, most } }
  return [{ ...said(clause, cause), amount: count - most + 1, unit: 'attempts' }]
}

function recordFindings(rules: Rules | null, stop: JudgedStop, visit: JudgedVisit): StopFinding[] {
  return [...missingRecords(rules, visit), ...missingNotice(rules, visit, stop.arrivalEpoch)].map(
    ({ clause, cause }) => ({ ...said(clause, cause), amount: 1, unit: 'none' as const }),
  )
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
  pack: Rules | null,
  noonEpoch: number,
  attempts: readonly ContactAttempt[],
  zone: string,
): boolean {
  const limit = limitAgainst(pack, 'visit', noonEpoch, attempts, zone)
  return !limit || limit.clause.strength !== 'hard'
}

/** Duties of the office: a collector at the door can do nothing about them. */
const officeDuties: ReadonlySet<RuleClauseOf<'conduct'>['duty']> = new Set([
  'fair-assessment',
  'approved-collectors',
  'last-resort',
  'not-continuous',
])

/** What goes on the preparation list of a visit: duties at the door that no plan can check, in the packs' words. */
export function doorDuties(pack: Rules | null, subject?: RuleSubject) {
  const rules = subject ? rulesFor(pack, subject) : pack
  return [
    ...clausesOf(rules, 'conduct').filter((clause) => !officeDuties.has(clause.duty)),
    ...clausesOf(rules, 'consent').filter((clause) => clause.for !== 'outside-hours'),
  ].map((clause) => ({ rule: clause.key, texts: clause.texts, citation: clause.citation }))
}

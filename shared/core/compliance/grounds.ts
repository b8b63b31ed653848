import type { BoundClause, Rules } from '../../model/rules.ts'
import type { PlanVisit, Reason } from '../../model/week.ts'
import { epochOf } from '../lib/time.ts'
import { clausesOf } from './pack.ts'
import type { RuleSubject } from './scope.ts'

type Recorded = Pick<PlanVisit, 'appointment' | 'addressKind' | 'product' | 'daysPastDue' | 'grounds'>

/** What rules ask of a visit beside its contacts. */
export const subjectOf = (visit: Recorded): RuleSubject => ({
  product: visit.product ?? null,
  daysPastDue: visit.daysPastDue ?? null,
  exceptions: visit.grounds?.exceptions ?? [],
})

/** The borrower agreed to an hour outside the permitted ones, with the appointment or beside it. */
export const consentedHours = (visit: Recorded): boolean =>
  visit.appointment?.consentOutsideHours === true || visit.grounds?.hoursConsent === true

/** A clause that wants something on record, and what its absence is called. */
export interface Missing {
  clause: BoundClause
  cause: Reason
}

/** Reasons and consents that have to be on record before anybody goes there, and are not. */
export function missingRecords(rules: Rules | null, visit: Recorded): Missing[] {
  const missing: Missing[] = []
  const { grounds, addressKind } = visit
  for (const clause of clausesOf(rules, 'place-reason')) {
    if (!addressKind || !clause.places!.includes(addressKind)) continue
    const params = { place: addressKind }
    if (clause.needs === 'consent' && !grounds?.placeConsent)
      missing.push({ clause, cause: { code: 'rule-place-consent', params } })
    if (clause.needs === 'reason' && !grounds?.placeReason)
      missing.push({ clause, cause: { code: 'rule-place-reason', params } })
  }
  for (const clause of clausesOf(rules, 'consent'))
    // who agreed to a window agreed to a visit
    if (clause.for === 'visit' && !visit.appointment && !grounds?.visitConsent)
      missing.push({ clause, cause: { code: 'rule-visit-consent' } })
  return missing
}

/** Notice that was not given, or not long enough before somebody comes at `arrivalEpoch`. */
export function missingNotice(rules: Rules | null, visit: Recorded, arrivalEpoch: number): Missing[] {
  const noticeAt = visit.grounds?.noticeAt
  const told = noticeAt === undefined ? Infinity : epochOf(noticeAt)
  return clausesOf(rules, 'notice')
    .filter(({ before, hours }) => before === 'visit' && hours !== undefined)
    .filter(({ hours }) => told + hours! * 3600 > arrivalEpoch)
    .map((clause) => ({ clause, cause: { code: 'rule-notice', params: { hours: clause.hours! } } }))
}

/** The first instant at which a visit may begin for the notice that was given, or that can be given now. */
export function noticedFrom(rules: Rules | null, visit: Recorded, nowEpoch: number): number {
  const noticeAt = visit.grounds?.noticeAt
  const told = noticeAt === undefined ? nowEpoch : epochOf(noticeAt)
  const hours = clausesOf(rules, 'notice')
    .filter(({ before, strength }) => before === 'visit' && strength === 'hard')
    .map((clause) => clause.hours ?? 0)
  return told + 3600 * Math.max(0, ...hours)
}

import {
  attemptOfCall,
  attemptOfVisit,
  type ContactAttempt,
} from '../../../shared/core/compliance/attempts.ts'
import type { CallResult, OutcomeResult } from '../../../shared/model/facts.ts'
import type { VisitRecord } from '../database/stores/cases.ts'
import type { CallAttemptRow, OutcomeRow } from '../database/tables.ts'

/**
 * Every contact with the borrower of each visit, those of her other cases marked: some limits count per case, some per
 * telephone or per person.
 */
export function contactsByVisit(
  visits: readonly VisitRecord[],
  all: readonly VisitRecord[],
  calls: readonly CallAttemptRow[],
  done: readonly OutcomeRow[],
): Map<string, ContactAttempt[]> {
  const byCase = new Map<string, ContactAttempt[]>()
  const add = (caseId: string, attempt: ContactAttempt) => {
    const list = byCase.get(caseId)
    if (list) list.push(attempt)
    else byCase.set(caseId, [attempt])
  }
  for (const row of calls)
    add(
      row.case_id,
      attemptOfCall({ at: row.called_at, result: row.result as CallResult, phoneId: row.phone_id }),
    )
  for (const row of done)
    add(
      row.case_id,
      attemptOfVisit({ at: row.visited_at, result: row.result as OutcomeResult, met: row.met }),
    )
  const casesOf = new Map<string, Set<string>>()
  for (const { borrowerId, caseId } of all) {
    const cases = casesOf.get(borrowerId)
    if (cases) cases.add(caseId)
    else casesOf.set(borrowerId, new Set([caseId]))
  }
  return new Map(
    visits.map(({ visitId, caseId, borrowerId }) => [
      visitId,
      [...(casesOf.get(borrowerId) ?? [])].flatMap((each) =>
        each === caseId
          ? (byCase.get(each) ?? [])
          : (byCase.get(each) ?? []).map((attempt) => ({ ...attempt, otherCase: true })),
      ),
    ]),
  )
}

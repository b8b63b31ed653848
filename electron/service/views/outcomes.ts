import type { Reason } from '../../../shared/contract/base.ts'
import type { OutcomeRow as OutcomeView } from '../../../shared/contract/cases.ts'
import type { MetPerson, OutcomeResult } from '../../../shared/model/facts.ts'
import type { VisitRecord } from '../database/stores/cases.ts'
import { parseJson } from '../database/stores/json.ts'
import type { OutcomeRow } from '../database/tables.ts'

/** An outcome as the window shows it: the stored row beside its visit. */
export function outcomeView(row: OutcomeRow, visit: VisitRecord | undefined): OutcomeView {
  return {
    id: row.id,
    visitId: row.visit_id,
    caseId: row.case_id,
    caseNo: visit?.caseNo ?? '',
    borrower: visit?.borrower ?? '',
    visitedAt: row.visited_at,
    leftAt: row.left_at,
    result: row.result as OutcomeResult,
    met: row.met as MetPerson,
    promiseDate: row.promise_date,
    promiseAmountMinor: row.promise_amount_minor,
    currency: visit?.currency ?? '',
    note: row.note,
    crewName: row.crew_name,
    plannedArrival: row.planned_arrival,
    followUp: parseJson<Reason>(row.follow_up),
  }
}

import type { Reader } from '../open.ts'

/** Call attempts, outcomes, promises, appointments: facts, read here and only ever added by a change. */

/** @param only takenBack: with those that were logged by a slip of the hand, which count for nothing */
export async function attempts(
  reader: Reader,
  branchId: string,
  only: { visitId?: string; caseId?: string; takenBack?: boolean } = {},
) {
  let query = reader.selectFrom('call_attempts').selectAll().where('branch_id', '=', branchId)
  if (only.visitId) query = query.where('visit_id', '=', only.visitId)
  if (only.caseId) query = query.where('case_id', '=', only.caseId)
  if (!only.takenBack) query = query.where('taken_back_at', 'is', null)
  return query.orderBy('called_at').execute()
}

export async function outcomes(reader: Reader, branchId: string, only: { caseId?: string } = {}) {
  let query = reader.selectFrom('outcomes').selectAll().where('branch_id', '=', branchId)
  if (only.caseId) query = query.where('case_id', '=', only.caseId)
  return query.orderBy('visited_at').execute()
}

/** Outcomes that were recorded wrongly and taken back. */
export async function outcomesTakenBack(reader: Reader, branchId: string, only: { caseId?: string } = {}) {
  let query = reader.selectFrom('outcomes_taken_back').selectAll().where('branch_id', '=', branchId)
  if (only.caseId) query = query.where('case_id', '=', only.caseId)
  return query.orderBy('visited_at').execute()
}

/** The calls of a visit whose agreed window is, or was, an appointment. */
export async function bookedBy(reader: Reader, visitId: string): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectFrom('appointments')
    .select('call_attempt_id')
    .where('visit_id', '=', visitId)
    .execute()
  return new Set(rows.flatMap((row) => row.call_attempt_id ?? []))
}

/** The visit that was made last. */
export const lastOutcome = (reader: Reader, branchId: string) =>
  reader
    .selectFrom('outcomes')
    .select(['visited_at', 'left_at', 'created_at'])
    .where('branch_id', '=', branchId)
    .orderBy('visited_at', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function promises(reader: Reader, branchId: string) {
  return reader
    .selectFrom('promises')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('due_on')
    .execute()
}

/** Every appointment of a case, of visits that were made as well, with the instant of the call in which it was agreed. */
export async function appointmentsOf(reader: Reader, caseId: string) {
  return reader
    .selectFrom('appointments')
    .innerJoin('visits', 'visits.id', 'appointments.visit_id')
    .leftJoin('call_attempts', 'call_attempts.id', 'appointments.call_attempt_id')
    .selectAll('appointments')
    .select('call_attempts.called_at')
    .where('visits.case_id', '=', caseId)
    .orderBy('appointments.id')
    .execute()
}

export async function importRows(reader: Reader, branchId: string) {
  return reader
    .selectFrom('imports')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

/** Rejected rows of one import, by line. */
export function rejectRows(reader: Reader, branchId: string, importId: string) {
  return reader
    .selectFrom('import_rejects')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('import_id', '=', importId)
    .orderBy('line')
    .execute()
}

export async function rejectFile(reader: Reader, importId: string) {
  return (
    (await reader
      .selectFrom('import_reject_files')
      .selectAll()
      .where('import_id', '=', importId)
      .executeTakeFirst()) ?? null
  )
}

import { weekDates } from '../../../shared/core/lib/time.ts'
import { clockAt, epochOf } from '../../../shared/core/lib/time.ts'
import { visitRecords, type VisitRecord } from '../database/stores/cases.ts'
import { outcomes as outcomeRows, promises as promiseRows } from '../database/stores/facts.ts'
import { currentVersion } from '../database/stores/plans.ts'
import { procedures } from '../procedures.ts'
import { branchNow, currentBranch } from '../scope.ts'
import { workStream } from '../work.ts'
import { importOutcomes, recordOutcome } from '../outcomes/record.ts'
import { takeBackOutcome } from '../outcomes/takeBack.ts'
import { readImportFile } from '../importing/importing.ts'
import { rejectedView } from '../importing/importRow.ts'
import { outcomeView } from '../views/outcomes.ts'
import { plannedPlaces } from '../views/visits.ts'

/** A visit that cannot be made before somebody finds where the borrower lives. */
const awaitsAddress = (record: VisitRecord): boolean =>
  record.current &&
  record.status === 'due' &&
  record.caseStatus === 'open' &&
  record.stopFlag === null &&
  record.address.status === 'wrong'

export const outcomes = {
  list: procedures.outcomes.list.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const reader = context.deps.database.reader
    const [records, rows, promised, stored, now] = await Promise.all([
      visitRecords(reader, branch.id),
      outcomeRows(reader, branch.id),
      promiseRows(reader, branch.id),
      currentVersion(reader, branch.id, input.week),
      branchNow(context.deps, branch),
    ])
    const visits = new Map(records.map((record) => [record.visitId, record]))
    const byCase = new Map(records.map((record) => [record.caseId, record]))
    const days = weekDates(input.week)
    const [dates, lastDay] = [new Set(days), days.at(-1)!]
    const places = plannedPlaces(stored)
    const done = new Set(rows.map((row) => row.visit_id))
    const today = clockAt(now.getTime() / 1000, branch.time_zone).date
    return {
      rows: rows
        .filter((row) => dates.has(clockAt(epochOf(row.visited_at), branch.time_zone).date))
        .map((row) => outcomeView(row, visits.get(row.visit_id)))
        .reverse(),
      pending: [...places]
        .filter(([visitId]) => !done.has(visitId) && visits.has(visitId))
        .map(([visitId, place]) => {
          const visit = visits.get(visitId)!
          const { caseId, caseNo, borrower, appointment } = visit
          return { visitId, caseId, caseNo, borrower, confirmed: appointment !== null, ...place }
        })
        .sort((a, b) => (a.arrival < b.arrival ? -1 : 1)),
      promises: promised.map((row) => ({
        id: row.id,
        caseId: row.case_id,
        caseNo: byCase.get(row.case_id)?.caseNo ?? '',
        borrower: byCase.get(row.case_id)?.borrower ?? '',
        dueOn: row.due_on,
        amountMinor: row.amount_minor,
        currency: row.currency,
        // a promise whose day has passed with no word of payment counts as broken, without a person having to say so
        status:
          row.status === 'pending' && row.due_on < today ? ('broken' as const) : (row.status as 'pending'),
      })),
      followUps: records.flatMap((record) => {
        const { reason } = record
        const repair = awaitsAddress(record)
        if (!repair && !(record.kind === 'follow_up' && record.status === 'due' && reason)) return []
        return [
          {
            visitId: record.visitId,
            caseId: record.caseId,
            caseNo: record.caseNo,
            borrower: record.borrower,
            reason: reason ?? { code: 'address-marked-wrong' as const },
            notBefore: record.notBefore,
            todo: repair
              ? ('address' as const)
              : places.has(record.visitId)
                ? ('planned' as const)
                : record.notBefore !== null && record.notBefore > lastDay
                  ? ('later' as const)
                  : ('plan' as const),
          },
        ]
      }),
    }
  }),

  record: procedures.outcomes.record.handler(async ({ context, input }) =>
    recordOutcome(context, await currentBranch(context), input),
  ),

  takeBack: procedures.outcomes.takeBack.handler(async ({ context, input }) =>
    takeBackOutcome(context, await currentBranch(context), input),
  ),

  importFile: procedures.outcomes.importFile.handler(({ context, input, signal }) =>
    workStream(signal, async (report) => {
      const branch = await currentBranch(context)
      const { file, read } = await readImportFile(context, branch, 'outcomes', input.file, report)
      const result = await importOutcomes(context, branch, file, read)
      return { ...result, refused: result.refused.map(rejectedView) }
    }),
  ),
}

import type * as z from 'zod'
import type { OutcomeRow as OutcomeView } from '../../../shared/contract/cases.ts'
import type { week } from '../../../shared/contract/week.ts'
import { followUp } from '../../../shared/core/plan/followUp.ts'
import { RefusalError, type Refusal } from '../../../shared/model/refusal.ts'
import type { OutcomeFileRow, ReadRows, RejectedRow } from '../../../shared/model/intake.ts'
import type { RequestContext } from '../context.ts'
import type { ChangeTransaction } from '../database/change.ts'
import { visitRecords, type VisitRecord } from '../database/stores/cases.ts'
import { outcomes } from '../database/stores/facts.ts'
import { currentVersion } from '../database/stores/plans.ts'
import type { BranchRow, OutcomeRow } from '../database/tables.ts'
import { branchNow } from '../scope.ts'
import { outcomeView } from '../views/outcomes.ts'
import { plannedPlaces, type PlannedPlace } from '../views/visits.ts'

type OutcomeInput = z.infer<(typeof week.outcomes.record)['~orpc']['inputSchema'] & z.ZodType>

interface Known {
  now: string
  places: Map<string, PlannedPlace>
  earlier: OutcomeRow[]
}

/** The sample's clock stands on the Friday before its week, but its outcomes tell of that week. */
async function known(context: RequestContext, branch: BranchRow): Promise<Known> {
  const reader = context.deps.database.reader
  const [stored, earlier, now] = await Promise.all([
    currentVersion(reader, branch.id, branch.week),
    outcomes(reader, branch.id),
    branchNow(context.deps, branch),
  ])
  return { now: now.toISOString(), places: plannedPlaces(stored), earlier }
}

function check(input: OutcomeInput, branch: BranchRow, now: string): Refusal | null {
  if (input.leftAt && input.leftAt < input.visitedAt) return { code: 'outcome-times-backwards' }
  if (!branch.sample && input.visitedAt > now)
    return { code: 'outcome-in-future', params: { at: input.visitedAt } }
  if (input.result === 'promise' && !input.promiseDate) return { code: 'outcome-promise-date-missing' }
  return null
}

/** Adds the fact, the promise, and whatever follows from it: a new visit, a stop, an address to mend. */
async function write(
  tx: ChangeTransaction,
  branch: BranchRow,
  visit: VisitRecord,
  input: OutcomeInput,
  state: Known,
  userName: string,
): Promise<OutcomeRow> {
  const next = followUp(
    { result: input.result, visitedAt: input.visitedAt, met: input.met },
    {
      zone: branch.time_zone,
      visit: { weekdays: visit.days?.weekdays ?? null, windows: visit.windows, crewSize: visit.crewSize },
      refusedBefore: state.earlier.filter((row) => row.case_id === visit.caseId && row.result === 'refused')
        .length,
      notHomeBefore: state.earlier.filter((row) => row.case_id === visit.caseId && row.result === 'not_home')
        .length,
    },
  )
  const place = state.places.get(visit.visitId)
  const row = {
    id: tx.newId(),
    visit_id: visit.visitId,
    case_id: visit.caseId,
    visited_at: input.visitedAt,
    left_at: input.leftAt,
    result: input.result,
    met: input.met,
    promise_date: input.promiseDate,
    promise_amount_minor: input.promiseAmountMinor,
    note: input.note,
    crew_name: place?.crewName ?? null,
    planned_arrival: place?.arrival ?? null,
    follow_up: next.reason ? JSON.stringify(next.reason) : null,
    user_name: userName,
  }
  await tx.insert('outcomes', [row], { snapshot: true })
  await tx.update('visits', visit.visitId, { status: next.stopFlag ? 'stopped' : 'done' })
  if (visit.appointment)
    await tx.update('appointments', visit.appointment.id, {
      status: input.met === 'nobody' ? 'missed' : 'kept',
    })
  if (input.result === 'promise' && input.promiseDate)
    await tx.insert(
      'promises',
      [
        {
          id: tx.newId(),
          case_id: visit.caseId,
          outcome_id: row.id,
          due_on: input.promiseDate,
          amount_minor: input.promiseAmountMinor,
          currency: visit.currency,
          status: 'pending',
        },
      ],
      { snapshot: true },
    )
  if (next.stopFlag) await tx.update('borrowers', visit.borrowerId, { stop_flag: next.stopFlag })
  if (next.addressWrong) await tx.update('addresses', visit.addressId, { status: 'wrong' })
  if (next.visit)
    await tx.insert('visits', [
      {
        id: tx.newId(),
        case_id: visit.caseId,
        address_id: visit.addressId,
        status: 'due',
        kind: 'follow_up',
        priority: visit.priority,
        priority_parts: JSON.stringify(visit.priorityParts),
        service_minutes: visit.serviceMinutes,
        days: next.visit.weekdays ? JSON.stringify({ weekdays: next.visit.weekdays, dates: [] }) : null,
        windows: next.visit.windows ? JSON.stringify(next.visit.windows) : null,
        due_on: null,
        not_before: next.visit.notBefore,
        skills: JSON.stringify(visit.skills),
        crew_size: next.visit.crewSize ?? visit.crewSize,
        preferred_collector: visit.preferredCollector,
        locked_crew_day: null,
        previous_visit_id: visit.visitId,
        reason: next.reason ? JSON.stringify(next.reason) : null,
      },
    ])
  return { ...row, branch_id: branch.id, version: 1, created_at: tx.now, updated_at: tx.now }
}

export async function recordOutcome(
  context: RequestContext,
  branch: BranchRow,
  input: OutcomeInput,
): Promise<OutcomeView> {
  const { deps, actor } = context
  const state = await known(context, branch)
  const refusal = check(input, branch, state.now)
  if (refusal) throw new RefusalError(refusal.code, refusal.params)
  const [visit] = await visitRecords(deps.database.reader, branch.id, { visitIds: [input.visitId] })
  if (!visit) throw new RefusalError('row-gone')
  if (state.earlier.some((row) => row.visit_id === input.visitId))
    throw new RefusalError('outcome-already-there')
  const row = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'outcomes.record',
      params: { caseNo: visit.caseNo, result: input.result },
      entity: visit.visitId,
      undoable: false,
    },
    (tx) => write(tx, branch, visit, input, state, actor.userName),
  )
  deps.events.emit('outcomes', 'cases', 'plan', 'history')
  return outcomeView(row, visit)
}

/** Outcomes of a file, in order of time; importing the same file again adds nothing. */
export async function importOutcomes(
  context: RequestContext,
  branch: BranchRow,
  read: ReadRows<OutcomeFileRow>,
) {
  const { deps, actor } = context
  const state = await known(context, branch)
  const records = await visitRecords(deps.database.reader, branch.id)
  const byCase = Map.groupBy(records, (record) => record.caseNo)
  const refused: { line: number; caseNo: string; reason: Refusal; text: string }[] = read.rejected.map(
    (row: RejectedRow) => ({
      line: row.line,
      caseNo: row.caseNo,
      reason: { code: row.reason, ...(row.params ? { params: row.params } : {}) },
      text: row.text,
    }),
  )
  let alreadyThere = 0
  const accepted: { visit: VisitRecord; input: OutcomeInput }[] = []
  const taken = new Set(state.earlier.map((row) => row.visit_id))
  for (const row of read.rows.toSorted((a, b) => (a.visitedAt < b.visitedAt ? -1 : 1))) {
    const visits = byCase.get(row.caseNo) ?? []
    if (
      state.earlier.some(
        (fact) => fact.visited_at === row.visitedAt && visits.some((v) => v.visitId === fact.visit_id),
      )
    ) {
      alreadyThere++
      continue
    }
    const input: OutcomeInput = {
      visitId: '',
      visitedAt: row.visitedAt,
      leftAt: row.leftAt,
      result: row.result,
      met: row.met,
      promiseDate: row.promiseDate,
      promiseAmountMinor: row.promiseAmountMinor,
      note: row.note,
    }
    const visit = visits.find((candidate) => !taken.has(candidate.visitId))
    const reason: Refusal | null =
      visits.length === 0
        ? { code: 'import-case-unknown', params: { caseNo: row.caseNo } }
        : (check(input, branch, state.now) ?? (visit ? null : { code: 'outcome-already-there' }))
    if (reason || !visit) {
      refused.push({ line: row.line, caseNo: row.caseNo, reason: reason!, text: row.note })
      continue
    }
    taken.add(visit.visitId)
    accepted.push({ visit, input: { ...input, visitId: visit.visitId } })
  }
  let followUps = 0
  if (accepted.length > 0)
    await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'outcomes.import',
        params: { count: accepted.length },
        undoable: false,
      },
      async (tx) => {
        for (const { visit, input } of accepted) {
          const row = await write(tx, branch, visit, input, state, actor.userName)
          state.earlier.push(row)
          if (row.follow_up) followUps++
        }
      },
    )
  deps.events.emit('outcomes', 'cases', 'plan', 'history')
  return {
    accepted: accepted.length,
    alreadyThere,
    followUps,
    refused: refused.map(({ caseNo, ...row }) => ({ ...row, caseNo: caseNo || null })),
  }
}

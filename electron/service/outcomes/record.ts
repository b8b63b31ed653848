import type * as z from 'zod'
import type { OutcomeRow as OutcomeView } from '../../../shared/contract/cases.ts'
import type { week } from '../../../shared/contract/week.ts'
import { followUp, type FollowUp } from '../../../shared/core/plan/followUp.ts'
import { RefusalError, type Refusal } from '../../../shared/model/refusal.ts'
import type { OutcomeFileRow, ReadRows, RejectedRow } from '../../../shared/model/intake.ts'
import type { RequestContext } from '../context.ts'
import { addDays, clockAt, clockOfMinutes, epochAt, epochOf, utcIso } from '../../../shared/core/lib/time.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import type { Reader } from '../database/open.ts'
import { visitRecords, type VisitRecord } from '../database/stores/cases.ts'
import { outcomes, outcomesTakenBack } from '../database/stores/facts.ts'
import { currentVersion } from '../database/stores/plans.ts'
import { stopsOfBorrower } from '../database/stores/rules.ts'
import type { BranchRow, OutcomeRow } from '../database/tables.ts'
import { noCounts, refusedRow, writeImport, type ImportedFile } from '../importing/importRow.ts'
import { branchNow } from '../scope.ts'
import { raiseStop } from '../stops.ts'
import { outcomeView } from '../views/outcomes.ts'
import { plannedPlaces, type PlannedPlace } from '../views/visits.ts'

type OutcomeInput = z.infer<(typeof week.outcomes.record)['~orpc']['inputSchema'] & z.ZodType>

interface Known {
  /** seconds since 1970 */
  now: number
  places: Map<string, PlannedPlace>
  earlier: OutcomeRow[]
}

async function known(reader: Reader, branch: BranchRow, now: Date): Promise<Known> {
  const [stored, earlier] = await Promise.all([
    currentVersion(reader, branch.id, branch.week),
    outcomes(reader, branch.id),
  ])
  return { now: now.getTime() / 1000, places: plannedPlaces(stored), earlier }
}

/** Instants as they are kept: UTC, whole seconds, so that their order as text is their order in time. */
const kept = (input: OutcomeInput): OutcomeInput => ({
  ...input,
  visitedAt: utcIso(epochOf(input.visitedAt)),
  leftAt: input.leftAt && utcIso(epochOf(input.leftAt)),
})

const atClock = (instant: string, branch: BranchRow): string => {
  const { date, minutes } = clockAt(epochOf(instant), branch.time_zone)
  return `${date} ${clockOfMinutes(minutes)}`
}

function check(input: OutcomeInput, branch: BranchRow, now: number): Refusal | null {
  if (input.leftAt && epochOf(input.leftAt) < epochOf(input.visitedAt))
    return { code: 'outcome-times-backwards' }
  // the sample's clock stands on the Friday before its week, but its outcomes tell of that week
  const latest = branch.sample ? Math.max(now, epochAt(addDays(branch.week, 7), 0, branch.time_zone)) : now
  if (epochOf(input.visitedAt) > latest)
    return { code: 'outcome-in-future', params: { at: atClock(input.visitedAt, branch) } }
  if (input.result === 'promise' && !input.promiseDate) return { code: 'outcome-promise-date-missing' }
  if (input.result === 'promise' && input.promiseAmountMinor === null)
    return { code: 'outcome-promise-amount-missing' }
  if (input.promiseDate && input.promiseDate < clockAt(epochOf(input.visitedAt), branch.time_zone).date)
    return { code: 'outcome-promise-before-visit', params: { due: input.promiseDate } }
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
): Promise<{ row: OutcomeRow; followUp: boolean }> {
  const led = followUp(
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
  // a next visit waits for the stop to be lifted; that nobody should have gone to this one is said
  const stops = (await stopsOfBorrower(tx.reader, visit.borrowerId)).filter((row) => row.lifted_at === null)
  const unwanted = stops.some((row) => row.set_at <= input.visitedAt) && led.stopFlag === null
  const next: FollowUp = unwanted ? { ...led, reason: { code: 'visited-while-stopped' } } : led
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
  await tx.update('visits', visit.visitId, { status: next.stopFlag && !next.visit ? 'stopped' : 'done' })
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
  if (next.stopFlag)
    await raiseStop(tx, branch.id, {
      borrowerId: visit.borrowerId,
      flag: next.stopFlag,
      source: 'outcome',
      note: input.note,
      by: userName,
      at: input.visitedAt,
    })
  if (next.addressWrong) await tx.update('addresses', visit.addressId, { status: 'wrong' })
  if (next.visit)
    await tx.insert('visits', [
      {
        id: tx.newId(),
        case_id: visit.caseId,
        address_id: visit.addressId,
        status: stops.length > 0 || next.stopFlag ? 'stopped' : 'due',
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
  const bookkeeping = { branch_id: branch.id, version: 1, created_at: tx.now, updated_at: tx.now }
  return { row: { ...row, ...bookkeeping }, followUp: next.visit !== null }
}

export async function recordOutcome(
  context: RequestContext,
  branch: BranchRow,
  given: OutcomeInput,
): Promise<OutcomeView> {
  const { deps, actor } = context
  const input = kept(given)
  const now = await branchNow(deps, branch)
  const refusal = check(input, branch, now.getTime() / 1000)
  if (refusal) throw new RefusalError(refusal.code, refusal.params)
  const [named] = await visitRecords(deps.database.reader, branch.id, { visitIds: [input.visitId] })
  if (!named) throw new RefusalError('row-gone')
  const view = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'outcomes.record',
      params: { caseNo: named.caseNo, result: input.result },
      entity: named.visitId,
      undoable: false,
    },
    // looked up within the change: two people may type in the same visit
    async (tx) => {
      const [visit] = await visitRecords(tx.reader, branch.id, { visitIds: [input.visitId] })
      if (!visit) throw new RefusalError('row-gone')
      const state = await known(tx.reader, branch, now)
      if (state.earlier.some((row) => row.visit_id === input.visitId))
        throw new RefusalError('outcome-already-there')
      const { row } = await write(tx, branch, visit, input, state, actor.userName)
      return outcomeView(row, visit)
    },
  )
  deps.events.emit('outcomes', 'cases', 'plan', 'history')
  return view
}

export interface OutcomesImported {
  accepted: number
  alreadyThere: number
  followUps: number
  refused: RejectedRow[]
}

/**
 * Outcomes of a file, in order of time, together with the import itself; importing the same file again adds nothing.
 */
export async function importOutcomes(
  context: RequestContext,
  branch: BranchRow,
  file: ImportedFile,
  read: ReadRows<OutcomeFileRow>,
): Promise<OutcomesImported> {
  const { deps, actor } = context
  const now = await branchNow(deps, branch)
  // how many were taken, and not how many were offered, is known once they are in
  const params = { count: 0, rejected: 0, file: file.table.fileName }
  const result = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'outcomes.import',
      params,
      entity: file.importId,
      undoable: false,
    },
    async (tx) => {
      const result = await importRows(tx, branch, now, file, read, actor.userName)
      const { accepted: added, alreadyThere: same, refused } = result
      params.count = added
      params.rejected = refused.length
      await writeImport(tx, file, { ...noCounts, added, same }, refused)
      return result
    },
  )
  deps.events.emit('outcomes', 'cases', 'plan', 'history')
  return result
}

async function importRows(
  tx: ChangeTransaction,
  branch: BranchRow,
  now: Date,
  file: ImportedFile,
  read: ReadRows<OutcomeFileRow>,
  userName: string,
): Promise<OutcomesImported> {
  const state = await known(tx.reader, branch, now)
  const byCase = Map.groupBy(await visitRecords(tx.reader, branch.id), (record) => record.caseNo)
  const result: OutcomesImported = { accepted: 0, alreadyThere: 0, followUps: 0, refused: [...read.rejected] }
  const taken = new Set(state.earlier.map((row) => row.visit_id))
  // what was taken back is not brought in again by the file that it came with
  const gone = await outcomesTakenBack(tx.reader, branch.id)
  const told = new Set([...state.earlier, ...gone].map((row) => `${row.case_id} ${epochOf(row.visited_at)}`))
  const rows = read.rows.toSorted((a, b) => epochOf(a.visitedAt) - epochOf(b.visitedAt) || a.line - b.line)
  for (const row of rows) {
    const refuse = (reason: Refusal) =>
      result.refused.push(
        refusedRow(file.table, row.line, row.caseNo, { code: reason.code, params: reason.params }),
      )
    const visits = byCase.get(row.caseNo)
    if (!visits) {
      refuse({ code: 'import-case-unknown', params: { caseNo: row.caseNo } })
      continue
    }
    const key = `${visits[0].caseId} ${epochOf(row.visitedAt)}`
    if (told.has(key)) {
      result.alreadyThere++
      continue
    }
    const visit = visits.find((candidate) => !taken.has(candidate.visitId))
    const input = kept({
      visitId: visit?.visitId ?? '',
      visitedAt: row.visitedAt,
      leftAt: row.leftAt,
      result: row.result,
      met: row.met,
      promiseDate: row.promiseDate,
      promiseAmountMinor: row.promiseAmountMinor,
      note: row.note,
    })
    const reason =
      check(input, branch, state.now) ?? (visit ? null : { code: 'outcome-already-there' as const })
    if (reason || !visit) {
      refuse(reason!)
      continue
    }
    taken.add(visit.visitId)
    told.add(key)
    const written = await write(tx, branch, visit, input, state, userName)
    state.earlier.push(written.row)
    result.accepted++
    if (written.followUp) result.followUps++
  }
  result.refused.sort((a, b) => a.line - b.line)
  return result
}

import type { CaseDetail, CaseRow, VisitState } from '../../../shared/contract/cases.ts'
import type { StopFlag } from '../../../shared/model/facts.ts'
import { caseSearch } from '../views/caseSearch.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import { loadPinyin } from '../database/region/addressesGazetteer.ts'
import { addressesOf, phonesOf, visitRecords } from '../database/stores/cases.ts'
import { appointmentsOf, attempts, outcomes, outcomesTakenBack, promises } from '../database/stores/facts.ts'
import { currentVersion } from '../database/stores/plans.ts'
import { stopsOfBorrower } from '../database/stores/rules.ts'
import type { BranchRow } from '../database/tables.ts'
import { addAddress, trustAddress } from '../locating/addresses.ts'
import { noteLookOnce } from '../looks.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { liftStop, stopByHand } from '../stops.ts'
import { plannedPlaces, stateOf, toCaseRow } from '../views/visits.ts'

const collator = new Intl.Collator('zh-Hans-CN', { numeric: true })
const stateOrder: VisitState[] = [
  'review',
  'to-locate',
  'unplanned',
  'ready',
  'planned',
  'confirmed',
  'visited',
  'stopped',
  'closed',
]

/** @param typed what is searched for; empty: every case */
async function allRows(context: RequestContext, branch: BranchRow, typed = ''): Promise<CaseRow[]> {
  const reader = context.deps.database.reader
  const [visits, stored] = await Promise.all([
    visitRecords(reader, branch.id),
    currentVersion(reader, branch.id, branch.week),
  ])
  const places = plannedPlaces(stored)
  const unplanned = new Set(stored?.unplanned.map((row) => row.visit_id))
  // how names are spelt is read from its file only once somebody types letters
  const wanted = caseSearch(typed, (name) => loadPinyin()(name))
  return visits
    .filter(
      (visit) =>
        visit.current &&
        (wanted?.({
          texts: [visit.caseNo, visit.address.text, places.get(visit.visitId)?.crewName ?? ''],
          name: visit.borrower,
          phone: visit.phone,
        }) ??
          true),
    )
    .map((visit) => {
      const place = places.get(visit.visitId)
      return toCaseRow(visit, stateOf(visit, place, unplanned.has(visit.visitId)), place)
    })
}

function compare(sort: keyof CaseRow, a: CaseRow, b: CaseRow): number {
  if (sort === 'state') return stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state)
  const left = a[sort]
  const right = b[sort]
  if (left === right) return 0
  if (left === null) return -1
  if (right === null) return 1
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return collator.compare(String(left), String(right))
}

async function detail(context: RequestContext, branch: BranchRow, caseId: string): Promise<CaseDetail> {
  const reader = context.deps.database.reader
  const visits = await visitRecords(reader, branch.id, { caseId })
  const visit = visits.find((candidate) => candidate.current)
  if (!visit) throw new RefusalError('row-gone')
  const stored = await currentVersion(reader, branch.id, branch.week)
  const place = plannedPlaces(stored).get(visit.visitId)
  const unplanned = stored?.unplanned.some((row) => row.visit_id === visit.visitId) ?? false
  const [phones, addresses, calls, done, promised, appointments, stops, gone] = await Promise.all([
    phonesOf(reader, visit.borrowerId),
    addressesOf(reader, visit.borrowerId),
    attempts(reader, branch.id, { caseId, takenBack: true }),
    outcomes(reader, branch.id, { caseId }),
    promises(reader, branch.id),
    appointmentsOf(reader, caseId),
    stopsOfBorrower(reader, visit.borrowerId),
    outcomesTakenBack(reader, branch.id, { caseId }),
  ])
  const visitedAt = new Map(done.map((row) => [row.id, row.visited_at]))
  const nothing = { id: null, window: null, due: null, amount: null, note: null, by: null, takenBack: false }
  const timeline: CaseDetail['timeline'] = [
    ...calls.map((row) => ({
      ...nothing,
      at: row.called_at,
      kind: 'call' as const,
      result: row.result,
      note: row.note || null,
      by: row.user_name,
      takenBack: row.taken_back_at !== null,
    })),
    ...done.map((row) => ({
      ...nothing,
      id: row.id,
      at: row.visited_at,
      kind: 'outcome' as const,
      result: row.result,
      note: row.note || null,
      by: row.user_name,
    })),
    ...gone.map((row) => ({
      ...nothing,
      at: row.visited_at,
      kind: 'outcome' as const,
      result: row.result,
      note: row.reason,
      by: row.taken_back_by,
      takenBack: true,
    })),
    ...appointments.map((row) => ({
      ...nothing,
      at: row.called_at ?? row.created_at,
      kind: 'appointment' as const,
      result: row.status,
      window: { start: row.window_start, end: row.window_end },
    })),
    ...promised
      .filter((row) => row.case_id === caseId)
      .map((row) => ({
        ...nothing,
        at: visitedAt.get(row.outcome_id) ?? row.created_at,
        kind: 'promise' as const,
        result: row.status,
        due: row.due_on,
        amount: row.amount_minor === null ? null : { minor: row.amount_minor, currency: row.currency },
      })),
    ...stops.map((row) => ({
      ...nothing,
      at: row.set_at,
      kind: 'flag' as const,
      result: row.flag,
      note: row.note || null,
      by: row.set_by || null,
    })),
    ...stops.flatMap((row) =>
      row.lifted_at === null
        ? []
        : [
            {
              ...nothing,
              at: row.lifted_at,
              kind: 'flag' as const,
              result: 'lifted',
              note: row.lift_reason,
              by: row.lifted_by,
            },
          ],
    ),
  ]
  timeline.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  return {
    ...toCaseRow(visit, stateOf(visit, place, unplanned), place),
    version: 1,
    phone: visit.phone,
    stopFlag: visit.stopFlag,
    stops: stops
      .filter((row) => row.lifted_at === null)
      .map((row) => ({
        id: row.id,
        flag: row.flag as StopFlag,
        source: row.source,
        note: row.note,
        by: row.set_by,
        at: row.set_at,
      })),
    phones: phones.map(({ id, number, status }) => ({ id, number, status })),
    addresses: addresses.map((address) => ({
      id: address.id,
      text: address.text,
      kind: address.kind,
      status: address.status,
      tokens: address.tokens,
      best: address.best,
      reason: address.reason,
      confirmedBy: address.confirmedBy,
    })),
    serviceMinutes: visit.serviceMinutes,
    priorityParts: visit.priorityParts,
    windows: visit.windows ?? [],
    days: visit.days,
    dueOn: visit.dueOn,
    crewSize: visit.crewSize,
    skills: visit.skills,
    timeline,
  }
}

/** The detail shows the telephone number in full: a look that is put on record. */
async function seen(context: RequestContext, branch: BranchRow, caseId: string) {
  const found = await detail(context, branch, caseId)
  await noteLookOnce(context, branch.id, 'cases.look', caseId, { caseNo: found.caseNo })
  return found
}

export const cases = {
  list: procedures.cases.list.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    let rows = await allRows(context, branch, input.text)
    const byState: Record<string, number> = {}
    for (const row of rows) byState[row.state] = (byState[row.state] ?? 0) + 1
    if (input.states.length > 0) rows = rows.filter((row) => input.states.includes(row.state))
    const sign = input.descending ? -1 : 1
    rows.sort((a, b) => sign * compare(input.sort, a, b) || collator.compare(a.caseNo, b.caseNo))
    return { rows: rows.slice(input.offset, input.offset + input.limit), total: rows.length, byState }
  }),

  get: procedures.cases.get.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    return seen(context, branch, input.id)
  }),

  update: procedures.cases.update.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    const visit = (await visitRecords(deps.database.reader, branch.id, { caseId: input.id })).find(
      (one) => one.current,
    )
    if (!visit) throw new RefusalError('row-gone')
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'cases.change',
        params: { caseNo: visit.caseNo },
        entity: input.id,
        undoable: true,
      },
      async (tx) => {
        const patch = {
          ...(input.priority !== undefined
            ? {
                priority: input.priority,
                priority_parts: JSON.stringify([{ part: 'by-hand', points: input.priority }]),
              }
            : {}),
          ...(input.serviceMinutes !== undefined ? { service_minutes: input.serviceMinutes } : {}),
          ...(input.crewSize !== undefined ? { crew_size: input.crewSize } : {}),
          ...(input.dueOn !== undefined ? { due_on: input.dueOn } : {}),
        }
        if (Object.keys(patch).length > 0) await tx.update('visits', visit.visitId, patch)
        return tx.entryId
      },
    )
    deps.events.emit('cases', 'plan', 'calls', 'history')
    return { ...(await seen(context, branch, input.id)), undoId }
  }),

  addAddress: procedures.cases.addAddress.handler(async ({ context, input }) =>
    addAddress(context, await currentBranch(context), input),
  ),

  trustAddress: procedures.cases.trustAddress.handler(async ({ context, input }) =>
    trustAddress(context, await currentBranch(context), input),
  ),

  stop: procedures.cases.stop.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    await stopByHand(context, branch, { caseId: input.id, flag: input.flag, note: input.note })
    return seen(context, branch, input.id)
  }),

  lift: procedures.cases.lift.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    await liftStop(context, branch, { caseId: input.id, stopId: input.stopId, reason: input.reason })
    return seen(context, branch, input.id)
  }),
}

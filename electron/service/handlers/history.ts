import type { HistoryRow, StepAnswer } from '../../../shared/contract/desk.ts'
import type { Direction, StepRow } from '../database/steps.ts'
import { borrowersOfCases } from '../database/stores/cases.ts'
import { parseJson } from '../database/stores/json.ts'
import { auditRows, historyRows } from '../database/stores/history.ts'
import { procedures } from '../procedures.ts'
import { branchClock, currentBranch } from '../scope.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'
import { stepThroughHistory } from '../undo.ts'

type Entry = Pick<StepRow, 'id' | 'created_at' | 'user_name' | 'action' | 'params' | 'undone'>

async function toViews(
  context: RequestContext,
  branch: BranchRow,
  rows: readonly (Entry & { undoable: boolean })[],
): Promise<HistoryRow[]> {
  const read = rows.map((row) => ({
    row,
    params: parseJson<Record<string, string | number>>(row.params) ?? {},
  }))
  const caseNos = read.flatMap(({ params }) => (params.caseNo ? [String(params.caseNo)] : []))
  const clock = await branchClock(context.deps, branch)
  const borrowers = await borrowersOfCases(context.deps.database.reader, branch.id, [...new Set(caseNos)])
  return read.map(({ row, params }) => ({
    id: row.id,
    at: clock(new Date(row.created_at)).toISOString(),
    userName: row.user_name,
    action: row.action,
    params,
    undone: row.undone === 1,
    undoable: row.undoable,
    borrower: borrowers.get(String(params.caseNo ?? '')) ?? null,
  }))
}

async function step(
  context: RequestContext,
  direction: Direction,
  entryId: string | null,
): Promise<StepAnswer> {
  const branch = await currentBranch(context)
  const { answer, change } = await stepThroughHistory(context, branch, direction, entryId)
  if (answer.kind === 'nothing') return answer
  if (change)
    context.deps.events.emit({ topic: 'plan', turned: { from: change.from, to: change.version.id } })
  else if (answer.kind === 'done')
    context.deps.events.emit('cases', 'locations', 'plan', 'calls', 'outcomes', 'people', 'travel', 'history')
  else if (answer.why === 'stale') context.deps.events.emit('history')
  const next = answer.kind === 'stands' ? answer.next : null
  const [row, nextRow] = await toViews(context, branch, [
    { ...answer.row, undoable: answer.kind === 'done' || answer.why === 'other' },
    ...(next ? [{ ...next, undoable: true }] : []),
  ])
  return answer.kind === 'done'
    ? { kind: 'done', row, change }
    : { kind: 'stands', row, why: answer.why, next: nextRow ?? null }
}

export const history = {
  list: procedures.history.list.handler(async ({ context }) => {
    const branch = await currentBranch(context)
    const rows = await historyRows(context.deps.database.reader, branch.id, 200)
    return toViews(
      context,
      branch,
      rows.map((row) => ({ ...row, undoable: row.undoable === 1 })),
    )
  }),
  undo: procedures.history.undo.handler(({ context, input }) => step(context, 'undo', input.entryId ?? null)),
  redo: procedures.history.redo.handler(({ context, input }) => step(context, 'redo', input.entryId ?? null)),
}

export const audit = {
  list: procedures.audit.list.handler(async ({ context }) =>
    (await auditRows(context.deps.database.reader, 500)).map((row) => ({
      seq: row.seq,
      at: row.at,
      userName: row.user_name,
      action: row.action,
      entity: row.entity,
      summary: row.summary,
      hash: row.hash,
    })),
  ),
  verify: procedures.audit.verify.handler(({ context }) => context.deps.changes.verifyAudit()),
}

import { parseJson } from '../database/stores/json.ts'
import { auditRows, historyRows } from '../database/stores/history.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import type { RequestContext } from '../context.ts'

interface Entry {
  id: string
  created_at: string
  user_name: string
  action: string
  params: string
  undone: number
}

function toView(row: Entry, undoable: boolean) {
  return {
    id: row.id,
    at: row.created_at,
    userName: row.user_name,
    action: row.action,
    params: parseJson<Record<string, string | number>>(row.params) ?? {},
    undone: row.undone === 1,
    undoable,
  }
}

async function step(context: RequestContext, direction: 'undo' | 'redo') {
  const branch = await currentBranch(context)
  const row = await context.deps.changes[direction](context.actor, branch.id)
  if (row)
    context.deps.events.emit('cases', 'locations', 'plan', 'calls', 'outcomes', 'people', 'travel', 'history')
  return row ? toView(row, true) : null
}

export const history = {
  list: procedures.history.list.handler(async ({ context }) => {
    const branch = await currentBranch(context)
    const rows = await historyRows(context.deps.database.reader, branch.id, 200)
    return rows.map((row) => toView(row, row.undoable === 1))
  }),
  undo: procedures.history.undo.handler(({ context }) => step(context, 'undo')),
  redo: procedures.history.redo.handler(({ context }) => step(context, 'redo')),
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

import { RefusalError } from '../../../shared/model/refusal.ts'
import { collectorFields, collectorIdNamed, collectorViews, leavesOf } from '../database/stores/people.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { locateText } from '../locating/locate.ts'

export const collectors = {
  list: procedures.collectors.list.handler(async ({ context }) => {
    const branch = await currentBranch(context)
    return collectorViews(context.deps.database.reader, branch.id)
  }),

  save: procedures.collectors.save.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    if (input.shiftTo <= input.shiftFrom)
      throw new RefusalError('collector-shift-empty', { name: input.name })
    const others = await collectorViews(deps.database.reader, branch.id)
    if (input.id && !others.some((other) => other.id === input.id)) throw new RefusalError('row-gone')
    if (others.some((other) => other.name === input.name && other.id !== input.id))
      throw new RefusalError('collector-name-taken', { name: input.name })
    // somebody who left and is back is the same person
    const returning = input.id ? null : await collectorIdNamed(deps.database.reader, branch.id, input.name)
    const existing = input.id ?? returning
    const collectorId = existing ?? deps.newId()
    const start = input.start ?? (await locateText(context, branch, input.startText))
    const end = input.end ?? (input.endText ? await locateText(context, branch, input.endText) : null)
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: input.id ? 'collectors.change' : 'collectors.add',
        params: { name: input.name },
        entity: collectorId,
        undoable: true,
      },
      async (tx) => {
        const fields = collectorFields({ ...input, id: collectorId, start, end, active: true })
        if (existing) await tx.update('collectors', collectorId, fields)
        else await tx.insert('collectors', [fields])
        const before = await leavesOf(tx.reader, collectorId)
        if (before.length > 0)
          await tx.remove(
            'leaves',
            before.map((leave) => leave.id),
          )
        await tx.insert(
          'leaves',
          input.leave.map((leave) => ({
            id: tx.newId(),
            collector_id: collectorId,
            from_date: leave.from,
            to_date: leave.to,
            note: leave.note,
          })),
        )
        return tx.entryId
      },
    )
    deps.events.emit('people', 'plan', 'history')
    const saved = (await collectorViews(deps.database.reader, branch.id)).find(
      (view) => view.id === collectorId,
    )
    if (!saved) throw new RefusalError('row-gone')
    return { ...saved, undoId }
  }),

  remove: procedures.collectors.remove.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    const found = (await collectorViews(deps.database.reader, branch.id)).find((view) => view.id === input.id)
    if (!found) return { removed: false, undoId: null }
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'collectors.remove',
        params: { name: found.name },
        entity: input.id,
        undoable: true,
      },
      // the row stays: published plans and facts still name the person
      async (tx) => {
        await tx.update('collectors', input.id, { active: 0 })
        return tx.entryId
      },
    )
    deps.events.emit('people', 'plan', 'history')
    return { removed: true, undoId }
  }),
}

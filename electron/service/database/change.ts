import type { Actor } from '../../../shared/model/people.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { addAudit, verifyAudit } from './audit.ts'
import { databaseRefusal, type OpenedDatabase } from './open.ts'
import { reverse, transactionFor, type ChangeTransaction, type RowChange } from './rowChanges.ts'
import { putSetting, readSetting } from './settings.ts'
import { branchStamp } from './stores/history.ts'
import type { HistoryRow } from './tables.ts'

export interface ChangeInfo {
  /** null for what concerns the desk and not one branch */
  branchId: string | null
  /** dotted, such as `cases.import`; translated by the window */
  action: string
  params?: Record<string, string | number>
  entity?: string
  /** false for facts and for effects outside the database, which undo must not pretend to reverse */
  undoable: boolean
  /** what {@link branchStamp} said when the change was thought out; if anything was written since, it is not made */
  standing?: string
}

/** Something was written to the branch while a change to it was being worked out: look again, and try again. */
export class MovedOnError extends RefusalError {
  constructor() {
    super('row-gone')
  }
}

export interface ChangeLog {
  change<R>(actor: Actor, info: ChangeInfo, body: (tx: ChangeTransaction) => Promise<R>): Promise<R>
  /** an audit row for a look at unmasked data */
  noteLook(actor: Actor, branchId: string, action: string, entity: string): Promise<void>
  undo(actor: Actor, branchId: string): Promise<HistoryRow | null>
  redo(actor: Actor, branchId: string): Promise<HistoryRow | null>
  verifyAudit(): Promise<{ rows: number; intact: boolean; firstBroken: number | null }>
  setting(key: string): Promise<string | null>
  setSetting(key: string, value: string): Promise<void>
}

/**
 * The one way to write. A change is a transaction that saves rows, one history entry (the reversal of what it did,
 * when it can be undone) and one audit row chained by hash to the one before it.
 */
export function createChangeLog(database: OpenedDatabase, clock: () => Date, newId: () => string): ChangeLog {
  const { writer, reader } = database

  async function step(
    actor: Actor,
    branchId: string,
    direction: 'undo' | 'redo',
  ): Promise<HistoryRow | null> {
    try {
      return await writer.transaction().execute(async (transaction) => {
        const now = clock().toISOString()
        const entry = await transaction
          .selectFrom('history')
          .selectAll()
          .where('branch_id', '=', branchId)
          .where('undone', '=', direction === 'undo' ? 0 : 1)
          .where('changes', 'is not', null)
          .orderBy('seq', direction === 'undo' ? 'desc' : 'asc')
          .limit(1)
          .executeTakeFirst()
        if (!entry) return null
        const inverse = await reverse(database, transaction, JSON.parse(entry.changes!) as RowChange[], now)
        const undone = direction === 'undo' ? 1 : 0
        await transaction
          .updateTable('history')
          .set({ undone, changes: JSON.stringify(inverse), version: entry.version + 1, updated_at: now })
          .where('id', '=', entry.id)
          .execute()
        await addAudit(transaction, now, actor, {
          branchId,
          action: direction,
          entity: entry.id,
          summary: entry.action,
        })
        return { ...entry, undone }
      })
    } catch (error) {
      // a fact hangs from the row, or its name has been given to another since
      if (String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT'))
        throw new RefusalError('undo-blocked')
      throw databaseRefusal(error, database.file) ?? error
    }
  }

  return {
    async change(actor, info, body) {
      try {
        return await writer.transaction().execute(async (transaction) => {
          if (
            info.standing !== undefined &&
            (await branchStamp(transaction, info.branchId!)) !== info.standing
          )
            throw new MovedOnError()
          const now = clock().toISOString()
          const changes: RowChange[] = []
          const value = await body(
            transactionFor(database, transaction, { branchId: info.branchId, now, newId }, changes),
          )
          const branchId = info.branchId ?? 'desk'
          if (info.branchId) {
            const last = await transaction
              .selectFrom('history')
              .select('seq')
              .where('branch_id', '=', branchId)
              .orderBy('seq', 'desc')
              .limit(1)
              .executeTakeFirst()
            // a new change closes the road to what had been undone
            if (info.undoable)
              await transaction
                .deleteFrom('history')
                .where('branch_id', '=', branchId)
                .where('undone', '=', 1)
                .execute()
            await transaction
              .insertInto('history')
              .values({
                id: newId(),
                branch_id: branchId,
                version: 1,
                created_at: now,
                updated_at: now,
                seq: (last?.seq ?? 0) + 1,
                user_name: actor.userName,
                action: info.action,
                params: JSON.stringify(info.params ?? {}),
                changes: info.undoable && changes.length > 0 ? JSON.stringify(changes) : null,
                undone: 0,
              })
              .execute()
          }
          await addAudit(transaction, now, actor, {
            branchId: info.branchId,
            action: info.action,
            entity: info.entity ?? null,
            summary: JSON.stringify(info.params ?? {}),
          })
          return value
        })
      } catch (error) {
        throw databaseRefusal(error, database.file) ?? error
      }
    },
    async noteLook(actor, branchId, action, entity) {
      await writer
        .transaction()
        .execute((transaction) =>
          addAudit(transaction, clock().toISOString(), actor, { branchId, action, entity, summary: 'look' }),
        )
    },
    undo: (actor, branchId) => step(actor, branchId, 'undo'),
    redo: (actor, branchId) => step(actor, branchId, 'redo'),
    verifyAudit: () => verifyAudit(reader),
    setting: (key) => readSetting(reader, key),
    setSetting: (key, value) => putSetting(writer, key, value),
  }
}

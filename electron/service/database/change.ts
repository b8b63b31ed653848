import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '../../../shared/model/people.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { OpenedDatabase, Reader } from './open.ts'
import type { AuditRow, ChangeableTable, HistoryRow, Tables } from './tables.ts'

/**
 * The one way to write. A change is a transaction that saves rows, one history entry (the reversal of what it did,
 * when it can be undone) and one audit row chained by hash to the one before it.
 */
export type RowChange =
  | { op: 'insert'; table: ChangeableTable; ids: string[] }
  | { op: 'update'; table: ChangeableTable; id: string; before: Record<string, unknown>; version: number }
  | { op: 'restore'; table: ChangeableTable; rows: Record<string, unknown>[] }

export interface ChangeInfo {
  /** null for what concerns the desk and not one branch */
  branchId: string | null
  /** dotted, such as `cases.import`; translated by the window */
  action: string
  params?: Record<string, string | number>
  entity?: string
  /** false for facts and for effects outside the database, which undo must not pretend to reverse */
  undoable: boolean
}

type Fields<T extends ChangeableTable> = Omit<
  Tables[T],
  'branch_id' | 'version' | 'created_at' | 'updated_at'
>

export interface ChangeTransaction {
  reader: Reader
  now: string
  newId(): string
  /** rows are written as given, `branch_id` and the bookkeeping columns added; `snapshot` rows stay when the change is undone */
  insert<T extends ChangeableTable>(
    table: T,
    rows: Fields<T>[],
    options?: { snapshot?: boolean },
  ): Promise<void>
  update<T extends ChangeableTable>(table: T, id: string, patch: Partial<Fields<T>>): Promise<void>
  remove(table: ChangeableTable, ids: string[]): Promise<void>
  /** every row of a branch that was never finished, and the branch: not to be undone */
  purgeBranch(branchId: string): Promise<void>
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

/** Kysely types a query by one table; these work on whichever it is, by columns that all have. */
type AnyTable = 'cases'

/** Tables that belong to a branch, those that point at others first. */
const branchTables: (keyof Tables)[] = [
  'unplanned',
  'stops',
  'crew_days',
  'plan_versions',
  'plans',
  'promises',
  'outcomes',
  'appointments',
  'call_attempts',
  'visits',
  'import_reject_files',
  'import_rejects',
  'imports',
  'cases',
  'addresses',
  'phones',
  'borrowers',
  'leaves',
  'collectors',
  'pins',
  'history',
]

const firstHash = '0'.repeat(64)
const auditHead = 'audit.head'

async function putSetting(db: Kysely<Tables>, key: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** SQLite's default limit of bound values is 32,766 */
const boundValues = 30_000

function auditHash(row: Omit<AuditRow, 'hash'>): string {
  const fields = [
    row.seq,
    row.branch_id,
    row.at,
    row.user_id,
    row.user_name,
    row.roles,
    row.action,
    row.entity,
    row.summary,
    row.previous_hash,
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

export function createChangeLog(database: OpenedDatabase, clock: () => Date, newId: () => string): ChangeLog {
  const { writer, reader } = database

  async function addAudit(
    transaction: Transaction<Tables>,
    actor: Actor,
    entry: { branchId: string | null; action: string; entity: string | null; summary: string },
  ) {
    const last = await transaction
      .selectFrom('audit')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const row = {
      seq: (last?.seq ?? 0) + 1,
      branch_id: entry.branchId,
      at: clock().toISOString(),
      user_id: actor.userId,
      user_name: actor.userName,
      roles: JSON.stringify(actor.roles),
      action: entry.action,
      entity: entry.entity,
      summary: entry.summary,
      previous_hash: last?.hash ?? firstHash,
    }
    const hash = auditHash(row)
    await transaction
      .insertInto('audit')
      .values({ ...row, hash })
      .execute()
    // a chain cut at its end would look whole, so its head is kept apart
    await putSetting(transaction, auditHead, row.seq + ':' + hash)
  }

  async function insertRows(transaction: Transaction<Tables>, table: ChangeableTable, rows: object[]) {
    if (rows.length === 0) return
    const size = Math.max(1, Math.floor(boundValues / Object.keys(rows[0]).length / 8))
    for (let from = 0; from < rows.length; from += size) {
      await transaction
        .insertInto(table as AnyTable)
        .values(rows.slice(from, from + size) as never)
        .execute()
      // a long import lets other calls in between two chunks
      if (rows.length > size) await new Promise((next) => setImmediate(next))
    }
  }

  function transactionFor(
    transaction: Transaction<Tables>,
    branchId: string | null,
    now: string,
    changes: RowChange[],
  ): ChangeTransaction {
    return {
      reader: transaction,
      now,
      newId,
      async insert(table, rows, options) {
        const kept = rows.map((row) => ({
          ...row,
          branch_id: branchId ?? 'desk',
          version: 1,
          created_at: now,
          updated_at: now,
        }))
        await insertRows(transaction, table, kept)
        if (!options?.snapshot && rows.length > 0)
          changes.push({ op: 'insert', table, ids: rows.map((row) => (row as { id: string }).id) })
      },
      async update(table, id, patch) {
        const before = (await transaction
          .selectFrom(table as AnyTable)
          .selectAll()
          .where('id' as never, '=', id as never)
          .executeTakeFirst()) as Record<string, unknown> | undefined
        if (!before) throw new RefusalError('row-gone', { table })
        const version = (before.version as number) + 1
        await transaction
          .updateTable(table as AnyTable)
          .set({ ...patch, version, updated_at: now } as never)
          .where('id' as never, '=', id as never)
          .execute()
        const was: Record<string, unknown> = {}
        for (const column of Object.keys(patch)) was[column] = before[column]
        changes.push({ op: 'update', table, id, before: was, version })
      },
      async remove(table, ids) {
        const rows = (await transaction
          .selectFrom(table as AnyTable)
          .selectAll()
          .where('id' as never, 'in', ids as never)
          .execute()) as Record<string, unknown>[]
        await transaction
          .deleteFrom(table as AnyTable)
          .where('id' as never, 'in', ids as never)
          .execute()
        changes.push({ op: 'restore', table, rows })
      },
      async purgeBranch(purgedId) {
        for (const table of branchTables)
          await transaction
            .deleteFrom(table as AnyTable)
            .where('branch_id', '=', purgedId)
            .execute()
        await transaction.deleteFrom('branches').where('id', '=', purgedId).execute()
      },
    }
  }

  /** Takes back `changes`, newest first, and returns what would take that back in turn. */
  async function reverse(
    transaction: Transaction<Tables>,
    changes: RowChange[],
    now: string,
  ): Promise<RowChange[]> {
    const inverse: RowChange[] = []
    /** a row that this entry wrote twice has moved on by the time the earlier write is taken back */
    const moved = new Map<string, number>()
    for (const change of changes.toReversed()) {
      switch (change.op) {
        case 'insert': {
          const rows: Record<string, unknown>[] = []
          for (let from = 0; from < change.ids.length; from += 5_000) {
            const ids = change.ids.slice(from, from + 5_000)
            rows.push(
              ...((await transaction
                .selectFrom(change.table as AnyTable)
                .selectAll()
                .where('id' as never, 'in', ids as never)
                .execute()) as Record<string, unknown>[]),
            )
            await transaction
              .deleteFrom(change.table as AnyTable)
              .where('id' as never, 'in', ids as never)
              .execute()
          }
          inverse.push({ op: 'restore', table: change.table, rows })
          break
        }
        case 'restore':
          await insertRows(transaction, change.table, change.rows)
          inverse.push({ op: 'insert', table: change.table, ids: change.rows.map((row) => row.id as string) })
          break
        case 'update': {
          const current = (await transaction
            .selectFrom(change.table as AnyTable)
            .selectAll()
            .where('id' as never, '=', change.id as never)
            .executeTakeFirst()) as Record<string, unknown> | undefined
          const expected = moved.get(change.table + change.id) ?? change.version
          if (!current || current.version !== expected) throw new RefusalError('undo-stale')
          const version = expected + 1
          moved.set(change.table + change.id, version)
          const was: Record<string, unknown> = {}
          for (const column of Object.keys(change.before)) was[column] = current[column]
          await transaction
            .updateTable(change.table as AnyTable)
            .set({ ...change.before, version, updated_at: now } as never)
            .where('id' as never, '=', change.id as never)
            .execute()
          inverse.push({ op: 'update', table: change.table, id: change.id, before: was, version })
          break
        }
      }
    }
    return inverse
  }

  /** Versions move on with every reversal, so older entries on the same row must follow. */
  async function rebase(
    transaction: Transaction<Tables>,
    branchId: string,
    moved: RowChange[],
    undone: 0 | 1,
  ) {
    const versions = new Map<string, number>()
    for (const change of moved)
      if (change.op === 'update') versions.set(change.table + change.id, change.version)
    if (versions.size === 0) return
    const entries = await transaction
      .selectFrom('history')
      .select(['id', 'changes'])
      .where('branch_id', '=', branchId)
      .where('undone', '=', undone)
      .where('changes', 'is not', null)
      .orderBy('seq', undone ? 'asc' : 'desc')
      .limit(50)
      .execute()
    for (const entry of entries) {
      const changes = JSON.parse(entry.changes!) as RowChange[]
      let touched = false
      for (const change of changes.toReversed()) {
        if (change.op !== 'update') continue
        const version = versions.get(change.table + change.id)
        if (version === undefined) continue
        change.version = version
        versions.delete(change.table + change.id)
        touched = true
      }
      if (touched)
        await transaction
          .updateTable('history')
          .set({ changes: JSON.stringify(changes) })
          .where('id', '=', entry.id)
          .execute()
    }
  }

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
        const inverse = await reverse(transaction, JSON.parse(entry.changes!) as RowChange[], now)
        const undone = direction === 'undo' ? 1 : 0
        await transaction
          .updateTable('history')
          .set({ undone, changes: JSON.stringify(inverse), version: entry.version + 1, updated_at: now })
          .where('id', '=', entry.id)
          .execute()
        await rebase(transaction, branchId, inverse, undone ? 0 : 1)
        await addAudit(transaction, actor, {
          branchId,
          action: direction,
          entity: entry.id,
          summary: entry.action,
        })
        return { ...entry, undone }
      })
    } catch (error) {
      if ((error as { code?: string }).code === 'SQLITE_CONSTRAINT_FOREIGNKEY')
        throw new RefusalError('undo-blocked')
      throw diskFull(error, database.file)
    }
  }

  return {
    async change(actor, info, body) {
      try {
        return await writer.transaction().execute(async (transaction) => {
          const now = clock().toISOString()
          const changes: RowChange[] = []
          const value = await body(transactionFor(transaction, info.branchId, now, changes))
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
          await addAudit(transaction, actor, {
            branchId: info.branchId,
            action: info.action,
            entity: info.entity ?? null,
            summary: JSON.stringify(info.params ?? {}),
          })
          return value
        })
      } catch (error) {
        throw diskFull(error, database.file)
      }
    },
    async noteLook(actor, branchId, action, entity) {
      await writer
        .transaction()
        .execute((transaction) => addAudit(transaction, actor, { branchId, action, entity, summary: 'look' }))
    },
    undo: (actor, branchId) => step(actor, branchId, 'undo'),
    redo: (actor, branchId) => step(actor, branchId, 'redo'),
    async verifyAudit() {
      let previous = firstHash
      let rows = 0
      for (let from = 0; ; from += 5_000) {
        const chunk = await reader
          .selectFrom('audit')
          .selectAll()
          .where('seq', '>', from)
          .where('seq', '<=', from + 5_000)
          .orderBy('seq')
          .execute()
        for (const row of chunk) {
          rows++
          if (row.seq !== rows || row.previous_hash !== previous || auditHash(row) !== row.hash)
            return { rows, intact: false, firstBroken: rows }
          previous = row.hash
        }
        if (chunk.length < 5_000) break
      }
      const head = await reader
        .selectFrom('settings')
        .select('value')
        .where('key', '=', auditHead)
        .executeTakeFirst()
      return (head?.value ?? '0:' + firstHash) === rows + ':' + previous
        ? { rows, intact: true, firstBroken: null }
        : { rows, intact: false, firstBroken: rows + 1 }
    },
    async setting(key) {
      const row = await reader
        .selectFrom('settings')
        .select('value')
        .where('key', '=', key)
        .executeTakeFirst()
      return row?.value ?? null
    },
    async setSetting(key, value) {
      await putSetting(writer, key, value)
    },
  }
}

function diskFull(error: unknown, file: string): unknown {
  const code = (error as { code?: string }).code
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE'
    ? new RefusalError('disk-full', { file })
    : error
}

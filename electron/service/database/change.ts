import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '../../../shared/model/people.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { databaseRefusal, type OpenedDatabase, type Reader } from './open.ts'
import { branchStamp } from './stores/history.ts'
import type { AuditRow, ChangeableTable, HistoryRow, Tables } from './tables.ts'

/**
 * The one way to write. A change is a transaction that saves rows, one history entry (the reversal of what it did,
 * when it can be undone) and one audit row chained by hash to the one before it.
 */
export type RowChange =
  | { op: 'insert'; table: ChangeableTable; ids: string[] }
  /** `after`: digest of what was written, so that undo knows whether it still stands */
  | { op: 'update'; table: ChangeableTable; id: string; before: Record<string, unknown>; after: string }
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
  /** what {@link branchStamp} said when the change was thought out; if anything was written since, it is not made */
  standing?: string
}

/** Something was written to the branch while a change to it was being worked out: look again, and try again. */
export class MovedOnError extends RefusalError {
  constructor() {
    super('row-gone')
  }
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

function* chunks<T>(items: readonly T[], size = 5_000): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size)
}

/** Columns that the program fills in by itself: another value in them is no later decision of a person. */
const derived: Partial<Record<ChangeableTable, ReadonlySet<string>>> = {
  addresses: new Set([
    'memory_key',
    'building_key',
    'lon',
    'lat',
    'level',
    'confidence',
    'radius_metres',
    'label',
    'source',
    'reason',
    'reason_params',
    'alternatives',
    'tokens',
    'located_at',
  ]),
}

function digestOf(table: ChangeableTable, row: Record<string, unknown>, columns: readonly string[]): string {
  const values = columns.filter((column) => !derived[table]?.has(column)).map((column) => row[column] ?? null)
  return createHash('sha256').update(JSON.stringify(values)).digest('base64').slice(0, 22)
}

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

  /** Deletes rows and returns what they were. */
  async function takeOut(
    transaction: Transaction<Tables>,
    table: ChangeableTable,
    ids: readonly string[],
  ): Promise<Record<string, unknown>[]> {
    const rows: Record<string, unknown>[] = []
    for (const some of chunks(ids)) {
      rows.push(
        ...((await transaction
          .selectFrom(table as AnyTable)
          .selectAll()
          .where('id' as never, 'in', some as never)
          .execute()) as Record<string, unknown>[]),
      )
      await transaction
        .deleteFrom(table as AnyTable)
        .where('id' as never, 'in', some as never)
        .execute()
    }
    return rows
  }

  /** A plan that went out names its visits for good. */
  async function refusePublished(transaction: Transaction<Tables>, visitIds: readonly string[]) {
    for (const some of chunks(visitIds)) {
      const stop = await transaction
        .selectFrom('stops')
        .innerJoin('plan_versions', 'plan_versions.id', 'stops.plan_version_id')
        .select('stops.id')
        .where('plan_versions.status', '=', 'published')
        .where('stops.visit_id', 'in', some)
        .limit(1)
        .executeTakeFirst()
      if (stop) throw new RefusalError('undo-blocked')
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
        await transaction
          .updateTable(table as AnyTable)
          .set({ ...patch, version: (before.version as number) + 1, updated_at: now } as never)
          .where('id' as never, '=', id as never)
          .execute()
        const was: Record<string, unknown> = {}
        for (const column of Object.keys(patch)) was[column] = before[column]
        const after = digestOf(table, { ...before, ...patch }, Object.keys(patch))
        changes.push({ op: 'update', table, id, before: was, after })
      },
      async remove(table, ids) {
        changes.push({ op: 'restore', table, rows: await takeOut(transaction, table, ids) })
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
    for (const change of changes.toReversed()) {
      switch (change.op) {
        case 'insert':
          if (change.table === 'visits') await refusePublished(transaction, change.ids)
          inverse.push({
            op: 'restore',
            table: change.table,
            rows: await takeOut(transaction, change.table, change.ids),
          })
          break
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
          const columns = Object.keys(change.before)
          if (!current || digestOf(change.table, current, columns) !== change.after)
            throw new RefusalError('undo-stale')
          await transaction
            .updateTable(change.table as AnyTable)
            .set({
              ...change.before,
              version: (current.version as number) + 1,
              updated_at: now,
            } as never)
            .where('id' as never, '=', change.id as never)
            .execute()
          const was: Record<string, unknown> = {}
          for (const column of columns) was[column] = current[column]
          const after = digestOf(change.table, change.before, columns)
          inverse.push({ op: 'update', table: change.table, id: change.id, before: was, after })
          break
        }
      }
    }
    return inverse
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
        await addAudit(transaction, actor, {
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
        throw databaseRefusal(error, database.file) ?? error
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
      // rows may be added while the chain is being walked; then it is walked again
      for (;;) {
        const head = await auditHeadOf(reader)
        const walked = await walkAudit(reader)
        if ((await auditHeadOf(reader)) !== head) continue
        if (walked.broken !== null) return { rows: walked.rows, intact: false, firstBroken: walked.broken }
        return (head ?? '0:' + firstHash) === walked.rows + ':' + walked.last
          ? { rows: walked.rows, intact: true, firstBroken: null }
          : { rows: walked.rows, intact: false, firstBroken: walked.rows + 1 }
      }
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

async function auditHeadOf(reader: Reader): Promise<string | null> {
  const row = await reader
    .selectFrom('settings')
    .select('value')
    .where('key', '=', auditHead)
    .executeTakeFirst()
  return row?.value ?? null
}

/** Every row against the one before it; `broken`: the first that does not fit. */
async function walkAudit(reader: Reader): Promise<{ rows: number; last: string; broken: number | null }> {
  let last = firstHash
  let rows = 0
  for (let from = Number.MIN_SAFE_INTEGER; ;) {
    const chunk = await reader
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', from)
      .orderBy('seq')
      .limit(5_000)
      .execute()
    for (const row of chunk) {
      rows++
      if (row.seq !== rows || row.previous_hash !== last || auditHash(row) !== row.hash)
        return { rows, last, broken: rows }
      last = row.hash
    }
    if (chunk.length < 5_000) return { rows, last, broken: null }
    from = chunk.at(-1)!.seq
  }
}

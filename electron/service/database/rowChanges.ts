import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { OpenedDatabase, Reader } from './open.ts'
import type { ChangeableTable, Tables } from './tables.ts'

/** One write as the history keeps it: what takes it back. */
export type RowChange =
  | { op: 'insert'; table: ChangeableTable; ids: string[] }
  /** `after`: digest of what was written, so that undo knows whether it still stands */
  | { op: 'update'; table: ChangeableTable; id: string; before: Record<string, unknown>; after: string }
  | { op: 'restore'; table: ChangeableTable; rows: Record<string, unknown>[] }

type Fields<T extends ChangeableTable> = Omit<
  Tables[T],
  'branch_id' | 'version' | 'created_at' | 'updated_at'
>

export interface ChangeTransaction {
  reader: Reader
  now: string
  newId(): string
  /** the history entry that this change makes, by which alone it is undone; null where it cannot be */
  entryId: string | null
  /** rows are written as given, `branch_id` and the bookkeeping columns added; `snapshot` rows stay when the change is undone */
  insert<T extends ChangeableTable>(
    table: T,
    rows: Fields<T>[],
    options?: { snapshot?: boolean },
  ): Promise<void>
  /** what a `fact` did to a row stays when the change that told of it is undone */
  update<T extends ChangeableTable>(
    table: T,
    id: string,
    patch: Partial<Fields<T>>,
    options?: { fact?: boolean },
  ): Promise<void>
  remove(table: ChangeableTable, ids: string[]): Promise<void>
  /** every row of a branch that was never finished, and the branch: not to be undone */
  purgeBranch(branchId: string): Promise<void>
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
  'outcomes_taken_back',
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
  'stop_flags',
  'borrowers',
  'rule_adjustments',
  'rule_grounds',
  'holiday_years',
  'travel_hours',
  'road_closures',
  'leaves',
  'collectors',
  'pins',
  'history',
]

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

/** What the body of a change may do within its transaction; what would take it back is added to `changes`. */
export function transactionFor(
  { insertRows }: OpenedDatabase,
  transaction: Transaction<Tables>,
  {
    branchId,
    now,
    newId,
    entryId,
  }: { branchId: string | null; now: string; newId: () => string; entryId: string | null },
  changes: RowChange[],
): ChangeTransaction {
  return {
    reader: transaction,
    now,
    newId,
    entryId,
    async insert(table, rows, options) {
      const kept = { branch_id: branchId ?? 'desk', version: 1, created_at: now, updated_at: now }
      await insertRows(transaction, table, rows, kept)
      if (!options?.snapshot && rows.length > 0)
        changes.push({ op: 'insert', table, ids: rows.map((row) => (row as { id: string }).id) })
    },
    async update(table, id, patch, options) {
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
      if (options?.fact) return
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

/** Of appointments those whose visit is over, or stopped: nothing of what was agreed is taken back any more. */
async function settledIds(
  transaction: Transaction<Tables>,
  appointments: readonly { id: string; visit_id: string }[],
): Promise<Set<string>> {
  const settled = new Set<string>()
  for (const some of chunks(appointments)) {
    const open = await transaction
      .selectFrom('visits')
      .select('id')
      .where('status', '=', 'due')
      .where(
        'id',
        'in',
        some.map((row) => row.visit_id),
      )
      .execute()
    const due = new Set(open.map((row) => row.id))
    for (const row of some) if (!due.has(row.visit_id)) settled.add(row.id)
  }
  return settled
}

async function settledOf(
  transaction: Transaction<Tables>,
  table: ChangeableTable,
  ids: readonly string[],
): Promise<Set<string>> {
  if (table !== 'appointments') return new Set()
  const rows = []
  for (const some of chunks(ids))
    rows.push(
      ...(await transaction
        .selectFrom('appointments')
        .select(['id', 'visit_id'])
        .where('id', 'in', some)
        .execute()),
    )
  return settledIds(transaction, rows)
}

export interface Reversed {
  /** what would take this back in turn */
  inverse: RowChange[]
  /** plans that were turned to another version */
  planIds: string[]
}

/**
 * Takes back `changes`, newest first. What a fact has settled since stays as it is: an appointment whose visit was made
 * or stopped. A plan turns to the version that it had before, whichever it has now: versions made by facts since then
 * lie between, and whoever asked sees to it that the plan agrees with them.
 * @throws RefusalError undo-stale where a row was changed since, or nothing is left to take back; undo-blocked
 */
export async function reverse(
  { insertRows }: OpenedDatabase,
  transaction: Transaction<Tables>,
  changes: RowChange[],
  now: string,
): Promise<Reversed> {
  const inverse: RowChange[] = []
  const planIds: string[] = []
  for (const change of changes.toReversed()) {
    switch (change.op) {
      case 'insert': {
        if (change.table === 'visits') await refusePublished(transaction, change.ids)
        const settled = await settledOf(transaction, change.table, change.ids)
        const ids = change.ids.filter((id) => !settled.has(id))
        if (ids.length > 0)
          inverse.push({
            op: 'restore',
            table: change.table,
            rows: await takeOut(transaction, change.table, ids),
          })
        break
      }
      case 'restore': {
        const settled =
          change.table === 'appointments'
            ? await settledIds(transaction, change.rows as { id: string; visit_id: string }[])
            : new Set<string>()
        const rows = change.rows.filter((row) => !settled.has(row.id as string))
        await insertRows(transaction, change.table, rows)
        if (rows.length > 0)
          inverse.push({ op: 'insert', table: change.table, ids: rows.map((row) => row.id as string) })
        break
      }
      case 'update': {
        if ((await settledOf(transaction, change.table, [change.id])).size > 0) break
        const current = (await transaction
          .selectFrom(change.table as AnyTable)
          .selectAll()
          .where('id' as never, '=', change.id as never)
          .executeTakeFirst()) as Record<string, unknown> | undefined
        const columns = Object.keys(change.before)
        if (!current) throw new RefusalError('undo-stale')
        if (change.table === 'plans') planIds.push(change.id)
        else if (digestOf(change.table, current, columns) !== change.after)
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
  const beyondThePlan = (change: RowChange) => change.table !== 'plans'
  if (changes.some(beyondThePlan) && !inverse.some(beyondThePlan)) throw new RefusalError('undo-stale')
  return { inverse, planIds }
}

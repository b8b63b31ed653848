import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite, { type Database as SqliteDatabase } from 'better-sqlite3'
import { Kysely, sql, SqliteDialect, SqliteDriver, type DatabaseConnection, type Transaction } from 'kysely'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { migrations } from './migrations/index.ts'
import { PreparedConnection, createStatements, type Statements } from './statements.ts'
import type { ChangeableTable, Tables } from './tables.ts'

/** What may only read: a read path cannot name `insertInto`. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'fn'>
export type WriterDatabase = Kysely<Tables>

export interface OpenedDatabase {
  file: string
  reader: Reader
  writer: WriterDatabase
  /**
   * Adds rows, thousands if need be, as part of the writer's transaction that is under way.
   * @param inAll columns that are alike in every row
   */
  insertRows(
    within: Transaction<Tables>,
    table: ChangeableTable,
    rows: readonly object[],
    inAll?: object,
  ): Promise<void>
  /** integrity and foreign-key check of every page; an empty list is a sound file */
  problems(): string[]
  /** waits for a change that is being written, empties the log into the file and lets go of the lock */
  close(): Promise<void>
}

/** On a full disk SQLite takes the transaction back itself; a second rollback would hide why. */
class Driver extends SqliteDriver {
  readonly #raw: SqliteDatabase
  readonly #connection: DatabaseConnection
  constructor(raw: SqliteDatabase, statements: Statements) {
    super({ database: raw })
    this.#raw = raw
    this.#connection = new PreparedConnection(raw, statements)
  }
  override acquireConnection() {
    return Promise.resolve(this.#connection)
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection)
  }
}
class Dialect extends SqliteDialect {
  readonly #raw: SqliteDatabase
  readonly #statements: Statements
  constructor(raw: SqliteDatabase, statements: Statements) {
    super({ database: raw })
    this.#raw = raw
    this.#statements = statements
  }
  override createDriver() {
    return new Driver(this.#raw, this.#statements)
  }
}

/** What a failure of SQLite means to a person; null when it is none of the disk's doing. */
export function databaseRefusal(error: unknown, file: string): RefusalError | null {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return null
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE')
    return new RefusalError('disk-full', { file })
  if (code === 'SQLITE_NOTADB') return new RefusalError('database-wrong-key', { file })
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_IOERR'))
    return new RefusalError('database-damaged', { file })
  return null
}

/**
 * Holds an operating-system lock for as long as the process lives, on a small file beside the database: an open
 * exclusive transaction. The kernel lets go of it at any death, so no stale lock file can shut a person out.
 */
function takeInstanceLock(file: string): () => void {
  const lock = new BetterSqlite(file + '.lock', { timeout: 0 })
  try {
    lock.pragma('journal_mode = DELETE')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY'))
      throw new RefusalError('database-in-use', { file })
    throw error
  }
  return () => lock.close()
}

/** What a failure to make or enter the folder means to a person. */
const folderFailure =
  /^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|EIO|SQLITE_(CANTOPEN|READONLY|IOERR|PERM).*)$/

/** Makes the folder where it is not there, and takes its lock. @returns lets go of the lock */
function enterFolder(folder: string, file: string): () => void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
    return takeInstanceLock(file)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ENOSPC' || code === 'SQLITE_FULL') throw new RefusalError('disk-full', { file })
    if (code && folderFailure.test(code))
      throw new RefusalError('data-folder-unusable', { folder, detail: code })
    throw error
  }
}

function connect(file: string, key: Uint8Array, readonly: boolean): SqliteDatabase {
  const db = new BetterSqlite(file, { readonly, timeout: 5_000 })
  try {
    db.pragma(`cipher='chacha20'`)
    db.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
    // a wrong key shows only at the first read
    db.pragma('user_version')
    if (!readonly) {
      db.pragma('journal_mode = WAL')
      // WAL falls back to NORMAL unless told: a commit must be on the disk before it is acknowledged
      db.pragma('synchronous = FULL')
      // KiB, taken as needed: pages of a long import wait in memory instead of being enciphered again and again
      db.pragma('cache_size = -65536')
    }
    db.pragma('foreign_keys = ON')
    db.pragma('secure_delete = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Rows after which a long import lets other calls in. */
const rowsAtOnce = 500

/**
 * One statement run for every row: to have Kysely build, and SQLite read, a statement of hundreds of rows costs more
 * than writing them. Columns that a row does not have are left empty.
 */
async function insertRows(
  statements: Statements,
  within: Transaction<Tables>,
  table: ChangeableTable,
  rows: readonly object[],
  inAll: object,
): Promise<void> {
  if (rows.length === 0) return
  const names = new Set<string>()
  for (const row of rows) for (const name of Object.keys(row)) names.add(name)
  for (const name of Object.keys(inAll)) names.delete(name)
  const own = [...names]
  const sample = Object.fromEntries([...own, ...Object.keys(inAll)].map((column) => [column, null]))
  const shared = Object.values(inAll) as unknown[]
  const { sql: text } = within
    .insertInto(table)
    .values(sample as never)
    .compile()
  const statement = statements.of(text)
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % rowsAtOnce === 0) await new Promise((next) => setImmediate(next))
    statement.run([...own.map((column) => (row as Record<string, unknown>)[column] ?? null), ...shared])
  }
}

async function migrate(db: WriterDatabase, raw: SqliteDatabase, file: string): Promise<void> {
  const at = raw.pragma('user_version', { simple: true }) as number
  if (at > migrations.length) throw new RefusalError('database-newer', { file })
  for (let index = at; index < migrations.length; index++) {
    // DDL and user_version roll back together
    await db.transaction().execute(async (transaction) => {
      await migrations[index].up(transaction as unknown as Kysely<unknown>)
      await sql.raw(`pragma user_version = ${index + 1}`).execute(transaction)
    })
  }
}

/**
 * Opens, and if need be creates, the encrypted database `folder/name.db`.
 * @param key 32 random bytes, or how to come by them: asked under the instance lock, so that of two programs that
 *   start in a fresh folder at once only one makes a key
 * @throws RefusalError database-in-use, database-wrong-key, database-damaged, database-newer, disk-full,
 *   data-folder-unusable
 */
export async function openDatabase(
  folder: string,
  name: string,
  key: Uint8Array | (() => Promise<Uint8Array>),
): Promise<OpenedDatabase> {
  const file = join(folder, name + '.db')
  const unlock = enterFolder(folder, file)
  const opened: SqliteDatabase[] = []
  const connection = (bytes: Uint8Array, readonly: boolean) => {
    const raw = connect(file, bytes, readonly)
    opened.push(raw)
    const statements = createStatements(raw)
    return { raw, statements, db: new Kysely<Tables>({ dialect: new Dialect(raw, statements) }) }
  }
  try {
    const bytes = typeof key === 'function' ? await key() : key
    const { raw, statements, db: writer } = connection(bytes, false)
    // the log beside it takes its mode from the file
    chmodSync(file, 0o600)
    await migrate(writer, raw, file)
    statements.forget()
    // the reader sees the last committed state while a long import is being written
    const { raw: looking, db: reader } = connection(bytes, true)
    return {
      file,
      reader,
      writer,
      insertRows: (within, table, rows, inAll = {}) => insertRows(statements, within, table, rows, inAll),
      problems() {
        const rows = raw.pragma('integrity_check') as { integrity_check: string }[]
        const astray = raw.pragma('foreign_key_check') as { table: string; rowid: number }[]
        return [
          ...rows.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
          ...astray.map((row) => `${row.table} ${row.rowid} points at a row that is not there`),
        ]
      },
      async close() {
        // Kysely lends its one connection in turn: a change that is being written ends first
        try {
          await writer.connection().execute(async () => {
            if (raw.open) raw.pragma('wal_checkpoint(TRUNCATE)')
          })
        } catch (error) {
          // no room to empty the log: it stays, whole, and is read at the next start
          if (!databaseRefusal(error, file)) throw error
        } finally {
          // Kysely does not close a connection that was never asked anything; the writer goes last and takes the log
          await reader.destroy()
          looking.close()
          await writer.destroy()
          raw.close()
          unlock()
        }
      },
    }
  } catch (error) {
    for (const raw of opened) raw.close()
    unlock()
    throw databaseRefusal(error, file) ?? error
  }
}

import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite, { type Database as SqliteDatabase } from 'better-sqlite3'
import { Kysely, sql, SqliteDialect } from 'kysely'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { migrations } from './migrations/index.ts'
import type { Tables } from './tables.ts'

/** What may only read: a read path cannot name `insertInto`. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'fn'>
export type WriterDatabase = Kysely<Tables>

export interface OpenedDatabase {
  file: string
  reader: Reader
  writer: WriterDatabase
  /** quick_check and cipher check; an empty list is a sound file */
  problems(): string[]
  /** a copy that is whole or not there: VACUUM INTO a temporary file, checked, renamed */
  close(): Promise<void>
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
    }
    db.pragma('foreign_keys = ON')
    db.pragma('secure_delete = ON')
    return db
  } catch (error) {
    db.close()
    const code = (error as { code?: string }).code ?? ''
    if (code === 'SQLITE_NOTADB') throw new RefusalError('database-wrong-key', { file })
    if (code === 'SQLITE_FULL') throw new RefusalError('disk-full', { file })
    if (code.startsWith('SQLITE_CORRUPT')) throw new RefusalError('database-damaged', { file })
    throw error
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
 * @param key 32 random bytes; how they are kept is `keys.ts`'s affair
 * @throws RefusalError database-in-use, database-wrong-key, database-damaged, database-newer, disk-full
 */
export async function openDatabase(folder: string, name: string, key: Uint8Array): Promise<OpenedDatabase> {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, name + '.db')
  const unlock = takeInstanceLock(file)
  let writeConnection: SqliteDatabase | undefined
  let writer: WriterDatabase | undefined
  try {
    writeConnection = connect(file, key, false)
    writer = new Kysely<Tables>({ dialect: new SqliteDialect({ database: writeConnection }) })
    await migrate(writer, writeConnection, file)
    // the reader sees the last committed state while a long import is being written
    const readConnection = connect(file, key, true)
    const reader = new Kysely<Tables>({ dialect: new SqliteDialect({ database: readConnection }) })
    const opened = { raw: writeConnection, db: writer }
    return {
      file,
      reader,
      writer,
      problems() {
        const rows = opened.raw.pragma('integrity_check') as { integrity_check: string }[]
        return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
      },
      async close() {
        await reader.destroy()
        opened.raw.pragma('wal_checkpoint(TRUNCATE)')
        await opened.db.destroy()
        unlock()
      },
    }
  } catch (error) {
    await writer?.destroy()
    if (!writer) writeConnection?.close()
    unlock()
    throw error
  }
}

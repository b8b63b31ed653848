import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type OpenedDatabase } from '../../electron/service/database/open.ts'
import { createStatements } from '../../electron/service/database/statements.ts'

describe('prepared statements', () => {
  it('are made once for a text, and the longest unused go first', () => {
    const raw = new BetterSqlite(':memory:')
    const statements = createStatements(raw)
    const first = statements.of('select 1')
    const second = statements.of('select 2')
    for (let i = 3; i < 300; i++) {
      statements.of(`select ${i}`)
      expect(statements.of('select 1')).toBe(first)
    }
    expect(statements.of('select 2')).not.toBe(second)
    statements.forget()
    expect(statements.of('select 1')).not.toBe(first)
    raw.close()
  })

  it('of a text that is too long to come again are not kept', () => {
    const raw = new BetterSqlite(':memory:')
    const statements = createStatements(raw)
    const long = `select ${Array.from({ length: 2_000 }, () => '?').join()}`
    expect(statements.of(long)).not.toBe(statements.of(long))
    raw.close()
  })
})

describe('rows added many at once', () => {
  let folder: string
  let database: OpenedDatabase
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'roundsman-rows-'))
    database = await openDatabase(folder, 'desk', new Uint8Array(32).fill(4))
  })
  afterEach(async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const kept = { branch_id: 'desk', version: 1, created_at: '2026-11-23', updated_at: '2026-11-23' }
  const user = (id: number) => ({ id: `u${String(id).padStart(5, '0')}`, name: `第${id}人`, roles: '[]' })
  const stored = () => database.reader.selectFrom('users').selectAll().orderBy('id').execute()

  it('are all there, each with what all share, in whatever order its columns are', async () => {
    const rows = Array.from({ length: 1_234 }, (_, id) => user(id))
    const turned = rows.map((row, i) => (i % 2 ? { roles: row.roles, name: row.name, id: row.id } : row))
    await database.writer
      .transaction()
      .execute((within) => database.insertRows(within, 'users', turned, kept))
    expect(await stored()).toEqual(rows.map((row) => ({ ...row, ...kept })))
  })

  it('are none when one of them cannot be', async () => {
    const rows = [...Array.from({ length: 700 }, (_, id) => user(id)), user(3)]
    const written = database.writer
      .transaction()
      .execute((within) => database.insertRows(within, 'users', rows, kept))
    await expect(written).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
    expect(await stored()).toEqual([])
  })
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import BetterSqlite from 'better-sqlite3'
import { migrations } from '../../electron/service/database/migrations/index.ts'
import { createChangeLog, type ChangeLog } from '../../electron/service/database/change.ts'
import { openDatabase, type OpenedDatabase } from '../../electron/service/database/open.ts'
import type { Actor } from '../../shared/model/people.ts'

const key = new Uint8Array(32).fill(9)
const actor: Actor = { userId: 'u1', userName: 'Wang', roles: ['scheduler'] }
const branchId = 'b1'

let folder: string
let database: OpenedDatabase
let log: ChangeLog
let made = 0

async function open() {
  database = await openDatabase(folder, 'desk', key)
  log = createChangeLog(
    database,
    () => new Date('2026-11-23T01:00:00Z'),
    () => `id-${++made}`,
  )
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roundsman-db-'))
  await open()
  await log.change(actor, { branchId: null, action: 'branch.create', undoable: false }, (tx) =>
    tx.insert('branches', [
      {
        id: branchId,
        name: 'Taipei',
        time_zone: 'Asia/Taipei',
        currency: 'TWD',
        rule_packs: '["tw"]',
        actor: null,
        region_id: null,
        sample: null,
        week: '2026-11-23',
        parking_minutes: 0,
        status: 'ready',
      },
    ]),
  )
  // a row made for no branch belongs to the desk; this one stands for the branch itself
  await database.writer.updateTable('branches').set({ branch_id: branchId }).execute()
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const addBorrower = (id: string, name: string) =>
  log.change(actor, { branchId, action: 'cases.add', undoable: true }, (tx) =>
    tx.insert('borrowers', [{ id, name }]),
  )
const rename = (id: string, name: string) =>
  log.change(actor, { branchId, action: 'cases.change', undoable: true }, (tx) =>
    tx.update('borrowers', id, { name }),
  )
const undo = () => log.step(actor, branchId, 'undo')
const redo = () => log.step(actor, branchId, 'redo')
const names = async () =>
  (await database.reader.selectFrom('borrowers').select('name').orderBy('id').execute()).map(
    (row) => row.name,
  )

describe('a change and its undoing', () => {
  it('takes back an insert and brings it again', async () => {
    await addBorrower('p1', '王小明')
    await undo()
    expect(await names()).toEqual([])
    await redo()
    expect(await names()).toEqual(['王小明'])
  })

  it('walks all the way back and forth over several changes of one row', async () => {
    await addBorrower('p1', 'A')
    await rename('p1', 'B')
    await rename('p1', 'C')
    await undo()
    expect(await names()).toEqual(['B'])
    await undo()
    expect(await names()).toEqual(['A'])
    await redo()
    await redo()
    expect(await names()).toEqual(['C'])
    await undo()
    await undo()
    await undo()
    expect(await names()).toEqual([])
    expect(await undo()).toEqual({ kind: 'nothing' })
  })

  it('takes back two writes of one row in one change', async () => {
    await addBorrower('p1', 'A')
    await log.change(actor, { branchId, action: 'cases.change', undoable: true }, async (tx) => {
      await tx.update('borrowers', 'p1', { name: 'B' })
      await tx.update('borrowers', 'p1', { name: 'C' })
    })
    await undo()
    const [row] = await database.reader.selectFrom('borrowers').selectAll().execute()
    expect(row.name).toBe('A')
    await redo()
    expect(await names()).toEqual(['C'])
  })

  it('survives a restart', async () => {
    await addBorrower('p1', 'A')
    await rename('p1', 'B')
    await database.close()
    await open()
    await undo()
    expect(await names()).toEqual(['A'])
  })

  it('forgets what was undone once something new is done', async () => {
    await addBorrower('p1', 'A')
    await rename('p1', 'B')
    await undo()
    await rename('p1', 'C')
    expect(await redo()).toEqual({ kind: 'nothing' })
    expect(await names()).toEqual(['C'])
  })

  it('saves nothing of a change that fails half-way', async () => {
    await expect(
      log.change(actor, { branchId, action: 'cases.add', undoable: true }, async (tx) => {
        await tx.insert('borrowers', [{ id: 'p1', name: 'A' }])
        throw new Error('power went')
      }),
    ).rejects.toThrow('power went')
    expect(await names()).toEqual([])
    expect((await log.verifyAudit()).rows).toBe(1)
  })

  const addPhone = () =>
    log.change(actor, { branchId, action: 'phones.add', undoable: false }, (tx) =>
      tx.insert('phones', [{ id: 't1', borrower_id: 'p1', number: '1', status: 'valid' }], {
        snapshot: true,
      }),
    )

  it('asks before it goes past a fact, and takes the older step only by its name', async () => {
    await addBorrower('p1', 'A')
    await rename('p1', 'B')
    await addPhone()
    const asked = await undo()
    expect(asked).toMatchObject({
      kind: 'stands',
      why: 'fact',
      row: { action: 'phones.add' },
      next: { action: 'cases.change' },
    })
    expect(await names()).toEqual(['B'])
    const entryId = asked.kind === 'stands' ? asked.next!.id : ''
    expect(await log.step(actor, branchId, 'undo', { entryId })).toMatchObject({ kind: 'done' })
    expect(await names()).toEqual(['A'])
    await redo()
    expect(await names()).toEqual(['B'])
  })

  it('says once what can no longer be taken back, and then comes to the step before it', async () => {
    await addBorrower('p0', 'Z')
    await addBorrower('p1', 'A')
    await addPhone()
    const [, newer] = (await database.reader.selectFrom('history').select('id').orderBy('seq').execute())!
    const stuck = await log.step(actor, branchId, 'undo', { entryId: newer.id })
    expect(stuck).toMatchObject({ kind: 'stands', why: 'stale', row: { id: newer.id } })
    expect(await names()).toEqual(['Z', 'A'])
    const entryId = stuck.kind === 'stands' ? stuck.next!.id : ''
    expect(await log.step(actor, branchId, 'undo', { entryId })).toMatchObject({ kind: 'done' })
    expect(await names()).toEqual(['A'])
    // the phone and the borrower it belongs to stand for good: what is left is said, and there is nothing more
    expect(await undo()).toMatchObject({ kind: 'nothing' })
  })

  it('takes back the step that was named and no other', async () => {
    await addBorrower('p1', 'A')
    await rename('p1', 'B')
    const [older, newer] = await database.reader.selectFrom('history').select('id').orderBy('seq').execute()
    const named = (entryId: string) => log.step(actor, branchId, 'undo', { entryId })
    await expect(named(older.id)).rejects.toMatchObject({ refusal: { code: 'undo-not-newest' } })
    expect(await names()).toEqual(['B'])
    await named(newer.id)
    await expect(named(newer.id)).rejects.toMatchObject({ refusal: { code: 'undo-gone' } })
    await expect(named('nobody')).rejects.toMatchObject({ refusal: { code: 'undo-gone' } })
    await named(older.id)
    expect(await names()).toEqual([])
  })

  it('asks before it takes back what somebody else did', async () => {
    await addBorrower('p1', 'A')
    const other: Actor = { userId: 'u2', userName: 'Li', roles: ['scheduler'] }
    expect(await log.step(other, branchId, 'undo')).toMatchObject({ kind: 'stands', why: 'other' })
    expect(await names()).toEqual(['A'])
    expect(await undo()).toMatchObject({ kind: 'done' })
  })

  it('stops at what was published', async () => {
    await addBorrower('p1', 'A')
    await log.change(actor, { branchId, action: 'plan.publish', undoable: false }, () => Promise.resolve())
    await rename('p1', 'B')
    expect(await undo()).toMatchObject({ kind: 'done' })
    expect(await undo()).toMatchObject({ kind: 'stands', why: 'published', next: null })
    expect(await names()).toEqual(['A'])
    const [first] = await database.reader.selectFrom('history').select('id').orderBy('seq').execute()
    await expect(log.step(actor, branchId, 'undo', { entryId: first.id })).rejects.toMatchObject({
      refusal: { code: 'undo-published' },
    })
  })

  it('looks at what a step would leave without taking it, and only where a plan turns', async () => {
    await addBorrower('p1', 'A')
    const look = () => Promise.reject(new Error('nobody asks'))
    expect(await log.rehearse(actor, branchId, 'undo', null, look)).toBeNull()
    expect(await names()).toEqual(['A'])
    expect((await log.verifyAudit()).rows).toBe(2)
  })
})

describe('the audit chain', () => {
  it('is whole after changes, and names who made them', async () => {
    await addBorrower('p1', 'A')
    await undo()
    const rows = await database.reader.selectFrom('audit').selectAll().orderBy('seq').execute()
    expect(rows.map((row) => row.action)).toEqual(['branch.create', 'cases.add', 'undo'])
    expect(rows.every((row) => row.user_name === 'Wang')).toBe(true)
    expect(await log.verifyAudit()).toEqual({ rows: 3, intact: true, firstBroken: null })
  })

  it.each([
    ['a changed word', "update audit set summary = 'x' where seq = 2", 2],
    ['a changed name', "update audit set user_name = 'x' where seq = 1", 1],
    ['a row taken out', 'delete from audit where seq = 2', 2],
    ['the end cut off', 'delete from audit where seq = 4', 4],
    [
      'two rows swapped',
      'update audit set seq = 9 where seq = 2; update audit set seq = 2 where seq = 3; update audit set seq = 3 where seq = 9',
      2,
    ],
  ])('shows %s', async (_what, tampering, firstBroken) => {
    for (const id of ['p1', 'p2', 'p3']) await addBorrower(id, id)
    await database.close()
    const raw = new BetterSqlite(join(folder, 'desk.db'))
    raw.pragma(`cipher='chacha20'`)
    raw.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
    raw.exec(tampering)
    raw.close()
    await open()
    expect(await log.verifyAudit()).toMatchObject({ intact: false, firstBroken })
  })
})

describe('the file', () => {
  it('holds no readable name, not in the log either', async () => {
    await addBorrower('p1', 'CanaryBorrowerName')
    for (const file of ['desk.db', 'desk.db-wal'])
      expect(readFileSync(join(folder, file)).includes('CanaryBorrowerName')).toBe(false)
  })

  it('is refused with another key', async () => {
    await database.close()
    await expect(openDatabase(folder, 'desk', new Uint8Array(32).fill(8))).rejects.toMatchObject({
      refusal: { code: 'database-wrong-key' },
    })
    await open()
  })

  it('is opened by one at a time', async () => {
    await expect(openDatabase(folder, 'desk', key)).rejects.toMatchObject({
      refusal: { code: 'database-in-use' },
    })
  })

  it('is refused, untouched, when a newer program wrote it', async () => {
    await database.close()
    const raw = new BetterSqlite(join(folder, 'desk.db'))
    raw.pragma(`cipher='chacha20'`)
    raw.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
    raw.pragma('user_version = 999')
    raw.close()
    await expect(openDatabase(folder, 'desk', key)).rejects.toMatchObject({
      refusal: { code: 'database-newer' },
    })
    const again = new BetterSqlite(join(folder, 'desk.db'))
    again.pragma(`cipher='chacha20'`)
    again.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
    again.pragma(`user_version = ${migrations.length}`)
    again.close()
    await open()
  })

  it('keeps the writer at synchronous FULL after writes', async () => {
    await addBorrower('p1', 'A')
    const { sql } = await import('kysely')
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(database.writer)
    expect(rows[0].synchronous).toBe(2)
  })
})

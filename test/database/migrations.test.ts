import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../../electron/service/database/migrations/index.ts'
import { openDatabase } from '../../electron/service/database/open.ts'
import { key, openRaw } from '../helpers/faults.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'roundsman-upgrade-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A database as the program of the time left it, with one planned stop. */
async function leftAt(version: number): Promise<void> {
  const raw = openRaw(join(folder, 'desk.db'))
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) })
  for (const migration of migrations.slice(0, version)) await migration.up(db)
  raw.pragma(`user_version = ${version}`)
  const kept = { branch_id: 'b', version: 1, created_at: 't', updated_at: 't' }
  const insert = (table: string, row: Record<string, string | number | null>) => {
    const all = { ...row, ...kept }
    const columns = Object.keys(all)
    raw
      .prepare(`insert into ${table} (${columns.join()}) values (${columns.map((one) => '@' + one).join()})`)
      .run(all)
  }
  insert('branches', {
    id: 'b',
    name: 'B',
    time_zone: 'UTC',
    currency: 'EUR',
    week: '2026-11-23',
    status: 'ready',
  })
  insert('borrowers', { id: 'p', name: 'P' })
  if (version < 3) {
    raw.exec(`update branches set rule_pack = 'tw'`)
    raw.exec(`update borrowers set stop_flag = 'lawyer'`)
    insert('history', {
      id: 'h',
      seq: 1,
      user_name: 'U',
      action: 'branch.change',
      params: '{}',
      changes: '[{"op":"update","table":"branches","id":"b","before":{"rule_pack":null},"after":"x"}]',
      undone: 0,
    })
  }
  insert('cases', { id: 'c', borrower_id: 'p', case_no: 'C1', currency: 'EUR', status: 'open' })
  insert('addresses', {
    id: 'a',
    borrower_id: 'p',
    kind: 'home',
    text: 'T',
    status: 'valid',
    lon: 9.5,
    lat: 47.1,
    level: 'building',
  })
  insert('visits', {
    id: 'v',
    case_id: 'c',
    address_id: 'a',
    status: 'due',
    kind: 'first',
    priority: 1,
    priority_parts: '[]',
    service_minutes: 20,
    skills: '[]',
    crew_size: 1,
  })
  insert('plans', { id: 'l', week: '2026-11-23', current_version_id: 'w' })
  insert('plan_versions', {
    id: 'w',
    plan_id: 'l',
    name: 'A',
    revision: 1,
    status: 'published',
    totals: '{}',
    findings: '[]',
    notes: '[]',
    diff: '{}',
  })
  if (version < 3)
    insert('unplanned', {
      id: 'u',
      plan_version_id: 'w',
      visit_id: 'x',
      reason: 'rule-visit-day',
      reason_params: '{"date":"2026-11-23"}',
    })
  insert('stops', {
    id: 's',
    plan_version_id: 'w',
    crew_day_key: 'k',
    visit_id: 'v',
    position: 0,
    arrival: 't',
    departure: 't',
    waiting_seconds: 0,
    travel_seconds: 0,
    metres: 0,
  })
  await db.destroy()
  raw.close()
}

describe('an upgrade', () => {
  it.each(migrations.map((_, index) => index + 1))('from version %i keeps every row', async (version) => {
    await leftAt(version)
    const database = await openDatabase(folder, 'desk', key)
    const [stop] = await database.reader.selectFrom('stops').selectAll().execute()
    expect(stop).toMatchObject({ id: 's', visit_id: 'v' })
    // a stop of the first version takes the place that its visit had then
    if (version === 1) expect(stop).toMatchObject({ lon: 9.5, lat: 47.1, level: 'building' })
    expect((await database.reader.selectFrom('branches').select('name').execute())[0].name).toBe('B')
    if (version < 3) {
      const [branch] = await database.reader.selectFrom('branches').selectAll().execute()
      expect(branch).toMatchObject({ rule_packs: '["tw"]', actor: null })
      expect(await database.reader.selectFrom('stop_flags').selectAll().execute()).toMatchObject([
        { borrower_id: 'p', flag: 'lawyer', source: 'earlier', lifted_at: null },
      ])
      const [left] = await database.reader.selectFrom('unplanned').selectAll().execute()
      expect(JSON.parse(left.reason_params!)).toEqual({ date: '2026-11-23', source: '—' })
      // a step that would write a column that is gone can no longer be taken back
      expect((await database.reader.selectFrom('history').select('changes').execute())[0].changes).toBeNull()
    }
    expect(database.problems()).toEqual([])
    await database.close()
    const raw = openRaw(join(folder, 'desk.db'))
    expect(raw.pragma('user_version', { simple: true })).toBe(migrations.length)
    raw.close()
  })

  it('that fails half-way leaves the file as it was', async () => {
    await leftAt(1)
    const raw = openRaw(join(folder, 'desk.db'))
    // one column is there already: the step cannot be made
    raw.exec('alter table stops add column level text')
    raw.close()
    const before = readFileSync(join(folder, 'desk.db'))
    await expect(openDatabase(folder, 'desk', key)).rejects.toThrow(/duplicate column/)
    const after = openRaw(join(folder, 'desk.db'))
    expect(after.pragma('user_version', { simple: true })).toBe(1)
    expect((after.pragma('table_info(stops)') as { name: string }[]).map((one) => one.name)).not.toContain(
      'lon',
    )
    after.close()
    expect(before.length).toBeGreaterThan(0)
  })
})

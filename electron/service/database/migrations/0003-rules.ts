import { sql, type Kysely } from 'kysely'

/**
 * A branch keeps several rule packs, in its own words where it has said something; a stop is a row of its own, with
 * who set it and why; what a rule asks for is on record; a year's holidays can be renewed from a file.
 */
export const name = '0003-rules'

const kept = `
    id text primary key,
    branch_id text not null references branches (id),
    version integer not null,
    created_at text not null,
    updated_at text not null`

/** Columns that are gone: an older step that would write them cannot be taken back any more. */
const goneFromHistory = `update history set changes = null where changes like '%"stop_flag"%'
  or (changes like '%"table":"branches"%' and changes like '%"rule_pack"%')`

const statements = [
  `alter table branches add column rule_packs text not null default '[]'`,
  `update branches set rule_packs = '["' || rule_pack || '"]' where rule_pack is not null`,
  `alter table branches drop column rule_pack`,
  `alter table branches add column actor text`,
  `create table rule_adjustments (${kept},
    pack text not null,
    clause text not null,
    change text not null,
    reason text not null,
    evidence text not null,
    user_name text not null,
    unique (branch_id, pack, clause)
  ) strict`,
  `create table holiday_years (${kept},
    country text not null,
    year integer not null,
    file_name text not null,
    days text not null,
    user_name text not null,
    unique (branch_id, country, year)
  ) strict`,
  `create table rule_grounds (${kept},
    visit_id text not null,
    kind text not null,
    rule text,
    note text not null,
    evidence text not null,
    user_name text not null
  ) strict`,
  `create index rule_grounds_visit_id on rule_grounds (visit_id)`,
  `create index rule_grounds_branch on rule_grounds (branch_id)`,
  `create table stop_flags (${kept},
    borrower_id text not null references borrowers (id),
    flag text not null,
    source text not null,
    note text not null,
    set_by text not null,
    set_at text not null,
    lifted_by text,
    lifted_at text,
    lift_reason text
  ) strict`,
  `create index stop_flags_borrower_id on stop_flags (borrower_id)`,
  `create index stop_flags_branch on stop_flags (branch_id)`,
  `insert into stop_flags (id, branch_id, version, created_at, updated_at, borrower_id, flag, source, note, set_by, set_at)
    select 'stop-' || id, branch_id, 1, updated_at, updated_at, id, stop_flag, 'earlier', '', '', updated_at
    from borrowers where stop_flag is not null`,
  goneFromHistory,
  `alter table borrowers drop column stop_flag`,
]

/** The sentences of rules name their source since; what was kept before says that it does not know it. */
async function nameSources(db: Kysely<unknown>, table: string): Promise<void> {
  const { rows } = await sql<{ id: string; reason_params: string | null }>`
    select id, reason_params from ${sql.table(table)} where reason like 'rule-%'`.execute(db)
  for (const { id, reason_params } of rows) {
    const params = JSON.stringify({ source: '—', ...(JSON.parse(reason_params ?? '{}') as object) })
    await sql`update ${sql.table(table)} set reason_params = ${params} where id = ${id}`.execute(db)
  }
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const table of ['unplanned', 'import_rejects']) await nameSources(db, table)
}

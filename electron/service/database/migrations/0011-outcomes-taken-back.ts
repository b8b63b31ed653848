import { sql, type Kysely } from 'kysely'

/** Outcomes that were recorded wrongly and taken back: what was recorded, who took it back, when and why. */
export const name = '0011-outcomes-taken-back'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table outcomes_taken_back (
    id text primary key,
    branch_id text not null references branches (id),
    version integer not null,
    created_at text not null,
    updated_at text not null,
    visit_id text not null,
    case_id text not null references cases (id),
    visited_at text not null,
    result text not null,
    outcome text not null,
    reason text not null,
    taken_back_at text not null,
    taken_back_by text not null
  ) strict`.execute(db)
  await sql`create index outcomes_taken_back_case_id on outcomes_taken_back (case_id)`.execute(db)
}

import { sql, type Kysely } from 'kysely'

/** Servers outside that may be asked, each off until somebody turns it on; the older list of names held none. */
export const name = '0005-providers'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table providers (
    id text primary key,
    branch_id text not null,
    version integer not null,
    created_at text not null,
    updated_at text not null,
    kind text not null unique,
    url text not null,
    api_key text,
    timeout_seconds real not null,
    profiles text not null,
    open integer not null,
    opened_by text,
    opened_at text
  ) strict`,
    )
    .execute(db)
  await sql.raw(`delete from settings where key = 'egress.providers'`).execute(db)
}

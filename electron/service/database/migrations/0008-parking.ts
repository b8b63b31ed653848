import { sql, type Kysely } from 'kysely'

/** What a branch reckons for parking and the way to the door, once for stops at one building. */
export const name = '0008-parking'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table branches add column parking_minutes integer not null default 0`.execute(db)
}

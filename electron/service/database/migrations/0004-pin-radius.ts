import { sql, type Kysely } from 'kysely'

/** A confirmed place says how near it is: the middle of a district that somebody took knowingly is no pin at a door. */
export const name = '0004-pin-radius'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table pins add column radius_metres real not null default 15`.execute(db)
}

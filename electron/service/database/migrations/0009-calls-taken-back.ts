import { sql, type Kysely } from 'kysely'

/**
 * A call that was logged by a slip of the hand: the row stays as the fact that it was written, and says who took it
 * back and when. It counts for nothing from then on.
 */
export const name = '0009-calls-taken-back'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table call_attempts add column taken_back_at text`.execute(db)
  await sql`alter table call_attempts add column taken_back_by text`.execute(db)
}

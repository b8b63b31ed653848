import { sql, type Kysely } from 'kysely'

/** A second person can approve a confirmed pin. */
export const name = '0007-pin-approval'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table pins add column approved_by text`.execute(db)
  await sql`alter table pins add column approved_at text`.execute(db)
}

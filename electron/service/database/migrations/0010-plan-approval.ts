import { sql, type Kysely } from 'kysely'

/** Who found a version of a plan good, and when. */
export const name = '0010-plan-approval'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table plan_versions add column approved_by text`.execute(db)
  await sql`alter table plan_versions add column approved_at text`.execute(db)
}

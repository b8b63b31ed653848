import { sql, type Kysely } from 'kysely'

/** A stop keeps the place it was planned for: a pin that is moved later does not move a plan that went out. */
export const name = '0002-stop-places'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['lon real', 'lat real', 'level text'])
    await sql.raw(`alter table stops add column ${column}`).execute(db)
  for (const column of ['lon', 'lat', 'level'])
    await sql
      .raw(
        `update stops set ${column} = (
          select addresses.${column} from visits join addresses on addresses.id = visits.address_id
          where visits.id = stops.visit_id)`,
      )
      .execute(db)
}

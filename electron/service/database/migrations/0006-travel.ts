import { sql, type Kysely } from 'kysely'

/** How fast a branch drives at which hour, what is closed when, and what a plan was made with. */
export const name = '0006-travel'

const kept = `
    id text primary key,
    branch_id text not null references branches (id),
    version integer not null,
    created_at text not null,
    updated_at text not null`

const statements = [
  `create table travel_hours (${kept},
    starts text not null,
    speeds text not null,
    modes text not null,
    user_name text not null,
    unique (branch_id)
  ) strict`,
  `create table road_closures (${kept},
    ring text not null,
    street text,
    hours_from integer,
    hours_to integer,
    date_from text not null,
    date_to text not null,
    reason text not null,
    user_name text not null
  ) strict`,
  `create index road_closures_branch on road_closures (branch_id)`,
  `alter table plan_versions add column travel text`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

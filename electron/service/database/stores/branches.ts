import { sql } from 'kysely'
import type { BranchSummary } from '../../../../shared/contract/desk.ts'
import type { ActorKind } from '../../../../shared/model/rules.ts'
import type { Reader } from '../open.ts'
import type { BranchRow, RegionRow, UserRow } from '../tables.ts'
import { packKeysOf } from './rules.ts'

export async function findBranch(reader: Reader, id: string): Promise<BranchRow | null> {
  return (await reader.selectFrom('branches').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export async function branchSummaries(reader: Reader): Promise<BranchSummary[]> {
  const rows = await reader
    .selectFrom('branches')
    .select((from) => [
      'id',
      'name',
      'time_zone',
      'currency',
      'rule_packs',
      'actor',
      'region_id',
      'sample',
      'week',
      'parking_minutes',
      from
        .selectFrom('cases')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('cases.branch_id', '=', 'branches.id')
        .where('cases.status', '=', 'open')
        .as('cases'),
    ])
    .where('status', '=', 'ready')
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    rulePacks: packKeysOf(row),
    actor: row.actor as ActorKind | null,
    regionId: row.region_id,
    sample: row.sample,
    week: row.week,
    parkingMinutes: row.parking_minutes,
    cases: row.cases ?? 0,
  }))
}

export async function regionRows(reader: Reader): Promise<RegionRow[]> {
  return reader.selectFrom('regions').selectAll().orderBy('created_at').execute()
}

export async function firstUser(reader: Reader): Promise<UserRow | null> {
  return (
    (await reader.selectFrom('users').selectAll().orderBy('created_at').limit(1).executeTakeFirst()) ?? null
  )
}

/** Branches that were being made when the program was stopped. */
export async function unfinishedBranches(reader: Reader): Promise<string[]> {
  const rows = await reader.selectFrom('branches').select('id').where('status', '=', 'preparing').execute()
  return rows.map((row) => row.id)
}

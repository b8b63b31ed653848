import type { Reader } from '../open.ts'
import type { CrewDayRow, PlanVersionRow, StopRow, UnplannedRow } from '../tables.ts'

/** One version with all that hangs from it, as stored. */
export interface StoredVersion {
  version: PlanVersionRow
  crewDays: CrewDayRow[]
  stops: StopRow[]
  unplanned: UnplannedRow[]
}

export async function findPlan(reader: Reader, branchId: string, week: string) {
  return (
    (await reader
      .selectFrom('plans')
      .selectAll()
      .where('branch_id', '=', branchId)
      .where('week', '=', week)
      .executeTakeFirst()) ?? null
  )
}

export async function plansOf(reader: Reader, branchId: string) {
  return reader.selectFrom('plans').selectAll().where('branch_id', '=', branchId).orderBy('week').execute()
}

/** A version without what it says of its stops: of a plan that was changed a thousand times there are as many. */
export type VersionHead = Omit<PlanVersionRow, 'findings' | 'notes' | 'diff' | 'travel'>
const headColumns = [
  'id',
  'branch_id',
  'version',
  'created_at',
  'updated_at',
  'plan_id',
  'name',
  'revision',
  'status',
  'based_on',
  'published_at',
  'approved_by',
  'approved_at',
  'rule_pack',
  'totals',
] as const

/** All versions of a plan, oldest first. */
export async function versionsOf(reader: Reader, planId: string): Promise<VersionHead[]> {
  return reader
    .selectFrom('plan_versions')
    .select(headColumns)
    .where('plan_id', '=', planId)
    .orderBy('id')
    .execute()
}

export async function loadVersion(reader: Reader, versionId: string): Promise<StoredVersion | null> {
  const version = await reader
    .selectFrom('plan_versions')
    .selectAll()
    .where('id', '=', versionId)
    .executeTakeFirst()
  if (!version) return null
  const [crewDays, stops, unplanned] = await Promise.all([
    reader
      .selectFrom('crew_days')
      .selectAll()
      .where('plan_version_id', '=', versionId)
      .orderBy('date')
      .orderBy('colour')
      .execute(),
    reader
      .selectFrom('stops')
      .selectAll()
      .where('plan_version_id', '=', versionId)
      .orderBy('crew_day_key')
      .orderBy('position')
      .execute(),
    reader.selectFrom('unplanned').selectAll().where('plan_version_id', '=', versionId).execute(),
  ])
  return { version, crewDays, stops, unplanned }
}

/** The version that the branch is looking at for a week; null before anything was planned. */
export async function currentVersion(
  reader: Reader,
  branchId: string,
  week: string,
): Promise<StoredVersion | null> {
  const plan = await findPlan(reader, branchId, week)
  return plan?.current_version_id ? loadVersion(reader, plan.current_version_id) : null
}

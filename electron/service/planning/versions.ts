import type { PlanDiff } from '../../../shared/contract/week.ts'
import type { PlanVersion } from '../../../shared/contract/versions.ts'
import { diffPlans } from '../../../shared/core/plan/diff.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import { branchStamp } from '../database/stores/history.ts'
import { currentVersion, loadVersion, versionsOf, type StoredVersion } from '../database/stores/plans.ts'
import type { BranchRow } from '../database/tables.ts'
import { branchNow } from '../scope.ts'
import { emptyDiff, planView, versionView } from '../views/plan.ts'
import { agreesWithFacts } from './agrees.ts'
import { fingerprintOf } from './fingerprint.ts'
import { diffView, nextName, saveVersion } from './saveVersion.ts'
import { onStandingPlan } from './standing.ts'
import { repairWeek } from './week.ts'
import { loadWeekInputs } from './weekInputs.ts'

interface OfVersion {
  week: string
  versionId: string
}

/** @throws RefusalError plan-missing, plan-version-gone when it is no version of that week */
export async function versionOfWeek(
  { deps }: RequestContext,
  branch: BranchRow,
  { week, versionId }: OfVersion,
): Promise<{ standing: StoredVersion; version: StoredVersion }> {
  const reader = deps.database.reader
  const standing = await currentVersion(reader, branch.id, week)
  if (!standing) throw new RefusalError('plan-missing', { week })
  const version = await loadVersion(reader, versionId)
  if (!version || version.version.plan_id !== standing.version.plan_id)
    throw new RefusalError('plan-version-gone')
  return { standing, version }
}

/**
 * Turns the week to another version, as one step that is undone like any other.
 * @throws RefusalError plan-version-gone, version-stands, version-week-begun once crews are out by the plan that stands
 */
export async function turnTo(
  context: RequestContext,
  branch: BranchRow,
  input: OfVersion,
): Promise<{ diff: PlanDiff; mended: boolean; undoId: string | null }> {
  const { deps, actor } = context
  return onStandingPlan(deps, branch.id, async () => {
    const { standing, version } = await versionOfWeek(context, branch, input)
    if (standing.version.id === version.version.id) throw new RefusalError('version-stands')
    const [now, then] = [
      await loadWeekInputs(context, branch, input.week),
      await loadWeekInputs(context, branch, input.week, input.versionId),
    ]
    if (now.settled.size > 0) throw new RefusalError('version-week-begun')
    const placed = new Set(standing.stops.map((stop) => stop.visit_id))
    const mended = agreesWithFacts(then, placed) ? null : await repairWeek(context, then, then.visits)
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'plan.turn',
        params: { week: input.week, version: versionView(version.version).name },
        entity: version.version.id,
        undoable: true,
        standing: now.stamp,
      },
      async (tx) => {
        await tx.update('plans', standing.version.plan_id, { current_version_id: version.version.id })
        if (mended) await saveVersion(tx, branch, then, mended)
        return tx.entryId
      },
    )
    deps.events.emit('plan', 'cases', 'calls', 'history')
    const plan = mended?.plan ?? then.before!
    return {
      diff: diffView(diffPlans(now.before, plan, now.visits), now),
      mended: mended !== null,
      undoId,
    }
  })
}

/** Writes a copy of a version, a draft that nobody has approved, and turns the week to it. */
async function copyVersion(
  tx: ChangeTransaction,
  stored: StoredVersion,
  name: string,
  revision: number,
): Promise<string> {
  const { plan_id, rule_pack, totals, findings, notes, travel } = stored.version
  const versionId = tx.newId()
  const copied = { snapshot: true }
  const version = {
    id: versionId,
    plan_id,
    name,
    revision,
    status: 'draft',
    based_on: stored.version.id,
    published_at: null,
    approved_by: null,
    approved_at: null,
    rule_pack,
    totals,
    findings,
    notes,
    diff: JSON.stringify(emptyDiff),
    travel,
  }
  await tx.insert('plan_versions', [version], copied)
  await tx.insert('crew_days', stored.crewDays.map(fresh(tx, versionId)), copied)
  await tx.insert('stops', stored.stops.map(fresh(tx, versionId)), copied)
  await tx.insert('unplanned', stored.unplanned.map(fresh(tx, versionId)), copied)
  await tx.update('plans', plan_id, { current_version_id: versionId })
  return versionId
}

/** A row of one version as a row of another, its bookkeeping left to whoever writes it. */
const fresh =
  (tx: ChangeTransaction, versionId: string) =>
  <T extends { branch_id: string; version: number; created_at: string; updated_at: string }>(row: T) => {
    const { branch_id: _, version: __, created_at: ___, updated_at: ____, ...rest } = row
    return { ...rest, id: tx.newId(), plan_version_id: versionId }
  }

/** @throws RefusalError version-name-taken */
function refuseTaken(name: string, others: readonly { name: string }[]): void {
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    throw new RefusalError('version-name-taken', { name })
}

/** A plan of its own that begins as a copy of a version. */
export async function branchVersion(
  context: RequestContext,
  branch: BranchRow,
  input: OfVersion & { name?: string | undefined },
): Promise<{ versionId: string; undoId: string | null }> {
  const { deps, actor } = context
  return onStandingPlan(deps, branch.id, async () => {
    const standing = await branchStamp(deps.database.reader, branch.id)
    const { version } = await versionOfWeek(context, branch, input)
    const all = await versionsOf(deps.database.reader, version.version.plan_id)
    if (input.name) refuseTaken(input.name, all)
    const name = input.name ?? nextName(all)
    const answer = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'plan.branch',
        params: { week: input.week, version: versionView(version.version).name, name },
        undoable: true,
        standing,
      },
      async (tx) => ({ versionId: await copyVersion(tx, version, name, 1), undoId: tx.entryId }),
    )
    deps.events.emit('plan', 'history')
    return answer
  })
}

/** @throws RefusalError version-name-taken, version-published */
export async function renameVersion(
  context: RequestContext,
  branch: BranchRow,
  input: OfVersion & { name: string },
): Promise<{ undoId: string | null }> {
  const { deps, actor } = context
  const { version } = await versionOfWeek(context, branch, input)
  const all = await versionsOf(deps.database.reader, version.version.plan_id)
  const line = all.filter((one) => one.name === version.version.name)
  if (line.some((one) => one.published_at !== null)) throw new RefusalError('version-published')
  refuseTaken(
    input.name,
    all.filter((one) => one.name !== version.version.name),
  )
  const undoId = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'plan.rename',
      params: { week: input.week, version: version.version.name, name: input.name },
      undoable: true,
    },
    async (tx) => {
      for (const one of line) await tx.update('plan_versions', one.id, { name: input.name })
      return tx.entryId
    },
  )
  deps.events.emit('plan', 'history')
  return { undoId }
}

/**
 * Puts on record who found the version that stands good. Any change makes another version, which nobody has approved.
 * @throws RefusalError plan-moved-on when it is not what was looked at, plan-has-hard-findings
 */
export async function approveVersion(
  context: RequestContext,
  branch: BranchRow,
  { week, fingerprint }: { week: string; fingerprint: string },
): Promise<{ version: PlanVersion; undoId: string | null }> {
  const { deps, actor } = context
  const standing = await branchStamp(deps.database.reader, branch.id)
  const stored = await currentVersion(deps.database.reader, branch.id, week)
  if (!stored) throw new RefusalError('plan-missing', { week })
  if (fingerprintOf(stored) !== fingerprint) throw new RefusalError('plan-moved-on')
  const { totals } = await planView(context, branch, week)
  if (totals.hardFindings > 0)
    throw new RefusalError('plan-has-hard-findings', { count: totals.hardFindings })
  const approvedAt = (await branchNow(deps, branch)).toISOString()
  const undoId = await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'plan.approve',
      params: { week, version: versionView(stored.version).name, fingerprint },
      entity: stored.version.id,
      undoable: true,
      standing,
    },
    async (tx) => {
      await tx.update('plan_versions', stored.version.id, {
        approved_by: actor.userName,
        approved_at: approvedAt,
      })
      return tx.entryId
    },
  )
  deps.events.emit('plan', 'history')
  const approved = await currentVersion(deps.database.reader, branch.id, week)
  return { version: versionView(approved!.version), undoId }
}

/**
 * The published plan becomes a draft, its next revision, that may be changed again.
 * @throws RefusalError plan-missing, version-draft
 */
export async function reopenWeek(
  context: RequestContext,
  branch: BranchRow,
  week: string,
): Promise<{ undoId: string | null }> {
  const { deps, actor } = context
  return onStandingPlan(deps, branch.id, async () => {
    const standing = await branchStamp(deps.database.reader, branch.id)
    const stored = await currentVersion(deps.database.reader, branch.id, week)
    if (!stored) throw new RefusalError('plan-missing', { week })
    const { name, status, plan_id } = stored.version
    if (status !== 'published') throw new RefusalError('version-draft')
    const all = await versionsOf(deps.database.reader, plan_id)
    const revision = 1 + Math.max(...all.filter((one) => one.name === name).map((one) => one.revision))
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'plan.reopen',
        params: { week, version: versionView(stored.version).name },
        entity: stored.version.id,
        undoable: true,
        standing,
      },
      async (tx) => {
        await copyVersion(tx, stored, name, revision)
        return tx.entryId
      },
    )
    deps.events.emit('plan', 'history')
    return { undoId }
  })
}

import type { PlanView } from '../../../shared/contract/week.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import { currentVersion } from '../database/stores/plans.ts'
import { branchStamp } from '../database/stores/history.ts'
import type { BranchRow } from '../database/tables.ts'
import { branchNow } from '../scope.ts'
import { planView, versionView } from '../views/plan.ts'

/**
 * Publishes the version that stands: from here on it is read-only, and any change makes a new draft. What has gone out
 * cannot be called back, so this is no step that undo takes back.
 */
export async function publishWeek(
  context: RequestContext,
  branch: BranchRow,
  week: string,
): Promise<NonNullable<PlanView['version']>> {
  const { deps, actor } = context
  const standing = await branchStamp(deps.database.reader, branch.id)
  const stored = await currentVersion(deps.database.reader, branch.id, week)
  if (!stored) throw new RefusalError('plan-missing', { week })
  // the rules as they bind today: a borrower may have been stopped since the plan was made
  const { totals } = await planView(context, branch, week)
  if (totals.hardFindings > 0)
    throw new RefusalError('plan-has-hard-findings', { count: totals.hardFindings })
  const publishedAt = (await branchNow(deps, branch)).toISOString()
  if (stored.version.status !== 'published')
    await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'plan.publish',
        params: { week, version: stored.version.name },
        entity: stored.version.id,
        undoable: false,
        standing,
      },
      (tx) =>
        tx.update('plan_versions', stored.version.id, { status: 'published', published_at: publishedAt }),
    )
  deps.events.emit('plan', 'history')
  const published = await currentVersion(deps.database.reader, branch.id, week)
  return versionView(published!.version)
}

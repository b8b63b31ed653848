import { locales, type Locale } from '../../shared/model/reasons.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { Deps, RequestContext } from './context.ts'
import { findBranch } from './database/stores/branches.ts'
import type { BranchRow } from './database/tables.ts'
import { loadSample } from './samples.ts'

/** The desk works on one branch at a time; which one is a setting of the desk. */
export const selectedBranchSetting = 'desk.branch'
export const localeSetting = 'desk.locale'

/** The language that the desk speaks. */
export async function deskLocale(deps: Deps): Promise<Locale> {
  const chosen = await deps.changes.setting(localeSetting)
  return locales.find((one) => one === chosen) ?? 'zh-CN'
}

/** The branch that the desk works on. @throws RefusalError no-branch */
export async function currentBranch({ deps }: RequestContext): Promise<BranchRow> {
  const id = await deps.changes.setting(selectedBranchSetting)
  const branch = id ? await findBranch(deps.database.reader, id) : null
  if (!branch) throw new RefusalError('no-branch')
  return branch
}

/**
 * What time it is at the branch's desk. A sample branch begins on the Friday before its week, whenever it is opened,
 * and its clock runs on from there; any other branch has the real time.
 */
export async function branchNow(deps: Deps, branch: BranchRow): Promise<Date> {
  const now = deps.clock()
  if (!branch.sample) return now
  const sample = await loadSample(branch.sample)
  return new Date(Date.parse(sample.now) + Math.max(0, now.getTime() - Date.parse(branch.created_at)))
}

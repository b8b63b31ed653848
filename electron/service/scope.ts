import { locales, type Locale } from '../../shared/model/reasons.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { Deps, RequestContext } from './context.ts'
import { findBranch } from './database/stores/branches.ts'
import { lastOutcome } from './database/stores/facts.ts'
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
 * What the clock at the branch's desk showed, or shows, at an instant of the machine's. A sample branch begins on the
 * Friday before its week, whenever it is opened, and its clock runs on from there; visits that are told of turn it on to
 * when the last of them ended. Any other branch has the real time.
 */
export async function branchClock(deps: Deps, branch: BranchRow): Promise<(instant: Date) => Date> {
  if (!branch.sample) return (instant) => instant
  const sample = await loadSample(branch.sample)
  const last = await lastOutcome(deps.database.reader, branch.id)
  return (instant) => {
    const since = (iso: string) => Math.max(0, instant.getTime() - Date.parse(iso))
    const isTold = last && Date.parse(last.created_at) <= instant.getTime()
    return new Date(
      Math.max(
        Date.parse(sample.now) + since(branch.created_at),
        isTold ? Date.parse(last.left_at ?? last.visited_at) + since(last.created_at) : -Infinity,
      ),
    )
  }
}

/** What time it is at the branch's desk, by {@link branchClock}. */
export const branchNow = async (deps: Deps, branch: BranchRow): Promise<Date> =>
  (await branchClock(deps, branch))(deps.clock())

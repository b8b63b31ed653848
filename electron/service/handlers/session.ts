import { locales, type Locale } from '../../../shared/model/reasons.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { branchSummaries, findBranch } from '../database/stores/branches.ts'
import type { RequestContext } from '../context.ts'
import { procedures } from '../procedures.ts'
import { sampleBranches } from '../samples.ts'
import { branchNow, localeSetting, selectedBranchSetting } from '../scope.ts'
import { waitingNumbers } from '../views/waiting.ts'

async function view(context: RequestContext) {
  const { deps, actor } = context
  const [branches, selected, locale] = await Promise.all([
    branchSummaries(deps.database.reader),
    deps.changes.setting(selectedBranchSetting),
    deps.changes.setting(localeSetting),
  ])
  const branchRow = selected ? await findBranch(deps.database.reader, selected) : null
  const chosen = locales.includes(locale as Locale) ? (locale as Locale) : 'zh-CN'
  const samples = await sampleBranches()
  /** a sample is called as the window speaks, unless somebody gave it a name of her own */
  const named = branches.map((branch) => {
    const names = samples.find((sample) => sample.key === branch.sample)?.names
    return names && Object.values(names).includes(branch.name) ? { ...branch, name: names[chosen] } : branch
  })
  return {
    user: { id: actor.userId, name: actor.userName, roles: actor.roles },
    locale: chosen,
    branch: named.find((branch) => branch.id === selected) ?? null,
    branches: named,
    version: deps.version,
    dataFolder: deps.dataFolder,
    egress: await deps.egress.state(),
    now: (branchRow ? await branchNow(deps, branchRow) : deps.clock()).toISOString(),
    samples,
  }
}

export const session = {
  get: procedures.session.get.handler(({ context }) => view(context)),
  setLocale: procedures.session.setLocale.handler(async ({ context, input }) => {
    await context.deps.changes.setSetting(localeSetting, input.locale)
    return view(context)
  }),
  waiting: procedures.session.waiting.handler(async ({ context }) => {
    try {
      return await waitingNumbers(context)
    } catch (error) {
      if (error instanceof RefusalError && error.refusal.code === 'no-branch')
        return { locate: 0, unplanned: 0, calls: 0, outcomes: 0, brokenPromises: 0 }
      throw error
    }
  }),
  events: procedures.session.events.handler(({ context, signal }) => context.deps.events.stream(signal)),
}

import { approveVersion, branchVersion, renameVersion, reopenWeek, turnTo } from '../planning/versions.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { comparedVersions, versionRows } from '../views/versions.ts'

export const versions = {
  list: procedures.versions.list.handler(async ({ context, input }) =>
    versionRows(context, await currentBranch(context), input.week),
  ),
  compare: procedures.versions.compare.handler(async ({ context, input }) =>
    comparedVersions(context, await currentBranch(context), input),
  ),
  turn: procedures.versions.turn.handler(async ({ context, input }) =>
    turnTo(context, await currentBranch(context), input),
  ),
  branch: procedures.versions.branch.handler(async ({ context, input }) =>
    branchVersion(context, await currentBranch(context), input),
  ),
  rename: procedures.versions.rename.handler(async ({ context, input }) =>
    renameVersion(context, await currentBranch(context), input),
  ),
  approve: procedures.versions.approve.handler(async ({ context, input }) =>
    approveVersion(context, await currentBranch(context), input),
  ),
  reopen: procedures.versions.reopen.handler(async ({ context, input }) =>
    reopenWeek(context, await currentBranch(context), input.week),
  ),
}

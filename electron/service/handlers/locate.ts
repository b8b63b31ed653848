import { locateAll, searchText } from '../locating/locate.ts'
import { askOutside, outgoing } from '../locating/outside.ts'
import { confirmAddress, markAddressWrong } from '../locating/settle.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { reviewRows } from '../views/review.ts'
import { workStream } from '../work.ts'

export const locate = {
  run: procedures.locate.run.handler(({ context, signal }) =>
    workStream(signal, async (report) => locateAll(context, await currentBranch(context), report)),
  ),

  queue: procedures.locate.queue.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    return reviewRows(context.deps.database.reader, branch.id, input.include, input.addressIds)
  }),

  search: procedures.locate.search.handler(async ({ context, input }) =>
    searchText(context, await currentBranch(context), input.text),
  ),

  outgoing: procedures.locate.outgoing.handler(({ context, input }) => outgoing(context, input.text)),

  ask: procedures.locate.ask.handler(({ context, input, signal }) =>
    askOutside(context, input.kind, input.text, signal),
  ),

  confirm: procedures.locate.confirm.handler(async ({ context, input }) =>
    confirmAddress(context, await currentBranch(context), input),
  ),

  markWrong: procedures.locate.markWrong.handler(async ({ context, input }) =>
    markAddressWrong(context, await currentBranch(context), input.addressId),
  ),
}

import { procedures } from '../procedures.ts'
import { weekInterchange } from '../planning/interchange.ts'
import { currentBranch } from '../scope.ts'
import { workStream } from '../work.ts'

const jsonFile = (name: string, value: unknown) =>
  new File([JSON.stringify(value)], name, { type: 'application/json' })

export const interchange = procedures.exports.interchange.handler(({ context, input, signal }) =>
  workStream(signal, async (report) => {
    const { problem, solution } = await weekInterchange(
      context,
      await currentBranch(context),
      input.week,
      report,
    )
    const keep = (file: File) => context.deps.madeFiles.keep(context.actor.userId, file)
    return {
      problemId: keep(jsonFile('problem.json', problem)),
      solutionId: keep(jsonFile('solution.json', solution)),
    }
  }),
)

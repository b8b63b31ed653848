import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readProblemText } from '../../shared/core/exchange/problemText.ts'
import { readSolutionText } from '../../shared/core/exchange/solutionText.ts'
import { verify } from '../../shared/core/verify/verify.ts'
import { deliver, existing, options, reasonText, say, type Command } from './shell.ts'

const shownFindings = 50

export const check: Command = {
  usage: 'check PROBLEM SOLUTION.json [--json]',
  about: 'judges a plan by itself: every hard rule, every time; exit 1 on a violation',
  details: `
Shares no code with the optimiser. Each violation is named with its place in the solution.
--json   {"ok": …, "violations": [{"code", "path", "params"}]}`,
  async run(args) {
    const { values, files } = options(
      args,
      { json: { type: 'boolean' } },
      { least: 2, most: 2, names: 'PROBLEM SOLUTION.json' },
    )
    const [problemPath, solutionPath] = files as [string, string]
    const problem = readProblemText(readFileSync(existing(problemPath), 'utf8'), basename(problemPath))
    const solution = readSolutionText(readFileSync(existing(solutionPath), 'utf8'), basename(solutionPath))
    const violations = verify(problem, solution)
    if (values.json)
      await deliver(`${JSON.stringify({ ok: violations.length === 0, violations })}\n`, undefined)
    else if (violations.length === 0) {
      const { summary } = solution
      await deliver(
        `Right: ${problem.jobs.length - summary.unassigned} of ${problem.jobs.length} visits on ${summary.routes} routes, no violation.\n`,
        undefined,
      )
    } else {
      await deliver(
        violations
          .slice(0, shownFindings)
          .map((one) => `${reasonText(one)}\n`)
          .join(''),
        undefined,
      )
      say(
        `${violations.length} violations${violations.length > shownFindings ? `, ${shownFindings} shown` : ''}`,
      )
    }
    return violations.length === 0 ? 0 : 1
  },
}

import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { readProblemText } from '../../shared/core/exchange/problemText.ts'
import { sentence } from '../../shared/model/reasons.ts'
import { terminalLocale } from '../service/locale.ts'
import { solveProblem } from '../service/planning/solve.ts'
import { deliver, existing, numberOption, options, say, UsageError, withPool, type Command } from './shell.ts'

export const solve: Command = {
  usage:
    'solve PROBLEM [--limit SECONDS | --iterations N] [--seed N] [--threads N] [--out SOLUTION.json] [--json]',
  about: 'plans a problem in VROOM’s JSON, or a Solomon/Homberger text, and answers in VROOM’s JSON',
  details: `
--limit       seconds to search, 10 by default; Ctrl C ends it sooner with the best plan so far
--iterations  a budget that gives the same plan on every machine, instead of seconds
--seed        another seed, another search; 1 by default
--threads     searches side by side that share the best plan; as many as there are cores, at most 4
Extensions are under "roundsman" keys, which VROOM ignores. A summary goes to stderr.`,
  async run(args) {
    const { values, files } = options(
      args,
      {
        limit: { type: 'string' },
        iterations: { type: 'string' },
        seed: { type: 'string' },
        threads: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 1, most: 1, names: 'PROBLEM' },
    )
    if (values.limit !== undefined && values.iterations !== undefined)
      throw new UsageError('--limit and --iterations exclude one another.')
    const limitSeconds = numberOption(values.limit, 'limit', { least: 0.1, most: 86_400, whole: false })
    const iterations = numberOption(values.iterations, 'iterations', { least: 1, most: 1e12 })
    const seed = numberOption(values.seed, 'seed', { least: -2_147_483_648, most: 4_294_967_295 }) ?? 1
    const threads =
      numberOption(values.threads, 'threads', { least: 1, most: 64 }) ??
      Math.max(1, Math.min(4, availableParallelism()))
    const path = files[0]!
    const problem = readProblemText(readFileSync(existing(path), 'utf8'), basename(path))
    const solution = await withPool(
      (pool, { progress, signal }) =>
        solveProblem(
          pool,
          problem,
          {
            seed,
            threads,
            ...(iterations === undefined ? { limitSeconds: limitSeconds ?? 10 } : { iterations }),
          },
          { progress, signal },
        ),
      threads,
    )
    await deliver(`${JSON.stringify(solution)}\n`, values.out)
    const { summary, unassigned } = solution
    say(
      `cost ${summary.cost}, ${problem.jobs.length - summary.unassigned} of ${problem.jobs.length} visits on ${summary.routes} routes, priority ${summary.priority}, travel ${summary.duration} s`,
    )
    const why = new Map<string, number>()
    for (const { roundsman } of unassigned)
      if (roundsman) why.set(roundsman.reason, (why.get(roundsman.reason) ?? 0) + 1)
    for (const [code, count] of why)
      say(`${count} × ${sentence(code as 'visit-does-not-fit', undefined, terminalLocale())}`)
    return 0
  },
}

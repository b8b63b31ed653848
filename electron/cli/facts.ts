import { RefusalError } from '../../shared/model/refusal.ts'
import { finishWork } from '../service/work.ts'
import { deskOptions, withDesk } from './desk.ts'
import { deliver, options, progressLine, reasonText, say, UsageError, type Command } from './shell.ts'
import { diffWords, fileOf, supersededWords } from './weekJob.ts'

interface Refused {
  line: number
  reason: { code: string; params?: Record<string, string | number> | undefined }
}

const nothingTaken = (taken: number, refused: readonly Refused[]) => taken === 0 && refused.length > 0

/** @param taken rows that were taken or known already: where no case is known at all, one sentence says so */
function sayRefused(file: string, refused: Refused[], taken: number): void {
  const strange = refused.filter((row) => row.reason.code === 'import-case-unknown')
  if (taken === 0 && strange.length === refused.length && strange.length > 1) {
    say(`${file}: ${reasonText({ code: 'import-no-case-known', params: { count: strange.length } })}`)
    return
  }
  for (const row of refused) say(`${file}:${row.line}: ${reasonText(row.reason)}`)
}

async function importCalls(args: string[]): Promise<number> {
  const { values, files } = options(
    args,
    { ...deskOptions, week: { type: 'string' }, json: { type: 'boolean' } },
    { least: 1, most: 1, names: 'FILE.csv' },
  )
  const file = await fileOf(files[0]!)
  const line = progressLine()
  const made = await withDesk(values, async (client) => {
    const { branch } = await client.session.get()
    if (!branch) throw new RefusalError('no-branch')
    const week = values.week ?? branch.week
    return finishWork(await client.calls.importFile({ week, file }), { progress: line.report })
  }).finally(line.end)
  sayRefused(file.name, made.refused, made.accepted + made.alreadyThere)
  sayRefused(file.name, made.superseded, 1)
  await deliver(
    values.json
      ? `${JSON.stringify(made)}\n`
      : `${made.accepted} calls logged, ${made.refused.length} refused${supersededWords(made.superseded.length)}${made.diff ? `; ${diffWords(made.diff)}` : ''}\n`,
    undefined,
  )
  return nothingTaken(made.accepted + made.alreadyThere, made.refused) ? 1 : 0
}

async function importOutcomes(args: string[]): Promise<number> {
  const { values, files } = options(
    args,
    { ...deskOptions, json: { type: 'boolean' } },
    { least: 1, most: 1000, names: 'FILE.csv …' },
  )
  const read = await Promise.all(files.map(fileOf))
  const line = progressLine()
  const made = await withDesk(values, async (client) => {
    const sum = { accepted: 0, alreadyThere: 0, followUps: 0, refused: [] as (Refused & { file: string })[] }
    for (const file of read) {
      const one = await finishWork(await client.outcomes.importFile({ file }), { progress: line.report })
      sum.accepted += one.accepted
      sum.alreadyThere += one.alreadyThere
      sum.followUps += one.followUps
      sum.refused.push(...one.refused.map((row) => ({ file: file.name, ...row })))
    }
    return sum
  }).finally(line.end)
  const known = made.accepted + made.alreadyThere
  for (const [name, rows] of Map.groupBy(made.refused, (row) => row.file)) sayRefused(name, rows, known)
  await deliver(
    values.json
      ? `${JSON.stringify(made)}\n`
      : `${made.accepted} outcomes taken, ${made.alreadyThere} known already, ${made.refused.length} refused; ${made.followUps} follow-ups\n`,
    undefined,
  )
  return nothingTaken(known, made.refused) ? 1 : 0
}

function importOnly(noun: string, run: (args: string[]) => Promise<number>) {
  return async ([verb, ...args]: string[]): Promise<number> => {
    if (verb === 'import') return run(args)
    throw new UsageError(verb === undefined ? 'Missing: import' : `There is no “${noun} ${verb}”.`)
  }
}

export const calls: Command = {
  usage: 'calls import FILE.csv [--week MONDAY] [--data DIR] [--passphrase-file FILE] [--json]',
  about: 'logs calls that were made elsewhere; confirmed windows become appointments and the plan is mended',
  details: `
FILE   case_no, called_at, result, window_start, window_end, note; Chinese headers and words as well
Each call is held against the rules as they stood when it was made; what they refuse is named on stderr. A window that
was agreed before the one that stands is logged and named, and changes nothing.`,
  run: importOnly('calls', importCalls),
}

export const outcomes: Command = {
  usage: 'outcomes import FILE.csv … [--data DIR] [--passphrase-file FILE] [--json]',
  about: 'brings back what happened at the doors; importing twice changes nothing',
  details: `
FILE   case_no, visited_at, left_at, result, met, promise_date, promise_amount, note`,
  run: importOnly('outcomes', importOutcomes),
}

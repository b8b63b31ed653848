import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { RefusalError } from '../../shared/model/refusal.ts'
import { dataFolder } from '../service/dataFolder.ts'
import { deskOptions, withDesk } from './desk.ts'
import { aligned, deliver, options, say, UsageError, type Command } from './shell.ts'

async function verify(args: string[]): Promise<number> {
  const { values } = options(
    args,
    { ...deskOptions, json: { type: 'boolean' } },
    { least: 0, most: 0, names: '' },
  )
  const folder = values.data ?? dataFolder()
  // looking must not make a desk that was not there
  if (!existsSync(join(folder, 'roundsman.db')))
    throw new RefusalError('file-not-found', { file: join(folder, 'roundsman.db') })
  const found = await withDesk(values, async (client) => ({
    problems: await client.desk.problems(),
    audit: await client.audit.verify(),
  }))
  const sound = found.problems.length === 0 && found.audit.intact
  await deliver(
    values.json
      ? `${JSON.stringify({ folder, sound, ...found })}\n`
      : aligned([
          ['folder', folder],
          ['database', found.problems.length === 0 ? 'sound' : `${found.problems.length} problems`],
          [
            'audit trail',
            found.audit.intact
              ? `unbroken, ${found.audit.rows} rows`
              : `broken at row ${found.audit.firstBroken}`,
          ],
        ]),
    undefined,
  )
  for (const problem of found.problems) say(problem)
  return sound ? 0 : 1
}

export const db: Command = {
  usage: 'db verify [--data DIR] [--passphrase-file FILE] [--json]',
  about: 'whether the database and its audit trail are whole; exit 1 when not',
  async run([verb, ...args]) {
    if (verb === 'verify') return verify(args)
    throw new UsageError(verb === undefined ? 'Missing: verify' : `There is no “db ${verb}”.`)
  },
}

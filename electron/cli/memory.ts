import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { deskOptions, withDesk } from './desk.ts'
import { deliver, existing, options, say, UsageError, type Command } from './shell.ts'

export const memory: Command = {
  usage:
    'memory export [--data DIR] [--passphrase-file FILE] [--out FILE.geojson]\nmemory import FILE.geojson [--data DIR] [--passphrase-file FILE] [--json]',
  about: 'the pins that the branch has confirmed, from desk to desk',
  details: `
export   every confirmed pin as GeoJSON, with who set and who approved it
import   adds what is new; where the desk's own pin stands elsewhere it is kept and named, unless only the other is
         approved by a second person`,
  async run([verb, ...args]) {
    const { values, files } = options(
      args,
      { ...deskOptions, out: { type: 'string' }, json: { type: 'boolean' } },
      { least: verb === 'import' ? 1 : 0, most: verb === 'import' ? 1 : 0, names: 'FILE.geojson' },
    )
    if (verb === 'export') {
      const file = await withDesk(values, (client) => client.memory.exportFile())
      await deliver(Buffer.from(await file.arrayBuffer()).toString('utf8'), values.out)
      return 0
    }
    if (verb === 'import') {
      const path = existing(files[0]!)
      const bytes = await readFile(path)
      const answer = await withDesk(values, (client) =>
        client.memory.importFile({ file: new File([bytes], basename(path)) }),
      )
      if (values.json) await deliver(JSON.stringify(answer) + '\n', undefined)
      say(
        `${answer.added} added, ${answer.changed} changed, ${answer.same} the same, ${answer.kept.length} kept as they stand here`,
      )
      for (const label of answer.kept) say('  ' + label)
      return 0
    }
    throw new UsageError(verb === undefined ? 'Missing: export or import' : `There is no “memory ${verb}”.`)
  },
}

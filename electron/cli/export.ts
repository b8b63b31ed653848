import { join } from 'node:path'
import { exportFormats } from '../../shared/contract/week.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import { clockFromEnvironment } from '../service/clock.ts'
import { writeFileAtomic } from '../service/exports/atomicFile.ts'
import { withDesk } from './desk.ts'
import { daysOfFolder, planPlace, readPlanFolder } from './planFolder.ts'
import { deliver, existing, oneOf, options, required, UsageError, withPool, type Command } from './shell.ts'
import { exportFormat } from './weekFiles.ts'

export const exportCommand: Command = {
  usage:
    'export --plan DIR|DB --format pdf|xlsx|csv|gpx|kml|geojson|ics --out DIR [--region R.region] [--full-names] [--full-phones] [--mask-phones] [--passphrase-file FILE] [--json]',
  about: 'run sheets, tables, tracks and calendars of a plan',
  details: `
--plan         a folder that plan or demo wrote, or the data folder (or database) of a desk
--region       maps on run sheets, with a folder of files; a desk has its own
--full-names   names in full; masked otherwise
--full-phones  telephones in full in all of them; without it only run sheets have them
--mask-phones  telephones masked in all of them
A folder of files knows no names and no telephones: its exports carry case numbers and addresses.`,
  async run(args) {
    const { values } = options(
      args,
      {
        plan: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        region: { type: 'string' },
        'full-names': { type: 'boolean' },
        'full-phones': { type: 'boolean' },
        'mask-phones': { type: 'boolean' },
        'passphrase-file': { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 0, most: 0, names: '' },
    )
    const format = required(oneOf(values.format, 'format', exportFormats), 'format')
    const out = required(values.out, 'out')
    const place = planPlace(required(values.plan, 'plan'))
    if (values['full-phones'] && values['mask-phones'])
      throw new UsageError('--full-phones and --mask-phones exclude each other.')
    const maskPhones = values['mask-phones'] ? true : values['full-phones'] ? false : undefined
    const disclosure = {
      maskNames: !values['full-names'],
      ...(maskPhones === undefined ? {} : { maskPhones }),
    }
    const written =
      place.kind === 'desk'
        ? await withDesk(
            { data: place.folder, 'passphrase-file': values['passphrase-file'] },
            async (client) => {
              const { branch } = await client.session.get()
              if (!branch) throw new RefusalError('no-branch')
              return exportFormat(client, branch.week, format, out, disclosure)
            },
          )
        : await withPool(async (pool, on) => {
            const plan = await readPlanFolder(place.folder, pool)
            const madeAt = (clockFromEnvironment()?.() ?? new Date()).toISOString()
            const days = daysOfFolder(
              plan,
              { maskPhones: format !== 'pdf', ...disclosure, showAmounts: false },
              madeAt,
            )
            if (days.length === 0) throw new RefusalError('export-nothing')
            const regionPath = values.region === undefined ? null : existing(values.region)
            const files = await pool.run('export', { format, days, regionPath }, on)
            const paths: string[] = []
            for (const file of files) {
              const path = join(out, file.name)
              await writeFileAtomic(path, file.bytes)
              paths.push(path)
            }
            return paths
          })
    await deliver(
      values.json ? `${JSON.stringify({ files: written })}\n` : written.map((path) => path + '\n').join(''),
      undefined,
    )
    return 0
  },
}

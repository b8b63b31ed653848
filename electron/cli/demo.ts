import { join, resolve } from 'node:path'
import { locales, type Locale } from '../../shared/model/reasons.ts'
import { clockFromEnvironment } from '../service/clock.ts'
import { loadSample, sampleKeys } from '../service/samples.ts'
import { summaryLines } from './plan.ts'
import { deliver, numberOption, oneOf, options, say, type Command } from './shell.ts'
import { createStages } from './stages.ts'
import { withTemporaryDesk } from './temporaryDesk.ts'
import {
  addRejected,
  fileOf,
  geocodedNow,
  importCalls,
  optimise,
  exportWeek,
  writeSummary,
  type WeekRecord,
} from './weekJob.ts'

/** Two thirds of the optimiser's time before the calls, one third to mend the week around them. */
const shareBeforeCalls = 2 / 3

export const demo: Command = {
  usage:
    'demo [--sample liechtenstein|taipei] [--out DIR] [--limit SECONDS] [--seed N] [--locale en|zh-CN|zh-TW] [--json]',
  about: 'the whole main job on a sample branch, from its spreadsheet to run sheets and follow-ups',
  details: `
--sample   liechtenstein (default) or taipei: real maps, fictional people
--out      where the files go; out/demo by default
--limit    seconds for the optimiser in all, 20 by default
The same service as behind the window, on a temporary database that is gone afterwards.`,
  async run(args) {
    const { values } = options(
      args,
      {
        sample: { type: 'string' },
        out: { type: 'string' },
        limit: { type: 'string' },
        seed: { type: 'string' },
        locale: { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 0, most: 0, names: '' },
    )
    const key = oneOf(values.sample, 'sample', await sampleKeys()) ?? 'liechtenstein'
    const limitSeconds = numberOption(values.limit, 'limit', { least: 3, most: 3600, whole: false }) ?? 20
    const seed = numberOption(values.seed, 'seed', { least: -2_147_483_648, most: 4_294_967_295 }) ?? 1
    const sample = await loadSample(key)
    const locale = oneOf<Locale>(values.locale, 'locale', locales) ?? sample.locale
    const out = resolve(values.out ?? join('out', 'demo'))
    const fixed = clockFromEnvironment()
    const stages = createStages()
    say(`${sample.name.en}: real map, fictional people. Week of ${sample.week}.`)
    const written = await withTemporaryDesk(
      { locale, ...(fixed ? { clock: fixed } : {}) },
      async (client) => {
        const opened = await stages.stream(
          'open the sample',
          () => client.branch.openSample({ sample: key, locale }),
          (branch) => `${branch.cases} cases`,
        )
        const located = await client.locate.queue({ include: 'all' })
        const byLevel: Record<string, number> = {}
        for (const { best } of located)
          byLevel[best?.level ?? 'none'] = (byLevel[best?.level ?? 'none'] ?? 0) + 1
        const imports = await client.imports.list()
        const record: WeekRecord = {
          branch: opened,
          week: opened.week,
          locale,
          seed,
          limitSeconds,
          imports,
          rejected: [],
          byLevel,
          attribution:
            (await client.regions.list()).find((region) => region.id === opened.regionId)?.attribution ?? '',
          calls: null,
          outcomes: null,
          geocoded: await geocodedNow(client, locale),
        }
        for (const made of imports) await addRejected(client, made, record.rejected)
        say(
          `located: ${Object.entries(byLevel)
            .map(([level, count]) => `${level} ${count}`)
            .join(', ')}`,
        )
        await optimise(client, stages, record, limitSeconds * shareBeforeCalls, false)
        await importCalls(client, stages, record, join(sample.folder, sample.files.calls))
        await optimise(client, stages, record, limitSeconds * (1 - shareBeforeCalls), true)
        const version = await client.plan.publish({ week: record.week })
        say(`published: version ${version.name}`)
        const { plan, runSheets } = await exportWeek(client, stages, record, out)
        const outcomes = await fileOf(join(sample.folder, sample.files.outcomes))
        const back = await stages.stream(
          'outcomes',
          () => client.outcomes.importFile({ file: outcomes }),
          (made) =>
            `${made.accepted} came back, ${made.followUps} follow-ups, ${made.refused.length} refused`,
        )
        record.outcomes = { ...back, refused: back.refused.length }
        for (const row of back.refused) record.rejected.push({ file: outcomes.name, ...row })
        return { summary: await writeSummary(client, stages, record, plan, out), runSheets }
      },
    )
    await deliver(
      values.json ? `${JSON.stringify(written.summary)}\n` : `${summaryLines(written.summary, out)}\n`,
      undefined,
    )
    if (written.runSheets[0]) say(`Open ${written.runSheets[0]} — or see the same in the window: npm start`)
    return 0
  },
}

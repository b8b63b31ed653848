import { resolve } from 'node:path'
import { mondayOf, epochAt } from '../../shared/core/lib/time.ts'
import { datums, type Datum } from '../../shared/model/location.ts'
import { locales, type Locale } from '../../shared/model/reasons.ts'
import { clockFromEnvironment } from '../service/clock.ts'
import { openRegion } from '../service/database/region/regionFile.ts'
import { terminalLocale } from '../service/locale.ts'
import { loadRulePacks } from '../service/rules.ts'
import {
  deliver,
  existing,
  numberOption,
  oneOf,
  options,
  required,
  say,
  UsageError,
  type Command,
} from './shell.ts'
import { createStages } from './stages.ts'
import { withTemporaryDesk } from './temporaryDesk.ts'
import { takeTravelFile } from './travel.ts'
import {
  fileOf,
  geocodedNow,
  importCalls,
  importFile,
  optimise,
  exportWeek,
  writeSummary,
  type WeekRecord,
  type WeekSummary,
} from './weekJob.ts'

/** Money of a place whose file names none. */
const currencyOfZone: Record<string, string> = {
  'Asia/Shanghai': 'CNY',
  'Asia/Urumqi': 'CNY',
  'Asia/Taipei': 'TWD',
  'Asia/Hong_Kong': 'HKD',
  'Asia/Macau': 'MOP',
  'Asia/Singapore': 'SGD',
  'Europe/Vaduz': 'CHF',
  'Europe/Zurich': 'CHF',
  'Europe/London': 'GBP',
  'America/Sao_Paulo': 'BRL',
}

function weekOption(text: string | undefined): string {
  const week = required(text, 'week')
  const date = new Date(`${week}T00:00:00Z`)
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(week) ||
    Number.isNaN(date.getTime()) ||
    date.toISOString().slice(0, 10) !== week
  )
    throw new UsageError(`--week takes a date such as 2026-11-23, not “${week}”.`)
  if (mondayOf(week) !== week)
    throw new UsageError(`--week takes a Monday; ${week} is in the week of ${mondayOf(week)}.`)
  return week
}

export const plan: Command = {
  usage:
    'plan CASES.csv|xlsx --collectors C.csv --region R.region --week 2026-11-23 [--calls CALLS.csv] [--rules PACK …] [--travel TRAVEL.json] [--seed N] [--limit SECONDS] [--currency CODE] [--datum wgs84|gcj02|bd09] [--locale en|zh-CN|zh-TW] --out DIR [--json]',
  about: 'from a spreadsheet to a week of routes: files in, files out, nothing kept',
  details: `
CASES         case_no, borrower, phone, address and more; Chinese headers map by themselves
--collectors  name, start, shift, days, lunch, skills, mode, max_visits, crew
--region      made by “region build”
--week        its Monday
--calls       calls made already: confirmed windows are kept, stopped borrowers left alone
--rules       packs, kept together (“rules list” names them); without it none
--travel      hours and closures, as “travel show” writes them
--limit       seconds for the optimiser, 20 by default; --seed another search
--currency    of amounts that name none; by default that of the region's country
--datum       of coordinates in CASES that name none; by default found out from the rows' own addresses
--out         the folder that gets problem.json, solution.json, plan.csv, unplanned.csv, geocoded.csv, rejected.csv,
              summary.json, run-sheets/, routes/, calendars/; files there of an earlier plan go
The week is planned whole, as seen from the evening before it, unless ROUNDSMAN_NOW names another instant.
--json        the summary on stdout`,
  async run(args) {
    const { values, files } = options(
      args,
      {
        collectors: { type: 'string' },
        region: { type: 'string' },
        week: { type: 'string' },
        calls: { type: 'string' },
        rules: { type: 'string', multiple: true },
        travel: { type: 'string' },
        seed: { type: 'string' },
        limit: { type: 'string' },
        currency: { type: 'string' },
        datum: { type: 'string' },
        locale: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 1, most: 1, names: 'CASES.csv' },
    )
    const week = weekOption(values.week)
    const out = resolve(required(values.out, 'out'))
    const seed = numberOption(values.seed, 'seed', { least: -2_147_483_648, most: 4_294_967_295 }) ?? 1
    const limitSeconds = numberOption(values.limit, 'limit', { least: 1, most: 3600, whole: false }) ?? 20
    const locale = oneOf<Locale>(values.locale, 'locale', locales) ?? terminalLocale()
    const datum = oneOf<Datum>(values.datum, 'datum', datums)
    const collectorsPath = existing(required(values.collectors, 'collectors'))
    const regionPath = existing(required(values.region, 'region'))
    const casesPath = existing(files[0]!)
    if (values.calls !== undefined) existing(values.calls)
    if (values.travel !== undefined) existing(values.travel)
    const rulePacks = (values.rules ?? []).flatMap((text) => text.split(/[,+]/)).filter(Boolean)
    await loadRulePacks(rulePacks)
    if (values.currency !== undefined && !/^[A-Z]{3}$/.test(values.currency))
      throw new UsageError('--currency takes a code such as CNY.')

    const info = (() => {
      const opened = openRegion(regionPath)
      try {
        return opened.info()
      } finally {
        opened.close()
      }
    })()
    const eve = new Date((epochAt(week, 0, info.timeZone) - 60) * 1000)
    const clock = clockFromEnvironment() ?? (() => eve)
    const stages = createStages()
    const summary = await withTemporaryDesk({ clock, locale }, async (client) => {
      const region = await client.regions.install({ file: await fileOf(regionPath) })
      const created = await client.branch.create({
        name: info.name,
        regionId: region.id,
        currency: values.currency ?? currencyOfZone[info.timeZone] ?? 'CNY',
        rulePacks,
      })
      if (values.travel !== undefined) await takeTravelFile(client, values.travel)
      if (created.week !== week) await client.branch.update({ week })
      const rejected: WeekRecord['rejected'] = []
      const imports = [
        await importFile(client, stages, 'collectors', collectorsPath, rejected),
        await importFile(client, stages, 'cases', casesPath, rejected, datum),
      ]
      const { byLevel } = await stages.stream(
        'locate',
        () => client.locate.run(),
        ({ located, review }) => `${located} addresses, ${review} held for review`,
      )
      const { branch } = await client.session.get()
      const record: WeekRecord = {
        branch: branch!,
        week,
        locale,
        seed,
        limitSeconds,
        imports,
        rejected,
        byLevel,
        attribution: info.attribution,
        calls: null,
        outcomes: null,
        geocoded: await geocodedNow(client, locale),
      }
      if (values.calls !== undefined) await importCalls(client, stages, record, values.calls)
      await optimise(client, stages, record, limitSeconds, false)
      const { plan } = await exportWeek(client, stages, record, out)
      return writeSummary(client, stages, record, plan, out)
    })
    await deliver(values.json ? `${JSON.stringify(summary)}\n` : `${summaryLines(summary, out)}\n`, undefined)
    if (summary.findings.hard > 0) say(`${summary.findings.hard} hard findings: see summary.json.`)
    return 0
  },
}

export function summaryLines(summary: WeekSummary, out: string): string {
  const { counts, travel, rule_packs } = summary
  return [
    `${counts.planned} visits planned, ${counts.unplanned} not${counts.stopped > 0 ? `, ${counts.stopped} stopped by what the calls said` : ''}; ${travel.hours} h of travel, ${Math.round(travel.metres / 1000)} km; ${counts.confirmed} confirmed.`,
    `Rules: ${rule_packs.map((pack) => `${pack.name} (${pack.key})`).join(' + ') || 'none'}; findings: ${summary.findings.hard} hard, ${summary.findings.soft} soft. ${counts.rejected} rows rejected${counts.rejected > 0 ? ' (rejected.csv)' : ''}.`,
    ...summary.notes.map((note) => note.sentence),
    `Files in ${out}`,
  ].join('\n')
}

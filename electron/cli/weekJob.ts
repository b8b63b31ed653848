import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BranchSummary } from '../../shared/contract/desk.ts'
import type { Client } from '../../shared/contract/contract.ts'
import type { ImportResult } from '../../shared/contract/cases.ts'
import type { PlanDiff, PlanView } from '../../shared/contract/week.ts'
import type { Datum } from '../../shared/model/location.ts'
import { sentence, type Locale } from '../../shared/model/reasons.ts'
import { writeFileAtomic } from '../service/exports/atomicFile.ts'
import { finishWork } from '../service/work.ts'
import { datumWords } from './datumWords.ts'
import { existing, say } from './shell.ts'
import type { Stages } from './stages.ts'
import {
  exportFormat,
  geocodedCsv,
  planCsv,
  rejectedCsv,
  unplannedCsv,
  writeInterchange,
  type Rejected,
} from './weekFiles.ts'

/** What a week's work has gathered by the time its files are written. */
export interface WeekRecord {
  branch: BranchSummary
  week: string
  locale: Locale
  seed: number
  limitSeconds: number
  imports: ImportResult[]
  rejected: Rejected[]
  byLevel: Record<string, number>
  /** of the region */
  attribution: string
  calls: { accepted: number; refused: number; stopped: number; diff: PlanDiff | null } | null
  outcomes: { accepted: number; alreadyThere: number; followUps: number; refused: number } | null
  /** `geocoded.csv`, as it stood when the plan was made */
  geocoded: string
}

export const fileOf = async (path: string): Promise<File> =>
  new File([await readFile(existing(path))], basename(path))

/** How many rejected rows of a file are said on the terminal; `rejected.csv` has them all. */
const rowsSaid = 3

/** Imports a file with the columns that Roundsman finds by itself. */
export async function importFile(
  client: Client,
  stages: Stages,
  kind: 'cases' | 'collectors',
  path: string,
  rejected: Rejected[],
  datum?: Datum,
): Promise<ImportResult> {
  const result = await stages.run(
    `read ${kind}`,
    async (progress) => {
      const table = await finishWork(await client.imports.read({ kind, file: await fileOf(path) }), {
        progress,
      })
      const mapping = table.mapping.map(({ column, field }) => ({ column, field }))
      const choice = { tableId: table.tableId, mapping, ...(datum ? { datum } : {}) }
      return finishWork(await client.imports.commit(choice), { progress })
    },
    (made) => `${made.added} rows${made.rejected > 0 ? `, ${made.rejected} rejected` : ''}`,
  )
  if (result.datum) say(`  ${datumWords(result.datum)}`)
  const before = rejected.length
  await addRejected(client, result, rejected)
  // said at once too: where nothing is left to plan with, no rejected.csv is written
  const locale = (await client.session.get()).locale
  for (const row of rejected.slice(before, before + rowsSaid))
    say(`  ${row.file}:${row.line}: ${sentence(row.reason.code as 'cancelled', row.reason.params, locale)}`)
  return result
}

export async function addRejected(client: Client, result: ImportResult, rejected: Rejected[]): Promise<void> {
  if (result.rejected === 0) return
  for (const row of await client.imports.rejectedRows({ importId: result.importId }))
    rejected.push({ file: result.fileName, ...row })
}

export async function importCalls(
  client: Client,
  stages: Stages,
  record: WeekRecord,
  path: string,
): Promise<void> {
  const file = await fileOf(path)
  const made = await stages.stream(
    'calls',
    () => client.calls.importFile({ week: record.week, file }),
    ({ accepted, refused, superseded, diff }) =>
      `${accepted} logged, ${refused.length} refused${supersededWords(superseded.length)}${diff ? `; ${diffWords(diff)}` : ''}`,
  )
  for (const row of made.refused) record.rejected.push({ file: file.name, ...row })
  const { byState } = await client.cases.list({ offset: 0, limit: 1 })
  record.calls = {
    accepted: made.accepted,
    refused: made.refused.length,
    stopped: byState.stopped ?? 0,
    diff: made.diff,
  }
}

/** Calls whose window gave way to one that was agreed after it. */
export const supersededWords = (count: number): string =>
  count === 0 ? '' : `, ${count} older than the window that stands`

export function diffWords(diff: PlanDiff): string {
  return `${diff.moved} moved, ${diff.added} added, ${diff.dropped} dropped, ${diff.retimed} retimed, ${diff.callAgain} to ring again`
}

export async function optimise(
  client: Client,
  stages: Stages,
  record: WeekRecord,
  limitSeconds: number,
  keep: boolean,
): Promise<PlanDiff> {
  const { diff } = await stages.stream(
    keep ? 're-plan' : 'plan',
    () => client.plan.optimise({ week: record.week, limitSeconds, seed: record.seed, keep }),
    ({ totals, diff }) =>
      `${totals.planned} visits planned, ${totals.unplanned} not, ${Math.round(totals.travelSeconds / 360) / 10} h of travel${keep ? `; ${diffWords(diff)}` : ''}`,
  )
  return diff
}

const hours = (seconds: number) => Math.round(seconds / 36) / 100

function summaryOf(
  record: WeekRecord,
  plan: PlanView,
  collectors: number,
  stages: Stages,
  packs: { key: string; name: string }[],
) {
  const { branch, locale, calls } = record
  const text = (reason: { code: string; params?: Record<string, string | number> | undefined }) =>
    sentence(reason.code as 'cancelled', reason.params, locale)
  const { totals } = plan
  return {
    branch: branch.name,
    week: record.week,
    time_zone: branch.timeZone,
    locale,
    attribution: record.attribution,
    rule_packs: packs,
    seed: record.seed,
    limit_seconds: record.limitSeconds,
    counts: {
      cases: branch.cases,
      located: record.byLevel,
      collectors,
      crew_days: plan.crewDays.length,
      planned: totals.planned,
      unplanned: totals.unplanned,
      stopped: calls?.stopped ?? 0,
      confirmed: totals.confirmed,
      rejected: record.rejected.length,
      calls_logged: calls?.accepted ?? 0,
      calls_refused: calls?.refused ?? 0,
      ...(record.outcomes
        ? { outcomes: record.outcomes.accepted, follow_ups: record.outcomes.followUps }
        : {}),
    },
    priority: { served: totals.priorityServed, total: totals.priorityTotal },
    travel: {
      seconds: totals.travelSeconds,
      metres: totals.metres,
      waiting_seconds: totals.waitingSeconds,
      service_seconds: totals.serviceSeconds,
      hours: hours(totals.travelSeconds),
    },
    replan: calls?.diff
      ? {
          moved: calls.diff.moved,
          added: calls.diff.added,
          dropped: calls.diff.dropped,
          retimed: calls.diff.retimed,
          call_again: calls.diff.callAgain,
        }
      : null,
    findings: {
      hard: totals.hardFindings,
      soft: totals.softFindings,
      list: plan.findings.map((one) => ({
        rule: one.rule,
        hard: one.hard,
        reason: one.reason.code,
        sentence: text(one.reason),
        crew_day: one.crewDayId,
      })),
    },
    notes: plan.notes.map((note) => ({ reason: note.code, sentence: text(note) })),
    defaults: {
      service_min: 20,
      shift: '08:30-17:30',
      lunch: '11:30-13:30/45',
      mode: 'car',
      days: 'every working day',
    },
    seconds: stages.seconds,
  }
}

/**
 * The folder holds one plan: a crew-day's file of an earlier one, such as `2026-11-23 Ann.pdf`, would be taken out as if
 * it were of this. Files of other names are left alone.
 */
async function removeEarlier(folder: string, ending: string, written: readonly string[]): Promise<void> {
  const now = new Set(written.map((path) => basename(path)))
  for (const name of existsSync(folder) ? await readdir(folder) : [])
    if (/^\d{4}-\d{2}-\d{2} /.test(name) && name.endsWith(`.${ending}`) && !now.has(name))
      await rm(join(folder, name))
}

export interface ExportedWeek {
  /** as it was exported */
  plan: PlanView
  runSheets: string[]
}

/** Writes the plan that stands: problem and solution, tables, run sheets, tracks, calendars. */
export async function exportWeek(
  client: Client,
  stages: Stages,
  record: WeekRecord,
  out: string,
): Promise<ExportedWeek> {
  const { week, locale, branch } = record
  const plan = await client.plan.get({ week })
  const disclosure = { maskNames: true }
  await stages.run(
    'tables',
    async () => {
      await writeInterchange(client, week, out)
      const facts = await client.rules.facts({ week })
      await writeFileAtomic(join(out, 'rules.json'), `${JSON.stringify(facts)}\n`)
      await writeFileAtomic(join(out, 'plan.csv'), planCsv(plan, branch.timeZone))
      await writeFileAtomic(join(out, 'unplanned.csv'), unplannedCsv(plan, locale))
      await writeFileAtomic(join(out, 'geocoded.csv'), record.geocoded)
    },
    () => 'problem, solution, plan, unplanned, geocoded',
  )
  const folders = [
    ['pdf', 'run-sheets'],
    ['gpx', 'routes'],
    ['ics', 'calendars'],
  ] as const
  const written: Record<string, string[]> = {}
  for (const [format, folder] of folders)
    if (plan.totals.planned === 0) await removeEarlier(join(out, folder), format, [])
    else
      written[format] = await stages.run(
        folder,
        async () => {
          const files = await exportFormat(client, week, format, join(out, folder), disclosure)
          await removeEarlier(join(out, folder), format, files)
          return files
        },
        (files) => `${files.length} files`,
      )
  return { plan, runSheets: written.pdf ?? [] }
}

export type WeekSummary = ReturnType<typeof summaryOf>

/** Writes what was rejected and the summary: last, because they tell of everything before. */
export async function writeSummary(
  client: Client,
  stages: Stages,
  record: WeekRecord,
  plan: PlanView,
  out: string,
): Promise<WeekSummary> {
  const { branch, locale } = record
  const collectors = await client.collectors.list()
  const packs = (await client.rules.list())
    .filter((pack) => branch.rulePacks.includes(pack.key))
    .map((pack) => ({ key: pack.key, name: pack.names[locale]! }))
  const summary = summaryOf(record, plan, collectors.length, stages, packs)
  await writeFileAtomic(join(out, 'rejected.csv'), rejectedCsv(record.rejected, locale))
  await writeFileAtomic(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
  return summary
}

export const geocodedNow = async (client: Client, locale: Locale): Promise<string> =>
  geocodedCsv(await client.locate.queue({ include: 'all' }), locale)

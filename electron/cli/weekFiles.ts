import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Client } from '../../shared/contract/contract.ts'
import type { ReviewRow } from '../../shared/contract/cases.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import { csvField, type SheetCell } from '../../shared/core/exchange/csv.ts'
import { epochOf, localIso } from '../../shared/core/lib/time.ts'
import { sentence, type Locale } from '../../shared/model/reasons.ts'
import { writeFileAtomic } from '../service/exports/atomicFile.ts'
import { finishWork } from '../service/work.ts'

/** A row, or a call, that was not taken. */
export interface Rejected {
  file: string
  line: number
  caseNo: string | null
  reason: { code: string; params?: Record<string, string | number> | undefined }
  text: string
}

const csv = (header: string[], rows: SheetCell[][]): string =>
  [header.join(','), ...rows.map((row) => row.map(csvField).join(','))].map((line) => line + '\r\n').join('')

const words = (
  reason: { code: string; params?: Record<string, string | number> | undefined } | null,
  locale: Locale,
): string => (reason ? sentence(reason.code as 'cancelled', reason.params, locale) : '')

export function planCsv(plan: PlanView, zone: string): string {
  const local = (iso: string) => localIso(epochOf(iso), zone)
  return csv(
    [
      'date',
      'crew',
      'order',
      'case_no',
      'arrival',
      'departure',
      'window_start',
      'window_end',
      'level',
      'lat',
      'lon',
      'way',
    ],
    plan.crewDays.flatMap((day) =>
      day.stops.map((stop) => [
        day.date,
        day.crewName,
        stop.order,
        stop.caseNo,
        local(stop.arrival),
        local(stop.departure),
        stop.window ? local(stop.window.start) : null,
        stop.window ? local(stop.window.end) : null,
        stop.level,
        stop.at[1],
        stop.at[0],
        stop.straight ? 'straight' : 'road',
      ]),
    ),
  )
}

export function unplannedCsv(plan: PlanView, locale: Locale): string {
  return csv(
    ['case_no', 'reason', 'sentence', 'smallest_fix'],
    plan.unplanned.map((one) => [
      one.caseNo,
      one.reason.code,
      words(one.reason, locale),
      words(one.fix, locale),
    ]),
  )
}

const degrees = (value: number) => Number(value.toFixed(6))

export function geocodedCsv(rows: ReviewRow[], locale: Locale): string {
  return csv(
    [
      'case_no',
      'address',
      'lat',
      'lon',
      'level',
      'confidence',
      'radius_m',
      'label',
      'reason',
      'alternatives',
    ],
    rows
      .toSorted((a, b) => (a.caseNo < b.caseNo ? -1 : 1))
      .map(({ caseNo, text, best, reason, alternatives }) => [
        caseNo,
        text,
        best ? degrees(best.lat) : null,
        best ? degrees(best.lon) : null,
        best?.level ?? 'none',
        best ? Math.round(best.confidence * 100) / 100 : 0,
        best ? Math.round(best.radiusMetres) : null,
        best?.label ?? null,
        words(reason, locale),
        alternatives.map((one) => `${one.label} (${degrees(one.lat)}, ${degrees(one.lon)})`).join(' | ') ||
          null,
      ]),
  )
}

export function rejectedCsv(rows: Rejected[], locale: Locale): string {
  return csv(
    ['file', 'line', 'case_no', 'reason', 'sentence', 'text'],
    rows.map((row) => [row.file, row.line, row.caseNo, row.reason.code, words(row.reason, locale), row.text]),
  )
}

type Format = 'pdf' | 'xlsx' | 'csv' | 'gpx' | 'kml' | 'geojson' | 'ics'

const isZip = (name: string) => name.toLowerCase().endsWith('.zip')

async function takeFile(client: Client, fileId: string): Promise<Uint8Array> {
  return new Uint8Array(await (await client.exports.take({ fileId })).arrayBuffer())
}

/** One format of the plan that stands, as files in a folder. Several crew-days arrive as one ZIP and are taken out of it. */
export async function exportFormat(
  client: Client,
  week: string,
  format: Format,
  folder: string,
  disclosure: { maskNames: boolean; maskPhones?: boolean },
): Promise<string[]> {
  const made = await finishWork(await client.exports.create({ week, format, crewDayIds: [], ...disclosure }))
  const bytes = await takeFile(client, made.fileId)
  await mkdir(folder, { recursive: true })
  const files = isZip(made.name) ? unzipSync(bytes) : { [made.name]: bytes }
  const written: string[] = []
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name.replaceAll(/[/\\]/g, '_'))
    await writeFileAtomic(path, content)
    written.push(path)
  }
  return written
}

/** `problem.json` and `solution.json` of the plan that stands. */
export async function writeInterchange(client: Client, week: string, folder: string): Promise<void> {
  const { problemId, solutionId } = await finishWork(await client.exports.interchange({ week }))
  await writeFileAtomic(join(folder, 'problem.json'), await takeFile(client, problemId))
  await writeFileAtomic(join(folder, 'solution.json'), await takeFile(client, solutionId))
}

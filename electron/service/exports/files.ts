import { writeCsv } from '../../../shared/core/exchange/csv.ts'
import { writeGeoJson } from '../../../shared/core/exchange/geojson.ts'
import { writeGpx } from '../../../shared/core/exchange/gpx.ts'
import { writeKml } from '../../../shared/core/exchange/kml.ts'
import type { exportFormats } from '../../../shared/contract/week.ts'
import {
  disclose,
  fileWords,
  openPhones,
  sheetFileName,
  type DisclosedDay,
  type RunSheetDay,
  type SheetLocale,
} from '../../../shared/model/runsheet.ts'
import { openRegion, type RegionFile } from '../database/region/regionFile.ts'
import { createTileReader, readMapLayers, type MapLayers, type TileReader } from './mapLayers.ts'

export type ExportFormat = (typeof exportFormats)[number]

export interface ExportedFile {
  /** without a folder, safe on every system */
  name: string
  bytes: Uint8Array
}

/**
 * Only the paper that a crew takes along, and hands in, has telephone numbers in full by itself; in everything that
 * is kept as a file they are masked unless they are asked for.
 */
export const masksPhones = (format: ExportFormat): boolean => format !== 'pdf'

/** MIME type by format. */
export const exportTypes: Record<ExportFormat, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  gpx: 'application/gpx+xml',
  kml: 'application/vnd.google-earth.kml+xml',
  geojson: 'application/geo+json',
  ics: 'text/calendar; charset=utf-8',
}

/** Opens the region from which maps are drawn, once for many sheets; null draws routes on white. */
export function openMaps(regionPath: string | null) {
  const region: RegionFile | null = regionPath === null ? null : openRegion(regionPath)
  const info = region?.info()
  const readers = new Map<SheetLocale, TileReader>()
  const tilesIn = (locale: SheetLocale) => {
    const reader = readers.get(locale) ?? createTileReader((z, x, y) => region!.tile(z, x, y), locale)
    readers.set(locale, reader)
    return reader
  }
  return {
    async layersFor(day: DisclosedDay): Promise<MapLayers | null> {
      if (!region || !info) return null
      const { mapBoxOf } = await import('./pdf/runSheet.ts')
      const box = mapBoxOf(day)
      const zooms = { min: info.minZoom, max: info.maxZoom }
      return box && readMapLayers(tilesIn(day.locale), box, zooms, info.attribution)
    },
    close: () => region?.close(),
  }
}
export type Maps = ReturnType<typeof openMaps>

/** Run sheets as one PDF, in the order in which they are printed. */
async function runSheets(
  days: readonly DisclosedDay[],
  maps: Maps,
  each: () => void = () => {},
): Promise<Uint8Array> {
  const { renderRunSheets } = await import('./pdf/runSheet.ts')
  const sheets = []
  for (const day of days) {
    each()
    sheets.push({ day, layers: await maps.layersFor(day) })
  }
  return renderRunSheets(sheets)
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/**
 * Crew-days in one format: a file a day for PDF, GPX and ICS, one file for all of them else.
 * @param together run sheets as one PDF, by day and crew, for the printer
 * Names and phones are masked and amounts dropped as each day's disclosure says.
 */
export async function writeFormat(
  format: ExportFormat,
  days: readonly RunSheetDay[],
  maps: Maps,
  each: () => void = () => {},
  together = false,
): Promise<ExportedFile[]> {
  const shown = days.map(disclose)
  if (shown.length === 0) return []
  const single = (bytes: Uint8Array): ExportedFile[] => [{ name: sharedName(shown, format), bytes }]
  const perDay = async (write: (day: DisclosedDay) => Promise<ExportedFile> | ExportedFile) => {
    const files: ExportedFile[] = []
    for (const day of shown) {
      each()
      files.push(await write(day))
    }
    return distinct(files)
  }
  switch (format) {
    case 'pdf':
      if (together) return single(await runSheets(shown, maps, each))
      return perDay(async (day) => ({ name: sheetFileName(day, 'pdf'), bytes: await runSheets([day], maps) }))
    case 'gpx':
      return perDay((day) => ({ name: sheetFileName(day, 'gpx'), bytes: utf8(writeGpx(day)) }))
    case 'ics': {
      const { writeIcs } = await import('./calendar.ts')
      return perDay((day) => ({ name: sheetFileName(day, 'ics'), bytes: utf8(writeIcs([day])) }))
    }
    case 'csv':
      return single(utf8(writeCsv(shown)))
    case 'kml':
      return single(utf8(writeKml(shown)))
    case 'geojson':
      return single(utf8(writeGeoJson(shown)))
    case 'xlsx': {
      const { writeXlsx } = await import('./workbook.ts')
      return single(await writeXlsx(shown))
    }
  }
}

/** `2026-11-23 一组.csv` for one crew-day, `城南支行 2026-11-23_2026-11-27.csv` for several. */
function sharedName(days: readonly DisclosedDay[], format: ExportFormat): string {
  const [first] = days as [DisclosedDay]
  if (days.length === 1) return sheetFileName(first, format)
  return gatheredName(first, datesOf(days.map((day) => day.date)), '', format)
}

/**
 * A file of many crew-days: branch, days, what it holds, and whether telephone numbers stand in it in full, so that it
 * takes no other's place.
 */
export function gatheredName(day: RunSheetDay, dates: string, what: string, ending: string): string {
  const open = openPhones(day, ending === 'zip' ? what : ending)
  return `${[fileWords(day.branchName, 'branch'), dates, what].filter(Boolean).join(' ')}${open}.${ending}`
}

/** `2026-11-23`, or `2026-11-23_2026-11-27` from the first to the last. */
export function datesOf(dates: readonly string[]): string {
  const sorted = dates.toSorted()
  const [from, to] = [sorted[0]!, sorted.at(-1)!]
  return from === to ? from : `${from}_${to}`
}

/** Two crews whose names differ only in signs that files cannot carry, or in case, still get a file each. */
export function distinct(files: ExportedFile[]): ExportedFile[] {
  const taken = new Set<string>()
  return files.map((file) => {
    let { name } = file
    for (let copy = 2; taken.has(name.toLowerCase()); copy++)
      name = file.name.replace(/(\.\w+)$/u, ` (${copy})$1`)
    taken.add(name.toLowerCase())
    return { name, bytes: file.bytes }
  })
}

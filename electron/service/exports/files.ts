import { writeCsv } from '../../../shared/core/exchange/csv.ts'
import { writeGeoJson } from '../../../shared/core/exchange/geojson.ts'
import { writeGpx } from '../../../shared/core/exchange/gpx.ts'
import { writeKml } from '../../../shared/core/exchange/kml.ts'
import type { exportFormats } from '../../../shared/contract/week.ts'
import {
  disclose,
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

/** Formats of which a file holds one crew-day; of the others a file holds them all. */
export const perDayFormats: readonly ExportFormat[] = ['pdf', 'gpx', 'ics']

/** Lists for the office, in which nobody has to ring: telephone numbers are masked unless they are asked for. */
export const tableFormats: readonly ExportFormat[] = ['xlsx', 'csv', 'kml', 'geojson']

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

/** One crew-day as a PDF run sheet. */
export async function runSheetFile(day: RunSheetDay, maps: Maps): Promise<ExportedFile> {
  const { renderRunSheet } = await import('./pdf/runSheet.ts')
  const shown = disclose(day)
  const bytes = await renderRunSheet(shown, await maps.layersFor(shown))
  return { name: sheetFileName(shown, 'pdf'), bytes }
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/**
 * Crew-days in one format: a file a day for PDF, GPX and ICS, one file for all of them else.
 * Names and phones are masked and amounts dropped as each day's disclosure says.
 */
export async function writeFormat(
  format: ExportFormat,
  days: readonly RunSheetDay[],
  maps: Maps,
  each: () => void = () => {},
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
      return perDay((day) => runSheetFile(day, maps))
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

/** `2026-11-23 一组.csv` for one day, `2026-11-23_2026-11-27.csv` for several. */
function sharedName(days: readonly DisclosedDay[], format: ExportFormat): string {
  if (days.length === 1) return sheetFileName(days[0]!, format)
  return `${datesOf(days.map((day) => day.date))}.${format}`
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

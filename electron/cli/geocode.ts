import { proposeMapping } from '../../shared/core/intake/headers.ts'
import { validCoordinate } from '../../shared/core/address/given.ts'
import { datumsDiffer } from '../../shared/core/geo/datum.ts'
import { readDatum } from '../../shared/core/intake/words.ts'
import { readDecimal } from '../../shared/core/intake/cells.ts'
import { formulaSafe } from '../../shared/core/intake/text.ts'
import type { Table } from '../../shared/model/intake.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import { datums, type Datum, type GeocodeResult } from '../../shared/model/location.ts'
import { datumWords } from './datumWords.ts'
import {
  existing,
  deliver,
  options,
  oneOf,
  reasonText,
  required,
  say,
  withPool,
  type Command,
} from './shell.ts'

const added = ['lat', 'lon', 'level', 'confidence', 'radius_m', 'label', 'reason', 'alternatives'] as const

const cell = (text: string): string => {
  const safe = formulaSafe(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
const degrees = (value: number): string => String(Number(value.toFixed(6)))

function addedCells({ best, reason, reasonParams, alternatives }: GeocodeResult): string[] {
  return [
    best ? degrees(best.lat) : '',
    best ? degrees(best.lon) : '',
    best?.level ?? 'none',
    best ? String(Math.round(best.confidence * 100) / 100) : '0',
    best ? String(Math.round(best.radiusMetres)) : '',
    best?.label ?? '',
    reasonText({ code: reason, params: reasonParams }),
    alternatives.map((one) => `${one.label} (${degrees(one.lat)}, ${degrees(one.lon)})`).join(' | '),
  ]
}

/** The columns that matter; a column that this command added to an earlier run of the file is written anew. */
function columnsOf(table: Table) {
  const mapping = proposeMapping(
    table.headers,
    table.rows.slice(0, 200).map((row) => row.cells),
    'cases',
  )
  const column = (field: string) => mapping.find((pair) => pair.field === field)?.column
  const address = column('address')
  if (address === undefined)
    throw new RefusalError('import-column-missing', {
      file: table.fileName,
      columns: 'address',
      found: table.headers.filter((header) => header !== '').join(', ') || '–',
    })
  return { address, lat: column('lat'), lon: column('lon'), datum: column('datum') }
}

export const geocode: Command = {
  usage: 'geocode IN.csv|xlsx --region R.region [--datum wgs84|gcj02|bd09] [--out OUT.csv] [--json]',
  about:
    'places for addresses, offline: adds lat, lon, level, confidence, radius_m, label, reason, alternatives',
  details: `
IN         CSV or XLSX in any encoding, with an address column (any usual header); lat and lon are honoured
--region   the region to search
--datum    of coordinates whose row names none; by default found out from the rows that agree with their address
--out      the file to write; else stdout
--json     one JSON object a row instead of CSV`,
  async run(args) {
    const { values, files } = options(
      args,
      {
        region: { type: 'string' },
        out: { type: 'string' },
        datum: { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 1, most: 1, names: 'IN.csv' },
    )
    const datum = oneOf<Datum>(values.datum, 'datum', datums)
    const regionPath = required(values.region, 'region')
    const { table, address, isDatumOpen, located } = await withPool(async (pool, on) => {
      existing(regionPath)
      const table = await pool.run('read-table', { path: existing(files[0]!), kind: 'cases' }, on)
      const { address, lat, lon, datum: own } = columnsOf(table)
      const numberAt = (cells: string[], column: number | undefined) =>
        column === undefined ? undefined : (readDecimal(cells[column] ?? '') ?? undefined)
      const rows = table.rows.map((row, index) => {
        const said = (own === undefined ? null : readDatum(row.cells[own] ?? '')) ?? datum
        const given = { lat: numberAt(row.cells, lat), lon: numberAt(row.cells, lon) }
        return {
          id: String(index),
          text: row.cells[address] ?? '',
          ...(given.lat !== undefined && given.lon !== undefined ? { lat: given.lat, lon: given.lon } : {}),
          ...(said ? { datum: said } : {}),
        }
      })
      const given = rows.flatMap(({ lat, lon }) => (lat === undefined ? [] : [{ lat, lon: lon! }]))
      const isDatumOpen = given.some((point) => validCoordinate(point.lon, point.lat) && datumsDiffer(point))
      return { table, address, isDatumOpen, located: await pool.run('geocode', { regionPath, rows }, on) }
    })
    const results = located.results.map((row) => row.result)
    if (values.json) {
      const lines = table.rows.map((row, index) =>
        JSON.stringify({ line: row.line, address: row.cells[address], ...results[index] }),
      )
      await deliver(lines.map((line) => line + '\n').join(''), values.out)
    } else {
      const kept = table.headers
        .map((_, column) => column)
        .filter((column) => !added.includes(table.headers[column] as 'lat'))
      const lines = [[...kept.map((column) => table.headers[column]!), ...added].map(cell).join(',')]
      for (const [index, row] of table.rows.entries())
        lines.push(
          [...kept.map((column) => row.cells[column] ?? ''), ...addedCells(results[index]!)]
            .map(cell)
            .join(','),
        )
      await deliver('\uFEFF' + lines.map((line) => line + '\r\n').join(''), values.out)
    }
    const byLevel = new Map<string, number>()
    for (const { best } of results)
      byLevel.set(best?.level ?? 'none', (byLevel.get(best?.level ?? 'none') ?? 0) + 1)
    say(
      `${results.length} addresses: ${[...byLevel].map(([level, count]) => `${level} ${count}`).join(', ')}`,
    )
    if (located.datum && isDatumOpen) {
      const { samples: compared, medianMetres, sure, datum: taken } = located.datum
      say(datumWords({ compared, medianMetres, detected: sure ? taken : null, taken }))
    }
    return 0
  },
}

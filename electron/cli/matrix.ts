import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readTravelFile } from '../../shared/core/exchange/travelFile.ts'
import { readDecimal } from '../../shared/core/intake/cells.ts'
import { periodAt, weekTravel } from '../../shared/core/plan/weekTravel.ts'
import { defaultSnapRadiusMetres } from '../../shared/core/roads/snap.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import { travelModes, UNREACHABLE, type LonLat, type TravelMode } from '../../shared/model/travel.ts'
import type { TravelPeriod } from '../../shared/model/travelSettings.ts'
import {
  deliver,
  existing,
  oneOf,
  options,
  required,
  say,
  told,
  UsageError,
  withPool,
  type Command,
} from './shell.ts'

const cells = (values: Uint32Array, size: number): (number | null)[][] =>
  Array.from({ length: size }, (_, from) =>
    Array.from(values.subarray(from * size, (from + 1) * size), (value) =>
      value === UNREACHABLE ? null : value,
    ),
  )

/** What holds on the day and at the hour that are asked about. */
async function periodAsked(
  file: string | undefined,
  at: string | undefined,
  mode: TravelMode,
): Promise<TravelPeriod | null> {
  if (file === undefined && at === undefined) return null
  if (file === undefined || at === undefined) throw new UsageError('--travel and --at go together.')
  const [, date, hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(at) ?? []
  if (date === undefined || Number(hours) > 23 || Number(minutes) > 59)
    throw new UsageError(`--at takes a day and an hour such as 2026-11-24T08:30, not “${at}”.`)
  const settings = readTravelFile(await readFile(existing(file), 'utf8'), basename(file))
  const { starts, profiles } = weekTravel(settings, [date], [mode])
  const { periods } = profiles[0]!
  return periods.length === 1
    ? periods[0]!
    : periods[periodAt(starts, Number(hours) * 3_600 + Number(minutes) * 60)]!
}

export const matrix: Command = {
  usage:
    'matrix POINTS.csv --region R.region [--mode car|scooter|bicycle|foot] [--travel TRAVEL.json --at 2026-11-24T08:30] [--out FILE.json]',
  about: 'travel times and distances by road between points, as OSRM’s table answers',
  details: `
POINTS     columns id, lon, lat (WGS-84)
--mode     how one travels; car by default
--travel   hours and closures as “travel show” writes them, with --at: on which day and hour
Seconds and metres; null where no road leads. Points that lie off every road are named on stderr.`,
  async run(args) {
    const { values, files } = options(
      args,
      {
        region: { type: 'string' },
        mode: { type: 'string' },
        travel: { type: 'string' },
        at: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 1, most: 1, names: 'POINTS.csv' },
    )
    const regionPath = required(values.region, 'region')
    const mode = oneOf(values.mode, 'mode', travelModes) ?? 'car'
    const period = await periodAsked(values.travel, values.at, mode)
    const path = files[0]!
    const { ids, points, roads } = await withPool(async (pool, on) => {
      existing(regionPath)
      const table = await pool.run('read-table', { path: existing(path) }, on)
      const column = (name: string) =>
        table.headers.findIndex((header) => header.trim().toLowerCase() === name)
      const [id, lon, lat] = [column('id'), column('lon'), column('lat')]
      if (lon < 0 || lat < 0)
        throw new RefusalError('points-columns', { file: table.fileName, found: table.headers.join(', ') })
      const points = table.rows.map((row): LonLat => {
        const at: LonLat = [
          readDecimal(row.cells[lon] ?? '') ?? NaN,
          readDecimal(row.cells[lat] ?? '') ?? NaN,
        ]
        if (!(Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90))
          throw new RefusalError(
            'point-coordinates',
            { lon: row.cells[lon] ?? '', lat: row.cells[lat] ?? '' },
            { file: table.fileName, line: row.line },
          )
        return at
      })
      const ids = table.rows.map((row, index) => (id < 0 ? String(index + 1) : (row.cells[id] ?? '')))
      return {
        ids,
        points,
        roads: await pool.run('matrix', { regionPath, mode, points, ...(period ? { period } : {}) }, on),
      }
    })
    for (const index of roads.unsnapped)
      say(
        `${ids[index]}: ${told({ code: 'point-off-road', params: { metres: Math.round(Math.min(roads.snapMetres[index]!, 99_999)), limit: defaultSnapRadiusMetres } })}`,
      )
    const waypoints = points.map((location, index) => ({
      name: ids[index],
      location,
      distance: Number.isFinite(roads.snapMetres[index])
        ? Math.round(roads.snapMetres[index]! * 10) / 10
        : null,
    }))
    const answer = {
      code: 'Ok',
      durations: cells(roads.seconds, roads.size),
      distances: cells(roads.metres, roads.size),
      sources: waypoints,
      destinations: waypoints,
    }
    await deliver(`${JSON.stringify(answer)}\n`, values.out)
    return 0
  },
}

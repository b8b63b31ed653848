/** OSRM's HTTP API, https://project-osrm.org/docs/v5.24.0/api/ : `/table` and `/route`. */
import * as z from 'zod'
import type { OutgoingRequest, ProviderSettings } from '../../../model/providers.ts'
import { RefusalError } from '../../../model/refusal.ts'
import type { LonLat } from '../../../model/travel.ts'
import { samplePair, type BlockAnswer, type TableBlock } from './blocks.ts'
import { degrees, joined, type ProviderDescription } from './description.ts'

/** A server takes 100 coordinates a table unless it was started otherwise (`--max-table-size`). */
export const osrmBlock = { from: 50, to: 50 }

const coordinates = (points: readonly LonLat[]) =>
  points.map(([lon, lat]) => `${degrees(lon)},${degrees(lat)}`).join(';')

/** Travel times of a block of points. */
export function osrmTable(
  settings: ProviderSettings,
  profile: string,
  points: readonly LonLat[],
  { from, to }: TableBlock,
): OutgoingRequest {
  // each place once, even where it is both left and reached
  const asked = [...new Set([...from, ...to])]
  const at = new Map(asked.map((point, index) => [point, index]))
  const numbers = (of: number[]) => of.map((point) => at.get(point)!).join(';')
  return {
    method: 'GET',
    url: joined(
      settings.url,
      `/table/v1/${encodeURIComponent(profile)}/${coordinates(asked.map((point) => points[point]!))}` +
        `?sources=${numbers(from)}&destinations=${numbers(to)}&annotations=duration,distance`,
    ),
    sends: { what: 'coordinates', count: asked.length },
  }
}

const cell = z.number().nullable()
const waypoint = z.object({ distance: z.number().optional() }).nullable()
const tableAnswer = z.object({
  code: z.string(),
  durations: z.array(z.array(cell)).optional(),
  distances: z.array(z.array(cell)).optional(),
  sources: z.array(waypoint).optional(),
  destinations: z.array(waypoint).optional(),
})

const unusable = (detail: string) => new RefusalError('provider-answer', { provider: 'OSRM', detail })

/**
 * What a server answered to {@link osrmTable}. A place that the server moved farther than `snapMetres` to a road counts
 * as unreachable, as it does with the region's own roads.
 * @throws RefusalError provider-answer
 */
export function readOsrmTable(answer: unknown, block: TableBlock, snapMetres: number): BlockAnswer {
  const read = tableAnswer.safeParse(answer)
  if (!read.success) throw unusable('durations')
  const { code, durations, distances, sources, destinations } = read.data
  if (code !== 'Ok' || !durations) throw unusable(code)
  const isWhole = (table: unknown[][]) =>
    table.length === block.from.length && table.every((row) => row.length === block.to.length)
  if (!isWhole(durations) || (distances && !isWhole(distances))) throw unusable('size')
  const far = (of: z.infer<typeof waypoint> | undefined) => (of?.distance ?? 0) > snapMetres
  const seconds = durations.map((row, i) =>
    row.map((value, j) => (far(sources?.[i]) || far(destinations?.[j]) ? null : value)),
  )
  return { seconds, metres: distances ?? durations.map((row) => row.map(() => null)) }
}

/** The streets from point to point. */
export function osrmRoute(
  settings: ProviderSettings,
  profile: string,
  points: readonly LonLat[],
): OutgoingRequest {
  return {
    method: 'GET',
    url: joined(
      settings.url,
      `/route/v1/${encodeURIComponent(profile)}/${coordinates(points)}?overview=full&geometries=geojson`,
    ),
    sends: { what: 'coordinates', count: points.length },
  }
}

const routeAnswer = z.object({
  code: z.string(),
  routes: z
    .array(z.object({ geometry: z.object({ coordinates: z.array(z.tuple([z.number(), z.number()])) }) }))
    .optional(),
})

/** The line of {@link osrmRoute}. @throws RefusalError provider-answer */
export function readOsrmRoute(answer: unknown): LonLat[] {
  const read = routeAnswer.safeParse(answer)
  if (!read.success) throw unusable('routes')
  const line = read.data.routes?.[0]?.geometry.coordinates
  if (read.data.code !== 'Ok' || !line) throw unusable(read.data.code)
  return line
}

const both: TableBlock = { from: [0, 1], to: [0, 1] }

export const osrm: ProviderDescription = {
  purpose: 'travel',
  sends: 'coordinates',
  keyed: false,
  profiles: { car: 'driving' },
  sample: (settings, place) =>
    osrmTable(settings, Object.values(settings.profiles)[0] ?? 'driving', samplePair(place), both),
  readSample: (answer) => void readOsrmTable(answer, both, Infinity),
}

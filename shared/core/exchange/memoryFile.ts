/**
 * The memory of a branch as a file: confirmed pins as GeoJSON points (RFC 7946), so that any map program shows them.
 *
 * ```json
 * {"type": "FeatureCollection", "roundsman": "memory/1", "features": [{"type": "Feature",
 *   "geometry": {"type": "Point", "coordinates": [121.54, 25.03]},
 *   "properties": {"key": "大安|和平东路|n110", "building": null, "label": "…", "radius_m": 15,
 *     "confirmed_by": "王", "confirmed_at": "2026-11-24T01:00:00Z", "approved_by": null, "approved_at": null}}]}
 * ```
 */
import * as z from 'zod'
import type { MemoryPin } from '../../model/location.ts'
import { RefusalError } from '../../model/refusal.ts'

export const memoryFormat = 'memory/1'
const mostPins = 200_000
/** No file of so many pins is larger. */
export const mostMemoryBytes = 100_000_000

const pin = z.object({
  type: z.literal('Feature'),
  geometry: z.object({
    type: z.literal('Point'),
    coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number()),
  }),
  properties: z.object({
    key: z.string().min(1).max(400),
    building: z.string().min(1).max(400).nullable(),
    label: z.string().max(400),
    radius_m: z.number().min(0).max(200_000),
    confirmed_by: z.string().min(1).max(120),
    confirmed_at: z.iso.datetime({ offset: true }),
    approved_by: z.string().min(1).max(120).nullable(),
    approved_at: z.iso.datetime({ offset: true }).nullable(),
  }),
})
const fileHead = z.object({
  type: z.literal('FeatureCollection'),
  roundsman: z.literal(memoryFormat),
  features: z.array(z.unknown()),
})
const file = fileHead.extend({ features: z.array(pin) })

/** The file holds more than any branch remembers. */
export const memoryFileLarge = (name: string) =>
  new RefusalError('memory-file-large', {
    ...{ file: name, pins: mostPins, megabytes: mostMemoryBytes / 1_000_000 },
  })

export function writeMemoryFile(pins: readonly MemoryPin[]): string {
  const features = [...pins]
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map((one) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [one.lon, one.lat] },
      properties: {
        key: one.key,
        building: one.building,
        label: one.label,
        radius_m: one.radiusMetres,
        confirmed_by: one.confirmedBy,
        confirmed_at: one.confirmedAt,
        approved_by: one.approvedBy,
        approved_at: one.approvedAt,
      },
    }))
  return JSON.stringify({ type: 'FeatureCollection', roundsman: memoryFormat, features }, null, 1) + '\n'
}

/**
 * Reads what {@link writeMemoryFile} writes; all of it, or nothing.
 * @throws RefusalError memory-file-unreadable (no JSON), memory-file-other (something else, or another version's),
 * memory-file-pin with the number of the pin (from 1) and the field, memory-file-large
 */
export function readMemoryFile(text: string, name: string): MemoryPin[] {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    // what the parser of JSON says is for programmers, and in English
    throw new RefusalError('memory-file-unreadable', { file: name }, { file: name })
  }
  const head = fileHead.safeParse(json)
  if (!head.success)
    throw new RefusalError('memory-file-other', { file: name, format: memoryFormat }, { file: name })
  if (head.data.features.length > mostPins) throw memoryFileLarge(name)
  const read = file.safeParse(json)
  if (!read.success) {
    const path = read.error.issues[0]!.path.map(String)
    const number = Number(path[1]) + 1
    // features, 3, properties, confirmed_at — or geometry, coordinates, 0
    const field = path.slice(2).findLast((part) => Number.isNaN(Number(part))) ?? 'type'
    throw new RefusalError(
      'memory-file-pin',
      { file: name, number, field },
      { file: name, path: path.join('.') },
    )
  }
  return read.data.features.map(({ geometry: { coordinates }, properties }) => ({
    key: properties.key,
    building: properties.building,
    lon: coordinates[0],
    lat: coordinates[1],
    label: properties.label,
    radiusMetres: properties.radius_m,
    confirmedBy: properties.confirmed_by,
    confirmedAt: properties.confirmed_at,
    approvedBy: properties.approved_by,
    approvedAt: properties.approved_at,
  }))
}

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
const file = z.object({
  type: z.literal('FeatureCollection'),
  roundsman: z.literal(memoryFormat),
  features: z.array(pin).max(mostPins),
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

/** @throws RefusalError memory-file-unreadable, with where in the file and what is wrong */
export function readMemoryFile(text: string, name: string): MemoryPin[] {
  const unreadable = (at: string, detail: string) =>
    new RefusalError('memory-file-unreadable', { file: name, at, detail })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw unreadable('-', (error as Error).message)
  }
  const read = file.safeParse(json)
  if (!read.success) {
    const issue = read.error.issues[0]!
    throw unreadable(issue.path.map(String).join('.') || '-', issue.message)
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

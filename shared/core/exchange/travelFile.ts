/**
 * Travel hours and closures of a branch as a file: `hours` with clock times, `closures` as GeoJSON (RFC 7946), so that
 * they can be drawn in any map program.
 *
 * ```json
 * {"hours": {"modes": ["car"], "starts": ["07:00", "09:00"], "speeds": [{"primary": 0.6}, {}]},
 *  "closures": {"type": "FeatureCollection", "features": [{"type": "Feature",
 *    "geometry": {"type": "Polygon", "coordinates": [[[121.5, 25.0], [121.6, 25.0], [121.6, 25.1], [121.5, 25.0]]]},
 *    "properties": {"street": "High Street", "from": "2026-11-24", "to": "2026-11-25", "hours": "09:00-17:00", "reason": ""}}]}}
 * ```
 */
import * as z from 'zod'
import { RefusalError } from '../../model/refusal.ts'
import { maxTravelPeriods, roadClassNames, travelModes, type LonLat } from '../../model/travel.ts'
import {
  maxClosureCorners,
  maxClosures,
  speedShares,
  type DatedClosure,
  type TravelSettings,
} from '../../model/travelSettings.ts'

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
  .transform(secondsOf)
const share = z.number().min(speedShares.least).max(speedShares.most)
const position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .rest(z.number())
  .transform(([lon, lat]): LonLat => [lon, lat])

const hours = z.object({
  modes: z.array(z.enum(travelModes)).min(1).default(['car']),
  starts: z.array(clock).min(1).max(maxTravelPeriods),
  speeds: z
    .array(z.partialRecord(z.enum(roadClassNames), share))
    .min(1)
    .max(maxTravelPeriods),
})
const closure = z.object({
  type: z.literal('Feature'),
  geometry: z.object({
    type: z.literal('Polygon'),
    coordinates: z
      .array(
        z
          .array(position)
          .min(3)
          .max(maxClosureCorners + 1),
      )
      .min(1),
  }),
  properties: z.object({
    street: z.string().trim().min(1).max(120).nullish(),
    from: z.iso.date(),
    to: z.iso.date(),
    hours: z
      .string()
      .regex(/^\d\d:\d\d-\d\d:\d\d$/, 'HH:MM-HH:MM')
      .nullish(),
    reason: z.string().max(300).nullish(),
  }),
})
const travelFile = z.object({
  hours: hours.nullish(),
  closures: z
    .object({ type: z.literal('FeatureCollection'), features: z.array(closure).max(maxClosures) })
    .nullish(),
})

function secondsOf(text: string): number {
  const [hour, minute] = text.split(':').map(Number)
  return hour! * 3_600 + minute! * 60
}
const two = (value: number) => String(value).padStart(2, '0')
const clockOf = (seconds: number) =>
  `${two(Math.floor(seconds / 3_600) % 24)}:${two(Math.floor((seconds % 3_600) / 60))}`

/**
 * Reads what {@link writeTravelFile} writes.
 * @throws RefusalError travel-file with the place in the file
 */
export function readTravelFile(text: string, file: string): TravelSettings {
  const wrong = (path: string, detail: string) =>
    new RefusalError('travel-file', { file, path, detail }, { file, path })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw wrong('-', (error as Error).message)
  }
  const read = travelFile.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    throw wrong(issue!.path.join('.') || '-', issue!.message)
  }
  return {
    hours: read.data.hours ?? null,
    closures: (read.data.closures?.features ?? []).map(({ geometry, properties }, index): DatedClosure => {
      const span = properties.hours?.split('-').map(secondsOf)
      if (span?.some((second) => !(second <= 86_400)))
        throw wrong(`closures.features.${index}.properties.hours`, properties.hours!)
      return {
        ring: openRing(geometry.coordinates[0]!),
        ...(properties.street ? { street: properties.street } : {}),
        ...(span ? { hours: [span[0]!, span[1]!] } : {}),
        from: properties.from,
        to: properties.to,
        reason: properties.reason ?? '',
      }
    }),
  }
}

/** GeoJSON says the first corner twice. */
function openRing(ring: LonLat[]): LonLat[] {
  const [first, last] = [ring[0]!, ring.at(-1)!]
  return first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring
}

/** What a branch keeps, for another branch or another program. */
export function writeTravelFile({ hours: kept, closures }: TravelSettings): string {
  const json = {
    ...(kept ? { hours: { modes: kept.modes, starts: kept.starts.map(clockOf), speeds: kept.speeds } } : {}),
    closures: {
      type: 'FeatureCollection',
      features: closures.map(({ ring, street, hours: span, from, to, reason }) => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
        properties: {
          ...(street === undefined ? {} : { street }),
          from,
          to,
          ...(span ? { hours: span.map(clockOf).join('-') } : {}),
          reason,
        },
      })),
    },
  }
  return `${JSON.stringify(json, null, 2)}\n`
}

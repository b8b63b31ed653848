import type { Datum, GeocodeResult } from '../../model/location.ts'
import { metresBetween } from './metric.ts'

/** Given coordinates farther than this from what their address says are held for a person, in metres. */
const leastDisagreement = 400

export function validCoordinate(lon: number, lat: number): boolean {
  const inRange = Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  // 0, 0 is what an empty cell becomes in many exports
  return Number.isFinite(lon) && Number.isFinite(lat) && inRange && !(lon === 0 && lat === 0)
}

/**
 * Joins coordinates that came with a row (already WGS-84, `datum` is what they came in) and what its text says. They are a pin when they agree, or when
 * the text says nothing; where they lie far apart the row is held with both as alternatives.
 */
export function withGivenPoint(
  found: GeocodeResult,
  { lon, lat, datum }: { lon: number; lat: number; datum: Datum },
  text: string,
): GeocodeResult {
  const label = found.best?.label ?? text.trim().slice(0, 200)
  const given = {
    lon,
    lat,
    level: 'pin' as const,
    confidence: 0.95,
    radiusMetres: 30,
    label,
    source: datum === 'wgs84' ? 'given' : `given-${datum}`,
  }
  if (found.reason === 'address-remembered') return found
  const rest = { tokens: found.tokens, memoryKey: found.memoryKey }
  const { best } = found
  if (!best || best.level === 'none') {
    const alternatives = best ? [best, ...found.alternatives].slice(0, 5) : []
    return { ...rest, best: { ...given, confidence: 0.85 }, reason: 'address-given', alternatives }
  }
  const metres = Math.round(metresBetween(lon, lat, best.lon, best.lat))
  if (metres <= Math.max(leastDisagreement, 1.5 * best.radiusMetres + 200))
    return {
      ...rest,
      best: given,
      reason: 'address-given',
      alternatives: [best, ...found.alternatives].slice(0, 5),
    }
  return {
    ...rest,
    best: { ...given, level: 'none', confidence: 0.4 },
    reason: 'address-given-far',
    reasonParams: { metres, found: best.label },
    alternatives: [
      { ...given, confidence: 0.5, label: text.trim().slice(0, 200) },
      best,
      ...found.alternatives,
    ].slice(0, 5),
  }
}

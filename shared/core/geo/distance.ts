/** IUGG mean Earth radius, the one that routing engines agree on, in metres. */
export const earthRadiusMetres = 6_371_008.8

const radians = Math.PI / 180

/** Great-circle metres between two WGS-84 points in degrees (haversine: exact enough at every distance). */
export function haversineMetres(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const sinLat = Math.sin(((lat2 - lat1) * radians) / 2)
  const sinLon = Math.sin(((lon2 - lon1) * radians) / 2)
  const a = sinLat * sinLat + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * sinLon * sinLon
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(a)))
}

/** Metres of one degree of latitude, everywhere on the sphere. */
export const metresPerDegree = earthRadiusMetres * radians

/** Metres of one degree of longitude at a latitude. */
export function metresPerDegreeLon(lat: number): number {
  return metresPerDegree * Math.cos(lat * radians)
}

/** Whether both are numbers on the globe. */
export function isLonLat(lon: number, lat: number): boolean {
  return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90
}

/**
 * The nearest point of a segment to a point, on a plane that is true around `lat` (right to centimetres at the
 * distances of a street). Returns the fraction 0–1 along the segment.
 */
export function fractionAlong(
  lon: number,
  lat: number,
  lon1: number,
  lat1: number,
  lon2: number,
  lat2: number,
): number {
  const scale = Math.cos(lat * radians)
  const dx = (lon2 - lon1) * scale
  const dy = lat2 - lat1
  const square = dx * dx + dy * dy
  if (square === 0) return 0
  const along = ((lon - lon1) * scale * dx + (lat - lat1) * dy) / square
  return along < 0 ? 0 : along > 1 ? 1 : along
}

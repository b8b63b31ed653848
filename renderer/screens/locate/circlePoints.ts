import type { LonLat } from '../../map/index.ts'

const metresPerDegree = 111_320

/** North, east, south and west ends of a circle, `[lon, lat]`, so that a view can hold all of it. */
export function circlePoints([lon, lat]: LonLat, radiusMetres: number): LonLat[] {
  const dLat = radiusMetres / metresPerDegree
  const dLon = dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  return [
    [lon, lat + dLat],
    [lon + dLon, lat],
    [lon, lat - dLat],
    [lon - dLon, lat],
  ]
}

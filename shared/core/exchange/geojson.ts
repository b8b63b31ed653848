import { cleanText, type DisclosedDay } from '../../model/runsheet.ts'
import { columnsOf, stopCells } from './csv.ts'

/**
 * Crew-days as GeoJSON (RFC 7946): a LineString a route and a Point a stop, WGS-84. Properties of a stop carry the
 * columns of the CSV by their own names; `attribution` stands beside `features`.
 */
export function writeGeoJson(days: readonly DisclosedDay[]): string {
  const columns = columnsOf(days)
  const features = days.flatMap((day) => {
    const line =
      day.route.length < 2
        ? []
        : [
            {
              type: 'Feature',
              geometry: { type: 'LineString', coordinates: day.route.map(rounded) },
              properties: {
                kind: 'route',
                date: day.date,
                crew: day.crewName,
                metres: day.totals.metres,
                travelSeconds: day.totals.travelSeconds,
              },
            },
          ]
    const stops = day.stops.map((stop) => {
      const cells = stopCells(day, stop)
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: rounded([stop.lon, stop.lat]) },
        properties: { kind: 'stop', ...Object.fromEntries(columns.map((column) => [column, cells[column]])) },
      }
    })
    return [...line, ...stops]
  })
  const attribution = days[0]?.attribution ?? ''
  return (
    JSON.stringify({ type: 'FeatureCollection', attribution, features }, (_key, value: unknown) =>
      typeof value === 'string' ? cleanText(value) : value,
    ) + '\n'
  )
}

const rounded = ([lon, lat]: readonly [number, number]) => [Number(lon.toFixed(7)), Number(lat.toFixed(7))]

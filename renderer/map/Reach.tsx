import { CircleMarker, Polygon, Tooltip } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { tokens } from '../app/tokens.ts'
import { latLng, type LonLat } from './BaseMap.tsx'

/** What is reached from a place: outlines, holes among them, and the place itself. */
export function Reach({
  rings,
  from,
  title,
}: {
  rings: readonly (readonly LonLat[])[]
  from: LonLat
  title: string
}) {
  const { accent } = tokens[useTheme()]
  return (
    <>
      <Polygon
        // one polygon of all rings: by the even-odd rule holes stay open, whichever way round they run
        positions={rings.map((ring) => ring.map(latLng))}
        interactive={false}
        pathOptions={{
          color: accent,
          weight: 2.5,
          fillColor: accent,
          fillOpacity: 0.1,
          fillRule: 'evenodd',
        }}
      />
      <CircleMarker
        center={latLng(from)}
        radius={6}
        pathOptions={{ color: accent, weight: 2, fillColor: accent, fillOpacity: 1 }}
      >
        <Tooltip>{title}</Tooltip>
      </CircleMarker>
    </>
  )
}

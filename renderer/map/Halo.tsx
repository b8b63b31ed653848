import { CircleMarker } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { tokens } from '../app/tokens.ts'
import { latLng, type LonLat } from './BaseMap.tsx'

/** A ring around the place that the pointer is on elsewhere. */
export function Halo({ at }: { at: LonLat }) {
  const { accent } = tokens[useTheme()]
  return (
    <CircleMarker
      center={latLng(at)}
      radius={17}
      interactive={false}
      pathOptions={{ color: accent, weight: 3, fillColor: accent, fillOpacity: 0.2 }}
    />
  )
}

import { useMapEvents } from 'react-leaflet'
import type { LonLat } from './BaseMap.tsx'

/** Tells where the map was clicked. */
export function MapClick({ onClick }: { onClick: (at: LonLat) => void }) {
  useMapEvents({ click: (event) => onClick([event.latlng.lng, event.latlng.lat]) })
  return null
}

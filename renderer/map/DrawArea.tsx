import L from 'leaflet'
import { useMemo } from 'react'
import { Marker, Polygon, Polyline, useMapEvents } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { tokens } from '../app/tokens.ts'
import { latLng, type LonLat } from './BaseMap.tsx'

const cornerIcon = () =>
  L.divIcon({ className: 'corner-icon', iconSize: [14, 14], iconAnchor: [7, 7], html: '<i></i>' })

const plain = (ring: readonly LonLat[]) => ring.map(([lon, lat]): [number, number] => [lon, lat])

/**
 * An area drawn corner by corner: a click adds one, corners are dragged, a click on one takes it away. With fewer than
 * three it is only a line.
 */
export function DrawArea({
  ring,
  cornerLabel,
  onChange,
}: {
  ring: readonly LonLat[]
  cornerLabel: (corner: number) => string
  onChange: (ring: [lon: number, lat: number][]) => void
}) {
  const colours = tokens[useTheme()]
  const icon = useMemo(cornerIcon, [])
  useMapEvents({ click: (event) => onChange([...plain(ring), [event.latlng.lng, event.latlng.lat]]) })
  const look = { color: colours.red, weight: 2, fillColor: colours.red, fillOpacity: 0.15 }
  const positions = ring.map(latLng)
  return (
    <>
      {ring.length > 2 ? (
        <Polygon positions={positions} interactive={false} pathOptions={look} />
      ) : (
        <Polyline positions={positions} interactive={false} pathOptions={look} />
      )}
      {ring.map((corner, index) => (
        <Marker
          key={index}
          position={latLng(corner)}
          icon={icon}
          draggable
          keyboard={false}
          alt={cornerLabel(index + 1)}
          title={cornerLabel(index + 1)}
          eventHandlers={{
            click: () => onChange(plain(ring).toSpliced(index, 1)),
            dragend: (event) => {
              const { lng, lat } = (event.target as L.Marker).getLatLng()
              onChange(plain(ring).with(index, [lng, lat]))
            },
          }}
        />
      ))}
    </>
  )
}

import { Polygon, Polyline, Tooltip } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { tokens } from '../app/tokens.ts'
import { latLng, type LonLat } from './BaseMap.tsx'

export interface ClosedShape {
  key: string
  ring: readonly LonLat[]
  /** a street within the ring only: the ring itself is drawn faintly */
  street: boolean
  /** its course, where it is known */
  lines?: readonly (readonly LonLat[])[]
  title: string
}

/** Areas and streets that nobody travels, barred in red. */
export function ClosedRoads({
  shapes,
  selectedKey,
  onSelect,
}: {
  shapes: readonly ClosedShape[]
  selectedKey?: string | null
  onSelect?: (key: string) => void
}) {
  const colours = tokens[useTheme()]
  return (
    <>
      {shapes.map((shape) => {
        const on = shape.key === selectedKey
        return (
          <Polygon
            key={shape.key}
            positions={shape.ring.map(latLng)}
            pathOptions={{
              color: colours.red,
              weight: on ? 3 : shape.street ? 1 : 2,
              dashArray: shape.street ? '2 4' : '6 4',
              fillColor: colours.red,
              fillOpacity: shape.street ? 0.03 : on ? 0.22 : 0.12,
            }}
            eventHandlers={{ click: () => onSelect?.(shape.key) }}
          >
            <Tooltip sticky>{shape.title}</Tooltip>
          </Polygon>
        )
      })}
      {shapes.flatMap((shape) =>
        (shape.lines ?? []).map((line, index) => (
          <Polyline
            key={`${shape.key}-${index}`}
            positions={line.map(latLng)}
            interactive={false}
            pathOptions={{ color: colours.red, weight: 5, opacity: 0.75, dashArray: '1 8' }}
          />
        )),
      )}
    </>
  )
}

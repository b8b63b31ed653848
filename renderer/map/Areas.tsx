import { Polygon, Tooltip } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { tokens } from '../app/tokens.ts'
import { latLng, type LonLat } from './BaseMap.tsx'

export interface AreaShape {
  key: string
  ring: readonly LonLat[]
  fill: string
  fillOpacity: number
  title: string
  /** too few to show: drawn as an empty outline */
  hidden?: boolean
}

/** Areas in the colour of what is measured. */
export function Areas({
  areas,
  selectedKey,
  onSelect,
}: {
  areas: readonly AreaShape[]
  selectedKey?: string | null
  onSelect?: (key: string) => void
}) {
  const colours = tokens[useTheme()]
  return (
    <>
      {areas.map((area) => {
        const on = area.key === selectedKey
        return (
          <Polygon
            key={area.key}
            positions={area.ring.map(latLng)}
            pathOptions={{
              color: on ? colours.text : colours.textSoft,
              weight: on ? 2.5 : 0.8,
              dashArray: area.hidden ? '3 4' : undefined,
              fillColor: area.fill,
              fillOpacity: area.hidden ? 0 : area.fillOpacity,
            }}
            eventHandlers={{ click: () => onSelect?.(area.key) }}
          >
            <Tooltip sticky>{area.title}</Tooltip>
          </Polygon>
        )
      })}
    </>
  )
}

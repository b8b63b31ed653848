import { Polyline } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { crewColour } from '../ui/crewColour.ts'
import { latLng, type LonLat } from './BaseMap.tsx'

export interface RouteLine {
  id: string
  line: readonly LonLat[]
  /** number of the crew, see {@link crewColour} */
  colour: number
  /** others are in the foreground */
  dim?: boolean
}

/** Routes in their crew's hue and dash, with a casing that keeps them apart from roads and from one another. */
export function Routes({
  routes,
  onSelect,
}: {
  routes: readonly RouteLine[]
  onSelect?: (id: string) => void
}) {
  const theme = useTheme()
  const casing = theme === 'dark' ? '#0d1112' : '#ffffff'
  return (
    <>
      {[...routes]
        .sort((a, b) => Number(b.dim ?? false) - Number(a.dim ?? false))
        .map((route) => {
          const look = crewColour(route.colour)
          const positions = route.line.map(latLng)
          return [
            <Polyline
              key={`${route.id}-casing`}
              positions={positions}
              interactive={false}
              pathOptions={{ color: casing, weight: 6, opacity: route.dim ? 0 : 0.85, lineJoin: 'round' }}
            />,
            <Polyline
              key={`${route.id}-${look.dash}`}
              positions={positions}
              pathOptions={{
                color: theme === 'dark' ? look.dark : look.light,
                weight: route.dim ? 2 : 3.5,
                opacity: route.dim ? 0.35 : 0.95,
                lineJoin: 'round',
                ...(look.dash ? { dashArray: look.dash } : {}),
              }}
              {...(onSelect
                ? { eventHandlers: { click: () => onSelect(route.id) } }
                : { interactive: false })}
            />,
          ]
        })}
    </>
  )
}

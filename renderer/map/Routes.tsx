import type L from 'leaflet'
import { Polyline } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { crewColour } from '../ui/crewColour.ts'
import { latLng, type LonLat } from './BaseMap.tsx'

export interface RouteLine {
  id: string
  line: readonly LonLat[]
  /** stretches of the line, by the numbers of their first and last point, that no road joins: dotted */
  straight?: readonly (readonly [from: number, to: number])[]
  /** number of the crew, see {@link crewColour} */
  colour: number
  /** others are in the foreground */
  dim?: boolean
  /** the one that is pointed at: drawn broad, above the others */
  lit?: boolean
  /** one of very many: a finer line */
  fine?: boolean
}

/** What is drawn later lies above. */
const height = (route: RouteLine) => (route.lit ? 2 : route.dim ? 0 : 1)

/** The line without its straight stretches, and these. */
function stretches({ line, straight = [] }: RouteLine): {
  roads: L.LatLngTuple[][]
  dots: L.LatLngTuple[][]
} {
  const piece = (from: number, to: number) => line.slice(from, to + 1).map(latLng)
  const roads: L.LatLngTuple[][] = []
  let from = 0
  for (const [first, last] of straight) {
    if (first > from) roads.push(piece(from, first))
    from = last
  }
  if (from < line.length - 1) roads.push(piece(from, line.length - 1))
  return { roads, dots: straight.map(([first, last]) => piece(first, last)) }
}

/** Routes in their crew's hue and dash, with a casing that keeps them apart from roads and from one another. */
export function Routes({
  routes,
  onSelect,
  onHover,
}: {
  routes: readonly RouteLine[]
  onSelect?: (id: string) => void
  /** null: the pointer has left */
  onHover?: (id: string | null) => void
}) {
  const theme = useTheme()
  const casing = theme === 'dark' ? '#0d1112' : '#ffffff'
  return (
    <>
      {[...routes]
        .sort((a, b) => height(a) - height(b))
        .map((route) => {
          const look = crewColour(route.colour)
          const ink = {
            color: theme === 'dark' ? look.dark : look.light,
            opacity: route.dim && !route.lit ? 0.35 : 0.95,
            lineJoin: 'round' as const,
          }
          const { roads, dots } = stretches(route)
          return [
            <Polyline
              key={`${route.id}-casing`}
              positions={roads}
              interactive={false}
              pathOptions={{
                color: casing,
                weight: route.lit ? 9 : route.fine ? 4 : 6,
                opacity: route.dim && !route.lit ? 0 : 0.85,
                lineJoin: 'round',
              }}
            />,
            <Polyline
              key={`${route.id}-${look.dash}`}
              positions={roads}
              pathOptions={{
                ...ink,
                weight: route.lit ? 5.5 : route.dim ? 2 : route.fine ? 2.25 : 3.5,
                ...(look.dash ? { dashArray: look.dash } : {}),
              }}
              {...(onSelect
                ? {
                    eventHandlers: {
                      click: () => onSelect(route.id),
                      mouseover: () => onHover?.(route.id),
                      mouseout: () => onHover?.(null),
                    },
                  }
                : { interactive: false })}
            />,
            dots.length > 0 ? (
              <Polyline
                key={`${route.id}-straight`}
                positions={dots}
                interactive={false}
                pathOptions={{ ...ink, weight: route.lit ? 4 : 2.5, dashArray: '0.1 7', lineCap: 'round' }}
              />
            ) : null,
          ]
        })}
    </>
  )
}

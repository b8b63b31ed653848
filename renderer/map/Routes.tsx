import type L from 'leaflet'
import { memo, useRef } from 'react'
import { Polyline } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { crewColour } from '../ui/crewColour.ts'
import { sameFields } from '../ui/sameFields.ts'
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
  /** one of very many: a finer line */
  fine?: boolean
}

/** What is drawn later lies above. */
const height = (route: RouteLine) => (route.dim ? 0 : 1)

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
  litId = null,
  onSelect,
  onHover,
}: {
  routes: readonly RouteLine[]
  /** the one that is pointed at: drawn broad, above the others */
  litId?: string | null
  onSelect?: (id: string) => void
  /** null: the pointer has left */
  onHover?: (id: string | null) => void
}) {
  const theme = useTheme()
  const act = useRef({ onSelect, onHover })
  act.current = { onSelect, onHover }
  return (
    <>
      {[...routes]
        .sort((a, b) => Number(a.id === litId) - Number(b.id === litId) || height(a) - height(b))
        .map((route) => (
          <Route
            key={route.id}
            route={route}
            lit={route.id === litId}
            theme={theme}
            interactive={onSelect !== undefined}
            act={act}
          />
        ))}
    </>
  )
}

interface RouteProps {
  route: RouteLine
  lit: boolean
  theme: 'light' | 'dark'
  interactive: boolean
  act: { readonly current: Pick<Parameters<typeof Routes>[0], 'onSelect' | 'onHover'> }
}

const Route = memo(
  function Route({ route, lit, theme, interactive, act }: RouteProps) {
    const casing = theme === 'dark' ? '#0d1112' : '#ffffff'
    const look = crewColour(route.colour)
    const ink = {
      color: theme === 'dark' ? look.dark : look.light,
      opacity: route.dim && !lit ? 0.35 : 0.95,
      lineJoin: 'round' as const,
    }
    const { roads, dots } = stretches(route)
    return (
      <>
        <Polyline
          positions={roads}
          interactive={false}
          pathOptions={{
            color: casing,
            weight: lit ? 9 : route.fine ? 4 : 6,
            opacity: route.dim && !lit ? 0 : 0.85,
            lineJoin: 'round',
          }}
        />
        <Polyline
          key={look.dash}
          positions={roads}
          pathOptions={{
            ...ink,
            weight: lit ? 5.5 : route.dim ? 2 : route.fine ? 2.25 : 3.5,
            ...(look.dash ? { dashArray: look.dash } : {}),
          }}
          {...(interactive
            ? {
                eventHandlers: {
                  click: () => act.current.onSelect?.(route.id),
                  mouseover: () => act.current.onHover?.(route.id),
                  mouseout: () => act.current.onHover?.(null),
                },
              }
            : { interactive: false })}
        />
        {dots.length > 0 ? (
          <Polyline
            positions={dots}
            interactive={false}
            pathOptions={{ ...ink, weight: lit ? 4 : 2.5, dashArray: '0.1 7', lineCap: 'round' }}
          />
        ) : null}
      </>
    )
  },
  ({ route: a, ...before }, { route: b, ...after }) => sameFields(before, after) && sameFields(a, b),
)

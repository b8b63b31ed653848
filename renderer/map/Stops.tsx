import L from 'leaflet'
import { memo, useRef } from 'react'
import { Marker, Tooltip } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { crewColour } from '../ui/crewColour.ts'
import { sameFields } from '../ui/sameFields.ts'
import { stopShapes, type StopStatus } from '../ui/stopShape.ts'
import { latLng, type LonLat } from './BaseMap.tsx'

export interface StopMarker {
  id: string
  at: LonLat
  /** number in its route; null: none is shown */
  order: number | null
  status: StopStatus
  colour: number
  /** told on hover and to screen readers */
  title: string
  dim?: boolean
  /** one of several that were chosen together */
  chosen?: boolean
  /** one of very many: a smaller mark without its number */
  small?: boolean
}

/** Text in an icon is a number and nothing else: an icon is HTML. */
function icon(stop: StopMarker, theme: 'light' | 'dark', selected: boolean): L.DivIcon {
  const look = crewColour(stop.colour)
  const paint = look[theme]
  const ground = theme === 'dark' ? '#171c1d' : '#ffffff'
  const shape = stopShapes[stop.status]
  const small = stop.small === true && !selected
  const size = selected ? 30 : small ? 13 : 22
  const ink = shape.filled
    ? theme === 'dark'
      ? look.onDark
      : look.onLight
    : theme === 'dark'
      ? '#ffffff'
      : '#000000'
  const text = small || stop.order === null || stop.status === 'failed' ? '' : String(Math.trunc(stop.order))
  const baseline = stop.status === 'finding' ? 18.5 : 16
  // the words of a mark's look; a small one is a picture, so that hundreds of them are no drawings of their own
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="-2 -2 28 28">` +
    `<path d="${shape.path}" fill="${shape.filled ? paint : ground}" stroke="${ground}" stroke-width="${shape.filled ? 3 : 6}" stroke-linejoin="round"/>` +
    `<path d="${shape.path}" fill="${shape.filled ? paint : ground}" stroke="${paint}" stroke-width="${shape.filled ? 1 : small ? 5 : 3}" stroke-linejoin="round"/>` +
    (text
      ? `<text x="12" y="${baseline}" text-anchor="middle" font-size="${text.length > 1 ? 10.5 : 12}" font-weight="600" fill="${ink}">${text}</text>`
      : '') +
    '</svg>'
  return L.divIcon({
    className: `stop-icon${stop.dim ? ' dim' : ''}${selected ? ' selected' : ''}${stop.chosen ? ' chosen' : ''}${small ? ' small' : ''}`,
    iconSize: [size, size],
    html: small ? pictureOf(drawing) : drawing,
  })
}

/** An element, since what Leaflet reads as text would be read as a page. */
function pictureOf(drawing: string): HTMLElement {
  const picture = document.createElement('i')
  picture.style.backgroundImage = `url("data:image/svg+xml,${encodeURIComponent(drawing)}")`
  return picture
}

/**
 * Places a mark by its left and top edge. Leaflet moves it by a transform, and each transform is one more thing for the
 * browser to put together in every frame that anything else on the screen is drawn in.
 */
function pinned(marker: L.Marker): void {
  const free = marker as unknown as {
    _setPos(position: L.Point): void
    _zIndex: number
    _resetZIndex(): void
    update(): void
  }
  free._setPos = (position) => {
    const mark = marker.getElement()
    if (!mark) return
    mark.style.transform = ''
    mark.style.left = `${position.x}px`
    mark.style.top = `${position.y}px`
    free._zIndex = position.y + (marker.options.zIndexOffset ?? 0)
    free._resetZIndex()
  }
  free.update()
}

function holds(marker: L.Marker, id: string): void {
  const mark = marker.getElement()
  if (!mark) return
  mark.dataset.visit = id
  L.DomEvent.on(mark, 'mousedown', (event) => L.DomEvent.stopPropagation(event))
}

export interface StopsProps {
  stops: readonly StopMarker[]
  selectedId?: string | null
  onSelect?: (id: string, pressed: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => void
  /** null: the pointer has left */
  onHover?: (id: string | null) => void
  /** a mark can be taken up: it bears its id as `data-visit`, and the map lies still under it */
  held?: boolean
}

/** Numbered stops. They are out of the tab order: the list or timeline beside the map is the keyboard's way to them. */
export const Stops = memo(function Stops({ stops, selectedId, onSelect, onHover, held = false }: StopsProps) {
  const theme = useTheme()
  const act = useRef({ onSelect, onHover })
  act.current = { onSelect, onHover }
  return (
    <>
      {stops.map((stop) => (
        <Stop
          key={stop.id}
          stop={stop}
          theme={theme}
          selected={stop.id === selectedId}
          held={held}
          act={act}
        />
      ))}
    </>
  )
})

interface StopProps {
  stop: StopMarker
  theme: 'light' | 'dark'
  selected: boolean
  held: boolean
  act: { readonly current: Pick<StopsProps, 'onSelect' | 'onHover'> }
}

/** One of hundreds: drawn again only where it looks otherwise itself. */
const Stop = memo(
  function Stop({ stop, theme, selected, held, act }: StopProps) {
    return (
      <Marker
        position={latLng(stop.at)}
        icon={icon(stop, theme, selected)}
        keyboard={false}
        zIndexOffset={selected || stop.chosen ? 1000 : stop.dim ? -500 : 0}
        alt={stop.title}
        eventHandlers={{
          add: (event) => {
            const marker = event.target as L.Marker
            pinned(marker)
            if (held) holds(marker, stop.id)
          },
          click: (event) => act.current.onSelect?.(stop.id, event.originalEvent),
          mouseover: () => act.current.onHover?.(stop.id),
          mouseout: () => act.current.onHover?.(null),
        }}
      >
        <Tooltip direction="top" offset={[0, -10]}>
          {stop.title}
        </Tooltip>
      </Marker>
    )
  },
  ({ stop: a, ...before }, { stop: b, ...after }) => sameFields(before, after) && sameFields(a, b),
)

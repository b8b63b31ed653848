import L from 'leaflet'
import { useEffect, useRef } from 'react'
import { Marker, useMap } from 'react-leaflet'
import { latLng, type LonLat } from './BaseMap.tsx'

const stepPixels = 8

const pinIcon = () =>
  L.divIcon({
    className: 'drag-icon',
    iconSize: [30, 40],
    iconAnchor: [15, 39],
    html: '<svg width="30" height="40" viewBox="0 0 30 40"><path d="M15 39C15 39 28.500 25 28.500 14.500A13.500 13.500 0 0 0 1.500 14.500C1.500 25 15 39 15 39z"/><circle cx="15" cy="14.500" r="5"/></svg>',
  })

/** A pin to put where the door is: dragged, or with the focus on it moved by the arrow keys (with Shift by a pixel). */
export function DragPin({ at, label, onMove }: { at: LonLat; label: string; onMove: (at: LonLat) => void }) {
  const map = useMap()
  const marker = useRef<L.Marker>(null)
  const newest = useRef(onMove)
  newest.current = onMove
  useEffect(() => {
    const element = marker.current?.getElement()
    if (!element) return
    // Not a button: Enter accepts the address, and only the arrows are its own.
    element.tabIndex = 0
    element.setAttribute('role', 'group')
    element.setAttribute('aria-label', label)
    element.focus({ preventScroll: true })
    const onKeyDown = (event: KeyboardEvent) => {
      const steps: Record<string, [number, number]> = {
        ArrowLeft: [-1, 0],
        ArrowRight: [1, 0],
        ArrowUp: [0, -1],
        ArrowDown: [0, 1],
      }
      const step = steps[event.key]
      if (!step || !marker.current) return
      event.preventDefault()
      event.stopPropagation()
      const by = event.shiftKey ? 1 : stepPixels
      const point = map.latLngToContainerPoint(marker.current.getLatLng()).add([step[0] * by, step[1] * by])
      const to = map.containerPointToLatLng(point)
      newest.current([to.lng, to.lat])
    }
    element.addEventListener('keydown', onKeyDown)
    return () => element.removeEventListener('keydown', onKeyDown)
  }, [map, label])
  const icon = useRef<L.DivIcon>(null)
  icon.current ??= pinIcon()
  return (
    <Marker
      ref={marker}
      position={latLng(at)}
      icon={icon.current}
      draggable
      keyboard={false}
      autoPan
      alt={label}
      title={label}
      zIndexOffset={2000}
      eventHandlers={{
        dragend: (event) => {
          const to = (event.target as L.Marker).getLatLng()
          newest.current([to.lng, to.lat])
        },
      }}
    />
  )
}

import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useMap } from 'react-leaflet'
import { latLng, type LonLat } from './BaseMap.tsx'
import { insideRing } from './inside.ts'

type Point = readonly [x: number, y: number]
/** pixels between two corners of a line drawn by hand, and that a box must span to be meant */
const step = 4

/**
 * Points chosen on the map: a box with Shift held, a line drawn round them while `freehand` is on. Escape lets go.
 * @param onSelect what lies within; `add`: to what was chosen before (Ctrl or ⌘ held)
 */
export function SelectArea({
  points,
  freehand,
  onSelect,
}: {
  points: readonly { id: string; at: LonLat }[]
  freehand: boolean
  onSelect: (ids: string[], add: boolean) => void
}) {
  const map = useMap()
  const [ring, setRing] = useState<readonly Point[]>([])
  const newest = useRef({ points, freehand, onSelect })
  newest.current = { points, freehand, onSelect }
  useEffect(() => {
    const container = map.getContainer()
    container.classList.toggle('choosing', freehand)
    return () => container.classList.remove('choosing')
  }, [map, freehand])
  useEffect(() => {
    map.boxZoom.disable()
    const container = map.getContainer()
    let drawn: Point[] = []
    const place = (event: MouseEvent): Point => {
      const { x, y } = map.mouseEventToContainerPoint(event)
      return [x, y]
    }
    const leave = () => {
      window.removeEventListener('mousemove', move)
      window.removeEventListener('mouseup', up)
      window.removeEventListener('keydown', key, true)
      drawn = []
      setRing([])
    }
    const move = (event: MouseEvent) => {
      const [x, y] = place(event)
      const [fromX, fromY] = drawn[0]!
      if (!newest.current.freehand)
        drawn = [
          [fromX, fromY],
          [x, fromY],
          [x, y],
          [fromX, y],
        ]
      else if (Math.hypot(x - drawn.at(-1)![0], y - drawn.at(-1)![1]) >= step) drawn = [...drawn, [x, y]]
      setRing(drawn)
    }
    const up = (event: MouseEvent) => {
      const meant = drawn
      leave()
      if (meant.length < 3) return
      // the click that ends it chooses nothing by itself
      const swallow = (click: MouseEvent) => {
        click.stopPropagation()
        click.preventDefault()
      }
      window.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => window.removeEventListener('click', swallow, true))
      const inside = newest.current.points.filter(({ at }) => {
        const { x, y } = map.latLngToContainerPoint(latLng(at))
        return insideRing(meant, [x, y])
      })
      newest.current.onSelect(
        inside.map(({ id }) => id),
        event.ctrlKey || event.metaKey,
      )
    }
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      leave()
    }
    const down = (event: MouseEvent) => {
      if (event.button !== 0 || !(event.shiftKey || newest.current.freehand)) return
      if ((event.target as Element).closest('.leaflet-control')) return
      // the map would move along
      event.stopPropagation()
      event.preventDefault()
      drawn = [place(event)]
      window.addEventListener('mousemove', move)
      window.addEventListener('mouseup', up)
      window.addEventListener('keydown', key, true)
    }
    container.addEventListener('mousedown', down, true)
    return () => {
      container.removeEventListener('mousedown', down, true)
      leave()
      map.boxZoom.enable()
    }
  }, [map])
  return createPortal(
    ring.length > 2 ? (
      <svg className="map-choice" aria-hidden="true">
        <polygon points={ring.map((point) => point.join()).join(' ')} />
      </svg>
    ) : null,
    map.getContainer(),
  )
}

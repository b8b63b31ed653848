import { useEffect, useRef } from 'react'
import { useMap } from 'react-leaflet'
import { latLng, type LonLat } from './BaseMap.tsx'
import { nearestLine } from './nearLine.ts'

/** what a hand that holds something can aim at */
const withinPixels = 26

/** @param x, y of the window @returns the line that lies there; null: none is near, or the map is not there */
export type FindLine = (x: number, y: number) => string | null

/** Tells `onFinder` how to find the line at a place of the window, for as long as the map is there. */
export function LineFinder({
  lines,
  onFinder,
}: {
  lines: readonly { id: string; line: readonly LonLat[] }[]
  onFinder: (find: FindLine | null) => void
}) {
  const map = useMap()
  const newest = useRef({ lines, onFinder })
  newest.current = { lines, onFinder }
  useEffect(() => {
    // in pixels of the map's own ground: these stay the same while it is panned
    let known: { zoom: number; lines: unknown; drawn: { id: string; points: [number, number][] }[] } | null =
      null
    const drawn = () => {
      const { lines: now } = newest.current
      const zoom = map.getZoom()
      if (known?.zoom !== zoom || known.lines !== now)
        known = {
          zoom,
          lines: now,
          drawn: now.map(({ id, line }) => ({
            id,
            points: line.map((at): [number, number] => {
              const { x, y } = map.project(latLng(at), zoom)
              return [x, y]
            }),
          })),
        }
      return known.drawn
    }
    newest.current.onFinder((x, y) => {
      const box = map.getContainer().getBoundingClientRect()
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) return null
      const at = map.project(map.containerPointToLatLng([x - box.left, y - box.top]), map.getZoom())
      return nearestLine([at.x, at.y], drawn(), withinPixels)
    })
    return () => newest.current.onFinder(null)
  }, [map])
  return null
}

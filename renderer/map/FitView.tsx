import L from 'leaflet'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useMap } from 'react-leaflet'
import { latLng, type LonLat } from './BaseMap.tsx'

/** Brings all points into sight whenever `on` changes; one point is shown from near. Until a person moves the map, it keeps them in sight as the map's room grows and shrinks. */
export function FitView({
  points,
  on,
  maxZoom = 17,
  padding = 48,
  still = false,
}: {
  points: readonly LonLat[]
  on: string
  maxZoom?: number
  padding?: number
  /** the points of another subject are nowhere near these: the map stands there at once, and draws once */
  still?: boolean
}) {
  const map = useMap()
  const zooming = useRef(false)
  const waiting = useRef(false)
  const fitting = useRef(false)
  const untouched = useRef(false)
  const fit = useEffectEvent(() => {
    if (points.length === 0) return
    // Leaflet forgets whatever is asked of it while it zooms
    if (zooming.current) {
      waiting.current = true
      return
    }
    fitting.current = true
    untouched.current = true
    const animate = !still && !window.matchMedia('(prefers-reduced-motion: reduce)').matches
    map.fitBounds(L.latLngBounds(points.map(latLng)), {
      maxZoom,
      padding: [padding, padding],
      animate,
      duration: 0.15,
    })
  })
  useEffect(() => {
    const begin = () => void (zooming.current = true)
    const end = () => {
      zooming.current = false
      if (!waiting.current) return
      waiting.current = false
      fit()
    }
    const settled = () => void (fitting.current = false)
    const dragged = () => void (untouched.current = false)
    const zoomed = () => void (untouched.current &&= fitting.current)
    const resized = () => {
      if (untouched.current) fit()
    }
    const handlers = {
      zoomanim: begin,
      zoomend: end,
      moveend: settled,
      dragstart: dragged,
      zoomstart: zoomed,
      resize: resized,
    }
    map.on(handlers)
    return () => void map.off(handlers)
  }, [map])
  // Only a new subject moves the map: a person's own panning is left alone.
  useEffect(() => fit(), [map, on])
  return null
}

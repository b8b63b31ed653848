import L from 'leaflet'
import { useEffect, useEffectEvent } from 'react'
import { useMap } from 'react-leaflet'
import { latLng, type LonLat } from './BaseMap.tsx'

/** Brings all points into sight whenever `on` changes; one point is shown from near. */
export function FitView({
  points,
  on,
  maxZoom = 17,
  padding = 48,
}: {
  points: readonly LonLat[]
  on: string
  maxZoom?: number
  padding?: number
}) {
  const map = useMap()
  const fit = useEffectEvent(() => {
    if (points.length === 0) return
    const animate = !window.matchMedia('(prefers-reduced-motion: reduce)').matches
    map.fitBounds(L.latLngBounds(points.map(latLng)), {
      maxZoom,
      padding: [padding, padding],
      animate,
      duration: 0.15,
    })
  })
  // Only a new subject moves the map: a person's own panning is left alone.
  useEffect(() => fit(), [map, on])
  return null
}

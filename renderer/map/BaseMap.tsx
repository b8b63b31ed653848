import { useQuery } from '@tanstack/react-query'
import L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { leafletLayer } from 'protomaps-leaflet'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AttributionControl, MapContainer, ScaleControl, useMap, ZoomControl } from 'react-leaflet'
import { useLocale } from '../app/i18n.ts'
import { useTheme } from '../app/preferences.ts'
import { queries } from '../client/queries.ts'
import { labelRules, paintRules, paints } from './basemapStyle.ts'
import { regionArchive } from './tiles.ts'
import './map.css'

/** `[lon, lat]`, as everywhere in the contract; Leaflet's order stays inside this folder. */
export type LonLat = readonly [lon: number, lat: number]
export const latLng = ([lon, lat]: LonLat): L.LatLngTuple => [lat, lon]

// Hundreds of marks, each moved by translate3d, are hundreds of layers for the browser to put together in every frame.
// Leaflet writes translate instead where this is set; the pane that holds them all is a layer of its own (map.css).
;(L.Browser as { ie3d: boolean }).ie3d = true

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function RegionLayer({ regionId, attribution }: { regionId: string; attribution: string }) {
  const map = useMap()
  const theme = useTheme()
  const locale = useLocale()
  useEffect(() => {
    const layer = leafletLayer({
      sources: { region: { url: regionArchive(regionId), maxDataZoom: 15 } },
      paintRules: paintRules(theme).map((rule) => ({ ...rule, dataSource: 'region' })),
      labelRules: labelRules(theme, locale).map((rule) => ({ ...rule, dataSource: 'region' })),
      backgroundColor: paints[theme].land,
      attribution: escapeHtml(attribution),
      lang: locale,
      maxZoom: 20,
    }) as unknown as L.GridLayer
    layer.addTo(map)
    map.getContainer().style.background = paints[theme].land
    return () => void layer.remove()
  }, [map, regionId, attribution, theme, locale])
  return null
}

/**
 * Leaflet 1.9 ends a zoom by a timer that a removed map does not stop, and which then reaches for panes that are gone:
 * whoever leaves the screen while the map still zooms would see an error. A map that is left zooms no more.
 */
function EndZoom() {
  const map = useMap()
  useEffect(
    () => () => {
      ;(map as unknown as { _animatingZoom: boolean })._animatingZoom = false
    },
    [map],
  )
  return null
}

/** Leaflet learns of a new size only from the window; panes that open and close change it too. */
function FollowSize({ label }: { label: string }) {
  const map = useMap()
  useEffect(() => {
    const container = map.getContainer()
    const observer = new ResizeObserver(() => map.invalidateSize({ pan: false }))
    observer.observe(container)
    return () => observer.disconnect()
  }, [map])
  useEffect(() => {
    const container = map.getContainer()
    container.setAttribute('role', 'region')
    container.setAttribute('aria-label', label)
  }, [map, label])
  return null
}

export interface BaseMapProps {
  regionId: string
  /** what the map shows, for a screen reader */
  label: string
  /** buttons over the map */
  tools?: ReactNode
  children?: ReactNode
}

/** The region as a map, from its own tiles; layers go inside. */
export function BaseMap({ regionId, label, tools, children }: BaseMapProps) {
  const { t } = useTranslation('map')
  const locale = useLocale()
  const region = useQuery(queries.regions()).data?.find((each) => each.id === regionId)
  if (!region) return <div className="map-place" />
  const [west, south, east, north] = region.bbox
  const bounds = L.latLngBounds([south, west], [north, east])
  return (
    <div className="map-place">
      <MapContainer
        bounds={bounds}
        maxBounds={bounds.pad(0.6)}
        maxBoundsViscosity={0.6}
        minZoom={7}
        maxZoom={19}
        zoomControl={false}
        attributionControl={false}
        // between whole zooms the tiles are drawn smaller, and their names with them
        zoomSnap={1}
        wheelPxPerZoomLevel={90}
        fadeAnimation={false}
        // marks stand by their edges (Stops.tsx), not by a transform that could grow with the tiles: they are away meanwhile
        markerZoomAnimation={false}
        className="map"
      >
        <RegionLayer key={regionId} regionId={regionId} attribution={region.attribution} />
        <FollowSize label={label} />
        <EndZoom />
        <ZoomControl
          key={`zoom-${locale}`}
          position="topright"
          zoomInTitle={t('zoom-in')}
          zoomOutTitle={t('zoom-out')}
        />
        <ScaleControl imperial={false} position="bottomleft" />
        <AttributionControl prefix={false} position="bottomright" />
        {children}
      </MapContainer>
      {tools}
    </div>
  )
}

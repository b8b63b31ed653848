/** The map, as screens use it. Nothing outside this folder imports Leaflet or react-leaflet. */
export { Areas, type AreaShape } from './Areas.tsx'
export { BaseMap, type BaseMapProps, type LonLat } from './BaseMap.tsx'
export { Candidates, type CandidateMarker } from './Candidates.tsx'
export { DragPin } from './DragPin.tsx'
export { FitView } from './FitView.tsx'
export { MapClick } from './MapClick.tsx'
export { Routes, type RouteLine } from './Routes.tsx'
export { Stops, type StopMarker } from './Stops.tsx'

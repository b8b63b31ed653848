import { useTheme } from '../app/preferences.ts'
import { crewColour } from './crewColour.ts'
import { stopShapes, type StopStatus } from './stopShape.ts'

/** A stop's mark in a list or a legend: the same shape as on the map. */
export function StopMark({
  status,
  colour,
  size = 14,
}: {
  status: StopStatus
  colour?: number
  size?: number
}) {
  const theme = useTheme()
  const shape = stopShapes[status]
  const paint = colour === undefined ? 'currentColor' : crewColour(colour)[theme]
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={shape.path}
        fill={shape.filled ? paint : 'none'}
        stroke={paint}
        strokeWidth={shape.filled ? 1 : 3}
        strokeLinejoin="round"
      />
    </svg>
  )
}

import L from 'leaflet'
import { Fragment, useMemo } from 'react'
import { Circle, Marker, Tooltip } from 'react-leaflet'
import { useTheme } from '../app/preferences.ts'
import { tokens } from '../app/tokens.ts'
import { latLng, type LonLat } from './BaseMap.tsx'

export interface CandidateMarker {
  at: LonLat
  radiusMetres: number
  label: string
}

function pin(number: number, chosen: boolean): L.DivIcon {
  return L.divIcon({
    className: `candidate-icon${chosen ? ' chosen' : ''}`,
    iconSize: [26, 34],
    iconAnchor: [13, 33],
    html:
      '<svg width="26" height="34" viewBox="0 0 26 34"><path d="M13 33C13 33 24.500 21 24.500 12.500A11.500 11.500 0 0 0 1.500 12.500C1.500 21 13 33 13 33z"/>' +
      `<text x="13" y="17" text-anchor="middle">${Math.trunc(number)}</text></svg>`,
  })
}

/** Where an address may lie: pins numbered from 1, each in the circle that its door is thought to lie in. */
export function Candidates({
  candidates,
  chosen,
  onChoose,
  describe,
}: {
  candidates: readonly CandidateMarker[]
  /** 0-based */
  chosen: number
  onChoose: (index: number) => void
  describe: (index: number) => string
}) {
  const colours = tokens[useTheme()]
  const icons = useMemo(
    () => candidates.map((_, index) => pin(index + 1, index === chosen)),
    [candidates, chosen],
  )
  return (
    <>
      {candidates.map((candidate, index) => {
        const on = index === chosen
        return (
          <Fragment key={`${index} ${candidate.at.join()}`}>
            {candidate.radiusMetres > 0 ? (
              <Circle
                center={latLng(candidate.at)}
                radius={candidate.radiusMetres}
                interactive={false}
                pathOptions={{
                  color: on ? colours.accent : colours.textFaint,
                  weight: on ? 2 : 1,
                  dashArray: on ? undefined : '3 4',
                  fillColor: on ? colours.accent : colours.textFaint,
                  fillOpacity: on ? 0.12 : 0.04,
                }}
              />
            ) : null}
            <Marker
              position={latLng(candidate.at)}
              icon={icons[index]}
              alt={describe(index)}
              title={describe(index)}
              zIndexOffset={on ? 1000 : -index}
              eventHandlers={{ click: () => onChoose(index) }}
            >
              {on ? (
                <Tooltip direction="bottom" offset={[0, 4]}>
                  {candidate.label}
                </Tooltip>
              ) : null}
            </Marker>
          </Fragment>
        )
      })}
    </>
  )
}

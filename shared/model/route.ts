import type { LonLat } from './travel.ts'

export const turns = [
  'depart',
  'straight',
  'slight-left',
  'left',
  'sharp-left',
  'slight-right',
  'right',
  'sharp-right',
  'u-turn',
  'arrive',
] as const
export type Turn = (typeof turns)[number]

/** One entry of a turn list: do this here, then follow that road so far. */
export interface RouteStep {
  turn: Turn
  /** the road that one is on afterwards; '' where the map has no name for it */
  name: string
  /** along it, until the next entry */
  metres: number
  seconds: number
  at: LonLat
}

/** The way from one place of a crew-day to the next, as it is drawn and told. */
export interface DrawnLeg {
  /** no road joins the places: drawn straight, its time reckoned from the distance */
  straight: boolean
  /** number of its last point in the line of the route */
  end: number
  /** straight metres on foot from the place to the road and from the road to the next place */
  footMetres: [start: number, end: number]
  steps: RouteStep[]
}

/** A crew-day on the streets, from place to place. */
export interface DrawnRoute {
  line: LonLat[]
  /** one less than there are places; none where a server drew the line */
  legs: DrawnLeg[]
}

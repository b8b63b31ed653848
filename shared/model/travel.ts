/** How a crew moves. */
export const travelModes = ['car', 'scooter', 'bicycle', 'foot'] as const
export type TravelMode = (typeof travelModes)[number]

/** A cell of {@link TravelMatrix} that no road joins. */
export const UNREACHABLE = 0xffffffff

/** Travel between `size` points, row-major: cell `from * size + to`. Kept in shared memory so that threads see one copy. */
export interface TravelMatrix {
  size: number
  /** seconds, {@link UNREACHABLE} where no road joins the points */
  seconds: Uint32Array
  /** metres along the same path */
  metres: Uint32Array
}

/** Kinds of road that may have speeds of their own by hour of day, in the order in which regions number them. */
export const roadClassNames = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'residential',
  'service',
  'path',
  'ferry',
] as const
export type RoadClass = (typeof roadClassNames)[number]

/**
 * How fast one drives at which hour: period p of a day from `starts[p]` on (see {@link TravelByHour}), at that share of
 * the usual speed on each kind of road; 1 where a kind is left out. People edit it; what visits really took teaches it.
 */
export interface TravelHours {
  starts: number[]
  speeds: Partial<Record<RoadClass, number>>[]
}

/** Part of the map that nobody travels at some hours: roads that enter an area, or only those of one name there. */
export interface RoadClosure {
  /** a ring, WGS-84 */
  ring: LonLat[]
  street?: string
  /** seconds from local midnight; all day where it is left out. It holds in every period of the day that it touches */
  hours?: [from: number, to: number]
}

/** More periods of a day than this are refused. */
export const maxTravelPeriods = 4

/**
 * Travel by hour of day: one matrix of the same points for each period. Period p runs from `starts[p]` to the next
 * start, the last one past midnight to the first: 7, 9, 17 and 19 o'clock give morning, day, evening and night.
 *
 * **Between periods speed changes, not time.** Who departs at `t` in period p and needs `d` seconds there, `d` more than
 * is left until the border `b`, has done the share `(b − t) / d` of the way at the border and travels the rest in the
 * next period: `b + (1 − (b − t) / d) · d′`, and so on over further borders. The arrival is rounded up to a whole second.
 * So nobody who departs later arrives earlier (first in, first out; Ichoua, Gendreau, Potvin 2003). Where one of the
 * matrices says {@link UNREACHABLE}, nobody gets on in that period: who is on the way, or wants to be, stands until it
 * is over, and that counts as travel. Where all of them say so, there is no way. Metres are those of the period of
 * departure.
 */
export interface TravelByHour {
  /** seconds from local midnight, ascending, 1 to {@link maxTravelPeriods} */
  starts: number[]
  /** one for each of `starts` */
  matrices: TravelMatrix[]
}

/** `[lon, lat]`, WGS-84 degrees: the order of every coordinate pair in files and on the contract. */
export type LonLat = [lon: number, lat: number]

import type { StreetLine } from './addressIndex.ts'
import { degreeMetres, metresBetween, pointAlong, projectOnLine } from './metric.ts'
import { lineThrough, type Anchor } from './numberLine.ts'

/** Where a number lies before anything is said of how surely. */
export interface Located {
  find: 'between' | 'nearest'
  lon: number
  lat: number
  /** index of the nearest house that is known */
  house: number
  /** how many numbers away it is */
  steps: number
  /** the numbers it stands between, or the nearest */
  low: number
  high?: number
  /** the other known number that was used, or the same */
  other: number
  weak: boolean
  gapMetres: number
}

interface Pair {
  low: Anchor
  high: Anchor
  metres: number
  cost: number
}

/** Places a number among known ones: between two, or beyond the last; null when none is known. */
export function locate(
  anchors: readonly Anchor[],
  wanted: number,
  lines: readonly StreetLine[],
): Located | null {
  if (anchors.length === 0) return null
  let pair: Pair | undefined
  for (const sameSide of [true, false]) {
    const found = bracket(anchors, wanted, sameSide)
    if (found && (!pair || found.cost < pair.cost)) pair = found
  }
  return steadied(pair ? between(pair, wanted, lines) : beyond(anchors, wanted, lines), anchors, wanted)
}

/** Beyond the last known number nobody goes farther than this from it, in metres a number and in all. */
const mostPace = 8
const mostAhead = 120

/**
 * Two known numbers may each stand a little wrong: half way towards where the line of all numbers of that side puts it,
 * nine places in ten come nearer by a tenth.
 */
function steadied(located: Located, anchors: readonly Anchor[], wanted: number): Located {
  const line = lineThrough(
    anchors.filter((anchor) => !anchor.weak && (anchor.number - wanted) % 2 === 0),
    wanted,
    8,
  )
  if (!line) return located
  let { lon, lat } = line
  if (located.find === 'nearest') {
    const last = anchors.find((anchor) => anchor.house === located.house)!
    const ahead = metresBetween(last.lon, last.lat, lon, lat)
    const most = Math.min(located.steps * mostPace, mostAhead)
    if (ahead > most) {
      lon = last.lon + ((lon - last.lon) * most) / ahead
      lat = last.lat + ((lat - last.lat) * most) / ahead
    }
  }
  return { ...located, lon: (located.lon + lon) / 2, lat: (located.lat + lat) / 2 }
}

/** The known numbers around the wanted one, all on its side of the street or on either. */
function bracket(anchors: readonly Anchor[], wanted: number, sameSide: boolean): Pair | undefined {
  let low: Anchor | undefined
  let high: Anchor | undefined
  for (const anchor of anchors) {
    if (sameSide && (anchor.number - wanted) % 2 !== 0) continue
    if (anchor.number <= wanted) low = anchor
    else {
      high = anchor
      break
    }
  }
  if (!low || !high) return undefined
  const metres = metresBetween(low.lon, low.lat, high.lon, high.lat)
  const weak = (low.weak ? 40 : 0) + (high.weak ? 40 : 0)
  // a house on the other side stands across the street, and sides need not count alike
  return { low, high, metres, cost: metres * 0.25 + (sameSide ? 0 : 70) + weak }
}

function between(pair: Pair, wanted: number, lines: readonly StreetLine[]): Located {
  const { low, high, metres } = pair
  const share = (wanted - low.number) / (high.number - low.number)
  const straight = {
    lon: low.lon + share * (high.lon - low.lon),
    lat: low.lat + share * (high.lat - low.lat),
  }
  const point = alongLine(low, high, share, lines) ?? straight
  return {
    find: 'between',
    ...point,
    house: share <= 0.5 ? low.house : high.house,
    other: share <= 0.5 ? high.house : low.house,
    weak: low.weak || high.weak,
    gapMetres: metres,
    steps: Math.min(wanted - low.number, high.number - wanted),
    low: low.number,
    high: high.number,
  }
}

/** Counts along the street's own line, keeping the houses' distance from it; null when the line does not pass both. */
function alongLine(
  low: Anchor,
  high: Anchor,
  share: number,
  lines: readonly StreetLine[],
): { lon: number; lat: number } | null {
  const direct = metresBetween(low.lon, low.lat, high.lon, high.lat)
  for (const { points } of lines) {
    const from = projectOnLine(points, low.lon, low.lat)
    if (from.off > 60) continue
    const to = projectOnLine(points, high.lon, high.lat)
    if (to.off > 60) continue
    const length = Math.abs(to.along - from.along)
    if (length > direct * 2 + 50) continue
    const on = pointAlong(points, from.along + share * (to.along - from.along))
    const offset = (anchor: Anchor, foot: { lon: number; lat: number }) =>
      [anchor.lon - foot.lon, anchor.lat - foot.lat] as const
    const [lonLow, latLow] = offset(low, from)
    const [lonHigh, latHigh] = offset(high, to)
    return {
      lon: on.lon + lonLow * (1 - share) + lonHigh * share,
      lat: on.lat + latLow * (1 - share) + latHigh * share,
    }
  }
  return null
}

/** Before the first or after the last known number: a short step on, at the street's own pace; never far. */
function beyond(anchors: readonly Anchor[], wanted: number, lines: readonly StreetLine[]): Located {
  let nearest = anchors[0]!
  for (const anchor of anchors)
    if (Math.abs(anchor.number - wanted) < Math.abs(nearest.number - wanted)) nearest = anchor
  const steps = Math.abs(nearest.number - wanted)
  let point = { lon: nearest.lon, lat: nearest.lat }
  const others = anchors.filter((anchor) => anchor !== nearest && !anchor.weak)
  if (others.length > 0) {
    let second = others[0]!
    for (const anchor of others)
      if (Math.abs(anchor.number - nearest.number) < Math.abs(second.number - nearest.number)) second = anchor
    const metres = metresBetween(nearest.lon, nearest.lat, second.lon, second.lat)
    const pace = Math.min(mostPace, metres / Math.max(1, Math.abs(second.number - nearest.number)))
    const go = Math.min(steps * pace, mostAhead)
    if (metres > 5 && go > 0) {
      const scale = degreeMetres(nearest.lat)
      const dx = ((nearest.lon - second.lon) * scale.lon * go) / metres
      const dy = ((nearest.lat - second.lat) * scale.lat * go) / metres
      const ahead = { lon: nearest.lon + dx / scale.lon, lat: nearest.lat + dy / scale.lat }
      point = ontoLine(ahead, nearest, lines) ?? ahead
    }
  }
  return {
    find: 'nearest',
    ...point,
    house: nearest.house,
    other: nearest.house,
    weak: nearest.weak,
    gapMetres: 0,
    steps,
    low: nearest.number,
  }
}

/** Keeps a step beyond the last number on the street's line where there is one. */
function ontoLine(
  point: { lon: number; lat: number },
  from: Anchor,
  lines: readonly StreetLine[],
): { lon: number; lat: number } | null {
  for (const { points } of lines) {
    const foot = projectOnLine(points, from.lon, from.lat)
    if (foot.off > 60) continue
    const on = projectOnLine(points, point.lon, point.lat)
    if (on.off > 120) continue
    return { lon: on.lon + (from.lon - foot.lon), lat: on.lat + (from.lat - foot.lat) }
  }
  return null
}

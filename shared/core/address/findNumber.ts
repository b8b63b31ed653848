import type { Houses, StreetBody, StreetLine } from './addressIndex.ts'
import { binOf, gapEdges, listCalibration, noiseBin, stepEdges, type Calibration } from './calibration.ts'
import type { HouseNumber } from './houseNumber.ts'
import { degreeMetres, metresBetween, pointAlong, projectOnLine } from './metric.ts'

export type NumberFind = 'exact' | 'range' | 'same-number' | 'between' | 'nearest' | 'lane'

/** Where a house number lies, or how near that can be said. */
export interface FoundNumber {
  find: NumberFind
  lon: number
  lat: number
  /** nine in ten doors found this way lie within */
  radiusMetres: number
  /** index of the house (exact) or of the nearest one */
  house: number
  /** how many numbers away the known one is (nearest) */
  steps: number
  /** the numbers it stands between */
  low?: number
  high?: number
}

export interface Anchor {
  number: number
  lon: number
  lat: number
  house: number
  /** the mouth of a lane, which bears the number of the house beside it */
  weak: boolean
}

const spans = new WeakMap<Houses, Map<string, [number, number]>>()

/** The rows of one lane; rows are sorted by lane. */
export function laneSpan(houses: Houses, lane: string): [number, number] {
  let map = spans.get(houses)
  if (!map) {
    map = new Map()
    for (let i = 0; i < houses.lanes.length;) {
      let end = i
      while (end < houses.lanes.length && houses.lanes[end] === houses.lanes[i]) end++
      map.set(houses.lanes[i]!, [i, end])
      i = end
    }
    spans.set(houses, map)
  }
  return map.get(lane) ?? [0, 0]
}

/** A house that answers for a range of numbers stands somewhere along it. */
const rangeMetres = 25
/** The mouth of a lane says less of a number than a house does. */
const weakMetres = 45

/**
 * Finds a number on a street or in one of its lanes: the very number; one with another suffix; a place between two known
 * numbers, along the street's line where it is known and on the right side; the nearest number; the mouth of the lane.
 */
export function findNumber(
  body: StreetBody,
  lane: string,
  wanted: HouseNumber,
  calibrations: readonly Calibration[],
): FoundNumber | null {
  const { houses } = body
  const calibrationOf = (house: number) => calibrations[houses.sources[house] ?? 0] ?? listCalibration
  const [start, end] = laneSpan(houses, lane)
  const exact = exactRows(houses, start, end, wanted, calibrationOf)
  if (exact) return exact
  const finish = (located: Located, among: readonly Anchor[]): FoundNumber => {
    const worst = calibrationOf(located.other)
    const own = calibrationOf(located.house)
    const noise = noiseBin(noiseOf(located, wanted.number, among))
    const table = (pick: (calibration: Calibration) => number) => Math.max(pick(own), pick(worst))
    const radiusMetres =
      located.find === 'between'
        ? table(({ between }) => between[noise]![binOf(gapEdges, located.gapMetres)]!) +
          Math.max(0, located.gapMetres - 500) * 0.5
        : table(({ nearest }) => nearest[noise]![binOf(stepEdges, located.steps)]!)
    const { find, lon, lat, house, steps, low, high } = located
    return {
      ...{ find, lon, lat, house, steps },
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      radiusMetres: Math.round(radiusMetres + (located.weak ? weakMetres : 0)),
    }
  }
  const anchors = anchorsIn(body, lane)
  const found = locate(anchors, wanted.number, linesOf(body, lane))
  if (found && (found.find === 'between' || lane !== '' || found.steps <= 12)) return finish(found, anchors)
  if (lane !== '') {
    const mouth = laneMouth(body, lane)
    return mouth && 'gapMetres' in mouth ? asLane(finish(mouth, anchorsIn(body, ''))) : mouth
  }
  const withLanes = mergeAnchors(anchors, laneAnchors(houses))
  const helped = locate(withLanes, wanted.number, linesOf(body, ''))
  return helped ? finish(helped, withLanes) : null
}

/** Doors of a lane lie along it, away from its mouth. */
function asLane(mouth: FoundNumber): FoundNumber {
  return { ...mouth, find: 'lane', radiusMetres: Math.round(150 + mouth.radiusMetres * 0.6) }
}

function linesOf(body: StreetBody, lane: string): StreetLine[] {
  return body.lines.filter((line) => line.lane === lane)
}

/** The lanes of a street that have numbers, `''` for the street itself. */
export function laneNames(houses: Houses): string[] {
  laneSpan(houses, '')
  return [...spans.get(houses)!.keys()]
}

const neighbours = 8
const otherSideWeight = 0.3
const numberSpread = 6

/**
 * How far the place between two numbers lies from where a line through the eight nearest numbers puts it, in metres
 * (weights fall with the square of the distance in numbers; those across the street count less). Where the two agree the
 * numbers are in order and the place is good. NaN where there are too few to say.
 */
export function noiseOf(located: Located, wanted: number, among: readonly Anchor[]): number {
  if (located.find !== 'between' || among.length < 4) return Number.NaN
  const near = nearestAnchors(among, wanted)
  let sum = 0
  let sumN = 0
  let sumNN = 0
  const sumXY = [0, 0]
  const sumNXY = [0, 0]
  for (const anchor of near) {
    const n = anchor.number - wanted
    const weight = (n % 2 === 0 ? 1 : otherSideWeight) / (Math.abs(n) + numberSpread) ** 2
    const x = anchor.lon - located.lon
    const y = anchor.lat - located.lat
    sum += weight
    sumN += weight * n
    sumNN += weight * n * n
    sumXY[0]! += weight * x
    sumXY[1]! += weight * y
    sumNXY[0]! += weight * n * x
    sumNXY[1]! += weight * n * y
  }
  const determinant = sum * sumNN - sumN * sumN
  if (determinant <= 0) return Number.NaN
  const lon = located.lon + (sumNN * sumXY[0]! - sumN * sumNXY[0]!) / determinant
  const lat = located.lat + (sumNN * sumXY[1]! - sumN * sumNXY[1]!) / determinant
  return metresBetween(lon, lat, located.lon, located.lat)
}

/** Anchors are in order of their numbers: the window of eight around the wanted one. */
function nearestAnchors(among: readonly Anchor[], wanted: number): readonly Anchor[] {
  let low = 0
  let high = among.length
  while (high - low > neighbours)
    if (Math.abs(among[low]!.number - wanted) > Math.abs(among[high - 1]!.number - wanted)) low++
    else high--
  return among.slice(low, high)
}

const cleaned = new WeakMap<Houses, Map<string, Anchor[]>>()

/** One point a number, without those that cannot stand where they are said to. */
export function anchorsIn(body: StreetBody, lane: string): Anchor[] {
  let map = cleaned.get(body.houses)
  if (!map) cleaned.set(body.houses, (map = new Map()))
  let anchors = map.get(lane)
  if (!anchors)
    map.set(lane, (anchors = withoutOutliers(anchorsOf(body.houses, ...laneSpan(body.houses, lane)))))
  return anchors
}

/**
 * Lists hold numbers that someone put into the wrong place. A number whose two neighbours stand near to one another while
 * it stands far from both is left out of counting (it is still found by itself).
 */
function withoutOutliers(anchors: Anchor[]): Anchor[] {
  let kept = anchors
  for (let round = 0; round < 4 && kept.length >= 4; round++) {
    let worst = -1
    let worstDetour = 1
    for (let i = 1; i + 1 < kept.length; i++) {
      const before = kept[i - 1]!
      const here = kept[i]!
      const after = kept[i + 1]!
      const direct = metresBetween(before.lon, before.lat, after.lon, after.lat)
      const via =
        metresBetween(before.lon, before.lat, here.lon, here.lat) +
        metresBetween(here.lon, here.lat, after.lon, after.lat)
      const detour = via / (2.2 * direct + 220)
      if (detour > worstDetour) {
        worstDetour = detour
        worst = i
      }
    }
    if (worst < 0) break
    const out = worst
    kept = kept.filter((_, i) => i !== out)
  }
  return kept
}

function exactRows(
  houses: Houses,
  start: number,
  end: number,
  wanted: HouseNumber,
  calibrationOf: (house: number) => Calibration,
): FoundNumber | null {
  const rows: number[] = []
  let inRange = -1
  let sameNumber = -1
  for (let i = start; i < end; i++) {
    const number = houses.numbers[i]!
    if (number > wanted.number) break
    if (number === wanted.number) {
      if (houses.suffixes[i] === wanted.suffix && (wanted.to === wanted.number || houses.to[i] === wanted.to))
        rows.push(i)
      else if (sameNumber < 0 || houses.suffixes[i] === '') sameNumber = i
    } else if (houses.to[i]! >= wanted.number && (wanted.number - number) % 2 === 0) inRange = i
  }
  const at = (house: number, find: NumberFind, radiusMetres: number): FoundNumber => ({
    find,
    lon: houses.lons[house]!,
    lat: houses.lats[house]!,
    radiusMetres,
    house,
    steps: 0,
  })
  if (rows.length > 0) {
    const spread = Math.max(
      ...rows.map((row) =>
        metresBetween(houses.lons[row]!, houses.lats[row]!, houses.lons[rows[0]!]!, houses.lats[rows[0]!]!),
      ),
    )
    const base = calibrationOf(rows[0]!).exact
    return at(rows[0]!, 'exact', Math.round(Math.max(base, spread * 1.1)))
  }
  if (inRange >= 0) return at(inRange, 'range', calibrationOf(inRange).exact + rangeMetres)
  if (sameNumber >= 0) return at(sameNumber, 'same-number', calibrationOf(sameNumber).sameNumber)
  return null
}

/** One point a number, in order; rows of one number are averaged. */
export function anchorsOf(houses: Houses, start: number, end: number): Anchor[] {
  const anchors: Anchor[] = []
  for (let i = start; i < end;) {
    let last = i
    let lon = 0
    let lat = 0
    while (last < end && houses.numbers[last] === houses.numbers[i]) {
      lon += houses.lons[last]!
      lat += houses.lats[last]!
      last++
    }
    anchors.push({
      number: houses.numbers[i]!,
      lon: lon / (last - i),
      lat: lat / (last - i),
      house: i,
      weak: false,
    })
    i = last
  }
  return anchors
}

/** Lane 113 leaves its road beside number 113; its lowest number is the nearest to its mouth. */
function laneAnchors(houses: Houses): Anchor[] {
  const anchors: Anchor[] = []
  for (let i = 0; i < houses.lanes.length; i++) {
    const lane = houses.lanes[i]!
    if (lane === '' || (i > 0 && houses.lanes[i - 1] === lane)) continue
    const number = Number.parseInt(lane, 10)
    if (!(number > 0) || houses.numbers[i]! > 40) continue
    anchors.push({ number, lon: houses.lons[i]!, lat: houses.lats[i]!, house: i, weak: true })
  }
  return anchors
}

function mergeAnchors(strong: readonly Anchor[], weak: readonly Anchor[]): Anchor[] {
  const numbers = new Set(strong.map((anchor) => anchor.number))
  const merged = [...strong]
  for (const anchor of weak)
    if (!numbers.has(anchor.number)) {
      numbers.add(anchor.number)
      merged.push(anchor)
    }
  return merged.sort((a, b) => a.number - b.number)
}

/** Where a number lies before anything is said of how surely. */
export interface Located extends Omit<FoundNumber, 'radiusMetres'> {
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
  if (pair) return between(pair, wanted, lines)
  return beyond(anchors, wanted, lines)
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
    const pace = Math.min(8, metres / Math.max(1, Math.abs(second.number - nearest.number)))
    const go = Math.min(steps * pace, 120)
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

/** Nothing known in the lane: the lane itself on the map, its other alleys, or where it leaves the road. */
function laneMouth(body: StreetBody, lane: string): FoundNumber | Located | null {
  const line = body.lines.find((item) => item.lane === lane)
  const main = lane.split('/')[0]!
  const { houses } = body
  if (line) {
    const middle = (line.points.length >> 2) << 1
    const reach = metresBetween(line.points[0]!, line.points[1]!, line.points.at(-2)!, line.points.at(-1)!)
    return {
      find: 'lane',
      lon: line.points[middle]!,
      lat: line.points[middle + 1]!,
      radiusMetres: Math.round(40 + reach * 0.6),
      house: -1,
      steps: 0,
    }
  }
  for (let i = 0; i < houses.lanes.length; i++)
    if (houses.lanes[i]!.split('/')[0] === main)
      return {
        find: 'lane',
        lon: houses.lons[i]!,
        lat: houses.lats[i]!,
        radiusMetres: 280,
        house: i,
        steps: 0,
      }
  const number = Number.parseInt(main, 10)
  if (!(number > 0)) return null
  return locate(mergeAnchors(anchorsIn(body, ''), laneAnchors(houses)), number, linesOf(body, ''))
}

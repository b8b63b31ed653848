import type { Houses, StreetBody, StreetLine } from './addressIndex.ts'
import { listCalibration, type Calibration } from './calibration.ts'
import type { HouseNumber } from './houseNumber.ts'
import { locate, type Located } from './locateNumber.ts'
import { metresBetween } from './metric.ts'
import { doubtOf, radiusOf } from './numberDoubt.ts'
import type { Anchor } from './numberLine.ts'

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
/** So many numbers beyond the last known one, the mouths of lanes are asked as well. */
const farSteps = 12

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
  const placed = placeUnknown(body, anchorsIn(body, lane), () => mergedAnchors(body), lane, wanted.number)
  if (placed) {
    const { located, among, lines } = placed
    const features = doubtOf(located, wanted.number, among, lines, lane !== '')
    const radiusFor = (house: number) =>
      radiusOf(features, located, calibrationOf(house), houses.sources[house] === 0)
    const { find, lon, lat, house, other, steps, low, high } = located
    const own = radiusFor(house)
    const same = houses.sources[house] === houses.sources[other]
    return {
      ...{ find, lon, lat, house, steps, low },
      ...(high === undefined ? {} : { high }),
      radiusMetres: Math.round(same ? own : Math.max(own, radiusFor(other))),
    }
  }
  const mouth = lane === '' ? null : laneMouth(body, lane)
  if (!mouth) return null
  const doubt = mouth.house < 0 ? listCalibration.lane : calibrationOf(mouth.house).lane
  return {
    ...{ find: 'lane', lon: mouth.lon, lat: mouth.lat, house: mouth.house, steps: 0 },
    radiusMetres: mouth.kind === 'line' ? mouth.reachMetres : doubt[mouth.kind],
  }
}

export interface Placed {
  located: Located
  /** the known numbers it was placed among */
  among: readonly Anchor[]
  lines: readonly StreetLine[]
}

/** Places a number that the source does not hold among those it holds; null where it holds none of the lane. */
export function placeUnknown(
  body: StreetBody,
  anchors: readonly Anchor[],
  withMouths: () => readonly Anchor[],
  lane: string,
  wanted: number,
): Placed | null {
  const lines = linesOf(body, lane)
  const located = locate(anchors, wanted, lines)
  if (located && (located.find === 'between' || lane !== '' || located.steps <= farSteps))
    return { located, among: anchors, lines }
  if (lane !== '') return null
  const among = withMouths()
  const helped = locate(among, wanted, lines)
  return helped && { located: helped, among, lines }
}

const merged = new WeakMap<Houses, readonly Anchor[]>()

/** The street's own numbers, and where they are silent the mouths of its lanes. */
function mergedAnchors(body: StreetBody): readonly Anchor[] {
  let anchors = merged.get(body.houses)
  if (!anchors)
    merged.set(body.houses, (anchors = mergeAnchors(anchorsIn(body, ''), laneAnchors(body.houses))))
  return anchors
}

function linesOf(body: StreetBody, lane: string): StreetLine[] {
  return body.lines.filter((line) => line.lane === lane)
}

/** The lanes of a street that have numbers, `''` for the street itself. */
export function laneNames(houses: Houses): string[] {
  laneSpan(houses, '')
  return [...spans.get(houses)!.keys()]
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
export function laneAnchors(houses: Houses): Anchor[] {
  const anchors: Anchor[] = []
  for (let i = 0; i < houses.lanes.length; i++) {
    const lane = houses.lanes[i]!
    if (lane === '' || (i > 0 && houses.lanes[i - 1] === lane)) continue
    const number = Number.parseInt(lane, 10)
    if (!(number > 0) || houses.numbers[i]! > 40) continue
    anchors.push({
      ...{ number, lon: houses.lons[i]!, lat: houses.lats[i]!, house: i },
      ...{ weak: true, mouthOf: lane },
    })
  }
  return anchors
}

export function mergeAnchors(strong: readonly Anchor[], weak: readonly Anchor[]): Anchor[] {
  const numbers = new Set(strong.map((anchor) => anchor.number))
  const merged = [...strong]
  for (const anchor of weak)
    if (!numbers.has(anchor.number)) {
      numbers.add(anchor.number)
      merged.push(anchor)
    }
  return merged.sort((a, b) => a.number - b.number)
}

export interface LaneMouth {
  kind: 'line' | 'alley' | 'mouth' | 'farMouth'
  lon: number
  lat: number
  /** the house that tells where, or -1 */
  house: number
  /** doors of a lane that is drawn lie within, in metres */
  reachMetres: number
}

/** Nothing known in the lane: the lane itself on the map, its other alleys, or where it leaves the road. */
export function laneMouth(body: StreetBody, lane: string): LaneMouth | null {
  const line = body.lines.find((item) => item.lane === lane)
  const main = lane.split('/')[0]!
  const { houses } = body
  if (line) {
    const middle = (line.points.length >> 2) << 1
    const reach = metresBetween(line.points[0]!, line.points[1]!, line.points.at(-2)!, line.points.at(-1)!)
    return {
      kind: 'line',
      lon: line.points[middle]!,
      lat: line.points[middle + 1]!,
      house: -1,
      reachMetres: Math.round(40 + reach * 0.6),
    }
  }
  for (let i = 0; i < houses.lanes.length; i++)
    if (houses.lanes[i] !== lane && houses.lanes[i]!.split('/')[0] === main)
      return { kind: 'alley', lon: houses.lons[i]!, lat: houses.lats[i]!, house: i, reachMetres: 0 }
  const number = Number.parseInt(main, 10)
  if (!(number > 0)) return null
  const located = locate(
    mergedAnchors(body).filter(({ mouthOf }) => mouthOf !== lane),
    number,
    linesOf(body, ''),
  )
  if (!located) return null
  const near = located.find === 'between' ? located.gapMetres <= 250 : located.steps <= farSteps
  const { lon, lat, house } = located
  return { kind: near ? 'mouth' : 'farMouth', lon, lat, house, reachMetres: 0 }
}

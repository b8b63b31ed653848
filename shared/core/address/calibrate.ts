import { fitRidge, predict } from '../lib/ridge.ts'
import type { StreetBody } from './addressIndex.ts'
import {
  listExpectation,
  mapExpectation,
  type Calibration,
  type DoubtModel,
  type LaneDoubt,
} from './calibration.ts'
import {
  anchorsIn,
  anchorsOf,
  laneAnchors,
  laneMouth,
  laneNames,
  laneSpan,
  mergeAnchors,
  placeUnknown,
} from './findNumber.ts'
import { metresBetween } from './metric.ts'
import { doubtOf } from './numberDoubt.ts'
import { softMetres, type Anchor } from './numberLine.ts'

/** The part of the doors that are to lie within; a little more than nine in ten, because the sample is known. */
const share = 0.913
/** So many imagined samples speak for the expectation. */
const priorSamples = 30
/** Fewer numbers than this say nothing of what makes a place good or bad. */
const leastSamples = 80
const mostPerLane = 60
const mostPerSource = 4_000
const ridgePenalty = 10
const folds = 5
/** Lanes with more houses than this are hardly ever unknown altogether. */
const mostInLane = 4

interface Sample {
  features: number[]
  /** logarithm of the error */
  target: number
  street: number
}

/** One calibration a source, in the order of `sources`; the first source is the map. */
export function calibrate(bodies: readonly StreetBody[], sources: number): Calibration[] {
  const samples = Array.from({ length: sources }, () => [] as Sample[])
  const same = Array.from({ length: sources }, () => [] as number[])
  const lanes = Array.from({ length: sources }, () => ({
    ...{ alley: [] as number[], mouth: [] as number[], farMouth: [] as number[] },
  }))
  bodies.forEach((body, street) => {
    for (const lane of laneNames(body.houses)) {
      sampleNumbers(body, street, lane, samples)
      collectSameNumbers(body, lane, same)
      if (lane !== '') sampleLane(body, lane, lanes)
    }
  })
  return Array.from({ length: sources }, (_, source) => {
    const expected = source === 0 ? mapExpectation : listExpectation
    const own = samples[source]!
    const inLane = (kind: keyof LaneDoubt) => learnt(lanes[source]![kind], expected.lane[kind])
    return {
      exact: expected.exact,
      sameNumber: learnt(same[source]!, expected.sameNumber),
      lane: { alley: inLane('alley'), mouth: inLane('mouth'), farMouth: inLane('farMouth') },
      ...(own.length >= leastSamples ? { doubt: fitDoubt(own) } : {}),
    }
  })
}

function sampleNumbers(body: StreetBody, street: number, lane: string, samples: Sample[][]): void {
  const { houses } = body
  // asked for: every number, also those that stand oddly; known: those that count
  const asked = anchorsOf(houses, ...laneSpan(houses, lane))
  const known = anchorsIn(body, lane)
  if (known.length < 2) return
  const stride = Math.max(1, Math.ceil(asked.length / mostPerLane))
  for (let i = 0; i < asked.length; i += stride) {
    const anchor = asked[i]!
    const list = samples[houses.sources[anchor.house]!]!
    if (list.length >= mostPerSource) continue
    const rest: readonly Anchor[] = known.filter((other) => other.number !== anchor.number)
    const placed = placeUnknown(
      body,
      rest,
      () => mergeAnchors(rest, laneAnchors(houses)),
      lane,
      anchor.number,
    )
    if (!placed) continue
    const { located, among, lines } = placed
    const metres = metresBetween(located.lon, located.lat, anchor.lon, anchor.lat)
    list.push({
      features: doubtOf(located, anchor.number, among, lines, lane !== ''),
      target: Math.log(metres + softMetres),
      street,
    })
  }
}

/** The margin is taken from streets that were left out of the fit, a fifth at a time. */
function fitDoubt(samples: readonly Sample[]): DoubtModel {
  const fit = (part: readonly Sample[]) =>
    fitRidge(
      part.map(({ features }) => features),
      part.map(({ target }) => target),
      ridgePenalty,
    )
  const over: number[] = []
  for (let fold = 0; fold < folds; fold++) {
    const rest = samples.filter(({ street }) => street % folds !== fold)
    if (rest.length === 0 || rest.length === samples.length) continue
    const weights = fit(rest)
    for (const { features, target, street } of samples)
      if (street % folds === fold) over.push(target - predict(weights, features))
  }
  over.sort((a, b) => a - b)
  const round = (value: number) => Math.round(value * 1e5) / 1e5
  return {
    weights: fit(samples).map(round),
    // one street alone leaves nothing out: then all doubt stays
    margin: round(over[Math.min(over.length - 1, Math.floor(over.length * share))] ?? Math.LN2 * 2),
    samples: samples.length,
  }
}

/** Imagines that no house of a small lane is known, and looks how far its doors are from where it would be sought. */
function sampleLane(body: StreetBody, lane: string, lanes: Record<keyof LaneDoubt, number[]>[]): void {
  const { houses } = body
  const [start, end] = laneSpan(houses, lane)
  if (end - start > mostInLane) return
  const mouth = laneMouth(body, lane)
  if (!mouth || mouth.kind === 'line') return
  for (let i = start; i < end; i++) {
    const list = lanes[houses.sources[i]!]![mouth.kind]
    if (list.length < mostPerSource)
      list.push(metresBetween(mouth.lon, mouth.lat, houses.lons[i]!, houses.lats[i]!))
  }
}

function collectSameNumbers(body: StreetBody, lane: string, same: number[][]): void {
  const { houses } = body
  const [start, end] = laneSpan(houses, lane)
  for (let i = start + 1; i < end; i++) {
    if (houses.numbers[i] !== houses.numbers[i - 1] || houses.suffixes[i] === houses.suffixes[i - 1]) continue
    const list = same[houses.sources[i]!]!
    if (list.length < mostPerSource)
      list.push(metresBetween(houses.lons[i]!, houses.lats[i]!, houses.lons[i - 1]!, houses.lats[i - 1]!))
  }
}

function learnt(sample: number[], prior: number): number {
  sample.sort((a, b) => a - b)
  const own = sample[Math.min(sample.length - 1, Math.floor(sample.length * share))] ?? prior
  return Math.round((own * sample.length + prior * priorSamples) / (sample.length + priorSamples))
}

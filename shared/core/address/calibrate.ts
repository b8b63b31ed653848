import type { StreetBody } from './addressIndex.ts'
import {
  binOf,
  gapEdges,
  listExpectation,
  mapExpectation,
  noiseBin,
  noiseBins,
  stepEdges,
  unlearnt,
  type Calibration,
} from './calibration.ts'
import { anchorsIn, anchorsOf, laneNames, laneSpan, locate, noiseOf, type Anchor } from './findNumber.ts'
import { metresBetween } from './metric.ts'

/** The part of the doors that are to lie within; a little more than nine in ten, because the sample is known. */
const share = 0.915
/** So many imagined samples speak for the expectation. */
const priorSamples = 30
const mostPerLane = 60
const mostPerSource = 6_000

type Samples = number[][][]

const emptySamples = (edges: readonly number[]): Samples =>
  Array.from({ length: noiseBins }, () => Array.from({ length: edges.length + 1 }, () => []))

/** One calibration a source, in the order of `sources`; the first source is the map. */
export function calibrate(bodies: readonly StreetBody[], sources: number): Calibration[] {
  const between = Array.from({ length: sources }, () => emptySamples(gapEdges))
  const nearest = Array.from({ length: sources }, () => emptySamples(stepEdges))
  const same = Array.from({ length: sources }, () => [] as number[])
  const taken = new Array<number>(sources).fill(0)
  for (const body of bodies)
    for (const lane of laneNames(body.houses)) {
      // asked for: every number, also those that stand oddly; known: those that count
      const asked = anchorsOf(body.houses, ...laneSpan(body.houses, lane))
      const known = anchorsIn(body, lane)
      if (known.length < 2) continue
      const lines = body.lines.filter((line) => line.lane === lane)
      const stride = Math.max(1, Math.ceil(asked.length / mostPerLane))
      for (let i = 0; i < asked.length; i += stride) {
        const anchor = asked[i]!
        const source = body.houses.sources[anchor.house]!
        if (taken[source]! >= mostPerSource) continue
        taken[source]!++
        const rest: Anchor[] = known.filter((other) => other.number !== anchor.number)
        const found = locate(rest, anchor.number, lines)
        if (!found) continue
        const off = metresBetween(found.lon, found.lat, anchor.lon, anchor.lat)
        const noise = noiseBin(noiseOf(found, anchor.number, rest))
        if (found.find === 'between') between[source]![noise]![binOf(gapEdges, found.gapMetres)]!.push(off)
        else nearest[source]![noise]![binOf(stepEdges, found.steps)]!.push(off)
      }
      collectSameNumbers(body, lane, same)
    }
  return Array.from({ length: sources }, (_, source) => {
    const expected = source === 0 ? mapExpectation : listExpectation
    const prior = unlearnt(expected)
    const fit = (samples: Samples, priors: number[][]) =>
      samples.map((bins, noise) => rising(bins.map((sample, bin) => learnt(sample, priors[noise]![bin]!))))
    return {
      exact: expected.exact,
      sameNumber: learnt(same[source]!, expected.sameNumber),
      between: fit(between[source]!, prior.between),
      nearest: fit(nearest[source]!, prior.nearest),
    }
  })
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

/** A wider gap is never surer than a narrower one. */
function rising(values: number[]): number[] {
  for (let i = 1; i < values.length; i++) values[i] = Math.max(values[i]!, values[i - 1]!)
  return values
}

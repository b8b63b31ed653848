import type { StreetLine } from './addressIndex.ts'
import { expectedRadius, listExpectation, mapExpectation, type Calibration } from './calibration.ts'
import { locate, type Located } from './locateNumber.ts'
import { predict } from '../lib/ridge.ts'
import { metresBetween } from './metric.ts'
import { lineThrough, nearestRange, softMetres, type Anchor } from './numberLine.ts'

/**
 * What is seen around a number that is not in the source, and that tells how far off its place may be. All distances
 * enter as logarithms, since errors multiply.
 */
export const doubtFeatures = [
  'between', // two known numbers hold it
  'gap', // metres between those two
  'gap-over-60',
  'steps-between', // numbers to the nearer of them
  'steps-beyond', // numbers to the last known one
  'steps-beyond-over-4',
  'span', // numbers from one to the other
  'neighbour-errors', // how far off the known numbers around are when each is found from the others
  'no-neighbours',
  'worst-neighbour',
  'disagreement', // metres to where a line through the numbers around puts it
  'disagreement-over-30',
  'no-line',
  'scatter', // of the numbers around, about that line
  'pace', // metres a number on this street
  'spread', // metres to the nearest known numbers
  'other-side-between', // counted from across the street
  'other-side-beyond',
  'near-end', // close to one of the two
  'lane',
  'lane-mouths', // mouths of lanes had to help
] as const

const neighbourCount = 8
const numberSpread = 6

const residualCache = new WeakMap<readonly Anchor[], Map<number, number>>()

/** How far off one known number is when it is found from the others, in metres; NaN where it is alone. */
function residualOf(among: readonly Anchor[], index: number, lines: readonly StreetLine[]): number {
  let known = residualCache.get(among)
  if (!known) residualCache.set(among, (known = new Map()))
  const cached = known.get(index)
  if (cached !== undefined) return cached
  const anchor = among[index]!
  const found = locate(
    among.filter((_, i) => i !== index),
    anchor.number,
    lines,
  )
  const metres = found ? metresBetween(found.lon, found.lat, anchor.lon, anchor.lat) : Number.NaN
  known.set(index, metres)
  return metres
}

const over = (log: number, metres: number) => Math.max(0, log - Math.log(metres))

/** The features of a place, in the order of {@link doubtFeatures}. */
export function doubtOf(
  located: Located,
  wanted: number,
  among: readonly Anchor[],
  lines: readonly StreetLine[],
  inLane: boolean,
): number[] {
  const isBetween = located.find === 'between'
  const gap = isBetween ? Math.log(located.gapMetres + 15) : 0
  const steps = Math.log(located.steps + 1)
  const span = isBetween ? located.high! - located.low! : 0
  const odd =
    (located.low! - wanted) % 2 !== 0 || (located.high !== undefined && (located.high - wanted) % 2 !== 0)
      ? 1
      : 0
  const [low, high] = nearestRange(among, wanted, neighbourCount)
  let weights = 0
  let errors = 0
  let worst = 0
  for (let i = low; i < high; i++) {
    const metres = residualOf(among, i, lines)
    if (Number.isNaN(metres)) continue
    const weight = 1 / (Math.abs(among[i]!.number - wanted) + numberSpread)
    weights += weight
    errors += weight * Math.log(metres + softMetres)
    worst = Math.max(worst, metres)
  }
  const fit = lineThrough(among, wanted, 10)
  const off = fit ? metresBetween(fit.lon, fit.lat, located.lon, located.lat) : 0
  const disagreement = fit ? Math.log(off + softMetres) : 0
  return [
    isBetween ? 1 : 0,
    gap,
    isBetween ? over(gap, 60) : 0,
    isBetween ? steps : 0,
    isBetween ? 0 : steps,
    isBetween ? 0 : over(steps, 4),
    isBetween ? Math.log(span + 1) : 0,
    weights > 0 ? errors / weights : 0,
    weights > 0 ? 0 : 1,
    weights > 0 ? Math.log(worst + softMetres) : 0,
    disagreement,
    fit ? over(disagreement, 30) : 0,
    fit ? 0 : 1,
    fit ? fit.scatter : 0,
    paceOf(among),
    spreadOf(among, wanted, located),
    isBetween ? odd : 0,
    isBetween ? 0 : odd,
    isBetween ? Math.log(Math.min(wanted - located.low!, located.high! - wanted) / span + 0.05) : 0,
    inLane ? 1 : 0,
    located.weak ? 1 : 0,
  ]
}

const paces = new WeakMap<readonly Anchor[], number>()

/** The usual distance from one number to the next, as a logarithm; 0 for a single number. */
function paceOf(among: readonly Anchor[]): number {
  const cached = paces.get(among)
  if (cached !== undefined) return cached
  const all: number[] = []
  for (let i = 1; i < among.length; i++) {
    const before = among[i - 1]!
    const here = among[i]!
    all.push(metresBetween(before.lon, before.lat, here.lon, here.lat) / (here.number - before.number))
  }
  all.sort((a, b) => a - b)
  const pace = all.length === 0 ? 0 : Math.log(all[all.length >> 1]! + 1)
  paces.set(among, pace)
  return pace
}

function spreadOf(among: readonly Anchor[], wanted: number, at: { lon: number; lat: number }): number {
  const [low, high] = nearestRange(among, wanted, 4)
  if (high - low < 2) return 0
  let sum = 0
  for (let i = low; i < high; i++) sum += metresBetween(among[i]!.lon, among[i]!.lat, at.lon, at.lat)
  return Math.log(sum / (high - low) + 20)
}

const leastRadius = 15
const mostRadius = 3_000
/** So many imagined samples speak for the expectation. */
const priorSamples = 60

/** Nine doors in ten that are found this way lie within, in metres. */
export function radiusOf(
  features: readonly number[],
  located: Located,
  calibration: Calibration,
  isMap: boolean,
): number {
  const expected = expectedRadius(isMap ? mapExpectation : listExpectation, located)
  const { doubt } = calibration
  if (!doubt) return expected
  const learnt = predict(doubt.weights, features) + doubt.margin
  const share = doubt.samples / (doubt.samples + priorSamples)
  const log = share * learnt + (1 - share) * Math.log(expected + softMetres)
  return Math.min(mostRadius, Math.max(leastRadius, Math.exp(log) - softMetres))
}

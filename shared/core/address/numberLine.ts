import { degreeMetres } from './metric.ts'

/** A number of a street whose place is known. Lists of them are in order of their numbers. */
export interface Anchor {
  number: number
  lon: number
  lat: number
  house: number
  /** the mouth of a lane, which bears the number of the house beside it */
  weak: boolean
  /** the lane of which it is the mouth */
  mouthOf?: string
}

/** Errors below this are not told apart, in metres. */
export const softMetres = 8

/** Anchors are in order of their numbers: the window of `count` around the wanted one. */
export function nearestRange(among: readonly Anchor[], wanted: number, count: number): [number, number] {
  let low = 0
  let high = among.length
  while (high - low > count)
    if (Math.abs(among[low]!.number - wanted) > Math.abs(among[high - 1]!.number - wanted)) low++
    else high--
  return [low, high]
}

const otherSideWeight = 0.3
const outlierMetres = 40
const rounds = 8

/**
 * A line through the nearest numbers (place against number), numbers that stand far from it counting less each round:
 * where it puts the wanted one, and how the numbers scatter about it (mean logarithm of metres). Null below three numbers.
 * Iteratively reweighted least squares with Cauchy weights.
 */
export function lineThrough(
  among: readonly Anchor[],
  wanted: number,
  mostAnchors: number,
): { lon: number; lat: number; scatter: number } | null {
  const [low, high] = nearestRange(among, wanted, mostAnchors)
  const count = high - low
  if (count < 3) return null
  const origin = among[low]!
  const scale = degreeMetres(origin.lat)
  const n = new Float64Array(count)
  const x = new Float64Array(count)
  const y = new Float64Array(count)
  const weight = new Float64Array(count)
  const trust = new Float64Array(count).fill(1)
  for (let i = 0; i < count; i++) {
    const anchor = among[low + i]!
    n[i] = anchor.number - wanted
    x[i] = (anchor.lon - origin.lon) * scale.lon
    y[i] = (anchor.lat - origin.lat) * scale.lat
    weight[i] = (n[i]! % 2 === 0 ? 1 : otherSideWeight) / (Math.abs(n[i]!) + 5) ** 2
  }
  let [atX, atY, scatter] = [0, 0, 0]
  for (let round = 0; round < rounds; round++) {
    let [sum, sumN, sumNN, sumX, sumY, sumNX, sumNY] = [0, 0, 0, 0, 0, 0, 0]
    for (let i = 0; i < count; i++) {
      const w = weight[i]! * trust[i]!
      sum += w
      sumN += w * n[i]!
      sumNN += w * n[i]! * n[i]!
      sumX += w * x[i]!
      sumY += w * y[i]!
      sumNX += w * n[i]! * x[i]!
      sumNY += w * n[i]! * y[i]!
    }
    const determinant = sum * sumNN - sumN * sumN
    if (!(determinant > 1e-9 * sum * sumNN)) return null
    const slopeX = (sum * sumNX - sumN * sumX) / determinant
    const slopeY = (sum * sumNY - sumN * sumY) / determinant
    atX = (sumX - slopeX * sumN) / sum
    atY = (sumY - slopeY * sumN) / sum
    let all = 0
    scatter = 0
    for (let i = 0; i < count; i++) {
      const off = Math.hypot(x[i]! - atX - slopeX * n[i]!, y[i]! - atY - slopeY * n[i]!)
      all += weight[i]!
      scatter += weight[i]! * Math.log(off + softMetres)
      trust[i] = 1 / (1 + (off / outlierMetres) ** 2)
    }
    scatter /= all
  }
  return { lon: origin.lon + atX / scale.lon, lat: origin.lat + atY / scale.lat, scatter }
}

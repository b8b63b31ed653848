import type { LinearWeights } from '../lib/ridge.ts'

/**
 * How far off numbers of one source are, in metres: nine doors in ten lie within. Learnt when the region is built, by
 * taking known numbers out one at a time and finding them from the rest.
 */
export interface Calibration {
  /** the number itself is in the source */
  exact: number
  /** the same number with another suffix */
  sameNumber: number
  /** numbers that are not in the source; absent where it holds too few to learn from */
  doubt?: DoubtModel
  /** houses of a lane of which no house is known */
  lane: LaneDoubt
}

/** How far off a place between or beyond known numbers is, from what is seen around it (`numberDoubt.ts`). */
export interface DoubtModel {
  /** of the features; gives the expected logarithm of the error */
  weights: LinearWeights
  /** on top of it: with this nine in ten lie within */
  margin: number
  /** numbers that it was learnt from */
  samples: number
}

export interface LaneDoubt {
  /** another alley of the same lane is known */
  alley: number
  /** where the lane leaves the road lies between known numbers, or a few beyond */
  mouth: number
  /** the mouth itself is far from any known number */
  farMouth: number
}

const gapEdges = [30, 60, 120, 250, 500] as const
const stepEdges = [2, 6, 12, 25, 60] as const

function binOf(edges: readonly number[], value: number): number {
  let bin = 0
  while (bin < edges.length && value > edges[bin]!) bin++
  return bin
}

/** What to expect before anything is learnt, in metres. */
export interface Expectation {
  exact: number
  sameNumber: number
  /** by how far apart the known numbers around it stand */
  between: readonly number[]
  /** by how many numbers away the last known one is */
  nearest: readonly number[]
  lane: LaneDoubt
}

/** What to expect of a source that says too little about itself: the map's surveyed doors, and lists from many hands. */
export const mapExpectation: Expectation = {
  exact: 30,
  sameNumber: 65,
  between: [60, 60, 70, 110, 200, 400],
  nearest: [75, 95, 130, 220, 400, 700],
  lane: { alley: 200, mouth: 220, farMouth: 500 },
}
export const listExpectation: Expectation = {
  exact: 75,
  sameNumber: 110,
  between: [110, 120, 140, 190, 320, 700],
  nearest: [150, 200, 250, 330, 450, 700],
  lane: { alley: 280, mouth: 320, farMouth: 600 },
}

export function expectedRadius(
  expected: Expectation,
  found: { find: string; gapMetres: number; steps: number },
): number {
  if (found.find !== 'between') return expected.nearest[binOf(stepEdges, found.steps)]!
  return expected.between[binOf(gapEdges, found.gapMetres)]! + Math.max(0, found.gapMetres - 500) * 0.5
}

/** A source of which nothing is known. */
export const listCalibration: Calibration = {
  exact: listExpectation.exact,
  sameNumber: listExpectation.sameNumber,
  lane: listExpectation.lane,
}

/** As it stands in a region file; one that was built before lanes were learnt lacks them. */
export function storedCalibration(stored: Partial<Calibration>): Calibration {
  const { exact = listCalibration.exact, sameNumber = listCalibration.sameNumber } = stored
  return {
    ...{ exact, sameNumber, lane: stored.lane ?? listCalibration.lane },
    ...(stored.doubt ? { doubt: stored.doubt } : {}),
  }
}

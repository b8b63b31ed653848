/**
 * How far off numbers of one source are, in metres: nine doors in ten lie within. Learnt when the region is built, by
 * taking known numbers out one at a time and finding them from the rest.
 */
export interface Calibration {
  /** the number itself is in the source */
  exact: number
  /** the same number with another suffix */
  sameNumber: number
  /** between two known numbers, by how well those fit ({@link noiseBin}) and how far apart they stand ({@link gapEdges}) */
  between: number[][]
  /** beyond the last known number, by the same and by how many numbers away ({@link stepEdges}) */
  nearest: number[][]
}

export const gapEdges = [30, 60, 120, 250, 500] as const
export const stepEdges = [2, 6, 12, 25, 60] as const

export function binOf(edges: readonly number[], value: number): number {
  let bin = 0
  while (bin < edges.length && value > edges[bin]!) bin++
  return bin
}

/** Disorder of the known numbers in metres, see `noiseOf`; the last bin is "cannot be told". */
const noiseEdges = [8, 20, 45, 100] as const
export const noiseBins = 6
const noisePrior = [0.7, 0.85, 1.1, 1.5, 2.2, 1.1]

export function noiseBin(metres: number): number {
  return Number.isNaN(metres) ? noiseBins - 1 : binOf(noiseEdges, metres)
}

export interface Expectation {
  exact: number
  sameNumber: number
  between: number[]
  nearest: number[]
}

/** What to expect of a source that says too little about itself: the map's surveyed doors, and lists from many hands. */
export const mapExpectation: Expectation = {
  exact: 30,
  sameNumber: 65,
  between: [60, 60, 70, 110, 200, 400],
  nearest: [75, 95, 130, 220, 400, 700],
}
export const listExpectation: Expectation = {
  exact: 75,
  sameNumber: 110,
  between: [110, 120, 140, 190, 320, 700],
  nearest: [150, 200, 250, 330, 450, 700],
}

export function unlearnt(expected: Expectation): Calibration {
  const scaled = (values: number[]) =>
    noisePrior.map((factor) => values.map((value) => Math.round(value * factor)))
  return { ...expected, between: scaled(expected.between), nearest: scaled(expected.nearest) }
}

/** For a source of which nothing is known. */
export const listCalibration = unlearnt(listExpectation)

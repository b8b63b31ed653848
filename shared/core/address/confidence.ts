import type { Candidate } from './candidate.ts'
import { apart, isPrecise, rankOf } from './rank.ts'

/**
 * What the chance is made of that the door lies within the stated radius. The first are what was found (one of them is 1,
 * none for a place of the map), the others how well it was met.
 */
const kinds = [
  'exact',
  'interpolated',
  'nearest',
  'lane',
  'street', // no number asked for, or none known
  'named', // an estate, building or landmark
  'village',
  'town',
] as const
type Kind = (typeof kinds)[number]
export const confidenceFeatures = [
  ...kinds,
  'name',
  'place',
  'respelt',
  // another spelling, and the number is not there either: often another street
  'respelt-unmet',
  // letters that stand for others, and slips as a part of the name: both speak for another street
  'other-letters',
  'slips',
  'rival',
  'equals',
] as const

function kindOf({ level, street, reason, numberFit }: Candidate): Kind | undefined {
  if (level === 'village') return 'village'
  if (!isLevelPrecise(level)) return 'town'
  if (street < 0) return 'named'
  if (level === 'building') return 'exact'
  if (reason === 'address-lane-approximate') return 'lane'
  if (level === 'interpolated') return numberFit >= 0.9 ? 'interpolated' : 'nearest'
  return numberFit === 1 || numberFit < 0.4 ? 'street' : 'nearest'
}

const isLevelPrecise = (level: Candidate['level']) =>
  level !== 'town' && level !== 'district' && level !== 'city'

/** The features of a candidate among all, in the order of {@link confidenceFeatures}. */
export function featuresOf(candidate: Candidate, all: readonly Candidate[]): number[] {
  const kind = kindOf(candidate)
  const rank = rankOf(candidate)
  const respelt = candidate.nameFit < 0.995
  let rival = 0
  let equals = 0
  for (const other of all) {
    if (other === candidate || isPrecise(other) !== isPrecise(candidate) || !apart(candidate, other)) continue
    const share = rankOf(other) / rank
    rival = Math.max(rival, Math.min(1, share))
    if (share >= 0.97) equals++
  }
  return [
    ...kinds.map((one) => (one === kind ? 1 : 0)),
    Math.log(Math.max(0.02, candidate.nameFit)),
    Math.log(Math.max(0.02, candidate.placeFit)),
    respelt ? 1 : 0,
    respelt && kind !== 'exact' ? 1 : 0,
    Math.log(1 + (candidate.respelling?.otherLetters ?? 0)),
    candidate.respelling?.share ?? 0,
    Math.max(0, rival - 0.6) / 0.4,
    Math.log(1 + equals),
  ]
}

/**
 * Weights of a logistic regression, the last the constant. Fitted by `npm run bench -- addresses --fit` on queries of every kind (numbers,
 * streets and spellings that are in the region and that are not); the bench shows on other doors, and with other streets
 * missing, that what is stated holds.
 */
const weights: readonly number[] = [
  2.13, 0.33, -0.14, -0.14, -0.33, -0.85, -0.39, -0.61, 2.98, 1.95, 0.38, 0.32, -0.93, -1.83, -0.6, 0, 2.06,
]

/** The chance that the door lies within the stated radius. */
export function confidenceOf(candidate: Candidate, all: readonly Candidate[]): number {
  const settled = settle(chanceOf(weights, featuresOf(candidate, all)))
  return Math.round(Math.min(0.98, Math.max(0.02, settled)) * 1000) / 1000
}

export function chanceOf(weights: readonly number[], features: readonly number[]): number {
  let sum = weights[features.length]!
  features.forEach((value, i) => (sum += weights[i]! * value))
  return 1 / (1 + Math.exp(-sum))
}

/**
 * What share was right of those that the regression gave such a chance, on the half that it was fitted on: pairs of chance
 * and share, rising. Holds the regression to what happened where its few weights cannot.
 */
const knots: readonly (readonly [chance: number, share: number])[] = [
  [0, 0],
  [0.536, 0.35],
  [0.76, 0.762],
  [0.818, 0.806],
  [0.868, 0.874],
  [0.89, 0.884],
  [0.905, 0.889],
  [0.915, 0.916],
  [0.945, 0.945],
  [0.983, 0.985],
  [0.985, 0.985],
  [0.985, 0.987],
  [1, 1],
]

function settle(chance: number): number {
  const next = knots.findIndex(([at]) => at >= chance)
  if (next <= 0) return knots[Math.max(0, next)]![1]
  const [lowAt, low] = knots[next - 1]!
  const [highAt, high] = knots[next]!
  return low + ((high - low) * (chance - lowAt)) / (highAt - lowAt)
}

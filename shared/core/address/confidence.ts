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
export const confidenceFeatures = [...kinds, 'name', 'place', 'respelt', 'rival', 'equals'] as const

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
    candidate.nameFit < 0.995 ? 1 : 0,
    Math.max(0, rival - 0.6) / 0.4,
    Math.log(1 + equals),
  ]
}

/**
 * Weights of a logistic regression, the last the constant. Fitted by `npm run bench -- addresses` on the seeded half of
 * queries of every kind (numbers, streets and spellings that are in the region and that are not); the bench shows on the
 * other half that what is stated holds.
 */
const weights: readonly number[] = [
  1.93, 0.02, -0.24, -0.24, -0.5, -1.09, 0.69, -0.58, 1.8, 1.42, -0.36, -0.44, 0, 2.24,
]

/** The chance that the door lies within the stated radius. */
export function confidenceOf(candidate: Candidate, all: readonly Candidate[]): number {
  const features = featuresOf(candidate, all)
  let sum = weights[features.length]!
  features.forEach((value, i) => (sum += weights[i]! * value))
  return Math.round(Math.min(0.98, Math.max(0.02, 1 / (1 + Math.exp(-sum)))) * 1000) / 1000
}

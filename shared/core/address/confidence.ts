import type { Candidate } from './candidate.ts'
import { apart, isPrecise, rankOf } from './rank.ts'
import { isLikeNamed } from './respelling.ts'

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
  'district',
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
  // no town, district or postcode tells which of several streets of the name is meant, the region's or another
  'placeless',
  // the number is not known there, and the street is listed in another district than was written
  'beside-unmet',
  // a street of its own rather than a slip
  'like-named',
  // that it has such a number says little
  'like-named-exact',
  // streets of the very same name elsewhere that lack the number, and no place tells which is meant
  'namesakes',
] as const

function kindOf({ level, street, reason, numberFit }: Candidate): Kind | undefined {
  if (level === 'village') return 'village'
  if (level === 'district' || level === 'city') return 'district'
  if (level === 'town') return 'town'
  if (street < 0) return 'named'
  if (level === 'building') return 'exact'
  if (reason === 'address-lane-approximate') return 'lane'
  if (level === 'interpolated') return numberFit >= 0.9 ? 'interpolated' : 'nearest'
  return numberFit === 1 || numberFit < 0.4 ? 'street' : 'nearest'
}

/**
 * The features of a candidate among all, in the order of {@link confidenceFeatures}. `placeNamed`: the address names a place
 * that the region holds.
 */
export function featuresOf(candidate: Candidate, all: readonly Candidate[], placeNamed: boolean): number[] {
  const kind = kindOf(candidate)
  const rank = rankOf(candidate)
  const respelt = candidate.nameFit < 0.995
  let rival = 0
  let equals = 0
  let namesakes = 0
  const likeNamed = candidate.respelling !== undefined && isLikeNamed(candidate.respelling, placeNamed)
  for (const other of all) {
    if (other === candidate || isPrecise(other) !== isPrecise(candidate) || !apart(candidate, other)) continue
    const share = rankOf(other) / rank
    rival = Math.max(rival, Math.min(1, share))
    if (share >= 0.97) equals++
    if (other.nameFit >= candidate.nameFit - 0.01) namesakes++
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
    placeNamed ? 0 : 1,
    candidate.placeFit < 0.93 && kind !== 'exact' ? 1 : 0,
    likeNamed ? 1 : 0,
    likeNamed && kind === 'exact' ? 1 : 0,
    placeNamed ? 0 : Math.log(1 + namesakes),
  ]
}

/**
 * Weights of a logistic regression, the last the constant. Fitted by `npm run bench -- addresses --fit` on queries of every
 * kind (numbers, streets and spellings that are in the region and that are not) of half of the streets; the bench shows on
 * the other half, with other numbers and streets missing, that what is stated holds.
 */
const weights: readonly number[] = [
  2.01, -0.08, -0.23, -0.35, -0.13, 0, -0.44, -0.17, -0.62, 2.66, 0.23, 0.52, -0.32, -0.55, -0.43, -1.1,
  -0.18, -0.09, -0.86, -2.5, -0.65, -1.58, 2.41,
]

/** The chance that the door lies within the stated radius. */
export function confidenceOf(candidate: Candidate, all: readonly Candidate[], placeNamed: boolean): number {
  const features = featuresOf(candidate, all, placeNamed)
  return confidenceAt(chanceOf(weights, features), knots[groupOf(features)])
}

/** What is stated of such a chance: never certainty, to three places. */
export function confidenceAt(chance: number, table: Knots): number {
  return Math.round(Math.min(0.98, Math.max(0.02, settle(chance, table))) * 1000) / 1000
}

export function chanceOf(weights: readonly number[], features: readonly number[]): number {
  let sum = weights[features.length]!
  features.forEach((value, i) => (sum += weights[i]! * value))
  return 1 / (1 + Math.exp(-sum))
}

/** What was found, by how it can be wrong: the door itself; a place reckoned on a line; a street or a name; an area. */
export const knotGroups = ['door', 'line', 'street', 'area'] as const
export type KnotGroup = (typeof knotGroups)[number]
const groups: Record<Kind, KnotGroup> = {
  exact: 'door',
  interpolated: 'line',
  nearest: 'line',
  lane: 'street',
  street: 'street',
  named: 'street',
  village: 'area',
  town: 'area',
  district: 'area',
}

/** The group of a candidate by its features; a kind that is none of them is a place by name. */
export function groupOf(features: readonly number[]): KnotGroup {
  const kind = kinds.find((_, i) => features[i] === 1)
  return kind ? groups[kind] : 'street'
}

export type Knots = readonly (readonly [chance: number, share: number])[]

/**
 * What is stated where the regression gives such a chance: pairs of chance and confidence, rising, a table a group. The
 * chances are those of regressions that had not seen the street or area. What is stated is not the share that was right but
 * its lower bound at 95 %, a street or an area counting as one: of few districts, and of streets without a number, less is
 * claimed than was met.
 */
const knots: Readonly<Record<KnotGroup, Knots>> = {
  door: [
    [0.553, 0.433],
    [0.968, 0.923],
    [0.988, 0.986],
  ],
  line: [
    [0.001, 0],
    [0.003, 0.003],
    [0.079, 0.042],
    [0.802, 0.793],
    [0.88, 0.877],
    [0.906, 0.89],
  ],
  street: [
    [0.602, 0.502],
    [0.847, 0.702],
    [0.882, 0.854],
    [0.9, 0.854],
  ],
  area: [
    [0.839, 0.709],
    [0.847, 0.799],
    [0.888, 0.848],
  ],
}

/** The share that was right at such a chance; above the last of the table no more is claimed than there. */
function settle(chance: number, table: Knots): number {
  const next = table.findIndex(([at]) => at >= chance)
  if (next < 0) return table.at(-1)?.[1] ?? chance
  const [highAt, high] = table[next]!
  const [lowAt, low] = next === 0 ? [0, 0] : table[next - 1]!
  return highAt === lowAt ? high : low + ((high - low) * (chance - lowAt)) / (highAt - lowAt)
}

import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import {
  chanceOf,
  confidenceAt,
  confidenceFeatures,
  featuresOf,
  groupOf,
  knotGroups,
  type KnotGroup,
  type Knots,
} from '../../shared/core/address/confidence.ts'
import { rankedCandidates } from '../../shared/core/address/geocode.ts'
import { parseAddress } from '../../shared/core/address/parse.ts'
import { metresBetween } from '../../shared/core/address/metric.ts'
import { planability, type MatchLevel } from '../../shared/model/location.ts'
import { addressTrials, type Trial } from './addressTrials.ts'
import { fitLogistic } from './logistic.ts'

const fittingSeeds = [21, 22, 23, 24]
const shownSeeds = [31, 32]

/** Whole streets are for fitting or for showing, by their name: doors of one street stand or fall together. */
const isForFitting = ({ query }: Trial): boolean => foldOf(query.street ?? query.text, 2) === 0

const trialsOf = (seeds: readonly number[], isWanted: (trial: Trial) => boolean): Trial[] =>
  seeds.flatMap((seed) => addressTrials(seed).filter((trial) => trial.result.best && isWanted(trial)))

export const fittingTrials = (): Trial[] => trialsOf(fittingSeeds, isForFitting)
/** Streets that were left out of the fitting, with other numbers and streets that the region lacks. */
export const shownTrials = (seeds: readonly number[] = shownSeeds): Trial[] =>
  trialsOf(seeds, (trial) => !isForFitting(trial))

/** Its answer is planned, with or without a warning. */
export const isPlanned = ({ result }: Trial): boolean => result.best!.level !== 'none'
/** A street of a like name, or a guess too doubtful to plan: offered to a person, who reads how sure it is. */
const doubts = new Set<string>(['address-street-like-named', 'address-uncertain'])
export const isDoubt = ({ result }: Trial): boolean => doubts.has(result.reason)

const areas = new Set<MatchLevel>(['village', 'town', 'district', 'city'])

/** Answers that stand or fall together: the doors of one street, and all that was answered with one area. */
interface Together {
  street: string
  /** the area, or the street again where none was answered with */
  area: string
  right: boolean
}

export interface Offered extends Together {
  confidence: number
  level: MatchLevel
}

function togetherOf({ query, result }: Trial): Pick<Together, 'street' | 'area'> {
  const street = query.street ?? query.text
  const { label, level } = result.best!
  return { street, area: !doubts.has(result.reason) && areas.has(level) ? label : street }
}

/** The candidate that a person would take, at its confidence, and whether the door lies within its radius. */
export function offeredOf(trial: Trial): Offered {
  const { query, result, metres } = trial
  const best = result.best!
  const together = togetherOf(trial)
  if (!doubts.has(result.reason))
    return {
      ...{ confidence: best.confidence, level: best.level, right: metres <= best.radiusMetres },
      ...together,
    }
  const offered = result.alternatives.find(({ level }) => planability(level) !== 'review') ?? best
  const away = metresBetween(offered.lon, offered.lat, query.lon, query.lat)
  return {
    ...{ confidence: offered.confidence, level: offered.level, right: away <= offered.radiusMetres },
    ...together,
  }
}

/** Fewer answers than this say too little of a share: they are counted with their neighbours. */
const leastInBin = 50

/** Answers that state about the same, and how many of them are right: the true place within the stated radius. */
export interface Bin {
  /** mean of what is stated, 0–1 */
  stated: number
  /** share that is right */
  right: number
  count: number
  /** standard error of that share where doors of a street, and answers with one area, stand or fall together */
  error: number
}

const binOf = (part: readonly Offered[]): Bin => ({
  stated: part.reduce((sum, { confidence }) => sum + confidence, 0) / part.length,
  right: shareOf(part),
  count: part.length,
  error: standardError(part),
})

/** The answers by what they state, lowest first. */
export function calibrationBins(shown: readonly Offered[]): Bin[] {
  const edges = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.875, 0.9, 0.925, 0.95, 0.97]
  const stepOf = ({ confidence }: Offered) => edges.filter((edge) => confidence >= edge).length
  const sorted = shown.toSorted((a, b) => a.confidence - b.confidence)
  const parts: Offered[][] = []
  for (const offered of sorted) {
    const last = parts.at(-1)
    if (last && (last.length < leastInBin || stepOf(last.at(-1)!) === stepOf(offered))) last.push(offered)
    else parts.push([offered])
  }
  if (parts.length > 1 && parts.at(-1)!.length < leastInBin) parts.at(-2)!.push(...parts.pop()!)
  return parts.map(binOf)
}

/** All of them as one. */
export const calibrationOfAll = binOf

const shareOf = (part: readonly { right: boolean }[]): number =>
  part.filter(({ right }) => right).length / part.length

/**
 * Of the share that is right. What a whole street or area is off by counts as one (the sandwich estimate for clusters);
 * the larger of the two, and never less than if each answer stood by itself.
 */
function standardError(part: readonly Together[]): number {
  const share = shareOf(part)
  const of = (key: 'street' | 'area') => {
    const off = new Map<string, number>()
    for (const one of part) off.set(one[key], (off.get(one[key]) ?? 0) + (one.right ? 1 : 0) - share)
    const squares = [...off.values()].reduce((sum, each) => sum + each * each, 0)
    return Math.sqrt((squares * off.size) / Math.max(1, off.size - 1)) / part.length
  }
  const alone = (part.filter(({ right }) => right).length + 0.5) / (part.length + 1)
  return Math.max(of('street'), of('area'), Math.sqrt((alone * (1 - alone)) / part.length))
}

/** Wilson's interval of a share (E. B. Wilson, JASA 22, 1927), `z` standard errors to either side. */
function wilson(share: number, count: number, z: number): [low: number, high: number] {
  const middle = share + (z * z) / (2 * count)
  const half = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))
  return [(middle - half) / (1 + (z * z) / count), (middle + half) / (1 + (z * z) / count)]
}

/** 95 % to either side. */
const bothSides = 1.96
/** 95 % to one side. */
const oneSide = 1.645

const binLine = (name: string, { stated, right, count, error }: Bin): string => {
  const [low, high] = wilson(right, count, bothSides).map((share) => share.toFixed(3))
  return (
    `      ${name}stated ${stated.toFixed(3)}   right ${right.toFixed(3)}  [${low}, ${high}]` +
    `   ± ${error.toFixed(3)} by streets and areas   of ${count}`
  )
}

/** By what is stated, and by level; in brackets the binomial interval of 95 %. */
export function calibrationTable(shown: readonly Offered[]): string[] {
  const levels = new Map<MatchLevel, Offered[]>()
  for (const offered of shown) levels.set(offered.level, [...(levels.get(offered.level) ?? []), offered])
  return [
    ...calibrationBins(shown).map((bin) => binLine('', bin)),
    ...(shown.length > leastInBin ? [binLine('all           ', binOf(shown))] : []),
    ...[...levels]
      .filter(([, part]) => part.length >= leastInBin)
      .map(([level, part]) => binLine(level.padEnd(14), binOf(part))),
  ]
}

/** One answer of which it is known whether it was right. */
export interface Evidence extends Together {
  features: number[]
  group: KnotGroup
  level: MatchLevel
  /** the region that was asked */
  region: string
}

const folds = 5

function foldOf(name: string, among: number): number {
  let hash = 2_166_136_261
  for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619)
  return ((hash ^ (hash >>> 13)) >>> 0) % among
}

function evidenceOf(trials: readonly Trial[]): Evidence[] {
  const gazetteer = loadGazetteer()
  const evidence: Evidence[] = []
  for (const trial of trials) {
    // equals share their chance afterwards, conflicts are capped: neither is what the regression is about
    if (!isPlanned(trial) && !isDoubt(trial)) continue
    const address = parseAddress(trial.query.text, gazetteer).addresses[0]!
    const { candidates, placeNamed } = rankedCandidates(address, trial.index)
    const { best, alternatives } = trial.result
    const offered = isDoubt(trial) ? [best!, ...alternatives] : [best!]
    const places = new Set(offered.map(({ lon, lat }) => `${lon} ${lat}`))
    // of a doubt the likeliest street, else what was answered
    const chosen = candidates.find(({ lon, lat }) => places.has(`${lon} ${lat}`))
    if (!chosen) continue
    const away = metresBetween(chosen.lon, chosen.lat, trial.query.lon, trial.query.lat)
    const features = featuresOf(chosen, candidates, placeNamed)
    evidence.push({
      ...{ features, group: groupOf(features), right: away <= chosen.radiusMetres },
      ...{ level: chosen.level, region: trial.set.split(',')[0]! },
      ...togetherOf(trial),
    })
  }
  return evidence
}

const penalty = 3
const regressionOf = (evidence: readonly Evidence[]): number[] =>
  fitLogistic(
    evidence.map(({ features }) => features),
    evidence.map(({ right }) => right),
    penalty,
  )

interface Model {
  weights: number[]
  knots: Record<KnotGroup, Knots>
}

/**
 * The weights, fitted on all of it, and the knots, from what regressions say that were not fitted on the fold: otherwise
 * a regression would be believed on the very streets that it has learnt by heart.
 */
export function fitModel(evidence: readonly Evidence[]): Model {
  const judged = Array.from({ length: folds }, (_, fold) => {
    const [left, rest] = [true, false].map((isLeft) =>
      evidence.filter(({ area }) => (foldOf(area, folds) === fold) === isLeft),
    )
    const weights = regressionOf(rest!)
    return left!.map((one) => ({ ...one, chance: chanceOf(weights, one.features) }))
  }).flat()
  const knots = Object.fromEntries(
    knotGroups.map((group) => [group, fitRising(judged.filter((one) => one.group === group))]),
  ) as Record<KnotGroup, Knots>
  return { weights: regressionOf(evidence).map((weight) => Number(weight.toFixed(2))), knots }
}

const statedBy = ({ weights, knots }: Model, evidence: readonly Evidence[]): Offered[] =>
  evidence.map((one) => ({
    ...one,
    confidence: confidenceAt(chanceOf(weights, one.features), knots[one.group]),
  }))

/**
 * The weights and the knots that `shared/core/address/confidence.ts` holds, fitted anew, and what a model states of a
 * region of which it has seen nothing, fitted on the others.
 */
export function fitConfidence(fitting: readonly Trial[], shown: readonly Trial[]): string[] {
  const evidence = evidenceOf(fitting)
  const { weights, knots } = fitModel(evidence)
  const planned = evidenceOf(shown.filter((trial) => isPlanned(trial) && !isDoubt(trial)))
  const shortKnots = (table: Knots) =>
    `[${table.map(([at, share]) => `[${at.toFixed(3)}, ${share.toFixed(3)}]`).join(', ')}]`
  return [
    '  ' + [...confidenceFeatures, 'constant'].map((name, i) => `${name} ${weights[i]!}`).join(', '),
    `  weights [${weights.join(', ')}]`,
    ...knotGroups.map((group) => `  knots of ${group} ${shortKnots(knots[group])}`),
    ...[...new Set(evidence.map(({ region }) => region))].flatMap((region) => {
      const model = fitModel(evidence.filter((one) => one.region !== region))
      const stated = statedBy(
        model,
        planned.filter((one) => one.region === region),
      )
      return [`  ${region}, by a model that was fitted without it:`, ...calibrationTable(stated)]
    }),
  ]
}

const samplesPerKnot = 300
const mostPerKnot = 4_000

/**
 * Rising shares by pooling neighbours that do not rise (pool adjacent violators), each not as it was met but its lower
 * bound at 95 %, with as many samples as the streets and areas are worth: where few speak for a share, less is stated.
 */
function fitRising(samples: readonly (Evidence & { chance: number })[]): Knots {
  const sorted = samples.toSorted((a, b) => a.chance - b.chance)
  const pools: (Evidence & { chance: number })[][] = []
  let size = samplesPerKnot
  for (let from = 0; from < sorted.length;) {
    const rest = sorted.length - from
    const part = sorted.slice(from, rest < 2 * size ? undefined : from + size)
    from += part.length
    // the few doubtful ones are told apart finely, the many sure ones need no more than a few knots
    size = Math.min(mostPerKnot, Math.floor(size * 1.5))
    pools.push(part)
    while (pools.length > 1 && shareOf(pools.at(-2)!) > shareOf(pools.at(-1)!))
      pools.push(pools.splice(-2).flat())
  }
  let least = 0
  return pools.map((pool) => {
    least = Math.max(least, lowerBound(pool))
    return [pool.reduce((sum, { chance }) => sum + chance, 0) / pool.length, least] as const
  })
}

function lowerBound(pool: readonly Together[]): number {
  const share = (pool.filter(({ right }) => right).length + 0.5) / (pool.length + 1)
  return wilson(share, (share * (1 - share)) / standardError(pool) ** 2, oneSide)[0]
}

import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import { chanceOf, confidenceFeatures, featuresOf } from '../../shared/core/address/confidence.ts'
import { rankedCandidates } from '../../shared/core/address/geocode.ts'
import { parseAddress } from '../../shared/core/address/parse.ts'
import { metresBetween } from '../../shared/core/address/metric.ts'
import { planability, type MatchLevel } from '../../shared/model/location.ts'
import { addressTrials, type Trial } from './addressTrials.ts'
import { fitLogistic } from './logistic.ts'

const fittingSeeds = [21, 22, 23, 24]
const shownSeeds = [31, 32]

/** Whole streets are for fitting or for showing, by their name: doors of one street stand or fall together. */
function isForFitting({ query }: Trial): boolean {
  let hash = 2_166_136_261
  for (const letter of query.street ?? query.text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619)
  return ((hash ^ (hash >>> 13)) & 1) === 0
}

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

export interface Offered {
  confidence: number
  right: boolean
  /** what stands or falls together with it: the doors of one street, all that was answered with one district */
  together: string
}

/** The candidate that a person would take, at its confidence, and whether the door lies within its radius. */
export function offeredOf({ query, result, metres }: Trial): Offered {
  const best = result.best!
  const street = query.street ?? query.text
  if (!doubts.has(result.reason)) {
    const together = areas.has(best.level) ? best.label : street
    return { confidence: best.confidence, right: metres <= best.radiusMetres, together }
  }
  const offered = result.alternatives.find(({ level }) => planability(level) !== 'review') ?? best
  const away = metresBetween(offered.lon, offered.lat, query.lon, query.lat)
  return { confidence: offered.confidence, right: away <= offered.radiusMetres, together: street }
}

/** Fewer answers than this say too little of a share: they are counted with their neighbours. */
const leastInBin = 50

/** Of the answers that state a confidence, how many are right: the true place within the stated radius. */
export function calibrationBins(shown: readonly Trial[]) {
  const edges = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.875, 0.9, 0.925, 0.95, 0.97]
  const binOf = ({ confidence }: Offered) => edges.filter((edge) => confidence >= edge).length
  const sorted = shown.map(offeredOf).sort((a, b) => a.confidence - b.confidence)
  const bins: Offered[][] = []
  for (const offered of sorted) {
    const last = bins.at(-1)
    if (last && (last.length < leastInBin || binOf(last.at(-1)!) === binOf(offered))) last.push(offered)
    else bins.push([offered])
  }
  if (bins.length > 1 && bins.at(-1)!.length < leastInBin) bins.at(-2)!.push(...bins.pop()!)
  return bins.map((bin) => ({
    stated: bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length,
    right: bin.filter(({ right }) => right).length / bin.length,
    count: bin.length,
    error: standardError(bin),
  }))
}

/**
 * Of the share that is right, where doors stand or fall together: what a whole street or district is off by counts as one
 * (the sandwich estimate for clusters).
 */
function standardError(bin: readonly Offered[]): number {
  const share = bin.filter(({ right }) => right).length / bin.length
  const off = new Map<string, number>()
  for (const { right, together } of bin) off.set(together, (off.get(together) ?? 0) + (right ? 1 : 0) - share)
  const squares = [...off.values()].reduce((sum, each) => sum + each * each, 0)
  return Math.sqrt((squares * off.size) / Math.max(1, off.size - 1)) / bin.length
}

export const calibrationTable = (shown: readonly Trial[]): string[] =>
  calibrationBins(shown).map(
    ({ stated, right, count, error }) =>
      `      stated ${stated.toFixed(3)}   right ${right.toFixed(3)} ± ${error.toFixed(3)}   of ${count}`,
  )

/** The weights and the knots that `shared/core/address/confidence.ts` holds, fitted anew. */
export function fitConfidence(fitting: readonly Trial[]): string {
  const gazetteer = loadGazetteer()
  const rows: number[][] = []
  const outcomes: boolean[] = []
  for (const trial of fitting) {
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
    rows.push(featuresOf(chosen, candidates, placeNamed))
    outcomes.push(away <= chosen.radiusMetres)
  }
  const weights = fitLogistic(rows, outcomes, 3).map((weight) => Number(weight.toFixed(2)))
  const knots = fitRising(rows.map((row, i) => ({ chance: chanceOf(weights, row), right: outcomes[i]! })))
  return [
    [...confidenceFeatures, 'constant'].map((name, i) => `${name} ${weights[i]!}`).join(', '),
    `weights [${weights.join(', ')}]`,
    `knots [${knots.map(([at, share]) => `[${at.toFixed(3)}, ${share.toFixed(3)}]`).join(', ')}]`,
  ].join('\n  ')
}

const samplesPerKnot = 120
const mostPerKnot = 2_000

/** Rising shares by pooling neighbours that do not rise (pool adjacent violators). */
function fitRising(samples: { chance: number; right: boolean }[]): [chance: number, share: number][] {
  const sorted = samples.sort((a, b) => a.chance - b.chance)
  const pools: { chance: number; right: number; count: number }[] = []
  let size = samplesPerKnot
  for (let from = 0; from < sorted.length;) {
    const rest = sorted.length - from
    const part = sorted.slice(from, rest < 2 * size ? undefined : from + size)
    from += part.length
    // the few doubtful ones are told apart finely, the many sure ones need no more than a few knots
    size = Math.min(mostPerKnot, size + samplesPerKnot)
    pools.push({
      chance: part.reduce((sum, { chance }) => sum + chance, 0),
      right: part.filter(({ right }) => right).length,
      count: part.length,
    })
    for (let last = pools.length - 1; last > 0; last--) {
      const [one, other] = [pools[last - 1]!, pools[last]!]
      if (one.right / one.count <= other.right / other.count) break
      pools.splice(last - 1, 2, {
        chance: one.chance + other.chance,
        right: one.right + other.right,
        count: one.count + other.count,
      })
    }
  }
  return pools.map(({ chance, right, count }) => [chance / count, right / count])
}

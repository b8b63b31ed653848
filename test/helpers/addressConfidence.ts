import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import { chanceOf, confidenceFeatures, featuresOf } from '../../shared/core/address/confidence.ts'
import { rankedCandidates } from '../../shared/core/address/geocode.ts'
import { parseAddress } from '../../shared/core/address/parse.ts'
import { addressTrials, type Trial } from './addressTrials.ts'
import { fitLogistic } from './logistic.ts'

const fittingSeeds = [21, 22, 23, 24]
const shownSeeds = [31, 32]

/** The map as a chess board of some 200 m: doors on white are for fitting, on black for showing. */
const isWhite = ({ query }: Trial) => (Math.floor(query.lon * 400) + Math.floor(query.lat * 500)) % 2 === 0

/** Trials whose answer is planned, so that its confidence counts. */
const placedTrials = (seeds: readonly number[]): Trial[] =>
  seeds
    .flatMap((seed) => addressTrials(seed))
    .filter(({ result }) => result.best && result.best.level !== 'none')

export const fittingTrials = (): Trial[] => placedTrials(fittingSeeds).filter(isWhite)
/** Other doors, and other streets and numbers that the region lacks, than those of the fitting. */
export const shownTrials = (seeds: readonly number[] = shownSeeds): Trial[] =>
  placedTrials(seeds).filter((trial) => !isWhite(trial))

const isRight = ({ result, metres }: Trial) => metres <= result.best!.radiusMetres

/** Fewer answers than this say too little of a share: they are counted with their neighbours. */
const leastInBin = 50

/** Of the answers that state a confidence, how many are right: the true place within the stated radius. */
export function calibrationBins(shown: readonly Trial[]) {
  const edges = [0.6, 0.7, 0.75, 0.8, 0.85, 0.875, 0.9, 0.925, 0.95, 0.97]
  const binOf = ({ result }: Trial) => edges.filter((edge) => result.best!.confidence >= edge).length
  const sorted = [...shown].sort((a, b) => a.result.best!.confidence - b.result.best!.confidence)
  const bins: Trial[][] = []
  for (const trial of sorted) {
    const last = bins.at(-1)
    if (last && (last.length < leastInBin || binOf(last.at(-1)!) === binOf(trial))) last.push(trial)
    else bins.push([trial])
  }
  if (bins.length > 1 && bins.at(-1)!.length < leastInBin) bins.at(-2)!.push(...bins.pop()!)
  return bins.map((bin) => ({
    stated: bin.reduce((sum, { result }) => sum + result.best!.confidence, 0) / bin.length,
    right: bin.filter(isRight).length / bin.length,
    count: bin.length,
  }))
}

export const calibrationTable = (shown: readonly Trial[]): string[] =>
  calibrationBins(shown).map(
    ({ stated, right, count }) =>
      `      stated ${stated.toFixed(3)}   right ${right.toFixed(3)}   of ${count}`,
  )

/** The weights and the knots that `shared/core/address/confidence.ts` holds, fitted anew. */
export function fitConfidence(fitting: readonly Trial[]): string {
  const gazetteer = loadGazetteer()
  const rows: number[][] = []
  const outcomes: boolean[] = []
  for (const trial of fitting) {
    const address = parseAddress(trial.query.text, gazetteer).addresses[0]!
    const candidates = rankedCandidates(address, trial.index)
    const { best } = trial.result
    const chosen = candidates.find(({ lon, lat }) => lon === best!.lon && lat === best!.lat)
    if (!chosen) continue
    rows.push(featuresOf(chosen, candidates))
    outcomes.push(isRight(trial))
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

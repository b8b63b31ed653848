import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import { confidenceFeatures, featuresOf } from '../../shared/core/address/confidence.ts'
import { rankedCandidates } from '../../shared/core/address/geocode.ts'
import { parseAddress } from '../../shared/core/address/parse.ts'
import { addressTrials, type Trial } from './addressTrials.ts'
import { fitLogistic } from './logistic.ts'

const seed = 21

/** Trials whose answer is planned, so that its confidence counts; every other one is for fitting, the rest for showing. */
export function halves(): { fitting: Trial[]; shown: Trial[] } {
  const placed = addressTrials(seed).filter(({ result }) => result.best && result.best.level !== 'none')
  return { fitting: placed.filter((_, i) => i % 2 === 0), shown: placed.filter((_, i) => i % 2 === 1) }
}

const isRight = ({ result, metres }: Trial) => metres <= result.best!.radiusMetres

/** Of the answers that state a confidence, how many are right: the true place within the stated radius. */
export function calibrationTable(shown: readonly Trial[]): string[] {
  const edges = [0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.875, 0.9, 0.925, 0.95, 0.97, 1.01]
  return edges.slice(0, -1).flatMap((low, i) => {
    const bin = shown.filter(({ result }) => {
      const { confidence } = result.best!
      return confidence >= low && confidence < edges[i + 1]!
    })
    if (bin.length < 10) return []
    const stated = bin.reduce((sum, { result }) => sum + result.best!.confidence, 0) / bin.length
    const right = bin.filter(isRight).length / bin.length
    return [`      stated ${stated.toFixed(3)}   right ${right.toFixed(3)}   of ${bin.length}`]
  })
}

/** The weights that `shared/core/address/confidence.ts` holds, fitted anew. */
export function fitConfidence(fitting: readonly Trial[]): string {
  const gazetteer = loadGazetteer()
  const rows: number[][] = []
  const outcomes: boolean[] = []
  for (const trial of fitting) {
    const { addresses } = parseAddress(trial.query.text, gazetteer)
    const candidates = rankedCandidates(addresses[0]!, trial.index)
    const { best } = trial.result
    const chosen = candidates.find(({ lon, lat }) => lon === best!.lon && lat === best!.lat)
    if (!chosen) continue
    rows.push(featuresOf(chosen, candidates))
    outcomes.push(isRight(trial))
  }
  const weights = fitLogistic(rows, outcomes, 3)
  return [...confidenceFeatures, 'constant'].map((name, i) => `${name} ${weights[i]!.toFixed(2)}`).join(', ')
}

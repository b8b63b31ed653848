import { describe, expect, it } from 'vitest'
import { loadGazetteer } from '../../../electron/service/database/region/addressesGazetteer.ts'
import { geocode } from '../../../shared/core/address/geocode.ts'
import { fitRidge, predict } from '../../../shared/core/lib/ridge.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import {
  calibrationBins,
  isDoubt,
  isPlanned,
  offeredOf,
  shownTrials,
} from '../../helpers/addressConfidence.ts'
import { indexOf, judge, mapFeatures, taipeiSet } from '../../helpers/addressSets.ts'
import { someNumbers, withoutSome } from '../../helpers/addressTrials.ts'
import { hasReferenceData } from '../../helpers/reference.ts'

describe('ridge regression', () => {
  it('finds the line that made the numbers, and leaves a column that says nothing alone', () => {
    const random = seededRandom(3)
    const rows = Array.from({ length: 400 }, () => [random.next() * 10, random.next() * 2, 1])
    const weights = fitRidge(
      rows,
      rows.map(([a, b]) => 2 * a! - 3 * b! + 7),
      1e-6,
    )
    expect(weights.map((weight) => Math.round(weight * 1000) / 1000 + 0)).toEqual([2, -3, 0, 7])
    expect(predict(weights, [1, 1, 1])).toBeCloseTo(6)
  })
})

describe.skipIf(!hasReferenceData)('the stated radius', () => {
  it('holds nine doors in ten of numbers that were taken out, and is no wider than it need be: Taipei', () => {
    const gazetteer = loadGazetteer()
    const { index, heldOut } = taipeiSet(12, (text) => text)
    const { inside, medianMetres, medianRadius, within } = judge(heldOut, (text) =>
      geocode(text, index, { gazetteer }),
    )
    expect(inside).toBeGreaterThan(0.89)
    expect(medianRadius / medianMetres).toBeLessThan(3.2)
    expect(within[1]).toBeGreaterThan(0.74)
  })

  it('is learnt from whatever map it is: a third of Heidelberg, a fifth of Liechtenstein', () => {
    for (const [name, share] of [
      ['heidelberg', 0.33],
      ['liechtenstein', 0.2],
    ] as const) {
      const { kept, out } = withoutSome(mapFeatures(name + '.osm.pbf'), someNumbers(seededRandom(8), share))
      const index = indexOf(kept)
      const { inside, medianMetres, medianRadius } = judge(out, (text) => geocode(text, index))
      // a map with 270 numbers in all says less of itself than one with thousands
      expect(inside, name).toBeGreaterThan(0.87)
      expect(medianRadius / medianMetres, name).toBeLessThan(name === 'heidelberg' ? 3.6 : 3)
    }
  })
})

describe.skipIf(!hasReferenceData)('the stated confidence', () => {
  it('is right as often as it says, on doors and missing streets that were not fitted', () => {
    const shown = shownTrials([41])
    const planned = shown.filter((trial) => isPlanned(trial) && !isDoubt(trial))
    const bins = calibrationBins(planned).filter(({ count }) => count >= 300)
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(9_000)
    for (const { stated, right, count, error } of bins) {
      const said = `${stated} ${right} ± ${error} of ${count}`
      // a street or a district is one trial, however many of its doors were asked for
      expect(Math.abs(stated - right), said).toBeLessThan(3 * error)
      expect(error, said).toBeLessThan(0.05)
    }
    const offBy = bins.reduce((sum, { stated, right, count }) => sum + (stated - right) * count, 0)
    expect(Math.abs(offBy) / bins.reduce((sum, { count }) => sum + count, 0)).toBeLessThan(0.015)
    // streets of a like name, and guesses too doubtful to plan: hardly ever right, and said so
    const doubtful = shown.filter(isDoubt).map(offeredOf)
    expect(doubtful.length).toBeGreaterThan(200)
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const stated = mean(doubtful.map(({ confidence }) => confidence))
    const right = mean(doubtful.map((offered) => Number(offered.right)))
    expect(stated).toBeLessThan(0.25)
    expect(Math.abs(stated - right), `${stated} ${right} of ${doubtful.length}`).toBeLessThan(0.08)
  })
})

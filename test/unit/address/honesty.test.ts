import { describe, expect, it } from 'vitest'
import { loadGazetteer } from '../../../electron/service/database/region/addressesGazetteer.ts'
import { geocode } from '../../../shared/core/address/geocode.ts'
import { fitRidge, predict } from '../../../shared/core/lib/ridge.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import {
  calibrationBins,
  calibrationOfAll,
  isDoubt,
  isPlanned,
  offeredOf,
  shownTrials,
  type Bin,
  type Offered,
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

/** So many standard errors, one-sided: of honest bins one in a hundred is worse, of honest wholes one in twenty. */
const binLimit = 2.33
const wholeLimit = 1.645

/** What is claimed beyond what sampling error explains; empty when a stated 0.9 is right nine times in ten. */
function overclaimed(offered: readonly Offered[]): string[] {
  const said = ({ stated, right, error, count }: Bin) =>
    `${stated.toFixed(3)} stated, ${right.toFixed(3)} ± ${error.toFixed(3)} of ${count} right`
  const tooMuch = (limit: number) => (bin: Bin) => bin.stated - bin.right > limit * bin.error
  return [
    ...calibrationBins(offered)
      .filter(({ count }) => count >= 300)
      .filter(tooMuch(binLimit)),
    ...[calibrationOfAll(offered)].filter(tooMuch(wholeLimit)),
  ].map(said)
}

describe.skipIf(!hasReferenceData)('the stated confidence', () => {
  // streets that were left out of fitting, other numbers taken out and other streets missing than those that were fitted on
  const shown = hasReferenceData ? shownTrials([41]) : []
  const planned = shown.filter((trial) => isPlanned(trial) && !isDoubt(trial)).map(offeredOf)

  it('is right at least as often as it says, but for sampling error', () => {
    expect(planned.length).toBeGreaterThan(9_000)
    expect(overclaimed(planned)).toEqual([])
    // one level at a time, too: districts and streets are not carried by the many doors
    for (const level of ['building', 'interpolated', 'street', 'district', 'town', 'village'] as const) {
      const part = planned.filter((offered) => offered.level === level)
      expect(part.length, level).toBeGreaterThan(50)
      expect(overclaimed(part), level).toEqual([])
    }
  })

  it('is caught when it claims three in a hundred more', () => {
    const bolder = planned.map((one) => ({ ...one, confidence: Math.min(0.999, one.confidence + 0.03) }))
    expect(overclaimed(bolder)).not.toEqual([])
  })

  it('claims no more of few than of many: it is a lower bound, and not far below what is met', () => {
    const { stated, right } = calibrationOfAll(planned)
    expect(right - stated).toBeLessThan(0.03)
    for (const { stated, right, count } of calibrationBins(planned).filter(({ count }) => count >= 1_000))
      expect(right - stated, `${stated} ${right} of ${count}`).toBeLessThan(0.06)
  })

  it('says of doubtful streets that they hardly ever are the right one', () => {
    const doubtful = shown.filter(isDoubt).map(offeredOf)
    expect(doubtful.length).toBeGreaterThan(200)
    const { stated, right } = calibrationOfAll(doubtful)
    expect(stated).toBeLessThan(0.25)
    expect(stated - right, `${stated} ${right} of ${doubtful.length}`).toBeLessThan(0.04)
    expect(right - stated, `${stated} ${right} of ${doubtful.length}`).toBeLessThan(0.1)
  })
})

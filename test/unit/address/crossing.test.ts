import { describe, expect, it } from 'vitest'
import { nearestCrossing, projectOnLine } from '../../../shared/core/address/metric.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'

/** Every point against every line, with nothing left out. */
function plainGap(one: readonly number[][], other: readonly number[][]): number {
  let least = Infinity
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const)
    for (const line of from)
      for (const target of to)
        for (let i = 0; i < line.length; i += 2)
          least = Math.min(least, projectOnLine(target, line[i]!, line[i + 1]!).off)
  return least
}

describe('where two roads cross', () => {
  it('finds the crossing of two straight roads', () => {
    //      |
    //  ----+----
    //      |
    const found = nearestCrossing([[121, 25.01, 121.02, 25.01]], [[121.01, 25, 121.01, 25.02]])!
    expect(found.gapMetres).toBe(0)
    expect([found.lon, found.lat]).toEqual([expect.closeTo(121.01, 9), expect.closeTo(25.01, 9)])
  })

  it('comes as near as when every point is tried, and says null only beyond the limit (seeded)', () => {
    const random = seededRandom(91)
    const road = (lon: number, lat: number) =>
      Array.from({ length: 1 + random.below(3) }, () => {
        const points: number[] = []
        let [x, y] = [lon + random.next() * 0.004, lat + random.next() * 0.004]
        for (let i = 0; i < 2 + random.below(6); i++) {
          points.push(x, y)
          x += (random.next() - 0.4) * 0.001
          y += (random.next() - 0.4) * 0.001
        }
        return points
      })
    let apart = 0
    let beyond = 0
    for (let round = 0; round < 800; round++) {
      const [one, other] = [road(121, 25), road(121 + random.next() * 0.006, 25)]
      const found = nearestCrossing(one, other)!
      const plain = plainGap(one, other)
      if (found.gapMetres > 0) {
        apart++
        expect(found.gapMetres).toBeCloseTo(plain, 6)
      }
      const limited = nearestCrossing(one, other, 150)
      if (found.gapMetres < 150) expect(limited).toEqual(found)
      else {
        beyond++
        expect(limited).toBeNull()
      }
    }
    expect(apart).toBeGreaterThan(100)
    expect(beyond).toBeGreaterThan(20)
  })
})

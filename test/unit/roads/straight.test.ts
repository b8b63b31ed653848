import { describe, expect, it } from 'vitest'
import { haversineMetres } from '../../../shared/core/geo/distance.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import {
  assumedCircuity,
  learnCircuity,
  straightTable,
  straightWay,
  withStraightWays,
} from '../../../shared/core/roads/straight.ts'
import { UNREACHABLE, type LonLat, type TravelMatrix } from '../../../shared/model/travel.ts'

const random = seededRandom(7)
const points: LonLat[] = Array.from({ length: 30 }, () => [random.next() * 0.1, random.next() * 0.1])
/** Everywhere a detour of 1.3 at 10 m/s, but a quarter more on ways of less than two kilometres. */
function table(): TravelMatrix {
  const size = points.length
  const seconds = new Uint32Array(size * size)
  const metres = new Uint32Array(size * size)
  points.forEach((from, i) =>
    points.forEach((to, j) => {
      const straight = haversineMetres(...from, ...to)
      metres[i * size + j] = straight * (straight < 2_000 ? 1.625 : 1.3)
      seconds[i * size + j] = metres[i * size + j]! / 10
    }),
  )
  return { size, seconds, metres }
}

describe('the detour of a region', () => {
  it('is learned by distance from its own ways', () => {
    const { bands } = learnCircuity(points, table(), 'car')
    for (const [b, ratio] of [1.4, 1.625, 1.3, 1.3].entries()) expect(bands[b]!.ratio).toBeCloseTo(ratio, 2)
    // too few pairs within half a kilometre: what is assumed stands there, and the number says so
    expect(bands[0]!.pairs).toBeLessThan(10)
    expect(bands[2]!.pairs).toBeGreaterThan(300)
  })

  it('leaves out what no road joins', () => {
    const cut = table()
    cut.seconds.fill(UNREACHABLE)
    expect(learnCircuity(points, cut, 'foot').bands.every(({ ratio }) => ratio === 1.4)).toBe(true)
  })
})

describe('ways without a road', () => {
  const circuity = { bands: [{ upToMetres: Infinity, ratio: 1.5, metresPerSecond: 5, pairs: 1 }] }

  it('take the straight line with its detour', () => {
    const straight = haversineMetres(0, 0, 0.01, 0)
    const way = straightWay([0, 0], [0.01, 0], circuity)
    expect(way).toEqual({ seconds: Math.round((straight * 1.5) / 5), metres: Math.round(straight * 1.5) })
  })

  it('are put in for the places that need them, both ways, and nowhere else', () => {
    const known = table()
    const made = withStraightWays(known, points, [3], circuity)
    const cell = (i: number, j: number) => made.seconds[i * known.size + j]
    expect(cell(3, 3)).toBe(0)
    expect(cell(3, 5)).toBe(straightWay(points[3]!, points[5]!, circuity).seconds)
    expect(cell(5, 3)).toBe(cell(3, 5))
    expect(cell(4, 5)).toBe(known.seconds[4 * known.size + 5])
    // the table that others use stays as it was
    expect(known.seconds[3 * known.size + 5]).not.toBe(cell(3, 5))
  })

  it('can make up a whole table', () => {
    const made = straightTable(points, assumedCircuity('car'))
    expect(made.seconds[1]).toBe(straightWay(points[0]!, points[1]!, assumedCircuity('car')).seconds)
    expect(made.seconds[0]).toBe(0)
  })
})

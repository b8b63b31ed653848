import { describe, expect, it } from 'vitest'
import { haversineMetres } from '../../../shared/core/geo/distance.ts'
import { areTravelHours, inPeriod } from '../../../shared/core/roads/byHour.ts'
import { isochrone } from '../../../shared/core/roads/isochrone.ts'
import { matrix } from '../../../shared/core/roads/matrix.ts'
import { nearest } from '../../../shared/core/roads/nearest.ts'
import { carProfile } from '../../../shared/core/roads/profiles.ts'
import { closedEdges, reweigh } from '../../../shared/core/roads/reweigh.ts'
import { routeLegs } from '../../../shared/core/roads/route.ts'
import {
  roadClassNames,
  UNREACHABLE,
  type LonLat,
  type RoadClosure,
  type TravelHours,
} from '../../../shared/model/travel.ts'
import { drawnRoads, networkOf } from '../../helpers/drawnRoads.ts'

const unit = haversineMetres(0, 0, 0.001, 0)
const seconds = (units: number, kmh: number) => ((units * unit) / kmh) * 3.6

/** A block: north a secondary (55 km/h), the other sides residential (25 km/h). */
const block = drawnRoads(
  `
    A----B
    |    |
    D----C
  `,
  [
    ['AB', { highway: 'secondary', name: 'Nordring' }],
    ['BC', { highway: 'residential', name: 'Oststraße' }],
    ['CD', { highway: 'residential', name: 'Südgasse' }],
    ['DA', { highway: 'residential', name: 'Westweg' }],
  ],
)
const network = networkOf(block.input, carProfile)
/** a little inside each side, so that every place is on one street */
const inside = (letter: string, dLon: number, dLat: number): LonLat => [
  block.place(letter)[0] + dLon,
  block.place(letter)[1] + dLat,
]
const west = inside('D', 0, 0.001)
const east = inside('C', 0, 0.001)

describe('the same roads at other speeds', () => {
  const factors = (changed: Partial<Record<(typeof roadClassNames)[number], number>>) =>
    roadClassNames.map((name) => changed[name] ?? 1)
  const between = (roads: typeof network) => {
    const [leg] = routeLegs(roads, [west, east])
    return { seconds: leg!.seconds, metres: Math.round(leg!.metres / unit) }
  }
  it('take the way that is quicker then', () => {
    expect(between(network)).toEqual({
      seconds: Math.round(seconds(2, 25) + seconds(5, 55)),
      metres: 7,
    })
    const jammed = reweigh(network, { speedFactors: factors({ secondary: 0.4 }) })
    expect(between(jammed)).toEqual({ seconds: Math.round(seconds(7, 25)), metres: 7 })
    const slow = reweigh(network, { speedFactors: roadClassNames.map(() => 0.5) })
    expect(between(slow).seconds).toBe(Math.round((seconds(2, 25) + seconds(5, 55)) * 2))
  })
  it('at the usual speeds are what they were', () => {
    const same = reweigh(network, {})
    const points = ['A', 'B', 'C', 'D'].map((letter) => block.place(letter))
    expect(matrix(same, points).seconds).toEqual(matrix(network, points).seconds)
    expect(reweigh(same, {}).bytes).toEqual(same.bytes)
  })
})

describe('closed roads', () => {
  const everything: LonLat[] = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ]
  const around = (at: LonLat): LonLat[] => [
    [at[0] - 0.0004, at[1] - 0.0004],
    [at[0] + 0.0004, at[1] - 0.0004],
    [at[0] + 0.0004, at[1] + 0.0004],
    [at[0] - 0.0004, at[1] + 0.0004],
  ]
  const north = inside('A', 0.0025, 0)
  it('are driven around', () => {
    const closed = closedEdges(network, [{ ring: around(north) }])
    expect([...closed].filter((mark) => mark)).toHaveLength(1)
    const [leg] = routeLegs(reweigh(network, { closed }), [west, east])
    expect(leg!.seconds).toBe(Math.round(seconds(7, 25)))
  })
  it('are one street of several by its name', () => {
    const named = closedEdges(network, [{ ring: everything, street: 'Südgasse' }])
    expect([...named].filter((mark) => mark)).toHaveLength(1)
    expect([...closedEdges(network, [{ ring: everything }])].every((mark) => mark === 1)).toBe(true)
  })
  it('leave who lives there to the nearest open road', () => {
    const closed = closedEdges(network, [{ ring: around(north) }])
    const found = matrix(reweigh(network, { closed }), [north, east])
    // across the block to the street in the south
    expect(Math.round((found.snapMetres[0] / unit) * 10) / 10).toBe(2)
    expect(found.seconds[1]).not.toBe(UNREACHABLE)
  })
  it('can cut a place off, which is said', () => {
    // the west street is open, both ways out of it are not
    const all = closedEdges(network, [
      { ring: everything, street: 'Nordring' },
      { ring: everything, street: 'Südgasse' },
    ])
    expect(matrix(reweigh(network, { closed: all }), [west, east]).seconds[1]).toBe(UNREACHABLE)
  })
})

describe('the nearest of many', () => {
  it('are the quickest to reach, in order', () => {
    const targets = [east, inside('B', -0.001, 0), inside('D', 0.001, 0), [5, 5] as LonLat]
    const [found] = nearest(network, [west], targets, 2)
    const whole = matrix(network, [west, ...targets])
    expect(found.map(({ target }) => target)).toEqual([2, 1])
    for (const { target, seconds, metres } of found) {
      expect(seconds).toBe(whole.seconds[target + 1])
      expect(metres).toBe(whole.metres[target + 1])
    }
    expect(nearest(network, [[5, 5]], targets, 3)).toEqual([[]])
  })
})

describe('how far one gets', () => {
  const road = drawnRoads('A--------------------B', [['AB', { highway: 'residential' }]])
  const roads = networkOf(road.input, carProfile)
  const middle = alongFromA(road, 0.01)
  it('along a street at its speed, and a little beside it', () => {
    const [ring, ...more] = isochrone(roads, middle, 90)
    expect(more).toEqual([])
    expect(ring[0]).toEqual(ring[ring.length - 1])
    const reach = seconds(1, 25)
    // 90 s at 25 km/h are 5.6 units
    const far = Math.max(...ring.map(([lon]) => Math.abs(lon - middle[0]) / 0.001))
    expect(far).toBeLessThanOrEqual(90 / reach + 0.1)
    expect(far).toBeGreaterThan(90 / reach - 0.6)
    // beside the road no farther than one walks in the time
    const beside = Math.max(...ring.map(([, lat]) => Math.abs(lat - middle[1]) / 0.001))
    expect(beside * unit).toBeLessThanOrEqual((90 / 1.3) * 1.25)
    // outer rings run counter-clockwise
    let area = 0
    for (let i = 1; i < ring.length; i++) area += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1]
    expect(area).toBeGreaterThan(0)
  })
  it('farther in more time, and nowhere from where no road is', () => {
    const width = (limit: number) => {
      const lons = isochrone(roads, middle, limit).flatMap((ring) => ring.map(([lon]) => lon))
      return Math.max(...lons) - Math.min(...lons)
    }
    expect(width(120)).toBeGreaterThan(width(60))
    expect(isochrone(roads, [3, 3], 600)).toEqual([])
  })
})

function alongFromA(drawing: typeof block, dLon: number): LonLat {
  return [drawing.place('A')[0] + dLon, drawing.place('A')[1]]
}

describe('turn lists', () => {
  it('say where to turn, into what, and how far to follow it', () => {
    const [leg] = routeLegs(network, [west, east], { steps: true })
    expect(leg!.steps!.map(({ turn, name, metres }) => [turn, name, Math.round(metres / unit)])).toEqual([
      ['depart', 'Westweg', 1],
      ['right', 'Nordring', 5],
      ['right', 'Oststraße', 1],
      ['arrive', 'Oststraße', 0],
    ])
    expect(leg!.steps!.reduce((sum, step) => sum + step.metres, 0)).toBeCloseTo(leg!.metres, -1)
  })
})

describe('travel by hour of day', () => {
  const hours = { starts: [7 * 3600, 9 * 3600], speeds: [{ secondary: 0.4 }, {}] }
  /** seconds from west to east in each period, on roads contracted for it */
  const byPeriod = (asked: TravelHours, closures: RoadClosure[] = []) =>
    asked.starts.map(
      (_, p) => matrix(reweigh(network, inPeriod(network, asked, closures, p)), [west, east]).seconds[1],
    )
  it('has in each period the speeds of its roads', () => {
    expect(byPeriod(hours)).toEqual([Math.round(seconds(7, 25)), Math.round(seconds(2, 25) + seconds(5, 55))])
  })
  it('leaves a closed road out in the periods that the closure touches, past midnight too', () => {
    const south = (from: number, to: number) =>
      byPeriod({ starts: hours.starts, speeds: [{}, {}] }, [
        {
          ring: [
            [-1, -1],
            [1, -1],
            [1, 1],
            [-1, 1],
          ],
          street: 'Nordring',
          hours: [from * 3600, to * 3600],
        },
      ])
    const open = Math.round(seconds(2, 25) + seconds(5, 55))
    const around = Math.round(seconds(7, 25))
    expect(south(8, 8.5)).toEqual([around, open])
    expect(south(9, 10)).toEqual([open, around])
    expect(south(5, 6)).toEqual([open, around])
    expect(south(5, 8)).toEqual([around, around])
  })
  it.each([
    [{ starts: [], speeds: [] }],
    [{ starts: [0, 1, 2, 3, 4], speeds: [{}, {}, {}, {}, {}] }],
    [{ starts: [5, 5], speeds: [{}, {}] }],
    [{ starts: [0], speeds: [{}, {}] }],
    [{ starts: [0], speeds: [{ primary: 0 }] }],
    [{ starts: [86_400], speeds: [{}] }],
  ])('refuses %j', (wrong) => {
    expect(areTravelHours(wrong)).toBe(false)
  })
})

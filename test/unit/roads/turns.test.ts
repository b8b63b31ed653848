import { describe, expect, it } from 'vitest'
import { haversineMetres } from '../../../shared/core/geo/distance.ts'
import { buildRoadGraph } from '../../../shared/core/roads/graph.ts'
import {
  bicycleProfile,
  carProfile,
  footProfile,
  scooterProfile,
  type RoadProfile,
} from '../../../shared/core/roads/profiles.ts'
import { forbiddenPaths } from '../../../shared/core/roads/restrictions.ts'
import { routeLegs } from '../../../shared/core/roads/route.ts'
import { drawnRoads, networkOf, type DrawnRestriction } from '../../helpers/drawnRoads.ts'

const unit = haversineMetres(0, 0, 0.001, 0)
const residential = { highway: 'residential' }
const all = (...ways: string[]) => ways.map((nodes): [string, Record<string, string>] => [nodes, residential])

/** Units of a drawing that the way from one place to another is long. */
function units(
  drawing: ReturnType<typeof drawnRoads>,
  from: string | [number, number],
  to: string | [number, number],
  profile: RoadProfile = carProfile,
): number | null {
  const place = (at: string | [number, number]) => (typeof at === 'string' ? drawing.place(at) : at)
  const [leg] = routeLegs(networkOf(drawing.input, profile), [place(from), place(to)])
  return leg && Math.round((leg.metres / unit) * 10) / 10
}

const statsOf = (drawing: ReturnType<typeof drawnRoads>, profile: RoadProfile) =>
  forbiddenPaths(buildRoadGraph(drawing.input, profile), drawing.input, profile).stats

describe('a turn that is forbidden', () => {
  const picture = `
      T--S
      |  |
   L--x--R
      |  |
      B--C
  `
  const ways = all('Lx', 'xR', 'xT', 'xB', 'TS', 'SR', 'RC', 'CB')
  const drawn = (...restrictions: DrawnRestriction[]) => drawnRoads(picture, ways, {}, restrictions)

  it('is driven where nothing forbids it', () => {
    expect(units(drawn(), 'L', 'T')).toBe(3 + 2)
  })
  it('no_left_turn: around the block instead, others turn as before', () => {
    const drawing = drawn(['no_left_turn', 'Lx', 'x', 'xT'])
    // on to R, S, T
    expect(units(drawing, 'L', 'T')).toBe(3 + 3 + 2 + 3)
    expect(units(drawing, 'B', 'T')).toBe(2 + 2)
    expect(units(drawing, 'T', 'L')).toBe(2 + 3)
    expect(units(drawing, 'L', 'B')).toBe(3 + 2)
  })
  it('only_straight_on: neither left nor right', () => {
    const drawing = drawn(['only_straight_on', 'Lx', 'x', 'xR'])
    expect(units(drawing, 'L', 'T')).toBe(3 + 3 + 2 + 3)
    expect(units(drawing, 'L', 'B')).toBe(3 + 3 + 2 + 3)
    expect(units(drawing, 'L', 'R')).toBe(3 + 3)
    expect(units(drawing, 'R', 'T')).toBe(3 + 2)
  })
  it('binds who stops just behind the junction as well', () => {
    const drawing = drawn(['no_left_turn', 'Lx', 'x', 'xT'])
    const [lon, lat] = drawing.place('x')
    expect(units(drawing, 'L', [lon, lat + 0.001])).toBe(3 + 3 + 2 + 3 + 1)
    expect(units(drawing, [lon - 0.001, lat], [lon, lat + 0.001])).toBe(1 + 3 + 2 + 3 + 1)
  })
  it('does not bind those who are excepted, nor people on foot', () => {
    const excepted = drawn(['no_left_turn', 'Lx', 'x', 'xT', { except: 'bicycle;psv' }])
    expect(units(excepted, 'L', 'T', bicycleProfile)).toBe(5)
    expect(units(excepted, 'L', 'T', scooterProfile)).toBe(5)
    expect(units(excepted, 'L', 'T', carProfile)).toBe(11)
    const plain = drawn(['no_left_turn', 'Lx', 'x', 'xT'])
    expect(units(plain, 'L', 'T', footProfile)).toBe(5)
    expect(units(plain, 'L', 'T', bicycleProfile)).toBe(11)
  })
  it('binds only the traffic that it names', () => {
    const lorries = drawn(['', 'Lx', 'x', 'xT', { 'restriction:hgv': 'no_left_turn' }])
    expect(units(lorries, 'L', 'T')).toBe(5)
    const cars = drawn(['', 'Lx', 'x', 'xT', { 'restriction:motorcar': 'no_left_turn' }])
    expect(units(cars, 'L', 'T')).toBe(11)
    expect(units(cars, 'L', 'T', scooterProfile)).toBe(5)
    const walkers = drawn(['', 'Lx', 'x', 'xT', { 'restriction:foot': 'no_left_turn' }])
    expect(units(walkers, 'L', 'T', footProfile)).toBe(11)
  })
  it('at some hours only is not applied, and counted', () => {
    const conditional = { 'restriction:conditional': 'no_left_turn @ (Mo-Fr 07:00-09:00)' }
    const byHour = drawn(
      ['', 'Lx', 'x', 'xT', conditional],
      ['no_left_turn', 'Lx', 'x', 'xB', { hour_on: '07:00', hour_off: '09:00' }],
    )
    expect(units(byHour, 'L', 'T')).toBe(5)
    expect(units(byHour, 'L', 'B')).toBe(5)
    expect(statsOf(byHour, carProfile)).toEqual({ applied: 0, conditional: 2, elsewhere: 0, unclear: 0 })
  })
  it('whose members are missing, do not meet, or say nothing known is left out, and counted', () => {
    const odd = drawn(
      ['no_left_turn', 'Lx', 'x', 'SR'],
      ['no_left_turn', 'Lx', 'x', 'nowhere'],
      ['please_dont', 'Lx', 'x', 'xT'],
    )
    expect(units(odd, 'L', 'T')).toBe(5)
    expect(statsOf(odd, carProfile)).toEqual({ applied: 0, conditional: 0, elsewhere: 0, unclear: 3 })
  })
  it('is not made by driving past, turning round and coming back', () => {
    // without the blocks, R is a junction of three roads
    const drawing = drawnRoads(
      `
        T
        |
     L--x--R--Q
        |  |  |
        |  U--V
        B
      `,
      all('Lx', 'xR', 'xT', 'xB', 'RQ', 'RU', 'QV', 'VU'),
      {},
      [['no_left_turn', 'Lx', 'x', 'xT']],
    )
    // around R, Q, V, U and back to x, not a turn in R; B ends dead, and there one may turn round:
    // 2 units and 2 back, with 20 s, which is 139 m at 25 km/h
    expect(units(drawing, 'L', 'T')).toBe(3 + 3 + 3 + 2)
  })
  it('into a way that runs through the junction: the word says which half', () => {
    const through = drawnRoads(picture, [...all('Lx', 'xR', 'TxB', 'TS', 'SR', 'RC', 'CB')], {}, [
      ['no_left_turn', 'Lx', 'x', 'TxB'],
    ])
    expect(units(through, 'L', 'T')).toBe(11)
    expect(units(through, 'L', 'B')).toBe(5)
  })
})

describe('a restriction by way of another road', () => {
  /*   A dual carriageway: e below goes right, w above goes left, v joins them. Turning round over v is forbidden.
   *
   *   P--a--b--Q     w: Q b a P, to the left
   *      |  |
   *   S--c--d--R     e: S c d R, to the right; v: c-a; b-d
   */
  const picture = `
    P--a--b--Q
    |  |  |  |
    S--c--d--R
  `
  const oneway = { ...residential, oneway: 'yes' }
  const drawn = (...restrictions: DrawnRestriction[]) =>
    drawnRoads(
      picture,
      [
        ['Qb', oneway],
        ['ba', oneway],
        ['aP', oneway],
        ['Sc', oneway],
        ['cd', oneway],
        ['dR', oneway],
        ['ca', residential],
        ['db', residential],
        ['PS', residential],
        ['RQ', residential],
      ],
      {},
      restrictions,
    )
  it('no_u_turn over the link: by the next one', () => {
    const start = (drawing: ReturnType<typeof drawnRoads>): [number, number] => [
      drawing.place('S')[0] + 0.001,
      drawing.place('S')[1],
    ]
    const free = drawn()
    expect(units(free, start(free), 'P')).toBe(2 + 2 + 3)
    const ruled = drawn(['no_u_turn', 'Sc', ['ca'], 'aP'])
    // straight on to d, up to b, back to a and P
    expect(units(ruled, start(ruled), 'P')).toBe(2 + 3 + 2 + 3 + 3)
    // the link itself stays open for who comes from the other carriageway
    const [lon, lat] = ruled.place('c')
    const [bLon, bLat] = ruled.place('b')
    expect(units(ruled, [bLon + 0.001, bLat], [lon, lat + 0.001])).toBe(1 + 3 + 1)
  })
  it('only_… over the link: once on it, one goes where it says', () => {
    const ruled = drawn(['only_u_turn', 'Sc', ['ca'], 'aP'])
    expect(units(ruled, 'c', 'P')).toBe(2 + 3)
    // not prescribed for who drives on at c
    const [lon, lat] = ruled.place('S')
    expect(units(ruled, [lon + 0.001, lat], 'R')).toBe(2 + 3 + 3)
  })
})

describe('dead ends', () => {
  it('are left by the way one came, and turning round takes no detour', () => {
    const drawing = drawnRoads('A--B--C\n   |\n   D', all('AB', 'BC', 'BD'))
    expect(units(drawing, 'D', 'C')).toBe(1 * 2 + 3)
  })
  it('behind a forbidden turn serve to turn round, which takes its time', () => {
    const drawing = drawnRoads('   T\n   |\nL--x--R', all('Lx', 'xR', 'xT'), {}, [
      ['no_left_turn', 'Lx', 'x', 'xT'],
    ])
    const [leg] = routeLegs(networkOf(drawing.input, carProfile), [drawing.place('L'), drawing.place('T')])
    expect(Math.round(leg!.metres / unit)).toBe(3 + 3 + 3 + 2)
    expect(leg!.seconds).toBe(Math.round(((11 * unit) / 25) * 3.6 + 20))
  })
})

describe('junctions take time', () => {
  const signals = { x: { highway: 'traffic_signals' } }
  const cross = (tags: Record<string, string>, nodeTags: Record<string, Record<string, string>> = {}) => {
    const drawing = drawnRoads(
      'A--x--B\n   |\n   C',
      [
        ['Ax', residential],
        ['xB', residential],
        ['xC', tags],
      ],
      nodeTags,
    )
    const [leg] = routeLegs(networkOf(drawing.input, carProfile), [drawing.place('A'), drawing.place('B')])
    return leg!.seconds
  }
  const free = Math.round(((6 * unit) / 25) * 3.6)
  it('at signals, and where one gives way to a larger road', () => {
    expect(cross(residential)).toBe(free)
    expect(cross(residential, signals)).toBe(free + 2)
    expect(cross({ highway: 'secondary' })).toBe(free + 2)
  })
  it('signals that face the other way do not stop anyone', () => {
    const facing = (direction: string) =>
      cross(residential, { x: { highway: 'traffic_signals', 'traffic_signals:direction': direction } })
    expect(facing('forward')).toBe(free + 2)
    expect(facing('backward')).toBe(free)
  })
  it('but not for who stops before them', () => {
    const drawing = drawnRoads('A--x--B\n   |\n   C', all('Ax', 'xB', 'xC'), signals)
    const [lon, lat] = drawing.place('A')
    const [leg] = routeLegs(networkOf(drawing.input, carProfile), [
      [lon + 0.0005, lat],
      [lon + 0.0025, lat],
    ])
    expect(leg!.seconds).toBe(Math.round(((2 * unit) / 25) * 3.6))
  })
})

import { describe, expect, it } from 'vitest'
import { haversineMetres } from '../../../shared/core/geo/distance.ts'
import { matrix } from '../../../shared/core/roads/matrix.ts'
import {
  carProfile,
  footProfile,
  scooterProfile,
  type RoadProfile,
} from '../../../shared/core/roads/profiles.ts'
import { routeLegs } from '../../../shared/core/roads/route.ts'
import { UNREACHABLE, type LonLat } from '../../../shared/model/travel.ts'
import { drawnRoads, networkOf } from '../../helpers/drawnRoads.ts'

/** Metres of one unit of the drawings. */
const unit = haversineMetres(0, 0, 0.001, 0)
const residential = { highway: 'residential' }

/** Seconds on residential streets (25 km/h) over so many units. */
const seconds = (units: number, kmh = 25) => ((units * unit) / kmh) * 3.6

function travel(profile: RoadProfile, drawing: ReturnType<typeof drawnRoads>, from: string, to: string) {
  const points: LonLat[] = [drawing.place(from), drawing.place(to)]
  const found = matrix(networkOf(drawing.input, profile), points)
  return {
    there: found.seconds[1],
    back: found.seconds[2],
    metres: found.metres[1],
    metresBack: found.metres[2],
  }
}

describe('one-way streets', () => {
  /*   A---B
       |   |      A→B is one-way; back is around by D and C
       D---C   */
  const drawing = drawnRoads(
    `
    A---B
    |   |
    D---C
    `,
    [
      ['AB', { ...residential, oneway: 'yes' }],
      ['BC', residential],
      ['CD', residential],
      ['DA', residential],
    ],
  )
  it('are driven one way, and around the block the other', () => {
    const { there, back, metres, metresBack } = travel(carProfile, drawing, 'A', 'B')
    expect(there).toBe(Math.round(seconds(4)))
    expect(back).toBe(Math.round(seconds(2 + 4 + 2)))
    expect(metres).toBe(Math.round(4 * unit))
    expect(metresBack).toBe(Math.round(8 * unit))
  })
  it('are no matter on foot', () => {
    const { there, back } = travel(footProfile, drawing, 'A', 'B')
    expect(there).toBe(back)
    expect(there).toBe(Math.round(seconds(4, 5)))
  })
  it('hold between two doors of the same street', () => {
    const [aLon] = drawing.place('A')
    const points: LonLat[] = [
      [aLon + 0.001, 0.002],
      [aLon + 0.003, 0.002],
    ]
    const found = matrix(networkOf(drawing.input, carProfile), points)
    expect(found.seconds[1]).toBe(Math.round(seconds(2)))
    // on to B, around by C and D to A, and one unit along
    expect(found.seconds[2]).toBe(Math.round(seconds(12 - 2)))
  })
  it('open to bicycles in both directions where a tag says so', () => {
    const exempt = drawnRoads('A---B\n|   |\nD---C', [
      ['AB', { ...residential, oneway: 'yes', 'oneway:bicycle': 'no' }],
      ['BCDA', residential],
    ])
    const { there, back } = travel(scooterProfile, exempt, 'A', 'B')
    expect(back).toBe(there)
  })
})

describe('barriers and access', () => {
  /*  A--x--B   x is a bollard; the way round is by C  */
  const picture = `
    A--x--B
    |     |
    C-----D
  `
  const ways: [string, Record<string, string>][] = [
    ['AxB', residential],
    ['ACDB', residential],
  ]
  it('a bollard stops a car and lets a scooter pass', () => {
    const drawing = drawnRoads(picture, ways, { x: { barrier: 'bollard' } })
    expect(travel(carProfile, drawing, 'A', 'B').there).toBe(Math.round(seconds(10)))
    expect(travel(scooterProfile, drawing, 'A', 'B').there).toBe(Math.round(seconds(6, 22)))
  })
  it('a gate is open unless it is private or locked', () => {
    const gate = (tags: Record<string, string>) =>
      travel(carProfile, drawnRoads(picture, ways, { x: { barrier: 'gate', ...tags } }), 'A', 'B').there
    expect(gate({})).toBe(Math.round(seconds(6)))
    expect(gate({ access: 'private' })).toBe(Math.round(seconds(10)))
    expect(gate({ locked: 'yes' })).toBe(Math.round(seconds(10)))
    expect(gate({ access: 'private', motor_vehicle: 'yes' })).toBe(Math.round(seconds(6)))
  })
  it('a private way is not used; the more telling tag decides', () => {
    const along = (tags: Record<string, string>) =>
      travel(
        carProfile,
        drawnRoads(picture, [
          ['AxB', { ...residential, ...tags }],
          ['ACDB', residential],
        ]),
        'A',
        'B',
      ).there
    expect(along({ access: 'private' })).toBe(Math.round(seconds(10)))
    expect(along({ access: 'no', motorcar: 'yes' })).toBe(Math.round(seconds(6)))
    expect(along({ vehicle: 'no' })).toBe(Math.round(seconds(10)))
  })
})

describe('speeds', () => {
  const along = (tags: Record<string, string>, profile = carProfile) =>
    travel(profile, drawnRoads('A----B', [['AB', tags]]), 'A', 'B')
  it('follow the class, capped by maxspeed in its units and directions', () => {
    expect(along({ highway: 'primary' }).there).toBe(Math.round(seconds(5, 65)))
    expect(along({ highway: 'primary', maxspeed: '50' }).there).toBe(Math.round(seconds(5, 50)))
    expect(along({ highway: 'primary', maxspeed: '30 mph' }).there).toBe(Math.round(seconds(5, 48.28032)))
    expect(along({ highway: 'primary', maxspeed: 'CN:urban' }).there).toBe(Math.round(seconds(5, 50)))
    const both = along({ highway: 'primary', 'maxspeed:forward': '40', 'maxspeed:backward': '20' })
    expect(both).toMatchObject({ there: Math.round(seconds(5, 40)), back: Math.round(seconds(5, 20)) })
  })
  it('keep scooters off motorways and allow them on cycle tracks', () => {
    const drawing = drawnRoads('A----B\n|    |\nC----D', [
      ['AB', { highway: 'trunk', motorroad: 'yes' }],
      ['ACDB', { highway: 'cycleway' }],
    ])
    expect(travel(scooterProfile, drawing, 'A', 'B').there).toBe(Math.round(seconds(2 + 5 + 2, 20)))
  })
})

describe('the last metres', () => {
  const drawing = drawnRoads('A----B', [['AB', residential]])
  const network = networkOf(drawing.input, carProfile)
  it('are walked, and counted at both ends', () => {
    // 100 m north of A, and 55.6 m north of B
    const points: LonLat[] = [
      [0, 100 / (unit * 1000)],
      [0.005, 0.0005],
    ]
    const found = matrix(network, points)
    const walk = ((100 + unit / 2) * 1.3) / 1.25
    expect(found.seconds[1]).toBe(Math.round(seconds(5) + walk))
    expect(found.metres[1]).toBe(Math.round(5 * unit))
    expect([...found.snapMetres].map(Math.round)).toEqual([100, Math.round(unit / 2)])
  })
  it('lead a point that is too far to nowhere, with its distance, and never move it', () => {
    const found = matrix(network, [drawing.place('A'), [0, 0.01], drawing.place('B')])
    expect(found.unsnapped).toEqual([1])
    expect(Math.round(found.snapMetres[1])).toBe(Math.round(10 * unit))
    expect([found.seconds[1], found.seconds[3], found.seconds[4], found.seconds[5]]).toEqual(
      Array(4).fill(UNREACHABLE),
    )
    expect(found.seconds[2]).toBe(Math.round(seconds(5)))
  })
  it('two doors a few steps apart are walked between', () => {
    const found = matrix(network, [
      [0.001, 0.0005],
      [0.0012, 0.0005],
    ])
    expect(found.seconds[1]).toBe(Math.round((0.2 * unit * 1.3) / 1.25))
    expect(found.metres[1]).toBe(0)
  })
})

describe('islands', () => {
  it('a street that leads nowhere swallows no visit', () => {
    /*  the street E-F joins nothing, and is nearer to the door  */
    const drawing = drawnRoads('A-----B\n|     |\nC-----D\n\n E--F', [
      ['ABDCA', residential],
      ['EF', residential],
    ])
    const network = networkOf(drawing.input, carProfile)
    expect(network.edgeCm.length).toBe(1)
    const found = matrix(network, [drawing.place('E'), drawing.place('B')])
    expect(Math.round(found.snapMetres[0])).toBe(Math.round(unit))
  })
})

describe('route lines', () => {
  it('follow the streets from door to door', () => {
    const drawing = drawnRoads('A-b-C\n    |\n    D', [
      ['AbC', residential],
      ['CD', residential],
    ])
    const [leg] = routeLegs(networkOf(drawing.input, carProfile), [
      [0.001, 0.0021],
      [0.0041, 0.001],
    ])
    expect(leg?.line).toEqual([
      [0.001, 0.002],
      [0.002, 0.002],
      [0.004, 0.002],
      [0.004, 0.001],
    ])
    expect(leg?.metres).toBe(Math.round(4 * unit))
  })
})

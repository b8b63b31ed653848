import { describe, expect, it } from 'vitest'
import { closedEdges } from '../../../shared/core/roads/reweigh.ts'
import { streetAt } from '../../../shared/core/roads/street.ts'
import { carProfile } from '../../../shared/core/roads/profiles.ts'
import { drawnRoads, networkOf } from '../../helpers/drawnRoads.ts'

const residential = (name: string) => ({ highway: 'residential', name })

describe('the street at a place', () => {
  // Long Street a-b-c runs on after a crossing; another Long Street lies a kilometre off
  const { input, place } = drawnRoads(
    `
    a   b   c          h   i
        |
        d
    `,
    [
      ['ab', residential('Long Street')],
      ['bc', residential('Long Street')],
      ['bd', residential('Side Street')],
      ['dh', { highway: 'residential' }],
      ['hi', residential('Long Street')],
    ],
  )
  const network = networkOf(input, carProfile)

  it('is the nearest one that has a name, with all that hangs together with it', () => {
    const [lon, lat] = place('a')
    const street = streetAt(network, [lon + 0.001, lat + 0.0003])!
    expect(street.name).toBe('Long Street')
    const lons = street.lines.flat().map(([x]) => x)
    expect([Math.min(...lons), Math.max(...lons)]).toEqual([place('a')[0], place('c')[0]])
  })

  it('closes what it shows, and nothing of the streets that cross it', () => {
    const { name, ring } = streetAt(network, place('a'))!
    const closed = closedEdges(network, [{ ring, street: name }])
    expect(closed.reduce((sum, one) => sum + one, 0)).toBe(2)
  })

  it('is none where no named street is near', () => {
    const [lon, lat] = place('d')
    expect(streetAt(network, [lon, lat - 0.01])).toBeNull()
  })
})

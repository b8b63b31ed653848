import { describe, expect, it } from 'vitest'
import { readTravelFile, writeTravelFile } from '../../../shared/core/exchange/travelFile.ts'
import type { RefusalError } from '../../../shared/model/refusal.ts'
import type { TravelSettings } from '../../../shared/model/travelSettings.ts'

const settings: TravelSettings = {
  hours: { modes: ['car', 'scooter'], starts: [25_200, 32_400], speeds: [{ primary: 0.6 }, {}] },
  closures: [
    {
      ring: [
        [121.5, 25],
        [121.6, 25],
        [121.6, 25.1],
      ],
      street: 'High Street',
      hours: [32_400, 61_200],
      from: '2026-11-24',
      to: '2026-11-25',
      reason: 'Market',
    },
    {
      ring: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      from: '2026-11-24',
      to: '2026-11-24',
      reason: '',
    },
  ],
}
const pathOf = (text: string) => {
  try {
    readTravelFile(text, 'travel.json')
  } catch (error) {
    return (error as RefusalError).refusal.params?.path
  }
  return null
}

describe('a file of travel hours and closures', () => {
  it('comes back as it was', () => {
    const text = writeTravelFile(settings)
    expect(JSON.parse(text).closures.features[0].geometry.coordinates[0]).toHaveLength(4)
    expect(readTravelFile(text, 'travel.json')).toEqual(settings)
  })

  it('may hold only one of the two', () => {
    expect(readTravelFile('{}', 'f')).toEqual({ hours: null, closures: [] })
    expect(readTravelFile('{"hours":{"starts":["07:30"],"speeds":[{}]}}', 'f').hours).toEqual({
      modes: ['car'],
      starts: [27_000],
      speeds: [{}],
    })
  })

  it.each([
    ['no JSON', '{', '-'],
    ['an hour that is none', '{"hours":{"starts":["25:00"],"speeds":[{}]}}', 'hours.starts.0'],
    [
      'a share out of range',
      '{"hours":{"starts":["07:00"],"speeds":[{"primary":60}]}}',
      'hours.speeds.0.primary',
    ],
    ['a road of another name', '{"hours":{"starts":["07:00"],"speeds":[{"road":1}]}}', 'hours.speeds.0'],
    ['a list for closures', '{"closures":[]}', 'closures'],
  ])('with %s is refused with the place', (_, text, path) => {
    expect(pathOf(text)).toBe(path)
  })
})

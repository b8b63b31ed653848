import { describe, expect, it } from 'vitest'
import {
  learnSpeeds,
  teaches,
  withLearned,
  type TravelledLeg,
} from '../../../shared/core/plan/learnedSpeeds.ts'

const hour = 3_600
const starts = [7 * hour, 9 * hour, 17 * hour]
const leg = (at: number, ratio: number): TravelledLeg => ({
  at,
  expectedSeconds: 600,
  tookSeconds: 600 * ratio,
})

describe('what visits teach', () => {
  it('is drawn towards what was believed while observations are few', () => {
    const once = learnSpeeds([leg(8 * hour, 1.5)], starts)
    const often = learnSpeeds(
      Array.from({ length: 90 }, () => leg(8 * hour, 1.5)),
      starts,
    )
    expect(once[0]).toMatchObject({ observations: 1, ratio: 1.5 })
    // 1/11 and 90/100 of the way in logarithms
    expect(once[0]!.speedFactor).toBeCloseTo(1.5 ** (-1 / 11), 10)
    expect(often[0]!.speedFactor).toBeCloseTo(1.5 ** -0.9, 10)
    expect(often[1]).toEqual({ start: 9 * hour, observations: 0, ratio: null, speedFactor: 1 })
  })

  it('is the middle of what was seen, not the mean', () => {
    const seen = [0.9, 1, 1.1, 2.9, 2.9].map((ratio) => leg(12 * hour, ratio))
    expect(learnSpeeds(seen, starts)[1]!.ratio).toBeCloseTo(1.1, 10)
  })

  it('belongs to the period in which somebody was on the way, through midnight as well', () => {
    const seen = [leg(6 * hour, 2), leg(23 * hour, 2), leg(7 * hour, 1)]
    expect(learnSpeeds(seen, starts).map((one) => one.observations)).toEqual([1, 0, 2])
  })

  it('leaves out errands, slips of the pen and doorsteps', () => {
    expect(teaches(leg(0, 3.5))).toBe(false)
    expect(teaches(leg(0, 0.2))).toBe(false)
    expect(teaches({ at: 0, expectedSeconds: 60, tookSeconds: 60 })).toBe(false)
    expect(teaches(leg(0, 1))).toBe(true)
  })

  it('changes the speeds in force, and only where something was seen', () => {
    const learned = [
      { start: starts[0]!, observations: 40, ratio: 1.25, speedFactor: 0.8 },
      { start: starts[1]!, observations: 0, ratio: null, speedFactor: 1 },
      { start: starts[2]!, observations: 40, ratio: 0.5, speedFactor: 2 },
    ]
    const hours = {
      starts,
      speeds: [{ primary: 0.5, ferry: 0.9 }, { primary: 0.7 }, { primary: 2 }],
      modes: ['car' as const],
    }
    const made = withLearned(hours, starts, learned, 'car')
    expect(made.speeds[0]).toMatchObject({ primary: 0.4, residential: 0.8, ferry: 0.9 })
    expect(made.speeds[0]!.path).toBeUndefined()
    expect(made.speeds[1]).toEqual({ primary: 0.7 })
    // three times the usual speed is the most that is believed
    expect(made.speeds[2]!.primary).toBe(3)
    expect(withLearned(null, starts, learned, 'scooter')).toMatchObject({ starts, modes: ['scooter'] })
  })
})

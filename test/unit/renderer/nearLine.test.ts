import { describe, expect, it } from 'vitest'
import { distanceToLine, nearestLine } from '../../../renderer/map/nearLine.ts'

describe('the line that a hand aims at', () => {
  const corner = [
    [0, 0],
    [10, 0],
    [10, 10],
  ] as const

  it('is as far as its nearest stretch, not as its nearest corner', () => {
    expect(distanceToLine([5, 3], corner)).toBe(3)
    expect(distanceToLine([14, 5], corner)).toBe(4)
    expect(distanceToLine([-3, -4], corner)).toBe(5)
    expect(distanceToLine([3, 4], [[0, 0]])).toBe(5)
    expect(distanceToLine([3, 4], [])).toBe(Infinity)
  })

  it('is the nearest of several, and none when all are too far', () => {
    const lines = [
      { id: 'far', points: corner.map(([x, y]) => [x + 20, y] as const) },
      { id: 'near', points: corner },
    ]
    expect(nearestLine([6, 2], lines, 5)).toBe('near')
    expect(nearestLine([27, 2], lines, 5)).toBe('far')
    expect(nearestLine([15, 30], lines, 5)).toBeNull()
  })
})

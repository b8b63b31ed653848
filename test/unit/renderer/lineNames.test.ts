import { describe, expect, it } from 'vitest'
import { Course, spotsAlong } from '../../../renderer/map/lineNames.ts'

const course = (...points: [number, number][]) => new Course(points.map(([x, y]) => ({ x, y })))
/** four signs of 10 pixels */
const advances = [5, 15, 25, 35]
const places = (found: ReturnType<typeof spotsAlong>) =>
  found?.spots.map(({ x, y }) => [Math.round(x), Math.round(y)])

describe('a name along a street', () => {
  it('stands on a straight one from left to right', () => {
    const found = spotsAlong(course([0, 0], [100, 0]), 20, advances, 40)
    expect(found?.isStraight).toBe(true)
    expect(places(found)).toEqual([
      [25, 0],
      [35, 0],
      [45, 0],
      [55, 0],
    ])
  })

  it('is never upside down: on a street drawn from right to left it runs the other way', () => {
    const found = spotsAlong(course([100, 0], [0, 0]), 20, advances, 40)
    expect(places(found)).toEqual([
      [45, 0],
      [55, 0],
      [65, 0],
      [75, 0],
    ])
    for (const { angle } of found!.spots) expect(Math.cos(angle)).toBeCloseTo(1)
  })

  it('follows a gentle bend sign by sign', () => {
    const bend = course([0, 0], [20, 0], [40, 5], [60, 15], [80, 30])
    const found = spotsAlong(bend, 10, advances, 40)
    expect(found?.isStraight).toBe(false)
    const angles = found!.spots.map(({ angle }) => angle)
    expect([...angles].sort((a, b) => a - b)).toEqual(angles)
  })

  it('is left out where the street turns a corner under it', () => {
    expect(spotsAlong(course([0, 0], [40, 0], [40, 40]), 20, advances, 40)).toBeNull()
  })
})

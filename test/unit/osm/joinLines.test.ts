import { describe, expect, it } from 'vitest'
import { joinLines } from '../../../electron/service/regions/joinLines.ts'

const line = (points: [number, number][], key = 'a', directed = false) => ({
  key,
  line: Float64Array.from(points.flat()),
  directed,
})
const shapes = (lines: { line: Float64Array }[]) => lines.map((each) => [...each.line].join(' '))

describe('a street that is mapped in pieces', () => {
  it('becomes one line, whichever way its pieces were drawn', () => {
    // (0,0) → (1,0) ← (2,0), then (2,0) → (3,1)
    const pieces = [
      line(
        [
          [1, 0],
          [2, 0],
        ].reverse() as [number, number][],
      ),
      line([
        [0, 0],
        [1, 0],
      ]),
      line([
        [2, 0],
        [3, 1],
      ]),
    ]
    const [whole, ...others] = joinLines(pieces)
    expect(others).toEqual([])
    expect(['0 0 1 0 2 0 3 1', '3 1 2 0 1 0 0 0']).toContain(shapes([whole!])[0])
  })

  it('is cut where three pieces of it meet, and where its key changes', () => {
    //        (1,1)
    //          |
    // (0,0) -(1,0)- (2,0) =b= (3,0)
    const pieces = [
      line([
        [0, 0],
        [1, 0],
      ]),
      line([
        [1, 0],
        [2, 0],
      ]),
      line([
        [1, 0],
        [1, 1],
      ]),
      line(
        [
          [2, 0],
          [3, 0],
        ],
        'b',
      ),
    ]
    expect(shapes(joinLines(pieces))).toEqual(shapes(pieces))
  })

  it('keeps its direction where it has one', () => {
    const meeting = [
      line(
        [
          [0, 0],
          [1, 0],
        ],
        'a',
        true,
      ),
      line(
        [
          [2, 0],
          [1, 0],
        ],
        'a',
        true,
      ),
    ]
    expect(joinLines(meeting)).toHaveLength(2)
    const following = [
      line(
        [
          [1, 0],
          [2, 0],
        ],
        'a',
        true,
      ),
      line(
        [
          [0, 0],
          [1, 0],
        ],
        'a',
        true,
      ),
    ]
    expect(shapes(joinLines(following))).toEqual(['0 0 1 0 2 0'])
  })

  it('may be a ring, joined once all round', () => {
    const pieces = [
      line([
        [0, 0],
        [1, 0],
      ]),
      line([
        [1, 0],
        [0, 1],
      ]),
      line([
        [0, 1],
        [0, 0],
      ]),
    ]
    const joined = joinLines(pieces)
    expect(joined).toHaveLength(1)
    expect(joined[0]!.line.length).toBe(8)
  })
})

import { describe, expect, it } from 'vitest'
import { chosenAfter } from '../../../renderer/board/chosen.ts'
import { insideRing } from '../../../renderer/map/inside.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const plain = { shiftKey: false, ctrlKey: false, metaKey: false }
const shift = { ...plain, shiftKey: true }
const ctrl = { ...plain, ctrlKey: true }
const after = (chosen: string, looked: string | null, visitId: string, pressed: typeof plain) =>
  [...chosenAfter(new Set(chosen), looked, visitId, pressed, order)].sort().join('')

describe('visits chosen together', () => {
  it('with Ctrl one joins the one looked at, and leaves again', () => {
    expect(after('', 'a', 'c', ctrl)).toBe('ac')
    expect(after('ac', 'c', 'e', ctrl)).toBe('ace')
    expect(after('ace', 'e', 'c', ctrl)).toBe('ae')
    expect(after('', null, 'c', { ...plain, metaKey: true })).toBe('c')
  })
  it('with Shift all between join, either way; from another list only the two', () => {
    expect(after('', 'b', 'd', shift)).toBe('bcd')
    expect(after('', 'd', 'b', shift)).toBe('bcd')
    expect(after('e', 'a', 'b', shift)).toBe('abe')
    expect(after('', 'x', 'b', shift)).toBe('bx')
  })
  it('a press without either chooses one alone', () => {
    expect(after('abc', 'c', 'd', plain)).toBe('')
  })
})

describe('what a line drawn on the map holds', () => {
  it('a hollow that the line leaves out is outside', () => {
    //  ┌──┐  ┌──┐
    //  │  └──┘  │
    //  └────────┘
    const ring = [
      [0, 0],
      [3, 0],
      [3, 2],
      [6, 2],
      [6, 0],
      [9, 0],
      [9, 4],
      [0, 4],
    ] as const
    expect(insideRing(ring, [1, 1])).toBe(true)
    expect(insideRing(ring, [4, 1])).toBe(false)
    expect(insideRing(ring, [4, 3])).toBe(true)
    expect(insideRing(ring, [8, 1])).toBe(true)
    expect(insideRing(ring, [10, 3])).toBe(false)
    expect(insideRing(ring, [-1, 3])).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { takeOver } from '../../../shared/core/plan/takeOver.ts'
import { road } from './road.ts'

const routes = (west: string, east: string) =>
  new Map([
    ['west', west.split('').filter(Boolean)],
    ['east', east.split('').filter(Boolean)],
  ])
const taken = (
  options: Parameters<typeof road>[0],
  now: [string, string],
  other: [string, string],
  visitIds: string,
) => {
  const { edits, moved, stayed } = takeOver(
    road(options),
    routes(...now),
    routes(...other),
    visitIds.split(''),
  )
  return {
    after: Object.fromEntries(edits.map((edit) => [edit.crewDayId, edit.visitIds.join('')])),
    moved: moved.join(''),
    stayed: Object.fromEntries(stayed.map(({ visitId, reason }) => [visitId, reason.code])),
  }
}

describe('changes taken over from another version', () => {
  it('a visit goes where the other has it, behind those whom the other visits before it', () => {
    expect(taken({}, ['abc', 'd'], ['ab', 'dc'], 'c')).toEqual({
      after: { west: 'ab', east: 'dc' },
      moved: 'c',
      stayed: {},
    })
    // the other visits d before c, but d is not there: c comes first
    expect(taken({}, ['ad', 'b'], ['a', 'dcb'], 'c')).toMatchObject({ after: { east: 'cb' } })
  })

  it('only what was chosen: the rest stands as it does', () => {
    expect(taken({}, ['abcd', ''], ['', 'dcba'], 'ab')).toEqual({
      after: { west: 'cd', east: 'ba' },
      moved: 'ab',
      stayed: {},
    })
  })

  it('what the other left out goes out, what it has goes in', () => {
    expect(taken({}, ['abc', ''], ['a', 'd'], 'bcd')).toEqual({
      after: { west: 'a', east: 'd' },
      moved: 'bcd',
      stayed: {},
    })
  })

  it('two that change places between full crew-days do so together', () => {
    expect(taken({ most: 2 }, ['ac', 'bd'], ['ab', 'cd'], 'bc')).toEqual({
      after: { west: 'ab', east: 'cd' },
      moved: 'bc',
      stayed: {},
    })
  })

  it('one that has no room stays and says why; the others are taken all the same', () => {
    // the east may have two: d and one more
    expect(taken({ most: 2 }, ['ab', 'd'], ['', 'dab'], 'ab')).toEqual({
      after: { west: 'b', east: 'da' },
      moved: 'a',
      stayed: { b: 'too-many-visits' },
    })
  })

  it('one that was agreed does not leave the plan, one that was locked not its crew-day', () => {
    expect(taken({ confirmB: true, lockA: true }, ['abc', ''], ['c', 'a'], 'ab')).toEqual({
      after: {},
      moved: '',
      stayed: { a: 'drop-locked', b: 'drop-confirmed-out' },
    })
  })
})

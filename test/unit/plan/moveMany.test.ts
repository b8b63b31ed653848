import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import { mostSteps, moveMany, type ManyMoved, type ManyTarget } from '../../../shared/core/plan/moveMany.ts'
import { road } from './road.ts'

function run(
  board: ReturnType<typeof road>,
  routes: Record<string, string[]>,
  visitIds: string[],
  target: ManyTarget,
): ManyMoved {
  const steps = moveMany(board, new Map(Object.entries(routes)), visitIds, target)
  const most = mostSteps(visitIds.length, Object.keys(routes).length, target)
  for (let taken = 0; ; taken++) {
    const step = steps.next()
    if (step.done) return step.value
    // the progress that is shown never runs past its end
    expect(taken).toBeLessThan(most)
  }
}

describe('several visits moved at once', () => {
  it('go each to where it costs least, and the week is told what it saves', () => {
    // c and d are driven to from the far end of the road: 2 × 55 minutes; from the near one 2 × 10
    const result = run(road(), { west: ['a', 'b', 'c', 'd'], east: [] }, ['c', 'd'], { kind: 'cheapest' })
    expect(result.moved.sort()).toEqual(['c', 'd'])
    expect(result.stayed).toEqual([])
    expect(result.addedSeconds).toBe(60 * (2 * 10 + 2 * 10 - 2 * 55))
    const east = result.edits.find(({ crewDayId }) => crewDayId === 'east')!
    expect([...east.visitIds].sort()).toEqual(['c', 'd'])
    expect(result.edits.find(({ crewDayId }) => crewDayId === 'west')!.visitIds).toEqual(['a', 'b'])
  })

  it('where nothing is cheaper nothing is changed', () => {
    const result = run(road(), { west: ['a', 'b'], east: ['d', 'c'] }, ['a', 'b', 'c', 'd'], {
      kind: 'cheapest',
    })
    expect(result).toEqual({ edits: [], moved: [], stayed: [], addedSeconds: 0 })
  })

  it('onto one crew-day as many as it has room for; the others stay and say why', () => {
    const result = run(road({ most: 3 }), { west: ['a', 'b'], east: ['c', 'd'] }, ['a', 'b'], {
      kind: 'crew-day',
      crewDayId: 'east',
    })
    expect(result.moved).toEqual(['a'])
    expect(result.stayed).toEqual([
      { visitId: 'b', reason: { code: 'too-many-visits', params: expect.objectContaining({ most: 3 }) } },
    ])
    expect(result.edits.find(({ crewDayId }) => crewDayId === 'west')!.visitIds).toEqual(['b'])
  })

  it('out of the plan, but for what was agreed or locked; one that is not on the board is named', () => {
    const board = road({ lockA: true, confirmB: true })
    const result = run(board, { west: ['a', 'b', 'c'], east: ['d'] }, ['a', 'b', 'c', 'gone'], {
      kind: 'out',
    })
    expect(result.edits).toEqual([{ crewDayId: 'west', visitIds: ['a', 'b'] }])
    expect(result.moved).toEqual(['c'])
    expect(Object.fromEntries(result.stayed.map(({ visitId, reason }) => [visitId, reason.code]))).toEqual({
      a: 'drop-locked',
      b: 'drop-confirmed-out',
      gone: 'drop-not-plannable',
    })
  })

  it('whatever is chosen: nobody is lost or doubled, no rule is broken, no travel is added but for who comes in', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = seededRandom(seed)
      const board = road({ most: 2 + random.below(3), lockA: random.next() < 0.3 })
      const routes: Record<string, string[]> = { west: [], east: [] }
      const outside: string[] = []
      for (const visitId of ['a', 'b', 'c', 'd']) {
        const place = random.below(3)
        const route = place === 0 ? outside : routes[place === 1 ? 'west' : 'east']!
        // what stands keeps to the rules
        const lawful =
          route === outside ||
          board.judge(place === 1 ? 'west' : 'east', [...route, visitId]).faults.length === 0
        ;(lawful ? route : outside).push(visitId)
      }
      const chosen = ['a', 'b', 'c', 'd'].filter(() => random.next() < 0.7)
      const result = run(board, routes, chosen, { kind: 'cheapest' })
      const after = { ...routes }
      for (const { crewDayId, visitIds } of result.edits) after[crewDayId] = visitIds
      const placed = Object.values(after).flat()
      expect(new Set(placed).size, `seed ${seed}`).toBe(placed.length)
      for (const visitId of Object.values(routes).flat()) expect(placed, `seed ${seed}`).toContain(visitId)
      for (const [crewDayId, visitIds] of Object.entries(after))
        if (visitIds.length > 0) expect(board.judge(crewDayId, visitIds).faults, `seed ${seed}`).toEqual([])
      const camein = placed.filter((visitId) => outside.includes(visitId))
      if (camein.length === 0) expect(result.addedSeconds, `seed ${seed}`).toBeLessThanOrEqual(0)
      for (const { visitId } of result.stayed) expect(placed, `seed ${seed}`).not.toContain(visitId)
    }
  })
})

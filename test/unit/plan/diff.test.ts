import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffPlans } from '../../../shared/core/plan/diff.ts'
import { planFindings } from '../../../shared/core/plan/planFindings.ts'
import { emptyDay, totalsOf } from '../../../shared/core/plan/readSolution.ts'
import { epochAt, localIso } from '../../../shared/core/lib/time.ts'
import type { PlannedCrewDay, PlanVisit, WeekPlan } from '../../../shared/model/week.ts'
import { crewDay, monday, visit, zone } from './helpers.ts'

/** `Mon: a 9:00, b 10:30` — crew-days by weekday, arrivals by the local clock */
type Sketch = Record<string, Record<string, string>>
const dates: Record<string, string> = { Mon: '2026-11-23', Tue: '2026-11-24', Wed: '2026-11-25' }
function planOf(sketch: Sketch): WeekPlan {
  const crewDays: PlannedCrewDay[] = Object.entries(sketch).map(([day, stops]) => {
    const date = dates[day]!
    return {
      ...emptyDay(crewDay(date, 'Ann')),
      stops: Object.entries(stops).map(([visitId, clock], index) => {
        const [hours, minutes] = clock.split(':').map(Number)
        const arrivalEpoch = epochAt(date, hours! * 60 + minutes!, zone)
        return {
          visitId,
          caseNo: `C-${visitId}`,
          order: index + 1,
          arrival: localIso(arrivalEpoch, zone),
          departure: localIso(arrivalEpoch + 1200, zone),
          arrivalEpoch,
          departureEpoch: arrivalEpoch + 1200,
          waitingSeconds: 0,
          travelSeconds: 600,
          metres: 1000,
          serviceSeconds: 1200,
        }
      }),
    }
  })
  return { weekStart: monday, zone, crewDays, unplanned: [], totals: totalsOf(crewDays, [], []) }
}
const idsOf = (diff: ReturnType<typeof diffPlans>) => ({
  moved: diff.moved.map((change) => change.visitId),
  added: diff.added.map((change) => change.visitId),
  dropped: diff.dropped.map((change) => change.visitId),
  retimed: diff.retimed.map((change) => change.visitId),
  toCallAgain: diff.toCallAgain,
})

describe('what a re-plan changed', () => {
  it('moved to another day, added, dropped, retimed by a quarter of an hour', () => {
    const before = planOf({ Mon: { a: '9:00', b: '10:00', c: '11:00' }, Tue: { d: '9:00' } })
    const after = planOf({ Mon: { b: '10:15', c: '11:14' }, Tue: { a: '9:00', e: '10:00' } })
    expect(idsOf(diffPlans(before, after))).toEqual({
      moved: ['a'],
      added: ['e'],
      dropped: ['d'],
      retimed: ['b'],
      toCallAgain: [],
    })
  })
  it('who was told a window is rung again when it is left or the visit dropped, not when the crew comes within it', () => {
    const told = (id: string) =>
      visit(id, { appointment: { start: '2026-11-23T01:00:00Z', end: '2026-11-23T03:00:00Z' } }) // 09:00–11:00
    const before = planOf({ Mon: { a: '9:00', b: '9:30', c: '10:00', d: '9:15' } })
    const after = planOf({ Mon: { a: '10:50', b: '11:10' }, Tue: { d: '9:15' } })
    expect(diffPlans(before, after, ['a', 'b', 'c', 'd'].map(told)).toCallAgain.sort()).toEqual([
      'b',
      'c',
      'd',
    ])
  })
  it('the first plan is all added', () => {
    expect(idsOf(diffPlans(null, planOf({ Mon: { a: '9:00' } }))).added).toEqual(['a'])
  })
  it('no plan differs from itself, and what one way adds the other drops', () => {
    const sketches = fc.dictionary(
      fc.constantFrom('Mon', 'Tue', 'Wed'),
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('9:00', '11:00', '15:00')),
    )
    const once = (sketch: Sketch): Sketch => {
      const seen = new Set<string>()
      return Object.fromEntries(
        Object.entries(sketch).map(([day, stops]) => [
          day,
          Object.fromEntries(Object.entries(stops).filter(([id]) => !seen.has(id) && seen.add(id))),
        ]),
      )
    }
    fc.assert(
      fc.property(sketches, sketches, (first, second) => {
        const a = planOf(once(first))
        const b = planOf(once(second))
        expect(diffPlans(a, a).changes).toEqual([])
        const there = idsOf(diffPlans(a, b))
        const back = idsOf(diffPlans(b, a))
        expect(there.added.sort()).toEqual(back.dropped.sort())
        expect(there.moved.sort()).toEqual(back.moved.sort())
        expect(there.retimed.sort()).toEqual(back.retimed.sort())
      }),
      { numRuns: 200, seed: 7 },
    )
  })
})

describe('what is wrong with a plan that was dragged by hand', () => {
  const rulesOf = (sketch: Sketch, visits: PlanVisit[]) =>
    planFindings(planOf(sketch), visits).map((finding) => [finding.rule, finding.amount])
  it.each([
    ['nothing', {}, []],
    [
      'the agreed window, missed by half an hour',
      { appointment: { start: '2026-11-23T02:00:00Z', end: '2026-11-23T03:00:00Z' } },
      [['appointment', 30]],
    ],
    ['another day than allowed', { allowedDays: ['2026-11-24'] }, [['visit-days', 0]]],
    ['after it was due', { dueOn: '2026-11-22' }, [['visit-days', 0]]],
    ['outside its window', { windows: [{ fromMinutes: 600, toMinutes: 720 }] }, [['visit-window', 0]]],
    ['too few people', { crewSize: 2 }, [['crew-size', 0]]],
    ['a skill is missing', { skills: ['hakka'] }, [['skills', 0]]],
    ['an excluded collector', { excludedCollectors: ['id-Ann'] }, [['excluded', 0]]],
    ['it left its lock', { locked: '2026-11-24/Ann' }, [['lock', 0]]],
    ['the place is doubtful', { level: 'street' }, [['location', 0]]],
  ] as [string, Partial<PlanVisit>, [string, number][]][])('%s', (_name, more, expected) => {
    expect(rulesOf({ Mon: { a: '9:30' } }, [visit('a', more)])).toEqual(expected)
  })
  it('the shift runs over', () => {
    const plan = planOf({ Mon: { a: '17:00' } })
    plan.crewDays[0]!.endsAt = '2026-11-23T17:45:00+08:00'
    expect(planFindings(plan, [visit('a')])).toMatchObject([
      { rule: 'shift', hard: true, amount: 15, unit: 'minutes' },
    ])
  })
})

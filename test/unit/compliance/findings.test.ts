import { describe, expect, it } from 'vitest'
import { attemptOfCall } from '../../../shared/core/compliance/attempts.ts'
import { doorDuties, findings } from '../../../shared/core/compliance/findings.ts'
import { epochOf, localIso } from '../../../shared/core/lib/time.ts'
import { emptyDay, totalsOf } from '../../../shared/core/plan/readSolution.ts'
import type { RulePack } from '../../../shared/model/rules.ts'
import { noHolidays, type PlannedCrewDay, type PlanVisit, type WeekPlan } from '../../../shared/model/week.ts'
import { crewDay, monday, visit, zone } from '../plan/helpers.ts'
import { packOf, shippedPack } from './helpers.ts'

/** A crew-day whose stops begin when they arrive; times on the local clock. */
function dayWith(date: string, stops: [visitId: string, arrival: string][], size = 2): PlannedCrewDay {
  const day = emptyDay(crewDay(date, 'Crew', { size, collectorIds: ['x', 'y'].slice(0, size) }))
  return {
    ...day,
    stops: stops.map(([visitId, clock], index) => {
      const arrivalEpoch = epochOf(`${date}T${clock}:00+08:00`)
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
}
const planOf = (...crewDays: PlannedCrewDay[]): WeekPlan => ({
  weekStart: monday,
  zone,
  crewDays,
  unplanned: [],
  totals: totalsOf(crewDays, [], []),
})
const found = (
  pack: RulePack | null,
  plan: WeekPlan,
  visits: PlanVisit[],
  attempts?: Parameters<typeof findings>[0]['attempts'],
) =>
  findings({ pack, plan, visits, holidays: noHolidays, ...(attempts ? { attempts } : {}) }).map(
    ({ rule, hard, amount, unit, visitId }) => ({ rule, hard, amount, unit, visitId }),
  )
const china = shippedPack('cn-cba-2026')

describe('what the law says against a plan', () => {
  it('nothing, when all is in order', () => {
    expect(found(china, planOf(dayWith('2026-11-24', [['a', '08:00']])), [visit('a')])).toEqual([])
  })
  it('minutes outside permitted hours: 21:50 to 22:10 is ten too many', () => {
    expect(found(china, planOf(dayWith('2026-11-24', [['a', '21:50']])), [visit('a')])).toEqual([
      { rule: 'contact-hours', hard: true, amount: 10, unit: 'minutes', visitId: 'a' },
    ])
  })
  it('hours are permitted by recorded consent only, not by an appointment alone', () => {
    const appointment = { start: '2026-11-24T13:30:00Z', end: '2026-11-24T14:30:00Z' }
    const plan = planOf(dayWith('2026-11-24', [['a', '21:50']]))
    expect(found(china, plan, [visit('a', { appointment })])).toHaveLength(1)
    expect(
      found(china, plan, [visit('a', { appointment: { ...appointment, consentOutsideHours: true } })]),
    ).toEqual([])
  })
  it('one person where two must go, once a crew-day; what counts are the people, not the stated size', () => {
    const alone = {
      ...dayWith(
        '2026-11-24',
        [
          ['a', '09:00'],
          ['b', '10:00'],
        ],
        1,
      ),
      size: 2,
    }
    expect(found(china, planOf(alone), [visit('a'), visit('b')])).toEqual([
      { rule: 'crew-of-two', hard: true, amount: 1, unit: 'people', visitId: null },
    ])
  })
  it('an empty crew-day breaks nothing', () => {
    expect(found(china, planOf(dayWith('2026-11-24', [], 1)), [])).toEqual([])
  })
  it('a stopped borrower, with any pack and with none', () => {
    for (const pack of [china, null])
      expect(
        found(pack, planOf(dayWith('2026-11-24', [['a', '09:00']])), [visit('a', { stopFlag: 'lawyer' })]),
      ).toEqual([{ rule: 'house-stop-flags', hard: true, amount: 1, unit: 'none', visitId: 'a' }])
  })
  it('two visits of one case in a week that allows one, also when they are two rows', () => {
    const weekly = packOf({
      key: 'one-a-week',
      kind: 'attempts',
      strength: 'hard',
      channel: 'visit',
      counts: 'all',
      most: 1,
      per: 'week',
      of: 'case',
    })
    const plan = planOf(dayWith('2026-11-24', [['a', '09:00']]), dayWith('2026-11-26', [['b', '09:00']]))
    const sameCase = [visit('a', { caseNo: 'C-1' }), visit('b', { caseNo: 'C-1' })]
    expect(found(weekly, plan, sameCase).map((f) => f.visitId)).toEqual(['a', 'b'])
    expect(found(weekly, plan, [visit('a'), visit('b')])).toEqual([])
  })
  it('calls and visits counted together where the clause says both', () => {
    const together = packOf({
      key: 'three-in-seven',
      kind: 'attempts',
      strength: 'hard',
      channel: 'both',
      counts: 'all',
      most: 3,
      per: { rollingDays: 7 },
      of: 'case',
    })
    const calls = [20, 21, 22].map((day) =>
      attemptOfCall({ at: `2026-11-${day}T02:00:00Z`, result: 'no_answer' }),
    )
    const plan = planOf(dayWith('2026-11-24', [['a', '09:00']]))
    expect(found(together, plan, [visit('a')], new Map([['a', calls]]))).toMatchObject([
      { rule: 'three-in-seven', amount: 1 },
    ])
    expect(found(together, plan, [visit('a')], new Map([['a', calls.slice(1)]]))).toEqual([])
  })
  it('a workplace, where that needs a reason; hard before soft', () => {
    const pack = packOf(
      { key: 'work', kind: 'place-reason', strength: 'soft', places: ['work'], needs: 'reason' },
      { key: 'three', kind: 'crew-size', strength: 'hard', least: 3 },
    )
    const plan = planOf(dayWith('2026-11-24', [['a', '09:00']]))
    expect(found(pack, plan, [visit('a', { addressKind: 'work' })]).map((f) => [f.rule, f.hard])).toEqual([
      ['three', true],
      ['work', false],
    ])
  })
})

it('duties at the door go on the preparation list in the pack’s words', () => {
  expect(doorDuties(china).map((duty) => duty.rule)).toEqual(['show-id', 'enter-home'])
  expect(doorDuties(null)).toEqual([])
})

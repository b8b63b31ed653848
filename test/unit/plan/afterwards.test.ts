import { describe, expect, it } from 'vitest'
import { callQueue, type CallFact } from '../../../shared/core/plan/callQueue.ts'
import { followUp, type FollowUpContext, type OutcomeFact } from '../../../shared/core/plan/followUp.ts'
import { emptyDay, totalsOf } from '../../../shared/core/plan/readSolution.ts'
import { visitPriority } from '../../../shared/core/plan/priority.ts'
import { epochAt, epochOf, localIso } from '../../../shared/core/lib/time.ts'
import { outcomeResults } from '../../../shared/model/facts.ts'
import { noHolidays, type PlanVisit, type WeekPlan } from '../../../shared/model/week.ts'
import { shippedPack } from '../compliance/helpers.ts'
import { crewDay, monday, visit, zone } from './helpers.ts'

describe('what an outcome leads to', () => {
  // Tuesday 24 November 2026, 10:10 in Taipei
  const at: Omit<OutcomeFact, 'result'> = { visitedAt: '2026-11-24T02:10:00Z', met: 'nobody' }
  const after = (result: OutcomeFact['result'], more: Partial<FollowUpContext> = {}) =>
    followUp({ ...at, result }, { zone, refusedBefore: 0, notHomeBefore: 0, ...more })

  it('not home: from tomorrow, any weekday but Tuesday, any hour but two to either side of 10:10', () => {
    expect(after('not_home').visit).toEqual({
      notBefore: '2026-11-25',
      weekdays: [1, 3, 4, 5, 6, 7],
      windows: [
        { fromMinutes: 0, toMinutes: 480 }, // to 08:00
        { fromMinutes: 735, toMinutes: 1440 }, // from 12:15
      ],
      crewSize: null,
    })
  })
  it('not home keeps to what the borrower allows, where anything of that is left', () => {
    const visitOf = (weekdays: number[] | null, windows: PlanVisit['windows']) => ({
      visit: { weekdays, windows, crewSize: 1 },
    })
    expect(after('not_home', visitOf([2, 4], [{ fromMinutes: 540, toMinutes: 1020 }])).visit).toMatchObject({
      weekdays: [4],
      windows: [{ fromMinutes: 735, toMinutes: 1020 }],
    })
    expect(after('not_home', visitOf([2], [{ fromMinutes: 540, toMinutes: 660 }])).visit).toMatchObject({
      weekdays: [2],
      windows: [{ fromMinutes: 540, toMinutes: 660 }],
    })
  })
  it('never home: the third time the address is looked into', () => {
    expect(after('not_home', { notHomeBefore: 1 }).visit).not.toBeNull()
    expect(after('not_home', { notHomeBefore: 2 })).toMatchObject({
      visit: { notBefore: '2026-11-25' },
      addressWrong: true,
    })
  })
  it('moved or wrong address: address repair, and a visit that waits for it', () => {
    for (const result of ['moved', 'wrong_address'] as const)
      expect(after(result)).toMatchObject({
        visit: { notBefore: '2026-11-25', weekdays: null, windows: null },
        addressWrong: true,
        reason: { code: 'follow-up-address-repair' },
      })
  })
  it('refused: once more after a week; twice: legal review', () => {
    expect(after('refused')).toMatchObject({ visit: { notBefore: '2026-12-01' }, legalReview: false })
    expect(after('refused', { refusedBefore: 1 })).toMatchObject({ visit: null, legalReview: true })
  })
  it.each(['dispute', 'hardship', 'deceased'] as const)('%s: stop', (result) => {
    expect(after(result)).toMatchObject({ visit: null, stopFlag: result })
  })
  it('unsafe: two people, and the team lead first', () => {
    expect(after('unsafe')).toMatchObject({ visit: { crewSize: 2 }, stopFlag: 'unsafe' })
  })
  it('paid, promised, agreed: nothing for now', () => {
    for (const result of ['paid', 'promise', 'plan_agreed'] as const)
      expect(after(result)).toMatchObject({ visit: null, stopFlag: null, reason: null })
  })
  it('every outcome is answered', () => {
    for (const result of outcomeResults) expect(() => after(result)).not.toThrow()
  })
})

describe('whom to ring', () => {
  const china = shippedPack('cn-cba-2026')
  const now = epochOf('2026-11-20T10:00:00+08:00')
  const plan = (stops: Record<string, [date: string, clock: number]>): WeekPlan => {
    const crewDays = Object.entries(stops).map(([visitId, [date, minutes]]) => {
      const arrivalEpoch = epochAt(date, minutes, zone)
      return {
        ...emptyDay(crewDay(date, visitId)),
        stops: [
          {
            visitId,
            caseNo: `C-${visitId}`,
            order: 1,
            arrival: localIso(arrivalEpoch, zone),
            departure: localIso(arrivalEpoch + 1200, zone),
            arrivalEpoch,
            departureEpoch: arrivalEpoch + 1200,
            waitingSeconds: 0,
            travelSeconds: 0,
            metres: 0,
            serviceSeconds: 1200,
          },
        ],
      }
    })
    return { weekStart: monday, zone, crewDays, unplanned: [], totals: totalsOf(crewDays, [], []) }
  }
  const queue = (
    stops: Parameters<typeof plan>[0],
    visits: PlanVisit[],
    calls: CallFact[] = [],
    nowEpoch = now,
  ) => callQueue({ plan: plan(stops), visits, calls, pack: china, nowEpoch, zone, holidays: noHolidays })

  it('by planned date, then hour; who confirmed last; who is stopped never', () => {
    const stops = {
      b: ['2026-11-24', 540],
      a: ['2026-11-23', 900],
      c: ['2026-11-23', 540],
      d: ['2026-11-23', 530],
      e: ['2026-11-23', 520],
    } as Parameters<typeof plan>[0]
    const visits = [
      visit('a'),
      visit('b'),
      visit('c'),
      visit('d', { stopFlag: 'dispute' }),
      visit('e', { appointment: { start: '2026-11-23T00:00:00Z', end: '2026-11-23T02:00:00Z' } }),
    ]
    expect(queue(stops, visits).map((call) => call.visitId)).toEqual(['c', 'a', 'b', 'e'])
  })
  it('a confirmed one whose window the plan has left is rung again, in its place', () => {
    const stops = { a: ['2026-11-23', 900], b: ['2026-11-24', 540] } as Parameters<typeof plan>[0]
    const visits = [
      visit('a', { appointment: { start: '2026-11-23T01:00:00Z', end: '2026-11-23T03:00:00Z' } }),
      visit('b'),
    ]
    expect(queue(stops, visits)[0]).toMatchObject({ visitId: 'a', confirmed: true, callAgain: true })
  })
  it('nobody whose hour of visit has gone by; one who is visited later today still', () => {
    const stops = { a: ['2026-11-24', 540], b: ['2026-11-24', 900], c: ['2026-11-25', 540] } as Parameters<
      typeof plan
    >[0]
    const tuesdayNoon = epochOf('2026-11-24T12:00:00+08:00')
    const rows = queue(stops, [visit('a'), visit('b'), visit('c')], [], tuesdayNoon)
    expect(rows.map((call) => call.visitId)).toEqual(['b', 'c'])
  })
  it('six unanswered calls today: not now, but tomorrow at eight', () => {
    const calls = Array.from({ length: 6 }, (_, i): CallFact => ({
      visitId: 'a',
      calledAt: `2026-11-20T00:${10 + i}:00Z`,
      result: 'no_answer',
    }))
    const [second, first] = queue(
      { a: ['2026-11-23', 540], b: ['2026-11-24', 540] },
      [visit('a'), visit('b')],
      calls,
    ).reverse()
    expect(first!.visitId).toBe('b')
    expect(second).toMatchObject({
      permitted: false,
      attemptsToday: 6,
      reason: { code: 'rule-call-attempts' },
    })
    expect(localIso(second!.nextPermittedEpoch!, zone)).toBe('2026-11-21T08:00:00+08:00')
  })
  it('early in the morning nobody may be rung', () => {
    const [call] = queue({ a: ['2026-11-23', 540] }, [visit('a')], [], epochOf('2026-11-20T06:00:00+08:00'))
    expect(call).toMatchObject({ permitted: false, reason: { code: 'rule-call-hours' } })
  })
  it('asked to be called later: not before that, then first of the day', () => {
    const calls: CallFact[] = [
      {
        visitId: 'b',
        calledAt: '2026-11-20T01:00:00Z',
        result: 'call_later',
        callBackAt: '2026-11-20T06:00:00Z',
      },
    ]
    const stops = { a: ['2026-11-23', 540], b: ['2026-11-23', 900] } as Parameters<typeof plan>[0]
    const visits = [visit('a'), visit('b')]
    expect(queue(stops, visits, calls)[1]).toMatchObject({
      visitId: 'b',
      permitted: false,
      reason: { code: 'call-back-later' },
    })
    expect(queue(stops, visits, calls, epochOf('2026-11-20T14:00:00+08:00'))[0]).toMatchObject({
      visitId: 'b',
      permitted: true,
    })
  })
})

describe('priority', () => {
  it('is the sum of its parts', () => {
    // 100,000 is three quarters of the way from 100 to 1,000,000; 90 days is the plateau; M3 is half of M6; C is the top
    const priority = visitPriority({
      dpd: 90,
      amountMinor: 10_000_000,
      currency: 'TWD',
      stage: 'M3',
      rating: 'C',
    })
    expect(priority.parts).toEqual([
      { part: 'amount', points: 30 },
      { part: 'dpd', points: 30 },
      { part: 'stage', points: 8 },
      { part: 'rating', points: 15 },
    ])
    expect(priority.value).toBe(83)
  })
  it('a thin file lies in the middle', () => {
    expect(
      visitPriority({ dpd: null, amountMinor: null, stage: null, rating: null }).value,
    ).toBeGreaterThanOrEqual(48)
    expect(
      visitPriority({ dpd: null, amountMinor: null, stage: null, rating: null }).value,
    ).toBeLessThanOrEqual(52)
  })
  it('stays within 0 and 100 at the ends', () => {
    const least = visitPriority({ dpd: 0, amountMinor: 0, stage: 'M0', rating: 'A' }).value
    const most = visitPriority({ dpd: 120, amountMinor: 1e15, stage: 'M9', rating: 'C' }).value
    expect([least >= 0, most]).toEqual([true, 100])
  })
  it('a yen is a yen: no hundredths', () => {
    const yen = visitPriority({ dpd: 90, amountMinor: 100_000, currency: 'JPY', stage: null, rating: null })
    expect(yen.parts[0]).toEqual({ part: 'amount', points: 30 })
  })
})

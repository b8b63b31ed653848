import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findings } from '../../../shared/core/compliance/findings.ts'
import { neverCancelled } from '../../../shared/core/lib/cancel.ts'
import { epochAt, utcIso, weekDates } from '../../../shared/core/lib/time.ts'
import { solve } from '../../../shared/core/optimiser/solve.ts'
import { assembleWeek } from '../../../shared/core/plan/assemble.ts'
import { crewDaysOfWeek } from '../../../shared/core/plan/crews.ts'
import { diffPlans } from '../../../shared/core/plan/diff.ts'
import { planFindings } from '../../../shared/core/plan/planFindings.ts'
import { readSolution } from '../../../shared/core/plan/readSolution.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { RulePack } from '../../../shared/model/rules.ts'
import type { LonLat, TravelMatrix } from '../../../shared/model/travel.ts'
import { noHolidays, type PlanCollector, type PlanVisit } from '../../../shared/model/week.ts'
import { shippedPack } from '../compliance/helpers.ts'
import { collector, monday, visit } from './helpers.ts'

/** Forty kilometres an hour as the crow flies. */
function airMatrix(points: LonLat[]): TravelMatrix {
  const size = points.length
  const seconds = new Uint32Array(size * size)
  const metres = new Uint32Array(size * size)
  points.forEach((a, i) =>
    points.forEach((b, j) => {
      const d = Math.hypot((a[0] - b[0]) * 100_000, (a[1] - b[1]) * 111_000)
      metres[i * size + j] = Math.round(d)
      seconds[i * size + j] = Math.round(d / 11)
    }),
  )
  return { size, seconds, metres }
}

function plan(
  visits: PlanVisit[],
  collectors: PlanCollector[],
  pack: RulePack | null,
  zone: string,
  weekStart: string,
  seed: number,
) {
  const { crewDays } = crewDaysOfWeek({
    collectors,
    weekStart,
    holidays: { ...noHolidays, years: [2026] },
    requiredCrewSize: pack?.key === 'cn-cba-2026' ? 2 : 1,
  })
  const week = assembleWeek({ weekStart, zone, visits, crewDays, pack, holidays: noHolidays })
  const problem = week.problem(airMatrix(week.points))
  const solution = solve(problem, { seed, iterations: 300, now: () => 0, cancel: neverCancelled })
  return { week, problem, solution, plan: readSolution(week, problem, solution) }
}

const weekOf = { 'Asia/Taipei': monday, 'Europe/Vaduz': '2026-10-19' } as const

/** A visit with every kind of restriction now and then, some of them impossible. */
const visits = (zone: keyof typeof weekOf) => {
  const dates = weekDates(weekOf[zone])
  const hour = fc.integer({ min: 0, max: 23 * 4 }).map((quarter) => quarter * 15)
  const span = fc.tuple(hour, fc.integer({ min: 1, max: 16 })).map(([from, quarters]) => ({
    fromMinutes: from,
    toMinutes: Math.min(1440, from + quarters * 15),
  }))
  const some = <T>(one: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: one })
  const appointment = fc.tuple(fc.constantFrom(...dates), span).map(([date, window]) => ({
    start: utcIso(epochAt(date, window.fromMinutes, zone)),
    end: utcIso(epochAt(date, window.toMinutes, zone)),
  }))
  return fc.array(
    fc.record({
      lonLat: fc.option(
        fc.tuple(
          fc.double({ min: 9.4, max: 9.7, noNaN: true }),
          fc.double({ min: 47, max: 47.3, noNaN: true }),
        ),
        { nil: null, freq: 15 },
      ),
      priority: fc.integer({ min: 0, max: 100 }),
      serviceMinutes: fc.integer({ min: 5, max: 60 }),
      weekdays: some(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })),
      windows: some(fc.array(span, { minLength: 1, maxLength: 2 })),
      dueOn: some(fc.constantFrom(...dates)),
      crewSize: fc.constantFrom(1, 1, 1, 1, 1, 2, 3),
      skills: fc.constantFrom<string[]>([], [], ['a'], ['b']),
      excludedCollectors: fc.constantFrom<string[]>([], [], ['id-Ann'], ['id-Bo']),
      stopFlag: fc.constantFrom(null, null, null, null, null, null, null, 'dispute' as const),
      appointment: fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: appointment },
      ),
    }),
    { minLength: 15, maxLength: 30 },
  )
}
const people = [
  collector('Ann', { skills: ['a'], start: [9.5, 47.1], days: [1, 2, 3, 7] }),
  collector('Bo', { skills: ['b'], start: [9.55, 47.2], days: [1, 2, 3, 4, 5, 6, 7] }),
  collector('Cy', { start: [9.5, 47.1], shift: { fromMinutes: 720, toMinutes: 1350 } }),
  collector('Di', { start: [9.6, 47.15], crew: 'Pair' }),
  collector('Ed', { start: [9.6, 47.15], crew: 'Pair', skills: ['a'] }),
]

describe('from a week to a plan and back, whatever the week', () => {
  it.each([
    ['cn-cba-2026', 'Asia/Taipei'],
    ['tw', 'Asia/Taipei'],
    // the clock goes back on the Sunday of this week
    ['tw', 'Europe/Vaduz'],
    [null, 'Europe/Vaduz'],
  ] as [string | null, keyof typeof weekOf][])(
    'pack %s in %s: verified, lawful, kept to every wish, nobody lost',
    (key, zone) => {
      const pack = key ? shippedPack(key) : null
      let plannedInAll = 0
      fc.assert(
        fc.property(visits(zone), fc.integer(), (rows, seed) => {
          const all = rows.map((row, index) => visit(String(index), row))
          const { plan: made, problem, solution } = plan(all, people, pack, zone, weekOf[zone], seed)
          expect(verify(problem, solution)).toEqual([])
          expect(findings({ pack, plan: made, visits: all, holidays: noHolidays })).toEqual([])
          expect(planFindings(made, all).filter((finding) => finding.hard)).toEqual([])
          const planned = made.crewDays.flatMap((day) => day.stops.map((stop) => stop.visitId))
          plannedInAll += planned.length
          const unplanned = made.unplanned.map((one) => one.visitId)
          expect([...planned, ...unplanned].sort()).toEqual(all.map((one) => one.id).sort())
          expect(diffPlans(made, made, all).changes).toEqual([])
        }),
        { numRuns: 25, seed: 11 },
      )
      expect(plannedInAll).toBeGreaterThan(100)
    },
  )
})

import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  clockAt,
  clockOfMinutes,
  daysBetween,
  epochAt,
  epochOf,
  isZone,
  localIso,
  minutesOfClock,
  mondayOf,
  utcIso,
  weekDates,
  weekdayOf,
} from '../../../shared/core/lib/time.ts'

describe('the branch’s clock', () => {
  it('turns an hour into an instant and back', () => {
    const epoch = epochAt('2026-11-24', 545, 'Asia/Taipei')
    expect(epoch).toBe(Date.UTC(2026, 10, 24, 1, 5) / 1000)
    expect(localIso(epoch, 'Asia/Taipei')).toBe('2026-11-24T09:05:00+08:00')
    expect(utcIso(epoch)).toBe('2026-11-24T01:05:00Z')
    expect(clockAt(epoch, 'Asia/Taipei')).toEqual({ date: '2026-11-24', minutes: 545, weekday: 2 })
  })
  it('1440 is the next midnight', () => {
    expect(localIso(epochAt('2026-11-24', 1440, 'Asia/Taipei'), 'Asia/Taipei')).toBe(
      '2026-11-25T00:00:00+08:00',
    )
  })
  it('a day is 25 hours when the clock goes back and 23 when it goes forward', () => {
    const hours = (date: string) =>
      (epochAt(date, 1440, 'Europe/Vaduz') - epochAt(date, 0, 'Europe/Vaduz')) / 3600
    expect([hours('2026-10-25'), hours('2026-03-29'), hours('2026-11-24')]).toEqual([25, 23, 24])
  })
  it('an hour that the clock skips is taken as the one after', () => {
    expect(localIso(epochAt('2026-03-29', 150, 'Europe/Vaduz'), 'Europe/Vaduz')).toBe(
      '2026-03-29T03:30:00+02:00',
    )
  })
  it('every instant of every zone survives the way there and back, but for the hour shown twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2024, 0) / 1000, max: Date.UTC(2028, 0) / 1000 }),
        fc.constantFrom(
          'Asia/Shanghai',
          'Europe/Vaduz',
          'America/Sao_Paulo',
          'Asia/Kolkata',
          'Australia/Lord_Howe',
        ),
        (epoch, zone) => {
          const { date, minutes } = clockAt(epoch, zone)
          const back = epochAt(date, minutes, zone)
          expect([0, 1800, 3600]).toContain(epoch - back)
          expect(epochOf(localIso(epoch, zone))).toBe(epoch)
        },
      ),
      { numRuns: 300, seed: 3 },
    )
  })
})

it('days and weeks', () => {
  expect(weekdayOf('2026-11-29')).toBe(7)
  expect(mondayOf('2026-11-29')).toBe('2026-11-23')
  expect(weekDates('2026-12-28').at(-1)).toBe('2027-01-03')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(daysBetween('2026-11-23', '2026-12-01')).toBe(8)
  expect([minutesOfClock('08:30'), minutesOfClock('24:00'), clockOfMinutes(510)]).toEqual([
    510,
    1440,
    '08:30',
  ])
  expect([isZone('Asia/Taipei'), isZone('Asia/Nowhere')]).toEqual([true, false])
})

// what is remembered or reckoned must be what the zone list itself says
it('agrees with Temporal at every instant and hour, in zones that change their clock and in those that do not', () => {
  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'Asia/Kolkata',
    'America/New_York',
    'America/Sao_Paulo',
    'Europe/London',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Asia/Tehran',
  )
  const instant = fc.integer({ min: Date.UTC(1990, 0) / 1000, max: Date.UTC(2037, 11) / 1000 })
  fc.assert(
    fc.property(instant, zones, fc.integer({ min: 0, max: 1440 }), (epoch, zone, minutes) => {
      const shown = Temporal.Instant.fromEpochMilliseconds(epoch * 1000).toZonedDateTimeISO(zone)
      const date = shown.toPlainDate()
      expect(clockAt(epoch, zone)).toEqual({
        date: date.toString(),
        minutes: (shown.hour * 3600 + shown.minute * 60 + shown.second) / 60,
        weekday: shown.dayOfWeek,
      })
      const wall = date.toPlainDateTime().add({ minutes }).toZonedDateTime(zone)
      expect(epochAt(date.toString(), minutes, zone)).toBe(wall.epochMilliseconds / 1000)
      expect(weekdayOf(date.toString())).toBe(date.dayOfWeek)
      expect(addDays(date.toString(), minutes - 700)).toBe(date.add({ days: minutes - 700 }).toString())
      expect(utcIso(epoch)).toBe(shown.toInstant().toString())
    }),
    { numRuns: 3_000, seed: 11 },
  )
})
it('what is no date is refused, not moved to another', () => {
  for (const text of ['2026-02-30', '2026-13-01', '2026-2-3', 'tomorrow', ''])
    expect(() => addDays(text, 1), text).toThrow(RangeError)
})

import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { attemptOfCall } from '../../../shared/core/compliance/attempts.ts'
import { bindRules } from '../../../shared/core/compliance/book.ts'
import { callPermitted, nextPermittedCall } from '../../../shared/core/compliance/calls.ts'
import { readHolidayFile } from '../../../shared/core/compliance/holidayFile.ts'
import { secondsOutside, stretchOf, visitWindows } from '../../../shared/core/compliance/hours.ts'
import { epochOf, localIso, utcIso } from '../../../shared/core/lib/time.ts'
import type { RuleClauseOf } from '../../../shared/model/rules.ts'
import { noHolidays, type Holidays } from '../../../shared/model/week.ts'
import { packOf, shippedPack } from './helpers.ts'

const from9to21 = packOf({
  key: 'hours',
  kind: 'hours',
  strength: 'hard',
  channel: 'both',
  days: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], spans: [{ from: '09:00', to: '21:00' }] }],
  holidays: 'as-weekday',
})

/**
 * The nights in which the clock is put on or back in 2026. The first permitted moment after each shows 09:00 on the
 * borrower's clock, at the instant that the new offset gives.
 */
describe('hours on the borrower’s clock, over the nights that change it', () => {
  it.each([
    ['America/New_York', 'put on', '2026-03-07T22:00:00-05:00', '2026-03-08T13:00:00Z'],
    ['America/New_York', 'put back', '2026-10-31T22:00:00-04:00', '2026-11-01T14:00:00Z'],
    ['Europe/London', 'put on', '2026-03-28T22:00:00Z', '2026-03-29T08:00:00Z'],
    ['Europe/London', 'put back', '2026-10-24T22:00:00+01:00', '2026-10-25T09:00:00Z'],
    ['Australia/Sydney', 'put on', '2026-10-03T22:00:00+10:00', '2026-10-03T22:00:00Z'],
    ['Australia/Sydney', 'put back', '2026-04-04T22:00:00+11:00', '2026-04-04T23:00:00Z'],
    // half an hour, on the island where the clock moves by half
    ['Australia/Lord_Howe', 'put on', '2026-10-03T22:00:00+10:30', '2026-10-03T22:00:00Z'],
  ])('%s, %s', (zone, _, evening, opens) => {
    const state = { attempts: [], flags: [], zone, holidays: noHolidays }
    const next = nextPermittedCall(from9to21, epochOf(evening), state)!
    expect(utcIso(next)).toBe(opens)
    expect(localIso(next, zone)).toContain('T09:00:00')
    expect(callPermitted(from9to21, next - 1, state).ok).toBe(false)
  })
  it('a permitted day lasts twelve hours on the clock, on the day it is changed as well', () => {
    for (const date of ['2026-03-29', '2026-10-25', '2026-10-26']) {
      const midnight = epochOf(
        `${date}T00:00:00${date === '2026-10-26' ? 'Z' : date === '2026-03-29' ? 'Z' : '+01:00'}`,
      )
      const hours = date === '2026-03-29' ? 23 : date === '2026-10-25' ? 25 : 24
      const outside = secondsOutside(
        from9to21,
        'visit',
        stretchOf(midnight, midnight + hours * 3600, 'Europe/London'),
        noHolidays,
      )
      expect((hours * 3600 - outside) / 3600, date).toBe(12)
    }
  })
  it('a visit over the hour that is skipped or shown twice is as long as it takes', () => {
    const untilThree = packOf({
      key: 'night',
      kind: 'hours',
      strength: 'hard',
      channel: 'visit',
      days: [{ weekdays: [7], spans: [{ from: '00:00', to: '03:00' }] }],
      holidays: 'as-weekday',
    })
    const outside = (from: string, to: string) =>
      secondsOutside(untilThree, 'visit', stretchOf(epochOf(from), epochOf(to), 'Europe/London'), noHolidays)
    // 00:30 to 02:30 by the clock is one hour on 29 March, three on 25 October
    expect(outside('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')).toBe(0)
    expect(outside('2026-10-24T23:30:00Z', '2026-10-25T02:30:00Z')).toBe(0)
    expect(outside('2026-10-24T23:30:00Z', '2026-10-25T03:10:00Z')).toBe(600)
  })
  it('a limit a day counts the borrower’s day, of 25 hours too', () => {
    const daily = packOf({
      key: 'one',
      kind: 'attempts',
      strength: 'hard',
      channel: 'call',
      counts: 'all',
      most: 1,
      per: 'day',
      of: 'case',
    })
    const zone = 'America/New_York'
    const early = attemptOfCall({ at: '2026-11-01T04:30:00Z', result: 'busy' }) // 00:30 daylight time
    const state = { attempts: [early], flags: [], zone, holidays: noHolidays }
    expect(callPermitted(daily, epochOf('2026-11-02T04:30:00Z'), state).ok).toBe(false) // 23:30, 24 hours later
    expect(callPermitted(daily, epochOf('2026-11-02T05:00:00Z'), state).ok).toBe(true) // midnight
  })
})

describe('holidays and weekend days that are worked', () => {
  const read = (year: number) =>
    JSON.parse(
      readFileSync(new URL(`../../../resources/holidays/${year}.json`, import.meta.url), 'utf8'),
    ) as unknown
  it('every file that comes with the program can be read', () => {
    for (let year = 2018; year <= 2026; year++)
      expect(readHolidayFile(read(year), `${year}.json`, 0), String(year)).toMatchObject({
        ok: true,
        value: { year },
      })
  })
  it('a worked Saturday: as the Saturday would be, or the hours of its own', () => {
    const saturday = '2026-02-14'
    const holidays: Holidays = { off: {}, working: { [saturday]: '春节' }, years: [2026] }
    const hours = (adjusted?: RuleClauseOf<'hours'>['adjusted']) =>
      packOf({
        key: 'h',
        kind: 'hours',
        strength: 'hard',
        channel: 'visit',
        days: [{ weekdays: [1, 2, 3, 4, 5], spans: [{ from: '09:00', to: '18:00' }] }],
        holidays: 'none',
        ...(adjusted ? { adjusted } : {}),
      })
    expect(visitWindows(hours(), saturday, holidays)).toEqual([])
    expect(visitWindows(hours('as-weekday'), saturday, holidays)).toEqual([])
    expect(visitWindows(hours([{ from: '09:00', to: '18:00' }]), saturday, holidays)).toEqual([
      { fromMinutes: 540, toMinutes: 1080 },
    ])
  })
  it('Thailand: until 20:00 from Monday to Friday, until 18:00 on a holiday and at the weekend', () => {
    const th = bindRules([shippedPack('th')])
    const holidays: Holidays = { off: { '2026-12-07': 'day off' }, working: {}, years: [2026] }
    const until = (date: string) => visitWindows(th, date, holidays).map((span) => span.toMinutes / 60)
    expect(until('2026-12-04')).toEqual([20])
    expect(until('2026-12-05')).toEqual([18])
    expect(until('2026-12-07')).toEqual([18])
  })
  it('Indonesia and Australia: nobody on a public holiday, Indonesia nobody on a Sunday', () => {
    const holidays: Holidays = { off: { '2026-12-25': 'Christmas' }, working: {}, years: [2026] }
    const open = (key: string, date: string) => visitWindows(shippedPack(key), date, holidays).length > 0
    expect(open('id', '2026-12-25')).toBe(false)
    expect(open('au-accc', '2026-12-25')).toBe(false)
    expect(open('id', '2026-12-27')).toBe(false)
    expect(open('au-accc', '2026-12-27')).toBe(true)
    expect(open('id', '2026-12-26')).toBe(true)
  })
})

describe('a holiday file', () => {
  const good = () => ({
    year: 2027,
    days: [
      { name: '元旦', date: '2027-01-01', isOffDay: true },
      { name: '元旦', date: '2026-12-26', isOffDay: false },
    ],
  })
  const code = (json: unknown, now = 2026) => {
    const answer = readHolidayFile(json, '2027.json', now)
    return answer.ok ? 'ok' : `${answer.refusal.code} ${answer.refusal.at?.path ?? ''}`.trim()
  }
  it('of the next year is taken, with the December before it', () => expect(code(good())).toBe('ok'))
  it('whose days lie in another year', () => {
    expect(code({ ...good(), year: 2028 })).toBe('holiday-file-wrong-year')
    expect(code({ ...good(), days: [{ name: 'x', date: '2026-10-01', isOffDay: true }] })).toBe(
      'holiday-file-wrong-year',
    )
  })
  it('of a year that is over', () => expect(code(good(), 2028)).toBe('holiday-file-year-over'))
  it('of another shape', () => {
    expect(code([])).toBe('holiday-file-unreadable -')
    expect(code({ year: '2027', days: [] })).toBe('holiday-file-unreadable year')
    expect(code({ year: 2027, days: [{ name: 'x', date: '2027-02-30', isOffDay: true }] })).toBe(
      'holiday-file-unreadable days.0.date',
    )
    expect(code({ year: 2027, days: [...good().days, ...good().days] })).toBe('holiday-file-unreadable days')
  })
  it('without a day off', () => {
    expect(code({ year: 2027, days: [] })).toBe('holiday-file-empty')
    expect(code({ year: 2027, days: [{ name: 'x', date: '2027-01-02', isOffDay: false }] })).toBe(
      'holiday-file-empty',
    )
  })
})

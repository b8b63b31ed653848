import { describe, expect, it } from 'vitest'
import { sentence } from '../../../shared/model/reasons.ts'
import { addDays, mondayOf } from '../../../shared/core/lib/time.ts'
import { createFormat, instantOf } from '../../../renderer/app/format.ts'

const en = createFormat('en', 'Europe/Vaduz')
const cn = createFormat('zh-CN', 'Asia/Taipei')
const tw = createFormat('zh-TW', 'Asia/Taipei')

describe('how times are written', () => {
  it('shows instants in the branch’s zone, not in the machine’s', () => {
    expect(en.time('2026-11-23T08:05:00Z')).toBe('09:05')
    expect(cn.time('2026-11-23T08:05:00Z')).toBe('16:05')
    expect(cn.dateOf('2026-11-23T17:00:00Z')).toBe('2026-11-24')
  })
  it('names the day', () => {
    expect(en.weekday('2026-11-24')).toBe('Tue 24 Nov')
    expect(cn.weekday('2026-11-24')).toBe('11/24 周二')
    expect(tw.weekday('2026-11-24')).toBe('11/24 週二')
  })
  it('writes one form a language: within the week, with the year, and the same in a sentence', () => {
    expect([en, cn, tw].map((format) => format.day('2026-09-03'))).toEqual(['3 Sep', '9/3', '9/3'])
    expect([en, cn, tw].map((format) => format.date('2026-09-03'))).toEqual([
      '3 Sep 2026',
      '2026/9/3',
      '2026/9/3',
    ])
    expect(en.dateTime('2026-11-28T03:52:00Z')).toBe('28 Nov 2026 04:52')
    expect(cn.dateTime('2026-11-27T20:52:00Z')).toBe('2026/11/28 04:52')
    expect(sentence('rule-visit-day', { date: '2026-11-29', source: 'a law' }, 'en')).toContain('29 Nov 2026')
    expect(sentence('rule-visit-day', { date: '2026-11-29', source: 'a law' }, 'zh-TW')).toContain(
      '2026/11/29',
    )
  })
  it('writes days and crew-days within a sentence; what stands in a file is quoted', () => {
    expect(sentence('visit-left-lock', { crewDay: '2026-11-24/南區組' }, 'zh-TW')).toContain(
      '11/24 週二 南區組',
    )
    expect(sentence('crews-paired', { crew: 'A + B', dates: '2026-11-23, 2026-11-24' }, 'en')).toContain(
      '23 Nov, 24 Nov',
    )
    expect(sentence('currency-unknown', { column: 'due', text: '2026-11-31' }, 'en')).toContain('2026-11-31')
  })
  it('writes durations in hours and minutes', () => {
    expect(en.duration(41 * 3600 + 20 * 60)).toBe('41 h 20')
    expect(en.duration(35 * 60)).toBe('35 min')
    expect(cn.duration(2 * 3600 + 5 * 60)).toBe('2 小时 05 分')
    expect(en.duration(-240)).toBe('−4 min')
  })
})

describe('how money is written', () => {
  it('turns minor units into units by the currency', () => {
    expect(en.money(1234560, 'CHF')).toBe('CHF 12,345.60')
    expect(en.money(12345, 'JPY')).toBe('JPY 12,345')
    // ISO 4217 gives the Taiwan dollar cents that nobody writes
    expect(cn.money(86137800, 'TWD')).toBe('TWD 861,378')
  })
})

describe('calendar', () => {
  it('finds the Monday of a week', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
    expect(mondayOf('2026-11-23')).toBe('2026-11-23')
  })
  it('goes over the end of a month', () => expect(addDays('2026-11-28', 5)).toBe('2026-12-03'))
  it('turns a wall clock into an instant, also on the day that summer time ends', () => {
    expect(instantOf('2026-11-24', '14:30', 'Asia/Taipei')).toBe('2026-11-24T06:30:00Z')
    // clocks in Vaduz go back at 03:00 on 25 October 2026: 12:00 is winter time, UTC+1
    expect(instantOf('2026-10-25', '12:00', 'Europe/Vaduz')).toBe('2026-10-25T11:00:00Z')
    expect(instantOf('2026-10-24', '12:00', 'Europe/Vaduz')).toBe('2026-10-24T10:00:00Z')
  })
})

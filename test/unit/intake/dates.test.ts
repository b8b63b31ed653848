import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dayOrderOf,
  readDate,
  readMoment,
  readTimeOfDay,
  type DateContext,
} from '../../../shared/core/intake/dates.ts'

const context: DateContext = { near: '2026-11-23', order: null }
const date = (text: string, order: DateContext['order'] = null) => {
  const reading = readDate(text, { ...context, order })
  return reading.ok ? reading.date : reading.problem
}

describe('dates as people and programs write them', () => {
  test.each([
    ['2026-11-27', '2026-11-27'],
    ['2026/11/27', '2026-11-27'],
    ['2026/1/7', '2026-01-07'],
    ['2026.11.27', '2026-11-27'],
    ['20261127', '2026-11-27'],
    ['2026年11月27日', '2026-11-27'],
    ['2026年 1月 7号', '2026-01-07'],
    ['２０２６年１１月２７日', '2026-11-27'],
    ['二〇二六年十一月二十七日', '2026-11-27'],
    ['二零二六年十月十日', '2026-10-10'],
    ['2026年11月27日（星期五）', '2026-11-27'],
    ['26年11月27日', '2026-11-27'],
    ['民國115年11月27日', '2026-11-27'],
    ['115/11/27', '2026-11-27'],
    ['115.11.27', '2026-11-27'],
    ['1151127', '2026-11-27'],
    ['11月27日', '2026-11-27'],
    ['1月5日', '2027-01-05'],
    ['27.11.2026', '2026-11-27'],
    ['27/11/2026', '2026-11-27'],
    ['11/27/2026', '2026-11-27'],
    ['27 Nov 2026', '2026-11-27'],
    ['27-Nov-26', '2026-11-27'],
    ['November 27, 2026', '2026-11-27'],
    ['Fri 27 Nov 2026', '2026-11-27'],
    ['2026-11-27 00:00:00', '2026-11-27'],
    ['2026-11-27T00:00:00.000Z', '2026-11-27'],
    ['46353', '2026-11-27'], // the serial that a spreadsheet stores for it
    ['46353.395833', '2026-11-27'],
    ['2024-02-29', '2024-02-29'],
  ])('%s', (text, expected) => expect(date(text)).toBe(expected))

  test.each([
    ['2026-11-31', 'date-impossible'],
    ['2026年13月2日', 'date-impossible'],
    ['2026/13/40', 'date-impossible'],
    ['2026-02-29', 'date-impossible'],
    ['20261332', 'date-impossible'],
    ['31.04.2026', 'date-impossible'],
    ['0026-11-27', 'date-impossible'],
    ['3/4/2026', 'date-ambiguous'],
    ['soon', 'date-unreadable'],
    ['12', 'date-unreadable'],
    ['2026', 'date-unreadable'],
    ['', 'date-unreadable'],
  ])('%s is refused', (text, expected) => expect(date(text)).toBe(expected))

  test('day or month first is learned from the column', () => {
    expect(dayOrderOf(['3/4/2026', '25/4/2026'])).toBe('day-first')
    expect(dayOrderOf(['3/4/2026', '4/25/2026'])).toBe('month-first')
    expect(dayOrderOf(['3/4/2026'])).toBe(null)
    expect(dayOrderOf(['25/4/2026', '4/25/2026'])).toBe(null)
    expect(date('3/4/2026', 'day-first')).toBe('2026-04-03')
    expect(date('3/4/2026', 'month-first')).toBe('2026-03-04')
  })

  test('property: every day of two centuries is read back in nine forms, and no form gives another day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
        const day = new Date(Date.UTC(1930, 0, 1) + days * 86_400_000)
        const iso = day.toISOString().slice(0, 10)
        const [y, m, d] = iso.split('-').map(Number)
        const forms = [
          iso,
          `${y}/${m}/${d}`,
          `${y}年${m}月${d}日`,
          iso.replaceAll('-', ''),
          `${d}.${m}.${y}`,
          `${iso} 00:00:00`,
        ]
        const serial = Math.round((day.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000)
        if (serial >= 20_000 && serial <= 80_000) forms.push(String(serial))
        if (y >= 2011) forms.push(`${y - 1911}/${m}/${d}`, `民國${y - 1911}年${m}月${d}日`)
        for (const form of forms) expect(date(form)).toBe(iso)
      }),
      { seed: 20261123, numRuns: 400 },
    )
  })

  test('property: no text throws or takes long', () => {
    const piece = fc.constantFrom(
      '2026',
      '-',
      '/',
      '年',
      '月',
      '日',
      '11',
      '27',
      ' ',
      'T',
      ':',
      '下午',
      'Nov',
      '.',
      '９',
      '十',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.array(piece, { maxLength: 40 }).map((a) => a.join('')),
        ),
        (text) => {
          const reading = readDate(text, context)
          readMoment(text, 'Asia/Taipei', context)
          readTimeOfDay(text)
          if (reading.ok)
            expect(new Date(reading.date + 'T00:00:00Z').toISOString().slice(0, 10)).toBe(reading.date)
        },
      ),
      { seed: 7, numRuns: 2000 },
    )
  })
})

describe('times of day', () => {
  test.each([
    ['09:30', 9.5],
    ['9:30', 9.5],
    ['9点半', 9.5],
    ['9點30分', 9.5],
    ['下午3点', 15],
    ['下午 3:30', 15.5],
    ['3:30 PM', 15.5],
    ['12:00 am', 0],
    ['12:15 pm', 12.25],
    ['中午12点', 12],
    ['24:00', 24],
    ['14：00', 14],
    ['16时', 16],
  ])('%s', (text, hours) => expect(readTimeOfDay(text)).toBe(hours * 3600))
  test.each(['25:00', '9:61', '24:01', 'noonish', ''])('%s is none', (text) =>
    expect(readTimeOfDay(text)).toBeNull(),
  )
})

describe('moments in the zone of the branch', () => {
  const moment = (text: string, zone: string) => {
    const reading = readMoment(text, zone, context)
    return reading.ok ? reading.instant : reading.problem
  }
  test.each([
    ['2026-11-23 09:05', 'Asia/Taipei', '2026-11-23T01:05:00Z'],
    ['2026/11/23 09:05:30', 'Asia/Shanghai', '2026-11-23T01:05:30Z'],
    ['2026-11-23T09:05', 'Europe/Vaduz', '2026-11-23T08:05:00Z'],
    ['2026-07-23 09:05', 'Europe/Vaduz', '2026-07-23T07:05:00Z'], // summer time
    ['2026-11-23T09:05:00+08:00', 'Europe/Vaduz', '2026-11-23T01:05:00Z'],
    ['2026-11-23T01:05:00Z', 'Asia/Taipei', '2026-11-23T01:05:00Z'],
    ['2026年11月23日 下午3点半', 'Asia/Taipei', '2026-11-23T07:30:00Z'],
    ['11月23日 15:30', 'Asia/Taipei', '2026-11-23T07:30:00Z'],
    ['115/11/23 15:30', 'Asia/Taipei', '2026-11-23T07:30:00Z'],
    ['23 Nov 2026 15:30', 'Asia/Taipei', '2026-11-23T07:30:00Z'],
    ['46349.5', 'UTC', '2026-11-23T12:00:00Z'],
    // the hour that Vaduz skips is moved on, the hour that it repeats is the first of the two
    ['2026-03-29 02:30', 'Europe/Vaduz', '2026-03-29T01:30:00Z'],
    ['2026-10-25 02:30', 'Europe/Vaduz', '2026-10-25T00:30:00Z'],
    ['2026-11-23 25:00', 'Asia/Taipei', 'date-impossible'],
    ['2026-11-31 10:00', 'Asia/Taipei', 'date-impossible'],
    ['later', 'Asia/Taipei', 'date-unreadable'],
  ])('%s in %s', (text, zone, expected) => expect(moment(text, zone)).toBe(expected))

  test('a date alone is noon, and says so', () => {
    expect(readMoment('2026-11-23', 'Asia/Taipei', context)).toEqual({
      ok: true,
      instant: '2026-11-23T04:00:00Z',
      timeGiven: false,
    })
  })
})

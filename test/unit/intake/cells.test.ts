import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fromScientific,
  readDays,
  readLonLat,
  readLunch,
  readPhones,
  readTimeRange,
  readWindows,
} from '../../../shared/core/intake/cells.ts'
import { daysText, windowsText } from '../../helpers/fieldTexts.ts'
import { formulaSafe, formulaUnsafe } from '../../../shared/core/intake/text.ts'
import {
  readCallResult,
  readCaseStatus,
  readOutcomeResult,
  readTravelMode,
} from '../../../shared/core/intake/words.ts'
import { locales, reasons } from '../../../shared/model/reasons.ts'

const context = { near: '2026-11-23', order: null }

describe('days', () => {
  test.each([
    ['Mon-Fri', [1, 2, 3, 4, 5]],
    ['Mon,Wed', [1, 3]],
    ['Monday to Wednesday', [1, 2, 3]],
    ['周一至周五', [1, 2, 3, 4, 5]],
    ['週一至週五', [1, 2, 3, 4, 5]],
    ['周二、周四', [2, 4]],
    ['星期一,三', [1, 3]],
    ['周一三五', [1, 3, 5]],
    ['礼拜六', [6]],
    ['工作日', [1, 2, 3, 4, 5]],
    ['周末', [6, 7]],
    ['1-5', [1, 2, 3, 4, 5]],
    ['1,3,5', [1, 3, 5]],
    ['Fri-Mon', [1, 5, 6, 7]],
    ['Mo-Fr', [1, 2, 3, 4, 5]],
    ['Mon Wed Fri', [1, 3, 5]],
    ['每天', []],
  ])('%s', (text, weekdays) => expect(readDays(text, context)).toEqual({ weekdays, dates: [] }))
  test('dates among them', () => {
    expect(readDays('2026-11-24;11月26日', context)).toEqual({
      weekdays: [],
      dates: ['2026-11-24', '2026-11-26'],
    })
    expect(readDays('Mon,2026-11-27', context)).toEqual({ weekdays: [1], dates: ['2026-11-27'] })
  })
  test.each(['someday', 'Mon-Funday', '2026-11-31', '8'])('%s is refused', (text) =>
    expect(readDays(text, context)).toBeNull(),
  )
})

describe('windows', () => {
  test.each([
    ['09:00-12:00', 540, 720],
    ['9-12', 540, 720],
    ['0900-1200', 540, 720],
    ['13:30～17:00', 810, 1020],
    ['14：00－16：00', 840, 960],
    ['9點至11點半', 540, 690],
    ['9点到11点', 540, 660],
    ['下午2点-4点', 840, 960],
    ['2pm-4pm', 840, 960],
    ['2-4pm', 840, 960],
    ['10-2pm', 600, 840],
    ['10am-2pm', 600, 840],
    ['上午', 480, 720],
    ['morning', 480, 720],
    ['after 17:00', 1020, 1440],
    ['17:00以后', 1020, 1440],
    ['before 10:00', 0, 600],
    ['10点前', 0, 600],
    ['全天', 0, 1440],
  ])('%s', (text, fromMinutes, toMinutes) => expect(readTimeRange(text)).toEqual({ fromMinutes, toMinutes }))
  test.each(['12:00-09:00', 'whenever', '09:00-25:00', '09:00'])('%s is refused', (text) =>
    expect(readTimeRange(text)).toBeNull(),
  )
  test('several, with days', () => {
    expect(readWindows('周二 9:00-12:00；2026-11-26 14:00-16:00; 18:00-19:00', context)).toEqual([
      { weekday: 2, fromMinutes: 540, toMinutes: 720 },
      { date: '2026-11-26', fromMinutes: 840, toMinutes: 960 },
      { fromMinutes: 1080, toMinutes: 1140 },
    ])
  })
  test('property: what is written out is read back', () => {
    const window = fc
      .record({
        fromMinutes: fc.integer({ min: 0, max: 1400 }),
        length: fc.integer({ min: 1, max: 600 }),
        day: fc.constantFrom({}, { weekday: 3 }, { date: '2026-11-26' }),
      })
      .map(({ fromMinutes, length, day }) => ({
        ...day,
        fromMinutes,
        toMinutes: Math.min(1440, fromMinutes + length),
      }))
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 4 }), (windows) => {
        expect(readWindows(windowsText(windows), context)).toEqual(windows)
      }),
      { seed: 3 },
    )
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 7 })), (weekdays) => {
        const days = { weekdays: weekdays.sort((a, b) => a - b), dates: ['2026-11-26'] }
        expect(readDays(daysText(days), context)).toEqual(days)
      }),
      { seed: 4 },
    )
  })
  test('lunch', () => {
    expect(readLunch('11:30-13:30/45')).toEqual({ fromMinutes: 690, toMinutes: 810, minutes: 45 })
    expect(readLunch('12:00-12:30')).toEqual({ fromMinutes: 720, toMinutes: 750, minutes: 30 })
    expect(readLunch('12点-13点 30分钟')).toBeNull()
    expect(readLunch('12点-13点/30分钟')).toEqual({ fromMinutes: 720, toMinutes: 780, minutes: 30 })
    expect(readLunch('无')?.minutes).toBe(0)
    expect(readLunch('12:00-12:30/45')).toBeNull()
  })
})

describe('telephone numbers', () => {
  test.each([
    ['13800138000', ['13800138000']],
    ['138-0013-8000', ['13800138000']],
    ['+86 138 0013 8000', ['+8613800138000']],
    ['(02)2345-6789', ['0223456789']],
    ['02-23456789 #123', ['0223456789,123']],
    ['010-12345678转801', ['01012345678,801']],
    ['13800138000 / 13900139000', ['13800138000', '13900139000']],
    ['13800138000、0571-88888888', ['13800138000', '057188888888']],
    ['手机:13800138000', ['13800138000']],
    ['13800138000.0', ['13800138000']],
    ['1.3800138000E+10', ['13800138000']],
    ['１３８００１３８０００', ['13800138000']],
  ])('%s', (text, phones) => expect(readPhones(text)).toEqual({ phones, problem: null }))
  test('digits that a spreadsheet cut are not made up', () => {
    expect(readPhones('1.38E+10')).toEqual({ phones: [], problem: 'phone-digits-lost' })
    expect(fromScientific('1.38001E+10')).toBeNull()
    expect(readPhones('ask wife')).toEqual({ phones: [], problem: 'phone-unreadable' })
    expect(readPhones('13800138000; ?')).toEqual({ phones: ['13800138000'], problem: 'phone-unreadable' })
  })
})

describe('words and places', () => {
  test('results in English and Chinese, spaced, hyphened', () => {
    for (const text of ['no_answer', 'No Answer', 'no-answer', '无人接听', '無人接聽'])
      expect(readCallResult(text)).toBe('no_answer')
    for (const text of ['not_home', 'Not at home', '不在家', '無人應門'])
      expect(readOutcomeResult(text)).toBe('not_home')
    expect(readCallResult('maybe')).toBeNull()
    // every word that the refusal tells a person to write is one that is read
    const told = {
      'call-result-unknown': readCallResult,
      'outcome-result-unknown': readOutcomeResult,
    } as const
    for (const [code, read] of Object.entries(told))
      for (const locale of locales) {
        const advice = reasons[code as keyof typeof told][locale].split(/Write |請寫 |请写 /u)[1]!
        const words = advice.replace(/[.。]$/u, '').split(/, | or |、| 或 /u)
        expect(words.length).toBeGreaterThanOrEqual(10)
        expect(new Set(words.map(read)).size).toBe(words.length)
        expect(words.filter((word) => read(word) === null)).toEqual([])
      }
    expect(readTravelMode('機車')).toBe('scooter')
    expect(readTravelMode('电动车')).toBe('scooter')
    expect(readTravelMode('步行')).toBe('foot')
  })
  test('a state that forbids a visit is never taken for open', () => {
    expect(readCaseStatus('已故')).toBe('stopped')
    expect(readCaseStatus('Deceased')).toBe('stopped')
    expect(readCaseStatus('破产')).toBe('stopped')
    expect(readCaseStatus('已结清')).toBe('closed')
    expect(readCaseStatus('待外訪')).toBe('open')
    expect(readCaseStatus('??')).toBeNull()
  })
  test('coordinates in place of an address', () => {
    expect(readLonLat('121.5117,25.0453')).toEqual([121.5117, 25.0453])
    expect(readLonLat('9.52 47.14')).toEqual([9.52, 47.14])
    expect(readLonLat('Städtle 23, 9490 Vaduz')).toBeNull()
    expect(readLonLat('25.0453,121.5117')).toBeNull()
  })
  test('property: a neutralised cell never leads with a formula sign and comes back as it was', () => {
    const piece = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '＝',
      '＋',
      '－',
      '＠',
      ' ',
      "'",
      'a',
      '1',
      '\u3000',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }).map((a) => a.join('')),
        (cell) => {
          const safe = formulaSafe(cell)
          expect(/^[=+\-@\t\r\0＝＋－＠]/.test(safe.trim())).toBe(false)
          if (!cell.startsWith("'")) expect(formulaUnsafe(safe)).toBe(cell)
        },
      ),
      { seed: 5, numRuns: 2000 },
    )
  })
})

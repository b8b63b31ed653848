import { describe, expect, it } from 'vitest'
import { spokenWindow } from '../../../shared/core/intake/spokenWindow.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'

// a Tuesday, with its own week on screen
const setting = { week: '2026-11-23', today: '2026-11-24', earliest: 8 * 60, latest: 20 * 60 }
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const read = (text: string, week = setting) => {
  const window = spokenWindow(text, week)
  return window && `${window.date ?? 'any'} ${clock(window.fromMinutes)}-${clock(window.toMinutes)}`
}

describe('what a borrower says of her time', () => {
  it.each([
    ['周四下午三点以后', '2026-11-26 15:00-20:00'],
    ['週五晚上七點半到八點半', '2026-11-27 19:30-20:30'],
    ['禮拜三上午', '2026-11-25 08:00-12:00'],
    ['星期日全天', '2026-11-29 08:00-20:00'],
    ['明天上午10点前', '2026-11-25 08:00-10:00'],
    ['后天下午三点后', '2026-11-26 15:00-20:00'],
    ['26号中午', '2026-11-26 12:00-14:00'],
    ['11月27日 9:30', '2026-11-27 09:30-10:30'],
    ['我周五三点左右在家', '2026-11-27 14:30-15:30'],
    ['三到五点', 'any 15:00-17:00'],
    ['11点到1点', 'any 11:00-13:00'],
    ['上午10点到下午2点', 'any 10:00-14:00'],
    ['十二点三刻', 'any 12:45-13:45'],
    ['早上八点半到九点', 'any 08:30-09:00'],
    ['不晚于11点', 'any 08:00-11:00'],
    ['after six', 'any 18:00-20:00'],
    ['Thursday morning', '2026-11-26 08:00-12:00'],
    ['between 2 and 4 on Wednesday', '2026-11-25 14:00-16:00'],
    ['from 10 till 12 on tuesday', '2026-11-24 10:00-12:00'],
    ['tomorrow at half past six', '2026-11-25 18:30-19:30'],
    ['quarter to five', 'any 16:45-17:45'],
    ['not before 10', 'any 10:00-20:00'],
    ['before noon', 'any 08:00-12:00'],
    ['three in the afternoon', 'any 15:00-16:00'],
    ['9am to 11am', 'any 09:00-11:00'],
    ['around 3pm', 'any 14:30-15:30'],
    ['Fri 27 Nov, 16:00–18:00', '2026-11-27 16:00-18:00'],
    ['the 25th after 2', '2026-11-25 14:00-20:00'],
    ['any time on Friday', '2026-11-27 08:00-20:00'],
    ['Saturday', '2026-11-28 08:00-20:00'],
    ['礼拜五下班后', '2026-11-27 18:00-20:00'],
    ['週四下班以後', '2026-11-26 18:00-20:00'],
    ['下班前', 'any 08:00-18:00'],
    ['周三上班前', '2026-11-25 08:00-09:00'],
    ['孩子放學後', 'any 17:00-20:00'],
    ['周五吃过晚饭以后', '2026-11-27 19:00-20:00'],
    ['周五午饭后', '2026-11-27 14:00-20:00'],
    ['on Friday after work', '2026-11-27 18:00-20:00'],
    ['when I get off work', 'any 18:00-20:00'],
    ['Thursday before work', '2026-11-26 08:00-09:00'],
    ['after lunch', 'any 14:00-20:00'],
    ['Thursday, Thursday afternoon', '2026-11-26 12:00-18:00'],
  ])('%s is %s', (said, meant) => expect(read(said)).toBe(meant))

  it.each([
    '',
    '喂',
    'hello',
    '6',
    '除了周四',
    '周四不行',
    'not on Friday',
    '2月30日',
    '25:00',
    '你好吗',
    '周三或周四下午',
    'Tuesday or Friday',
    '周五我先生回来以后',
    'Friday after the doctor',
  ])('%j is no time that can be agreed on', (said) => expect(read(said)).toBeNull())

  it('next Monday is said from today, Monday alone of the week on screen', () => {
    const ahead = { ...setting, week: '2026-11-30' }
    expect(read('周一上午', ahead)).toBe('2026-11-30 08:00-12:00')
    expect(read('下周一上午', ahead)).toBe('2026-11-30 08:00-12:00')
    expect(read('next Monday morning')).toBe('2026-11-30 08:00-12:00')
  })

  it('a date without its year is the one nearest to the week, over the turn of the year', () => {
    const december = { ...setting, week: '2026-12-28', today: '2026-12-28' }
    expect(read('1月2日上午', december)).toBe('2027-01-02 08:00-12:00')
    expect(read('2号上午', december)).toBe('2027-01-02 08:00-12:00')
  })

  it('an open end is that of the lawful hours, and one beyond them still lasts an hour', () => {
    expect(read('after six', { ...setting, latest: 18 * 60 + 30 })).toBe('any 18:00-19:00')
    expect(read('下午', { ...setting, latest: 17 * 60 })).toBe('any 12:00-17:00')
  })

  it('reads any text whatever without failing, and never says a window that ends before it begins', () => {
    const random = seededRandom(7)
    const pieces = '周四下午三点半以后到前十二1 9:30-–am pm after before half past 月日号 \u202e😀\0%_"\'不'
    const letters = [...pieces]
    for (let round = 0; round < 5_000; round++) {
      const text = Array.from({ length: random.below(30) }, () => letters[random.below(letters.length)]).join(
        '',
      )
      const window = spokenWindow(text, setting)
      if (!window) continue
      expect(window.fromMinutes, text).toBeLessThan(window.toMinutes)
      expect(window.toMinutes, text).toBeLessThanOrEqual(24 * 60)
      if (window.date) expect(new Date(window.date).toISOString().slice(0, 10), text).toBe(window.date)
    }
    expect(spokenWindow('三点'.repeat(5_000), setting)).not.toBeUndefined()
  })
})

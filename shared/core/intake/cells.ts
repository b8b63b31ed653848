import type { AllowedDays, DayWindow } from '../../model/intake.ts'
import { readDate, readTimeOfDay, type DateContext } from './dates.ts'
import { fold, tidy } from './text.ts'

/** Readings of single cells: lists, numbers, phones, days, windows. `null`: not readable. */

/** `a; b、c` → parts, tidied, empty ones left out. */
export const readList = (text: string): string[] =>
  text === ''
    ? []
    : tidy(text)
        .split(/[;；、,，/|\n]+/)
        .map((part) => part.trim())
        .filter((part) => part !== '')

/** A whole number, with a unit (天, 人, 分钟, min) allowed behind it. */
export function readWhole(text: string): number | null {
  const m = /^(\d{1,9})(?:\.0+)?\s*(?:天|日|人|分钟|分鐘|分|min\.?|mins|minutes|days|d|次|户|戶)?$/i.exec(
    tidy(text),
  )
  return m ? Number(m[1]) : null
}

/** A decimal number with point or comma. */
export function readDecimal(text: string): number | null {
  const tidied = tidy(text).replace(/[°º]\s*[NEne]?$/, '')
  return /^[-+]?\d{1,3}(?:[.,]\d+)?$/.test(tidied) ? Number(tidied.replace(',', '.')) : null
}

/** What spreadsheets do to long numbers: `1.38E+10`. */
export const isScientific = (text: string): boolean => /^\d(?:\.\d+)?E\+?\d{1,2}$/i.test(text)

/** `1.3800001234E+10` → all digits; null when digits were lost. */
export function fromScientific(text: string): string | null {
  const m = /^(\d)(?:\.(\d+))?E\+?(\d{1,2})$/i.exec(text)
  if (!m) return null
  const fraction = m[2] ?? ''
  const exponent = Number(m[3])
  // fewer digits than the exponent asks for: the rest were cut, not zero
  return fraction.length < exponent - 1 || fraction.length > exponent
    ? null
    : (m[1] + fraction).padEnd(exponent + 1, '0')
}

export interface PhonesReading {
  phones: string[]
  /** parts that are no number, or lost their digits */
  problem: 'phone-digits-lost' | 'phone-unreadable' | null
}

/** Every number of a cell, as dialled: an optional `+`, digits, and `,12` for an extension. */
export function readPhones(text: string): PhonesReading {
  const phones: string[] = []
  let problem: PhonesReading['problem'] = null
  for (const part of tidy(text).split(/[;；、,，|\n]|\s\/\s|\/(?=\s*[+0(]|\s*1[3-9])|\s或\s?/)) {
    const piece = part.trim()
    if (piece === '') continue
    if (isScientific(piece)) {
      const digits = fromScientific(piece)
      if (digits) phones.push(digits)
      else problem = 'phone-digits-lost'
      continue
    }
    const m =
      /^(?:[^\d+(]{0,8})([+(]?[\d\s().\-–/]*\d)\s*(?:(?:转|轉|分机|分機|内线|ext\.?|x|#)\s*(\d{1,6}))?(?:\s*[(（][^)）\d]{0,8}[)）])?$/i.exec(
        piece,
      )
    const digits = m ? m[1].replace(/\.0$/, '').replace(/[^\d+]/g, '') : ''
    const length = digits.replace('+', '').length
    if (!m || length < 5 || length > 16) {
      problem ??= 'phone-unreadable'
      continue
    }
    phones.push(digits + (m[2] ? ',' + m[2] : ''))
  }
  return { phones: [...new Set(phones)], problem }
}

const weekdayWords: [RegExp, number][] = [
  [/^(?:mon(?:day)?|mo|montag|周一|星期一|礼拜一|一)$/, 1],
  [/^(?:tues?(?:day)?|tu|di|dienstag|周二|星期二|礼拜二|二)$/, 2],
  [/^(?:wed(?:nesday)?|we|mi|mittwoch|周三|星期三|礼拜三|三)$/, 3],
  [/^(?:thu(?:rs?)?(?:day)?|th|do|donnerstag|周四|星期四|礼拜四|四)$/, 4],
  [/^(?:fri(?:day)?|fr|freitag|周五|星期五|礼拜五|五)$/, 5],
  [/^(?:sat(?:urday)?|sa|samstag|周六|星期六|礼拜六|六)$/, 6],
  [/^(?:sun(?:day)?|su|so|sonntag|周日|周天|星期日|星期天|礼拜日|礼拜天|日|天)$/, 7],
]
/** ISO weekday of a word in Chinese, English or German, or of a digit 1–7. */
export function readWeekday(text: string): number | null {
  const folded = fold(text).replace(/\.$/, '')
  if (/^[1-7]$/.test(folded)) return Number(folded)
  for (const [pattern, day] of weekdayWords) if (pattern.test(folded)) return day
  return null
}

/** `Mon-Fri`, `Mon,Wed`, `周一至周五`, `周一、三`, `工作日`, and dates → weekdays and dates; null when unreadable. */
export function readDays(text: string, context: DateContext): AllowedDays | null {
  const weekdays = new Set<number>()
  const dates = new Set<string>()
  const folded = fold(text)
  if (/^(?:每天|每日|任意|任何|不限|均可|都可以|any ?day|any|daily|every ?day|all)$/.test(folded))
    return { weekdays: [], dates: [] }
  for (const raw of folded.split(/[;,、，；|&\n]+|\s*(?:和|及|与| and | und )\s*|\s*\/\s*(?!\d)/)) {
    const part = raw.trim()
    if (part === '') continue
    if (/^(?:工作日|平日|weekdays?|working days?)$/.test(part)) {
      for (let day = 1; day <= 5; day++) weekdays.add(day)
      continue
    }
    if (/^(?:周末|假日|weekends?)$/.test(part)) {
      weekdays.add(6).add(7)
      continue
    }
    const single = readWeekday(part)
    if (single !== null) {
      weekdays.add(single)
      continue
    }
    const range = /^(.+?)\s*(?:-|–|—|~|～|至|到|\bto\b|\bbis\b)\s*(.+)$/.exec(part)
    if (range) {
      const from = readWeekday(range[1])
      const to = readWeekday(range[2])
      if (from !== null && to !== null) {
        for (let day = from; ; day = (day % 7) + 1) {
          weekdays.add(day)
          if (day === to) break
        }
        continue
      }
    }
    // 周一三五
    const run = /^(?:周|星期|礼拜)([一二三四五六日天]{2,7})$/.exec(part)
    if (run) {
      for (const char of run[1]) weekdays.add(readWeekday(char)!)
      continue
    }
    const date = readDate(part, context)
    if (date.ok) {
      dates.add(date.date)
      continue
    }
    // Mon Wed Fri
    const words = part.split(/\s+/).map(readWeekday)
    if (words.length > 1 && words.every((day) => day !== null)) {
      for (const day of words) weekdays.add(day)
      continue
    }
    return null
  }
  return { weekdays: [...weekdays].sort((a, b) => a - b), dates: [...dates].sort() }
}

const dayParts: Record<string, [fromMinutes: number, toMinutes: number]> = {
  上午: [480, 720],
  早上: [480, 720],
  morning: [480, 720],
  mornings: [480, 720],
  am: [480, 720],
  中午: [660, 840],
  noon: [660, 840],
  下午: [780, 1080],
  afternoon: [780, 1080],
  afternoons: [780, 1080],
  pm: [780, 1080],
  晚上: [1080, 1260],
  晚间: [1080, 1260],
  傍晚: [1020, 1140],
  evening: [1080, 1260],
  evenings: [1080, 1260],
}
const timeOrNull = (text: string): number | null => {
  const seconds = readTimeOfDay(text)
  return seconds === null ? null : Math.floor(seconds / 60)
}

/** `08:30-17:30`, `9点至11点半`, `下午2点-4点`, `after 17:00`, `上午` → minutes of the day; null: unreadable or backwards. */
export function readTimeRange(text: string): { fromMinutes: number; toMinutes: number } | null {
  const folded = fold(text)
    .replace(/\s+/g, ' ')
    .replace(/^(?:between|from|von|从) /, '')
    .trim()
  const part = dayParts[folded.replace(/^(?:in the|仅|限)\s*/, '')]
  if (part) return { fromMinutes: part[0], toMinutes: part[1] }
  if (/^(?:全天|整天|all day|any time|anytime|不限|任意)$/.test(folded))
    return { fromMinutes: 0, toMinutes: 1440 }
  let m = /^(?:after|from|ab|nach) ?(.+)$/.exec(folded) ?? /^(.+?)\s?(?:以后|之后|过后|后|起)$/.exec(folded)
  if (m) {
    const from = timeOrNull(m[1])
    return from === null || from >= 1440 ? null : { fromMinutes: from, toMinutes: 1440 }
  }
  m = /^(?:before|until|by|vor|bis) ?(.+)$/.exec(folded) ?? /^(.+?)\s?(?:以前|之前|前)$/.exec(folded)
  if (m) {
    const to = timeOrNull(m[1])
    return to === null || to === 0 ? null : { fromMinutes: 0, toMinutes: to }
  }
  m = /^(.+?) ?(?:-|–|—|−|~|～|至|到|to|bis|and) ?(.+)$/.exec(folded)
  if (!m) return null
  const compact = (side: string) =>
    /^\d{3,4}$/.test(side) ? side.padStart(4, '0').replace(/(\d\d)$/, ':$1') : side
  const from = timeOrNull(compact(m[1]))
  let to = timeOrNull(compact(m[2]))
  if (from === null || to === null) return null
  // 下午2点-4点, 2-4 pm: half of the day is said once and means both
  if (to <= from && to <= 720 && /^(?:下午|傍晚|晚|中午)|pm ?$/.test(m[1])) to += 720
  if (/pm$/.test(m[2]) && from < 720 && from + 720 < to && !/[ap]m|午|早|晚/.test(m[1]))
    return { fromMinutes: from + 720, toMinutes: to }
  return to > from ? { fromMinutes: from, toMinutes: to } : null
}

/** Several windows in one cell, each with an optional weekday or date before it. Null: one of them is unreadable. */
export function readWindows(text: string, context: DateContext): DayWindow[] | null {
  const windows: DayWindow[] = []
  for (const raw of tidy(text).split(/[;；,，、|\n]+|\s(?:or|oder|或)\s|或/)) {
    const part = raw.trim()
    if (part === '') continue
    const plain = readTimeRange(part)
    if (plain) {
      windows.push(plain)
      continue
    }
    const folded = fold(part)
    const m =
      /^((?:周|星期|礼拜)[一二三四五六日天]|[a-z]{2,9}\.?|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}月\d{1,2}日?)[\s:]*(.+)$/.exec(
        folded,
      )
    const range = m && readTimeRange(m[2])
    if (!m || !range) return null
    const weekday = readWeekday(m[1])
    if (weekday !== null) {
      windows.push({ ...range, weekday })
      continue
    }
    const date = readDate(m[1], context)
    if (!date.ok) return null
    windows.push({ ...range, date: date.date })
  }
  return windows
}

/** `11:30-13:30/45` → 45 minutes within; without `/45` the default of 45, or all of it when that is shorter. */
export function readLunch(text: string): { fromMinutes: number; toMinutes: number; minutes: number } | null {
  const folded = fold(text)
  if (/^(?:0|no|none|无|不休|无午休)$/.test(folded)) return { fromMinutes: 0, toMinutes: 1440, minutes: 0 }
  const m = /^(.+?)\s*(?:[/(]\s*(\d{1,3})\s*(?:分钟?|min(?:utes|\.)?)?\s*\)?)?$/.exec(folded)
  const range = m && readTimeRange(m[1])
  if (!m || !range) return null
  const span = range.toMinutes - range.fromMinutes
  const minutes = m[2] ? Number(m[2]) : Math.min(45, span)
  return minutes > span ? null : { ...range, minutes }
}

/** `9.52, 47.14` → lon, lat; null when the text is something else, such as an address. */
export function readLonLat(text: string): [lon: number, lat: number] | null {
  const m = /^\(?\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，;\s]\s*(-?\d{1,2}(?:\.\d+)?)\s*\)?$/.exec(tidy(text))
  if (!m) return null
  const lon = Number(m[1])
  const lat = Number(m[2])
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
}

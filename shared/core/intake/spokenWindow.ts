/**
 * When a borrower says on the telephone that she may be visited: 「周四下午三点以后」, "after six on Tuesday". Read in
 * Chinese of both scripts and in English, to be shown back before anything is saved.
 */
import { addDays, mondayOf } from '../lib/time.ts'

/** of the day, from midnight */
type Minutes = number

export interface SpokenWindow {
  /** ISO date; null: no day was named */
  date: string | null
  fromMinutes: Minutes
  toMinutes: Minutes
}

export interface SpokenSetting {
  /** Monday of the week that is looked at: weekdays are its */
  week: string
  /** ISO date, for "tomorrow" */
  today: string
  /** hours of visits, minutes of the day: what "after six" ends at and "before ten" begins at */
  earliest: Minutes
  latest: Minutes
}

type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening' | 'all'
type Token =
  | { kind: 'date'; date: string }
  | { kind: 'part'; part: DayPart }
  | { kind: 'time'; hour: number; minute: number; fixed: boolean; half?: 'am' | 'pm' }
  | { kind: 'number'; value: number }
  | { kind: 'after' | 'before' | 'to' | 'around' | 'not' }

const hour = 60
const spans: Record<Exclude<DayPart, 'all'>, [Minutes, Minutes]> = {
  morning: [8 * hour, 12 * hour],
  noon: [12 * hour, 14 * hour],
  afternoon: [12 * hour, 18 * hour],
  evening: [18 * hour, 21 * hour],
}
/** Nobody is visited before it; an hour below it without a word for the half of the day is one after noon. */
const firstMorningHour = 8
const longestText = 200

/** What both scripts share, in the simplified one; only the words below. */
const simplified: Record<string, string> = {
  週: '周',
  點: '点',
  後: '后',
  號: '号',
  禮: '礼',
  兩: '两',
  間: '间',
  過: '过',
  學: '学',
  飯: '饭',
  鐘: '钟',
  從: '从',
  時: '时',
  約: '约',
  隨: '随',
  開: '开',
}
/**
 * Hours that are said by what is done in them: "after work". Where it is not said to be before or after, the hour itself.
 * In the simplified script.
 */
const hoursOfLife: [RegExp, string][] = [
  [/下了?班|收工/gu, '18:00'],
  [/放了?学/gu, '17:00'],
  [/吃?(?:完|过|了)?晚饭/gu, '19:00'],
  [/吃?(?:完|过|了)?(?:午饭|中饭)|午休/gu, '中午'],
  [/吃?(?:完|过|了)?早饭/gu, '08:00'],
  [/上班/gu, '09:00'],
  [/before (?:work|school)(?![a-z])/gu, 'before 09:00'],
  [/(?:finish(?:es|ed)?|leaves?|off|after|from) work(?![a-z])/gu, 'after 18:00'],
  [/after school(?![a-z])/gu, 'after 17:00'],
  [/(?:dinner|supper)(?![a-z])/gu, '19:00'],
  [/lunch(?: ?break)?(?![a-z])/gu, 'noon'],
]
const weekdayDigits = '一二三四五六日'
const numberWords = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen twenty',
]
  .join(' ')
  .split(' ')
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const partWords: [string, DayPart][] = [
  ['早上', 'morning'],
  ['早晨', 'morning'],
  ['上午', 'morning'],
  ['中午', 'noon'],
  ['正午', 'noon'],
  ['下午', 'afternoon'],
  ['傍晚', 'evening'],
  ['晚上', 'evening'],
  ['晚间', 'evening'],
  ['全天', 'all'],
  ['整天', 'all'],
  ['随时', 'all'],
  ['morning', 'morning'],
  ['midday', 'noon'],
  ['lunchtime', 'noon'],
  ['noon', 'noon'],
  ['afternoon', 'afternoon'],
  ['evening', 'evening'],
  ['all day', 'all'],
  ['any time', 'all'],
  ['anytime', 'all'],
]
const words: [string, Token['kind'] & ('after' | 'before' | 'to' | 'around' | 'not')][] = [
  ['not before', 'after'],
  ['not after', 'before'],
  ['no later than', 'before'],
  ['later than', 'after'],
  ['不早于', 'after'],
  ['不晚于', 'before'],
  ['之后', 'after'],
  ['以后', 'after'],
  ['过后', 'after'],
  ['之前', 'before'],
  ['以前', 'before'],
  ['左右', 'around'],
  ['前后', 'around'],
  ['大约', 'around'],
  ['大概', 'around'],
  ['开始', 'after'],
  ['后', 'after'],
  ['起', 'after'],
  ['前', 'before'],
  ['到', 'to'],
  ['至', 'to'],
  ['after', 'after'],
  ['from', 'after'],
  ['since', 'after'],
  ['onwards', 'after'],
  ['before', 'before'],
  ['until', 'to'],
  ['till', 'to'],
  ['by', 'before'],
  ['to', 'to'],
  ['and', 'to'],
  ['around', 'around'],
  ['about', 'around'],
  ['-', 'to'],
  ['–', 'to'],
  ['—', 'to'],
  ['~', 'to'],
  ['不', 'not'],
  ['别', 'not'],
  ['除', 'not'],
  ['没', 'not'],
  ['except', 'not'],
  ['but', 'not'],
  ['not', 'not'],
  ["can't", 'not'],
  ['cannot', 'not'],
]

/** 十二 → 12, 二十三 → 23, 7 → 7; below 100. */
function chineseNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const digit = (character: string) => (character === '两' ? 2 : '零一二三四五六七八九'.indexOf(character))
  const ten = text.indexOf('十')
  if (ten < 0) return text.length === 1 ? digit(text.replace('〇', '零')) : NaN
  const tens = ten === 0 ? 1 : digit(text[0])
  return tens * 10 + (ten === text.length - 1 ? 0 : digit(text[ten + 1]))
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** The date of such a day of a month, or of the month that is named, nearest to the week. */
function dateNear(week: string, day: number, month?: number): string | null {
  const [year, weekMonth] = week.split('-').map(Number)
  const tried = month
    ? [-1, 0, 1].map((by) => [year + by, month])
    : [-1, 0, 1].map((by) => {
        const index = weekMonth - 1 + by
        return [year + Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
      })
  const far = (date: string) => Math.abs(Date.parse(date) - Date.parse(week))
  const dates = tried
    .filter(([y, m]) => isDate(y, m, day))
    .map(([y, m]) => `${y}-${String(m).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
    .sort((a, b) => far(a) - far(b))
  return dates[0] ?? null
}

type Rule = [RegExp, (found: RegExpExecArray, setting: SpokenSetting) => Token | null]
const number = '(?:\\d{1,2}|[零〇一二三四五六七八九十两]{1,3})'
const half = '\\s*(am|pm|a\\.m\\.|p\\.m\\.)'
const spoken = numberWords.join('|')
const halfOf = (text: string | undefined) => (text ? (text[0] as 'a' | 'p') : undefined)
const time = (hourText: string | number, minute: number, halfText?: string): Token | null => {
  const value = Number(hourText)
  if (!(value <= 24) || !(minute < 60)) return null
  const which = halfOf(halfText)
  const fixed = value > 12 || (typeof hourText === 'string' && hourText.length === 2 && hourText[0] === '0')
  return { kind: 'time', hour: value, minute, fixed, ...(which ? { half: `${which}m` as const } : {}) }
}
/** A day that there is not is no day that can be agreed on. */
const dated = (date: string | null): Token => (date ? { kind: 'date', date } : { kind: 'not' })
/** A weekday alone is one of the week on screen; "next Monday" is said from today. */
const weekday = ({ week, today }: SpokenSetting, index: number, weeksOn: number): string =>
  addDays(weeksOn > 0 ? addDays(mondayOf(today), 7 * weeksOn) : week, index)
const rules: Rule[] = [
  [
    /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?/y,
    ([, y, m, d]) =>
      dated(
        isDate(Number(y), Number(m), Number(d)) ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : null,
      ),
  ],
  [
    new RegExp(`(下*)(?:周|星期|礼拜)([一二三四五六日天1-7])`, 'y'),
    ([, next, day], setting) => {
      const index = day === '天' ? 6 : /\d/.test(day) ? Number(day) - 1 : weekdayDigits.indexOf(day)
      return dated(weekday(setting, index, next.length))
    },
  ],
  [/大后天/y, (_, { today }) => dated(addDays(today, 3))],
  [/后天|the day after tomorrow/y, (_, { today }) => dated(addDays(today, 2))],
  [/明天|tomorrow/y, (_, { today }) => dated(addDays(today, 1))],
  [/今天|today/y, (_, { today }) => dated(today)],
  [
    new RegExp(`(${number})月(${number})[日号]?`, 'y'),
    ([, m, d], { week }) => dated(dateNear(week, chineseNumber(d), chineseNumber(m))),
  ],
  [new RegExp(`(${number})[日号]`, 'y'), ([, d], { week }) => dated(dateNear(week, chineseNumber(d)))],
  [/(\d{1,2})\/(\d{1,2})/y, ([, m, d], { week }) => dated(dateNear(week, Number(d), Number(m)))],
  [
    new RegExp(`(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${months.join('|')})[a-z]*`, 'y'),
    ([, d, m], { week }) => dated(dateNear(week, Number(d), months.indexOf(m) + 1)),
  ],
  [
    new RegExp(`(${months.join('|')})[a-z]*\\s+(\\d{1,2})(?:st|nd|rd|th)?`, 'y'),
    ([, m, d], { week }) => dated(dateNear(week, Number(d), months.indexOf(m) + 1)),
  ],
  [/(\d{1,2})(?:st|nd|rd|th)/y, ([, d], { week }) => dated(dateNear(week, Number(d)))],
  [
    new RegExp(
      `(next )?(${weekdays.join('|')})(?:days?|sdays?|nesdays?|r|rs|rsdays?|urdays?)?(?![a-z])`,
      'y',
    ),
    ([, next, day], setting) => dated(weekday(setting, weekdays.indexOf(day), next ? 1 : 0)),
  ],
  [
    new RegExp(`(${number})[点时](?:钟)?(?:(半)|(一刻)|(三刻)|(?:过)?(${number})分?)?`, 'y'),
    ([, h, thirty, quarter, threeQuarters, minutes]) => {
      const minute = thirty ? 30 : quarter ? 15 : threeQuarters ? 45 : minutes ? chineseNumber(minutes) : 0
      return time(chineseNumber(h), minute)
    },
  ],
  [new RegExp(`(\\d{1,2})[:.](\\d{2})(?:${half})?`, 'y'), ([, h, m, which]) => time(h, Number(m), which)],
  [new RegExp(`(\\d{1,2})${half}`, 'y'), ([, h, which]) => time(h, 0, which)],
  [
    new RegExp(`half past (${spoken}|\\d{1,2})(?![a-z])`, 'y'),
    ([, h]) => time(numberWords.includes(h) ? numberWords.indexOf(h) : Number(h), 30),
  ],
  [
    new RegExp(`quarter (past|to) (${spoken}|\\d{1,2})(?![a-z])`, 'y'),
    ([, side, h]) => {
      const value = numberWords.includes(h) ? numberWords.indexOf(h) : Number(h)
      return side === 'past' ? time(value, 15) : time(value - 1, 45)
    },
  ],
  [
    new RegExp(`(${spoken})(?: (thirty|fifteen|forty-five))?(?:\\s*o'?clock)?(?:${half})?(?![a-z])`, 'y'),
    ([, h, minutes, which]) =>
      time(
        numberWords.indexOf(h),
        minutes === 'thirty' ? 30 : minutes === 'fifteen' ? 15 : minutes ? 45 : 0,
        which,
      ),
  ],
  [/(\d{1,2})\s*o'?clock/y, ([, h]) => time(Number(h), 0)],
  [new RegExp(number, 'y'), ([n]) => ({ kind: 'number', value: chineseNumber(n) })],
]
const latin = /[a-z]/

function tokensOf(text: string, setting: SpokenSetting): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    const part = partWords.find(([word]) => text.startsWith(word, at))
    if (part) {
      tokens.push({ kind: 'part', part: part[1] })
      at += part[0].length
      continue
    }
    let token: Token | null = null
    let length = 0
    for (const [pattern, make] of rules) {
      pattern.lastIndex = at
      const found = pattern.exec(text)
      if (!found) continue
      token = make(found, setting)
      length = found[0].length
      if (token) break
    }
    if (!token) {
      const word = words.find(([each]) => text.startsWith(each, at))
      if (word) {
        token = { kind: word[1] }
        length = word[0].length
      }
    }
    if (token) {
      tokens.push(token)
      at += length
    } else if (latin.test(text[at])) {
      // a word that says nothing here is passed over whole: "is" in "this" is no "is"
      while (at < text.length && latin.test(text[at])) at++
    } else at++
  }
  return tokens
}

/** A number stands for an hour where an hour is awaited: beside "to", "after", "before", "around", or one that is an hour. */
function hoursOf(tokens: readonly Token[]): Token[] {
  const awaits = (token: Token | undefined) =>
    token !== undefined && ['to', 'after', 'before', 'around', 'part'].includes(token.kind)
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'number') return [token]
    if (!awaits(tokens[index - 1]) && !awaits(tokens[index + 1])) return []
    const hourToken = time(token.value, 0)
    return hourToken ? [hourToken] : []
  })
}

function minutesOf(token: Token & { kind: 'time' }, part: DayPart | null, after: Minutes | null): Minutes {
  let { hour: value } = token
  if (token.half === 'pm' && value < 12) value += 12
  else if (token.half === 'am') value %= 12
  else if (!token.fixed && value < 12) {
    const late = part === 'afternoon' || part === 'evening' || (part === 'noon' && value < 6)
    if (late || (part !== 'morning' && value < firstMorningHour)) value += 12
  }
  const minutes = value * hour + token.minute
  return after !== null && minutes <= after && value < 12 ? minutes + 12 * hour : minutes
}

/**
 * @param text what she said, or what the scheduler noted of it
 * @returns null when no time can be read in it, when it says when not, or when it names several days
 */
export function spokenWindow(text: string, setting: SpokenSetting): SpokenWindow | null {
  const plain = [...text.normalize('NFKC').toLowerCase().slice(0, longestText)]
    .map((character) => simplified[character] ?? character)
    .join('')
  const timed = hoursOfLife.reduce((words, [said, hours]) => words.replace(said, hours), plain)
  const tokens = hoursOf(tokensOf(timed, setting))
  if (tokens.some((token) => token.kind === 'not')) return null
  const dates = new Set(tokens.flatMap((token) => (token.kind === 'date' ? [token.date] : [])))
  // "Wednesday or Thursday" is not one window: which of them is for a person to ask
  if (dates.size > 1) return null
  const [date = null] = dates
  let part: DayPart | null = null
  const times: Minutes[] = []
  tokens.forEach((token, at) => {
    if (token.kind === 'part') part = token.part
    if (token.kind === 'time')
      times.push(minutesOf(token, part ?? partAfter(tokens, at), times.at(-1) ?? null))
  })
  const has = (kind: Token['kind']) => tokens.some((token) => token.kind === kind)
  const span = spanOf(times, has, part, setting)
  if (!span) {
    // "Friday after the doctor": after what is not understood, so it is not the whole of Friday
    if (!date || has('after') || has('before') || has('around')) return null
    return { date, fromMinutes: setting.earliest, toMinutes: setting.latest }
  }
  const [fromMinutes, toMinutes] = span
  return fromMinutes < toMinutes && toMinutes <= 24 * hour ? { date, fromMinutes, toMinutes } : null
}

/** "three in the afternoon": the half of the day may follow its hour. */
function partAfter(tokens: readonly Token[], at: number): DayPart | null {
  const next = tokens[at + 1]
  return next?.kind === 'part' ? next.part : null
}

function spanOf(
  times: readonly Minutes[],
  has: (kind: Token['kind']) => boolean,
  part: DayPart | null,
  { earliest, latest }: SpokenSetting,
): [Minutes, Minutes] | null {
  if (times.length >= 2) return [times[0], times[1]]
  if (times.length === 1) {
    const [minutes] = times
    if (has('around')) return [minutes - 30, minutes + 30]
    if (has('before')) return [Math.min(earliest, minutes - hour), minutes]
    // "until six" with nothing in front of it
    if (has('to') && !has('after')) return [Math.min(earliest, minutes - hour), minutes]
    if (has('after')) return [minutes, Math.max(latest, minutes + hour)]
    return [minutes, minutes + hour]
  }
  if (!part) return null
  if (part === 'all') return [earliest, latest]
  if (part === 'noon' && has('before')) return [earliest, spans.noon[0]]
  if (part === 'noon' && has('after')) return [spans.noon[1], latest]
  const [from, to] = spans[part]
  // hours in which nobody is visited are left out, where any are left
  const clipped: [Minutes, Minutes] = [Math.max(from, earliest), Math.min(to, latest)]
  return clipped[0] < clipped[1] ? clipped : [from, to]
}

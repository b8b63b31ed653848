/**
 * One crew-day as it leaves the office: the one shape from which every export is written, so that a PDF, a calendar
 * and a spreadsheet never disagree. Whoever hands it out says what may be seen ({@link Disclosure}); every writer
 * takes a {@link DisclosedDay}, so that nothing can be written before {@link disclose} has masked it.
 */
import type { MatchLevel } from './location.ts'
import type { LonLat, TravelMode } from './travel.ts'
import type { Reason } from './week.ts'

export const sheetLocales = ['en', 'zh-CN', 'zh-TW'] as const
export type SheetLocale = (typeof sheetLocales)[number]

/** product.md H: masked unless a role allows more. */
export interface Disclosure {
  maskNames: boolean
  maskPhones: boolean
  /** what is owed, in whichever export has a place for it */
  showAmounts: boolean
}
export const leastDisclosure: Disclosure = { maskNames: true, maskPhones: true, showAmounts: false }

/** Apps that a link can open for navigation. */
export const navigationApps = ['amap', 'baidu', 'tencent', 'apple', 'google'] as const
export type NavigationApp = (typeof navigationApps)[number]

export interface SheetPlace {
  /** as a person would say it: the branch, a home address */
  label: string
  at: LonLat
}

export interface RunSheetStop {
  /** from 1 */
  order: number
  caseNo: string
  borrowerName: string
  phone: string | null
  address: string
  /** WGS-84 degrees */
  lon: number
  lat: number
  level: MatchLevel
  /** of uncertainty, metres */
  radiusMetres: number | null
  /** ISO instants with `Z` or an offset; printed on the clock of `zone` */
  arrival: string
  departure: string
  /** agreed or asked for; ISO instants, null where the whole shift is open */
  windowStart: string | null
  windowEnd: string | null
  /** the window was agreed with the borrower */
  appointmentConfirmed: boolean
  serviceMinutes: number
  waitingSeconds: number
  travelSecondsFromPrevious: number
  metresFromPrevious: number
  notes: string[]
  warnings: Reason[]
  amount: { minor: number; currency: string } | null
}

/** One rule that the day breaks, or comes near. */
export interface SheetFinding {
  hard: boolean
  cause: Reason
  /** of the stop it concerns; null: the whole day */
  stopOrder: number | null
}

export interface RunSheetDay {
  branchName: string
  /** `2026-11-23` in the branch's zone */
  date: string
  crewName: string
  /** names of those who travel */
  collectors: string[]
  mode: TravelMode
  /** null: starts at the first stop */
  start: SheetPlace | null
  end: SheetPlace | null
  /** ISO instants */
  shift: { start: string; end: string }
  lunch: { start: string; end: string } | null
  /** leaving the start place and back at the end place, ISO instants; null on an empty day */
  startsAt: string | null
  endsAt: string | null
  stops: RunSheetStop[]
  /** along the roads, from start to end; empty where it is not known */
  route: LonLat[]
  /** the way home included */
  totals: { travelSeconds: number; metres: number; serviceSeconds: number; waitingSeconds: number }
  /** from the last stop to the end place; null where there is none */
  returnLeg: { travelSeconds: number; metres: number } | null
  /** the rules that applied, by their name in `locale`; null: none */
  rulePackName: string | null
  findings: SheetFinding[]
  /** what to take along and to do at every door, in `locale`: from the rule pack's duties */
  checklist: string[]
  locale: SheetLocale
  /** IANA zone of the branch */
  zone: string
  /** of the map and the addresses */
  attribution: string
  /** app that the QR codes open; null: chosen by place, see `navigation.ts` */
  navigationApp: NavigationApp | null
  /** version of the plan, as its people call it */
  planName: string | null
  /** ISO instant at which the sheet was made: printed and stamped into calendars */
  madeAt: string
  disclosure: Disclosure
}

/** A day from which everything that its disclosure forbids is gone. Only {@link disclose} makes one. */
export interface DisclosedDay extends RunSheetDay {
  readonly disclosed: true
}

/** Masks names and phones and drops amounts as the day's own disclosure says. Doing it twice changes nothing. */
export function disclose(day: RunSheetDay): DisclosedDay {
  if ((day as Partial<DisclosedDay>).disclosed) return day as DisclosedDay
  const { maskNames, maskPhones, showAmounts } = day.disclosure
  return {
    ...day,
    disclosed: true,
    stops: day.stops.map((stop) => ({
      ...stop,
      borrowerName: maskNames ? maskName(stop.borrowerName) : stop.borrowerName,
      phone: stop.phone === null ? null : maskPhones ? maskPhone(stop.phone) : stop.phone,
      amount: showAmounts ? stop.amount : null,
    })),
  }
}

const han = /^[\p{Script=Han}〇々]+$/u

/**
 * Enough for the crew to know whom they ask for, not enough for others who see the sheet: 王小明 → 王*明,
 * 李华 → 李*, 买买提·艾力 → 买*提·艾*, Maria Beck → M. B.
 */
export function maskName(name: string): string {
  const trimmed = name.normalize('NFC').trim()
  const bare = trimmed.replace(/\s+/gu, '')
  if (han.test(bare)) return maskHan(bare)
  const dotted = bare.split(/[·•・‧．]/u)
  if (dotted.length > 1 && dotted.every((part) => han.test(part))) return dotted.map(maskHan).join('·')
  const words = trimmed.match(/[\p{Script=Han}〇々]+|[\p{L}\p{M}]+/gu) ?? []
  if (words.length === 0) return trimmed === '' ? '' : '*'
  return words
    .map((word) => (han.test(word) ? maskHan(word) : [...word][0]!.toLocaleUpperCase('en') + '.'))
    .join(' ')
}

function maskHan(name: string): string {
  const signs = [...name]
  if (signs.length === 1) return '*'
  if (signs.length === 2) return signs[0] + '*'
  return signs[0] + '*'.repeat(signs.length - 2) + signs.at(-1)
}

/**
 * 13812345678 → 138****5678. At least four digits are always hidden, and never more than seven are shown; what
 * stands between the digits is dropped. The `+` of a number with its country stays.
 */
export function maskPhone(phone: string): string {
  const plain = phone.normalize('NFKC').trim()
  const digits = plain.replace(/\D/gu, '')
  const plus = plain.startsWith('+') && digits !== '' ? '+' : ''
  const shown = Math.max(0, Math.min(7, digits.length - 4))
  const head = Math.floor(shown / 2)
  const tail = shown - head
  return (
    plus + digits.slice(0, head) + '*'.repeat(digits.length - shown) + (tail > 0 ? digits.slice(-tail) : '')
  )
}

/** Control characters that no text format carries, and halves of surrogate pairs. Tab and line ends stay. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\p{Cs}]/gu

/** Text without what breaks XML, calendars and spreadsheets. */
export function cleanText(text: string): string {
  return text.replace(unprintable, '')
}

/**
 * A text cell that no spreadsheet runs as a formula (trust.md, after OWASP's CSV injection list): one that starts,
 * after any white space, with `= + - @`, their full-width forms, a tab or a carriage return, gets an apostrophe.
 */
export function neutralCell(text: string): string {
  const clean = cleanText(text)
  return /^[\t\r]|^[\s\p{Cf}\p{Z}]*[=+\-@＝＋－＠]/u.test(clean) ? "'" + clean : clean
}

const openPhonesWords: Record<SheetLocale, string> = {
  en: 'with full phones',
  'zh-CN': '含完整电话',
  'zh-TW': '含完整電話',
}
/** What the name of a file says of telephone numbers in full; a run sheet has them always, so its name says nothing. */
export const openPhones = (day: RunSheetDay, format: string): string =>
  day.disclosure.maskPhones || format === 'pdf' ? '' : ` ${openPhonesWords[day.locale]}`

/** A name as part of a file's name that every system takes. */
export function fileWords(name: string, otherwise: string): string {
  const plain = cleanText(name)
    .replace(/[\\/:*?"<>|\s\p{Cf}]+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')
  return [...plain].slice(0, 60).join('') || otherwise
}

/** A file of one crew-day: `2026-11-23 一组.pdf`, `2026-11-23 一组 含完整电话.gpx`. */
export const sheetFileName = (day: RunSheetDay, extension: string): string =>
  `${day.date} ${fileWords(day.crewName, 'crew')}${openPhones(day, extension)}.${extension}`

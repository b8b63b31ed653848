import { tidy } from './text.ts'

/** Digits after the point by ISO 4217; two where nothing is said. */
const minorDigitsOf: Record<string, number> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
} // prettier-ignore

/** How many digits the minor unit of a currency has: CNY 2, JPY 0. */
export const minorDigits = (currency: string): number => minorDigitsOf[currency] ?? 2

const symbols: [RegExp, string][] = [
  [/^(?:NT\$|NTD|TWD|新台币|新臺幣|台币|臺幣)|(?:NTD|TWD|新台币|新臺幣|台币|臺幣)$/i, 'TWD'],
  [/^(?:HK\$|HKD|港币|港幣|港元)|(?:HKD|港币|港幣|港元)$/i, 'HKD'],
  [/^(?:US\$|USD|美元|美金)|(?:USD|美元|美金)$/i, 'USD'],
  [/^(?:S\$|SGD)|SGD$/i, 'SGD'],
  [/^(?:CHF|SFr\.?|Fr\.)|CHF$/i, 'CHF'],
  [/^(?:€|EUR)|(?:€|EUR|欧元|歐元)$/i, 'EUR'],
  [/^(?:£|GBP)|GBP$/i, 'GBP'],
  [/^(?:RMB|CNY|人民币|人民幣)|(?:RMB|CNY|人民币|人民幣)$/i, 'CNY'],
  [/^(?:JPY|円)|(?:JPY|円)$/i, 'JPY'],
]

export type AmountProblem = 'amount-unreadable' | 'amount-negative'
export type AmountReading =
  { ok: true; minor: number; currency: string | null } | { ok: false; problem: AmountProblem }

const unreadable: AmountReading = { ok: false, problem: 'amount-unreadable' }

/**
 * `￥12,345.60`, `1.2万`, `CHF 12'345.60`, `12.345,60 €`, `(1,200)` → minor units of `currency` (or of the one the cell
 * names). Digits are moved, not multiplied, so nothing is lost to floating point. A negative amount is no arrears.
 */
export function readAmount(text: string, currency: string): AmountReading {
  let rest = tidy(text).replace(/\s+/g, '')
  let named: string | null = null
  let negative = false
  if (/^[-−–]/.test(rest) || /^\(.*\)$/.test(rest)) {
    negative = true
    rest = rest.replace(/^[-−–]/, '').replace(/^\((.*)\)$/, '$1')
  }
  for (const [pattern, code] of symbols) {
    if (pattern.test(rest)) {
      named = code
      rest = rest.replace(pattern, '')
      break
    }
  }
  rest = rest.replace(/^[¥￥$]/, '').replace(/(?:元整|圆整|圓整|元|圆|圓|块|塊|整|\.[-–—]+)$/, '')
  if (/^[-−–]/.test(rest)) {
    negative = true
    rest = rest.slice(1)
  }
  let shift = 0
  const scale = /(?:(百)?(万|萬)|(千|k)|(亿|億)|(m|mio\.?))(?:元|圆|圓)?$/i.exec(rest)
  if (scale) {
    shift = scale[4] ? 8 : scale[5] ? 6 : scale[3] ? 3 : scale[1] ? 6 : 4
    rest = rest.slice(0, -scale[0].length)
  }
  const code = named ?? currency
  // three digits after the point are nothing odd where the minor unit is a thousandth, or in 1.234万
  const number = plainNumber(rest, shift > 0 || minorDigits(code) === 3)
  if (number === null) return unreadable
  const minor = scaled(number, shift + minorDigits(code))
  if (minor === null) return unreadable
  if (negative && minor > 0) return { ok: false, problem: 'amount-negative' }
  return { ok: true, minor, currency: named }
}

/** Text of a number with any grouping → digits with at most one point; null when it is none, or could be two. */
function plainNumber(text: string, thousandths: boolean): string | null {
  let m = /^(\d+(?:\.\d+)?)E\+?(\d{1,2})$/i.exec(text)
  if (m) return scaledDigits(m[1], Number(m[2]))
  if (/^\d+$/.test(text)) return text
  if (/^\d*\.\d+$/.test(text) || /^\d+\.$/.test(text)) {
    // 12.345 is twelve thousand to some and twelve to others
    if (!thousandths && /^[1-9]\d{0,2}\.\d{3}$/.test(text) && !text.endsWith('000')) return null
    return !thousandths && /^[1-9]\d{0,2}\.000$/.test(text) ? null : text
  }
  // 12,345.60 · 12'345.60 · 12’345.60 · 1,23,456.00 (Indian groups)
  m = /^(\d{1,3}(?:[,'’]\d{2,3})*[,'’]\d{3})(\.\d*)?$/.exec(text)
  if (m) return m[1].replace(/[,'’]/g, '') + (m[2] ?? '')
  // 1,2345.60: groups of four, as Chinese numbers are sometimes written
  m = /^(\d{1,4}(?:,\d{4})+)(\.\d*)?$/.exec(text)
  if (m) return m[1].replaceAll(',', '') + (m[2] ?? '')
  // 12.345,60 · 12345,60
  m = /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/.exec(text) ?? /^(\d+),(\d{1,2})$/.exec(text)
  if (m) return m[1].replaceAll('.', '') + (m[2] ? '.' + m[2] : '')
  return null
}

const scaledDigits = (number: string, shift: number): string => {
  const [whole, fraction = ''] = number.split('.')
  const padded = fraction.padEnd(shift, '0')
  return whole + padded.slice(0, shift) + (padded.length > shift ? '.' + padded.slice(shift) : '')
}

/** number × 10^shift as an integer, the rest rounded half up; null beyond what a number holds exactly. */
function scaled(number: string, shift: number): number | null {
  const [whole, fraction = ''] = scaledDigits(number, shift).split('.')
  const value = Number(whole) + (fraction !== '' && fraction[0] >= '5' ? 1 : 0)
  return Number.isSafeInteger(value) ? value : null
}

import type { Division, Gazetteer } from './divisions.ts'
import { foldText, isDigit } from './fold.ts'
import { noteWords, separators } from './chineseWords.ts'
import { PieceScanner } from './chinesePiece.ts'
import { emptyAddress, type ParsedAddress, type ParsedText } from './parsed.ts'

/** What is longer is cut: no address is, and the work stays bounded. */
export const longestAddress = 1_000

const opening = '([{【〔〈《「『'
const closing = ')]}】〕〉》」』'

interface Masked {
  /** the folded text with phones, postcode and brackets blanked */
  body: string
  phones: { value: string; start: number; end: number }[]
  postcode?: { value: string; start: number; end: number }
  brackets: { start: number; end: number }[]
}

/**
 * Reads a Chinese address by one scan from left to right (mainland, Taiwan; Hong Kong and Macau lightly). Work is
 * linear in the length of the text: every character is looked at a bounded number of times.
 */
export function parseChinese(text: string, gazetteer?: Gazetteer): ParsedText {
  const folded = foldText(text.slice(0, longestAddress))
  const masked = mask(folded)
  const pieces = split(masked.body)
  const addresses: ParsedAddress[] = []
  let context: Division | undefined
  for (const [start, end] of pieces) {
    const previous = addresses.at(-1)
    const scanner = new PieceScanner(masked.body, start, end, gazetteer, context)
    const address = scanner.scan()
    if (address.tokens.length === 0) continue
    context = address.division ?? context
    if (!previous) addresses.push(address)
    else if (!joinPieces(previous, address)) addresses.push(inherit(previous, address))
  }
  const first = addresses[0] ?? emptyAddress('chinese')
  if (addresses.length === 0) addresses.push(first)
  for (const phone of masked.phones) first.tokens.push({ kind: 'phone', ...phone })
  if (masked.postcode) {
    first.tokens.push({ kind: 'postcode', ...masked.postcode })
    first.parts.postcode = masked.postcode.value
  }
  for (const bracket of masked.brackets) readBracket(folded, bracket, addresses)
  for (const address of addresses) address.tokens.sort((a, b) => a.start - b.start || a.end - b.end)
  return { addresses, phones: masked.phones.map((phone) => phone.value) }
}

/** Finds what is no part of the address proper, and blanks it so that offsets stay. */
function mask(folded: string): Masked {
  const units = [...folded.split('')]
  const phones: Masked['phones'] = []
  const brackets: Masked['brackets'] = []
  const blank = (start: number, end: number) => {
    for (let i = start; i < end; i++) units[i] = ' '
  }
  let open = -1
  let depth = 0
  for (let i = 0; i < folded.length; i++) {
    if (opening.includes(folded[i]!)) {
      if (depth++ === 0) open = i
    } else if (closing.includes(folded[i]!) && depth > 0 && --depth === 0) {
      brackets.push({ start: open + 1, end: i })
      blank(open, i + 1)
    }
  }
  if (depth > 0) {
    brackets.push({ start: open + 1, end: folded.length })
    blank(open, folded.length)
  }
  for (let i = 0; i < units.length;) {
    if (!isDigitUnit(units[i])) {
      i++
      continue
    }
    let end = i
    while (
      end < units.length &&
      (isDigitUnit(units[end]) || (units[end] === '-' && isDigitUnit(units[end + 1])))
    )
      end++
    const run = units.slice(i, end).join('')
    const phone = phoneIn(run)
    if (phone) {
      const value = phone.replaceAll('-', '')
      phones.push({ value, start: i, end })
      const plus = units[i - 1] === '+' ? i - 1 : i
      blank(plus, end)
    }
    i = end
  }
  const postcode = findPostcode(units)
  if (postcode) blank(postcode.start, postcode.end)
  return { body: units.join(''), phones, brackets, ...(postcode ? { postcode } : {}) }
}

function isDigitUnit(unit: string | undefined): boolean {
  return unit !== undefined && isDigit(unit.charCodeAt(0))
}

/** Mobile (11 digits from 13, TW 09…), with or without country code; land line with area code. */
function phoneIn(run: string): string | null {
  const digits = run.replaceAll('-', '')
  const isMobile = (text: string) => text.length === 11 && text[0] === '1' && text[1]! >= '3'
  if (isMobile(digits)) return run
  if (digits.startsWith('86') && isMobile(digits.slice(2))) return run
  if (digits.startsWith('09') && digits.length === 10) return run
  if (digits[0] === '0' && run.includes('-') && digits.length >= 9 && digits.length <= 12) return run
  if (digits[0] === '0' && digits.length >= 10 && digits.length <= 12) return run
  return null
}

/** Six digits (mainland) or three to six (Taiwan) at the very start before a place, or after 邮编. */
function findPostcode(units: readonly string[]): Masked['postcode'] {
  let start = 0
  while (start < units.length && units[start] === ' ') start++
  let end = start
  while (end < units.length && isDigitUnit(units[end])) end++
  const length = end - start
  let next = end
  while (units[next] === ' ') next++
  const following = units[next] ?? ''
  if (
    (length === 6 || length === 5 || length === 3) &&
    following > '\u3400' &&
    !'号弄巷栋幢楼室单层年路街'.includes(following)
  )
    return { value: units.slice(start, end).join(''), start, end }
  const text = units.join('')
  const label = text.indexOf('邮编')
  if (label >= 0) {
    let digits = label + 2
    while (digits < text.length && (text[digits] === ':' || text[digits] === ' ')) digits++
    let last = digits
    while (isDigitUnit(units[last])) last++
    if (last - digits === 6) return { value: text.slice(digits, last), start: label, end: last }
  }
  // six digits alone at the end: 上海市杨浦区政立路477号 200433
  let tail = units.length
  while (tail > 0 && units[tail - 1] === ' ') tail--
  let from = tail
  while (from > 0 && isDigitUnit(units[from - 1])) from--
  if (tail - from === 6 && from > 0 && units[from - 1] === ' ')
    return { value: units.slice(from, tail).join(''), start: from, end: tail }
  return undefined
}

/** Pieces between separators; a separator between two digits (1、2、3楼) belongs to the number. */
function split(body: string): [number, number][] {
  const pieces: [number, number][] = []
  let start = 0
  for (let i = 0; i <= body.length; i++) {
    const unit = body[i]
    if (unit !== undefined && !separators.has(unit) && !(unit === '或' && i > start + 3)) continue
    if (unit !== undefined && isDigitUnit(body[i - 1]) && isDigitUnit(body[i + 1]) && unit !== ';') continue
    if (i > start) pieces.push([start, i])
    start = i + 1
  }
  return pieces
}

/** Adds a later piece to the address before it where it only goes on: a level, a crossing, a floor, a remark. */
function joinPieces(previous: ParsedAddress, piece: ParsedAddress): boolean {
  const before = previous.parts
  const after = piece.parts
  const located = before.road ?? before.estate ?? before.village ?? before.landmark
  const hasOwnPlace = after.road !== undefined || after.estate !== undefined
  const crossing = before.road !== undefined && !before.number && !before.lane && after.road !== undefined
  if (crossing && before.road !== after.road && !after.number && !after.lane && !after.city) {
    previous.crossRoad ??= after.road!
    absorb(previous, piece, false)
    return true
  }
  // 大龍街/大龍街85巷: the road again, and where on it
  const goesOn = before.road === after.road && !before.number && !before.lane && !before.estate
  if (located && hasOwnPlace && !(goesOn && before.road !== undefined && !after.city && !after.district))
    return false
  absorb(previous, piece, true)
  return true
}

function absorb(target: ParsedAddress, piece: ParsedAddress, withParts: boolean): void {
  target.tokens.push(...piece.tokens)
  target.landmarks.push(...piece.landmarks)
  target.remarks.push(...piece.remarks)
  if (!withParts) return
  for (const [kind, value] of Object.entries(piece.parts))
    if (value !== undefined) target.parts[kind as keyof ParsedAddress['parts']] ??= value
  if (piece.crossRoad !== undefined) target.crossRoad ??= piece.crossRoad
  if (piece.division) target.division = piece.division
  if (piece.divisionConflict) target.divisionConflict ??= piece.divisionConflict
}

/** A second address in the same cell usually leaves out province, city and district. */
function inherit(previous: ParsedAddress, address: ParsedAddress): ParsedAddress {
  if (address.parts.city || address.parts.province) return address
  for (const kind of ['province', 'city', 'district'] as const)
    if (previous.parts[kind] !== undefined && !address.parts[kind]) address.parts[kind] = previous.parts[kind]
  if (!address.division && previous.division) address.division = previous.division
  return address
}

function readBracket(
  folded: string,
  bracket: { start: number; end: number },
  addresses: ParsedAddress[],
): void {
  let { start, end } = bracket
  while (start < end && folded[start] === ' ') start++
  while (end > start && folded[end - 1] === ' ') end--
  if (end <= start) return
  const text = folded.slice(start, end)
  const target = addresses.findLast((address) => (address.tokens[0]?.start ?? 0) <= start) ?? addresses[0]!
  if (noteWords.some((word) => text.includes(word))) {
    target.tokens.push({ kind: 'remark', value: text, start, end })
    target.remarks.push(text)
    return
  }
  const inner = new PieceScanner(folded, start, end, undefined, undefined).scan()
  const estate = inner.parts.estate ?? inner.landmarks[0]
  const isPosition = inner.remarks.length > 0
  const isRemark = isPosition || !estate
  target.tokens.push({ kind: isRemark ? 'remark' : 'landmark', value: isRemark ? text : estate, start, end })
  if (estate !== undefined) target.landmarks.push(estate)
  target.remarks.push(text)
  // (近国权路) or (公园路口): a second road helps where there is no number
  if (inner.parts.road !== undefined && !target.parts.number && target.parts.road !== inner.parts.road)
    target.crossRoad ??= inner.parts.road
}

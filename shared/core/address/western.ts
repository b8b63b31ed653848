import type { AddressTokenKind } from '../../model/location.ts'
import { isDigit, isLatinLetter, plainLatin } from './fold.ts'
import { addToken, emptyAddress, type ParsedAddress, type ParsedText } from './parsed.ts'

interface Word {
  /** plain (no marks, lower case) */
  plain: string
  start: number
  end: number
}

const unitWords = new Set(
  'apt apartment flat unit suite ste whg wohnung room rm zimmer top stiege appartement bte etage stock og floor fl'.split(
    ' ',
  ),
)
const remarkWords = new Set(
  'opposite near behind beside next gegenuber neben hinter bei vis-a-vis en face derriere pres call phone tel'.split(
    ' ',
  ),
)
const countryWords = new Set(
  'liechtenstein furstentum deutschland germany schweiz switzerland suisse osterreich austria france brasil brazil fl'.split(
    ' ',
  ),
)
/** Words that make a segment a street whatever else it holds. */
const streetEnds = [
  'strasse',
  'str',
  'str.',
  'gasse',
  'gass',
  'weg',
  'platz',
  'allee',
  'ring',
  'damm',
  'ufer',
  'gasschen',
  'strassle',
]
const streetWords = new Set(
  'street st road rd avenue ave av av. lane ln drive dr boulevard blvd bd court ct place pl square sq way terrace rue chemin route via viale piazza calle avenida rua travessa alameda praca impasse quai cours'.split(
    ' ',
  ),
)

/**
 * Reads a Western address: house number with suffix and range before or after the street, postcode, city, unit, in any
 * order, with or without commas. It keeps the open questions open (`segments`), because only the index knows whether a
 * word is a street or a town.
 */
export function parseWestern(text: string): ParsedText {
  const cut = text.slice(0, 400)
  const address = emptyAddress('western')
  const phones: string[] = []
  const add = (kind: AddressTokenKind, value: string, start: number, end: number) =>
    addToken(address, kind, value, start, end)

  const groups: Word[][] = []
  for (const [start, end] of commaGroups(cut)) {
    const words = wordsOf(cut, start, end)
    if (words.length > 0) groups.push(words)
  }
  const rests: Word[][] = []
  for (const group of groups) {
    const rest: Word[] = []
    for (let i = 0; i < group.length; i++) {
      const word = group[i]!
      const next = group[i + 1]
      const digits = digitCount(word.plain)
      if (digits >= 9 || (word.plain.startsWith('+') && digits >= 7)) {
        phones.push(word.plain)
        add('phone', word.plain, word.start, word.end)
      } else if (remarkWords.has(word.plain) && (rests.length > 0 || rest.length > 0)) {
        const last = group.at(-1)!
        add('remark', cut.slice(word.start, last.end), word.start, last.end)
        i = group.length
      } else if (
        unitWords.has(stripDot(word.plain)) &&
        next &&
        digitCount(next.plain) > 0 &&
        rest.length > 0
      ) {
        add('unit', next.plain, word.start, next.end)
        i++
      } else if (word.plain.startsWith('#') && word.plain.length > 1)
        add('unit', word.plain.slice(1), word.start, word.end)
      else rest.push(word)
    }
    if (rest.length > 0) rests.push(rest)
  }
  takePostcode(rests, add)
  takeCountry(rests, add)
  takeNumber(rests, add)
  const filled = rests.filter((rest) => rest.length > 0)
  address.segments = filled.map((rest) => rest.map((word) => word.plain).join(' '))
  labelSegments(filled, add, address)
  address.tokens.sort((a, b) => a.start - b.start || a.end - b.end)
  return { addresses: [address], phones }
}

function commaGroups(text: string): [number, number][] {
  const groups: [number, number][] = []
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !',;\n\r\t|()，；'.includes(text[i]!)) continue
    if (i > start) groups.push([start, i])
    start = i + 1
  }
  return groups
}

function wordsOf(text: string, start: number, end: number): Word[] {
  const words: Word[] = []
  let from = -1
  for (let i = start; i <= end; i++) {
    const isSpace = i === end || text[i]!.trim() === ''
    if (!isSpace && from < 0) from = i
    if (isSpace && from >= 0) {
      const plain = plainLatin(text.slice(from, i))
      // only where no letter became two can the parts be told apart in the text
      const seam = plain.length === i - from ? seamOf(plain) : 0
      if (seam > 0)
        words.push(
          { plain: plain.slice(0, seam), start: from, end: from + seam },
          { plain: plain.slice(seam), start: from + seam, end: i },
        )
      else if (plain !== '' && plain !== '-') words.push({ plain, start: from, end: i })
      from = -1
    }
  }
  return words
}

/** `dorfstrasse24`, `9495triesen`: where a blank was forgotten between letters and digits, or 0. */
function seamOf(plain: string): number {
  const isName = (at: number) => isLatinLetter(plain.charCodeAt(at)) || plain[at] === '-'
  const isNumber = (at: number) => isDigit(plain.charCodeAt(at))
  const run = (from: number, isIn: (at: number) => boolean) => {
    let at = from
    while (at < plain.length && isIn(at)) at++
    return at
  }
  if (isNumber(0)) {
    const seam = run(0, isNumber)
    const isWhole = run(seam, isName) === plain.length
    return (seam === 4 || seam === 5) && plain.length - seam >= 3 && isWhole ? seam : 0
  }
  const seam = run(0, (at) => isName(at) || plain[at] === '.')
  const digits = run(seam, isNumber)
  const suffix = digits + (digits < plain.length && isLatinLetter(plain.charCodeAt(digits)) ? 1 : 0)
  const isHouse = digits > seam && digits - seam <= 4 && suffix === plain.length
  return seam >= 3 && plain[seam - 1] !== '-' && isHouse ? seam : 0
}

function digitCount(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) if (isDigit(text.charCodeAt(i))) count++
  return count
}

function stripDot(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text
}

/** `9490`, `fl-9490`, `d-69117`, `01310-100` */
function postcodeOf(plain: string): string | null {
  const bare = plain.replace(/^[a-z]{1,2}-/, '')
  const digits = digitCount(bare)
  if (digits === bare.length && digits >= 4 && digits <= 6) return bare
  if (digits === 8 && bare.length === 9 && bare[5] === '-') return bare
  return null
}

type Add = (kind: AddressTokenKind, value: string, start: number, end: number) => void

function takePostcode(rests: Word[][], add: Add): void {
  // the last one that reads like a postcode, unless it is the only number beside a street
  for (let g = rests.length - 1; g >= 0; g--)
    for (let i = rests[g]!.length - 1; i >= 0; i--) {
      const word = rests[g]![i]!
      const code = postcodeOf(word.plain)
      if (code === null || isOnlyNumber(rests, g, i, code)) continue
      add('postcode', code, word.start, word.end)
      rests[g]!.splice(i, 1)
      // what stands behind a postcode is a place: `Dorfstrasse 24 9495 Triesen`
      const behind = rests[g]!.splice(i)
      if (behind.length > 0) rests.splice(g + 1, 0, behind)
      return
    }
}

/** `Rua Augusta 1500, São Paulo`: four digits right behind a street, and no other number, are the house's. */
function isOnlyNumber(rests: Word[][], group: number, at: number, code: string): boolean {
  const words = rests[group]!
  if (code.length > 4 || at === 0 || at !== words.length - 1 || !isStreetSegment(words)) return false
  return !rests.some((rest) => rest.some((word) => word !== words[at] && isHouseNumber(word.plain)))
}

function takeCountry(rests: Word[][], add: Add): void {
  const last = rests.findLast((rest) => rest.length > 0)
  if (!last || (rests.length < 2 && last.length < 2)) return
  if (last.every((word) => countryWords.has(word.plain))) {
    add('country', last.map((word) => word.plain).join(' '), last[0]!.start, last.at(-1)!.end)
    last.length = 0
  }
}

/** Digits first, then one or two letters, a range or a fraction: `12`, `12a`, `234-236`, `118/2`, `68a;68b`. */
export function isHouseNumber(plain: string): boolean {
  if (plain.length > 10 || !isDigit(plain.charCodeAt(0))) return false
  let letters = 0
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i)
    if (isDigit(code)) letters = 0
    else if (isLatinLetter(code)) {
      if (++letters > 1) return false
    } else if (!'-/+;&'.includes(plain[i]!)) return false
  }
  return true
}

function takeNumber(rests: Word[][], add: Add): void {
  // a number beside the words of a street is its number; one that stands alone counts when there is no other
  const likeliness = (rest: Word[]) => (rest.length < 2 ? 2 : isStreetSegment(rest) ? 0 : 1)
  for (const rest of [...rests].sort((a, b) => likeliness(a) - likeliness(b))) {
    // from the end, so that `Strasse des 17. Juni 135` keeps its day; a number in front counts when none is behind
    for (const i of [...rest.keys()].reverse()) {
      const word = rest[i]!
      const plain = word.plain.replace(/^(no|nr|n)[.°]?(?=\d)/, '')
      if (!isHouseNumber(plain)) continue
      let value = plain
      let last = i
      // `14 - 18`, `136 A`
      const next = rest[i + 1]
      if (next && next.plain.length === 1 && isLatinLetter(next.plain.charCodeAt(0)) && i > 0) {
        value += next.plain
        last = i + 1
      } else if (i > 1 && isHouseNumber(rest[i - 1]!.plain) && rest[i - 1]!.end + 3 >= word.start) {
        value = rest[i - 1]!.plain + '-' + value
        add('number', value, rest[i - 1]!.start, word.end)
        rest.splice(i - 1, 2)
        return
      }
      add('number', value, word.start, rest[last]!.end)
      const before = rest[i - 1]?.plain
      const drop = before !== undefined && ['nr', 'nr.', 'no', 'no.', 'n°'].includes(before) ? 1 : 0
      rest.splice(i - drop, last - i + 1 + drop)
      // a town written right behind the number: `Dorfstrasse 24 Triesen`
      if (i - drop > 0 && rest.length > i - drop) {
        const town = rest.splice(i - drop)
        rests.splice(rests.indexOf(rest) + 1, 0, town)
      }
      return
    }
  }
}

function isStreetSegment(words: readonly Word[]): boolean {
  return words.some(
    (word) => streetWords.has(stripDot(word.plain)) || streetEnds.some((end) => word.plain.endsWith(end)),
  )
}

function labelSegments(filled: Word[][], add: Add, address: ParsedAddress): void {
  const street = filled.findIndex(isStreetSegment)
  const numbered = address.tokens.find((token) => token.kind === 'number')
  const beside = numbered
    ? filled.findIndex(
        (words) =>
          Math.abs(words.at(-1)!.end - numbered.start) <= 6 || Math.abs(words[0]!.start - numbered.end) <= 2,
      )
    : -1
  const road = street >= 0 ? street : beside >= 0 ? beside : filled.length > 1 ? 0 : -1
  const postcode = address.tokens.find((token) => token.kind === 'postcode')
  filled.forEach((words, index) => {
    const value = words.map((word) => word.plain).join(' ')
    const [start, end] = [words[0]!.start, words.at(-1)!.end]
    if (index === road) add('road', value, start, end)
    else if (!address.parts.city && (postcode ? start > postcode.start || filled.length === 2 : true))
      add('city', value, start, end)
    else add('landmark', value, start, end)
  })
  if (filled.length === 1 && road < 0 && !address.parts.city) {
    const words = filled[0]!
    add('landmark', words.map((word) => word.plain).join(' '), words[0]!.start, words.at(-1)!.end)
  }
}

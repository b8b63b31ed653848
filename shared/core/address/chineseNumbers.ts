import { counters, type Counter } from './chineseWords.ts'
import { chineseNumber, isChineseNumeral, isDigit, isHan, isLatinLetter } from './fold.ts'

export interface NumberAtom {
  /** normalised: digits, letters, `-` between parts; the first of a list */
  value: string
  /** parts between hyphens */
  parts: string[]
  start: number
  end: number
  counter: Counter | undefined
  /** end of the counter, or of the number where there is none */
  after: number
  counterText: string
  /** one part of digits and letters as written; `''` for numerals and chains */
  raw: string
}

const longestNumeral = 9
const prefixes = '第负附地'
const heavenlyStems = '甲乙丙丁'
/** 甲单元, 乙栋 */
const namedByStem = new Set(['单元', '栋', '幢', '座', '号楼'])
const numeralWords = new Set('户社屯房区铺楼座邻期队组门')
const namesGoOn = new Set('村路街镇乡屯庄店河营桥里县峡口头山')

/** A number begins here: digits, or letters with digits, or Chinese numerals before a counter. */
export function readNumber(text: string, start: number): NumberAtom | null {
  let i = start
  const code = text.charCodeAt(i)
  const character = text[i]!
  if (isDigit(code)) return readAlnum(text, start, start)
  if (isLatinLetter(code)) {
    if (start > 0 && isLatinLetter(text.charCodeAt(start - 1))) return null
    let end = i
    let digits = false
    while (end < text.length && isAlnum(text.charCodeAt(end)))
      digits = isDigit(text.charCodeAt(end++)) || digits
    if (end - start > 6) return null
    if (digits) return readAlnum(text, start, start)
    const counter = counterAt(text, end)
    return counter && counter[1] !== 'section' && end - start <= 2 ? readAlnum(text, start, start) : null
  }
  if (heavenlyStems.includes(character)) {
    if (isDigit(text.charCodeAt(i + 1))) return readAlnum(text, start, start + 1)
    const counter = counterAt(text, i + 1)
    if (counter && namedByStem.has(counter[0])) return withCounter(text, character, [character], start, i + 1)
  }
  // 臨12號 stands where no number was given yet, 特1号 where all were given
  if ((character === '临' || character === '特') && isDigit(text.charCodeAt(i + 1))) {
    const number = readAlnum(text, start, start + 1)
    if (number.counter === 'number') return { ...number, value: character + number.value }
  }
  if ((character === '附' || character === '第' || character === '负') && isDigit(text.charCodeAt(i + 1)))
    return readAlnum(text, start, start + 1)
  if (text.startsWith('地下', i) || character === '负' || character === '第' || character === '附') {
    const skip = text.startsWith('地下', i) ? 2 : 1
    const inner = prefixes.includes(text[i + skip] ?? ' ') ? null : readNumber(text, i + skip)
    if (!inner || inner.start !== i + skip) return null
    if (skip === 2 || character === '负')
      return inner.counter === 'floor' ? { ...inner, value: '-' + inner.value, start } : null
    return inner.counter ? { ...inner, start } : null
  }
  if (!isChineseNumeral(character)) return null
  // no number is longer, and a long run must not be read anew at each of its characters
  while (i < text.length && i - start < longestNumeral && isChineseNumeral(text[i]!)) i++
  const counter = counterAt(text, i)
  if (!counter) {
    // 六十二之一号, 之 between numerals
    if (text[i] !== '之' || !isChineseNumeral(text[i + 1] ?? '')) return null
  } else if (numeralWords.has(counter[0]) && namesGoOn.has(text[i + counter[0].length] ?? '')) return null
  // 三号路 is a road
  else if (counter[0] === '号' && '路街'.includes(text[i + 1] ?? '?')) return null
  const main = chineseNumber(text.slice(start, i))
  if (main === null) return null
  const parts = [String(main)]
  while (text[i] === '之' || text[i] === '-') {
    let end = i + 1
    while (end < text.length && isChineseNumeral(text[end]!)) end++
    const sub = chineseNumber(text.slice(i + 1, end))
    if (sub === null) break
    parts.push(String(sub))
    i = end
  }
  return withCounter(text, parts.join('-'), parts, start, i)
}

export function readAlnum(text: string, start: number, from: number): NumberAtom {
  const parts: string[] = []
  let i = from
  let listed = false
  for (;;) {
    const begin = i
    while (i < text.length && isAlnum(text.charCodeAt(i))) i++
    if (!listed) parts.push(trimZeros(text.slice(begin, i)))
    const joiner = text[i]
    const next = text.charCodeAt(i + 1)
    if ((joiner === '-' || joiner === '之') && isAlnum(next)) i++
    else if (joiner === '-' && text[i + 1] === '-' && isAlnum(text.charCodeAt(i + 2))) i += 2
    else if (joiner !== undefined && '、,/.|'.includes(joiner) && isDigit(next)) {
      listed = true
      i++
    } else break
  }
  let value = parts.join('-')
  if (from > start && heavenlyStems.includes(text[start]!)) value = text[start] + value
  if (from > start && text[start] === '负') value = '-' + value
  return withCounter(text, value, parts, start, i)
}

export function withCounter(
  text: string,
  value: string,
  parts: string[],
  start: number,
  end: number,
): NumberAtom {
  const counter = counterAt(text, end)
  let after = end + (counter ? counter[0].length : 0)
  if (counter?.[1] === 'number') {
    // 62号之1, 62号-1, 12号甲
    if ((text[after] === '之' || text[after] === '-') && after + 1 < text.length) {
      let last = after + 1
      while (last < text.length && isDigit(text.charCodeAt(last))) last++
      let sub: string | null = last > after + 1 ? trimZeros(text.slice(after + 1, last)) : null
      if (sub === null) {
        while (last < text.length && isChineseNumeral(text[last]!)) last++
        const number = last > after + 1 ? chineseNumber(text.slice(after + 1, last)) : null
        sub = number === null ? null : String(number)
      }
      const isRoom = text[after] === '-' && sub !== null && (sub.length >= 3 || text[last] === '-')
      if (sub !== null && !isRoom && !counterAt(text, last)) {
        value += '-' + sub
        parts = [...parts, sub]
        after = last
      }
    } else if (heavenlyStems.includes(text[after] ?? ' ') && !isHan(text.charCodeAt(after + 1))) {
      value += text[after]
      after++
    }
  }
  const written = text.slice(start, end)
  const raw = /^[a-z0-9]+$/.test(written) ? written : ''
  return { value, parts, start, end, counter: counter?.[1], after, counterText: counter?.[0] ?? '', raw }
}

export function counterAt(text: string, position: number): readonly [string, Counter] | undefined {
  const character = text[position]
  if (character === undefined) return undefined
  if (character === 'f' && !isAlnum(text.charCodeAt(position + 1))) return ['f', 'floor']
  let best: readonly [string, Counter] | undefined
  for (const counter of counters)
    if (counter[0][0] === character && text.startsWith(counter[0], position))
      if (!best || counter[0].length > best[0].length) best = counter
  return best
}

export function isAlnum(code: number): boolean {
  return isDigit(code) || isLatinLetter(code)
}

export function trimZeros(text: string): string {
  let i = 0
  while (i < text.length - 1 && text[i] === '0' && isDigit(text.charCodeAt(i + 1))) i++
  return text.length - i < text.length && text.length <= 2 ? text.slice(i) : text
}

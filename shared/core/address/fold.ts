import { simplifiedCharacters, traditionalCharacters } from './hanTable.ts'

const simplified = new Map<string, string>()
for (let i = 0; i < traditionalCharacters.length; i++)
  simplified.set(traditionalCharacters[i]!, simplifiedCharacters[i]!)
// Clerks' variants that OpenCC does not count as traditional.
for (const [variant, plain] of [
  '衖弄',
  '巿市',
  '栋栋',
  '邨村',
  '〇零',
  '隄堤',
  '厦厦',
  '﹑、',
  '﹐,',
  '﹒.',
].map((pair) => [pair[0]!, pair[1]!]))
  simplified.set(variant!, plain!)

const dashes = new Set('‐‑‒–—―－−~～﹣〜')

/**
 * The text as the parser compares it: traditional → simplified, full-width → half-width, lower case, one kind of dash,
 * control and invisible characters → space. Every UTF-16 unit keeps its place, so offsets fit the original.
 */
export function foldText(text: string): string {
  let folded = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      folded +=
        unit < 0x20 || unit === 0x7f
          ? ' '
          : unit >= 0x41 && unit <= 0x5a
            ? String.fromCharCode(unit + 32)
            : text[i]
      continue
    }
    folded += foldWide(text[i]!, unit)
  }
  return folded
}

function foldWide(character: string, unit: number): string {
  if (dashes.has(character)) return '-'
  if (unit >= 0xff01 && unit <= 0xff5e) {
    const half = String.fromCharCode(unit - 0xfee0)
    return half >= 'A' && half <= 'Z' ? half.toLowerCase() : half
  }
  if (unit === 0x3000 || unit === 0xa0 || (unit >= 0x2000 && unit <= 0x200f) || unit === 0xfeff) return ' '
  if (unit >= 0x80 && unit < 0xa0) return ' '
  if (unit >= 0x2028 && unit <= 0x202f) return ' '
  const plain = simplified.get(character)
  if (plain !== undefined) return plain
  const lower = character.toLowerCase()
  return lower.length === 1 ? lower : character
}

/** Whether this UTF-16 unit is a Chinese character (basic block, extension A, compatibility). */
export function isHan(unit: number): boolean {
  return (
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3400 && unit <= 0x4dbf) ||
    (unit >= 0xf900 && unit <= 0xfaff)
  )
}

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

export function isLatinLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a)
}

/** True when the text is better read by the Chinese parser: it holds at least two Chinese characters, or one in ten. */
export function looksChinese(text: string): boolean {
  let han = 0
  const length = Math.min(text.length, 2_000)
  for (let i = 0; i < length; i++) if (isHan(text.charCodeAt(i))) han++
  return han >= 2 || (han > 0 && han * 10 >= length)
}

const letterExpansions: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ð: 'd',
}

/**
 * Latin letters without marks: `Äulestrasse` → `aulestrasse`, `ß` → `ss`. German `ue` for `ü` is treated as a spelling
 * mistake of one letter by whoever compares. Length may change; for keys only.
 */
export function plainLatin(text: string): string {
  const folded = foldText(text).normalize('NFKD')
  let plain = ''
  for (const character of folded) {
    const code = character.codePointAt(0)!
    if (code >= 0x300 && code <= 0x36f) continue
    plain += letterExpansions[character] ?? character
  }
  return plain
}

const numeralDigits: Record<string, number> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
}
const numeralUnits: Record<string, number> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  廿: 20,
  卅: 30,
}

export function isChineseNumeral(character: string): boolean {
  return character in numeralDigits || character in numeralUnits
}

/** The number written in folded Chinese numerals (`三百二十` → 320, `三二零` → 320, `廿三` → 23); null when it is none. */
export function chineseNumber(run: string): number | null {
  if (run === '' || run.length > 8) return null
  let positional = true
  for (const character of run) if (!(character in numeralDigits)) positional = false
  if (positional) return Number([...run].map((character) => numeralDigits[character]).join(''))
  let total = 0
  let pending = 0
  for (const character of run) {
    const digit = numeralDigits[character]
    if (digit !== undefined) {
      pending = digit
      continue
    }
    const unit = numeralUnits[character]
    if (unit === undefined) return null
    if (character === '廿' || character === '卅') total += unit
    else total += (pending || 1) * unit
    pending = 0
  }
  return total + pending
}

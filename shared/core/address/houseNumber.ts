import { foldText, isDigit } from './fold.ts'

/** A house number taken apart. `suffix` is what follows the number: `a`, `-1` (之1), `/2`. */
export interface HouseNumber {
  number: number
  /** last number of a range, else `number` */
  to: number
  suffix: string
}

/**
 * `12a`, `14-18`, `62-1` (the parser writes 之 as `-`), `118/2`, `甲12`. A pair counts as a range when the second is
 * larger by less than 60 and `rangeLikely`; otherwise it is a sub-number. Null when there is no number in it.
 */
export function readHouseNumber(text: string, rangeLikely: boolean): HouseNumber | null {
  const folded = foldText(text)
    .replaceAll(' ', '')
    .replaceAll('之', '-')
    .replace(/[号弄]$/, '')
  let i = 0
  while (i < folded.length && !isDigit(folded.charCodeAt(i))) i++
  if (i === folded.length || i > 2) return null
  const prefix = folded.slice(0, i)
  let end = i
  while (end < folded.length && isDigit(folded.charCodeAt(end))) end++
  if (end - i > 6) return null
  const number = Number(folded.slice(i, end))
  const rest = folded.slice(end)
  const second = /^[-/~](\d+)/.exec(rest)
  if (second && rest[0] !== '/') {
    const to = Number(second[1])
    if (to > number && to - number < 60 && (rangeLikely || (to - number) % 2 === 0))
      return { number, to, suffix: rangeLikely ? '' : rest.slice(0, 12) }
  }
  return { number, to: number, suffix: (prefix + rest).slice(0, 12) }
}

/** `68a;68b` and `12, 14` are several houses at one place. */
export function splitHouseNumbers(text: string): string[] {
  const parts = text.split(/[;,、]/).map((part) => part.trim())
  return parts.filter((part) => part !== '').slice(0, 20)
}

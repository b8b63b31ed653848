import {
  estateSuffixes,
  joiners,
  notRoadAt,
  notRoadEnding,
  positionWords,
  roadSuffixes,
  roadTails,
} from './chineseWords.ts'
import { isChineseNumeral, isDigit } from './fold.ts'

export const nameBreakers = new Set('路街道巷弄')

/** Where a road's name that begins at `start` ends, or 0. */
export function findRoad(text: string, start: number, end: number): number {
  for (let i = start + 1; i < end && i - start < 14; i++) {
    if (isNumberedAlley(text, start, i, end)) return i + 1
    if (isRingWithSection(text, i, end)) return i + 1
    const suffix = startsWithAny(text, i, roadSuffixes)
    if (!suffix || i + suffix.length > end) continue
    if (startsWithAny(text, i, notRoadAt)) {
      if (text.startsWith('街道', i)) return 0
      continue
    }
    let last = i + suffix.length
    if (endsWithAny(text, start, last, notRoadEnding)) continue
    if (text.startsWith('街道', last)) return 0
    const next = last < end ? text[last]! : ''
    if (suffix === '里' && !(next === '' && last < text.length && i - start >= 2)) continue
    if ((suffix === '道' || suffix === '弄' || suffix === '巷') && next !== '' && !roadTails.includes(next))
      if (!joiners.includes(next) && !startsWithAny(text, last, positionWords)) continue
    // 路 inside a longer name: 丝路花园, 一路走来 … but 中山路街, 环路东街
    // 田畈街镇 is a town, 解放路镇政府 a road and an office
    if ((next === '镇' || next === '乡') && !'政府'.includes(text[last + 1] ?? '?')) {
      i = last - 1
      continue
    }
    const atCorner = text.startsWith('路口', last) || text.startsWith('街口', last)
    if (suffix.length === 1 && next !== '' && nameBreakers.has(next) && next !== '道' && !atCorner) {
      i = last - 1
      continue
    }
    const beyond = last + 1 < text.length ? text[last + 1]! : ''
    if ((suffix === '道' || suffix === '大道') && roadTails.includes(next || '?')) {
      if (!nameBreakers.has(beyond) && beyond !== '段') last++
    } else if (roadTails.includes(next || '?') && isSectionNumber(text, last + 1)) last++
    return last
  }
  return 0
}

/** 东四十二条, 西四北六条: a row of alleys told apart by a numeral within the name. */
function isNumberedAlley(text: string, start: number, i: number, end: number): boolean {
  if (text[i] !== '条' || i - start < 2 || !isChineseNumeral(text[i - 1]!)) return false
  return i + 1 >= end || !startsWithAny(text, i + 1, roadSuffixes)
}

/** 南二环东段 */
function isRingWithSection(text: string, i: number, end: number): boolean {
  if (text[i] !== '环' || !isChineseNumeral(text[i - 1]!)) return false
  return i + 2 < end && roadTails.includes(text[i + 1]!) && text[i + 2] === '段'
}

/** A section's number: 三段 of 一环路北三段. */
function isSectionNumber(text: string, position: number): boolean {
  let i = position
  while (i - position < 2 && i < text.length && (isChineseNumeral(text[i]!) || isDigit(text.charCodeAt(i))))
    i++
  return i > position && text[i] === '段'
}

/** Where a side of a road ends that is named as its section, 东段, or `position`. */
export function findSideSection(text: string, position: number, end: number): number {
  return position + 1 < end && roadTails.includes(text[position]!) && text[position + 1] === '段'
    ? position + 2
    : position
}

export function findEstateEnd(text: string, start: number, end: number): number {
  for (let i = start + 1; i < end; i++) {
    if (isNumberedEstate(text, start, i) && i < end) return i + 1
    let suffix = startsWithAny(text, i, estateSuffixes)
    if (!suffix) continue
    let last = i + suffix.length
    // a park is a place to stand beside, not to live in
    if (last > end || text.startsWith('公园', last - 2)) continue
    for (suffix = startsWithAny(text, last, estateSuffixes); suffix && last + suffix.length <= end;) {
      last += suffix.length
      suffix = startsWithAny(text, last, estateSuffixes)
    }
    const single = last === i + 1
    if (single && (i - start < 2 || (last < end && !startsWithAny(text, last, positionWords)))) continue
    return last
  }
  return 0
}

/** 曹杨六村: an estate of a city, built as one of several. */
export function isNumberedEstate(text: string, start: number, i: number): boolean {
  return (
    text[i] === '村' && i - start >= 3 && isChineseNumeral(text[i - 1]!) && !isChineseNumeral(text[i - 2]!)
  )
}

/** True when what follows a name makes it a road's: 路, 北路, 一路, 东大街. */
export function startsRoadEnd(text: string, position: number, end: number): boolean {
  let i = position
  if (i < end && (roadTails.includes(text[i]!) || isChineseNumeral(text[i]!) || text[i] === '环')) i++
  const suffix = startsWithAny(text, i, roadSuffixes)
  return suffix !== undefined && i + suffix.length <= end && !text.startsWith('街道', i)
}

export function startsWithAny(text: string, position: number, words: readonly string[]): string | undefined {
  for (const word of words) if (text.startsWith(word, position)) return word
  return undefined
}

export function endsWithAny(text: string, start: number, end: number, words: readonly string[]): boolean {
  for (const word of words)
    if (end - word.length >= start && text.startsWith(word, end - word.length)) return true
  return false
}

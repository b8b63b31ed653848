import {
  estateSuffixes,
  joiners,
  notRoadAt,
  notRoadEnding,
  positionWords,
  roadSuffixes,
  roadTails,
} from './chineseWords.ts'
import { isChineseNumeral } from './fold.ts'

export const nameBreakers = new Set('路街道巷弄')

/** Where a road's name that begins at `start` ends, or 0. */
export function findRoad(text: string, start: number, end: number): number {
  for (let i = start + 1; i < end && i - start < 14; i++) {
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
    if ((suffix === '道' || suffix === '大道') && roadTails.includes(next || '?')) {
      const beyond = last + 1 < end ? text[last + 1]! : ''
      if (!nameBreakers.has(beyond)) last++
    }
    return last
  }
  return 0
}

export function findEstateEnd(text: string, start: number, end: number): number {
  for (let i = start + 1; i < end; i++) {
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

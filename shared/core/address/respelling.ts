import { isHan } from './fold.ts'

/** How a name that was typed differs from the name that was taken for it. */
export interface Respelling {
  /** letters that stand for other letters: none where some were only swapped, doubled or left out */
  otherLetters: number
  /** slips, as a part of the name without its common end: two in Föhrenweg weigh more than two in Marchamguadstrasse */
  share: number
  edits: number
}

/**
 * Whether it is more likely another street of a like name than a slip: 富陽街 and 昆陽街, Sandweg and Saxweg. Letters that were
 * swapped, doubled or left out are a slip; others in their place are one only in a long name, and only where a town or
 * district that was named speaks for the street.
 */
export function isLikeNamed({ otherLetters, share, edits }: Respelling, placeNamed: boolean): boolean {
  const isFar = share > (edits > 1 ? 0.2 : 0.3)
  return placeNamed ? otherLetters > 0 && isFar : otherLetters > 0 || isFar
}

const commonEnds = ['strasse', 'gasse', 'gass', 'platz', 'str', 'weg', 'gas', 'way', '大道', '路', '街']

/** From the keys of both names and the edits between them. */
export function respellingOf(typed: string, found: string, edits: number): Respelling {
  const counts = new Map<string, number>()
  for (const letter of typed) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let gained = 0
  for (const letter of found) {
    const left = counts.get(letter) ?? 0
    if (left > 0) counts.set(letter, left - 1)
    else gained++
  }
  let lost = 0
  for (const left of counts.values()) lost += left
  // each Chinese character has its meaning: one more makes another name as well
  const otherLetters = isHan(found.charCodeAt(0)) ? Math.max(gained, lost) : Math.min(gained, lost)
  const end = commonEnds.find((one) => found.endsWith(one) && found.length > one.length + 1) ?? ''
  return { otherLetters, share: Math.min(1, edits / (found.length - end.length)), edits }
}

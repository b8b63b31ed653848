import { foldText } from '../../../shared/core/address/fold.ts'
import type { Spell } from '../../../shared/core/address/pinyin.ts'

/** What of a case is looked through. */
export interface SearchedCase {
  /** case number, address, crew: found by any part of them */
  texts: readonly string[]
  /** the borrower: found by any part of the name, and by its pinyin or their initials */
  name: string
  /** as it is stored, never shown by a search: found by four digits or more in a row */
  phone: string | null
}

const fewestDigits = 4

/**
 * What a person types into the search: simplified or traditional, letters for pinyin, a telephone number in any
 * grouping. Null where nothing was typed.
 */
export function caseSearch(typed: string, spell: Spell): ((searched: SearchedCase) => boolean) | null {
  const needle = foldText(typed).trim()
  if (needle === '') return null
  const letters = /^[a-z' ]+$/u.test(needle) ? needle.replaceAll(/[' ]/gu, '') : ''
  const digits = /^\+?[\d ()-]+$/u.test(needle) ? needle.replaceAll(/\D/gu, '') : ''
  return ({ texts, name, phone }) =>
    texts.some((text) => foldText(text).includes(needle)) ||
    foldText(name).includes(needle) ||
    (letters.length > 1 &&
      spell(name).some(({ full, initials }) => full.startsWith(letters) || initials.startsWith(letters))) ||
    (digits.length >= fewestDigits && phone !== null && phone.replaceAll(/\D/gu, '').includes(digits))
}

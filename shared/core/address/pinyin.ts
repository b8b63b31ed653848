import { foldText } from './fold.ts'

/** How a Chinese name is spelt in letters. */
export interface Spelling {
  /** `hepingdonglu` */
  full: string
  /** `hpdl` */
  initials: string
}

/** Spells names in pinyin; a name with characters that are read in two ways has several spellings. */
export type Spell = (name: string) => Spelling[]

const mostSpellings = 6

/**
 * Reads `resources/divisions/pinyin.txt`: one line a syllable, `syllable characters others`, others being characters
 * that are mostly read differently.
 */
export function createPinyin(text: string): Spell {
  const readings = new Map<string, string[]>()
  const add = (characters: string, syllable: string, first: boolean) => {
    for (const character of characters) {
      const own = readings.get(character)
      if (!own) readings.set(character, [syllable])
      else if (first) own.unshift(syllable)
      else own.push(syllable)
    }
  }
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [syllable, mostly = '', sometimes = ''] = line.split(' ')
    add(mostly, syllable!, true)
    add(sometimes, syllable!, false)
  }
  return (name) => {
    let spellings: Spelling[] = [{ full: '', initials: '' }]
    for (const character of foldText(name)) {
      const own = readings.get(character) ?? (/[a-z0-9]/.test(character) ? [character] : [])
      if (own.length === 0) continue
      spellings = own
        .flatMap((syllable) =>
          spellings.map(({ full, initials }) => ({
            full: full + syllable,
            initials: initials + syllable[0]!,
          })),
        )
        .slice(0, mostSpellings)
    }
    return spellings[0]!.full === '' ? [] : spellings
  }
}

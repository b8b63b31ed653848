import { readFileSync } from 'node:fs'
import { createGazetteer, type Gazetteer } from '../../../../shared/core/address/divisions.ts'
import { createPinyin, type Spell } from '../../../../shared/core/address/pinyin.ts'
import { resourcePath } from '../../resources.ts'

let gazetteer: Gazetteer | undefined
let pinyin: Spell | undefined

/** The administrative divisions of China that come with the program, read once a thread. */
export function loadGazetteer(): Gazetteer {
  gazetteer ??= createGazetteer(readFileSync(resourcePath('divisions', 'china.txt'), 'utf8'))
  return gazetteer
}

/** How Chinese names are read, in letters. */
export function loadPinyin(): Spell {
  pinyin ??= createPinyin(readFileSync(resourcePath('divisions', 'pinyin.txt'), 'utf8'))
  return pinyin
}

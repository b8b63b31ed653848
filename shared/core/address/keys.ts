import { foldText, isHan, looksChinese, plainLatin } from './fold.ts'
import { editDistance } from './editDistance.ts'
import type { ParsedAddress } from './parsed.ts'

/** Long and short spellings of one word come out as the same letters. Applied to both sides, so `st` may be two things. */
const shortWords: Record<string, string> = {
  strasse: 'str',
  straze: 'str',
  street: 'st',
  sankt: 'st',
  saint: 'st',
  sainte: 'st',
  santa: 's',
  santo: 's',
  sao: 's',
  avenue: 'av',
  avenida: 'av',
  ave: 'av',
  road: 'rd',
  drive: 'dr',
  doktor: 'dr',
  doctor: 'dr',
  doutor: 'dr',
  professor: 'prof',
  boulevard: 'bd',
  blvd: 'bd',
  platz: 'pl',
  place: 'pl',
  lane: 'ln',
  court: 'ct',
  square: 'sq',
  rua: 'r',
  rue: 'r',
  travessa: 'tv',
  praca: 'pc',
  alameda: 'al',
  chemin: 'ch',
  route: 'rte',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
}
const shortEnds: readonly (readonly [string, string])[] = [
  ['strasse', 'str'],
  ['platz', 'pl'],
  ['gasse', 'gass'],
  ['straat', 'str'],
]

/** Key of a Western name: letters and digits only, short spellings, `ae oe ue` as the plain vowel. */
export function latinKey(name: string): string {
  let key = ''
  let word = ''
  const plain = plainLatin(name) + ' '
  for (let i = 0; i < plain.length; i++) {
    const unit = plain.charCodeAt(i)
    if ((unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit > 0x2af) {
      word += plain[i]
      continue
    }
    if (word !== '' && plain[i] !== "'") {
      // Bogeng. for Bogengass
      key += plain[i] === '.' && word.length > 3 && word.endsWith('g') ? word + 'ass' : shorten(word)
      word = ''
    }
  }
  return key.replaceAll('ae', 'a').replaceAll('oe', 'o').replaceAll('ue', 'u')
}

function shorten(word: string): string {
  const short = shortWords[word]
  if (short !== undefined) return short
  for (const [long, end] of shortEnds)
    if (word.endsWith(long) && word.length > long.length) return word.slice(0, -long.length) + end
  return word
}

/**
 * The key of a name whose `…strasse` is misspelt (`Eschner Stasse`, `Heitastrsse`): one slip in a long ending would
 * otherwise count as four in the short one. The same as {@link latinKey} where there is nothing to mend.
 */
export function repairedKey(name: string): string {
  const words = plainLatin(name).split(' ')
  return latinKey(words.map(repairEnding).join(' '))
}

function repairEnding(word: string): string {
  if (word.endsWith('strasse') || word.length < 6) return word
  for (const length of [7, 6, 8]) {
    if (word.length < length) continue
    const tail = word.slice(-length)
    if (tail[0] === 's' && tail.includes('s', 2) && editDistance(tail, 'strasse', 1) === 1)
      return word.slice(0, -length) + 'strasse'
  }
  return word
}

const hanDigits = '零一二三四五六七八九'

/** Key of a Chinese name: folded, letters, digits and Chinese characters only, `2` as `二`. */
export function hanKey(name: string): string {
  const folded = foldText(name)
  let key = ''
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i)
    if (unit >= 48 && unit <= 57) {
      const alone = !isDigitAt(folded, i - 1) && !isDigitAt(folded, i + 1)
      key += alone ? hanDigits[unit - 48] : folded[i]
    } else if (isHan(unit) || (unit >= 97 && unit <= 122)) key += folded[i]
  }
  return key
}

function isDigitAt(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 48 && unit <= 57
}

/** The key under which a name of either script is found. */
export function nameKey(name: string): string {
  return looksChinese(name) ? hanKey(name) : latinKey(name)
}

const placeSuffixes = ['特别行政区', '街道', '社区', '省', '市', '区', '县', '镇', '乡', '村', '里', '旗']

/** Key of a town or district: a Chinese one without its suffix (`中正区` and `中正` are the same place here). */
export function placeKey(name: string): string {
  const key = nameKey(name)
  for (const suffix of placeSuffixes)
    if (key.endsWith(suffix) && key.length - suffix.length >= 2) return key.slice(0, -suffix.length)
  return key
}

/** Key of a road and its section: `忠孝东路#4`. */
export function roadKey(road: string, section?: string): string {
  return section ? nameKey(road) + '#' + section : nameKey(road)
}

const doorKinds = ['phase', 'building', 'unit', 'floor', 'room'] as const
const placeKinds = [
  'city',
  'district',
  'town',
  'village',
  'community',
  'neighbourhood',
  'road',
  'section',
  'lane',
  'alley',
  'number',
  'estate',
] as const

/** What tells the parts of a key apart: no two kinds share a letter, or 3组 and 3号 of a village would be one door. */
const partMarks = {
  town: 't',
  village: 'v',
  community: 'c',
  neighbourhood: 'g',
  section: 's',
  lane: 'l',
  alley: 'a',
  number: 'n',
  phase: 'p',
  building: 'b',
  unit: 'u',
  floor: 'f',
  room: 'r',
} as const

/**
 * The normalised text under which a confirmed pin is kept: two spellings of the same door give the same key, two doors
 * two. Room and floor stay in, remarks and phones do not. A cell with several addresses has a key of all of them, since
 * nobody knows at which of them the pin was set.
 */
export function memoryKeyOf(addresses: readonly ParsedAddress[], text: string): string {
  return addresses.map((address) => keyFrom(address, text, true)).join('; ')
}

/**
 * The same without unit, floor and room: neighbours in one building share it. Empty when no building is named, or several
 * addresses.
 */
export function buildingKeyOf(addresses: readonly ParsedAddress[], text: string): string {
  const { parts } = addresses[0]!
  const isNamed = parts.number !== undefined || parts.building !== undefined || parts.estate !== undefined
  return addresses.length === 1 && isNamed ? keyFrom(addresses[0]!, text, false) : ''
}

function keyFrom(address: ParsedAddress, text: string, withDoor: boolean): string {
  const { parts } = address
  const pieces: string[] = []
  // a postcode alone tells which town's street it is
  if (address.script === 'western' && parts.city === undefined && parts.postcode !== undefined)
    pieces.push('z' + parts.postcode)
  for (const kind of placeKinds) {
    const value = parts[kind]
    if (value === undefined) continue
    if (kind === 'city' || kind === 'district') pieces.push(placeKey(value))
    else if (kind === 'road' || kind === 'estate') pieces.push(nameKey(value))
    else pieces.push(partMarks[kind] + nameKeyOrNumber(value))
  }
  const structured = parts.road ?? parts.estate ?? parts.village ?? parts.number
  if (structured === undefined) return nameKey(text).slice(0, 200)
  if (parts.number === undefined && parts.building === undefined && parts.estate === undefined) {
    // no number says where on the road: what it crosses does, or what stands there
    if (address.crossRoad !== undefined) pieces.push('x' + nameKey(address.crossRoad))
    for (const landmark of address.landmarks) pieces.push('@' + nameKey(landmark))
  }
  for (const kind of doorKinds) {
    if (!withDoor && kind !== 'phase' && kind !== 'building') continue
    const value = parts[kind]
    if (value !== undefined) pieces.push(partMarks[kind] + value)
  }
  return pieces.join('|')
}

function nameKeyOrNumber(value: string): string {
  return /^[\w-]+$/.test(value) ? value : nameKey(value)
}

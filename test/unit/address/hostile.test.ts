import { beforeAll, describe, expect, it } from 'vitest'
import { loadGazetteer } from '../../../electron/service/database/region/addressesGazetteer.ts'
import type { AddressIndex } from '../../../shared/core/address/addressIndex.ts'
import { geocode } from '../../../shared/core/address/geocode.ts'
import { metresBetween } from '../../../shared/core/address/metric.ts'
import { seededRandom, type Random } from '../../../shared/core/lib/random.ts'
import { planability, type GeocodeResult } from '../../../shared/model/location.ts'
import { reasons } from '../../../shared/model/reasons.ts'
import {
  csvRows,
  indexOf,
  mapFeatures,
  taipeiSet,
  westernQueries,
  type Query,
  type TaipeiSet,
} from '../../helpers/addressSets.ts'
import { hasReferenceData } from '../../helpers/reference.ts'

const each = 800
/** Farther than this from the door is another place. */
const elsewhereMetres = 300

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!
const characters = (random: Random, count: number, from: readonly string[]) =>
  Array.from({ length: count }, () => pick(random, from)).join('')
/** Puts a few strange characters between the characters of an address, but not into its numbers. */
function strewn(text: string, random: Random, from: readonly string[]): string {
  let out = ''
  const letters = [...text]
  letters.forEach((letter, i) => {
    out += letter
    const inNumber = /\d/.test(letter) || /\d/.test(letters[i + 1] ?? '')
    if (!inNumber && random.next() < 0.12) out += pick(random, from)
  })
  return out
}

const controls = Array.from({ length: 31 }, (_, i) => String.fromCharCode(i + 1)).concat(
  '\u007f',
  '\u0085',
  '\u2028',
)
const marks = ['\u202e', '\u202d', '\u200f', '\u200e', '\u2067', '\u2069', '\ufeff', '\u200b']
const emoji = ['😀', '🏠', '👨‍👩‍👧', '🇨🇳', '❤️', '\ud83d']
const syntax = [
  "'; DROP TABLE address_street; --",
  '" OR 1=1',
  'NEAR(a b, 5)',
  'road:*',
  '^AND NOT "',
  '%_%',
  '\\x00',
  ') UNION SELECT',
  '${x}',
  '<b>',
]
/** UTF-8 read as Latin-1, and a Chinese text of two bytes a character read as such. */
const mojibake = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
const halved = (text: string) => Buffer.from(text, 'utf16le').toString('latin1')

describe.skipIf(!hasReferenceData)('hostile text against real regions', () => {
  const gazetteer = loadGazetteer()
  let liechtenstein: AddressIndex
  let western: Query[]
  let taipei: TaipeiSet
  let chinese: Query[]
  beforeAll(() => {
    liechtenstein = indexOf(mapFeatures('liechtenstein.osm.pbf'))
    western = westernQueries('addresses/liechtenstein.csv')
    taipei = taipeiSet(3, (text) => text, 0.1)
    chinese = taipei.raw
  })
  const ask = (text: string) => [
    geocode(text, liechtenstein, { gazetteer }),
    geocode(text, taipei.index, { gazetteer }),
  ]

  function sound(text: string, result: GeocodeResult): void {
    expect(Object.hasOwn(reasons, result.reason), `${result.reason} for ${JSON.stringify(text)}`).toBe(true)
    for (const token of result.tokens) expect(token.end).toBeLessThanOrEqual(text.length)
    for (const place of [result.best, ...result.alternatives]) {
      if (!place) continue
      const { lon, lat, confidence, radiusMetres } = place
      expect([lon, lat, confidence, radiusMetres].every(Number.isFinite), JSON.stringify(text)).toBe(true)
      expect(radiusMetres > 0 && confidence >= 0 && confidence <= 1).toBe(true)
    }
  }
  const silentlyWrong = (result: GeocodeResult, { lon, lat }: Query) =>
    result.best !== null &&
    planability(result.best.level) === 'plan' &&
    // what is no likelier than not is not silent
    result.best.confidence >= 0.5 &&
    metresBetween(result.best.lon, result.best.lat, lon, lat) >
      Math.max(elsewhereMetres, result.best.radiusMetres)

  const nonsense: Record<string, (random: Random) => string> = {
    'blank and empty': (random) =>
      characters(random, random.below(40), [' ', '\t', '\n', '\u3000', '\u00a0']),
    'control characters': (random) => characters(random, 1 + random.below(60), controls),
    'marks of direction': (random) => characters(random, 1 + random.below(60), [...marks, 'مرحبا', 'שלום']),
    emoji: (random) => characters(random, 1 + random.below(60), emoji),
    'search and database syntax': (random) => characters(random, 1 + random.below(6), syntax),
    'any units at all': (random) =>
      Array.from({ length: random.below(80) }, () => String.fromCharCode(random.below(65_536))).join(''),
  }
  it.each(Object.entries(nonsense))('%s: nothing is located', (_, make) => {
    const random = seededRandom(2_026)
    for (let i = 0; i < each; i++) {
      const text = make(random)
      for (const result of ask(text)) {
        sound(text, result)
        expect(planability(result.best?.level ?? 'none'), JSON.stringify(text)).toBe('review')
      }
    }
  })

  it('ten thousand characters: an answer, in time', () => {
    const random = seededRandom(5)
    for (let i = 0; i < 200; i++) {
      const parts = [pick(random, western).text, pick(random, chinese).text, characters(random, 20, controls)]
      const text = parts
        .join(pick(random, [' ', ';', '', '/']))
        .repeat(200)
        .slice(0, 10_000)
      for (const result of ask(text)) sound(text, result)
    }
  })

  const spoiled: Record<string, (text: string, random: Random) => string> = {
    'strewn with control characters': (text, random) => strewn(text, random, controls),
    'strewn with marks of direction': (text, random) => strewn(text, random, marks),
    'strewn with emoji': (text, random) => strewn(text, random, emoji),
    'with syntax around it': (text, random) => pick(random, syntax) + ' ' + text + ' ' + pick(random, syntax),
    'in a wrong encoding': (text, random) => (random.next() < 0.5 ? mojibake(text) : halved(text)),
    // a number cut in two is another number, and truly so
    'cut short': (text, random) => text.slice(0, random.below(text.length)).replace(/\d+[^\d]?$/, ''),
  }
  it.each(Object.entries(spoiled))('real addresses %s: never surely elsewhere', (_, spoil) => {
    const random = seededRandom(77)
    for (const [queries, index] of [
      [western, liechtenstein],
      [chinese, taipei.index],
    ] as const) {
      const wrong: string[] = []
      for (let i = 0; i < each; i++) {
        const query = pick(random, queries)
        const text = spoil(query.text, random)
        const result = geocode(text, index, { gazetteer })
        sound(text, result)
        // what the unspoiled text itself gets wrong is the list's own error
        if (silentlyWrong(result, query) && !silentlyWrong(geocode(query.text, index, { gazetteer }), query))
          wrong.push(`${JSON.stringify(text)} -> ${result.best!.label} (${query.text})`)
      }
      expect(wrong).toEqual([])
    }
  })

  it('addresses of other places are never a pin', () => {
    const shops = csvRows('addresses/starbucks-shanghai.csv').map((row) => row.address!)
    const heidelberg = westernQueries('addresses/heidelberg.csv').map(({ text }) => text)
    const wrong: string[] = []
    let asked = 0
    for (const [texts, index] of [
      [shops, taipei.index],
      [heidelberg, liechtenstein],
      [shops, liechtenstein],
      [chinese.slice(0, 1_000).map(({ text }) => '高雄市' + text), liechtenstein],
    ] as const)
      for (const text of texts) {
        asked++
        const result = geocode(text, index, { gazetteer })
        sound(text, result)
        if (planability(result.best?.level ?? 'none') === 'plan')
          wrong.push(`${text} -> ${result.best!.label}`)
      }
    expect(asked).toBeGreaterThan(2_500)
    expect(wrong).toEqual([])
  })

  it('a number of a street that two towns have is held, with both', () => {
    const byDoor = new Map<string, Query[]>()
    for (const query of western) {
      const door = query.text.split(',')[0]!
      byDoor.set(door, [...(byDoor.get(door) ?? []), query])
    }
    let asked = 0
    for (const [door, places] of byDoor) {
      const [one, ...others] = places
      if (!others.some(({ lon, lat }) => metresBetween(one!.lon, one!.lat, lon, lat) > 1_500)) continue
      asked++
      const { best, reason, alternatives } = geocode(door, liechtenstein)
      expect([door, best!.level, reason]).toEqual([door, 'none', 'address-ambiguous'])
      expect(alternatives.length).toBeGreaterThan(1)
    }
    expect(asked).toBeGreaterThan(200)
  })
})

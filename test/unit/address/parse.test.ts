import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadGazetteer } from '../../../electron/service/database/region/addressesGazetteer.ts'
import { foldText, plainLatin } from '../../../shared/core/address/fold.ts'
import { parseAddress } from '../../../shared/core/address/parse.ts'
import { labelledChinese, labelledWestern } from './labelledChinese.ts'
import { markedAddresses } from './markedAddresses.ts'

const gazetteer = loadGazetteer()
const unlabelled = new Set(['remark'])

function tokensOf(text: string): string[] {
  const seen = new Set<string>()
  return parseAddress(text, gazetteer)
    .addresses.flatMap((address) => address.tokens)
    .filter((token) => !unlabelled.has(token.kind))
    .map((token) => token.kind + ':' + token.value)
    .filter((token) => !seen.has(token) && seen.add(token))
}

const marked = [...markedAddresses(foldText), ...markedAddresses(foldText, 'markedChineseLater.txt')]
const labelled: [string, string][] = [
  ...labelledChinese.map(([text, labels]): [string, string] => [text, labels]),
  ...marked.map(({ text, marks }): [string, string] => [
    text,
    marks.map(({ kind, value }) => kind + ':' + value).join(' '),
  ]),
]

/** Labels found, labels in all, and what differs; a token too many counts as one label missed. */
function judge(labelled: readonly (readonly [string, string])[]) {
  let right = 0
  let all = 0
  const wrong: string[] = []
  for (const [text, labels] of labelled) {
    const expected = [...new Set(labels.match(/[a-z]+:(?:(?! [a-z]+:).)+/g) ?? [])]
    const found = tokensOf(text)
    const missed = expected.filter((label) => !found.includes(label))
    const extra = found.filter((token) => !expected.includes(token))
    all += expected.length
    right += expected.length - Math.min(expected.length, Math.max(missed.length, extra.length))
    if (missed.length + extra.length > 0)
      wrong.push(`${text}: missed ${missed.join(' ')} extra ${extra.join(' ')}`)
  }
  return { share: right / all, wrong }
}

describe('labelled addresses', () => {
  it('Chinese: at least 98 % of the labelled parts of 630 addresses', () => {
    expect(labelled.length).toBeGreaterThanOrEqual(630)
    const { share, wrong } = judge(labelled)
    expect(share, wrong.join('\n')).toBeGreaterThanOrEqual(0.98)
  })

  it('Western: all of the labelled parts', () => {
    expect(judge(labelledWestern).wrong).toEqual([])
  })

  it('every token stands where it says: its text folds to what it was made from', () => {
    for (const [text] of labelledChinese)
      for (const address of parseAddress(text, gazetteer).addresses)
        for (const token of address.tokens) {
          expect(token.start).toBeGreaterThanOrEqual(0)
          expect(token.end).toBeLessThanOrEqual(text.length)
          expect(token.end).toBeGreaterThan(token.start)
          if (token.kind === 'road')
            expect(foldText(text.slice(token.start, token.end)).replaceAll(' ', '')).toBe(token.value)
        }
  })

  it('a road that is named again goes on with where on it', () => {
    const { addresses } = parseAddress('臺北市大同區大龍街/大龍街85巷3號', gazetteer)
    expect(addresses.map(({ parts }) => [parts.road, parts.lane, parts.number])).toEqual([
      ['大龙街', '85', '3'],
    ])
  })

  it.each([
    ['Dorfstrasse24, 9495Triesen', { road: 'dorfstrasse', number: '24', postcode: '9495', city: 'triesen' }],
    ['Im-Feld12a 9490 Vaduz', { road: 'im-feld', number: '12a', postcode: '9490', city: 'vaduz' }],
    ['Haus-12, Vaduz', { road: 'haus-12', city: 'vaduz' }],
  ])('a blank that was forgotten between letters and digits: %s', (text, parts) => {
    expect(parseAddress(text).addresses[0]!.parts).toEqual(parts)
  })

  it('a second address inherits the city of the first', () => {
    const { addresses } = parseAddress('上海市杨浦区政立路477号；静安区万荣路777号', gazetteer)
    expect(
      addresses.map((address) => [address.parts.city, address.parts.district, address.parts.number]),
    ).toEqual([
      ['上海市', '杨浦区', '477'],
      ['上海市', '静安区', '777'],
    ])
  })

  it('flags a district that is not in the named city', () => {
    expect(parseAddress('北京市浦东新区花木路12号', gazetteer).addresses[0]!.divisionConflict).toEqual({
      city: '北京市',
      district: '浦东新区',
    })
    expect(parseAddress('上海市浦东新区花木路12号', gazetteer).addresses[0]!.divisionConflict).toBeUndefined()
  })
})

describe('divisions', () => {
  /** name without its last word, as people leave it out */
  const bare = (name: string) => (name.length > 2 && /[省市县]$/.test(name) ? name.slice(0, -1) : name)
  const bareProvince = (name: string) =>
    ['内蒙古', '广西', '宁夏', '新疆', '西藏', '香港', '澳门'].find((short) => name.startsWith(short)) ??
    bare(name)
  const road = '和平路12号'
  /** province, city and county as ten people write them; `city` is absent where the county is its own */
  const ways: Record<string, (p: string, c: string, d: string) => string> = {
    'in full': (p, c, d) => p + c + d + road,
    'without the province': (_, c, d) => c + d + road,
    'province without its word': (p, c, d) => bareProvince(p) + c + d + road,
    'city without its word': (_, c, d) => bare(c) + d + road,
    'both without their word': (p, c, d) => bareProvince(p) + bare(c) + d + road,
    'province and county': (p, c, d) => (p === '' ? c : p) + d + road,
    'with spaces': (p, c, d) => `${p} ${c} ${d} ${road}`,
    'with commas': (p, c, d) => `${p}，${c}，${d}，${road}`,
    'labelled, with a phone': (p, c, d) => `家庭住址：${p}${c}${d}${road} 13812345678`,
    'the city twice': (p, c, d) => p + c + c + d + road,
  }
  const shared = new Set<string>()
  const seen = new Set<string>()
  for (const { code, name } of gazetteer.districts) {
    const key = code.slice(0, 2) + name
    if (seen.has(key)) shared.add(key)
    seen.add(key)
  }

  it.each(Object.entries(ways))('reads every county of the gazetteer, written %s', (way, write) => {
    const wrong: string[] = []
    let asked = 0
    for (const district of gazetteer.districts) {
      const city = gazetteer.byCode(district.code.slice(0, 4))
      const province = gazetteer.byCode(district.code.slice(0, 2))
      if (!city || !province || city.name === district.name) continue
      // two 鼓楼区 of one province cannot be told apart without their city
      if (way === 'province and county' && shared.has(province.code + district.name)) continue
      asked++
      const text = write(city.name === province.name ? '' : province.name, city.name, district.name)
      const { parts, division } = parseAddress(text, gazetteer).addresses[0]!
      if (parts.district !== district.name || parts.road !== '和平路' || division?.code !== district.code)
        wrong.push(`${text} -> ${parts.city} ${parts.district} ${parts.road} ${division?.code}`)
    }
    expect(asked).toBeGreaterThan(2_800)
    expect(wrong.length / asked, wrong.slice(0, 30).join('\n')).toBeLessThan(0.01)
  })
})

/** Repeated, each leads the reader as far astray as it goes. */
const hostileUnits = [
  ...['路', '号1', '一', '1-', '(', '上海', 'a ', '1、', '1段北京', '北京上海市', '一之', '号之一', '甲1'],
  ...[
    '王家村',
    '中山路与',
    '近',
    '小区',
    '大',
    '3号楼',
    '(近',
    '、',
    '；',
    '附1',
    '第一',
    '地下',
    'a1',
    '-',
    '里',
    '市区',
  ],
]

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      '路',
      '号',
      '區',
      '市',
      '12',
      '三',
      '之',
      '弄',
      '巷',
      '（',
      ')',
      '、',
      ';',
      '"',
      "' OR 1=1 --",
      'NEAR(',
      '*',
      '😀',
      '\u202e',
      '\u0000',
      'é',
      'Strasse',
      ' ',
      '北京',
      '한국',
      'مرحبا',
      '-',
      '１',
      '\ud800',
    ],
  )
  it('never throws and keeps offsets inside the text (seeded)', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          for (const address of parseAddress(text, gazetteer).addresses)
            for (const token of address.tokens) {
              expect(token.start).toBeGreaterThanOrEqual(0)
              expect(token.end).toBeLessThanOrEqual(text.length)
              expect(token.start).toBeLessThan(token.end)
            }
          expect(foldText(text).length).toBe(text.length)
          expect(plainLatin(text)).toBe(plainLatin(text))
        },
      ),
      { numRuns: 4_000, seed: 20261124 },
    )
  })

  it('work grows with the length and no faster, whatever is repeated', () => {
    // every look into the gazetteer is counted, since a clock would measure the machine
    const looksFor = (text: string) => {
      let looks = 0
      const counted = {
        ...gazetteer,
        matchAt: (folded: string, at: number) => (looks++, gazetteer.matchAt(folded, at)),
      }
      parseAddress(text, counted)
      return looks
    }
    for (const unit of hostileUnits) {
      const [short, long] = [250, 1_000].map((length) => looksFor(unit.repeat(length).slice(0, length)))
      expect(long!, unit).toBeLessThanOrEqual(4.4 * short! + 20)
      expect(long!, unit).toBeLessThan(1_000 * 20)
    }
  })

  it('reads 10,000 characters of anything', () => {
    for (const unit of hostileUnits) {
      const text = unit.repeat(10_000)
      for (const { tokens } of parseAddress(text, gazetteer).addresses)
        for (const token of tokens) expect(token.end).toBeLessThanOrEqual(text.length)
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadGazetteer } from '../../../electron/service/database/region/addressesGazetteer.ts'
import { buildingKey, geocode, memoryKey } from '../../../shared/core/address/geocode.ts'
import { validCoordinate, withGivenPoint } from '../../../shared/core/address/given.ts'
import { reasons } from '../../../shared/model/reasons.ts'
import { at, drawn, estate, house, listed, metres, place, way } from './drawnRegion.ts'

const gazetteer = loadGazetteer()

/*
 * One straight street, odd numbers 10 m north of it, even ones 10 m south.
 *
 *      1        5                    21
 *  ----0--------100------------------500--540  Lange Gasse
 *      2            10
 *  x:  0            200
 */
const longStreet = drawn([
  way('Lange Gasse', [0, 0], [540, 0]),
  house('Lange Gasse', '1', 0, 10),
  house('Lange Gasse', '5', 100, 10),
  house('Lange Gasse', '21', 500, 10),
  house('Lange Gasse', '2', 0, -10),
  house('Lange Gasse', '10', 200, -10),
])

describe('numbers of a street', () => {
  it('a number that is known is the building', () => {
    const { best, reason } = geocode('Lange Gasse 5, 1000 Oberdorf', longStreet)
    expect({ ...metres(best!), level: best!.level, reason, label: best!.label }).toEqual({
      ...{ x: 100, y: 10, level: 'building', reason: 'address-exact', label: 'Lange Gasse 5, 1000 Oberdorf' },
    })
  })

  it('an odd number stands between odd ones, on their side', () => {
    // 13 is half way from 5 (100) to 21 (500)
    const { best, reason, reasonParams } = geocode('Lange Gasse 13, Oberdorf', longStreet)
    expect(metres(best!)).toEqual({ x: 300, y: 10 })
    expect([best!.level, reason, reasonParams?.low, reasonParams?.high]).toEqual([
      'interpolated',
      'address-number-interpolated',
      5,
      21,
    ])
    expect(best!.radiusMetres).toBeGreaterThan(40)
  })

  it('an even number stands between even ones', () => {
    // 6 is half way from 2 (0) to 10 (200)
    expect(metres(geocode('Lange Gasse 6, Oberdorf', longStreet).best!)).toEqual({ x: 100, y: -10 })
  })

  it('beyond the last number it goes on at the street’s pace, but not far', () => {
    const near = geocode('Lange Gasse 23, Oberdorf', longStreet)
    // 27 m a number from 10 to 21, held to 8 m a number: 16 m on
    expect(metres(near.best!)).toEqual({ x: 516, y: 10 })
    expect(near.reason).toBe('address-number-nearest')
    const far = geocode('Lange Gasse 400, Oberdorf', longStreet).best!
    expect(far.level).toBe('street')
    expect(metres(far).x).toBeLessThan(640)
    expect(far.radiusMetres).toBeGreaterThan(near.best!.radiusMetres)
  })

  it('counts along a bent street, not across the field', () => {
    /*
     *        (100,100)          1 at the foot, 21 at the end:
     *  21 ------+               11 is at the corner,
     *           |               70 m off the straight line
     *           1 (100,0)
     */
    const bent = drawn([
      way('Winkel', [100, 0], [100, 100], [0, 100]),
      house('Winkel', '1', 100, 0),
      house('Winkel', '21', 0, 100),
    ])
    expect(metres(geocode('Winkel 11, Oberdorf', bent).best!)).toEqual({ x: 100, y: 100 })
  })

  it('a number that stands absurdly is left out of counting, and still found by itself', () => {
    const index = drawn([
      house('Weg', '1', 0, 0),
      house('Weg', '3', 20, 0),
      house('Weg', '5', 4_000, 3_000),
      house('Weg', '9', 80, 0),
      house('Weg', '11', 100, 0),
    ])
    expect(metres(geocode('Weg 7, Oberdorf', index).best!)).toEqual({ x: 60, y: 0 })
    expect(geocode('Weg 5, Oberdorf', index).reason).toBe('address-exact')
  })

  it('a range answers for the numbers on its side, a suffix for its number', () => {
    const index = drawn([house('Feld', '14-18', 0, 0), house('Feld', '30a', 100, 0)])
    expect(geocode('Feld 16, Oberdorf', index).reason).toBe('address-number-in-range')
    expect(geocode('Feld 30b, Oberdorf', index).reason).toBe('address-number-other-suffix')
    expect(geocode('Feld 14 - 18, Oberdorf', index).reason).toBe('address-exact')
  })
})

describe('streets and towns', () => {
  const twoTowns = drawn([
    place('Oberdorf', 0, 0),
    place('Niederdorf', 8_000, 0),
    house('Hauptstrasse', '1', 0, 0, 'Oberdorf', '1000'),
    house('Hauptstrasse', '3', 50, 0, 'Oberdorf', '1000'),
    house('Hauptstrasse', '1', 8_000, 0, 'Niederdorf', '2000'),
    house('Hauptstrasse', '3', 8_050, 0, 'Niederdorf', '2000'),
    house('Kirchgasse', '7', 100, 0, 'Oberdorf', '1000'),
  ])

  it('the town, the postcode or both tell which', () => {
    for (const text of [
      'Hauptstrasse 3, 2000 Niederdorf',
      'Hauptstr. 3 Niederdorf',
      '2000, Hauptstrasse 3',
      'HAUPTSTRASSE 3, NIEDERDORF',
      'Niederdorf, Hauptstr 3',
      '3 Hauptstrasse Niederdorf',
    ])
      expect([text, metres(geocode(text, twoTowns).best!).x]).toEqual([text, 8_050])
  })

  it('two that fit equally are held for a person, with both as alternatives', () => {
    const { best, reason, alternatives } = geocode('Hauptstrasse 3', twoTowns)
    expect([best!.level, reason]).toEqual(['none', 'address-ambiguous'])
    expect(alternatives.map((item) => metres(item).x).sort((a, b) => a - b)).toEqual([50, 8_050])
  })

  it('typing errors', () => {
    for (const text of [
      'Haupstrasse 3, Oberdorf',
      'Hauptstarsse 3, 1000 Oberdorf',
      'Hauptstrasse 3, Oberdrof',
      'Kichgasse 7 Oberdorf',
    ])
      expect([text, geocode(text, twoTowns).best!.level]).toEqual([text, 'building'])
  })

  it('a town that the region does not hold is never a pin', () => {
    const { best, reason } = geocode('Hauptstrasse 3, 8001 Zürich', twoTowns)
    expect([best?.level ?? 'none', reason]).toEqual(['none', 'address-outside-region'])
  })

  it('a town alone is the town', () => {
    const { best, reason } = geocode('Niederdorf', twoTowns)
    expect([best!.level, reason]).toEqual(['village', 'address-place-only'])
  })
})

/*
 * 臺北市大安區和平東路二段, houses every 25 m for two numbers; lane 118 leaves it beside 118.
 */
const taipei = drawn(
  [
    way('和平東路二段', [0, 0], [2_000, 0]),
    way('復興南路', [600, -800], [600, 800]),
    estate('陽光花園', 300, 400),
  ],
  [
    ...[100, 102, 110, 120, 130].map((number) =>
      listed(`臺北市大安區和平東路二段${number}號`, number * 12, 10),
    ),
    listed('臺北市大安區和平東路二段118巷4號', 1_416, 60),
    listed('臺北市大安區和平東路二段118巷20號', 1_416, 260),
    listed('臺北市大安區和平東路三段100號', 5_000, 0),
    listed('臺北市信義區松山路7號', 5_000, 3_000),
  ],
)
const find = (text: string) => geocode(text, taipei, { gazetteer })

describe('Chinese addresses', () => {
  it('finds the number however it is written', () => {
    for (const text of [
      '臺北市大安區和平東路二段110號',
      '台北市大安区和平东路2段110号3楼之2',
      '和平東路二段一百一十號',
      '大安區和平東路２段１１０號前',
      '110台北市大安區和平東路二段110號(電話聯絡)',
      '臺北市臺北市大安區和平東路二段 110 號 0912345678',
    ])
      expect([text, metres(find(text).best!), find(text).best!.level]).toEqual([
        text,
        { x: 1_320, y: 10 },
        'building',
      ])
  })

  it('numbers in a lane count along the lane', () => {
    // 12 is half way from 4 to 20
    expect(metres(find('和平東路二段118巷12號').best!)).toEqual({ x: 1_416, y: 160 })
  })

  it('says of which lane a number is', () => {
    expect(find('和平東路二段118巷12號').reasonParams).toEqual({
      street: '和平東路二段118巷',
      number: '12',
      low: 4,
      high: 20,
    })
    expect(find('和平東路二段118巷4號').reasonParams).toMatchObject({
      street: '和平東路二段118巷',
      number: '4',
    })
    expect(find('和平東路二段110號').reasonParams).toMatchObject({ street: '和平東路二段', number: '110' })
  })

  it('an unknown lane lies where it leaves the road, with a wide radius', () => {
    const { best, reason } = find('和平東路二段106巷9號')
    expect(reason).toBe('address-lane-approximate')
    expect(best!.level).toBe('street')
    expect(metres(best!)).toEqual({ x: 1_272, y: 10 })
    expect(best!.radiusMetres).toBeGreaterThan(190)
  })

  it('keeps sections apart', () => {
    expect(metres(find('和平東路三段100號').best!).x).toBe(5_000)
    expect(metres(find('和平東路二段100號').best!).x).toBe(1_200)
  })

  it('finds a crossing and an estate', () => {
    const crossing = find('和平東路二段與復興南路口')
    expect([metres(crossing.best!), crossing.reason]).toEqual([{ x: 600, y: 0 }, 'address-crossing'])
    const home = find('陽光花園3棟2單元501')
    expect([metres(home.best!), home.best!.level, home.reason]).toEqual([
      { x: 300, y: 400 },
      'estate',
      'address-estate',
    ])
  })

  it('two addresses in one cell that lie apart are held, with both; beside one another the first is taken', () => {
    const apart = find('臺北市大安區和平東路二段110號；信義區松山路7號')
    expect([apart.best!.level, apart.reason]).toEqual(['none', 'address-several'])
    expect(apart.best!.confidence).toBeLessThanOrEqual(0.5)
    expect(apart.alternatives.slice(0, 2).map((one) => metres(one))).toEqual([
      { x: 1_320, y: 10 },
      { x: 5_000, y: 3_000 },
    ])
    const beside = find('臺北市大安區和平東路二段110號；和平東路二段120號')
    expect([beside.best!.level, metres(beside.best!)]).toEqual(['building', { x: 1_320, y: 10 }])
  })

  it('a city that is not the region’s, or a district not of the city, is never a pin', () => {
    for (const [text, reason] of [
      ['高雄市苓雅區和平東路二段110號', 'address-outside-region'],
      ['上海市浦东新区和平东路二段110号', 'address-outside-region'],
      ['臺北市板橋區和平東路二段110號', 'address-district-not-in-city'],
    ] as const)
      expect([text, find(text).best?.level ?? 'none', find(text).reason]).toEqual([text, 'none', reason])
  })

  it('a namesake by direction or number is another road', () => {
    expect(find('臺北市大安區復興北路7號').reason).toBe('address-street-unknown')
    expect(find('大安區復新南路').best!.level).not.toBe('building')
  })

  it('a street of a like name is offered, never taken', () => {
    const like = drawn([
      way('昆陽街', [0, 0], [400, 0]),
      ...[81, 85].map((number) => house('昆陽街', String(number), number, 10, '大安區')),
      place('大安區', 0, 0, 'suburb'),
    ])
    const alone = geocode('富陽街83號', like, { gazetteer })
    expect(alone).toMatchObject({
      reason: 'address-street-like-named',
      reasonParams: { street: '富陽街' },
      best: { level: 'none' },
    })
    expect(alone.alternatives[0]!.label).toContain('昆陽街')
    expect(alone.alternatives[0]!.confidence).toBeLessThan(0.3)
    // the district is certain, the street is not
    expect(geocode('大安區富陽街83號', like, { gazetteer })).toMatchObject({
      ...{ reason: 'address-street-unknown', best: { label: '大安區' } },
    })
  })

  it('digits behind other words are no number of the road', () => {
    for (const text of ['大安區和平東路二段辛亥路口 " OR 1=1', '大安區和平東路二段東北側 110'])
      expect(find(text).reason).not.toBe('address-exact')
    expect(find('大安區和平東路二段110').reason).toBe('address-exact')
  })

  it('an unknown street leaves the district', () => {
    const { best, reason } = find('臺北市大安區不存在大道99號')
    expect([best!.level, reason]).toEqual(['district', 'address-street-unknown'])
  })
})

describe('memory', () => {
  it('two spellings of one door have one key, two doors have two', () => {
    expect(memoryKey('台北市大安區和平東路二段110號5樓', gazetteer)).toBe(
      memoryKey('臺北市大安区和平东路２段１１０号5樓 (後門)', gazetteer),
    )
    expect(memoryKey('台北市大安區和平東路二段110號5樓', gazetteer)).not.toBe(
      memoryKey('台北市大安區和平東路二段110號6樓', gazetteer),
    )
    expect(memoryKey('Dorfstr. 24, Triesen')).toBe(memoryKey('Dorfstrasse 24, TRIESEN'))
    expect(buildingKey('台北市大安區和平東路二段110號5樓', gazetteer)).toBe(
      buildingKey('台北市大安區和平東路二段110號6樓之3', gazetteer),
    )
    expect(buildingKey('大安區', gazetteer)).toBe('')
  })

  it.each([
    ['a group of a village is no house of it', '石台县新民镇王家村3组', '石台县新民镇王家村3号'],
    ['one crossing of a road is not another', '公園路與愛國西路口', '公園路與中山路口'],
    ['a crossing is not the road', '公園路與愛國西路口', '公園路'],
    ['what stands on a road tells where', '中山路人民医院', '中山路中心小学'],
    ['and in a village', '新民镇王家村村委会', '新民镇王家村小学'],
    ['a postcode tells which town’s street', 'Dorfstrasse 24, 9490', 'Dorfstrasse 24, 9495'],
    ['of two in one cell nobody knows which', '杨浦区政立路477号；静安区万荣路777号', '杨浦区政立路477号'],
  ])('doors that are not one never share a pin: %s', (_, one, other) => {
    expect(memoryKey(one, gazetteer)).not.toBe(memoryKey(other, gazetteer))
    const pin = { ...at(1_330, 40), radiusMetres: 15 }
    const keys = [memoryKey(one, gazetteer), buildingKey(one, gazetteer)]
    const { reason } = geocode(other, taipei, {
      gazetteer,
      memory: (key) => (keys.includes(key) ? pin : undefined),
    })
    expect(reason).not.toMatch(/remembered/u)
  })

  it('a confirmed pin wins, and helps the neighbours in its building', () => {
    const pin = { ...at(1_330, 40), radiusMetres: 15 }
    const text = '台北市大安區和平東路二段110號5樓'
    const memory = new Map([
      [memoryKey(text, gazetteer), pin],
      [buildingKey(text, gazetteer), pin],
    ])
    const recall = (asked: string) => geocode(asked, taipei, { gazetteer, memory: (key) => memory.get(key) })
    expect([recall(text).best!.level, recall(text).reason]).toEqual(['pin', 'address-remembered'])
    const neighbour = recall('台北市大安區和平東路二段110號8樓')
    expect([metres(neighbour.best!), neighbour.best!.level, neighbour.reason]).toEqual([
      { x: 1_330, y: 40 },
      'building',
      'address-remembered-building',
    ])
    expect([recall(text).best!.radiusMetres, neighbour.best!.radiusMetres]).toEqual([15, 40])
    // a district's middle that somebody took knowingly stays as vague as it was
    memory.forEach((_, key) => memory.set(key, { ...pin, radiusMetres: 1_800 }))
    expect(recall(text).best!.radiusMetres).toBe(1_800)
    expect(recall('台北市大安區和平東路二段110號8樓').best!.radiusMetres).toBe(1_800)
    expect(recall('台北市大安區和平東路二段102號').reason).toBe('address-exact')
  })
})

describe('given coordinates', () => {
  it('are a pin where they agree, are held where they do not', () => {
    const found = find('臺北市大安區和平東路二段110號')
    const near = at(1_350, 30)
    expect(withGivenPoint(found, { ...near, datum: 'wgs84' }, 'x')).toMatchObject({
      reason: 'address-given',
      best: { level: 'pin', ...near },
    })
    const far = at(9_000, 9_000)
    expect(withGivenPoint(found, { ...near, datum: 'bd09' }, 'x').best!.source).toBe('given-bd09')
    const held = withGivenPoint(found, { ...far, datum: 'wgs84' }, 'x')
    expect(held).toMatchObject({ reason: 'address-given-far', best: { level: 'none', ...far } })
    expect(held.alternatives.slice(0, 2).map((item) => item.source)).toEqual(['given', 'list'])
    expect([
      validCoordinate(0, 0),
      validCoordinate(Number.NaN, 1),
      validCoordinate(200, 1),
      validCoordinate(10, 1),
    ]).toEqual([false, false, false, true])
  })
})

describe('any text', () => {
  const words = fc.constantFrom(
    ...[
      '和平東路',
      '二段',
      '110號',
      '大安區',
      'Hauptstrasse',
      '3',
      'Oberdorf',
      '😀',
      '\u202e',
      '"',
      "'; DROP TABLE",
      'NEAR/2',
      '*',
      '%',
      '之',
      '、',
      '(',
      '\u0000',
      '\ud83d',
      '1000',
      '-',
      '口',
      '與',
      '/',
    ],
  )
  const texts = fc.oneof(
    fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')),
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )
  it('gives a result with a known reason, the same each time, and no pin without a place (seeded)', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = find(text)
        expect(Object.hasOwn(reasons, result.reason)).toBe(true)
        expect(find(text)).toEqual(result)
        if (result.best) {
          expect(Number.isFinite(result.best.lon) && Number.isFinite(result.best.lat)).toBe(true)
          expect(result.best.confidence).toBeGreaterThanOrEqual(0)
          expect(result.best.confidence).toBeLessThanOrEqual(1)
          expect(result.best.radiusMetres).toBeGreaterThan(0)
        }
        geocode(text, longStreet)
      }),
      { numRuns: 3_000, seed: 4_2026 },
    )
  })

  it('empty, blank and very long texts', () => {
    expect(find('')).toMatchObject({ best: null, reason: 'address-empty', memoryKey: '' })
    expect(find(' \t\n')).toMatchObject({ best: null, reason: 'address-empty' })
    for (const unit of ['和平東路', 'Hauptstrasse 3 ', '😀', '、']) {
      expect(Object.hasOwn(reasons, find(unit.repeat(Math.ceil(10_000 / unit.length))).reason)).toBe(true)
    }
  })
})

describe('a region that names no city', () => {
  const nameless = drawn([way('人民大道', [0, 0], [400, 0])])
  it('is not searched for a door in another part of the country', () => {
    expect(geocode('上海市黄浦区人民大道200号', nameless, { gazetteer })).toMatchObject({
      reason: 'address-outside-region',
      best: { level: 'none' },
    })
    expect(geocode('臺北市大安區人民大道200號', nameless, { gazetteer }).best!.level).toBe('street')
    expect(geocode('人民大道200号', nameless, { gazetteer }).best!.level).toBe('street')
  })
})

describe('same district name, other city', () => {
  it('臺中市大安區 is not 臺北市’s', () => {
    expect(find('臺中市大安區和平東路二段110號')).toMatchObject({
      reason: 'address-outside-region',
      best: { level: 'none' },
    })
  })
})

describe('what a sentence says again', () => {
  it('is the name as it was typed, not as it was compared', () => {
    expect(
      geocode(
        '大安區無名東街12號',
        drawn([way('和平東路', [0, 0], [400, 0]), place('大安區', 0, 0, 'suburb')]),
        {
          gazetteer,
        },
      ),
    ).toMatchObject({
      reason: 'address-street-unknown',
      reasonParams: { street: '無名東街' },
    })
    expect(geocode('Lange Gase 5, Oberdorf', longStreet).reasonParams).toMatchObject({
      ...{ written: 'Lange Gase', found: 'Lange Gasse' },
    })
    const conflict = drawn([way('和平東路', [0, 0], [400, 0]), place('臺北市', 0, 0, 'city')])
    expect(geocode('臺北市板橋區和平東路12號', conflict, { gazetteer })).toMatchObject({
      reason: 'address-district-not-in-city',
      reasonParams: { city: '臺北市', district: '板橋區' },
    })
  })
})

describe('chances of places that exclude one another', () => {
  it('two equal ones have no more than half each, and are told first', () => {
    const twins = drawn([
      ...[place('Oberdorf', 0, 0), place('Unterdorf', 9_000, 0)],
      house('Am Bach', '3', 0, 20, 'Oberdorf'),
      house('Am Bach', '3', 9_000, 20, 'Unterdorf', '2000'),
    ])
    const { best, reason, reasonParams, alternatives } = geocode('Am Bach 3', twins)
    expect([best!.level, reason, reasonParams!.count]).toEqual(['none', 'address-ambiguous', 2])
    expect(alternatives.slice(0, 2).map(({ level }) => level)).toEqual(['building', 'building'])
    expect(alternatives[0]!.confidence).toBe(alternatives[1]!.confidence)
    expect(alternatives[0]!.confidence).toBeLessThanOrEqual(0.5)
  })

  it('beside a sure door the others have what is left', () => {
    const { best, alternatives } = find('大安區和平東路二段110號')
    const rest = alternatives.filter(({ level }) => level === 'building' || level === 'interpolated')
    for (const { confidence } of rest) expect(best!.confidence + confidence).toBeLessThanOrEqual(1)
  })
})

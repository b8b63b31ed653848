import { describe, expect, it } from 'vitest'
import { loadPinyin } from '../../../electron/service/database/region/addressesGazetteer.ts'
import { nameSearchOf } from '../../../shared/core/address/nameSearch.ts'
import { drawn, estate, house, place, way } from './drawnRegion.ts'

const index = drawn(
  [
    place('大安區', 0, 0),
    way('和平東路', [0, 0], [900, 0]),
    way('和平西路', [-900, 0], [0, 0]),
    way('忠孝東路四段', [0, 500], [900, 500]),
    way('忠孝西路', [-900, 500], [0, 500]),
    way('長安街', [0, 900], [900, 900]),
    way('重慶南路', [0, 1_200], [900, 1_200]),
    estate('阳光花园', 300, 300),
    way('Kirchgasse', [0, 2_000], [200, 2_000]),
    house('Kirchgasse', '7', 100, 2_000),
  ],
  [],
)
const search = (text: string) =>
  nameSearchOf(index, loadPinyin())(text, 5).map(({ label }) =>
    label.replace(/^(大安區|Oberdorf)/, '').replace(/, .*/, ''),
  )

describe('the search box', () => {
  it('finds by part of the name, simplified or traditional', () => {
    expect(search('忠孝')).toContain('忠孝東路四段')
    expect(search('和平东路')[0]).toBe('和平東路')
    expect(search('平西路')).toEqual(['和平西路'])
  })

  it('by pinyin, its beginning, and its initials', () => {
    expect(search('hepingdonglu')[0]).toBe('和平東路')
    expect(search('heping').sort()).toEqual(['和平東路', '和平西路'])
    expect(search('He Ping Xi')[0]).toBe('和平西路')
    expect(search('hpdl')[0]).toBe('和平東路')
    expect(search('yghy')[0]).toBe('阳光花园')
  })

  it('by either reading of a character that has two', () => {
    expect(search('changanjie')[0]).toBe('長安街')
    expect(search('chongqingnanlu')[0]).toBe('重慶南路')
    expect(search('zhongqingnanlu')[0]).toBe('重慶南路')
  })

  it('with typing errors, in pinyin and in Latin names', () => {
    expect(search('hepingdognlu')[0]).toBe('和平東路')
    expect(search('zhongxiaodonlu')[0]).toBe('忠孝東路四段')
    expect(search('Kichgasse')[0]).toBe('Kirchgasse')
  })

  it('finds nothing for nothing, and nothing for syntax', () => {
    expect([search(''), search('h'), search('" OR 1=1'), search('%'), search('😀')]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ])
  })
})

import { describe, expect, test } from 'vitest'
import {
  datumArea,
  datumOf,
  navigationLink,
  navigationLinks,
  usualApp,
} from '../../../shared/core/exchange/navigation.ts'
import { haversineMetres } from '../../../shared/core/geo/distance.ts'
import { navigationApps } from '../../../shared/model/runsheet.ts'

const places: Record<string, [number, number, 'mainland' | 'taiwan' | 'abroad']> = {
  北京: [116.4, 39.9, 'mainland'],
  上海: [121.47, 31.23, 'mainland'],
  厦门: [118.09, 24.48, 'mainland'],
  平潭: [119.79, 25.5, 'mainland'],
  香港: [114.17, 22.28, 'mainland'],
  澳门: [113.54, 22.19, 'mainland'],
  三亚: [109.5, 18.25, 'mainland'],
  拉萨: [91.1, 29.65, 'mainland'],
  喀什: [75.99, 39.47, 'mainland'],
  瑞丽: [97.85, 24.01, 'mainland'],
  丹东: [124.39, 40.13, 'mainland'],
  黑河: [127.5, 50.25, 'mainland'],
  满洲里: [117.4, 49.6, 'mainland'],
  抚远: [134.3, 48.36, 'mainland'],
  臺北: [121.56, 25.03, 'taiwan'],
  高雄: [120.3, 22.63, 'taiwan'],
  澎湖: [119.57, 23.57, 'taiwan'],
  Vaduz: [9.52, 47.14, 'abroad'],
  河內: [105.85, 21.03, 'abroad'],
  首爾: [127, 37.5, 'abroad'],
  平壤: [125.75, 39.02, 'abroad'],
  福岡: [130.4, 33.6, 'abroad'],
  加德滿都: [85.3, 27.7, 'abroad'],
  烏蘭巴托: [106.9, 47.9, 'abroad'],
  海參崴: [131.9, 43.1, 'abroad'],
}

test.each(Object.entries(places))('%s', (_name, [lon, lat, area]) => expect(datumArea(lon, lat)).toBe(area))

describe('each app in its own datum', () => {
  // Tiananmen: WGS-84 116.39128, 39.90734; published GCJ-02 116.39752, 39.90874; BD-09 116.40390, 39.91508
  const [lon, lat] = [116.39128, 39.90734]
  test.each([
    ['amap', 116.39752, 39.90874],
    ['tencent', 116.39752, 39.90874],
    ['apple', 116.39752, 39.90874],
    ['google', 116.39752, 39.90874],
    ['baidu', 116.4039, 39.91508],
  ] as const)('%s in Beijing', (app, x, y) => {
    const link = navigationLink(app, lon, lat, 'car', '3')
    expect(haversineMetres(link.lon, link.lat, x, y)).toBeLessThan(10)
  })

  test('unshifted abroad, and in Taiwan for all but Baidu', () => {
    for (const link of navigationLinks(9.52, 47.14, 'foot', '1'))
      expect([link.datum, link.lon, link.lat]).toEqual(['wgs84', 9.52, 47.14])
    expect(navigationApps.map((app) => datumOf(app, 121.56, 25.03))).toEqual([
      'wgs84', 'bd09', 'wgs84', 'wgs84', 'wgs84',
    ]) // prettier-ignore
    expect([usualApp(116.4, 39.9), usualApp(121.56, 25.03)]).toEqual(['amap', 'google'])
  })
})

test('links carry the place and the label and nothing else, well formed', () => {
  for (const link of navigationLinks(116.39128, 39.90734, 'car', '第 3 站&x=1')) {
    const url = new URL(link.url)
    expect(url.protocol).toBe('https:')
    expect(url.searchParams.has('x')).toBe(false)
    expect(decodeURIComponent(link.url)).toContain(link.lat.toFixed(6).replace(/0+$/, ''))
  }
  const amap = navigationLink('amap', 116.39128, 39.90734, 'foot', '3')
  expect(new URL(amap.url).searchParams.get('mode')).toBe('walk')
  expect(new URL(amap.url).searchParams.get('to')).toBe(`${amap.lon.toFixed(6)},${amap.lat.toFixed(6)},3`)
  expect(new URL(navigationLink('baidu', 116.39, 39.9, 'car', '3').url).searchParams.get('coord_type')).toBe(
    'bd09ll',
  )
})

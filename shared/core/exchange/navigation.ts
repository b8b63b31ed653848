/**
 * Links that open a map app and steer to a stop. A link holds a place and the number of the stop, never a name, a
 * phone or a case: whoever taps it tells the maker of that app where he drives, and no more.
 */
import { fromWgs84 } from '../geo/datum.ts'
import type { Datum } from '../../model/location.ts'
import { navigationApps, type NavigationApp } from '../../model/runsheet.ts'
import type { TravelMode } from '../../model/travel.ts'

/**
 * Where the makers of maps shift their coordinates. Mainland apps and the roads that foreign ones buy are GCJ-02 in
 * the mainland, Hong Kong and Macau; Baidu shifts Taiwan too. Everywhere else all of them take WGS-84.
 */
export type DatumArea = 'mainland' | 'taiwan' | 'abroad'

/**
 * Outline of the mainland with Hainan, Hong Kong and Macau, drawn a little outside the border from the coordinates
 * of border towns: coarse, but a point that people live at is on the right side of it nearly everywhere.
 */
const mainland: readonly (readonly [number, number])[] = [
  [73.4, 39.4], [74.8, 37.2], [77.8, 35.4], [79.5, 32.4], [81.2, 30.0], [85.8, 28.1], [88.8, 27.6], [89.2, 28.1],
  [91.6, 27.8], [94.0, 29.2], [97.2, 28.0], [98.6, 27.4], [97.5, 24.3], [97.6, 23.85], [98.8, 23.85], [99.2, 22.0],
  [101.6, 21.1], [102.1, 22.4], [104.0, 22.75], [105.3, 23.3], [106.7, 22.9], [107.0, 21.9], [108.05, 21.5],
  [108.0, 18.0], [111.5, 18.0], [114.8, 21.8], [117.6, 23.1], [118.2, 24.36], [118.22, 24.5], [118.6, 24.55],
  [119.3, 24.9], [119.95, 25.3], [119.95, 25.7], [119.8, 26.2], [120.4, 26.6], [122.6, 29.0], [123.2, 31.5],
  [121.2, 34.5], [122.9, 37.1], [121.5, 38.7], [124.3, 39.85], [126.3, 41.4], [128.2, 41.95], [129.9, 42.4],
  [130.7, 42.5], [131.2, 44.8], [133.2, 45.1], [135.1, 48.5], [134.0, 48.48], [132.6, 47.9], [131.1, 47.8],
  [130.8, 48.95], [128.0, 49.7], [127.6, 50.35], [125.9, 53.1], [121.0, 53.6], [119.7, 52.7], [119.3, 50.2],
  [117.3, 49.72], [115.6, 48.0], [119.8, 46.8], [111.9, 45.2], [111.7, 43.8], [105.0, 41.6], [96.4, 42.8],
  [90.9, 45.2], [90.9, 46.9], [87.8, 49.2], [85.5, 48.0], [85.5, 47.1], [82.3, 45.6], [80.2, 44.9], [80.2, 42.2],
  [76.3, 40.4],
] // prettier-ignore

/** Which datum area a WGS-84 place lies in. */
export function datumArea(lon: number, lat: number): DatumArea {
  const onIsland = lon > 119.96 && lon < 122.2 && lat > 21.7 && lat < 25.5
  const onPenghu = lon > 119.2 && lon < 119.8 && lat > 23.1 && lat < 23.9
  if (onIsland || onPenghu) return 'taiwan'
  let inside = false
  for (let i = 0, j = mainland.length - 1; i < mainland.length; j = i++) {
    const [x1, y1] = mainland[i]!
    const [x2, y2] = mainland[j]!
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside ? 'mainland' : 'abroad'
}

/** The datum that an app wants at a WGS-84 place. */
export function datumOf(app: NavigationApp, lon: number, lat: number): Datum {
  const area = datumArea(lon, lat)
  if (area === 'abroad') return 'wgs84'
  if (app === 'baidu') return 'bd09'
  return area === 'mainland' ? 'gcj02' : 'wgs84'
}

export interface NavigationLink {
  app: NavigationApp
  datum: Datum
  /** in `datum`, degrees */
  lon: number
  lat: number
  url: string
}

const amapModes: Record<TravelMode, string> = { car: 'car', scooter: 'ride', bicycle: 'ride', foot: 'walk' }
const tencentModes: Record<TravelMode, string> = {
  car: 'drive',
  scooter: 'drive',
  bicycle: 'bike',
  foot: 'walk',
}
const appleModes: Record<TravelMode, string> = { car: 'd', scooter: 'd', bicycle: 'c', foot: 'w' }
const googleModes: Record<TravelMode, string> = {
  car: 'driving',
  scooter: 'two-wheeler',
  bicycle: 'bicycling',
  foot: 'walking',
}

/**
 * A link that opens `app` at a WGS-84 place, in the app's own datum. All are https, so that a phone without the app
 * shows the place in its browser. Forms: lbs.amap.com/api/uri-api, lbsyun.baidu.com (URI API, marker),
 * lbs.qq.com/webApi/uriV1, developer.apple.com "Map Links", developers.google.com/maps "Maps URLs".
 * @param label what the app writes beside the place, such as “Stop 3”
 */
export function navigationLink(
  app: NavigationApp,
  lon: number,
  lat: number,
  mode: TravelMode,
  label: string,
): NavigationLink {
  const datum = datumOf(app, lon, lat)
  const at = fromWgs84(lon, lat, datum)
  // Six decimals are a tenth of a metre.
  const x = at.lon.toFixed(6)
  const y = at.lat.toFixed(6)
  const name = encodeURIComponent(label)
  return { app, datum, lon: Number(x), lat: Number(y), url: urlOf(app, x, y, mode, name, datum) }
}

function urlOf(
  app: NavigationApp,
  x: string,
  y: string,
  mode: TravelMode,
  name: string,
  datum: Datum,
): string {
  switch (app) {
    case 'amap': {
      const coordinate = datum === 'wgs84' ? 'wgs84' : 'gaode'
      return `https://uri.amap.com/navigation?to=${x},${y},${name}&mode=${amapModes[mode]}&coordinate=${coordinate}&callnative=1&src=roundsman`
    }
    case 'baidu': {
      const coordinate = datum === 'wgs84' ? 'wgs84' : 'bd09ll'
      return `https://api.map.baidu.com/marker?location=${y},${x}&title=${name}&content=${name}&coord_type=${coordinate}&output=html&src=webapp.roundsman.sheet`
    }
    case 'tencent':
      return `https://apis.map.qq.com/uri/v1/routeplan?type=${tencentModes[mode]}&to=${name}&tocoord=${y},${x}&referer=roundsman`
    case 'apple':
      return `https://maps.apple.com/?daddr=${y},${x}&dirflg=${appleModes[mode]}`
    case 'google':
      return `https://www.google.com/maps/dir/?api=1&destination=${y},${x}&travelmode=${googleModes[mode]}`
  }
}

/** Every app's link to one place. */
export const navigationLinks = (
  lon: number,
  lat: number,
  mode: TravelMode,
  label: string,
): NavigationLink[] => navigationApps.map((app) => navigationLink(app, lon, lat, mode, label))

/** What a phone at this place most likely has: Amap in the mainland, Google Maps elsewhere. */
export const usualApp = (lon: number, lat: number): NavigationApp =>
  datumArea(lon, lat) === 'mainland' ? 'amap' : 'google'

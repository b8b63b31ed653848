/** What a new branch begins with, by the middle of its region; where none of these lies the person chooses. */
export interface Place {
  currency: string
  /** ISO 3166 code; null where one box holds several countries, or none that has a rule pack */
  country: string | null
}

const places: [
  currency: string,
  country: string | null,
  west: number,
  south: number,
  east: number,
  north: number,
][] = [
  ['TWD', 'TW', 118.1, 21.8, 122.1, 26.5],
  ['HKD', 'HK', 113.82, 22.13, 114.45, 22.58],
  ['MOP', null, 113.52, 22.1, 113.61, 22.22],
  ['SGD', 'SG', 103.59, 1.15, 104.1, 1.48],
  ['CHF', null, 5.95, 45.81, 10.5, 47.81],
  ['GBP', 'GB', -8.7, 49.8, 1.8, 60.9],
  ['AUD', 'AU', 112.9, -43.8, 153.7, -10],
  ['INR', 'IN', 68.1, 6.7, 88.2, 32],
  ['CNY', 'CN', 79, 18.1, 134, 48],
  ['EUR', null, -9.6, 36, 24, 60],
  ['USD', 'US', -125, 24.5, -66.9, 49.4],
]

export function placeOf(bbox: readonly [number, number, number, number]): Place | null {
  const [lon, lat] = [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2]
  const found = places.find(
    ([, , west, south, east, north]) => lon > west && lon < east && lat > south && lat < north,
  )
  return found ? { currency: found[0], country: found[1] } : null
}

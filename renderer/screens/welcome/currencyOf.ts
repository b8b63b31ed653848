/** Currency of the place, by the middle of the region; where none of these lies the person chooses. */
const places: [currency: string, west: number, south: number, east: number, north: number][] = [
  ['TWD', 118.1, 21.8, 122.1, 26.5],
  ['HKD', 113.82, 22.13, 114.45, 22.58],
  ['MOP', 113.52, 22.1, 113.61, 22.22],
  ['SGD', 103.59, 1.15, 104.1, 1.48],
  ['CHF', 5.95, 45.81, 10.5, 47.81],
  ['GBP', -8.7, 49.8, 1.8, 60.9],
  ['AUD', 112.9, -43.8, 153.7, -10],
  ['INR', 68.1, 6.7, 88.2, 32],
  ['CNY', 79, 18.1, 134, 48],
  ['EUR', -9.6, 36, 24, 60],
  ['USD', -125, 24.5, -66.9, 49.4],
]
export function currencyOf(bbox: readonly [number, number, number, number]): string | null {
  const [lon, lat] = [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2]
  return (
    places.find(
      ([, west, south, east, north]) => lon > west && lon < east && lat > south && lat < north,
    )?.[0] ?? null
  )
}

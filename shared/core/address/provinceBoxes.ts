/**
 * Rough boxes of the provinces, west, south, east, north in degrees, drawn generously. They say only where a province
 * certainly is not, so that a region that names no city is not searched for a door in another part of the country.
 */
const boxes: Record<string, readonly [number, number, number, number]> = {
  '11': [115.2, 39.2, 117.7, 41.3],
  '12': [116.5, 38.3, 118.3, 40.5],
  '13': [113.2, 35.8, 120.1, 42.9],
  '14': [110.0, 34.3, 114.8, 41.0],
  '15': [96.9, 37.1, 126.3, 53.6],
  '21': [118.6, 38.4, 126.0, 43.7],
  '22': [121.4, 40.6, 131.5, 46.5],
  '23': [121.0, 43.2, 135.3, 53.8],
  '31': [120.6, 30.5, 122.4, 32.0],
  '32': [116.1, 30.5, 122.2, 35.4],
  '33': [117.8, 26.8, 123.4, 31.4],
  '34': [114.6, 29.2, 119.9, 34.9],
  '35': [115.6, 23.3, 120.9, 28.5],
  '36': [113.3, 24.3, 118.7, 30.3],
  '37': [114.5, 34.1, 123.0, 38.7],
  '41': [110.1, 31.1, 116.9, 36.6],
  '42': [108.1, 28.8, 116.4, 33.5],
  '43': [108.5, 24.4, 114.5, 30.4],
  '44': [109.4, 19.9, 117.5, 25.7],
  '45': [104.2, 20.6, 112.3, 26.6],
  '46': [107.9, 3.0, 119.5, 20.6],
  '50': [105.0, 27.9, 110.4, 32.4],
  '51': [97.1, 25.8, 108.8, 34.5],
  '52': [103.3, 24.3, 109.8, 29.5],
  '53': [97.2, 20.9, 106.4, 29.5],
  '54': [78.1, 26.5, 99.4, 36.8],
  '61': [105.2, 31.4, 111.5, 39.9],
  '62': [92.0, 32.3, 109.0, 43.0],
  '63': [89.1, 31.3, 103.3, 39.5],
  '64': [104.0, 35.0, 107.9, 39.6],
  '65': [73.2, 34.0, 96.7, 49.4],
  '71': [117.8, 20.3, 124.9, 26.6],
  '81': [113.6, 21.9, 114.7, 22.8],
  '82': [113.3, 21.9, 113.8, 22.4],
}

/** True when the province of an administrative code certainly lies outside a region's box. */
export function provinceIsElsewhere(code: string, bbox: readonly [number, number, number, number]): boolean {
  const box = boxes[code.slice(0, 2)]
  if (!box) return false
  const [west, south, east, north] = bbox
  return west > box[2] || east < box[0] || south > box[3] || north < box[1]
}

import { describe, expect, it } from 'vitest'
import { IdMap } from '../../../electron/service/sources/osm/idMap.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'

describe('numbers of OpenStreetMap ids', () => {
  it.each([
    ['in runs, as one mapper uploads them', (i: number) => 5_000_000_000 + i + Math.floor(i / 700) * 90_000],
    ['scattered', (_: number, random: () => number) => Math.floor(random() * 2 ** 40)],
    ['far beyond 2^32', (i: number) => 2 ** 52 + i * 4_294_967_296 - 2 ** 45],
    ['negative, as editors number what they have not saved', (i: number) => -1 - i * 3],
  ])('%s: kept as a plain map keeps them (seed 3)', (_, idOf) => {
    const random = seededRandom(3)
    const plain = new Map<number, number>()
    const map = new IdMap()
    for (let i = 0; i < 20_000; i++) {
      const id = idOf(i, () => random.next())
      if (!plain.has(id)) plain.set(id, i)
      expect(map.add(id, i)).toBe(plain.get(id))
      if (random.next() < 0.2) expect(map.add(id, i + 1)).toBe(plain.get(id))
    }
    expect(map.size).toBe(plain.size)
    for (const [id, value] of plain) {
      expect(map.get(id)).toBe(value)
      expect(map.get(id + 1)).toBe(plain.get(id + 1) ?? -1)
    }
    expect(map.has(idOf(0, () => 0.5) + 0.5 * 2 ** 50)).toBe(false)
  })
})
